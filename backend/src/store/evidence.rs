//! What the authority said about the revocation of a signer's certificate, kept with the application for its receipt. A list
//! takes megabytes and serves many applications: each is kept once, under its digest.

use super::db::{Db, FromRow, Result, Row};
use crate::clock::hex;
use sha2::{Digest, Sha256};
use shared::values::iin::Iin;
use signing::receipt::KeptEvidence;

pub(super) const TABLES: &[&str] = &[
    "create table if not exists revocation_list (sha256 text primary key, body blob not null) strict",
    "create table if not exists evidence (number text primary key, ocsp blob, nonce blob, base text, delta text) strict",
];

/// The responder's answers were a column of the applications, without the number they were asked with.
pub(super) const APART: &[&str] = &[
    "create table if not exists evidence (number text primary key, ocsp blob, nonce blob, base text, delta text) strict",
    "insert into evidence (number, ocsp) select number, ocsp from application",
    "alter table application drop column ocsp",
];

/// A row, with the lists it names.
struct Kept {
    ocsp: Option<Vec<u8>>,
    nonce: Option<[u8; 32]>,
    base: Option<Vec<u8>>,
    delta: Option<Vec<u8>>,
}

impl FromRow for Kept {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        Ok(Self { ocsp: row.get(0)?, nonce: row.get(1)?, base: row.get(2)?, delta: row.get(3)? })
    }
}

impl From<Kept> for KeptEvidence {
    fn from(kept: Kept) -> Self {
        match kept {
            Kept { ocsp: Some(answer), nonce, .. } => {
                // An answer that was accepted repeats the number it was asked with.
                let nonce = nonce.or_else(|| signing::nonce_of(&answer)).unwrap_or_default();
                Self::Ocsp { answer, nonce }
            }
            Kept { base: Some(base), delta, .. } => Self::Lists { base, delta },
            Kept { .. } => Self::None,
        }
    }
}

/// Keeps the evidence about an application's signature.
///
/// # Errors
/// The store's.
pub fn put(db: &mut Db, number: &str, evidence: &KeptEvidence) -> Result<()> {
    match evidence {
        KeptEvidence::Ocsp { answer, nonce } => {
            db.run("insert into evidence (number, ocsp, nonce) values ($1, $2, $3)", &[&number, answer, nonce])?;
        }
        KeptEvidence::Lists { base, delta } => {
            let base = keep_list(db, base)?;
            let delta = delta.as_ref().map(|delta| keep_list(db, delta)).transpose()?;
            db.run("insert into evidence (number, base, delta) values ($1, $2, $3)", &[&number, &base, &delta])?;
        }
        KeptEvidence::None => {}
    }
    Ok(())
}

/// Keeps a list, once; its digest.
fn keep_list(db: &mut Db, list: &[u8]) -> Result<String> {
    let digest = hex(&Sha256::digest(list));
    db.run(
        "insert into revocation_list (sha256, body) values ($1, $2) on conflict (sha256) do nothing",
        &[&digest, &list],
    )?;
    Ok(digest)
}

/// The evidence about a person's application: [`KeptEvidence::None`] while nothing is known, nothing when there is no such
/// application of theirs.
///
/// # Errors
/// The store's.
pub fn of(db: &mut Db, iin: &Iin, number: &str) -> Result<Option<KeptEvidence>> {
    let found: Option<Kept> = db.one(
        "select evidence.ocsp, evidence.nonce, base.body, delta.body from application
         left join evidence on evidence.number = application.number
         left join revocation_list base on base.sha256 = evidence.base
         left join revocation_list delta on delta.sha256 = evidence.delta
         where application.number = $1 and application.iin = $2",
        &[&number, &iin.as_str()],
    )?;
    Ok(found.map(KeptEvidence::from))
}
