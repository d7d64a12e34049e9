//! Accounts of the cabinet: who has a password, and how often a wrong one was given.

use super::db::{Db, FromRow, Result, Row};
use shared::values::{full_name::FullName, iin::Iin};

pub(super) const TABLES: &[&str] = &[
    "create table if not exists account (iin text primary key, password text, surname text not null,
     given text not null, patronymic text, changed_at integer not null) strict, without rowid",
    "create table if not exists wrong_password (iin text not null, address text not null, count integer not null,
     last_at integer not null, primary key (iin, address)) strict, without rowid",
    "create index if not exists wrong_password_last on wrong_password (last_at)",
];

/// The table in which an account may be without a password.
pub(super) const WITHOUT_PASSWORD: &[&str] = &[
    "alter table account rename to account_before",
    "create table account (iin text primary key, password text, surname text not null, given text not null,
     patronymic text, changed_at integer not null) strict, without rowid",
    "insert into account select iin, password, surname, given, patronymic, changed_at from account_before",
    "drop table account_before",
];

/// After so many wrong passwords in a row …
const WRONG_IN_A_ROW: i64 = 10;
/// … the next try waits 15 minutes.
const PAUSE: i64 = 15 * 60 * 1000;
/// A wrong password is forgotten after a day.
const REMEMBERED: i64 = 24 * 60 * 60 * 1000;

/// An account.
pub struct Account {
    /// Hash of the password (PHC text); none for who only ever entered by ЭЦҚ.
    pub password: Option<String>,
    /// Names as they were known at the last entrance.
    pub name: FullName,
}

impl FromRow for Account {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        let name = FullName { surname: row.get(1)?, given: row.get(2)?, patronymic: row.get(3)? };
        Ok(Self { password: row.get(0)?, name })
    }
}

/// The account of a person.
///
/// # Errors
/// The store's.
pub fn find(db: &mut Db, iin: &Iin) -> Result<Option<Account>> {
    db.one("select password, surname, given, patronymic from account where iin = $1", &[&iin.as_str()])
}

/// Gives a person a password, the first or a new one.
///
/// # Errors
/// The store's.
pub fn set_password(db: &mut Db, iin: &Iin, account: &Account, now: i64) -> Result<()> {
    let name = &account.name;
    db.run(
        "insert into account (iin, password, surname, given, patronymic, changed_at) values ($1, $2, $3, $4, $5, $6)
         on conflict (iin) do update set password = excluded.password, surname = excluded.surname,
         given = excluded.given, patronymic = excluded.patronymic, changed_at = excluded.changed_at",
        &[&iin.as_str(), &account.password, &name.surname, &name.given, &name.patronymic, &now],
    )?;
    db.run("delete from wrong_password where iin = $1", &[&iin.as_str()]).map(drop)
}

/// Makes the account of somebody who enters, or keeps its names up to date.
///
/// # Errors
/// The store's.
pub fn note_name(db: &mut Db, iin: &Iin, name: &FullName, now: i64) -> Result<()> {
    db.run(
        "insert into account (iin, surname, given, patronymic, changed_at) values ($1, $2, $3, $4, $5)
         on conflict (iin) do update set surname = excluded.surname, given = excluded.given,
         patronymic = excluded.patronymic",
        &[&iin.as_str(), &name.surname, &name.given, &name.patronymic, &now],
    )
    .map(drop)
}

/// Milliseconds until this person may try a password from this address again; nothing when at once.
///
/// # Errors
/// The store's.
pub fn pause(db: &mut Db, iin: &Iin, address: &str, now: i64) -> Result<Option<i64>> {
    let known: Option<(i64, i64)> = db
        .one("select count, last_at from wrong_password where iin = $1 and address = $2", &[&iin.as_str(), &address])?;
    Ok(known.filter(|&(count, _)| count >= WRONG_IN_A_ROW).map(|(_, last)| last + PAUSE - now).filter(|&rest| rest > 0))
}

/// Counts a wrong password; after a pause the count begins anew.
///
/// # Errors
/// The store's.
pub fn count_wrong(db: &mut Db, iin: &Iin, address: &str, now: i64) -> Result<()> {
    db.run("delete from wrong_password where last_at <= $1", &[&(now - REMEMBERED)])?;
    db.run(
        "insert into wrong_password (iin, address, count, last_at) values ($1, $2, 1, $3)
         on conflict (iin, address) do update set last_at = excluded.last_at,
         count = case when wrong_password.count >= $4 then 1 else wrong_password.count + 1 end",
        &[&iin.as_str(), &address, &now, &WRONG_IN_A_ROW],
    )
    .map(drop)
}

/// Forgets the wrong passwords: the right one was given.
///
/// # Errors
/// The store's.
pub fn forget_wrong(db: &mut Db, iin: &Iin, address: &str) -> Result<()> {
    db.run("delete from wrong_password where iin = $1 and address = $2", &[&iin.as_str(), &address]).map(drop)
}
