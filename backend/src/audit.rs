//! `backend audit verify`: is the audit log still what was written into it? `backend audit reseal`: the way to a new key file.

use crate::clock::{Clock, Random};
use crate::keys::Keys;
use crate::store::audit::{self, Fault, Head};
use crate::store::{Db, Error};
use clap::{Parser, Subcommand};
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// Work on the audit log. It needs the database and the key file and nothing else.
#[derive(Clone, Debug, Parser)]
#[command(name = "backend audit")]
pub struct Command {
    #[command(subcommand)]
    task: Task,
}

#[derive(Clone, Debug, Subcommand)]
enum Task {
    /// Names the first row that was altered, removed, moved or cut off; exit code 0 when there is none, 1 otherwise. The
    /// server may run meanwhile.
    Verify(Verify),
    /// Seals a log that is whole with a new key file. Stop every server first: one that runs with the old file can put
    /// nothing on record afterwards. All keys come from the file, so passwords are set anew by a code.
    Reseal(Reseal),
}

#[derive(Clone, Debug, clap::Args)]
struct Files {
    /// Database file.
    #[arg(long, env = "DATABASE")]
    database: PathBuf,
    /// File of the server's secret keys. By default beside the database, with the ending `keys`.
    #[arg(long, env = "KEY_FILE")]
    key_file: Option<PathBuf>,
}

#[derive(Clone, Debug, clap::Args)]
struct Verify {
    #[command(flatten)]
    files: Files,
    /// Prints the head alone, to be kept elsewhere: who changes database and key file together cannot change it.
    #[arg(long)]
    head: bool,
    /// A head that was kept: the log must still contain it.
    #[arg(long, value_name = "HEAD")]
    kept: Option<Head>,
}

#[derive(Clone, Debug, clap::Args)]
struct Reseal {
    #[command(flatten)]
    files: Files,
    /// The new key file; made when it is not there.
    #[arg(long, value_name = "FILE")]
    new_key_file: PathBuf,
}

impl Command {
    /// Is it asked for? The first argument says so.
    #[must_use]
    pub fn is_asked(arguments: &[OsString]) -> bool {
        arguments.get(1).is_some_and(|first| first == "audit")
    }

    /// Reads the arguments and does it, at the time of `clock`; `random` makes a key file.
    ///
    /// # Errors
    /// What to print to standard error and the exit code: 1 for a log that is not as it was written or cannot be read, 2
    /// for arguments that cannot be understood.
    pub fn run(arguments: &[OsString], clock: &Clock, random: &Random) -> Result<String, (String, i32)> {
        let command = Self::try_parse_from(&arguments[1..]).map_err(|error| crate::settings::told(&error))?;
        let done = match &command.task {
            Task::Verify(asked) => verify(asked),
            Task::Reseal(asked) => reseal(asked, clock, random),
        };
        done.map_err(|said| (said, 1))
    }
}

impl Files {
    fn keys(&self) -> Result<Keys, String> {
        let key_file = self.key_file.clone().unwrap_or_else(|| self.database.with_extension("keys"));
        read(&key_file)
    }

    fn unread(&self, error: &Error) -> String {
        format!("error: DATABASE {}: {error}", self.database.display())
    }
}

fn verify(asked: &Verify) -> Result<String, String> {
    let keys = asked.files.keys()?;
    let unread = |error| asked.files.unread(&error);
    let mut db = Db::open_to_read(&asked.files.database, keys.audit()).map_err(unread)?;
    match audit::verify(&mut db, asked.kept).map_err(unread)? {
        Ok(head) if asked.head => Ok(head.to_string()),
        Ok(head) => Ok(format!("the audit log is as it was written: {} rows, head {head}", head.number)),
        Err(fault) => Err(not_whole(fault)),
    }
}

fn reseal(asked: &Reseal, clock: &Clock, random: &Random) -> Result<String, String> {
    let keys = asked.files.keys()?;
    let unread = |error| asked.files.unread(&error);
    let mut db = Db::open_to_write(&asked.files.database, keys.audit()).map_err(unread)?;
    let old = audit::verify(&mut db, None).map_err(unread)?.map_err(not_whole)?.to_string();
    let path = &asked.new_key_file;
    let new = read_or_make(path, random)?;
    if new.audit().holds(&old, &keys.audit().mac(&old)) {
        return Err(format!("error: --new-key-file {}: holds the key that the log is sealed with", path.display()));
    }
    let head = audit::reseal(&mut db, new.audit(), clock.millis()).map_err(unread)?;
    db.commit().map_err(unread)?;
    Ok(format!(
        "the audit log is sealed with the new key: {} rows, head {head}\n\
         start the server with KEY_FILE={}; passwords are set anew by a code",
        head.number,
        path.display()
    ))
}

fn not_whole(fault: Fault) -> String {
    format!("the audit log is not as it was written: {fault}")
}

fn read(key_file: &Path) -> Result<Keys, String> {
    Keys::read(key_file).map_err(|said| format!("error: {said}"))
}

fn read_or_make(key_file: &Path, random: &Random) -> Result<Keys, String> {
    let told = |error: std::io::Error| format!("error: --new-key-file {}: {error}", key_file.display());
    if key_file.try_exists().map_err(told)? { read(key_file) } else { Keys::make(key_file, random).map_err(told) }
}
