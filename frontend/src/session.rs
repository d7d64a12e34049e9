//! Who is at the page, and what happens when the session ends in the middle of something (ux 8).
//!
//! The state stands here and not in a component: requests, savers and other tabs learn of its end as well. A component
//! that shows it is told of each change.

mod guard;
mod tabs;

pub use guard::{SessionGuard, listen};

use crate::api::{self, Answer, Failure};
use crate::browser;
use crate::routes::{self, Route};
use crate::saver;
use shared::auth::views::SessionView;
use shared::kernel::problem::Problem;
use std::cell::{Cell, RefCell};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use yew::platform::spawn_local;
use yew::prelude::*;

/// Who is at the page.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Who {
    /// Not yet asked.
    #[default]
    Unknown,
    /// Nobody has signed in.
    Nobody,
    /// A citizen.
    Citizen(SessionView),
    /// A citizen whose session has ended: what was open is covered, not closed.
    Ended(SessionView),
}

impl Who {
    /// The citizen, of a session that stands or has ended.
    #[must_use]
    pub fn citizen(&self) -> Option<&SessionView> {
        match self {
            Self::Citizen(citizen) | Self::Ended(citizen) => Some(citizen),
            Self::Unknown | Self::Nobody => None,
        }
    }
}

/// The session as every part of the page sees it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Session {
    /// Who.
    pub who: Who,
    /// Grows when the same person signs in again: what could not be sent may be sent now.
    pub renewals: u32,
    /// Grows with every word of the server about the session.
    pub heard: u32,
    /// When it spoke last, milliseconds of the page.
    pub heard_at: f64,
}

/// What can happen to it.
pub enum Event {
    /// The server has said who is there, `None` for nobody; and when, in the page's milliseconds.
    Known(Option<SessionView>, f64),
    /// Signed out by the person, here or in another tab.
    SignedOut,
    /// An answer has shown that the session is over.
    Ended,
}

impl Session {
    /// The session after something has happened.
    fn after(&self, event: Event) -> Self {
        let mut next = self.clone();
        next.who = match (event, self.who.clone()) {
            (Event::Known(Some(citizen), at), before) => {
                next.heard += 1;
                next.heard_at = at;
                if matches!(&before, Who::Ended(other) if other.iin == citizen.iin) {
                    next.renewals += 1;
                }
                Who::Citizen(citizen)
            }
            (Event::Known(None, _) | Event::Ended, Who::Citizen(citizen)) => Who::Ended(citizen),
            (Event::Known(None, _), Who::Unknown) | (Event::SignedOut, _) => Who::Nobody,
            (_, other) => other,
        };
        next
    }

    /// Another person is here now, or nobody: nothing of this one may stay.
    fn is_left_by_person(&self, next: &Self) -> bool {
        let iin = |session: &Self| session.who.citizen().map(|citizen| citizen.iin);
        iin(self).is_some() && iin(self) != iin(next)
    }
}

/// What a covered page goes back to when the same person is here again.
#[derive(Default)]
struct Place {
    focus: String,
    title: String,
}

thread_local! {
    static SESSION: RefCell<Session> = RefCell::default();
    static SHOWN: RefCell<Option<UseStateSetter<Session>>> = const { RefCell::new(None) };
    /// Resolve functions of the requests that wait for the person to come back.
    static WAITING: RefCell<Vec<js_sys::Function>> = const { RefCell::new(Vec::new()) };
    static PLACE: RefCell<Place> = RefCell::default();
    static ALIVE: Cell<f64> = const { Cell::new(0.0) };
}

/// Something has happened to the session.
fn tell(event: Event) {
    let before = SESSION.with_borrow(Clone::clone);
    let after = before.after(event);
    SESSION.set(after.clone());
    if before.is_left_by_person(&after) {
        saver::forget();
        release(false);
    } else if before.renewals != after.renewals {
        saver::sleep(false);
        release(true);
    } else if before.who != after.who && matches!(after.who, Who::Ended(_)) {
        saver::sleep(true);
        remember_place();
    }
    if before.who == Who::Nobody && after.who != Who::Nobody {
        routes::arriving();
    }
    SHOWN.with_borrow(|shown| {
        if let Some(shown) = shown {
            shown.set(after);
        }
    });
}

/// The server has said who is there; other tabs are told when that is news.
pub fn known(citizen: Option<SessionView>) {
    let before = SESSION.with_borrow(|session| session.who.clone());
    tell(Event::Known(citizen, browser::milliseconds()));
    let news = SESSION.with_borrow(|session| {
        before != Who::Unknown && std::mem::discriminant(&before) != std::mem::discriminant(&session.who)
    });
    if news {
        tabs::say(tabs::CHANGED);
    }
}

