//! A block of a form: a numbered card.

use yew::prelude::*;

/// Properties of [`Fieldset`].
#[derive(Properties, PartialEq)]
pub struct FieldsetProps {
    /// Id, for links to the block.
    pub id: AttrValue,
    /// Its heading.
    pub legend: AttrValue,
    /// Its number in the form.
    #[prop_or_default]
    pub number: Option<usize>,
    /// Fields and facts.
    pub children: Html,
}

/// A group of fields with a heading as its legend.
#[component]
pub fn Fieldset(FieldsetProps { id, legend, number, children }: &FieldsetProps) -> Html {
    html! {
        <fieldset id={id.clone()} class="block card" tabindex="-1">
            <legend class="block-legend">
                <h2>
                    if let Some(number) = number {
                        <span class="number">{ number }</span>
                    }
                    { legend }
                </h2>
            </legend>
            { children.clone() }
        </fieldset>
    }
}
