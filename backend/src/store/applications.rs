//! Applications: a review and a verdict. Their statuses are a log: our own first, then the Fund's, mirrored.

use super::db::{Db, FromRow, Result, Row};
use super::evidence::{self, Proof};
use super::read::{json, parsed};
use super::reviews::Subject;
use shared::kernel::document::WrittenDocument;
use shared::kernel::life::ApplicationStatus;
use shared::kernel::problem::SignatureFault;
use shared::services::ServiceKind;
use shared::values::iin::Iin;
use shared::values::money::Money;

pub(super) const TABLES: &[&str] = &[
    "create table if not exists application (number text primary key, review text not null unique, iin text not null,
     kind text not null, signed_at integer not null, registered_at integer, status text not null, status_at integer not null,
     reason text, amount text, subject text not null, signer_name text not null, signer_serial text not null,
     signer_issuer text not null, cms blob not null, certificates text not null) strict",
    "create index if not exists application_iin on application (iin, signed_at)",
    "create table if not exists application_status (number text not null, place integer not null, cursor integer unique,
     status text not null, at integer not null, reason text, amount text, primary key (number, place)) strict, without rowid",
    "create table if not exists fund_mirror (name text primary key, cursor integer not null) strict",
];

/// An application in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// Number.
    pub number: String,
    /// Of which service.
    pub kind: ServiceKind,
    /// When it was signed, milliseconds since 1970 as all times here.
    pub signed_at: i64,
    /// Where it stands.
    pub status: ApplicationStatus,
    /// Since when.
    pub status_at: i64,
    /// Why.
    pub reason: Option<String>,
    /// Amount as the Fund gives it.
    pub amount: Option<Money>,
    /// What it is about.
    pub subject: Subject,
}

impl FromRow for Listed {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        Ok(Self {
            number: row.get(0)?,
            kind: parsed(row, 1, ServiceKind::from_slug)?,
            signed_at: row.get(2)?,
            status: parsed(row, 3, |code| Some(ApplicationStatus::from_code(code)))?,
            status_at: row.get(4)?,
            reason: row.get(5)?,
            amount: amount(row, 6)?,
            subject: json(row, 7)?,
        })
    }
}

impl Listed {
    /// Why the signature was refused after it had been kept, if it was.
    #[must_use]
    pub fn refused(&self) -> Option<SignatureFault> {
        let refused = self.status == ApplicationStatus::SignatureRefused;
        refused.then(|| {
            let named = |fault: &SignatureFault| self.reason.as_deref() == Some(fault.id());
            SignatureFault::ALL.into_iter().find(named).unwrap_or(SignatureFault::NotAccepted)
        })
    }
}

fn amount(row: &Row<'_>, column: usize) -> Result<Option<Money>> {
    let text: Option<String> = row.get(column)?;
    Ok(text.and_then(|text| text.parse().ok()))
}

/// Who signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signer {
    /// Names as the certificate has them.
    pub name: String,
    /// Serial number, hex.
    pub serial: String,
    /// Issuer.
    pub issuer: String,
}

/// What only the page of an application shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Details {
    /// When the Fund registered it.
    pub registered_at: Option<i64>,
    /// Who signed.
    pub signer: Signer,
    /// What was signed.
    pub document: WrittenDocument,
    /// SHA-256 of the PDF, hex.
    pub pdf_sha256: String,
}

impl FromRow for Details {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        let signer = Signer { name: row.get(1)?, serial: row.get(2)?, issuer: row.get(3)? };
        Ok(Self { registered_at: row.get(0)?, signer, document: json(row, 4)?, pdf_sha256: row.get(5)? })
    }
}

/// A status in the log.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Status.
    pub status: ApplicationStatus,
    /// When.
    pub at: i64,
    /// Why.
    pub reason: Option<String>,
    /// Amount, tenge.
    pub amount: Option<Money>,
}

impl FromRow for Step {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        Ok(Self {
            status: parsed(row, 0, |code| Some(ApplicationStatus::from_code(code)))?,
            at: row.get(1)?,
            reason: row.get(2)?,
            amount: amount(row, 3)?,
        })
    }
}

/// A signature that holds, to be recorded.
#[derive(Clone, Debug)]
pub struct Signed {
    /// When, by our clock.
    pub at: i64,
    /// Who.
    pub signer: Signer,
    /// The message as received, decoded.
    pub cms: Vec<u8>,
    /// What the authority said about revocation.
    pub evidence: Proof,
    /// Certificates, base64 of DER, the signer's first; JSON.
    pub certificates: String,
}

