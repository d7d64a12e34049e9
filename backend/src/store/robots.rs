//! Solutions of the anti-robot check that were used, and how many registrations an address began.

use super::db::{Db, Result};

pub(super) const TABLES: &[&str] = &[
    "create table if not exists used_challenge (challenge text primary key, expires_at integer not null) strict,
     without rowid",
    "create index if not exists used_challenge_expires on used_challenge (expires_at)",
    "create table if not exists beginning (address text not null, at integer not null) strict",
    "create index if not exists beginning_address on beginning (address, at)",
    "create index if not exists beginning_at on beginning (at)",
];

/// Takes a solution; false when it was taken before. Those that expired are forgotten: they are refused anyway.
///
/// # Errors
/// The store's.
pub fn spend(db: &mut Db, challenge: &str, expires_at: i64, now: i64) -> Result<bool> {
    db.run("delete from used_challenge where expires_at <= $1", &[&now])?;
    let taken = db.run(
        "insert into used_challenge (challenge, expires_at) values ($1, $2) on conflict (challenge) do nothing",
        &[&challenge, &expires_at],
    )?;
    Ok(taken == 1)
}

/// Counts a registration begun from an address, unless `most` were begun within `window` milliseconds: then it tells
/// how long the oldest of them still counts.
///
/// # Errors
/// The store's.
pub fn count_beginning(db: &mut Db, address: &str, most: i64, window: i64, now: i64) -> Result<Option<i64>> {
    db.run("delete from beginning where at <= $1", &[&(now - window)])?;
    let (count, oldest): (i64, Option<i64>) =
        db.one("select count(*), min(at) from beginning where address = $1", &[&address])?.unwrap_or_default();
    if count >= most {
        return Ok(Some(oldest.map_or(window, |oldest| oldest + window - now)));
    }
    db.run("insert into beginning (address, at) values ($1, $2)", &[&address, &now])?;
    Ok(None)
}
