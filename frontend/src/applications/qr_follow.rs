//! Follows the signing of a QR code: the server tells each step, and is asked every three seconds where it cannot
//! (docs/decisions/qr.md).

use crate::api::{self, Failure};
use crate::browser::Listener;
use crate::read::read;
use gloo_timers::callback::Timeout;
use shared::kernel::problem::Problem;
use shared::kernel::signing::Outcome;
use shared::signing_views::QrView;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{EventSource, MessageEvent};
use yew::Callback;
use yew::platform::spawn_local;

/// Milliseconds between two questions.
const PAUSE: u32 = 3_000;

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
    stream: RefCell<Option<Stream>>,
    pause: RefCell<Option<Timeout>>,
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
            stream: RefCell::default(),
            pause: RefCell::default(),
        });
        match EventSource::new(&format!("{}/events", api::qr_path(review, operation))) {
            Ok(source) => {
                let listeners = [follow.on_message(&source), follow.on_error(&source)];
                follow.stream.replace(Some(Stream { source, _listeners: listeners }));
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
    }

    fn on_message(self: &Rc<Self>, source: &EventSource) -> Listener {
        let follow = self.clone();
        Listener::new(source, "message", move |event| {
            let event: MessageEvent = event.unchecked_into();
            if let Some(view) = event.data().as_string().as_deref().and_then(read) {
                follow.hear(Ok(view));
            }
        })
    }

    /// A broken stream is not opened again: from here on the page asks.
    fn on_error(self: &Rc<Self>, source: &EventSource) -> Listener {
        let follow = self.clone();
        Listener::new(source, "error", move |_| {
            if follow.stream.take().is_some() {
                follow.ask();
            }
        })
    }

    fn ask(self: &Rc<Self>) {
        let follow = self.clone();
        spawn_local(async move {
            let answer = api::qr_again(&follow.review, &follow.operation).await;
            if !follow.stopped.get() {
                follow.hear(answer);
                follow.wait();
            }
        });
    }

    fn wait(self: &Rc<Self>) {
        if !self.stopped.get() {
            let follow = self.clone();
            self.pause.replace(Some(Timeout::new(PAUSE, move || follow.ask())));
        }
    }

    fn hear(&self, heard: Heard) {
        let over = match &heard {
            // A signature that is still being checked is asked after: the stream says no more about it.
            Ok(view) => view.state.outcome().is_some_and(|outcome| outcome != Outcome::Checking),
            Err(failure) => is_codes_end(failure),
        };
        if over {
            self.stop();
        }
        self.heard.emit(heard);
    }
}
