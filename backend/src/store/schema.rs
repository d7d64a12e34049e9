//! How a database file of an older version becomes one of this version.
//!
//! A new file gets the tables as they are described now. In a file that has tables, the steps it has not seen are run
//! first, each once; the file itself keeps their number.

use super::db::{Db, Error, Result};
use super::{accounts, audit, evidence, notices, registrations, sessions, throttle};

/// The steps, in order. None is ever taken out or changed: files somewhere stand behind each.
const STEPS: &[&[&str]] = &[
    sessions::WITH_ID_AND_PLACE,
    accounts::WITHOUT_PASSWORD,
    accounts::WITH_LANGUAGE,
    registrations::WITH_PURPOSE,
    throttle::IN_ONE_TABLE,
    audit::WITHOUT_INDEX,
    evidence::APART,
    notices::WITH_APPLICATION,
];

/// Brings the tables to this version, in one transaction: of two servers that start at once one does it.
///
/// # Errors
/// The store's, or the file is of a newer version than this program or was written with another key.
pub(super) fn prepare(db: &mut Db, subjects: &[&[&str]]) -> Result<()> {
    db.begin_write()?;
    let done = bring_up(db, subjects).and_then(|()| audit::check_seal(db)).and_then(|()| db.commit());
    if done.is_err() {
        db.roll_back();
    }
    done
}

fn bring_up(db: &mut Db, subjects: &[&[&str]]) -> Result<()> {
    let (seen,): (u32,) = db.one("pragma user_version", &[])?.unwrap_or_default();
    let seen = seen as usize;
    if seen > STEPS.len() {
        return Err(Error::Newer { found: seen, known: STEPS.len() });
    }
    let (tables,): (i64,) = db.one("select count(*) from sqlite_schema where type = 'table'", &[])?.unwrap_or_default();
    let missing = if tables == 0 { &[] } else { &STEPS[seen..] };
    for statement in missing.iter().chain(subjects).copied().flatten() {
        db.run(statement, &[])?;
    }
    db.run(&format!("pragma user_version = {}", STEPS.len()), &[]).map(drop)
}
