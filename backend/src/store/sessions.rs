//! Sessions: who is signed in, known by the hash of a token alone.

use super::db::{Db, FromRow, Result, Row};
use super::entrances::{WAYS, place};
use super::read::parsed;
use shared::auth::views::{EntranceWay, Place};
use shared::values::iin::Iin;

pub(super) const TABLES: &[&str] = &[
    "create table if not exists session (token blob primary key, id text not null unique, iin text not null,
     way text not null, browser text not null, system text not null, address text not null,
     started_at integer not null, seen_at integer not null) strict, without rowid",
    "create index if not exists session_iin on session (iin)",
    "create index if not exists session_started on session (started_at)",
];

/// The table with identifier, way and place of each session; those that stood were begun with a password.
pub(super) const WITH_ID_AND_PLACE: &[&str] = &[
    "alter table session rename to session_before",
    "drop index session_iin",
    "drop index session_started",
    "create table session (token blob primary key, id text not null unique, iin text not null,
     way text not null, browser text not null, system text not null, address text not null,
     started_at integer not null, seen_at integer not null) strict, without rowid",
    "insert into session (token, id, iin, way, browser, system, address, started_at, seen_at)
     select token, lower(hex(randomblob(16))), iin, 'password', '', '', '', started_at, seen_at from session_before",
    "drop table session_before",
];

/// Without a sign of life a session ends after 15 minutes.
pub const IDLE: i64 = 15 * 60 * 1000;
/// However lively, it ends after 12 hours.
pub const LONGEST: i64 = 12 * 60 * 60 * 1000;
/// What is read is written down as a sign of life at most once in this time, so that a page costs one write.
const TOUCH: i64 = 1000;
/// Clocks of two servers may differ by so much.
pub(super) const SKEW: i64 = 2000;
/// A person has at most so many at once; the oldest ends.
const AT_ONCE: i64 = 5;

/// SHA-256 of a session's token.
pub type TokenHash = [u8; 32];

/// A session that stands.
#[derive(Clone, Copy, Debug)]
pub struct Seen {
    /// Whose.
    pub iin: Iin,
    /// How the person entered.
    pub way: EntranceWay,
    /// Milliseconds until it ends without a sign of life; never more than `left`.
    pub idle_left: i64,
    /// Milliseconds until it ends whatever is done.
    pub left: i64,
    /// Its sign of life should be written down.
    pub is_stale: bool,
}

struct Stored {
    iin: Iin,
    way: EntranceWay,
    started_at: i64,
    seen_at: i64,
}

impl FromRow for Stored {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        Ok(Self {
            iin: parsed(row, 0, |iin| iin.parse().ok())?,
            way: parsed(row, 1, WAYS)?,
            started_at: row.get(2)?,
            seen_at: row.get(3)?,
        })
    }
}

/// Milliseconds of `whole` that are left at `now`. A moment that is still to come tells that the clock was set back: then
/// nothing is left, for how long it has really been nobody knows.
fn left(since: i64, whole: i64, now: i64) -> i64 {
    if since > now + SKEW { 0 } else { whole - (now - since).max(0) }
}

/// What stands behind a token.
#[derive(Clone, Copy, Debug)]
pub enum Found {
    /// A session that stands.
    Standing(Seen),
    /// One whose time is over. Whoever tells somebody so [`end`]s it: a clock set back must not revive it afterwards.
    Over,
    /// None.
    Nothing,
}

/// Looks for a session at `now` (milliseconds since 1970, as all times here).
///
/// # Errors
/// The store's.
pub fn look(db: &mut Db, token: &TokenHash, now: i64) -> Result<Found> {
    let stored: Option<Stored> =
        db.one("select iin, way, started_at, seen_at from session where token = $1", &[token])?;
    Ok(match stored.map(|it| seen(&it, now)) {
        Some(seen) if seen.idle_left > 0 => Found::Standing(seen),
        Some(_) => Found::Over,
        None => Found::Nothing,
    })
}

/// The session, unless it is over at `now`.
///
/// # Errors
/// The store's.
pub fn find(db: &mut Db, token: &TokenHash, now: i64) -> Result<Option<Seen>> {
    Ok(match look(db, token, now)? {
        Found::Standing(seen) => Some(seen),
        Found::Over | Found::Nothing => None,
    })
}

fn seen(it: &Stored, now: i64) -> Seen {
    let left_in_all = left(it.started_at, LONGEST, now);
    let idle_left = left(it.seen_at, IDLE, now).min(left_in_all);
    Seen { iin: it.iin, way: it.way, idle_left, left: left_in_all, is_stale: now >= it.seen_at + TOUCH }
}