const LISTED: &str = "select number, kind, signed_at, status, status_at, reason, amount, subject from application";

/// Applications of a person, the newest first.
///
/// # Errors
/// The store's.
pub fn list(db: &mut Db, iin: &Iin, most: i64) -> Result<Vec<Listed>> {
    db.all(&format!("{LISTED} where iin = $1 order by signed_at desc, number desc limit $2"), &[&iin.as_str(), &most])
}

/// A person's application.
///
/// # Errors
/// The store's.
pub fn find(db: &mut Db, iin: &Iin, number: &str) -> Result<Option<Listed>> {
    db.one(&format!("{LISTED} where number = $1 and iin = $2"), &[&number, &iin.as_str()])
}

/// The application made of a person's review.
///
/// # Errors
/// The store's.
pub fn of_review(db: &mut Db, iin: &Iin, review: &str) -> Result<Option<Listed>> {
    db.one(&format!("{LISTED} where review = $1 and iin = $2"), &[&review, &iin.as_str()])
}

/// Account of an application that has no answer.
struct Unanswered(Subject);

impl FromRow for Unanswered {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        Ok(Self(json(row, 0)?))
    }
}

/// Accounts that a person's applications of a service are about while the Fund has not answered them: their signatures are
/// being checked, or they wait in the outbox.
///
/// # Errors
/// The store's.
pub fn unanswered(db: &mut Db, iin: &Iin, kind: ServiceKind) -> Result<Vec<String>> {
    let found: Vec<Unanswered> = db.all(
        "select subject from application where iin = $1 and kind = $2 and status in ($3, $4)",
        &[&iin.as_str(), &kind.slug(), &ApplicationStatus::SignatureChecking.code(), &ApplicationStatus::Signed.code()],
    )?;
    Ok(found.into_iter().map(|Unanswered(subject)| subject.account).collect())
}

/// The rest of an application.
///
/// # Errors
/// The store's.
pub fn details(db: &mut Db, number: &str) -> Result<Option<Details>> {
    db.one(
        "select application.registered_at, signer_name, signer_serial, signer_issuer, review.document, review.pdf_sha256
         from application join review on review.id = application.review where application.number = $1",
        &[&number],
    )
}

/// The log of an application, oldest first.
///
/// # Errors
/// The store's.
pub fn history(db: &mut Db, number: &str) -> Result<Vec<Step>> {
    db.all("select status, at, reason, amount from application_status where number = $1 order by place", &[&number])
}

/// The signed PDF of a person's application.
///
/// # Errors
/// The store's.
pub fn pdf(db: &mut Db, iin: &Iin, number: &str) -> Result<Option<Vec<u8>>> {
    let found: Option<(Vec<u8>,)> = db.one(
        "select review.pdf from application join review on review.id = application.review
         where application.number = $1 and application.iin = $2",
        &[&number, &iin.as_str()],
    )?;
    Ok(found.map(|(pdf,)| pdf))
}

/// The signature of a person's application.
///
/// # Errors
/// The store's.
pub fn cms(db: &mut Db, iin: &Iin, number: &str) -> Result<Option<Vec<u8>>> {
    let found: Option<(Vec<u8>,)> =
        db.one("select cms from application where number = $1 and iin = $2", &[&number, &iin.as_str()])?;
    Ok(found.map(|(cms,)| cms))
}

/// Makes an application of a review, with the first line of its log: signed, or being checked while there is no evidence.
///
/// # Errors
/// The store's; one review makes one application.
pub fn record(db: &mut Db, iin: &Iin, review: &super::reviews::Review, signed: &Signed) -> Result<()> {
    let subject = serde_json::to_string(&review.subject).unwrap_or_default();
    let status = match &signed.evidence {
        Proof::None => ApplicationStatus::SignatureChecking,
        Proof::Ocsp { .. } | Proof::Lists { .. } => ApplicationStatus::Signed,
    };
    db.run(
        "insert into application (number, review, iin, kind, signed_at, status, status_at, subject, signer_name,
         signer_serial, signer_issuer, cms, certificates)
         values ($1, $2, $3, $4, $5, $6, $5, $7, $8, $9, $10, $11, $12)",
        &[
            &review.number,
            &review.id,
            &iin.as_str(),
            &review.kind.slug(),
            &signed.at,
            &status.code(),
            &subject,
            &signed.signer.name,
            &signed.signer.serial,
            &signed.signer.issuer,
            &signed.cms,
            &signed.certificates,
        ],
    )?;
    evidence::put(db, &review.number, &signed.evidence)?;
    add_line(db, &review.number, None, &Step { status, at: signed.at, reason: None, amount: None })
}

