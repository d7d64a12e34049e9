//! The audit log: what happened at the doors and to signatures. Rows are only added, and each carries a hash over the row
//! before it, so that a row changed, taken out or moved is noticed. The head (number and hash of the last row) stands under
//! a MAC whose key is not in the database, so that a tail cut off is noticed too.
//!
//! Here alone an IIN stands beside what was done; ordinary logs hold none.

use super::db::{Db, Error, FromRow, Result, Row};
use crate::clock::{from_hex, hex};
use crate::keys::Seal;
use sha2::{Digest, Sha256};
use shared::values::iin::Iin;
use std::fmt;
use std::str::FromStr;

pub(super) const TABLES: &[&str] = &[
    "create table if not exists audit (number integer primary key, at integer not null, kind text not null,
     iin text not null, code text not null, detail text not null, previous blob not null, hash blob not null) strict",
    "create table if not exists audit_head (id integer primary key check (id = 1), number integer not null,
     hash blob not null, mac blob not null) strict",
    "create trigger if not exists audit_not_altered before update on audit
     begin select raise(abort, 'the audit log is only added to'); end",
    "create trigger if not exists audit_not_removed before delete on audit
     begin select raise(abort, 'the audit log is only added to'); end",
    // «insert or replace» would remove a row without asking the trigger above.
    "create trigger if not exists audit_not_replaced before insert on audit
     when exists (select 1 from audit where number = new.number)
     begin select raise(abort, 'the audit log is only added to'); end",
];

/// Without an index that no question of ours needs.
pub(super) const WITHOUT_INDEX: &[&str] = &["drop index if exists audit_kind"];

/// Characters of a detail that are kept: nobody fills the log, whatever they send.
const DETAIL: usize = 1000;
/// Rows read at once when the log is verified.
const AT_ONCE: i64 = 1000;

/// Something that happened.
#[derive(Clone, Copy, Debug)]
pub struct Event<'a> {
    /// When, milliseconds since 1970.
    pub at: i64,
    /// What it belongs to: `signature`, `entrance` and so on.
    pub kind: &'a str,
    /// Whose, where it is known.
    pub iin: Option<&'a Iin>,
    /// How it ended: `accepted`, or the exact code of the fault.
    pub code: &'a str,
    /// The rest: `name=value` pairs, then words. No code, password or phone; of more than 1000 characters the first are
    /// kept.
    pub detail: &'a str,
}

/// A row as it stands: numbered from 1 without a gap, without an IIN when nobody's is known.
struct Entry {
    number: i64,
    at: i64,
    kind: String,
    iin: String,
    code: String,
    detail: String,
    previous: Vec<u8>,
    hash: Vec<u8>,
}

impl FromRow for Entry {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        Ok(Self {
            number: row.get(0)?,
            at: row.get(1)?,
            kind: row.get(2)?,
            iin: row.get(3)?,
            code: row.get(4)?,
            detail: row.get(5)?,
            previous: row.get(6)?,
            hash: row.get(7)?,
        })
    }
}

const ENTRY: &str = "select number, at, kind, iin, code, detail, previous, hash from audit";

/// The last row's number and hash; `12:9f86…`. Kept elsewhere, it later proves that the log up to there is still the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// Number of the last row; 0 for none.
    pub number: i64,
    /// Its hash.
    pub hash: [u8; 32],
}

impl Head {
    const EMPTY: Self = Self { number: 0, hash: [0; 32] };
}

impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.number, hex(&self.hash))
    }
}

impl FromStr for Head {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let read = || {
            let (number, hash) = text.split_once(':')?;
            Some(Self { number: number.parse().ok()?, hash: from_hex(hash)?.try_into().ok()? })
        };
        read().ok_or("a head is a number, a colon and 64 hexadecimal digits")
    }
}

struct KeptHead {
    head: Head,
    mac: Vec<u8>,
}

impl KeptHead {
    /// Was it written with this key, and not changed since?
    fn is_sealed_by(&self, seal: Seal) -> bool {
        seal.holds(&self.head.to_string(), &self.mac)
    }
}

