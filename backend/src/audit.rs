//! `backend audit verify`: is the audit log still what was written into it?

use crate::keys::Keys;
use crate::store::Db;
use crate::store::audit::{self, Head};
use clap::{Parser, Subcommand};
use std::ffi::OsString;
use std::path::PathBuf;

/// Work on the audit log. It reads the database and the key file and nothing else; the server may run meanwhile.
#[derive(Clone, Debug, Parser)]
#[command(name = "backend audit")]
pub struct Command {
    #[command(subcommand)]
    task: Task,
}

#[derive(Clone, Debug, Subcommand)]
enum Task {
    /// Names the first row that was altered, removed, moved or cut off; exit code 0 when there is none, 1 otherwise.
    Verify(Verify),
}

#[derive(Clone, Debug, clap::Args)]
struct Verify {
    /// Database file.
    #[arg(long, env = "DATABASE")]
    database: PathBuf,
    /// File of the server's secret keys. By default beside the database, with the ending `keys`.
    #[arg(long, env = "KEY_FILE")]
    key_file: Option<PathBuf>,
    /// Prints the head alone, to be kept elsewhere: who changes database and key file together cannot change it.
    #[arg(long)]
    head: bool,
    /// A head that was kept: the log must still contain it.
    #[arg(long, value_name = "HEAD")]
    kept: Option<Head>,
}

impl Command {
    /// Is it asked for? The first argument says so.
    #[must_use]
    pub fn is_asked(arguments: &[OsString]) -> bool {
        arguments.get(1).is_some_and(|first| first == "audit")
    }

    /// Reads the arguments and does it.
    ///
    /// # Errors
    /// What to print to standard error and the exit code: 1 for a log that is not as it was written or cannot be read, 2
    /// for arguments that cannot be understood.
    pub fn run(arguments: &[OsString]) -> Result<String, (String, i32)> {
        let command = Self::try_parse_from(&arguments[1..]).map_err(|error| crate::settings::told(&error))?;
        let Task::Verify(asked) = command.task;
        verify(&asked).map_err(|said| (said, 1))
    }
}

fn verify(asked: &Verify) -> Result<String, String> {
    let key_file = asked.key_file.clone().unwrap_or_else(|| asked.database.with_extension("keys"));
    let keys = Keys::read(&key_file).map_err(|said| format!("error: {said}"))?;
    let unread = |error| format!("error: DATABASE {}: {error}", asked.database.display());
    let mut db = Db::open_to_read(&asked.database, keys.audit()).map_err(unread)?;
    match audit::verify(&mut db, asked.kept).map_err(unread)? {
        Ok(head) if asked.head => Ok(head.to_string()),
        Ok(head) => Ok(format!("the audit log is as it was written: {} rows, head {head}", head.number)),
        Err(fault) => Err(format!("the audit log is not as it was written: {fault}")),
    }
}
