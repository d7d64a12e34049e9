//! The last block of every form: the consent that was given, and the way to sign.

use crate::moment::Moment;
use crate::routes::Route;
use crate::ui::markup::{fact_list, link};
use crate::ui::{Fact, Fieldset};
use crate::words::Words;
use shared::api::ConsentView;
use shared::services::ServiceKind;
use yew::prelude::*;

/// Consent and signing: `number` is its place in the form, `inside` the button with what is missing.
pub fn signing_block(
    words: &Words,
    kind: ServiceKind,
    number: usize,
    consent: Option<&ConsentView>,
    inside: Html,
) -> Html {
    let rows = consent.into_iter().map(|consent| {
        let at = Moment::read(&consent.given_at);
        let args = [("date", at.date.as_str()), ("time", at.time.as_str()), ("version", consent.version.as_str())];
        Fact::new(words.get("fill-consent"), words.say("fill-consent-given", &args))
    });
    html! {
        <Fieldset id="signing" legend={words.get("fill-signing")} {number}>
            { fact_list(rows.collect::<Vec<_>>(), None) }
            <p>{ link("reread-consent", Route::Service(kind), "", words.get("fill-consent-reread")) }</p>
            { inside }
        </Fieldset>
    }
}
