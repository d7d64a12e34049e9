//! Something that changes outside and is asked for while the page is seen (docs/decisions/polling.md).

use crate::api::{self, Answer, Failure};
use crate::browser::{self, Listener};
use crate::read::{Read, read};
use gloo_timers::callback::Timeout;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use yew::platform::spawn_local;
use yew::prelude::*;

/// Milliseconds between two questions.
const PAUSE: u32 = 3_000;

/// What is known of it.
pub struct Polled<T> {
    /// The newest answer, or why there was never one.
    pub answer: Option<Result<Rc<T>, Failure>>,
    /// The last question was not answered: what is shown may be old.
    pub lost: bool,
}

/// The newest answer as it came.
#[derive(Clone, Default, PartialEq)]
struct Heard {
    text: Option<Rc<str>>,
    failure: Option<Failure>,
}

/// Asks, and keeps asking: with the tag of what is here, so that most answers have no body.
#[hook]
pub fn use_polled<T: Read + 'static>(path: AttrValue) -> Polled<T> {
    let heard = use_state_eq(Heard::default);
    {
        let heard = heard.setter();
        use_effect_with(path, move |path| {
            let poll = Poll::start(path.clone(), heard);
            move || poll.stop()
        });
    }
    let view = use_memo(heard.text.clone(), |text| text.as_ref().map(|text| read::<T>(text).map(Rc::new)));
    let answer = match &*view {
        Some(Some(view)) => Some(Ok(view.clone())),
        Some(None) => Some(Err(api::unreadable())),
        None => heard.failure.clone().map(Err),
    };
    Polled { answer, lost: heard.failure.is_some() }
}

struct Poll {
    path: AttrValue,
    heard: UseStateSetter<Heard>,
    text: RefCell<Option<Rc<str>>>,
    tag: RefCell<Option<String>>,
    asking: Cell<bool>,
    stopped: Cell<bool>,
    pause: RefCell<Option<Timeout>>,
    back: RefCell<Vec<Listener>>,
}

impl Poll {
    fn start(path: AttrValue, heard: UseStateSetter<Heard>) -> Rc<Self> {
        let poll = Rc::new(Self {
            path,
            heard,
            text: RefCell::default(),
            tag: RefCell::default(),
            asking: Cell::new(false),
            stopped: Cell::new(false),
            pause: RefCell::default(),
            back: RefCell::default(),
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
            let tag = poll.tag.borrow().clone();
            let answer = api::changed(&poll.path, tag.as_deref()).await;
            poll.asking.set(false);
            if !poll.stopped.get() {
                poll.hear(answer);
                let again = poll.clone();
                poll.pause.replace(Some(Timeout::new(PAUSE, move || again.ask())));
            }
        });
    }

    fn hear(&self, answer: Answer<Option<(String, Option<String>)>>) {
        let failure = match answer {
            Ok(Some((text, tag))) => {
                self.text.replace(Some(text.into()));
                self.tag.replace(tag);
                None
            }
            Ok(None) => None,
            Err(failure) => Some(failure),
        };
        self.heard.set(Heard { text: self.text.borrow().clone(), failure });
    }
}
