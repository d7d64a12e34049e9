//! A request that a form makes: under way, over, or failed.

use crate::api::{Answer, Failure};
use crate::form::FormHandle;
use shared::kernel::form::Form;
use std::pin::Pin;
use yew::platform::spawn_local;
use yew::prelude::*;

/// A request on its way. Boxed: one machine that waits for all forms instead of one for each.
pub type Request<T> = Pin<Box<dyn Future<Output = Answer<T>>>>;

/// The request in the hands of its page.
#[derive(Clone, PartialEq)]
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

    /// Sends the form: what is refused is told, a good answer goes to `done`.
    pub fn send<F: Form, T: 'static>(&self, form: &FormHandle<F>, request: Request<T>, done: Callback<T>) {
        self.begin();
        let (sending, form) = (self.clone(), form.clone());
        spawn_local(async move {
            match request.await {
                Ok(answer) => {
                    sending.busy.set(false);
                    done.emit(answer);
                }
                Err(refused) => sending.refuse(&form, refused),
            }
        });
    }

    /// What a small form does on its button or Enter: its errors are shown, or it is sent.
    #[must_use]
    pub fn on_submit<F: Form, T: 'static>(
        &self,
        form: &FormHandle<F>,
        facts: F::Facts,
        request: impl Fn(F) -> Request<T> + 'static,
        done: Callback<T>,
    ) -> Callback<()> {
        let (sending, form) = (self.clone(), form.clone());
        Callback::from(move |()| {
            form.submit();
            sending.forget();
            if !sending.is_busy() && form.draft().check(&facts).is_ok() {
                sending.send(&form, request(form.draft().clone()), done.clone());
            }
        })
    }
}

/// A request of a page; nothing is under way at first.
#[hook]
pub fn use_sending() -> Sending {
    Sending { busy: use_state(|| false), failure: use_state(|| None) }
}
