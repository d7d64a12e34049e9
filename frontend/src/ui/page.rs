//! The inside of `main`: summary, heading, content, and what happens on arrival.

use crate::browser;
use crate::routes::{self, HEADING};
use crate::words::use_words;
use yew::prelude::*;

/// Properties of [`Page`].
#[derive(Properties, PartialEq)]
pub struct PageProps {
    /// Heading and first part of the document's title.
    pub title: AttrValue,
    /// A line under the heading.
    #[prop_or_default]
    pub lead: Option<AttrValue>,
    /// Errors are shown: the document's title says so.
    #[prop_or_default]
    pub has_errors: bool,
    /// Stands above the heading: the error summary.
    #[prop_or_default]
    pub summary: Html,
    /// The rest.
    pub children: Html,
}

/// A page with its one `h1`. On arrival the heading takes focus, and the way back finds what was left (ux 9).
#[component]
pub fn Page(PageProps { title, lead, has_errors, summary, children }: &PageProps) -> Html {
    let words = use_words();
    use_effect_with((), |()| routes::arrived(HEADING));
    let whole = words.say("page-title", &[("page", title)]);
    let whole = if *has_errors { format!("{} {whole}", words.get("error-prefix")) } else { whole.to_string() };
    use_effect_with(whole, |whole| browser::document().set_title(whole));
    html! {
        <>
            { summary.clone() }
            <h1 id={HEADING} tabindex="-1">{ title }</h1>
            if let Some(lead) = lead {
                <p class="lead">{ lead }</p>
            }
            { children.clone() }
        </>
    }
}
