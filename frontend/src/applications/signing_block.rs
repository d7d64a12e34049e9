//! The last block of every form: the consent that was given, and the way to sign.

use super::moment::Moment;
use crate::routes::{Link, Route};
use crate::ui::{Fact, Facts, Fieldset};
use crate::words::use_words;
use shared::api::ConsentView;
use shared::services::ServiceKind;
use yew::prelude::*;

/// Properties of [`SigningBlock`].
#[derive(Properties, PartialEq)]
pub struct SigningBlockProps {
    /// Of which service.
    pub kind: ServiceKind,
    /// Its number in the form.
    pub number: usize,
    /// The consent.
    pub consent: Option<ConsentView>,
    /// What is missing and the button.
    pub children: Html,
}

/// Consent and signing.
#[component]
pub fn SigningBlock(SigningBlockProps { kind, number, consent, children }: &SigningBlockProps) -> Html {
    let words = use_words();
    let rows = consent.iter().map(|consent| {
        let at = Moment::read(&consent.given_at);
        let args = [("date", at.date.as_str()), ("time", at.time.as_str()), ("version", consent.version.as_str())];
        Fact::new(words.get("fill-consent"), words.say("fill-consent-given", &args))
    });
    html! {
        <Fieldset id="signing" legend={words.get("fill-signing")} number={*number}>
            <Facts rows={rows.collect::<Vec<_>>()} />
            <p><Link to={Route::Service(*kind)} id="reread-consent">{ words.get("fill-consent-reread") }</Link></p>
            { children.clone() }
        </Fieldset>
    }
}
