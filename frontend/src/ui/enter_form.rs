//! A small form that is sent by the Enter key too, and that a password manager understands.

use super::{ErrorSummary, PasswordField, SubmitButton};
use crate::form::{Control, FormHandle};
use shared::kernel::form::{Errors, Form};
use yew::prelude::*;

/// The button at the end of a small form.
pub struct Send {
    /// What it does.
    pub label: AttrValue,
    /// Says that it is being done.
    pub busy_label: AttrValue,
    /// Is it being done?
    pub busy: bool,
    /// What stands beside it.
    pub beside: Html,
}

/// A form that the browser neither checks nor sends; `onsubmit` hears of its button and of Enter in one of its fields.
pub fn enter_form(onsubmit: Callback<()>, inside: Html, send: Send) -> Html {
    let onsubmit = onsubmit.reform(|event: SubmitEvent| event.prevent_default());
    let Send { label, busy_label, busy, beside } = send;
    html! {
        <form novalidate=true {onsubmit}>
            { inside }
            <SubmitButton in_form=true {label} {busy_label} {busy}>{ beside }</SubmitButton>
        </form>
    }
}

/// A password; `autocomplete` tells a password manager whether it is a new one.
#[inline(never)]
pub fn password(of: Control<AttrValue>, autocomplete: &'static str) -> Html {
    html! { <PasswordField {of} {autocomplete} /> }
}

/// The summary of a small form's errors: nothing before the person has asked to go on.
pub fn summary<F: Form>(form: &FormHandle<F>, shown: &Errors) -> Html {
    if form.attempts() == 0 || shown.is_empty() {
        return Html::default();
    }
    html! { <ErrorSummary form={F::ID} errors={shown.clone()} attempts={form.attempts()} /> }
}

/// The IIN beside a password, for the password manager alone.
#[inline(never)]
pub fn username(iin: AttrValue) -> Html {
    html! {
        <input
            class="visually-hidden"
            type="text"
            name="username"
            autocomplete="username"
            readonly=true
            tabindex="-1"
            aria-hidden="true"
            value={iin}
        />
    }
}
