//! Devices a person has entered from, known by the hash of a cookie alone.

use super::db::{Db, Result};
use super::sessions::TokenHash;
use shared::values::iin::Iin;

pub(super) const TABLES: &[&str] = &[
    "create table if not exists device (iin text not null, token blob not null, seen_at integer not null,
     primary key (iin, token)) strict, without rowid",
    "create index if not exists device_token on device (token)",
    "create index if not exists device_seen on device (seen_at)",
];

/// A device is known for a year after the last entrance from it, as long as its cookie lives.
pub const REMEMBERED: i64 = 365 * 24 * 60 * 60 * 1000;

/// What is known of the device somebody enters from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Device {
    /// The person entered from it before.
    Known,
    /// Not from this one, but from another.
    New,
    /// The person enters for the first time, or for the first time in a year: there is none to differ from.
    First,
}

/// Did we give this to a browser, whoever entered with it? Several persons may share one.
///
/// # Errors
/// The store's.
pub fn is_ours(db: &mut Db, token: &TokenHash) -> Result<bool> {
    Ok(db.one::<(i64,)>("select 1 from device where token = $1 limit 1", &[token])?.is_some())
}

/// Notes that a person enters from a device; tells what was known of it.
///
/// # Errors
/// The store's.
pub fn note(db: &mut Db, iin: &Iin, token: &TokenHash, now: i64) -> Result<Device> {
    db.run("delete from device where seen_at <= $1", &[&(now - REMEMBERED)])?;
    let (all, same): (i64, i64) = db
        .one("select count(*), coalesce(sum(token = $2), 0) from device where iin = $1", &[&iin.as_str(), token])?
        .unwrap_or_default();
    db.run(
        "insert into device (iin, token, seen_at) values ($1, $2, $3)
         on conflict (iin, token) do update set seen_at = max(seen_at, excluded.seen_at)",
        &[&iin.as_str(), token, &now],
    )?;
    Ok(match (all, same) {
        (0, _) => Device::First,
        (_, 0) => Device::New,
        _ => Device::Known,
    })
}
