//! The application is signed: its number, what happens next, thanks.

use super::steps;
use crate::moment::Moment;
use crate::routes::Route;
use crate::ui::markup::{fact_list, link};
use crate::ui::{Fact, Page, Steps};
use crate::words::use_words;
use yew::prelude::*;

/// Properties of [`DonePage`].
#[derive(Properties, PartialEq)]
pub struct DonePageProps {
    /// Number of the application.
    pub number: AttrValue,
    /// When it was signed, RFC 3339; unknown when the page is opened again by its address.
    #[prop_or_default]
    pub signed_at: Option<AttrValue>,
}

/// The page after signing. It stays at the address of the document.
#[component]
pub fn DonePage(DonePageProps { number, signed_at }: &DonePageProps) -> Html {
    let words = use_words();
    use_effect_with((), |()| crate::browser::focus("page-title"));
    let signed = signed_at.as_ref().map(|at| Fact::new(words.get("done-signed-at"), Moment::read(at).whole()));
    let rows: Vec<Fact> =
        [Some(Fact::new(words.get("done-number"), number.clone())), signed].into_iter().flatten().collect();
    html! {
        <Page title={words.get("done-title")}>
            <Steps names={steps(&words)} current={4} />
            <section class="card panel" aria-labelledby="done-next">
                { fact_list(rows, None) }
                <h2 id="done-next">{ words.get("done-next") }</h2>
                <ol>
                    <li>{ words.get("done-next-fund") }</li>
                    <li>{ words.get("done-next-time") }</li>
                    <li>{ words.get("done-next-notice") }</li>
                </ol>
                <div class="row">
                    { link("show-application", Route::Application(number.to_string()), "button", words.get("done-show")) }
                    { link("done-home", Route::Home, "button quiet", words.get("done-home")) }
                </div>
                <p class="thanks">{ words.get("done-thanks") }</p>
            </section>
        </Page>
    }
}
