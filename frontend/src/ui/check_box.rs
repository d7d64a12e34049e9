//! Something that may be ticked.

use super::field::Frame;
use crate::form::Control;
use crate::words::use_words;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Properties of [`CheckBox`].
#[derive(Properties, PartialEq)]
pub struct CheckBoxProps {
    /// The field.
    pub of: Control<bool>,
}

/// A labelled check box.
#[component]
pub fn CheckBox(CheckBoxProps { of }: &CheckBoxProps) -> Html {
    let words = use_words();
    let Control { id, value, set, .. } = of;
    let frame = Frame::new(&words, of, false);
    let onchange = set.reform(|event: Event| event.target_unchecked_into::<HtmlInputElement>().checked());
    html! {
        <div class={classes!("field", frame.is_bad().then_some("bad"))}>
            <label class="check">
                <input
                    id={id.clone()}
                    type="checkbox"
                    checked={*value}
                    aria-invalid={frame.is_bad().then_some("true")}
                    aria-describedby={frame.described_by()}
                    {onchange}
                />
                <span>{ frame.label() }</span>
            </label>
            { frame.notes() }
        </div>
    }
}
