//! One line of text.

use super::field::Frame;
use crate::browser;
use crate::form::Control;
use crate::words::use_words;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Properties of [`TextField`].
#[derive(Properties, PartialEq)]
pub struct TextFieldProps {
    /// The field.
    pub of: Control<AttrValue>,
    /// `text`, `tel` or `email`.
    #[prop_or(AttrValue::Static("text"))]
    pub kind: AttrValue,
    /// Which keys a phone shows.
    #[prop_or_default]
    pub inputmode: Option<AttrValue>,
    /// What the browser may fill in; `off` for what is nobody's profile.
    #[prop_or(AttrValue::Static("off"))]
    pub autocomplete: AttrValue,
    /// `characters` for account numbers.
    #[prop_or_default]
    pub autocapitalize: Option<AttrValue>,
    /// May be left empty.
    #[prop_or_default]
    pub optional: bool,
    /// `digits` for wide numbers, `short` for few characters.
    #[prop_or_default]
    pub class: Classes,
    /// Help under the input, announced politely when it changes.
    #[prop_or_default]
    pub help: Option<Html>,
    /// Starts with focus there.
    #[prop_or_default]
    pub autofocus: bool,
}

/// A labelled input. What is typed is kept as it is: nothing is masked, cut or put in order under the cursor (ux 5).
#[component]
pub fn TextField(props: &TextFieldProps) -> Html {
    let words = use_words();
    let Control { id, value, set, left_filled, .. } = &props.of;
    let node = use_node_ref();
    {
        let (node, autofocus) = (node.clone(), props.autofocus);
        use_effect_with((), move |()| {
            if let Some(input) = node.cast::<HtmlInputElement>().filter(|_| autofocus) {
                drop(input.focus());
            }
        });
    }
    let help_id = props.help.as_ref().map(|_| AttrValue::from(format!("{id}-help")));
    let frame = Frame::new(&words, &props.of, props.optional).explained_by(help_id.clone());
    // Composed as the server composes it, so that the rules see the same letters on both sides.
    let oninput = set.reform(|event: InputEvent| {
        browser::composed(&event.target_unchecked_into::<HtmlInputElement>().value()).into()
    });
    let onblur = {
        let (filled, left) = (!value.trim().is_empty(), left_filled.clone());
        Callback::from(move |_: FocusEvent| {
            if filled {
                left.emit(());
            }
        })
    };
    frame.around(
        html! {
            <>
                <input
                    id={id.clone()}
                    ref={node}
                    name={id.clone()}
                    class={props.class.clone()}
                    type={props.kind.clone()}
                    inputmode={props.inputmode.clone()}
                    autocomplete={props.autocomplete.clone()}
                    autocapitalize={props.autocapitalize.clone()}
                    spellcheck="false"
                    value={value.clone()}
                    aria-required={(!props.optional).then_some("true")}
                    aria-invalid={frame.is_bad().then_some("true")}
                    aria-describedby={frame.described_by()}
                    {oninput}
                    {onblur}
                />
                if let Some(help) = props.help.clone() {
                    <p class="help" id={help_id} role="status">{ help }</p>
                }
            </>
        },
        &Classes::new(),
    )
}
