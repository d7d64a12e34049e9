//! Where one is on a road of several pages.

use crate::words::use_words;
use yew::prelude::*;

/// Properties of [`Steps`].
#[derive(Properties, PartialEq)]
pub struct StepsProps {
    /// Their names, in order.
    pub names: Vec<AttrValue>,
    /// The present one, from 0.
    pub current: usize,
}

/// The steps of a road: those behind, the present one, those to come.
#[component]
pub fn Steps(StepsProps { names, current }: &StepsProps) -> Html {
    let words = use_words();
    html! {
        <ol class="steps" aria-label={words.get("steps")}>
            { for names.iter().enumerate().map(|(at, name)| html! {
                <li class={classes!((at < *current).then_some("done"))} aria-current={(at == *current).then_some("step")}>
                    { name }
                    if at < *current {
                        <span class="visually-hidden">{ " " }{ words.get("step-done") }</span>
                    }
                </li>
            }) }
        </ol>
    }
}
