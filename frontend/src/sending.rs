//! A request that a form makes: under way, over, or failed.

use crate::api::Failure;
use crate::form::FormHandle;
use shared::kernel::form::Form;
use yew::prelude::*;

/// The request in the hands of its page.
#[derive(Clone)]
pub struct Sending {
    busy: UseStateHandle<bool>,
    failure: UseStateHandle<Option<Failure>>,
}

impl Sending {
    /// Is it under way?
    #[must_use]
    pub fn is_busy(&self) -> bool {
        *self.busy
    }

    /// Why the last one failed, unless the form itself says so.
    #[must_use]
    pub fn failure(&self) -> Option<&Failure> {
        self.failure.as_ref()
    }

    /// It begins: what was said about the last one is over.
    pub fn begin(&self) {
        self.failure.set(None);
        self.busy.set(true);
    }

    /// What was said about the last one is over.
    pub fn forget(&self) {
        self.failure.set(None);
    }

    /// It failed.
    pub fn fail(&self, failure: Failure) {
        self.busy.set(false);
        self.failure.set(Some(failure));
    }

    /// It failed: violations go to the fields, anything else is told by the page.
    pub fn refuse<F: Form>(&self, form: &FormHandle<F>, failure: Failure) {
        match failure.violations() {
            Some(violations) => {
                self.busy.set(false);
                form.refuse(violations);
            }
            None => self.fail(failure),
        }
    }
}

/// A request of a page; nothing is under way at first.
#[hook]
pub fn use_sending() -> Sending {
    Sending { busy: use_state(|| false), failure: use_state(|| None) }
}