/// The authority has told: the signature holds, and this is the evidence.
///
/// # Errors
/// The store's.
pub fn proven(db: &mut Db, number: &str, at: i64, evidence: &Proof) -> Result<()> {
    evidence::put(db, number, evidence)?;
    advance(db, number, None, &Step { status: ApplicationStatus::Signed, at, reason: None, amount: None })
}

/// The signature does not hold; `reason` is the fault's name.
///
/// # Errors
/// The store's.
pub fn disproven(db: &mut Db, number: &str, at: i64, reason: &str) -> Result<()> {
    let status = ApplicationStatus::SignatureRefused;
    advance(db, number, None, &Step { status, at, reason: Some(reason.to_owned()), amount: None })
}

/// The Fund has it. The status moves on only when the mirror has not said so already.
///
/// # Errors
/// The store's.
pub fn registered(db: &mut Db, number: &str, at: i64) -> Result<()> {
    db.run("update application set registered_at = coalesce(registered_at, $2) where number = $1", &[&number, &at])?;
    let told: Option<(i64,)> =
        db.one("select place from application_status where number = $1 and status = 'received' limit 1", &[&number])?;
    if told.is_some() {
        return Ok(());
    }
    advance(db, number, None, &Step { status: ApplicationStatus::Received, at, reason: None, amount: None })
}

/// The Fund refused it when it was handed over.
///
/// # Errors
/// The store's.
pub fn rejected(db: &mut Db, number: &str, at: i64, reason: &str) -> Result<()> {
    let step = Step { status: ApplicationStatus::Rejected, at, reason: Some(reason.to_owned()), amount: None };
    advance(db, number, None, &step)
}

/// Takes over an event of the Fund's log; one that is known already, or about no application of ours, changes nothing.
///
/// # Errors
/// The store's.
pub fn mirror(db: &mut Db, number: &str, cursor: i64, step: &Step) -> Result<()> {
    let known: Option<(i64,)> = db.one("select place from application_status where cursor = $1", &[&cursor])?;
    let ours: Option<(i64,)> = db.one("select signed_at from application where number = $1", &[&number])?;
    if known.is_some() || ours.is_none() {
        return Ok(());
    }
    if step.status == ApplicationStatus::Received {
        db.run(
            "update application set registered_at = coalesce(registered_at, $2) where number = $1",
            &[&number, &step.at],
        )?;
        // The line that our own hand-over wrote is this event.
        let claimed = db.run(
            "update application_status set cursor = $2 where number = $1 and status = 'received' and cursor is null",
            &[&number, &cursor],
        )?;
        if claimed > 0 {
            return Ok(());
        }
    }
    advance(db, number, Some(cursor), step)
}

fn advance(db: &mut Db, number: &str, cursor: Option<i64>, step: &Step) -> Result<()> {
    let amount = step.amount.map(|amount| amount.to_string());
    db.run(
        "update application set status = $2, status_at = $3, reason = $4, amount = coalesce($5, amount) where number = $1",
        &[&number, &step.status.code(), &step.at, &step.reason, &amount],
    )?;
    add_line(db, number, cursor, step)
}

fn add_line(db: &mut Db, number: &str, cursor: Option<i64>, step: &Step) -> Result<()> {
    let last: Option<(Option<i64>,)> =
        db.one("select max(place) from application_status where number = $1", &[&number])?;
    let place = last.and_then(|(last,)| last).unwrap_or(0) + 1;
    let amount = step.amount.map(|amount| amount.to_string());
    db.run(
        "insert into application_status (number, place, cursor, status, at, reason, amount)
         values ($1, $2, $3, $4, $5, $6, $7)",
        &[&number, &place, &cursor, &step.status.code(), &step.at, &step.reason, &amount],
    )
    .map(drop)
}

/// How far the Fund's log was read.
///
/// # Errors
/// The store's.
pub fn cursor(db: &mut Db) -> Result<i64> {
    let kept: Option<(i64,)> = db.one("select cursor from fund_mirror where name = 'applications'", &[])?;
    Ok(kept.map_or(0, |(cursor,)| cursor))
}

/// Writes down how far the Fund's log was read.
///
/// # Errors
/// The store's.
pub fn read_up_to(db: &mut Db, cursor: i64) -> Result<()> {
    db.run(
        "insert into fund_mirror (name, cursor) values ('applications', $1)
         on conflict (name) do update set cursor = excluded.cursor",
        &[&cursor],
    )
    .map(drop)
}
