//! One database connection: plain SQL with `$1` arguments and rows, the same text whichever engine is behind.

use crate::keys::Seal;
use rusqlite::types::FromSql;
use rusqlite::{CachedStatement, Connection, OpenFlags, ToSql};
use std::fs::OpenOptions;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::time::Duration;

/// What went wrong in the store.
#[derive(Debug)]
pub enum Error {
    /// The database refused a statement.
    Sql(rusqlite::Error),
    /// Another process kept the database locked for longer than we wait.
    Busy,
    /// More work is waiting than is taken at once.
    Full,
    /// The work panicked; nothing of it was kept.
    Panicked(String),
    /// The commit failed: nothing of the work was kept.
    NotCommitted,
    /// The file was brought further than this program knows.
    Newer {
        /// Steps that the file has seen.
        found: usize,
        /// Steps that this program knows.
        known: usize,
    },
    /// The head of the audit log is not the one that was written: nothing can be put on record.
    AuditBroken,
    /// The head of the audit log is not sealed with the key of this server.
    OtherKey,
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Sql(error) => write!(f, "the database refused: {error}"),
            Self::Busy => f.write_str("the database is locked by another process"),
            Self::Full => f.write_str("too much work is waiting for the database"),
            Self::Panicked(message) => write!(f, "panic in the work on the store: {message}"),
            Self::NotCommitted => f.write_str("the transaction could not be committed"),
            Self::Newer { found, known } => {
                write!(f, "the file is of a newer version of the program (step {found}, this one knows {known})")
            }
            Self::OtherKey => f.write_str(
                "KEY_FILE is not the one this database was written with, or the head of its audit log was changed: \
                 see `backend audit verify`",
            ),
            Self::AuditBroken => f.write_str("the head of the audit log is not the one that was written"),
        }
    }
}

impl std::error::Error for Error {}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked) => Self::Busy,
            _ => Self::Sql(error),
        }
    }
}

/// Result of the store.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What can be an argument of a statement.
pub trait Arg: ToSql + Sync {}

impl<T: ToSql + Sync + ?Sized> Arg for T {}

/// A row of an answer.
pub struct Row<'a>(&'a rusqlite::Row<'a>);

impl Row<'_> {
    /// The value of a column, counted from 0.
    ///
    /// # Errors
    /// The column is not of this type.
    pub fn get<T: FromSql>(&self, column: usize) -> Result<T> {
        Ok(self.0.get(column)?)
    }
}

/// What can be read from a row.
pub trait FromRow: Sized {
    /// Reads it.
    ///
    /// # Errors
    /// A column is not of the expected type.
    fn from_row(row: &Row<'_>) -> Result<Self>;
}

macro_rules! tuples {
    ($(($($name:ident $column:tt),+))+) => {
        $(
            impl<$($name: FromSql),+> FromRow for ($($name,)+) {
                fn from_row(row: &Row<'_>) -> Result<Self> {
                    Ok(($(row.get::<$name>($column)?,)+))
                }
            }
        )+
    };
}

tuples! {
    (A 0)
    (A 0, B 1)
    (A 0, B 1, C 2)
    (A 0, B 1, C 2, D 3)
    (A 0, B 1, C 2, D 3, E 4)
    (A 0, B 1, C 2, D 3, E 4, F 5)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7)
}

/// One connection.
pub struct Db {
    connection: Connection,
    seal: Seal,
}

/// How long a connection waits for another process's lock.
const BUSY: Duration = Duration::from_secs(5);

impl Db {
    /// Opens the file, making it when it is not there.
    ///
    /// # Errors
    /// The file cannot be opened, or is no database of ours.
    pub(super) fn open(path: &Path, seal: Seal) -> Result<Self> {
        make(path);
        Self::over(Connection::open(path)?, seal)
    }