/// An answer has shown that the session is over.
pub fn ended() {
    tell(Event::Ended);
}

/// Is somebody signed in, as far as the page knows?
fn is_standing() -> bool {
    SESSION.with_borrow(|session| matches!(session.who, Who::Citizen(_)))
}

/// Is somebody here, in a session that stands or has ended?
fn is_somebody_here() -> bool {
    SESSION.with_borrow(|session| session.who.citizen().is_some())
}

/// Asks the server who is there. Without an answer nothing changes.
async fn compare() -> Answer<()> {
    let asked_of_somebody = is_somebody_here();
    let citizen = api::session().await?;
    // Who has signed in since the question went out is not sent away by its answer.
    if asked_of_somebody || citizen.is_some() {
        known(citizen);
    }
    Ok(())
}

/// Why somebody who wanted to sign out is still here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Staying {
    /// What was typed last could not be saved, and would be lost.
    Unsaved,
    /// The server was not reached: the session still stands.
    Unreached,
}

/// Saves what is left and signs out, in every tab; `anyway` also when something could not be saved.
///
/// # Errors
/// [`Staying`]: the person must know.
async fn sign_out(anyway: bool) -> Result<(), Staying> {
    if !saver::finish().await && !anyway {
        return Err(Staying::Unsaved);
    }
    match api::sign_out().await {
        // Over already is as good as signed out.
        Ok(()) | Err(Failure::Problem(Problem::SignedOut)) => {}
        Err(_) => return Err(Staying::Unreached),
    }
    tabs::say(tabs::SIGNED_OUT);
    signed_out();
    Ok(())
}

/// The way out, and the text that says why it was not taken; what could not be saved is given up by a second press.
#[hook]
pub fn use_sign_out() -> (Callback<()>, Option<&'static str>) {
    let staying = use_state_eq(|| None::<Staying>);
    let why = (*staying).map(|staying| match staying {
        Staying::Unsaved => "sign-out-unsaved",
        Staying::Unreached => "sign-out-failed",
    });
    let leave = Callback::from(move |()| {
        let anyway = *staying == Some(Staying::Unsaved);
        let staying = staying.setter();
        spawn_local(async move { staying.set(sign_out(anyway).await.err()) });
    });
    (leave, why)
}

fn signed_out() {
    tell(Event::SignedOut);
    routes::go(&Route::Home);
}

/// The server was asked for something that keeps the session alive.
pub fn alive() {
    ALIVE.set(browser::milliseconds());
}

/// Covers the page and waits until the same person has signed in over it: true. False when nobody was signed in, or
/// another person is now.
pub async fn back_again() -> bool {
    ended();
    if !is_somebody_here() {
        return false;
    }
    let promise = js_sys::Promise::new(&mut |resolve, _| WAITING.with_borrow_mut(|waiting| waiting.push(resolve)));
    JsFuture::from(promise).await.is_ok_and(|back| back.is_truthy())
}

fn release(back: bool) {
    for resolve in WAITING.take() {
        // A resolve function of a promise does not throw.
        let _ = resolve.call1(&JsValue::UNDEFINED, &back.into());
    }
}

/// The sign-in that covers the page is like a page of its own: its heading takes focus.
fn remember_place() {
    let document = browser::document();
    let focus = document.active_element().map(|element| element.id()).unwrap_or_default();
    PLACE.set(Place { focus, title: document.title() });
    routes::arriving();
}

/// Asks the server who is there, once, when the page begins: is it a citizen?
pub async fn ask() -> bool {
    // Without an answer nobody is signed in as far as this page can tell, until it is looked at again or the network is
    // back; signing in will say what is wrong.
    known(api::session().await.unwrap_or_default());
    is_standing()
}

/// The session of the page; follows what happens to it.
#[hook]
pub fn use_session_of_page() -> Session {
    let now = || SESSION.with_borrow(Clone::clone);
    let session = use_state(now);
    let shown = session.setter();
    use_effect_with((), move |()| {
        // The answer may have come between the first drawing and now.
        shown.set(now());
        SHOWN.set(Some(shown));
        let listening = listen();
        move || drop(listening)
    });
    use_effect_with(session.renewals, |renewals| {
        if *renewals > 0 {
            let place = PLACE.take();
            browser::document().set_title(&place.title);
            browser::focus(&place.focus);
        }
    });
    (*session).clone()
}

/// The session.
#[hook]
pub fn use_session() -> Session {
    use_context::<Session>().expect("App hands the session down")
}

#[cfg(test)]
pub(crate) mod tests;
