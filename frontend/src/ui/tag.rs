//! A word or two about where something stands.

use super::notice::Tone;
use yew::prelude::*;

/// Properties of [`Tag`].
#[derive(Properties, PartialEq)]
pub struct TagProps {
    /// Its colour.
    #[prop_or_default]
    pub tone: Tone,
    /// Its words.
    pub label: AttrValue,
}

/// A small rounded label.
#[component]
pub fn Tag(TagProps { tone, label }: &TagProps) -> Html {
    html! { <span class={classes!("tag", tone.class())}>{ label }</span> }
}
