//! Why something cannot be done now, each reason with its way out.

use crate::words::Words;
use shared::kernel::eligibility::Refusal;
use shared::kernel::words;
use yew::prelude::*;

/// A list of reasons.
pub fn reasons(texts: &Words, of: &[Refusal]) -> Html {
    html! {
        <ul class="reasons">
            { for of.iter().map(|refusal| {
                let told = words::refusal(texts.texts(), *refusal);
                html! { <li><strong>{ told.what }</strong><span>{ told.advice }</span></li> }
            }) }
        </ul>
    }
}
