//! The button at the end of a form, which says what is missing.

use super::error_summary::field_link;
use crate::words::{Words, use_words};
use gloo_timers::callback::Timeout;
use shared::kernel::form::Errors;
use shared::kernel::problem::Violation;
use shared::kernel::words::label_id;
use yew::prelude::*;

/// A mandatory field without an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Missing {
    /// Id of its input.
    pub id: AttrValue,
    /// Its label.
    pub label: AttrValue,
}

/// The mandatory fields of the form `root` that have no answer yet.
#[must_use]
pub fn missing(root: &str, errors: &Errors, words: &Words) -> Vec<Missing> {
    let field = |violation: &Violation| {
        let id = label_id(root, &violation.pointer);
        Missing { label: words.get(&id), id: id.into() }
    };
    errors.missing().map(field).collect()
}

/// Properties of [`SubmitButton`].
#[derive(Properties, PartialEq)]
pub struct SubmitButtonProps {
    /// What it does.
    pub label: AttrValue,
    /// Says that it is being done, while it is.
    pub busy_label: AttrValue,
    /// Is it being done? A second press does nothing then.
    #[prop_or_default]
    pub busy: bool,
    /// What keeps it inactive (R-148, ux 3).
    #[prop_or_default]
    pub missing: Vec<Missing>,
    /// Pressed. An inactive button is pressed too: then the page shows its errors.
    #[prop_or_default]
    pub onpress: Callback<()>,
    /// Stands in an [`enter_form`](super::enter_form), which hears of the press itself.
    #[prop_or_default]
    pub in_form: bool,
    /// What stands beside it.
    #[prop_or_default]
    pub children: Html,
    /// Id; the line about missing fields is named after it.
    #[prop_or(AttrValue::Static("submit"))]
    pub id: AttrValue,
}

/// The button of a form: active when every mandatory field is filled, always reachable, always with its reason.
#[component]
pub fn SubmitButton(props: &SubmitButtonProps) -> Html {
    let words = use_words();
    let count = props.missing.len();
    let announced = use_announced_count(count);
    let why = format!("{}-missing", props.id);
    let inactive = count > 0 || props.busy;
    let onclick = {
        let (busy, onpress) = (props.busy, props.onpress.clone());
        Callback::from(move |_: MouseEvent| {
            if !busy {
                onpress.emit(());
            }
        })
    };
    let announcement = match *announced {
        Some(0) => words.get("missing-none"),
        Some(count) => words.say("missing-count", &[("count", &count.to_string())]),
        None => AttrValue::default(),
    };
    html! {
        <div class="submit">
            if count > 0 {
                <div class="missing" id={why.clone()}>
                    <p>{ words.say("missing-count", &[("count", &count.to_string())]) }</p>
                    <ul>
                        { for props.missing.iter().map(|field| html! {
                            <li key={field.id.as_str()}>{ field_link(field.id.clone(), field.label.clone()) }</li>
                        }) }
                    </ul>
                </div>
            }
            <p class="visually-hidden" role="status">{ announcement }</p>
            <div class="row">
                <button
                    id={props.id.clone()}
                    type={if props.in_form { "submit" } else { "button" }}
                    aria-disabled={inactive.then_some("true")}
                    aria-describedby={(count > 0).then_some(why)}
                    {onclick}
                >
                    { if props.busy { &props.busy_label } else { &props.label } }
                </button>
                { props.children.clone() }
            </div>
        </div>
    }
}

/// The count as it is announced: not at first, and at most once in two seconds (ux 3).
#[hook]
fn use_announced_count(count: usize) -> UseStateHandle<Option<usize>> {
    let announced = use_state_eq(|| None);
    let first = use_mut_ref(|| true);
    {
        let announced = announced.setter();
        use_effect_with(count, move |&count| {
            let skip = first.replace(false);
            let timer = (!skip).then(|| Timeout::new(2_000, move || announced.set(Some(count))));
            move || drop(timer)
        });
    }
    announced
}
