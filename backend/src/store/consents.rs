//! Consents to the processing of personal data: only ever added.

use super::db::{Db, FromRow, Result, Row};
use super::read::parsed;
use shared::services::ServiceKind;
use shared::texts::Language;
use shared::values::iin::Iin;

pub(super) const TABLES: &[&str] = &[
    "create table if not exists consent (id text primary key, iin text not null, kind text not null, version text not null,
     language text not null, channel text not null, given_at integer not null) strict",
    "create index if not exists consent_iin on consent (iin, kind, version)",
];

/// A consent given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consent {
    /// Random identifier.
    pub id: String,
    /// Version of the text.
    pub version: String,
    /// Language it was shown in.
    pub language: Language,
    /// Through which channel: `web`.
    pub channel: String,
    /// When, milliseconds since 1970.
    pub given_at: i64,
}

impl FromRow for Consent {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            version: row.get(1)?,
            language: parsed(row, 2, Language::from_code)?,
            channel: row.get(3)?,
            given_at: row.get(4)?,
        })
    }
}

/// The consent of a person to a version of the text, for a service.
///
/// # Errors
/// The store's.
pub fn find(db: &mut Db, iin: &Iin, kind: ServiceKind, version: &str) -> Result<Option<Consent>> {
    db.one(
        "select id, version, language, channel, given_at from consent where iin = $1 and kind = $2 and version = $3
         order by given_at, id limit 1",
        &[&iin.as_str(), &kind.slug(), &version],
    )
}

/// Keeps a consent; the first of a person to a version of the text is the one that counts.
///
/// # Errors
/// The store's.
pub fn give(db: &mut Db, iin: &Iin, kind: ServiceKind, consent: &Consent) -> Result<Consent> {
    if let Some(before) = find(db, iin, kind, &consent.version)? {
        return Ok(before);
    }
    db.run(
        "insert into consent (id, iin, kind, version, language, channel, given_at) values ($1, $2, $3, $4, $5, $6, $7)",
        &[
            &consent.id,
            &iin.as_str(),
            &kind.slug(),
            &consent.version,
            &consent.language.code(),
            &consent.channel,
            &consent.given_at,
        ],
    )?;
    Ok(consent.clone())
}
