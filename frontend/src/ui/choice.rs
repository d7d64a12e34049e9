//! One of a few, all in sight.

use super::field::{Frame, Offer};
use crate::form::Control;
use crate::words::use_words;
use yew::prelude::*;

/// Properties of [`Choice`].
#[derive(Properties, PartialEq)]
pub struct ChoiceProps {
    /// The field.
    pub of: Control<Option<AttrValue>>,
    /// What is on offer.
    pub options: Vec<Offer>,
    /// One under the other, for answers with long words.
    #[prop_or_default]
    pub stacked: bool,
    /// Why nothing can be chosen yet.
    #[prop_or_default]
    pub blocked: Option<AttrValue>,
}

/// Radio tiles. The first has the id of the field, so that a link to the field reaches it.
#[component]
pub fn Choice(ChoiceProps { of, options, stacked, blocked }: &ChoiceProps) -> Html {
    let words = use_words();
    let Control { id, value, set, left_filled, .. } = of;
    let why_id = blocked.as_ref().map(|_| AttrValue::from(format!("{id}-blocked")));
    let frame = Frame::new(&words, of, false).explained_by(why_id.clone());
    let tile = |(at, offer): (usize, &Offer)| {
        let onchange = {
            let (set, left, key) = (set.clone(), left_filled.clone(), offer.key.clone());
            let open = blocked.is_none();
            Callback::from(move |_: Event| {
                if open {
                    set.emit(Some(key.clone()));
                    left.emit(());
                }
            })
        };
        // Without it the browser would show a choice that is none.
        let onclick = blocked.is_some().then(|| Callback::from(|event: MouseEvent| event.prevent_default()));
        let input_id = if at == 0 { id.to_string() } else { format!("{id}-{}", offer.key) };
        html! {
            <label key={offer.key.as_str()} class="tile">
                <input
                    id={input_id}
                    type="radio"
                    name={id.clone()}
                    value={offer.key.clone()}
                    checked={value.as_ref() == Some(&offer.key)}
                    aria-disabled={blocked.is_some().then_some("true")}
                    {onclick}
                    {onchange}
                />
                <span>
                    { &offer.label }
                    if let Some(hint) = &offer.hint {
                        <span class="hint">{ hint }</span>
                    }
                </span>
            </label>
        }
    };
    frame.around_group(
        html! {
            <>
                if let Some(why) = blocked {
                    <p class="hint" id={why_id}>{ why }</p>
                }
                <div class={classes!("choice", stacked.then_some("stacked"))}>
                    { for options.iter().enumerate().map(tile) }
                </div>
            </>
        },
        true,
    )
}

/// Properties of [`YesNo`].
#[derive(Properties, PartialEq)]
pub struct YesNoProps {
    /// The field, from `Bound::yes_no`.
    pub of: Control<Option<AttrValue>>,
}

/// A question to be answered with yes or no; nothing is chosen beforehand.
#[component]
pub fn YesNo(YesNoProps { of }: &YesNoProps) -> Html {
    let words = use_words();
    let options = vec![Offer::new("yes", words.get("yes")), Offer::new("no", words.get("no"))];
    html! { <Choice of={of.clone()} {options} /> }
}
