//! Registrations on their way, and the one-time code of each. Of a code there is a keyed digest alone.

use super::db::{Db, FromRow, Result, Row};
use super::read::parsed;
use super::throttle::{self, CODE_A_MINUTE, CODES_TO_CONTACT, CODES_TO_PERSON, WRONG_CODES};
use shared::auth::CodePurpose;
use shared::texts::Language;
use shared::values::iin::Iin;

pub(super) const TABLES: &[&str] = &[
    "create table if not exists registration (id text primary key, iin text not null, purpose text not null,
     person text not null, begun_at integer not null) strict, without rowid",
    "create index if not exists registration_begun on registration (begun_at)",
    "create index if not exists registration_iin on registration (iin, begun_at)",
    "create table if not exists one_time_code (registration text primary key, number integer not null,
     contact text not null, language text not null, salt blob not null, digest blob not null, sent_at integer not null,
     resend_at integer not null, wrong integer not null, used integer not null) strict, without rowid",
];

/// The tables in which a code has a purpose and a contact. What was under way begins anew: it lives an hour.
pub(super) const WITH_PURPOSE: &[&str] = &["drop table registration", "drop table one_time_code"];

/// A registration is forgotten after an hour.
pub const LIFE: i64 = 60 * 60 * 1000;
/// Another code may be asked for after a minute, in this registration or for this contact.
pub const RESEND: i64 = 60 * 1000;
/// A code dies at the fifth wrong try.
pub const TRIES: i64 = 5;
/// Clocks of two servers may differ by so much; a code sent later than that tells that the clock was set back.
const SKEW: i64 = 2000;

/// A registration begun.
pub struct Registration {
    /// Whose.
    pub iin: Iin,
    /// What its code is for.
    pub purpose: CodePurpose,
    /// Names and contacts as the Fund gave them, JSON.
    pub person: String,
}

impl FromRow for Registration {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        Ok(Self {
            iin: parsed(row, 0, |iin| iin.parse().ok())?,
            purpose: parsed(row, 1, |id| PURPOSES.into_iter().find(|purpose| purpose_id(*purpose) == id))?,
            person: row.get(2)?,
        })
    }
}

const PURPOSES: [CodePurpose; 2] = [CodePurpose::Password, CodePurpose::Entrance];

/// The word for a purpose in the store, and in the digest of its codes.
#[must_use]
pub const fn purpose_id(purpose: CodePurpose) -> &'static str {
    match purpose {
        CodePurpose::Password => "password",
        CodePurpose::Entrance => "entrance",
    }
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
    let Registration { iin, purpose, person } = registration;
    db.run(
        "insert into registration (id, iin, purpose, person, begun_at) values ($1, $2, $3, $4, $5)",
        &[&id, &iin.as_str(), &purpose_id(*purpose), person, &now],
    )
    .map(drop)
}

/// A registration that still stands.
///
/// # Errors
/// The store's.
pub fn find(db: &mut Db, id: &str, now: i64) -> Result<Option<Registration>> {
    db.one("select iin, purpose, person from registration where id = $1 and begun_at > $2", &[&id, &(now - LIFE)])
}

/// The newest registration of a person for a purpose to which a code was sent.
///
/// # Errors
/// The store's.
pub fn newest(db: &mut Db, iin: &Iin, purpose: CodePurpose, now: i64) -> Result<Option<String>> {
    let found: Option<(String,)> = db.one(
        "select id from registration join one_time_code on registration = id
         where iin = $1 and purpose = $2 and begun_at > $3 order by sent_at desc, begun_at desc limit 1",
        &[&iin.as_str(), &purpose_id(purpose), &(now - LIFE)],
    )?;
    Ok(found.map(|(id,)| id))
}

/// A code that is about to be sent.
pub struct NewCode<'a> {
    /// Of which registration.
    pub registration: &'a str,
    /// Whose.
    pub iin: &'a Iin,
    /// The phone number or address it goes to.
    pub contact: &'a str,
    /// Of the message, and of what follows from it.
    pub language: Language,
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
    /// Too many were sent to this person or contact; again after so many milliseconds.
    TooMany(i64),
}

/// Puts a new code in the place of the old one, which is dead from now on.
///
/// # Errors
/// The store's.
pub fn issue(db: &mut Db, code: &NewCode<'_>, now: i64) -> Result<Issued> {
    let last: Option<(u32, i64)> =
        db.one("select number, resend_at from one_time_code where registration = $1", &[&code.registration])?;
    let here = last.map(|(_, resend_at)| resend_at - now).filter(|&wait| wait > 0);
    let anywhere = throttle::wait(db, &CODE_A_MINUTE, code.contact, now)?;
    if let Some(wait) = here.max(anywhere) {
        return Ok(Issued::TooSoon(wait));
    }
    let counted =
        [(&CODES_TO_PERSON, code.iin.as_str()), (&CODES_TO_CONTACT, code.contact), (&CODE_A_MINUTE, code.contact)];
    for (limit, key) in counted {
        if let Some(wait) = throttle::wait(db, limit, key, now)? {
            return Ok(Issued::TooMany(wait));
        }
    }
    for (limit, key) in counted {
        throttle::note(db, limit, key, now)?;
    }
    let number = last.map_or(0, |(number, _)| number) + 1;
    db.run(
        "insert into one_time_code
         (registration, number, contact, language, salt, digest, sent_at, resend_at, wrong, used)
         values ($1, $2, $3, $4, $5, $6, $7, $8, 0, 0)
         on conflict (registration) do update set number = excluded.number, contact = excluded.contact,
         language = excluded.language, salt = excluded.salt, digest = excluded.digest, sent_at = excluded.sent_at,
         resend_at = excluded.resend_at, wrong = 0, used = 0",
        &[
            &code.registration,
            &number,
            &code.contact,
            &code.language.code(),
            &code.salt,
            &code.digest,
            &now,
            &(now + RESEND),
        ],
    )?;
    Ok(Issued::Number(number))
}

