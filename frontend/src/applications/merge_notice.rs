//! The draft was changed elsewhere too: what became of both sides, field by field.

use crate::ui::markup::{QUIET, button, button_with};
use crate::ui::{Notice, Tone};
use crate::words::Words;
use shared::kernel::merge::Conflict;
use std::rc::Rc;
use yew::prelude::*;

/// Whether the draft was joined with another one, and the fields the person has still to look at.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Joined {
    /// The notice is shown.
    pub shown: bool,
    /// Fields changed on both sides.
    pub conflicts: Vec<Conflict>,
}

/// What happens to the notice.
pub enum JoinedEvent {
    /// A draft from elsewhere was joined.
    Again(Vec<Conflict>),
    /// The other side's answer was taken for the field at this pointer.
    Taken(String),
    /// The person has seen it.
    Closed,
}

impl Reducible for Joined {
    type Action = JoinedEvent;

    fn reduce(self: Rc<Self>, event: JoinedEvent) -> Rc<Self> {
        let mut next = (*self).clone();
        match event {
            JoinedEvent::Again(new) => {
                next.shown = true;
                next.conflicts.retain(|old| new.iter().all(|it| it.pointer != old.pointer));
                next.conflicts.extend(new);
            }
            JoinedEvent::Taken(pointer) => {
                next.conflicts.retain(|it| it.pointer != pointer);
                next.shown = !next.conflicts.is_empty();
            }
            JoinedEvent::Closed => next = Self::default(),
        }
        next.into()
    }
}

/// A field that was changed on both sides.
#[derive(Clone, Debug, PartialEq)]
pub struct Differing {
    /// JSON pointer.
    pub pointer: String,
    /// Its label.
    pub label: AttrValue,
    /// What was typed elsewhere, in words; empty when the field was emptied there.
    pub theirs: AttrValue,
}

/// Names every field that was changed on both sides, and offers the other answer: `take` hears of the pointer.
pub fn merge_notice(words: &Words, fields: &[Differing], take: &Callback<String>, close: Callback<()>) -> Html {
    let row = |field: &Differing| {
        let take = take.reform({
            let pointer = field.pointer.clone();
            move |()| pointer.clone()
        });
        let theirs = if field.theirs.is_empty() {
            words.get("merge-theirs-empty")
        } else {
            words.say("merge-theirs", &[("value", &field.theirs)])
        };
        html! {
            <li key={field.pointer.as_str()}>
                <span>{ words.say("merge-conflict", &[("field", &field.label)]) }</span>
                <span>{ theirs }</span>
                { button_with("", QUIET, take, html! { <>{ words.get("merge-take") }
                    <span class="visually-hidden">{ words.say("merge-take.for", &[("field", &field.label)]) }</span></> }) }
            </li>
        }
    };
    html! {
        <div class="stays"><Notice tone={Tone::Warn} title={words.get("merge-heading")} role="status">
            <p>{ words.get("merge-joined") }</p>
            if !fields.is_empty() {
                <ul class="merge">{ for fields.iter().map(row) }</ul>
            }
            <div class="row">{ button("", QUIET, close, words.get("merge-close")) }</div>
        </Notice></div>
    }
}
