//! A small form that is sent by the Enter key too, and that a password manager understands.

use super::{PasswordField, SubmitButton};
use crate::form::Control;
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
