//! The block «Жеке басты куәландыратын құжат» (R-107…R-114): facts, and a choice only among several.

use super::fact;
use crate::form::Bound;
use crate::moment::Moment;
use crate::ui::markup::{choice, fact_list, notice};
use crate::ui::{Fieldset, Offer, Tone};
use crate::words::Words;
use shared::blocks::identity_document::{IdentityDocument, IdentityDocumentForm};
use shared::kernel::eligibility::Register;
use yew::prelude::*;

/// What the block shows beside the answer.
pub struct KnownDocuments<'a> {
    /// Documents valid today.
    pub valid: &'a [IdentityDocument],
    /// The document the Fund knows.
    pub known: Option<&'a IdentityDocument>,
    /// When ЖТ МДБ was asked, RFC 3339.
    pub asked_at: &'a str,
    /// ЖТ МДБ does not answer.
    pub silent: bool,
}

/// The identity document; `number` is the block's place in the form.
pub fn identity_document(
    words: &Words,
    form: &Bound<IdentityDocumentForm>,
    facts: &KnownDocuments<'_>,
    number: usize,
) -> Html {
    let valid = facts.valid;
    let chosen = match valid {
        [only] => Some(only),
        several => several.iter().find(|it| form.value().document.as_ref() == Some(&it.number)),
    };
    let option = |document: &IdentityDocument| Offer {
        hint: Some(
            words
                .say("fill-document-option", &[("number", &document.number), ("date", &document.valid_until.dotted())]),
        ),
        ..Offer::new(document.number.clone(), words.get(document.kind.text_id()))
    };
    let rows = |document: &IdentityDocument| {
        vec![
            fact(words, "identity-document-document", words.get(document.kind.text_id())),
            fact(words, "identity-document-series", document.series.clone().unwrap_or_default()),
            fact(words, "identity-document-number", document.number.clone()),
            fact(words, "identity-document-issued", document.issued.dotted()),
            fact(words, "identity-document-valid-until", document.valid_until.dotted()),
            fact(words, "identity-document-issuer", document.issuer.clone()),
        ]
    };
    let asked = Moment::read(facts.asked_at);
    let register = words.get(&format!("register-{}", Register::PersonRegister.id()));
    let source = words.say("fill-source", &[("register", &register), ("date", &asked.date), ("time", &asked.time)]);
    html! {
        <Fieldset id="identity-document" legend={words.get("identity-document")} {number}>
            if valid.len() > 1 {
                { choice(form.pick(IdentityDocumentForm::DOCUMENT), valid.iter().map(option).collect(), true, None) }
            }
            if let Some(document) = chosen {
                { fact_list(rows(document), Some(source)) }
                if facts.known != Some(document) {
                    { notice(Tone::Plain, None, html! { <><p>{ words.get("fill-document-updates") }</p></> }) }
                }
            } else if valid.is_empty() {
                <div id="identity-document-document" tabindex="-1">
                    { notice(Tone::Warn, None, html! { <>
                        <p>{ if facts.silent {
                            words.say("refusal-register-silent", &[("register", &register)])
                        } else {
                            words.get("refusal-no-valid-document")
                        } }</p>
                    </> }) }
                </div>
            }
            <details>
                <summary id="data-wrong">{ words.get("fill-data-wrong") }</summary>
                <p>{ words.get("fill-data-wrong-help") }</p>
            </details>
        </Fieldset>
    }
}
