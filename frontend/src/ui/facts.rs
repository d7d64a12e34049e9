//! What is known and not typed: rows of label and value.

use yew::prelude::*;

/// One row.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// Label.
    pub label: AttrValue,
    /// Value; a dash is shown for an empty one.
    pub value: AttrValue,
}

impl Fact {
    /// A row.
    #[must_use]
    pub fn new(label: impl Into<AttrValue>, value: impl Into<AttrValue>) -> Self {
        Self { label: label.into(), value: value.into() }
    }
}

/// Properties of [`Facts`].
#[derive(Properties, PartialEq)]
pub struct FactsProps {
    /// The rows.
    pub rows: Vec<Fact>,
    /// Where they come from and since when.
    #[prop_or_default]
    pub source: Option<AttrValue>,
}

/// A list of labels and values.
#[component]
pub fn Facts(FactsProps { rows, source }: &FactsProps) -> Html {
    html! {
        <>
            <dl class="facts">
                { for rows.iter().map(|Fact { label, value }| html! {
                    <div>
                        <dt>{ label }</dt>
                        <dd>{ if value.is_empty() { "–" } else { value.as_str() } }</dd>
                    </div>
                }) }
            </dl>
            if let Some(source) = source {
                <p class="source">{ source }</p>
            }
        </>
    }
}
