//! The history of entrances: when, how and from where somebody entered or tried to. Kept for a year.

use super::db::{Db, FromRow, Result, Row};
use super::read::parsed;
use shared::auth::views::{EntranceEvent, EntranceWay, Place};
use shared::values::iin::Iin;

pub(super) const TABLES: &[&str] = &[
    "create table if not exists entrance (id integer primary key, iin text not null, at integer not null,
     event text not null, way text not null, browser text not null, system text not null, address text not null) strict",
    "create index if not exists entrance_iin on entrance (iin, at)",
    "create index if not exists entrance_at on entrance (at)",
];

/// What was is forgotten after a year.
const REMEMBERED: i64 = 365 * 24 * 60 * 60 * 1000;
/// Nobody is shown more.
const MOST: i64 = 100;

/// Reads how somebody entered.
pub(super) const WAYS: fn(&str) -> Option<EntranceWay> = |id| EntranceWay::ALL.into_iter().find(|way| way.id() == id);

/// Reads the three columns of a place.
pub(super) fn place(row: &Row<'_>, from: usize) -> Result<Place> {
    Ok(Place { browser: row.get(from)?, system: row.get(from + 1)?, address: row.get(from + 2)? })
}

/// An entrance, or a try.
#[derive(Clone, Debug)]
pub struct Entrance {
    /// When, milliseconds since 1970.
    pub at: i64,
    /// What happened.
    pub event: EntranceEvent,
    /// How.
    pub way: EntranceWay,
    /// From where.
    pub place: Place,
}

impl FromRow for Entrance {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        let event = |id: &str| EntranceEvent::ALL.into_iter().find(|event| event.id() == id);
        Ok(Self { at: row.get(0)?, event: parsed(row, 1, event)?, way: parsed(row, 2, WAYS)?, place: place(row, 3)? })
    }
}

/// Notes it, for a person of the cabinet alone: of others there is no history to keep. Forgets everybody's that is older
/// than a year.
///
/// # Errors
/// The store's.
pub fn note(db: &mut Db, iin: &Iin, entrance: &Entrance) -> Result<()> {
    db.run("delete from entrance where at <= $1", &[&(entrance.at - REMEMBERED)])?;
    let Entrance { at, event, way, place } = entrance;
    db.run(
        "insert into entrance (iin, at, event, way, browser, system, address)
         select $1, $2, $3, $4, $5, $6, $7 where exists (select 1 from account where iin = $1)",
        &[&iin.as_str(), at, &event.id(), &way.id(), &place.browser, &place.system, &place.address],
    )
    .map(drop)
}

/// A person's, the newest first: a year back at `now`, at most 100.
///
/// # Errors
/// The store's.
pub fn list(db: &mut Db, iin: &Iin, now: i64) -> Result<Vec<Entrance>> {
    db.all(
        "select at, event, way, browser, system, address from entrance where iin = $1 and at > $2
         order by at desc, id desc limit $3",
        &[&iin.as_str(), &(now - REMEMBERED), &MOST],
    )
}
