//! Threads that own a connection and take work from a bounded queue: one writes, some read.
//!
//! The writer puts all waiting work into one transaction, a savepoint each, so that one sync to the disk serves many;
//! nobody hears an answer before the commit. A panic or an error takes back its own rows and nobody else's.

use super::db::{Db, Error, Result};
use crate::clock::stop_watch;
use crate::keys::Seal;
use crossbeam_channel::{Receiver, Sender, TrySendError, bounded};
use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::Duration;
use tokio::sync::oneshot;

/// Most work in one transaction.
const BATCH: usize = 64;
/// After so long a transaction takes no further work.
const BATCH_TIME: Duration = Duration::from_millis(5);

/// The queues of the threads.
pub(super) struct Lanes {
    writer: Sender<Box<dyn Job>>,
    readers: Sender<Box<dyn Job>>,
}

/// How many threads read and how much work may wait.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Reading threads.
    pub readers: usize,
    /// Work that waits for the writer, and as much again for the readers.
    pub queue: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { readers: 2, queue: 1024 }
    }
}

impl Lanes {
    /// Opens the connections and starts the threads; they end when this is dropped.
    pub(super) fn start(
        path: &Path,
        limits: Limits,
        seal: Seal,
        prepare: impl Fn(&mut Db) -> Result<()>,
    ) -> Result<Self> {
        let mut writer_db = Db::open(path, seal)?;
        prepare(&mut writer_db)?;
        let (writer, work) = bounded(limits.queue);
        spawn("store-writer", move || write_all(&mut writer_db, &work))?;
        let (readers, work) = bounded::<Box<dyn Job>>(limits.queue);
        for number in 0..limits.readers {
            let (mut db, work) = (Db::open(path, seal)?, work.clone());
            spawn(&format!("store-reader-{number}"), move || read_all(&mut db, &work))?;
        }
        Ok(Self { writer, readers })
    }

    /// Hands work to the writer.
    pub(super) async fn write<T, E>(&self, work: impl FnMut(&mut Db) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        hand_over(&self.writer, work).await
    }

    /// Hands work to a reader.
    pub(super) async fn read<T, E>(&self, work: impl FnMut(&mut Db) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        hand_over(&self.readers, work).await
    }
}

fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> Result<()> {
    let started = std::thread::Builder::new().name(name.to_owned()).spawn(work);
    started.map(drop).map_err(|error| Error::Panicked(format!("no thread for {name}: {error}")))
}

async fn hand_over<T, E, F>(queue: &Sender<Box<dyn Job>>, work: F) -> Result<T, E>
where
    T: Send + 'static,
    E: From<Error> + Send + 'static,
    F: FnMut(&mut Db) -> Result<T, E> + Send + 'static,
{
    let (reply, answer) = oneshot::channel();
    match queue.try_send(Box::new(Task { work, outcome: None, reply })) {
        Ok(()) => answer.await.unwrap_or_else(|_| Err(Error::NotCommitted.into())),
        Err(TrySendError::Full(_)) => Err(Error::Full.into()),
        Err(TrySendError::Disconnected(_)) => Err(Error::NotCommitted.into()),
    }
}

/// Work that waits.
trait Job: Send {
    /// Is anybody still waiting for it?
    fn wanted(&self) -> bool;
    /// Does it; false when its rows must go.
    fn run(&mut self, db: &mut Db) -> bool;
    /// Forgets what came out: the transaction did not succeed.
    fn fail(&mut self, error: Error);
    /// Tells who waits.
    fn answer(self: Box<Self>);
}

struct Task<T, E, F> {
    work: F,
    outcome: Option<Result<T, E>>,
    reply: oneshot::Sender<Result<T, E>>,
}

impl<T, E, F> Job for Task<T, E, F>
where
    T: Send,
    E: From<Error> + Send,
    F: FnMut(&mut Db) -> Result<T, E> + Send,
{
    fn wanted(&self) -> bool {
        !self.reply.is_closed()
    }

    fn run(&mut self, db: &mut Db) -> bool {
        let outcome = catch_unwind(AssertUnwindSafe(|| (self.work)(db)))
            .unwrap_or_else(|panic| Err(Error::Panicked(message(panic.as_ref())).into()));
        let kept = outcome.is_ok();
        self.outcome = Some(outcome);
        kept
    }

    fn fail(&mut self, error: Error) {
        self.outcome = Some(Err(error.into()));
    }

    fn answer(self: Box<Self>) {
        if let Some(outcome) = self.outcome {
            // Whoever waited may have gone meanwhile; what was done stays done.
            let _ = self.reply.send(outcome);
        }
    }
}

/// The words of a panic.
pub(crate) fn message(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(ToString::to_string);
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "without words".to_owned())
}

fn write_all(db: &mut Db, queue: &Receiver<Box<dyn Job>>) {
    while let Ok(first) = queue.recv() {
        if let Err(error) = db.begin_write() {
            refuse_waiting(first, queue, &error);
            continue;
        }
        let done = run_batch(db, first, queue);
        commit(db, done);
    }
}

/// The lock did not come: everybody who waits hears it, instead of waiting for the next in turn.
fn refuse_waiting(first: Box<dyn Job>, queue: &Receiver<Box<dyn Job>>, error: &Error) {
    tracing::error!(%error, "no transaction could be begun");
    for mut job in std::iter::once(first).chain(queue.try_iter()) {
        job.fail(Error::Busy);
        job.answer();
    }
}

fn run_batch(db: &mut Db, first: Box<dyn Job>, queue: &Receiver<Box<dyn Job>>) -> Vec<Box<dyn Job>> {
    let started = stop_watch();
    let mut done = Vec::new();
    for mut job in std::iter::once(first).chain(queue.try_iter()).filter(|job| job.wanted()).take(BATCH) {
        if db.savepoint().is_err() {
            break; // the job is dropped, which its asker hears
        }
        let kept = if job.run(db) { db.keep() } else { db.undo() };
        done.push(job);
        if kept.is_err() || started.elapsed() > BATCH_TIME {
            break;
        }
    }
    done
}

fn commit(db: &mut Db, mut done: Vec<Box<dyn Job>>) {
    if let Err(error) = db.commit() {
        tracing::error!(%error, "a transaction could not be committed");
        db.roll_back();
        done.iter_mut().for_each(|job| job.fail(Error::NotCommitted));
    }
    for job in done {
        job.answer();
    }
}

fn read_all(db: &mut Db, queue: &Receiver<Box<dyn Job>>) {
    for mut job in queue.iter().filter(|job| job.wanted()) {
        match db.begin_read() {
            Ok(()) => {
                job.run(db);
                db.roll_back();
            }
            Err(error) => job.fail(error),
        }
        job.answer();
    }
}