impl FromRow for KeptHead {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        Ok(Self { head: Head { number: row.get(0)?, hash: row.get(1)? }, mac: row.get(2)? })
    }
}

/// Adds an event. It goes on from the head and not from the last row: a tail cut off stays a gap for ever.
///
/// # Errors
/// The store's; [`Error::AuditBroken`] when the head is not the one that was written: what cannot be put on record does
/// not happen.
pub fn put(db: &mut Db, event: &Event<'_>) -> Result<()> {
    let last = match kept_head(db)? {
        Some(kept) if kept.is_sealed_by(db.seal()) => kept.head,
        None if last_number(db)? == 0 => Head::EMPTY,
        _ => return Err(Error::AuditBroken),
    };
    let entry = Entry {
        number: last.number + 1,
        at: event.at,
        kind: event.kind.to_owned(),
        iin: event.iin.map(|iin| iin.as_str().to_owned()).unwrap_or_default(),
        code: event.code.to_owned(),
        detail: event.detail.chars().take(DETAIL).collect(),
        previous: last.hash.to_vec(),
        hash: Vec::new(),
    };
    let head = Head { number: entry.number, hash: digest(&entry) };
    db.run(
        "insert into audit (number, at, kind, iin, code, detail, previous, hash)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        &[&entry.number, &entry.at, &entry.kind, &entry.iin, &entry.code, &entry.detail, &entry.previous, &head.hash],
    )?;
    let mac = db.seal().mac(&head.to_string());
    db.run(
        "insert into audit_head (id, number, hash, mac) values (1, $1, $2, $3)
         on conflict (id) do update set number = excluded.number, hash = excluded.hash, mac = excluded.mac",
        &[&head.number, &head.hash, &mac],
    )
    .map(drop)
}

/// Is the head sealed with the key of this server? One that is missing is for [`verify`] to tell.
///
/// # Errors
/// The store's; [`Error::OtherKey`] when it is not: nothing could ever be put on record.
pub(super) fn check_seal(db: &mut Db) -> Result<()> {
    let kept = kept_head(db)?;
    let is_ours = kept.is_none_or(|kept| kept.is_sealed_by(db.seal()));
    if is_ours { Ok(()) } else { Err(Error::OtherKey) }
}

/// Puts on record that the log goes on under another key, and seals the head with it; gives back the head.
///
/// # Errors
/// As for [`put`].
pub fn reseal(db: &mut Db, new: Seal, at: i64) -> Result<Head> {
    put(db, &Event { at, kind: "audit", iin: None, code: "resealed", detail: "" })?;
    let head = kept_head(db)?.map_or(Head::EMPTY, |kept| kept.head);
    db.run("update audit_head set mac = $1 where id = 1", &[&new.mac(&head.to_string())])?;
    Ok(head)
}

/// Hash over the hash before and the fields, each preceded by its length.
fn digest(entry: &Entry) -> [u8; 32] {
    let at = entry.at.to_be_bytes();
    let fields = [&at[..], entry.kind.as_bytes(), entry.iin.as_bytes(), entry.code.as_bytes(), entry.detail.as_bytes()];
    let mut hash = Sha256::new_with_prefix(&entry.previous);
    for field in fields {
        hash.update((field.len() as u64).to_be_bytes());
        hash.update(field);
    }
    hash.finalize().into()
}

fn kept_head(db: &mut Db) -> Result<Option<KeptHead>> {
    db.one("select number, hash, mac from audit_head where id = 1", &[])
}

fn last_number(db: &mut Db) -> Result<i64> {
    let last: Option<(Option<i64>,)> = db.one("select max(number) from audit", &[])?;
    Ok(last.and_then(|(last,)| last).unwrap_or(0))
}

