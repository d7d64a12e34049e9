//! Texts that were given out to be signed for entering, known by their hash alone. Each is for one browser, once.

use super::db::{Db, Result};
use super::sessions::{SKEW, TokenHash};

pub(super) const TABLES: &[&str] = &[
    "create table if not exists login_challenge (id text primary key, browser blob not null, text blob not null,
     expires_at integer not null, used integer not null) strict, without rowid",
    "create index if not exists login_challenge_expires on login_challenge (expires_at)",
];

/// Within so many milliseconds the signature must be there.
pub const LIFE: i64 = 5 * 60 * 1000;

/// SHA-256 of a text.
pub type TextHash = [u8; 32];

/// Keeps a challenge given out at `now` (milliseconds since 1970) to the browser with this pre-login cookie. Those that are
/// over are forgotten: they are refused anyway.
///
/// # Errors
/// The store's.
pub fn put(db: &mut Db, id: &str, browser: &TokenHash, text: &TextHash, now: i64) -> Result<()> {
    db.run("delete from login_challenge where expires_at <= $1", &[&now])?;
    db.run(
        "insert into login_challenge (id, browser, text, expires_at, used) values ($1, $2, $3, $4, 0)",
        &[&id, browser, text, &(now + LIFE)],
    )
    .map(drop)
}

/// Uses a challenge up and gives back the hash of its text; nothing when it is over, was used, or was given to another
/// browser. One that ends later than any given out at `now` could tells that the clock was set back: how old it really is
/// nobody knows, so it is over. One that was over is used up as well: found over once, it stays so whatever the clock shows
/// next. One statement: of any number of tries at once one gets it.
///
/// # Errors
/// The store's.
pub fn consume(db: &mut Db, id: &str, browser: &TokenHash, now: i64) -> Result<Option<TextHash>> {
    let used: Option<(TextHash, i64)> = db.one(
        "update login_challenge set used = 1 where id = $1 and browser = $2 and used = 0 returning text, expires_at",
        &[&id, browser],
    )?;
    let stood = used.filter(|(_, expires_at)| *expires_at > now && *expires_at <= now + LIFE + SKEW);
    Ok(stood.map(|(text, _)| text))
}
