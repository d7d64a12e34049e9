//! Reviews: documents ready to be signed, with everything they were made of. A review never changes.

use super::db::{Db, FromRow, Result, Row};
use super::read::{json, json_if_any, parsed};
use serde_json::Value;
use shared::blocks::identity_document::IdentityDocument;
use shared::kernel::document::WrittenDocument;
use shared::services::ServiceKind;
use shared::services::pension_payment::Contribution;
use shared::texts::Language;
use shared::values::iin::Iin;
use shared::values::money::Money;

pub(super) const TABLES: &[&str] = &[
    "create table if not exists application_number (year integer primary key, last integer not null) strict",
    "create table if not exists review (id text primary key, iin text not null, kind text not null,
     number text not null unique, draft text not null, revision integer not null, language text not null,
     content text not null, made_at integer not null, document text not null, pdf blob not null, pdf_sha256 text not null,
     facts text not null, dictionaries text not null, consent text not null, payload text not null,
     identity_document text, subject text not null, unique (draft, revision, language, content)) strict",
];

/// What an application is about, for lists.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Subject {
    /// Account, 20 characters.
    pub account: String,
    /// Kind of contributions.
    pub contribution: Contribution,
    /// Amount asked for, tenge.
    pub amount: Option<Money>,
}

/// A document ready to be signed, without its bytes.
#[derive(Clone, Debug, PartialEq)]
pub struct Review {
    /// Random identifier.
    pub id: String,
    /// Of which service.
    pub kind: ServiceKind,
    /// Number of the application to be.
    pub number: String,
    /// Identifier of the draft it was made of.
    pub draft: String,
    /// Revision of that draft.
    pub revision: i64,
    /// Language of the document.
    pub language: Language,
    /// When it was made, milliseconds since 1970.
    pub made_at: i64,
    /// The words.
    pub document: WrittenDocument,
    /// SHA-256 of the PDF, hex.
    pub pdf_sha256: String,
    /// What the Fund will receive.
    pub payload: Value,
    /// The document that the Fund's record takes.
    pub identity_document: Option<IdentityDocument>,
    /// What it is about.
    pub subject: Subject,
}

impl FromRow for Review {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            kind: parsed(row, 1, ServiceKind::from_slug)?,
            number: row.get(2)?,
            draft: row.get(3)?,
            revision: row.get(4)?,
            language: parsed(row, 5, Language::from_code)?,
            made_at: row.get(6)?,
            document: json(row, 7)?,
            pdf_sha256: row.get(8)?,
            payload: json(row, 9)?,
            identity_document: json_if_any(row, 10)?,
            subject: json(row, 11)?,
        })
    }
}

/// What is kept of a review besides what is shown: the bytes and the evidence.
#[derive(Clone, Debug)]
pub struct Evidence {
    /// The PDF.
    pub pdf: Vec<u8>,
    /// SHA-256 over what the person decided, without number and time: the same again is the same review.
    pub content: String,
    /// Everything that registers and dictionaries said, JSON.
    pub facts: String,
    /// Versions of the dictionaries.
    pub dictionaries: String,
    /// Identifier of the consent.
    pub consent: String,
}

/// The next number of a year, `2026-000123`. A number given to a document that is not signed is not given again.
///
/// # Errors
/// The store's.
pub fn next_number(db: &mut Db, year: i32) -> Result<String> {
    db.run(
        "insert into application_number (year, last) values ($1, 1)
         on conflict (year) do update set last = application_number.last + 1",
        &[&year],
    )?;
    let last: Option<(i64,)> = db.one("select last from application_number where year = $1", &[&year])?;
    Ok(format!("{year}-{:06}", last.map_or(1, |(last,)| last)))
}

/// The review that was made of the same content.
///
/// # Errors
/// The store's.
pub fn same(db: &mut Db, draft: &str, revision: i64, language: Language, content: &str) -> Result<Option<Review>> {
    db.one(
        "select id, kind, number, draft, revision, language, made_at, document, pdf_sha256, payload, identity_document, subject
         from review where draft = $1 and revision = $2 and language = $3 and content = $4",
        &[&draft, &revision, &language.code(), &content],
    )
}

