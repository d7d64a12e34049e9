//! Sessions: who is signed in, known by the hash of a token alone.

use super::db::{Db, FromRow, Result, Row};
use shared::values::iin::Iin;

pub(super) const TABLES: &[&str] = &[
    "create table if not exists session (token blob primary key, iin text not null, started_at integer not null,
     seen_at integer not null) strict, without rowid",
    "create index if not exists session_iin on session (iin)",
    "create index if not exists session_started on session (started_at)",
];

/// Without a sign of life a session ends after 15 minutes.
pub const IDLE: i64 = 15 * 60 * 1000;
/// However lively, it ends after 12 hours.
pub const LONGEST: i64 = 12 * 60 * 60 * 1000;
/// A sign of life is written down at most once in this time.
const TOUCH: i64 = 60 * 1000;
/// A person has at most so many at once; the oldest ends.
const AT_ONCE: i64 = 5;

/// SHA-256 of a session's token.
pub type TokenHash = [u8; 32];

/// A session that stands.
#[derive(Clone, Copy, Debug)]
pub struct Seen {
    /// Whose.
    pub iin: Iin,
    /// Its sign of life should be written down.
    pub is_stale: bool,
}

struct Stored {
    iin: String,
    started_at: i64,
    seen_at: i64,
}

impl FromRow for Stored {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        Ok(Self { iin: row.get(0)?, started_at: row.get(1)?, seen_at: row.get(2)? })
    }
}

/// The session, unless it is over at `now` (milliseconds since 1970, as all times here).
///
/// # Errors
/// The store's.
pub fn find(db: &mut Db, token: &TokenHash, now: i64) -> Result<Option<Seen>> {
    let stored: Option<Stored> = db.one("select iin, started_at, seen_at from session where token = $1", &[token])?;
    let stands = |it: &Stored| now < it.seen_at + IDLE && now < it.started_at + LONGEST;
    let seen = |it: Stored| Some(Seen { iin: it.iin.parse().ok()?, is_stale: now >= it.seen_at + TOUCH });
    Ok(stored.filter(stands).and_then(seen))
}

/// Writes down a sign of life.
///
/// # Errors
/// The store's.
pub fn touch(db: &mut Db, token: &TokenHash, now: i64) -> Result<()> {
    db.run("update session set seen_at = max(seen_at, $2) where token = $1", &[token, &now]).map(drop)
}

/// Begins a session; the person's oldest ends when there are too many, and everybody's that are over are forgotten.
///
/// # Errors
/// The store's.
pub fn begin(db: &mut Db, token: &TokenHash, iin: &Iin, now: i64) -> Result<()> {
    db.run("delete from session where started_at <= $1", &[&(now - LONGEST)])?;
    db.run("delete from session where iin = $1 and seen_at <= $2", &[&iin.as_str(), &(now - IDLE)])?;
    db.run(
        "delete from session where iin = $1 and token not in
         (select token from session where iin = $1 order by started_at desc, token limit $2)",
        &[&iin.as_str(), &(AT_ONCE - 1)],
    )?;
    db.run(
        "insert into session (token, iin, started_at, seen_at) values ($1, $2, $3, $3)",
        &[token, &iin.as_str(), &now],
    )?;
    Ok(())
}

/// Ends a session.
///
/// # Errors
/// The store's.
pub fn end(db: &mut Db, token: &TokenHash) -> Result<()> {
    db.run("delete from session where token = $1", &[token]).map(drop)
}

/// Ends every session of a person: the password is new.
///
/// # Errors
/// The store's.
pub fn end_all(db: &mut Db, iin: &Iin) -> Result<()> {
    db.run("delete from session where iin = $1", &[&iin.as_str()]).map(drop)
}
