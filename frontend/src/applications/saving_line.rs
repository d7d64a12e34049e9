//! What has become of what was typed (ux 6).

use crate::api::Failure;
use crate::moment::Moment;
use crate::saver::Saving;
use crate::words::Words;
use shared::kernel::problem::Problem;
use yew::prelude::*;

/// «Сақталды, 14:05». Only trouble is announced: a word after every key would be noise. A second line on the same page is
/// `quiet`: it announces nothing.
pub fn saving_line(words: &Words, saving: &Saving, quiet: bool) -> Html {
    let trouble = matches!(saving, Saving::Waiting | Saving::Refused(_));
    let text = said(words, saving);
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
