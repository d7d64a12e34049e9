//! Drafts are saved as the person types (docs/decisions/draft-saving.md).
//!
//! A save starts at once when none is under way, the newest waits behind it. Every save may outlive its page
//! (`keepalive`), and a page that is hidden or left sends what is still waiting. A saver outlives the page it was opened
//! for: what could not be saved yet is joined with the server's draft when the service is opened again.

mod kept;
mod queue;

pub use kept::{discard, finish, forget, settled, sleep};

use crate::api::{self, Failure};
use crate::session;
use gloo_timers::callback::Timeout;
use queue::Queue;
use serde_json::Value;
use shared::api::DraftSave;
use shared::kernel::merge::Conflict;
use shared::kernel::problem::Problem;
use shared::services::ServiceKind;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use yew::Callback;

/// Milliseconds before the first repetition of a failed save; each further pause is twice as long.
const FIRST_PAUSE: u32 = 1_000;
/// Milliseconds without a key before the page is covered because the session is over: nobody's word is cut in two.
const QUIET: u32 = 1_000;
/// The longest pause, milliseconds.
const LONGEST_PAUSE: u32 = 30_000;

/// What the status line says.
#[derive(Clone, Debug, PartialEq)]
pub enum Saving {
    /// Nothing was typed yet.
    Untouched,
    /// A save is under way or waits.
    UnderWay,
    /// Saved at this time, RFC 3339.
    Saved(String),
    /// The server cannot be reached; the save is repeated by itself.
    Waiting,
    /// The server does not take it.
    Refused(Problem),
}

/// What a page that watches hears.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// The status line changed.
    Status(Saving),
    /// The draft was changed elsewhere and joined with what was typed here.
    Merged {
        /// The draft to show from now on.
        draft: Value,
        /// Fields changed on both sides; they keep what was typed here.
        conflicts: Vec<Conflict>,
    },
}

/// What the server answered when the service was opened.
pub struct Opened {
    /// IIN of the signed-in person: nobody else sees what is left unsaved.
    pub owner: String,
    /// Which service.
    pub kind: ServiceKind,
    /// The draft.
    pub draft: Value,
    /// Its revision.
    pub revision: u64,
    /// When it was saved, RFC 3339.
    pub saved_at: Option<String>,
    /// Gives a draft from elsewhere the shape this build writes.
    pub shape: fn(Value) -> Value,
}

/// Saves the draft of one service.
#[derive(Clone)]
pub struct Saver(Rc<Inner>);

struct Inner {
    owner: String,
    kind: ServiceKind,
    shape: fn(Value) -> Value,
    queue: RefCell<Queue>,
    status: RefCell<Saving>,
    failures: Cell<u32>,
    pause: RefCell<Option<Timeout>>,
    watcher: RefCell<Option<Callback<Event>>>,
    /// Resolve functions of those who wait for the save under way.
    waiting: RefCell<Vec<js_sys::Function>>,
    /// Its person has gone, or the draft was deleted: nothing of it may be sent any more.
    forgotten: Cell<bool>,
}

impl PartialEq for Saver {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Saver {
    /// Begins to save; what an earlier page could not save is joined with the server's draft. Gives back the draft to
    /// show and the fields that were changed on both sides meanwhile.
    #[must_use]
    pub fn open(opened: Opened) -> (Self, Value, Vec<Conflict>) {
        kept::listen_once();
        let known = kept::SAVERS.with_borrow(|savers| savers.iter().find(|it| it.0.kind == opened.kind).cloned());
        let unsaved = known.filter(|it| it.0.owner == opened.owner && !it.0.queue.borrow().is_saved());
        let (saver, conflicts) = match unsaved {
            Some(saver) if saver.0.queue.borrow().revision() == opened.revision => (saver, Vec::new()),
            Some(saver) => {
                let conflicts = saver.0.queue.borrow_mut().changed_elsewhere(None, opened.draft, opened.revision);
                (saver, conflicts)
            }
            None => (Self::new(opened), Vec::new()),
        };
        kept::SAVERS.with_borrow_mut(|savers| {
            savers.retain(|it| it.0.kind != saver.0.kind);
            savers.push(saver.clone());
        });
        saver.push();
        let draft = saver.0.queue.borrow().mine().clone();
        (saver, draft, conflicts)
    }

    fn new(opened: Opened) -> Self {
        let status = opened.saved_at.map_or(Saving::Untouched, Saving::Saved);
        Self(Rc::new(Inner {
            owner: opened.owner,
            kind: opened.kind,
            shape: opened.shape,
            queue: RefCell::new(Queue::new(random_name(), opened.draft, opened.revision)),
            status: RefCell::new(status),
            failures: Cell::new(0),
            pause: RefCell::new(None),
            watcher: RefCell::new(None),
            waiting: RefCell::new(Vec::new()),
            forgotten: Cell::new(false),
        }))
    }

    fn forget(&self) {
        self.0.forgotten.set(true);
        self.0.pause.take();
    }

    fn may_send(&self) -> bool {
        !self.0.forgotten.get() && !kept::is_asleep()
    }

    /// What the status line says now.
    #[must_use]
    pub fn status(&self) -> Saving {
        self.0.status.borrow().clone()
    }

    /// Says whom to tell of what happens from now on.
    pub fn watch(&self, watcher: Callback<Event>) {
        *self.0.watcher.borrow_mut() = Some(watcher);
    }

    /// Tries again what was refused or waits: the same person has signed in again.
    pub fn again(&self) {
        self.push();
    }

    /// The page goes: nobody watches any more, but what was typed is still saved.
    pub fn leave(&self) {
        *self.0.watcher.borrow_mut() = None;
        self.push();
    }

