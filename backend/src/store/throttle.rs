//! How often something may be tried: moments by kind and key, of which only so many count at once (ux: login, code and
//! account numbers). A key is an address, an IIN, a contact or the hash of a cookie, and it is counted whether or not it is
//! known to anybody.
//!
//! A moment that is still to come counts too: who sets the clock back gains no try.

use super::db::{Db, Result};

pub(super) const TABLES: &[&str] = &[
    "create table if not exists throttle (kind text not null, key text not null, at integer not null) strict",
    "create index if not exists throttle_key on throttle (kind, key, at)",
    "create index if not exists throttle_at on throttle (kind, at)",
];

/// The tables that counted before this one; what they held is forgotten.
pub(super) const IN_ONE_TABLE: &[&str] =
    &["drop table if exists wrong_password", "drop table if exists code_event", "drop table if exists beginning"];

const SECOND: i64 = 1000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
const YEAR: i64 = 365 * DAY;

/// So many of a kind within so many milliseconds.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    kind: &'static str,
    /// How many.
    pub most: i64,
    /// Within how many milliseconds.
    pub window: i64,
}

/// Password tries of an address: 60 a minute.
pub const LOGINS: Limit = Limit { kind: "login", most: 60, window: MINUTE };
/// Login challenges of an address: 60 a minute, and no password tried there takes any away.
pub const CHALLENGES: Limit = Limit { kind: "challenge", most: 60, window: MINUTE };
/// Login challenges of a browser, known by the hash of its cookie before login: 30 a minute, from whatever addresses.
pub const CHALLENGES_TO_BROWSER: Limit = Limit { kind: "challenge-to-browser", most: 30, window: MINUTE };
/// Codes asked for from an address: 60 in five minutes.
pub const CODES_FROM_ADDRESS: Limit = Limit { kind: "code-from-address", most: 60, window: 5 * MINUTE };
/// Codes sent to one phone number or mail address: 10 a day.
pub const CODES_TO_CONTACT: Limit = Limit { kind: "code-to-contact", most: 10, window: DAY };
/// Codes sent to one phone number or mail address, by whichever registration: one a minute.
pub const CODE_A_MINUTE: Limit = Limit { kind: "code-a-minute", most: 1, window: MINUTE };
/// Codes sent to one person: 5 an hour.
pub const CODES_TO_PERSON: Limit = Limit { kind: "code-to-person", most: 5, window: HOUR };
/// Wrong codes for one person, whatever the registration: 15 a day.
pub const WRONG_CODES: Limit = Limit { kind: "wrong-code", most: 15, window: DAY };
/// Wrong passwords for one IIN from all addresses: after 50 in 12 hours a code is asked for too.
pub const WRONG_PASSWORDS: Limit = Limit { kind: "wrong-password", most: 50, window: 12 * HOUR };
/// Wrong passwords in a row for one IIN from all addresses: after 100 the password must be set anew. The right password
/// begins the row anew; a year without one does too.
pub const WRONG_IN_A_ROW: Limit = Limit { kind: "wrong-in-a-row", most: 100, window: YEAR };
/// Wrong passwords for one IIN from one address, forgotten after a day; see [`pause`].
pub const WRONG_HERE: Limit = Limit { kind: "wrong-here", most: MANY, window: DAY };
/// Wrong current passwords given in a person's sessions from all addresses, forgotten after a day; see [`pause`].
pub const WRONG_IN_SESSION: Limit = Limit { kind: "wrong-in-session", most: MANY, window: DAY };
/// «It was not me»: one blocks the password until it is set anew by a code, however long that takes.
pub const DISOWNED: Limit = Limit { kind: "disowned", most: 1, window: 100 * YEAR };

/// Registrations begun from an address and whatever else an anti-robot check stands before: `most` (a setting) in five
/// minutes.
#[must_use]
pub const fn registrations(most: u32) -> Limit {
    Limit { kind: "registration", most: most as i64, window: 5 * MINUTE }
}

/// Milliseconds to wait after the fourth wrong password of one key, the fifth and so on; the first three are free.
const PAUSES: [i64; 6] = [2 * SECOND, 4 * SECOND, 8 * SECOND, 16 * SECOND, 32 * SECOND, 60 * SECOND];
/// Wrong passwords that cost no pause.
const FREE: i64 = 3;
/// From so many wrong passwords on each costs [`LONG_PAUSE`].
const MANY: i64 = 10;
/// After the tenth, and after each further one.
const LONG_PAUSE: i64 = 15 * MINUTE;

