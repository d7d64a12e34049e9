//! Registrations on their way, and the one-time code of each. Of a code there is a keyed digest alone.

use super::db::{Db, FromRow, Result, Row};
use shared::values::iin::Iin;

pub(super) const TABLES: &[&str] = &[
    "create table if not exists registration (id text primary key, iin text not null, person text not null,
     begun_at integer not null) strict, without rowid",
    "create index if not exists registration_begun on registration (begun_at)",
    "create table if not exists one_time_code (registration text primary key, number integer not null,
     salt blob not null, digest blob not null, sent_at integer not null, resend_at integer not null,
     wrong integer not null, used integer not null) strict, without rowid",
    "create table if not exists code_event (iin text not null, kind text not null, at integer not null) strict",
    "create index if not exists code_event_iin on code_event (iin, kind, at)",
    "create index if not exists code_event_at on code_event (at)",
];

/// A registration is forgotten after an hour.
pub const LIFE: i64 = 60 * 60 * 1000;
/// A code is valid for 15 minutes from sending.
pub const CODE_LIFE: i64 = 15 * 60 * 1000;
/// Another code may be asked for after a minute.
pub const RESEND: i64 = 60 * 1000;
/// A code dies at the fifth wrong try.
pub const TRIES: i64 = 5;
/// Wrong codes for one person within a day, whatever the registration.
const WRONG_A_DAY: i64 = 15;
/// Codes sent to one person within an hour.
const SENT_AN_HOUR: i64 = 5;
const HOUR: i64 = 60 * 60 * 1000;
const DAY: i64 = 24 * HOUR;

/// A registration begun.
pub struct Registration {
    /// Whose.
    pub iin: Iin,
    /// Names and contacts as the Fund gave them, JSON.
    pub person: String,
}

/// Begins a registration and forgets the old ones.
///
/// # Errors
/// The store's.
pub fn begin(db: &mut Db, id: &str, registration: &Registration, now: i64) -> Result<()> {
    let old = now - LIFE;
    db.run(
        "delete from one_time_code where registration in (select id from registration where begun_at <= $1)",
        &[&old],
    )?;
    db.run("delete from registration where begun_at <= $1", &[&old])?;
    db.run("delete from code_event where at <= $1", &[&(now - DAY)])?;
    db.run(
        "insert into registration (id, iin, person, begun_at) values ($1, $2, $3, $4)",
        &[&id, &registration.iin.as_str(), &registration.person, &now],
    )?;
    Ok(())
}

/// A registration that still stands.
///
/// # Errors
/// The store's.
pub fn find(db: &mut Db, id: &str, now: i64) -> Result<Option<Registration>> {
    let found: Option<(String, String)> =
        db.one("select iin, person from registration where id = $1 and begun_at > $2", &[&id, &(now - LIFE)])?;
    Ok(found.and_then(|(iin, person)| Some(Registration { iin: iin.parse().ok()?, person })))
}

/// A code that is about to be sent.
pub struct NewCode<'a> {
    /// Of which registration.
    pub registration: &'a str,
    /// Whose.
    pub iin: &'a Iin,
    /// Salt of the digest.
    pub salt: &'a [u8],
    /// Keyed digest.
    pub digest: &'a [u8],
}

/// What became of a request for a code.
#[derive(Debug, PartialEq, Eq)]
pub enum Issued {
    /// It may be sent; it is the so-many-th of its registration.
    Number(u32),
    /// Only after so many milliseconds.
    TooSoon(i64),
    /// Too many were sent to this person; again after so many milliseconds.
    TooMany(i64),
}

/// Puts a new code in the place of the old one, which is dead from now on.
///
/// # Errors
/// The store's.
pub fn issue(db: &mut Db, code: &NewCode<'_>, now: i64) -> Result<Issued> {
    let last: Option<(u32, i64)> =
        db.one("select number, resend_at from one_time_code where registration = $1", &[&code.registration])?;
    if let Some((_, resend_at)) = last.filter(|&(_, resend_at)| now < resend_at) {
        return Ok(Issued::TooSoon(resend_at - now));
    }
    if let Some(wait) = event_wait(db, code.iin, "sent", SENT_AN_HOUR, HOUR, now)? {
        return Ok(Issued::TooMany(wait));
    }
    note_event(db, code.iin, "sent", now)?;
    let number = last.map_or(0, |(number, _)| number) + 1;
    db.run(
        "insert into one_time_code (registration, number, salt, digest, sent_at, resend_at, wrong, used)
         values ($1, $2, $3, $4, $5, $6, 0, 0)
         on conflict (registration) do update set number = excluded.number, salt = excluded.salt,
         digest = excluded.digest, sent_at = excluded.sent_at, resend_at = excluded.resend_at, wrong = 0, used = 0",
        &[&code.registration, &number, &code.salt, &code.digest, &now, &(now + RESEND)],
    )?;
    Ok(Issued::Number(number))
}

