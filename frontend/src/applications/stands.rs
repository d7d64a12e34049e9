//! Where signing stands on the check page: one state of the machine that the server asks too, driven by what happens in either
//! panel, and what is told beside it.

use crate::api::Failure;
use crate::ncalayer::Outcome;
use shared::kernel::signing::{Event, Signing, Way};
use std::rc::Rc;
use yew::prelude::*;

/// What the machine does not tell apart.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Beside {
    /// Nothing.
    #[default]
    Nothing,
    /// The document is fetched before NCALayer can be asked.
    Fetching,
    /// The signature is handed in again.
    Again,
    /// Whether the signature arrived is not known, and asked.
    Unknown,
    /// NCALayer gave no signature.
    NotSigned(Outcome),
    /// The server, or the way to it.
    Failed(Failure),
}

/// State and detail.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stands {
    /// The state.
    pub state: Signing,
    /// The detail.
    pub beside: Beside,
}

impl Stands {
    /// A signature by key is on its way or has arrived: no other may be made, and nobody may say that nothing was sent.
    #[must_use]
    pub fn is_handed_in(&self) -> bool {
        self.state.clone().after(Event::Ask(Way::Qr)).is_none()
    }
}

impl Reducible for Stands {
    type Action = (Event, Beside);

    /// What cannot happen changes nothing.
    fn reduce(self: Rc<Self>, (event, beside): Self::Action) -> Rc<Self> {
        match self.state.clone().after(event) {
            Some(state) => Rc::new(Self { state, beside }),
            None => self,
        }
    }
}

/// Lets something happen, from wherever it is noticed.
pub type Tell = UseReducerDispatcher<Stands>;
