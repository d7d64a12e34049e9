//! Keeping the lists of revoked certificates fresh, so that they are at hand when the responder is silent.

use crate::app::App;
use crate::clock::{Pauses, millis};
use crate::gateways::lists::{Fetched, ListFault, Taken};
use std::time::Duration;

/// How often it is looked whether a source is due.
const TICK: Duration = Duration::from_secs(1);
/// Pauses after failed tries.
const PAUSES: Pauses = Pauses { first: 5_000, longest: 10 * 60_000 };

/// Where lists are fetched from, and how it went so far; in the memory of one server.
pub struct Sources(Vec<Source>);

#[derive(Default)]
struct Source {
    address: String,
    /// Milliseconds since 1970.
    due_at: i64,
    tries: i64,
    /// The list it gave last.
    last: Option<Taken>,
}

/// Fetches for as long as the server runs.
pub async fn run(app: App) {
    let mut sources = Sources::of(&app);
    loop {
        sources.refresh_due(&app).await;
        tokio::time::sleep(TICK).await;
    }
}

impl Sources {
    /// Those of the settings; each is due at once.
    #[must_use]
    pub fn of(app: &App) -> Self {
        let source = |address: &String| Source { address: address.clone(), ..Source::default() };
        Self(app.lists.sources().iter().map(source).collect())
    }

    /// Asks every source whose time has come, once; tells how many lists stand as they should.
    pub async fn refresh_due(&mut self, app: &App) -> usize {
        let mut good = 0;
        for source in self.0.iter_mut().filter(|source| source.due_at <= app.clock.millis()) {
            match source.refresh(app).await {
                Ok(()) => good += 1,
                Err(fault) => {
                    tracing::warn!(source = source.address, %fault, "a list of revoked certificates was not renewed");
                    source.due_at = app.clock.millis() + PAUSES.after(source.tries);
                    source.tries += 1;
                }
            }
        }
        good
    }
}

impl Source {
    async fn refresh(&mut self, app: &App) -> Result<(), ListFault> {
        let known = self.last.as_ref().and_then(|last| last.tag.as_deref());
        let (key, tag) = match app.lists.fetch(&self.address, known).await? {
            Fetched::Same => match self.last.take() {
                Some(Taken { key, tag }) => (key, tag),
                None => return Ok(()),
            },
            Fetched::List(bytes, tag) => {
                let worker = app.clone();
                let taken = app.verifications.run(move || worker.lists.take(bytes, &worker.trust, worker.clock.now()));
                let taken = taken.await.map_err(|_| ListFault::Unreachable("the reader failed".to_owned()))?;
                (taken?, tag)
            }
        };
        self.due_at = millis(app.lists.again_at(&key, app.clock.now()));
        self.tries = 0;
        self.last = Some(Taken { key, tag });
        Ok(())
    }
}
