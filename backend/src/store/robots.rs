//! Solutions of the anti-robot check that were used.

use super::db::{Db, Result};

pub(super) const TABLES: &[&str] = &[
    "create table if not exists used_challenge (challenge text primary key, expires_at integer not null) strict,
     without rowid",
    "create index if not exists used_challenge_expires on used_challenge (expires_at)",
];

/// A solution is remembered for a day after it expired: a clock that is set back by less than that makes none usable again.
const REMEMBERED: i64 = 24 * 60 * 60 * 1000;

/// Takes a solution; false when it was taken before.
///
/// # Errors
/// The store's.
pub fn spend(db: &mut Db, challenge: &str, expires_at: i64, now: i64) -> Result<bool> {
    db.run("delete from used_challenge where expires_at <= $1", &[&(now - REMEMBERED)])?;
    let taken = db.run(
        "insert into used_challenge (challenge, expires_at) values ($1, $2) on conflict (challenge) do nothing",
        &[&challenge, &expires_at],
    )?;
    Ok(taken == 1)
}
