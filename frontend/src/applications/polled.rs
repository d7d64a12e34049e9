//! Something that changes outside and is asked for while the page is seen (docs/decisions/polling.md).

use crate::api::{self, Failure};
use crate::browser::{self, Listener};
use crate::read::Read;
use gloo_timers::callback::Timeout;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use yew::platform::spawn_local;
use yew::prelude::*;

/// Milliseconds between two questions.
const PAUSE: u32 = 3_000;

/// What is known of it.
pub struct Polled<T: 'static> {
    /// The newest answer, or why there was never one.
    pub answer: Option<Result<Rc<T>, Failure>>,
    /// The last question was not answered: what is shown may be old.
    pub lost: bool,
}

impl<T> Clone for Polled<T> {
    fn clone(&self) -> Self {
        Self { answer: self.answer.clone(), lost: self.lost }
    }
}

impl<T> Default for Polled<T> {
    fn default() -> Self {
        Self { answer: None, lost: false }
    }
}

/// Asks, and keeps asking: with the tag of what is here, so that most answers have no body.
#[hook]
pub fn use_polled<T: Read + 'static>(path: AttrValue) -> Polled<T> {
    let polled = use_state(Polled::<T>::default);
    {
        let polled = polled.setter();
        use_effect_with(path, move |path| {
            let poll = Poll::start(path.clone(), polled);
            move || poll.stop()
        });
    }
    (*polled).clone()
}

struct Poll<T: 'static> {
    path: AttrValue,
    shown: UseStateSetter<Polled<T>>,
    known: RefCell<Option<(Rc<T>, Option<String>)>>,
    asking: Cell<bool>,
    stopped: Cell<bool>,
    pause: RefCell<Option<Timeout>>,
    back: RefCell<Vec<Listener>>,
}

impl<T: Read + 'static> Poll<T> {
    fn start(path: AttrValue, shown: UseStateSetter<Polled<T>>) -> Rc<Self> {
        let poll = Rc::new(Self {
            path,
            shown,
            known: RefCell::new(None),
            asking: Cell::new(false),
            stopped: Cell::new(false),
            pause: RefCell::new(None),
            back: RefCell::new(Vec::new()),
        });
        let listen = |target: &web_sys::EventTarget, name| {
            let poll = poll.clone();
            Listener::new(target, name, move |_| poll.ask())
        };
        poll.back.replace(vec![listen(&browser::document(), "visibilitychange"), listen(&browser::window(), "online")]);
        poll.ask();
        poll
    }

    fn stop(&self) {
        self.stopped.set(true);
        self.pause.take();
        self.back.take();
    }

    fn ask(self: &Rc<Self>) {
        if self.stopped.get() || self.asking.get() || browser::document().hidden() {
            return;
        }
        self.asking.set(true);
        let poll = self.clone();
        spawn_local(async move {
            let tag = poll.known.borrow().as_ref().and_then(|(_, tag)| tag.clone());
            let answer = api::changed::<T>(&poll.path, tag.as_deref()).await;
            poll.asking.set(false);
            if !poll.stopped.get() {
                poll.hear(answer);
                let again = poll.clone();
                poll.pause.replace(Some(Timeout::new(PAUSE, move || again.ask())));
            }
        });
    }

    fn hear(&self, answer: api::Answer<Option<(T, Option<String>)>>) {
        let (failure, lost) = match answer {
            Ok(Some((view, tag))) => {
                self.known.replace(Some((Rc::new(view), tag)));
                (None, false)
            }
            Ok(None) => (None, false),
            Err(failure) => (Some(failure), true),
        };
        let known = self.known.borrow().as_ref().map(|(view, _)| view.clone());
        let answer = known.map(Ok).or(failure.map(Err));
        self.shown.set(Polled { answer, lost });
    }
}
