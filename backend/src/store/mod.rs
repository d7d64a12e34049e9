//! The store: one file per subject with its SQL, over [`Db`], run by lanes (docs/decisions/store.md).
//!
//! Work is a closure `FnMut(&mut Db) -> Result<T, E>`: a transaction of its own, kept when it answers `Ok` and taken back
//! when it answers `Err` or panics. It may run again, so time, randomness and identifiers are handed in. No gateway can
//! be asked inside.

mod db;
mod lanes;

pub mod accounts;
pub mod applications;
pub mod audit;
pub mod challenges;
pub mod checks;
pub mod consents;
pub mod devices;
pub mod drafts;
pub mod entrances;
pub mod evidence;
pub mod notices;
pub mod outbox;
pub mod qr;
mod read;
pub mod receipts;
pub mod registrations;
pub mod reviews;
pub mod robots;
mod schema;
pub mod sessions;
pub mod throttle;

pub use db::{Arg, Db, Error, FromRow, Result, Row};
pub use lanes::Limits;
pub(crate) use lanes::message as panic_message;

use crate::keys::Seal;
use lanes::Lanes;
use std::path::Path;
use std::sync::Arc;

/// Statements that make the tables of this version, subject by subject, in order. Each can be run again and again; what
/// changes a table that stands is a step of [`schema`].
const SUBJECTS: &[&[&str]] = &[
    accounts::TABLES,
    sessions::TABLES,
    devices::TABLES,
    entrances::TABLES,
    registrations::TABLES,
    robots::TABLES,
    throttle::TABLES,
    notices::TABLES,
    consents::TABLES,
    drafts::TABLES,
    reviews::TABLES,
    applications::TABLES,
    evidence::TABLES,
    checks::TABLES,
    outbox::TABLES,
    audit::TABLES,
    challenges::TABLES,
    qr::TABLES,
];

/// The store; a copy is the same store.
#[derive(Clone)]
pub struct Store(Arc<Lanes>);

impl Store {
    /// Opens the database file, making it and its tables when they are not there. `seal` is the audit log's.
    ///
    /// # Errors
    /// The file cannot be opened, is no database of ours, of a newer version or was written with another key.
    pub fn open(path: &Path, limits: Limits, seal: Seal) -> Result<Self> {
        let lanes = Lanes::start(path, limits, seal, |db| schema::prepare(db, SUBJECTS))?;
        Ok(Self(Arc::new(lanes)))
    }

    /// Runs `work` in a transaction that may write. Work of many callers is committed together; each hears its answer
    /// after the commit.
    ///
    /// # Errors
    /// What `work` answered, or [`Error`] as an `E`.
    pub async fn write<T, E>(&self, work: impl FnMut(&mut Db) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        self.0.write(work).await
    }

    /// Runs `work` on one state of the database; what it writes is not kept.
    ///
    /// # Errors
    /// What `work` answered, or [`Error`] as an `E`.
    pub async fn read<T, E>(&self, work: impl FnMut(&mut Db) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        self.0.read(work).await
    }
}
