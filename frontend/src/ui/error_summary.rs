//! Everything that is wrong, at the top of the page.

use crate::browser;
use crate::words::use_words;
use shared::kernel::form::Errors;
use shared::kernel::words::label_id;
use yew::prelude::*;

/// Properties of [`ErrorSummary`].
#[derive(Properties, PartialEq)]
pub struct ErrorSummaryProps {
    /// Id of the form: owner of the texts.
    pub form: AttrValue,
    /// The errors shown at the fields, in the order of the page.
    pub errors: Errors,
    /// Grows with each press: then the summary takes focus. At 0 nothing is shown.
    pub attempts: u32,
}

/// The list of errors, each a link to its field with the words that stand there.
#[component]
pub fn ErrorSummary(ErrorSummaryProps { form, errors, attempts }: &ErrorSummaryProps) -> Html {
    let words = use_words();
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with(*attempts, move |attempts| {
            if let Some(summary) = node.cast::<web_sys::HtmlElement>().filter(|_| *attempts > 0) {
                drop(summary.focus());
                summary.scroll_into_view();
            }
        });
    }
    if *attempts == 0 || errors.is_empty() {
        return Html::default();
    }
    html! {
        <div class="summary" tabindex="-1" ref={node} id="error-summary" aria-labelledby="error-summary-title">
            <div role="alert">
                <h2 id="error-summary-title">{ words.get("error-summary-title") }</h2>
                <ul>
                    { for errors.0.iter().map(|violation| {
                        let id = label_id(form, &violation.pointer);
                        let text = words.violation(form, violation);
                        html! { <li key={violation.pointer.clone()}>{ field_link(id.into(), text) }</li> }
                    }) }
                </ul>
            </div>
        </div>
    }
}

/// A link that focuses a field and brings its label into view.
#[inline(never)]
pub fn field_link(id: AttrValue, text: AttrValue) -> Html {
    let href = format!("#{id}");
    let onclick = Callback::from(move |event: MouseEvent| {
        event.prevent_default();
        browser::focus(&id);
    });
    html! { <a {href} {onclick}>{ text }</a> }
}
