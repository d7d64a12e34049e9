//! A password, with a button that shows it.

use super::field::Frame;
use crate::form::Control;
use crate::words::use_words;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Properties of [`PasswordField`].
#[derive(Properties, PartialEq)]
pub struct PasswordFieldProps {
    /// The field.
    pub of: Control<AttrValue>,
    /// `current-password` or `new-password`.
    pub autocomplete: AttrValue,
}

/// A labelled password; pasting is allowed, nothing is trimmed or cut.
#[component]
pub fn PasswordField(props: &PasswordFieldProps) -> Html {
    let words = use_words();
    let shown = use_state(|| false);
    let Control { id, value, set, left_filled, .. } = &props.of;
    let frame = Frame::new(&words, &props.of, false);
    let oninput = set.reform(|event: InputEvent| event.target_unchecked_into::<HtmlInputElement>().value().into());
    let onblur = {
        let (filled, left) = (!value.is_empty(), left_filled.clone());
        Callback::from(move |_: FocusEvent| {
            if filled {
                left.emit(());
            }
        })
    };
    let toggle = {
        let shown = shown.clone();
        Callback::from(move |_: MouseEvent| shown.set(!*shown))
    };
    let (kind, word) = if *shown { ("text", "password-hide") } else { ("password", "password-show") };
    frame.around(
        html! {
            <div class="password">
                <input
                    id={id.clone()}
                    name={id.clone()}
                    type={kind}
                    autocomplete={props.autocomplete.clone()}
                    autocapitalize="off"
                    spellcheck="false"
                    value={value.clone()}
                    aria-required="true"
                    aria-invalid={frame.is_bad().then_some("true")}
                    aria-describedby={frame.described_by()}
                    {oninput}
                    {onblur}
                />
                <button
                    class="quiet"
                    type="button"
                    aria-controls={id.clone()}
                    aria-label={format!("{}: {}", words.get(word), frame.label())}
                    onclick={toggle}
                >
                    { words.get(word) }
                </button>
            </div>
        },
        &Classes::new(),
    )
}
