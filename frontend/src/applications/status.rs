//! Where an application stands, in words and colour.

use crate::ui::{Tag, Tone};
use crate::words::Words;
use shared::kernel::life::ApplicationStatus;
use yew::prelude::*;

/// The words of a status; one this version does not know is shown as the Fund sent it.
#[must_use]
pub fn called(words: &Words, status: &ApplicationStatus) -> AttrValue {
    words.find(&format!("status-{}", status.code())).unwrap_or_else(|| status.code().to_owned().into())
}

/// Who acts next and what comes.
#[must_use]
pub fn next(words: &Words, status: &ApplicationStatus) -> AttrValue {
    words.find(&format!("next-{}", status.code())).unwrap_or_else(|| words.get("next-other"))
}

/// Why, in words: the Fund writes them, of a signature that was not accepted the kind of fault is told.
#[must_use]
pub fn reason(words: &Words, reason: &str) -> AttrValue {
    let known = words.find(&format!("problem-signature-refused-{reason}"));
    words.say("application-reason", &[("reason", &known.unwrap_or_else(|| reason.to_owned().into()))])
}

fn tone(status: &ApplicationStatus) -> Tone {
    match status {
        ApplicationStatus::Executed | ApplicationStatus::Transferred | ApplicationStatus::Approved => Tone::Good,
        ApplicationStatus::Returned | ApplicationStatus::Rejected | ApplicationStatus::SignatureRefused => Tone::Bad,
        ApplicationStatus::Checking | ApplicationStatus::InWork | ApplicationStatus::SignatureChecking => Tone::Warn,
        _ => Tone::Plain,
    }
}

/// A status as a coloured tag.
pub fn tag(words: &Words, status: &ApplicationStatus) -> Html {
    html! { <Tag tone={tone(status)} label={called(words, status)} /> }
}
