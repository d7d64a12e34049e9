//! Drafts: what a person has typed so far, valid or not; one for each service.

use super::db::{Db, FromRow, Result, Row};
use super::read::parsed;
use shared::services::ServiceKind;
use shared::values::iin::Iin;

pub(super) const TABLES: &[&str] = &[
    "create table if not exists draft (iin text not null, kind text not null, id text not null, schema integer not null,
     form text not null, revision integer not null, tab text not null, sequence integer not null, consent text not null,
     saved_at integer not null, primary key (iin, kind)) strict, without rowid",
    "create table if not exists draft_revision (iin text not null, kind text not null, last integer not null,
     primary key (iin, kind)) strict, without rowid",
];

/// A stored draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Random identifier: a draft begun after another was signed is another draft.
    pub id: String,
    /// Schema of the form.
    pub schema: i64,
    /// The form, JSON.
    pub form: String,
    /// Grows with each save, and goes on from draft to draft: a tab that holds one that is gone knows none of the next.
    pub revision: i64,
    /// When it was saved, milliseconds since 1970.
    pub saved_at: i64,
}

impl FromRow for Draft {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            schema: row.get(1)?,
            form: row.get(2)?,
            revision: row.get(3)?,
            saved_at: row.get(4)?,
        })
    }
}

/// A draft in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Of which service.
    pub kind: ServiceKind,
    /// When it was saved, milliseconds since 1970.
    pub saved_at: i64,
}

impl FromRow for Listed {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        Ok(Self { kind: parsed(row, 0, ServiceKind::from_slug)?, saved_at: row.get(1)? })
    }
}

/// What is to be saved.
#[derive(Clone, Debug)]
pub struct Save {
    /// Identifier, should the draft be new.
    pub id: String,
    /// Schema of the form.
    pub schema: i64,
    /// The form, JSON.
    pub form: String,
    /// Revision the tab last heard of.
    pub base: i64,
    /// Name of the tab.
    pub tab: String,
    /// Grows with each save of the tab.
    pub sequence: i64,
    /// Version of the consent that was looked for.
    pub consent: String,
    /// Now, milliseconds since 1970.
    pub now: i64,
}

/// What stands in the way of a save, or does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Its revision.
    pub revision: i64,
    /// Which tab wrote it …
    pub tab: String,
    /// … as its save number so much.
    pub sequence: i64,
    /// Version of the consent it was written under.
    pub consent: String,
}

impl FromRow for Standing {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        Ok(Self { revision: row.get(0)?, tab: row.get(1)?, sequence: row.get(2)?, consent: row.get(3)? })
    }
}

impl Standing {
    /// May this save follow it: based on it, or a later one of the same tab?
    fn takes(&self, save: &Save) -> bool {
        save.base == self.revision || save.tab == self.tab && save.sequence > self.sequence
    }

    /// Is it this very save, sent again?
    fn is_of(&self, save: &Save) -> bool {
        save.tab == self.tab && save.sequence == self.sequence
    }
}

/// What became of a save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saved {
    /// It stands under this revision.
    Taken(i64),
    /// Something else stands; nothing when there is no draft any more.
    Changed(Option<Draft>),
}

/// A person's draft.
///
/// # Errors
/// The store's.
pub fn find(db: &mut Db, iin: &Iin, kind: ServiceKind) -> Result<Option<Draft>> {
    db.one(
        "select id, schema, form, revision, saved_at from draft where iin = $1 and kind = $2",
        &[&iin.as_str(), &kind.slug()],
    )
}

/// All drafts of a person, the newest first.
///
/// # Errors
/// The store's.
pub fn list(db: &mut Db, iin: &Iin) -> Result<Vec<Listed>> {
    db.all("select kind, saved_at from draft where iin = $1 order by saved_at desc, kind", &[&iin.as_str()])
}

/// What a save of this draft would meet.
///
/// # Errors
/// The store's.
pub fn standing(db: &mut Db, iin: &Iin, kind: ServiceKind) -> Result<Option<Standing>> {
    db.one(
        "select revision, tab, sequence, consent from draft where iin = $1 and kind = $2",
        &[&iin.as_str(), &kind.slug()],
    )
}

/// Saves, or tells what stands instead. `standing` is what [`standing`] found in the same transaction.
///
/// # Errors
/// The store's.
pub fn save(db: &mut Db, iin: &Iin, kind: ServiceKind, standing: Option<&Standing>, save: &Save) -> Result<Saved> {
    let revision = match standing {
        None if save.base == 0 => last_revision(db, iin, kind)? + 1,
        Some(standing) if standing.takes(save) => standing.revision + 1,
        Some(standing) if standing.is_of(save) => {
            let stored = find(db, iin, kind)?;
            let same = stored.as_ref().is_some_and(|stored| stored.form == save.form);
            return Ok(if same { Saved::Taken(standing.revision) } else { Saved::Changed(stored) });
        }
        _ => return Ok(Saved::Changed(find(db, iin, kind)?)),
    };
    db.run(
        "insert into draft (iin, kind, id, schema, form, revision, tab, sequence, consent, saved_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         on conflict (iin, kind) do update set schema = excluded.schema, form = excluded.form, revision = excluded.revision,
         tab = excluded.tab, sequence = excluded.sequence, consent = excluded.consent, saved_at = excluded.saved_at",
        &[
            &iin.as_str(),
            &kind.slug(),
            &save.id,
            &save.schema,
            &save.form,
            &revision,
            &save.tab,
            &save.sequence,
            &save.consent,
            &save.now,
        ],
    )?;
    Ok(Saved::Taken(revision))
}

/// The last revision of a person's drafts that are gone.
fn last_revision(db: &mut Db, iin: &Iin, kind: ServiceKind) -> Result<i64> {
    let last: Option<(i64,)> =
        db.one("select last from draft_revision where iin = $1 and kind = $2", &[&iin.as_str(), &kind.slug()])?;
    Ok(last.map_or(0, |(last,)| last))
}

/// Does this draft still stand at this revision?
///
/// # Errors
/// The store's.
pub fn stands(db: &mut Db, iin: &Iin, kind: ServiceKind, id: &str, revision: i64) -> Result<bool> {
    let found = find(db, iin, kind)?;
    Ok(found.is_some_and(|draft| draft.id == id && draft.revision == revision))
}

/// Removes a draft: it has become an application, or its owner wants it gone. Its revision is kept, for the next begins after
/// it. False when there is none.
///
/// # Errors
/// The store's.
pub fn remove(db: &mut Db, iin: &Iin, kind: ServiceKind) -> Result<bool> {
    db.run(
        "insert into draft_revision (iin, kind, last) select iin, kind, revision from draft where iin = $1 and kind = $2
         on conflict (iin, kind) do update set last = excluded.last",
        &[&iin.as_str(), &kind.slug()],
    )?;
    Ok(db.run("delete from draft where iin = $1 and kind = $2", &[&iin.as_str(), &kind.slug()])? == 1)
}