/// A person's review.
///
/// # Errors
/// The store's.
pub fn find(db: &mut Db, iin: &Iin, id: &str) -> Result<Option<Review>> {
    db.one(
        "select id, kind, number, draft, revision, language, made_at, document, pdf_sha256, payload, identity_document, subject
         from review where id = $1 and iin = $2",
        &[&id, &iin.as_str()],
    )
}

/// Can a person's review still be signed: does the draft stand as it was when the document was made of it?
///
/// # Errors
/// The store's.
pub fn stands(db: &mut Db, iin: &Iin, id: &str) -> Result<bool> {
    let found: Option<(i64,)> = db.one(
        "select draft.revision from review join draft on draft.id = review.draft and draft.iin = review.iin
         and draft.kind = review.kind and draft.revision = review.revision where review.id = $1 and review.iin = $2",
        &[&id, &iin.as_str()],
    )?;
    Ok(found.is_some())
}

/// The bytes of a person's review.
///
/// # Errors
/// The store's.
pub fn pdf(db: &mut Db, iin: &Iin, id: &str) -> Result<Option<(String, Vec<u8>)>> {
    db.one("select number, pdf from review where id = $1 and iin = $2", &[&id, &iin.as_str()])
}

/// What the registers said when a review was made.
///
/// # Errors
/// The store's.
pub fn facts(db: &mut Db, id: &str) -> Result<Value> {
    let found: Option<Facts> = db.one("select facts from review where id = $1", &[&id])?;
    Ok(found.map(|Facts(facts)| facts).unwrap_or_default())
}

struct Facts(Value);

impl FromRow for Facts {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        Ok(Self(json(row, 0)?))
    }
}

/// What an application asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// Of which service.
    pub kind: ServiceKind,
    /// What the Fund receives.
    pub payload: Value,
}

impl FromRow for Asked {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        Ok(Self { kind: parsed(row, 0, ServiceKind::from_slug)?, payload: json(row, 1)? })
    }
}

/// The newest of a person's accepted applications but this one.
///
/// # Errors
/// The store's.
pub fn asked_before(db: &mut Db, iin: &Iin, number: &str) -> Result<Option<Asked>> {
    db.one(
        "select review.kind, payload from application join review on review.id = application.review
         join outbox on outbox.number = application.number
         where application.iin = $1 and application.number <> $2
         order by signed_at desc, application.number desc limit 1",
        &[&iin.as_str(), &number],
    )
}

/// Keeps a review.
///
/// # Errors
/// The store's.
pub fn keep(db: &mut Db, iin: &Iin, review: &Review, evidence: &Evidence) -> Result<()> {
    db.run(
        "insert into review (id, iin, kind, number, draft, revision, language, content, made_at, document, pdf, pdf_sha256,
         facts, dictionaries, consent, payload, identity_document, subject)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)",
        &[
            &review.id,
            &iin.as_str(),
            &review.kind.slug(),
            &review.number,
            &review.draft,
            &review.revision,
            &review.language.code(),
            &evidence.content,
            &review.made_at,
            &text(&review.document),
            &evidence.pdf,
            &review.pdf_sha256,
            &evidence.facts,
            &evidence.dictionaries,
            &evidence.consent,
            &text(&review.payload),
            &review.identity_document.as_ref().map(text),
            &text(&review.subject),
        ],
    )
    .map(drop)
}

/// Forgets the documents that were made of a person's draft and never signed.
///
/// # Errors
/// The store's.
pub fn forget_unsigned(db: &mut Db, iin: &Iin, kind: ServiceKind) -> Result<()> {
    db.run(
        "delete from review where draft in (select id from draft where iin = $1 and kind = $2) and iin = $1
         and not exists (select 1 from application where application.review = review.id)",
        &[&iin.as_str(), &kind.slug()],
    )
    .map(drop)
}

fn text(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
