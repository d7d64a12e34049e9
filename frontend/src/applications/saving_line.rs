//! What has become of what was typed (ux 6).

use super::moment::Moment;
use crate::api::Failure;
use crate::saver::Saving;
use crate::words::{Words, use_words};
use shared::kernel::problem::Problem;
use yew::prelude::*;

/// Properties of [`SavingLine`].
#[derive(Properties, PartialEq)]
pub struct SavingLineProps {
    /// What the saver says.
    pub saving: Saving,
    /// A second line on the same page: it announces nothing.
    #[prop_or_default]
    pub quiet: bool,
}

/// «Сақталды, 14:05». Only trouble is announced: a word after every key would be noise.
#[component]
pub fn SavingLine(SavingLineProps { saving, quiet }: &SavingLineProps) -> Html {
    let words = use_words();
    let trouble = matches!(saving, Saving::Waiting | Saving::Refused(_));
    let text = said(&words, saving);
    html! {
        <>
            <p class={classes!("source", "saving", trouble.then_some("trouble"))}>{ text.clone() }</p>
            if !quiet {
                <p class="visually-hidden" role="status">{ if trouble { text } else { "".into() } }</p>
            }
        </>
    }
}

fn said(words: &Words, saving: &Saving) -> AttrValue {
    match saving {
        Saving::Untouched => words.get("saving-untouched"),
        Saving::UnderWay => words.get("saving-under-way"),
        Saving::Saved(at) => words.say("saving-saved", &[("time", &Moment::read(at).time)]),
        Saving::Waiting => words.get("saving-waiting"),
        Saving::Refused(Problem::SignedOut) => words.get("saving-signed-out"),
        Saving::Refused(problem) => {
            let why = words.failure(&Failure::Problem(problem.clone())).what;
            words.say("saving-refused", &[("why", &why)])
        }
    }
}