/// The message was not taken: another may be asked for at once. The code stays, it may have got through after all.
///
/// # Errors
/// The store's.
pub fn allow_resend(db: &mut Db, registration: &str, number: u32) -> Result<()> {
    db.run(
        "update one_time_code set resend_at = sent_at where registration = $1 and number = $2",
        &[&registration, &number],
    )
    .map(drop)
}

/// What became of a try.
#[derive(Debug, PartialEq, Eq)]
pub enum Tried {
    /// The right code; nothing is spent yet.
    Right,
    /// Wrong; so many tries are left.
    Wrong(u32),
    /// The time is over, or no code was sent.
    Expired,
    /// Used, or given wrongly too often.
    UsedUp,
    /// Too many wrong codes for this person today; again after so many milliseconds.
    TooMany(i64),
}

struct Stored {
    salt: Vec<u8>,
    digest: Vec<u8>,
    sent_at: i64,
    wrong: i64,
    used: bool,
}

impl FromRow for Stored {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        Ok(Self { salt: row.get(0)?, digest: row.get(1)?, sent_at: row.get(2)?, wrong: row.get(3)?, used: row.get(4)? })
    }
}

/// Tries a code: `fits` compares a salt and a digest with it. A wrong one is counted in this very transaction, so that
/// parallel tries get no more than the five.
///
/// # Errors
/// The store's.
pub fn try_code(
    db: &mut Db,
    registration: &str,
    iin: &Iin,
    fits: impl Fn(&[u8], &[u8]) -> bool,
    now: i64,
) -> Result<Tried> {
    let stored: Option<Stored> = db.one(
        "select salt, digest, sent_at, wrong, used from one_time_code where registration = $1",
        &[&registration],
    )?;
    let Some(code) = stored else { return Ok(Tried::Expired) };
    if code.used || code.wrong >= TRIES {
        return Ok(Tried::UsedUp);
    }
    if now >= code.sent_at + CODE_LIFE {
        return Ok(Tried::Expired);
    }
    if let Some(wait) = event_wait(db, iin, "wrong", WRONG_A_DAY, DAY, now)? {
        return Ok(Tried::TooMany(wait));
    }
    if fits(&code.salt, &code.digest) {
        return Ok(Tried::Right);
    }
    note_event(db, iin, "wrong", now)?;
    db.run("update one_time_code set wrong = wrong + 1 where registration = $1", &[&registration])?;
    let left = u32::try_from(TRIES - code.wrong - 1).unwrap_or(0);
    Ok(if left == 0 { Tried::UsedUp } else { Tried::Wrong(left) })
}

/// Uses a code up: it set a password.
///
/// # Errors
/// The store's.
pub fn use_up(db: &mut Db, registration: &str) -> Result<()> {
    db.run("update one_time_code set used = 1 where registration = $1", &[&registration]).map(drop)
}

/// How long until fewer than `most` events of a kind count for a person; nothing when there are fewer now.
fn event_wait(db: &mut Db, iin: &Iin, kind: &str, most: i64, window: i64, now: i64) -> Result<Option<i64>> {
    let since = now - window;
    let (count, oldest): (i64, Option<i64>) = db
        .one(
            "select count(*), min(at) from code_event where iin = $1 and kind = $2 and at > $3",
            &[&iin.as_str(), &kind, &since],
        )?
        .unwrap_or_default();
    Ok((count >= most).then(|| oldest.unwrap_or(now) + window - now))
}

fn note_event(db: &mut Db, iin: &Iin, kind: &str, now: i64) -> Result<()> {
    db.run("insert into code_event (iin, kind, at) values ($1, $2, $3)", &[&iin.as_str(), &kind, &now]).map(drop)
}
