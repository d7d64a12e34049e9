//! Signatures that are kept until the authority can be asked about their keys: a row beside each application, with the draft
//! that comes back should the signature not hold.

use super::db::{Db, FromRow, Result, Row};
use super::read::parsed;
use shared::services::ServiceKind;
use shared::values::iin::Iin;

pub(super) const TABLES: &[&str] = &[
    "create table if not exists signature_check (number text primary key, tries integer not null, due_at integer not null,
     fault text, schema integer not null, form text not null, revision integer not null, tab text not null,
     sequence integer not null, consent text not null, saved_at integer not null) strict",
    "create index if not exists signature_check_due on signature_check (due_at)",
];

/// A row whose time has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// Number of the application to be.
    pub number: String,
    /// How often it was tried.
    pub tries: i64,
}

impl FromRow for Due {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        Ok(Self { number: row.get(0)?, tries: row.get(1)? })
    }
}

/// A signature that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Who signed.
    pub iin: Iin,
    /// The review.
    pub review: String,
    /// When it was received, milliseconds since 1970.
    pub received_at: i64,
    /// The message.
    pub cms: Vec<u8>,
    /// What was signed.
    pub pdf: Vec<u8>,
}

impl FromRow for Waiting {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        Ok(Self {
            iin: parsed(row, 0, |text| text.parse().ok())?,
            review: row.get(1)?,
            received_at: row.get(2)?,
            cms: row.get(3)?,
            pdf: row.get(4)?,
        })
    }
}

/// Lets an application just recorded wait, with a copy of the draft it was made of.
///
/// # Errors
/// The store's.
pub fn put(db: &mut Db, iin: &Iin, kind: ServiceKind, number: &str, due_at: i64) -> Result<()> {
    db.run(
        "insert into signature_check (number, tries, due_at, schema, form, revision, tab, sequence, consent, saved_at)
         select $1, 0, $2, schema, form, revision, tab, sequence, consent, saved_at from draft where iin = $3 and kind = $4",
        &[&number, &due_at, &iin.as_str(), &kind.slug()],
    )
    .map(drop)
}

/// Rows whose time has come, the longest waiting first. Until `leased_until` nobody else takes them.
///
/// # Errors
/// The store's.
pub fn take_due(db: &mut Db, now: i64, leased_until: i64, most: i64) -> Result<Vec<Due>> {
    let due: Vec<Due> = db.all(
        "select number, tries from signature_check where due_at <= $1 order by due_at, number limit $2",
        &[&now, &most],
    )?;
    for row in &due {
        db.run("update signature_check set due_at = $2 where number = $1", &[&row.number, &leased_until])?;
    }
    Ok(due)
}

/// What is to be judged of a row; nothing when it is over.
///
/// # Errors
/// The store's.
pub fn waiting(db: &mut Db, number: &str) -> Result<Option<Waiting>> {
    db.one(
        "select application.iin, application.review, application.signed_at, application.cms, review.pdf
         from signature_check join application on application.number = signature_check.number
         join review on review.id = application.review where signature_check.number = $1",
        &[&number],
    )
}

/// To be tried again at `due_at`.
///
/// # Errors
/// The store's.
pub fn postpone(db: &mut Db, number: &str, due_at: i64, fault: &str) -> Result<()> {
    db.run(
        "update signature_check set tries = tries + 1, due_at = $2, fault = $3 where number = $1",
        &[&number, &due_at, &fault],
    )
    .map(drop)
}

/// Gives the draft back as a new one, unless its owner has begun another.
///
/// # Errors
/// The store's.
pub fn restore_draft(db: &mut Db, number: &str, id: &str) -> Result<()> {
    db.run(
        "insert into draft (iin, kind, id, schema, form, revision, tab, sequence, consent, saved_at)
         select application.iin, application.kind, $2, schema, form, coalesce(last, revision) + 1, tab, sequence, consent,
         saved_at
         from signature_check join application on application.number = signature_check.number
         left join draft_revision on draft_revision.iin = application.iin and draft_revision.kind = application.kind
         where signature_check.number = $1
         on conflict (iin, kind) do nothing",
        &[&number, &id],
    )
    .map(drop)
}

/// The row is over. False when it was before.
///
/// # Errors
/// The store's.
pub fn done(db: &mut Db, number: &str) -> Result<bool> {
    Ok(db.run("delete from signature_check where number = $1", &[&number])? == 1)
}
