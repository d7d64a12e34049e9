//! What still has to reach the Fund: a row beside each application, written in the same transaction.

use super::db::{Db, FromRow, Result, Row};
use super::read::{json, json_if_any, parsed};
use serde_json::Value;
use shared::blocks::identity_document::IdentityDocument;
use shared::services::ServiceKind;
use shared::values::iin::Iin;

pub(super) const TABLES: &[&str] = &[
    "create table if not exists outbox (number text primary key, tries integer not null, due_at integer not null,
     done_at integer, fault text) strict",
    "create index if not exists outbox_due on outbox (due_at) where done_at is null",
];

/// A row whose time has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// Number of the application.
    pub number: String,
    /// How often it was tried.
    pub tries: i64,
}

impl FromRow for Due {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        Ok(Self { number: row.get(0)?, tries: row.get(1)? })
    }
}

/// Everything of an application that the Fund receives. It comes from rows that never change, so each try sends the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Parcel {
    /// Number.
    pub number: String,
    /// Of which service.
    pub kind: ServiceKind,
    /// When it was signed, milliseconds since 1970.
    pub signed_at: i64,
    /// The applicant.
    pub iin: Iin,
    /// What the service asks for.
    pub payload: Value,
    /// The document that the Fund's record takes.
    pub identity_document: Option<IdentityDocument>,
    /// SHA-256 of the PDF, hex.
    pub pdf_sha256: String,
    /// The signature with the PDF inside.
    pub cms: Vec<u8>,
}

impl FromRow for Parcel {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        Ok(Self {
            number: row.get(0)?,
            kind: parsed(row, 1, ServiceKind::from_slug)?,
            signed_at: row.get(2)?,
            iin: parsed(row, 3, |text| text.parse().ok())?,
            payload: json(row, 4)?,
            identity_document: json_if_any(row, 5)?,
            pdf_sha256: row.get(6)?,
            cms: row.get(7)?,
        })
    }
}

/// Puts an application into the outbox.
///
/// # Errors
/// The store's.
pub fn put(db: &mut Db, number: &str, now: i64) -> Result<()> {
    db.run("insert into outbox (number, tries, due_at) values ($1, 0, $2)", &[&number, &now]).map(drop)
}

/// Rows whose time has come, the longest waiting first.
///
/// # Errors
/// The store's.
pub fn due(db: &mut Db, now: i64, most: i64) -> Result<Vec<Due>> {
    db.all(
        "select number, tries from outbox where done_at is null and due_at <= $1 order by due_at, number limit $2",
        &[&now, &most],
    )
}

/// What is to be sent of a row.
///
/// # Errors
/// The store's.
pub fn parcel(db: &mut Db, number: &str) -> Result<Option<Parcel>> {
    db.one(
        "select application.number, application.kind, application.signed_at, application.iin, review.payload,
         review.identity_document, review.pdf_sha256, application.cms
         from application join review on review.id = application.review where application.number = $1",
        &[&number],
    )
}

/// The Fund has answered for good. False when it had before: another server tried the same row.
///
/// # Errors
/// The store's.
pub fn done(db: &mut Db, number: &str, now: i64) -> Result<bool> {
    let closed = "update outbox set done_at = $2, fault = null where number = $1 and done_at is null";
    Ok(db.run(closed, &[&number, &now])? == 1)
}

/// To be tried again at `due_at`.
///
/// # Errors
/// The store's.
pub fn postpone(db: &mut Db, number: &str, due_at: i64, fault: &str) -> Result<()> {
    db.run(
        "update outbox set tries = tries + 1, due_at = $2, fault = $3 where number = $1 and done_at is null",
        &[&number, &due_at, &fault],
    )
    .map(drop)
}
