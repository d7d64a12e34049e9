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

fn tone(status: &ApplicationStatus) -> Tone {
    match status {
        ApplicationStatus::Executed | ApplicationStatus::Transferred | ApplicationStatus::Approved => Tone::Good,
        ApplicationStatus::Returned | ApplicationStatus::Rejected => Tone::Bad,
        ApplicationStatus::Checking | ApplicationStatus::InWork => Tone::Warn,
        _ => Tone::Plain,
    }
}

/// A status as a coloured tag.
pub fn tag(words: &Words, status: &ApplicationStatus) -> Html {
    html! { <Tag tone={tone(status)} label={called(words, status)} /> }
}
