//! The last block of every form: the consent that was given, and the way to sign.

use super::moment::Moment;
use crate::routes::{Link, Route};
use crate::ui::{Fact, Facts, Fieldset};
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
            <Facts rows={rows.collect::<Vec<_>>()} />
            <p><Link to={Route::Service(kind)} id="reread-consent">{ words.get("fill-consent-reread") }</Link></p>
            { inside }
        </Fieldset>
    }
}
