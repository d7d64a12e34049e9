//! Accounts of the cabinet: who has a password.

use super::db::{Db, FromRow, Result, Row};
use super::read::parsed;
use shared::texts::Language;
use shared::values::{full_name::FullName, iin::Iin};

pub(super) const TABLES: &[&str] =
    &["create table if not exists account (iin text primary key, password text, surname text not null,
     given text not null, patronymic text, changed_at integer not null, language text not null default 'kk')
     strict, without rowid"];

/// The table in which an account may be without a password.
pub(super) const WITHOUT_PASSWORD: &[&str] = &[
    "alter table account rename to account_before",
    "create table account (iin text primary key, password text, surname text not null, given text not null,
     patronymic text, changed_at integer not null) strict, without rowid",
    "insert into account select iin, password, surname, given, patronymic, changed_at from account_before",
    "drop table account_before",
];

/// The column that tells in which language notices are written.
pub(super) const WITH_LANGUAGE: &[&str] = &["alter table account add column language text not null default 'kk'"];

/// An account.
pub struct Account {
    /// Hash of the password (PHC text); none for who only ever entered by ЭЦҚ.
    pub password: Option<String>,
    /// Names as they were known at the last entrance.
    pub name: FullName,
    /// Language of the last entrance: notices are written in it.
    pub language: Language,
}

impl FromRow for Account {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        let name = FullName { surname: row.get(1)?, given: row.get(2)?, patronymic: row.get(3)? };
        Ok(Self { password: row.get(0)?, name, language: parsed(row, 4, Language::from_code)? })
    }
}

/// The account of a person.
///
/// # Errors
/// The store's.
pub fn find(db: &mut Db, iin: &Iin) -> Result<Option<Account>> {
    db.one("select password, surname, given, patronymic, language from account where iin = $1", &[&iin.as_str()])
}

/// When the password was set, milliseconds since 1970; nothing without one.
///
/// # Errors
/// The store's.
pub fn password_set_at(db: &mut Db, iin: &Iin) -> Result<Option<i64>> {
    let found: Option<(i64,)> =
        db.one("select changed_at from account where iin = $1 and password is not null", &[&iin.as_str()])?;
    Ok(found.map(|(at,)| at))
}

/// Gives a person a password, the first or a new one.
///
/// # Errors
/// The store's.
pub fn set_password(db: &mut Db, iin: &Iin, account: &Account, now: i64) -> Result<()> {
    note_entrance(db, iin, &account.name, account.language, now)?;
    db.run(
        "update account set password = $2, changed_at = $3 where iin = $1",
        &[&iin.as_str(), &account.password, &now],
    )
    .map(drop)
}

/// Makes the account of somebody who enters, or keeps its names and language up to date.
///
/// # Errors
/// The store's.
pub fn note_entrance(db: &mut Db, iin: &Iin, name: &FullName, language: Language, now: i64) -> Result<()> {
    db.run(
        "insert into account (iin, surname, given, patronymic, changed_at, language) values ($1, $2, $3, $4, $5, $6)
         on conflict (iin) do update set surname = excluded.surname, given = excluded.given,
         patronymic = excluded.patronymic, language = excluded.language",
        &[&iin.as_str(), &name.surname, &name.given, &name.patronymic, &now, &language.code()],
    )
    .map(drop)
}

/// Puts another hash of the same password in the place of the one that is there, because it is stronger.
///
/// # Errors
/// The store's.
pub fn replace_hash(db: &mut Db, iin: &Iin, old: &str, new: &str) -> Result<()> {
    db.run("update account set password = $3 where iin = $1 and password = $2", &[&iin.as_str(), &old, &new]).map(drop)
}