/// The message was not taken: another may be asked for at once. The code stays, it may have got through after all. One that
/// certainly did not, `is_lost`, counts neither for its person nor for its contact.
///
/// # Errors
/// The store's.
pub fn allow_resend(db: &mut Db, registration: &str, iin: &Iin, number: u32, is_lost: bool) -> Result<()> {
    let sent: Option<(String, i64)> = db.one(
        "update one_time_code set resend_at = sent_at where registration = $1 and number = $2
         returning contact, sent_at",
        &[&registration, &number],
    )?;
    let Some((contact, at)) = sent else { return Ok(()) };
    throttle::take_back(db, &CODE_A_MINUTE, &contact, at)?;
    if is_lost {
        throttle::take_back(db, &CODES_TO_CONTACT, &contact, at)?;
        throttle::take_back(db, &CODES_TO_PERSON, iin.as_str(), at)?;
    }
    Ok(())
}

/// A code as it was sent.
#[derive(Clone, Debug)]
pub struct Sent {
    /// The phone number or address it went to.
    pub contact: String,
    /// Language of its message.
    pub language: Language,
    /// Salt of the digest.
    pub salt: Vec<u8>,
    /// Keyed digest.
    pub digest: Vec<u8>,
    sent_at: i64,
    wrong: i64,
    used: i64,
}

/// In the column `used`: it did what it was for.
const USED: i64 = 1;
/// In the column `used`: somebody was told that its time is over.
const OVER: i64 = 2;

impl FromRow for Sent {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        Ok(Self {
            contact: row.get(0)?,
            language: parsed(row, 1, Language::from_code)?,
            salt: row.get(2)?,
            digest: row.get(3)?,
            sent_at: row.get(4)?,
            wrong: row.get(5)?,
            used: row.get(6)?,
        })
    }
}

/// What became of a try.
#[derive(Debug)]
pub enum Tried {
    /// The right code; nothing is spent yet.
    Right(Sent),
    /// Wrong; so many tries are left, and at none it is dead.
    Wrong(u32),
    /// The time is over, or no code was sent.
    Expired,
    /// It was used, or given wrongly too often before.
    UsedUp,
    /// Too many wrong codes for this person today; again after so many milliseconds.
    TooMany(i64),
}

/// Tries a code: `fits` compares what was sent with it. A wrong one is counted in this very transaction, so that parallel
/// tries get no more than the five. One found over is marked so in it, and stays over whatever the clock shows next. One
/// sent later than `now` tells that the clock was set back: how old it really is nobody knows, so it is over. `life` is how
/// long a code lives, milliseconds from sending.
///
/// # Errors
/// The store's.
pub fn try_code(
    db: &mut Db,
    registration: &str,
    iin: &Iin,
    fits: impl Fn(&Sent) -> bool,
    life: i64,
    now: i64,
) -> Result<Tried> {
    let sent: Option<Sent> = db.one(
        "select contact, language, salt, digest, sent_at, wrong, used from one_time_code where registration = $1",
        &[&registration],
    )?;
    let Some(code) = sent else { return Ok(Tried::Expired) };
    if code.used == USED || code.wrong >= TRIES {
        return Ok(Tried::UsedUp);
    }
    if code.used == OVER {
        return Ok(Tried::Expired);
    }
    if now >= code.sent_at + life || now < code.sent_at - SKEW {
        mark(db, registration, OVER)?;
        return Ok(Tried::Expired);
    }
    if let Some(wait) = throttle::wait(db, &WRONG_CODES, iin.as_str(), now)? {
        return Ok(Tried::TooMany(wait));
    }
    if fits(&code) {
        return Ok(Tried::Right(code));
    }
    throttle::note(db, &WRONG_CODES, iin.as_str(), now)?;
    db.run("update one_time_code set wrong = wrong + 1 where registration = $1", &[&registration])?;
    Ok(Tried::Wrong(u32::try_from(TRIES - code.wrong - 1).unwrap_or(0)))
}

/// Uses a code up: it did what it was for.
///
/// # Errors
/// The store's.
pub fn use_up(db: &mut Db, registration: &str) -> Result<()> {
    mark(db, registration, USED)
}

fn mark(db: &mut Db, registration: &str, used: i64) -> Result<()> {
    db.run("update one_time_code set used = $2 where registration = $1", &[&registration, &used]).map(drop)
}
