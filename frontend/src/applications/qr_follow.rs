//! Follows the signing of a QR code: the server tells each step, and is asked where it cannot or where the stream is silent
//! (docs/decisions/qr.md).

use crate::api::{self, Failure};
use crate::browser::{self, Listener};
use crate::read::read;
use gloo_timers::callback::Timeout;
use shared::kernel::problem::Problem;
use shared::kernel::signing::{Outcome, Signing};
use shared::signing_views::QrView;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{EventSource, EventTarget, MessageEvent};
use yew::Callback;
use yew::platform::spawn_local;

/// Milliseconds in which a stream says its first word: it does so at once, unless something on the way collects it.
const FIRST_WORD: u32 = 5_000;

/// Milliseconds after which a silent stream is given up: an idle one says every fifteen seconds where the signing stands.
const SILENCE: u32 = 35_000;

/// Milliseconds that a stream has to tell of the end of the code's time.
const GRACE: u32 = 2_000;

/// Milliseconds between two questions: longer while nothing changes, the last one is kept to.
const PAUSES: [u32; 5] = [2_000, 3_000, 5_000, 7_000, 10_000];

/// What was heard. Without a network it is [`Failure::Offline`], and asking goes on.
pub type Heard = Result<QrView, Failure>;

/// The code is gone, or was for another document; with any other failure it may still be signed.
#[must_use]
pub fn is_codes_end(failure: &Failure) -> bool {
    matches!(failure, Failure::Problem(Problem::NotFound | Problem::ReviewOutdated))
}

/// A stream or a question under way, until [`Follow::stop`] or the end of the signing.
pub struct Follow {
    review: String,
    operation: String,
    heard: Callback<Heard>,
    stopped: Cell<bool>,
    asking: Cell<bool>,
    /// Words of the stream so far: the answer to a question that was asked before the newest is old.
    words: Cell<u32>,
    /// The newest state, and how many answers in a row have brought nothing newer.
    state: RefCell<Signing>,
    unchanged: Cell<usize>,
    stream: RefCell<Option<Stream>>,
    pause: RefCell<Option<Timeout>>,
    back: RefCell<Vec<Listener>>,
}

struct Stream {
    source: EventSource,
    _listeners: [Listener; 2],
}

impl Drop for Stream {
    fn drop(&mut self) {
        self.source.close();
    }
}

impl Follow {
    /// Begins to listen.
    #[must_use]
    pub fn start(review: &str, operation: &str, heard: Callback<Heard>) -> Rc<Self> {
        let follow = Rc::new(Self {
            review: review.to_owned(),
            operation: operation.to_owned(),
            heard,
            stopped: Cell::default(),
            asking: Cell::default(),
            words: Cell::default(),
            state: RefCell::default(),
            unchanged: Cell::default(),
            stream: RefCell::default(),
            pause: RefCell::default(),
            back: RefCell::default(),
        });
        // What happened while the page was not seen or had no network may have been told to nobody.
        let back = [
            follow.on(&browser::document(), "visibilitychange", Self::ask),
            follow.on(&browser::window(), "online", Self::ask),
        ];
        follow.back.replace(back.into());
        match EventSource::new(&format!("{}/events", api::qr_path(review, operation))) {
            Ok(source) => {
                let listeners = [follow.on_message(&source), follow.on(&source, "error", Self::ask_instead)];
                follow.stream.replace(Some(Stream { source, _listeners: listeners }));
                follow.wait(FIRST_WORD);
            }
            Err(_) => follow.ask(),
        }
        follow
    }

    /// Hears nothing more. On the server nothing is called off.
    pub fn stop(&self) {
        self.stopped.set(true);
        self.stream.take();
        self.pause.take();
        self.back.take();
    }

    fn on(self: &Rc<Self>, target: &EventTarget, name: &'static str, act: fn(&Rc<Self>)) -> Listener {
        let follow = self.clone();
        Listener::new(target, name, move |_| act(&follow))
    }

    fn on_message(self: &Rc<Self>, source: &EventSource) -> Listener {
        let follow = self.clone();
        Listener::new(source, "message", move |event| {
            let event: MessageEvent = event.unchecked_into();
            let Some(view) = event.data().as_string().as_deref().and_then(read::<QrView>) else { return };
            follow.words.set(follow.words.get() + 1);
            let left = u32::try_from(view.seconds_left).unwrap_or(u32::MAX).saturating_mul(1_000);
            follow.hear(Ok(view));
            follow.wait(SILENCE.min(left.saturating_add(GRACE)));
        })
    }

    /// A stream that is broken or silent is not opened again: from here on the page asks.
    fn ask_instead(self: &Rc<Self>) {
        if self.stream.take().is_some() {
            self.unchanged.set(0);
        }
        self.ask();
    }

    /// Asks once, and goes on asking where there is no stream. A page that nobody sees asks when it is seen again.
    fn ask(self: &Rc<Self>) {
        if self.stopped.get() || browser::document().hidden() || self.asking.replace(true) {
            return;
        }
        let follow = self.clone();
        spawn_local(async move {
            let words = follow.words.get();
            let answer = api::qr_again(&follow.review, &follow.operation).await;
            follow.asking.set(false);
            if follow.stopped.get() {
                return;
            }
            if follow.words.get() == words {
                follow.hear(answer);
            }
            if follow.stream.borrow().is_none() {
                follow.wait(PAUSES[follow.unchanged.get().min(PAUSES.len() - 1)]);
            }
        });
    }

    /// Without a word in so many milliseconds the page asks.
    fn wait(self: &Rc<Self>, milliseconds: u32) {
        if !self.stopped.get() {
            let follow = self.clone();
            self.pause.replace(Some(Timeout::new(milliseconds, move || follow.ask_instead())));
        }
    }

    fn hear(&self, heard: Heard) {
        let over = match &heard {
            // A signature that is still being checked is asked after: the stream says no more about it.
            Ok(view) => view.state.outcome().is_some_and(|outcome| outcome != Outcome::Checking),
            Err(failure) => is_codes_end(failure),
        };
        let is_news = heard.as_ref().is_ok_and(|view| self.state.replace(view.state.clone()) != view.state);
        self.unchanged.set(if is_news { 0 } else { self.unchanged.get() + 1 });
        if over {
            self.stop();
        }
        self.heard.emit(heard);
    }
}