    /// Opens a file that is there, to change it in one transaction: [`Self::commit`] keeps it, without it nothing is kept.
    ///
    /// # Errors
    /// The file is not there, cannot be opened or is locked by another process.
    pub fn open_to_write(path: &Path, seal: Seal) -> Result<Self> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut db = Self::over(Connection::open_with_flags(path, flags)?, seal)?;
        db.begin_write()?;
        Ok(db)
    }

    fn over(connection: Connection, seal: Seal) -> Result<Self> {
        connection.busy_timeout(BUSY)?;
        connection.execute_batch(
            "pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; pragma temp_store = memory;
             pragma cache_size = -32768;",
        )?;
        connection.set_prepared_statement_cache_capacity(256);
        Ok(Self { connection, seal })
    }

    /// Opens a file that is there, to read in it. All that is read is of one moment, whatever is written meanwhile.
    ///
    /// # Errors
    /// The file is not there or cannot be opened.
    pub fn open_to_read(path: &Path, seal: Seal) -> Result<Self> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags)?;
        connection.busy_timeout(BUSY)?;
        let mut db = Self { connection, seal };
        db.begin_read()?;
        Ok(db)
    }

    /// What the head of the audit log is sealed with.
    pub(super) fn seal(&self) -> Seal {
        self.seal
    }

    /// The first row of an answer, when there is one.
    ///
    /// # Errors
    /// The database refused, or the row is not a `T`.
    pub fn one<T: FromRow>(&mut self, sql: &str, args: &[&dyn Arg]) -> Result<Option<T>> {
        let mut statement = self.bound(sql, args)?;
        let mut rows = statement.raw_query();
        rows.next()?.map(|row| T::from_row(&Row(row))).transpose()
    }

    /// Every row of an answer.
    ///
    /// # Errors
    /// The database refused, or a row is not a `T`.
    pub fn all<T: FromRow>(&mut self, sql: &str, args: &[&dyn Arg]) -> Result<Vec<T>> {
        let mut statement = self.bound(sql, args)?;
        let mut rows = statement.raw_query();
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            all.push(T::from_row(&Row(row))?);
        }
        Ok(all)
    }

    /// Runs a statement without an answer; tells how many rows it changed.
    ///
    /// # Errors
    /// The database refused.
    pub fn run(&mut self, sql: &str, args: &[&dyn Arg]) -> Result<usize> {
        Ok(self.bound(sql, args)?.raw_execute()?)
    }

    /// Binds by the number in the name: SQLite itself numbers `$2` by its first appearance.
    fn bound(&self, sql: &str, args: &[&dyn Arg]) -> Result<CachedStatement<'_>> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let wrong = || rusqlite::Error::InvalidParameterCount(args.len(), args.len());
        for place in 1..=statement.parameter_count() {
            let name = statement.parameter_name(place).and_then(|name| name.strip_prefix('$'));
            let number: usize = name.and_then(|name| name.parse().ok()).ok_or_else(wrong)?;
            let arg = number.checked_sub(1).and_then(|at| args.get(at)).ok_or_else(wrong)?;
            let value = arg.to_sql()?;
            statement.raw_bind_parameter(place, value)?;
        }
        Ok(statement)
    }

    pub(super) fn begin_write(&mut self) -> Result<()> {
        self.run("begin immediate", &[]).map(drop)
    }

    pub(super) fn begin_read(&mut self) -> Result<()> {
        self.run("begin deferred", &[]).map(drop)
    }

    pub(super) fn savepoint(&mut self) -> Result<()> {
        self.run("savepoint job", &[]).map(drop)
    }

    pub(super) fn keep(&mut self) -> Result<()> {
        self.run("release job", &[]).map(drop)
    }

    pub(super) fn undo(&mut self) -> Result<()> {
        self.run("rollback to job", &[])?;
        self.keep()
    }

    /// Keeps what was done in the transaction.
    ///
    /// # Errors
    /// The database refused; nothing was kept.
    pub fn commit(&mut self) -> Result<()> {
        self.run("commit", &[]).map(drop)
    }

    pub(super) fn roll_back(&mut self) {
        if !self.connection.is_autocommit()
            && let Err(error) = self.run("rollback", &[])
        {
            tracing::error!(%error, "a transaction could not be rolled back");
        }
    }
}

/// A new file is readable by its owner alone from the beginning, whatever the umask: it holds personal data. SQLite gives
/// `-wal` and `-shm` the mode of the file.
fn make(path: &Path) {
    // What is there already stays as it is, and what cannot be made SQLite cannot make either: it says why.
    let _ = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
}