/// Writes down a sign of life.
///
/// # Errors
/// The store's.
pub fn touch(db: &mut Db, token: &TokenHash, now: i64) -> Result<()> {
    db.run("update session set seen_at = max(seen_at, $2) where token = $1", &[token, &now]).map(drop)
}

/// A session about to begin.
#[derive(Clone, Debug)]
pub struct New {
    /// What it is known by.
    pub token: TokenHash,
    /// Random identifier, by which its owner can name it.
    pub id: String,
    /// Whose.
    pub iin: Iin,
    /// How the person entered.
    pub way: EntranceWay,
    /// From where.
    pub place: Place,
}

/// Begins a session; the person's oldest ends when there are too many, and those that are over are forgotten. Gives back
/// what stood and was ended.
///
/// # Errors
/// The store's.
pub fn begin(db: &mut Db, new: &New, now: i64) -> Result<Vec<Listed>> {
    let iin = new.iin.as_str();
    forget_over(db, iin, now)?;
    let pushed_out = db.all(
        "delete from session where iin = $1 and token not in
         (select token from session where iin = $1 order by started_at desc, token limit $2)
         returning token, id, way, browser, system, address, started_at, seen_at",
        &[&iin, &(AT_ONCE - 1)],
    )?;
    let Place { browser, system, address } = &new.place;
    db.run(
        "insert into session (token, id, iin, way, browser, system, address, started_at, seen_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $8)",
        &[&new.token, &new.id, &iin, &new.way.id(), browser, system, address, &now],
    )?;
    Ok(pushed_out)
}

/// Forgets what [`find`] would not find: everybody's that is too old, this person's that was left.
fn forget_over(db: &mut Db, iin: &str, now: i64) -> Result<()> {
    db.run("delete from session where started_at <= $1", &[&(now - LONGEST)])?;
    db.run(
        "delete from session where iin = $1 and (seen_at <= $2 or seen_at > $3 or started_at > $3)",
        &[&iin, &(now - IDLE), &(now + SKEW)],
    )
    .map(drop)
}

/// A session as its owner sees it.
#[derive(Clone, Debug)]
pub struct Listed {
    /// What it is known by.
    pub token: TokenHash,
    /// Its identifier.
    pub id: String,
    /// How the person entered.
    pub way: EntranceWay,
    /// From where.
    pub place: Place,
    /// When it began.
    pub started_at: i64,
    /// Its last sign of life.
    pub seen_at: i64,
}

impl FromRow for Listed {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        Ok(Self {
            token: row.get(0)?,
            id: row.get(1)?,
            way: parsed(row, 2, WAYS)?,
            place: place(row, 3)?,
            started_at: row.get(6)?,
            seen_at: row.get(7)?,
        })
    }
}

/// The sessions of a person that stand, the newest first.
///
/// # Errors
/// The store's.
pub fn list(db: &mut Db, iin: &Iin, now: i64) -> Result<Vec<Listed>> {
    let all: Vec<Listed> = db.all(
        "select token, id, way, browser, system, address, started_at, seen_at from session where iin = $1
         order by started_at desc, token",
        &[&iin.as_str()],
    )?;
    let stands = |it: &Listed| left(it.seen_at, IDLE, now).min(left(it.started_at, LONGEST, now)) > 0;
    Ok(all.into_iter().filter(stands).collect())
}

/// A session that was ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    /// Whose it was.
    pub iin: Iin,
    /// Its identifier.
    pub id: String,
}

impl FromRow for Ended {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        Ok(Self { iin: parsed(row, 0, |iin| iin.parse().ok())?, id: row.get(1)? })
    }
}

/// Ends a session; nothing when there is none.
///
/// # Errors
/// The store's.
pub fn end(db: &mut Db, token: &TokenHash) -> Result<Option<Ended>> {
    db.one("delete from session where token = $1 returning iin, id", &[token])
}

/// Ends a person's session by its identifier; false when this person has none of it.
///
/// # Errors
/// The store's.
pub fn end_by_id(db: &mut Db, iin: &Iin, id: &str) -> Result<bool> {
    Ok(db.run("delete from session where iin = $1 and id = $2", &[&iin.as_str(), &id])? == 1)
}

/// Ends every session of a person but this one.
///
/// # Errors
/// The store's.
pub fn end_others(db: &mut Db, iin: &Iin, token: &TokenHash) -> Result<()> {
    db.run("delete from session where iin = $1 and token <> $2", &[&iin.as_str(), token]).map(drop)
}

/// Ends every session of a person: the password is new.
///
/// # Errors
/// The store's.
pub fn end_all(db: &mut Db, iin: &Iin) -> Result<()> {
    db.run("delete from session where iin = $1", &[&iin.as_str()]).map(drop)
}
