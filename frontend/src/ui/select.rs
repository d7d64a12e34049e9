//! One of many, in a list that opens.

use super::field::{Frame, Offer};
use crate::form::Control;
use crate::words::use_words;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// Properties of [`Select`].
#[derive(Properties, PartialEq)]
pub struct SelectProps {
    /// The field.
    pub of: Control<Option<AttrValue>>,
    /// What is on offer.
    pub options: Vec<Offer>,
    /// Why nothing can be chosen yet: the list stays reachable and says so (ux 2).
    #[prop_or_default]
    pub blocked: Option<AttrValue>,
    /// May be left empty.
    #[prop_or_default]
    pub optional: bool,
}

/// A labelled list.
#[component]
pub fn Select(SelectProps { of, options, blocked, optional }: &SelectProps) -> Html {
    let words = use_words();
    let Control { id, value, set, left_filled, .. } = of;
    let why_id = blocked.as_ref().map(|_| AttrValue::from(format!("{id}-blocked")));
    let frame = Frame::new(&words, of, *optional).explained_by(why_id.clone());
    let onchange = {
        let (set, left) = (set.clone(), left_filled.clone());
        Callback::from(move |event: Event| {
            let key = event.target_unchecked_into::<HtmlSelectElement>().value();
            set.emit(Some(key).filter(|key| !key.is_empty()).map(AttrValue::from));
            left.emit(());
        })
    };
    let offered: &[Offer] = if blocked.is_some() { &[] } else { options };
    let known = value.as_ref().is_some_and(|chosen| offered.iter().any(|offer| offer.key == *chosen));
    frame.around(
        html! {
            <>
                <select
                    id={id.clone()}
                    name={id.clone()}
                    aria-disabled={blocked.is_some().then_some("true")}
                    aria-required={(!optional).then_some("true")}
                    aria-invalid={frame.is_bad().then_some("true")}
                    aria-describedby={frame.described_by()}
                    {onchange}
                >
                    <option value="" selected={!known}>{ words.get("select-empty") }</option>
                    { for offered.iter().map(|offer| html! {
                        <option key={offer.key.as_str()} value={offer.key.clone()} selected={value.as_ref() == Some(&offer.key)}>
                            { &offer.label }
                        </option>
                    }) }
                </select>
                if let Some(why) = blocked {
                    <p class="hint" id={why_id}>{ why }</p>
                }
            </>
        },
        &classes!("wide"),
    )
}