/// Milliseconds until fewer than the limit's moments count for a key; nothing when there are fewer now.
///
/// # Errors
/// The store's.
pub fn wait(db: &mut Db, limit: &Limit, key: &str, now: i64) -> Result<Option<i64>> {
    let full: Option<(i64,)> = db.one(
        "select at from throttle where kind = $1 and key = $2 and at > $3 order by at desc limit 1 offset $4",
        &[&limit.kind, &key, &(now - limit.window), &(limit.most - 1)],
    )?;
    Ok(full.map(|(at,)| at + limit.window - now))
}

/// Notes a moment, and forgets those of its kind that count no more.
///
/// # Errors
/// The store's.
pub fn note(db: &mut Db, limit: &Limit, key: &str, now: i64) -> Result<()> {
    db.run("delete from throttle where kind = $1 and at <= $2", &[&limit.kind, &(now - limit.window)])?;
    db.run("insert into throttle (kind, key, at) values ($1, $2, $3)", &[&limit.kind, &key, &now]).map(drop)
}

/// What became of something that is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// It is the so-many-th that counts now, from 1.
    Number(i64),
    /// There were too many; again after so many milliseconds.
    Wait(i64),
}

/// Notes a moment unless the limit is reached.
///
/// # Errors
/// The store's.
pub fn take(db: &mut Db, limit: &Limit, key: &str, now: i64) -> Result<Taken> {
    if let Some(wait) = wait(db, limit, key, now)? {
        return Ok(Taken::Wait(wait));
    }
    note(db, limit, key, now)?;
    Ok(Taken::Number(newest(db, limit, key, now)?.0))
}

/// Takes back what was noted at a moment: it did not happen after all.
///
/// # Errors
/// The store's.
pub fn take_back(db: &mut Db, limit: &Limit, key: &str, at: i64) -> Result<()> {
    db.run("delete from throttle where kind = $1 and key = $2 and at = $3", &[&limit.kind, &key, &at]).map(drop)
}

/// Forgets a key's moments.
///
/// # Errors
/// The store's.
pub fn forget(db: &mut Db, limit: &Limit, key: &str) -> Result<()> {
    db.run("delete from throttle where kind = $1 and key = $2", &[&limit.kind, &key]).map(drop)
}

/// Forgets the moments of `key` and of every key that goes on after it with a space.
///
/// # Errors
/// The store's.
pub fn forget_all(db: &mut Db, limit: &Limit, key: &str) -> Result<()> {
    db.run(
        "delete from throttle where kind = $1 and (key = $2 or key >= $2 || ' ' and key < $2 || '!')",
        &[&limit.kind, &key],
    )
    .map(drop)
}

/// Milliseconds until a password may be tried again after the wrong ones of [`WRONG_HERE`] or [`WRONG_IN_SESSION`]; nothing when at once.
///
/// # Errors
/// The store's.
pub fn pause(db: &mut Db, limit: &Limit, key: &str, now: i64) -> Result<Option<i64>> {
    let (count, last) = newest(db, limit, key, now)?;
    let rest = last + pause_after(count) - now;
    Ok((rest > 0).then_some(rest))
}

fn pause_after(wrong: i64) -> i64 {
    if wrong >= MANY {
        return LONG_PAUSE;
    }
    usize::try_from(wrong - FREE - 1).ok().and_then(|at| PAUSES.get(at)).copied().unwrap_or(0)
}

/// How many moments count now, and the newest of them.
fn newest(db: &mut Db, limit: &Limit, key: &str, now: i64) -> Result<(i64, i64)> {
    let counted = db.one(
        "select count(*), coalesce(max(at), 0) from throttle where kind = $1 and key = $2 and at > $3",
        &[&limit.kind, &key, &(now - limit.window)],
    )?;
    Ok(counted.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_after_three_wrong_passwords() {
        let seconds: Vec<i64> = (0..=12).map(|wrong| pause_after(wrong) / SECOND).collect();
        assert_eq!(seconds, [0, 0, 0, 0, 2, 4, 8, 16, 32, 60, 900, 900, 900]);
    }
}
