//! Who is at the page, and what happens when the session ends in the middle of something.

use crate::api;
use shared::auth::views::SessionView;
use std::rc::Rc;
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
    /// A citizen whose session has ended: what was open is covered, not closed (ux 8).
    Ended(SessionView),
}

/// The session as every part of the page sees it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Session {
    /// Who.
    pub who: Who,
    /// Grows when the same person signs in again: what could not be sent may be sent now.
    pub renewals: u32,
}

/// What can happen to it.
pub enum SessionEvent {
    /// The server has said who is there.
    Known(Option<SessionView>),
    /// Signed in.
    SignedIn(SessionView),
    /// Signed out by the person.
    SignedOut,
    /// An answer has shown that the session is over.
    Ended,
}

impl Reducible for Session {
    type Action = SessionEvent;

    fn reduce(self: Rc<Self>, event: SessionEvent) -> Rc<Self> {
        let mut next = (*self).clone();
        next.who = match (event, next.who) {
            (SessionEvent::Known(Some(citizen)), _) => Who::Citizen(citizen),
            (SessionEvent::Known(None) | SessionEvent::SignedOut, _) => Who::Nobody,
            (SessionEvent::SignedIn(citizen), before) => {
                if let Who::Ended(other) = before
                    && other.iin == citizen.iin
                {
                    next.renewals += 1;
                }
                Who::Citizen(citizen)
            }
            (SessionEvent::Ended, Who::Citizen(citizen)) => Who::Ended(citizen),
            (SessionEvent::Ended, other) => other,
        };
        next.into()
    }
}

/// The session in the hands of a page.
pub type SessionHandle = UseReducerHandle<Session>;

/// The session of the page; asks the server once, and listens to answers that say it is over.
#[hook]
pub fn use_session_of_page() -> SessionHandle {
    let session = use_reducer(Session::default);
    let dispatcher = session.dispatcher();
    use_effect_with((), move |()| {
        let ended = dispatcher.clone();
        api::on_signed_out(Callback::from(move |()| ended.dispatch(SessionEvent::Ended)));
        spawn_local(async move {
            // Without an answer nobody is signed in as far as this page can tell; signing in will say what is wrong.
            let citizen = api::session().await.unwrap_or_default();
            dispatcher.dispatch(SessionEvent::Known(citizen));
        });
    });
    session
}

/// The session.
#[hook]
pub fn use_session() -> SessionHandle {
    use_context::<SessionHandle>().expect("App hands the session down")
}
