//! A small form that is sent by the Enter key too, and that a password manager understands.

use yew::prelude::*;

/// Properties of [`EnterForm`].
#[derive(Properties, PartialEq)]
pub struct EnterFormProps {
    /// Its button was pressed, or Enter in one of its fields.
    pub onsubmit: Callback<()>,
    /// Fields and the button.
    pub children: Html,
}

/// A form that the browser neither checks nor sends.
#[component]
pub fn EnterForm(EnterFormProps { onsubmit, children }: &EnterFormProps) -> Html {
    let onsubmit = onsubmit.reform(|event: SubmitEvent| event.prevent_default());
    html! { <form novalidate=true {onsubmit}>{ children.clone() }</form> }
}
