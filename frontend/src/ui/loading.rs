//! Waiting: nothing at first, then the shape of what comes, then words (ux 6).

use crate::words::use_words;
use gloo_timers::callback::Timeout;
use yew::prelude::*;

/// When each stage begins, milliseconds.
const STAGES: [u32; 3] = [300, 2_000, 10_000];

/// Properties of [`Loading`].
#[derive(Properties, PartialEq)]
pub struct LoadingProps {
    /// Words of the second stage; «loading» when nothing else is said.
    #[prop_or_default]
    pub label: Option<AttrValue>,
}

/// Stands where something will be.
#[component]
pub fn Loading(LoadingProps { label }: &LoadingProps) -> Html {
    let words = use_words();
    let stage = use_state(|| 0);
    {
        let stage = stage.setter();
        use_effect_with((), move |()| {
            let timers: Vec<Timeout> = STAGES
                .into_iter()
                .enumerate()
                .map(|(at, after)| {
                    let stage = stage.clone();
                    Timeout::new(after, move || stage.set(at + 1))
                })
                .collect();
            move || drop(timers)
        });
    }
    let said = match *stage {
        0 | 1 => AttrValue::default(),
        2 => label.clone().unwrap_or_else(|| words.get("loading")),
        _ => words.get("loading-long"),
    };
    html! {
        <div class="loading" aria-busy="true">
            if *stage > 0 {
                <div class="skeleton card" aria-hidden="true"><span /><span /><span /></div>
            }
            <p role="status">{ said }</p>
        </div>
    }
}
