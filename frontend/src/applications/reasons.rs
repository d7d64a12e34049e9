//! Why something cannot be done now, each reason with its way out.

use crate::words::use_words;
use shared::kernel::eligibility::Refusal;
use shared::kernel::words;
use yew::prelude::*;

/// Properties of [`Reasons`].
#[derive(Properties, PartialEq)]
pub struct ReasonsProps {
    /// The reasons.
    pub of: Vec<Refusal>,
}

/// A list of reasons.
#[component]
pub fn Reasons(ReasonsProps { of }: &ReasonsProps) -> Html {
    let texts = use_words();
    html! {
        <ul class="reasons">
            { for of.iter().map(|refusal| {
                let told = words::refusal(texts.texts(), *refusal);
                html! { <li><strong>{ told.what }</strong><span>{ told.advice }</span></li> }
            }) }
        </ul>
    }
}