    /// The person typed.
    pub fn write(&self, draft: Value) {
        self.0.queue.borrow_mut().write(draft);
        self.push();
    }

    /// Saves what is not saved yet and gives back the revision that holds it.
    ///
    /// # Errors
    /// The server could not be reached, or does not take it.
    pub async fn flush(&self) -> Result<u64, Failure> {
        loop {
            let save = {
                let mut queue = self.0.queue.borrow_mut();
                if queue.is_saved() && !queue.is_busy() && queue.revision() > 0 {
                    return Ok(queue.revision());
                }
                queue.next().or_else(|| queue.first())
            };
            match save {
                Some(save) => match self.send(save).await {
                    Err(Failure::Problem(Problem::SignedOut)) if session::back_again().await => {}
                    sent => sent?,
                },
                None => self.heard().await,
            }
        }
    }

    async fn settle(&self) {
        self.push();
        while self.0.queue.borrow().is_busy() {
            self.heard().await;
        }
    }

    /// Starts the next save when there is one and none is under way.
    fn push(&self) {
        if !self.may_send() {
            return;
        }
        let save = self.0.queue.borrow_mut().next();
        if let Some(save) = save {
            self.spawn(save);
        }
    }

    /// Sends the newest although another save may be under way: the page is about to go.
    fn push_last(&self) {
        if !self.may_send() {
            return;
        }
        let save = self.0.queue.borrow_mut().last();
        if let Some(save) = save {
            self.spawn(save);
        }
    }

    fn spawn(&self, save: DraftSave<Value>) {
        let saver = self.clone();
        // The request itself starts within this very call: a page that is being unloaded has no later.
        let request = api::save_draft(self.0.kind, &save);
        self.say(Saving::UnderWay);
        spawn_local(async move {
            let answer = request.await;
            if saver.answered(save, answer).is_ok() {
                saver.push();
            }
        });
    }

    async fn send(&self, save: DraftSave<Value>) -> Result<(), Failure> {
        if !self.may_send() {
            self.0.queue.borrow_mut().failed(&save);
            return Err(Failure::Problem(Problem::SignedOut));
        }
        self.say(Saving::UnderWay);
        let answer = api::save_draft(self.0.kind, &save).await;
        self.answered(save, answer)
    }

    fn answered(
        &self,
        save: DraftSave<Value>,
        answer: Result<shared::api::DraftSaved, Failure>,
    ) -> Result<(), Failure> {
        let outcome = match answer {
            Ok(saved) => {
                self.0.queue.borrow_mut().taken(save, saved.revision);
                self.0.failures.set(0);
                if self.0.queue.borrow().is_saved() {
                    self.say(Saving::Saved(saved.saved_at));
                }
                Ok(())
            }
            Err(Failure::Problem(Problem::DraftChanged { draft, revision })) if revision != save.base => {
                self.joined(Some(save.sequence), draft, revision);
                Ok(())
            }
            Err(failure) => {
                self.0.queue.borrow_mut().failed(&save);
                self.missed(&failure);
                Err(failure)
            }
        };
        for resolve in self.0.waiting.take() {
            // A resolve function of a promise does not throw.
            let _ = resolve.call0(&wasm_bindgen::JsValue::UNDEFINED);
        }
        outcome
    }

    /// The draft was changed elsewhere, as an answer to another request says.
    pub fn changed_elsewhere(&self, theirs: Value, revision: u64) {
        self.joined(None, theirs, revision);
        self.push();
    }

    fn joined(&self, sequence: Option<u64>, theirs: Value, revision: u64) {
        let conflicts = self.0.queue.borrow_mut().changed_elsewhere(sequence, (self.0.shape)(theirs), revision);
        let draft = self.0.queue.borrow().mine().clone();
        self.tell(Event::Merged { draft, conflicts });
    }

    /// A save failed: it is repeated after a growing pause, unless repeating cannot help.
    fn missed(&self, failure: &Failure) {
        if let Failure::Problem(problem) = failure
            && !passes(problem)
        {
            if *problem == Problem::SignedOut {
                // Every further key is a further save, which begins the wait anew.
                *self.0.pause.borrow_mut() = Some(Timeout::new(QUIET, session::ended));
            }
            return self.say(Saving::Refused(problem.clone()));
        }
        let failures = self.0.failures.get();
        self.0.failures.set(failures + 1);
        let pause = FIRST_PAUSE.saturating_mul(1 << failures.min(5)).min(LONGEST_PAUSE);
        let saver = self.clone();
        *self.0.pause.borrow_mut() = Some(Timeout::new(pause, move || saver.push()));
        self.say(Saving::Waiting);
    }

    fn say(&self, status: Saving) {
        let changed = *self.0.status.borrow() != status;
        if changed {
            *self.0.status.borrow_mut() = status.clone();
            self.tell(Event::Status(status));
        }
    }

    fn tell(&self, event: Event) {
        let watcher = self.0.watcher.borrow().clone();
        if let Some(watcher) = watcher {
            watcher.emit(event);
        }
    }

    /// Waits for the answer to a save under way.
    async fn heard(&self) {
        let promise = js_sys::Promise::new(&mut |resolve, _| self.0.waiting.borrow_mut().push(resolve));
        // The promise is only ever resolved.
        let _ = JsFuture::from(promise).await;
    }
}

/// Repeating may help: the server or the line is at fault, not the draft.
fn passes(problem: &Problem) -> bool {
    problem.status() >= 500 || problem.status() == 429 || matches!(problem, Problem::DraftChanged { .. })
}

/// 128 random bits, hex.
fn random_name() -> String {
    let bits = || (js_sys::Math::random() * f64::from(u32::MAX)) as u32;
    (0..4).map(|_| format!("{:08x}", bits())).collect()
}
