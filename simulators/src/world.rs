//! What all simulators share: the people, the switches, the inbox, the Fund's books and the clock.

use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use serde_json::Value;
use time::OffsetDateTime;
use tokio::sync::watch;

use crate::{
    bank_directory::BANKS_JSON,
    clock::Clock,
    fund::{
        ledger::Ledger,
        outcome::{NextOutcome, Outcomes},
    },
    inbox::Inbox,
    modes::{SILENCE, Switches},
    personas::Persona,
};

/// The state of the outside world.
pub struct World {
    /// Which register answers and how.
    pub switches: Switches,
    /// Messages sent to people.
    pub inbox: Inbox,
    /// What the Fund does next.
    pub outcomes: Outcomes,
    /// Applications and events of the Fund.
    pub ledger: Mutex<Ledger>,
    carried: Vec<Persona>,
    banks: Mutex<Value>,
    people: Mutex<BTreeMap<String, Persona>>,
    clock: Clock,
    closing: watch::Sender<bool>,
}

impl World {
    /// A world with these people and this ledger.
    #[must_use]
    pub fn new(personas: Vec<Persona>, ledger: Ledger, clock: Clock) -> Self {
        Self {
            switches: Switches::default(),
            inbox: Inbox::default(),
            outcomes: Outcomes::default(),
            banks: Mutex::new(carried_banks()),
            ledger: Mutex::new(ledger),
            people: Mutex::new(by_iin(&personas)),
            carried: personas,
            clock,
            closing: watch::Sender::new(false),
        }
    }

    /// The clock.
    #[must_use]
    pub fn clock(&self) -> Clock {
        Clock::clone(&self.clock)
    }

    /// The time.
    #[must_use]
    pub fn now(&self) -> OffsetDateTime {
        (self.clock)()
    }

    /// The demo citizens as the file has them.
    #[must_use]
    pub fn carried(&self) -> &[Persona] {
        &self.carried
    }

    /// A person as the registers know them now.
    #[must_use]
    pub fn person(&self, iin: &str) -> Option<Persona> {
        locked(&self.people).get(iin).cloned()
    }

    /// Everybody the registers know now: the carried ones in their order, then those that were added.
    #[must_use]
    pub fn people(&self) -> Vec<Persona> {
        let mut people = locked(&self.people).clone();
        let mut ordered: Vec<Persona> = self.carried.iter().filter_map(|it| people.remove(&it.iin)).collect();
        ordered.extend(people.into_values());
        ordered
    }

    /// Adds a person or replaces what the registers know of them.
    pub fn set_person(&self, persona: Persona) {
        locked(&self.people).insert(persona.iin.clone(), persona);
    }

    /// The directory of banks as it is answered now.
    #[must_use]
    pub fn banks(&self) -> Value {
        locked(&self.banks).clone()
    }

    /// Another directory: a new version, a bank less, a branch more.
    pub fn set_banks(&self, directory: Value) {
        *locked(&self.banks) = directory;
    }

    /// Everything as at the first start: people, switches, inbox, books.
    ///
    /// # Errors
    /// The journal cannot be written.
    pub fn reset(&self) -> std::io::Result<()> {
        locked(&self.ledger).reset()?;
        *locked(&self.people) = by_iin(&self.carried);
        self.switches.reset();
        self.inbox.clear();
        self.outcomes.set(NextOutcome::default());
        self.set_banks(carried_banks());
        Ok(())
    }

    /// Waits so long, or until the end of the program.
    pub async fn pause(&self, time: Duration) {
        let mut closing = self.closing.subscribe();
        tokio::select! {
            () = tokio::time::sleep(time) => {}
            _ = closing.wait_for(|closing| *closing) => {}
        }
    }

    /// Says nothing for longer than any client waits.
    pub async fn silence(&self) {
        self.pause(SILENCE).await;
    }

    /// Waits for the end of the program.
    pub async fn closed(&self) {
        let mut closing = self.closing.subscribe();
        // The sender lives as long as this world, so waiting cannot fail.
        let _ = closing.wait_for(|closing| *closing).await;
    }

    /// Ends every waiting.
    pub fn close(&self) {
        self.closing.send_replace(true);
    }
}

fn carried_banks() -> Value {
    serde_json::from_str(BANKS_JSON).expect("a test reads the carried directory")
}

fn by_iin(personas: &[Persona]) -> BTreeMap<String, Persona> {
    personas.iter().map(|it| (it.iin.clone(), it.clone())).collect()
}

/// The content of a mutex, also after a panic of another holder: every change under these locks is a single step.
pub fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