/// What is wrong with the log: the first row that is not as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Its fields were changed.
    Altered {
        /// The row.
        number: i64,
    },
    /// It is not there any more, and a later one is.
    Removed {
        /// The row.
        number: i64,
    },
    /// It stands in another place than it was written in.
    Reordered {
        /// The row.
        number: i64,
    },
    /// It and all after it are not there any more.
    CutOff {
        /// The first row that is missing.
        number: i64,
    },
    /// It was added by somebody without the key.
    Foreign {
        /// The row.
        number: i64,
    },
    /// The head is missing, or nobody with the key wrote it.
    Head,
    /// The head kept elsewhere is not of this log.
    NotContinued {
        /// Number of the row that it names.
        number: i64,
    },
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Altered { number } => write!(f, "row {number} was altered"),
            Self::Removed { number } => write!(f, "row {number} was removed"),
            Self::Reordered { number } => write!(f, "row {number} stands in another place than it was written in"),
            Self::CutOff { number } => write!(f, "row {number} and all after it were cut off"),
            Self::Foreign { number } => write!(f, "row {number} was added without the key"),
            Self::Head => f.write_str("the head of the log is missing or was not written with this key"),
            Self::NotContinued { number } => write!(f, "row {number} is not the one whose head was kept"),
        }
    }
}

/// Walks the whole log; gives back its head, or what is wrong with it. `kept` is a head that was put aside earlier: the
/// log must still contain it.
///
/// # Errors
/// The store's.
pub fn verify(db: &mut Db, kept: Option<Head>) -> Result<Result<Head, Fault>> {
    let mut last = Head::EMPTY;
    let mut contains_kept = kept.is_none_or(|kept| kept == Head::EMPTY);
    loop {
        let entries: Vec<Entry> =
            db.all(&format!("{ENTRY} where number > $1 order by number limit $2"), &[&last.number, &AT_ONCE])?;
        if entries.is_empty() {
            break;
        }
        for entry in &entries {
            match follows(db, last, entry)? {
                Ok(head) => last = head,
                Err(fault) => return Ok(Err(fault)),
            }
            contains_kept |= kept == Some(last);
        }
    }
    let fault = match (head_fault(db, last)?, kept) {
        (Some(fault), _) => Some(fault),
        (None, Some(kept)) if !contains_kept => Some(Fault::NotContinued { number: kept.number }),
        (None, _) => None,
    };
    Ok(fault.map_or(Ok(last), Err))
}

/// The head with this row, if it is the one written after `last`.
fn follows(db: &mut Db, last: Head, entry: &Entry) -> Result<Result<Head, Fault>> {
    let number = last.number + 1;
    let hash = digest(entry);
    if entry.hash != hash {
        return Ok(Err(Fault::Altered { number: entry.number }));
    }
    let is_next = entry.previous == last.hash;
    if is_next && entry.number == number {
        return Ok(Ok(Head { number, hash }));
    }
    // The row that stood before this one, or the one that should stand here, may be elsewhere in the log.
    let elsewhere: Option<(i64,)> = db.one(
        "select number from audit where hash = $1 or (previous = $2 and number <> $3) limit 1",
        &[&entry.previous, &last.hash, &entry.number],
    )?;
    let is_moved = is_next || elsewhere.is_some();
    Ok(Err(if is_moved { Fault::Reordered { number: entry.number } } else { Fault::Removed { number } }))
}

/// Is the head the one of the last row?
fn head_fault(db: &mut Db, last: Head) -> Result<Option<Fault>> {
    let Some(kept) = kept_head(db)? else {
        return Ok((last != Head::EMPTY).then_some(Fault::Head));
    };
    Ok(if !kept.is_sealed_by(db.seal()) {
        Some(Fault::Head)
    } else if kept.head.number > last.number {
        Some(Fault::CutOff { number: last.number + 1 })
    } else if kept.head.number < last.number {
        Some(Fault::Foreign { number: kept.head.number + 1 })
    } else if kept.head.hash != last.hash {
        // Every later hash was counted anew: the head alone knows that something was changed, and the last row is it.
        Some(Fault::Altered { number: last.number })
    } else {
        None
    })
}
