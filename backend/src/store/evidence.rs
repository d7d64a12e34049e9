//! What the authority said about the revocation of a signer's certificate, kept with the application for its receipt. A list
//! takes megabytes and serves many applications: each is kept once, under its digest.

use super::db::{Db, FromRow, Result, Row};
use crate::clock::hex;
use sha2::{Digest, Sha256};
use shared::values::iin::Iin;
use signing::receipt::KeptEvidence;
use std::sync::Arc;

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

/// A list as it is kept: its bytes, and their digest, which is reckoned once, where the list is read. A copy is the same list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List(Arc<Summed>);

#[derive(Debug, PartialEq, Eq)]
struct Summed {
    sha256: String,
    bytes: Vec<u8>,
}

impl List {
    /// Sums the bytes up: tens of megabytes are not for the async threads.
    #[must_use]
    pub fn new(bytes: Vec<u8>) -> Self {
        Self(Arc::new(Summed { sha256: hex(&Sha256::digest(&bytes)), bytes }))
    }

    /// The bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.0.bytes
    }
}

/// What the authority said about a signature that is to be recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proof {
    /// The responder's answer.
    Ocsp {
        /// Its bytes.
        answer: Vec<u8>,
        /// The number it was asked with.
        nonce: [u8; 32],
    },
    /// The lists that decided.
    Lists {
        /// The whole list.
        base: List,
        /// What had changed since.
        delta: Option<List>,
    },
    /// Nothing yet.
    None,
}

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
pub fn put(db: &mut Db, number: &str, evidence: &Proof) -> Result<()> {
    match evidence {
        Proof::Ocsp { answer, nonce } => {
            db.run("insert into evidence (number, ocsp, nonce) values ($1, $2, $3)", &[&number, answer, nonce])?;
        }
        Proof::Lists { base, delta } => {
            let base = keep_list(db, base)?;
            let delta = delta.as_ref().map(|delta| keep_list(db, delta)).transpose()?;
            db.run("insert into evidence (number, base, delta) values ($1, $2, $3)", &[&number, &base, &delta])?;
        }
        Proof::None => {}
    }
    Ok(())
}

/// Keeps a list, once; its digest. Everybody waits for the one who writes, so megabytes that are there are not handed over
/// again.
fn keep_list(db: &mut Db, list: &List) -> Result<String> {
    let digest = list.0.sha256.clone();
    let there: Option<(i64,)> = db.one("select 1 from revocation_list where sha256 = $1", &[&digest])?;
    if there.is_none() {
        db.run("insert into revocation_list (sha256, body) values ($1, $2)", &[&digest, &list.bytes()])?;
    }
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
