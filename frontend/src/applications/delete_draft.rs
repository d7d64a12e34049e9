//! «Delete this draft»: nothing of it stays on the server, in the page, or under way.

use crate::api::{self, Failure};
use crate::saver;
use crate::session::{Who, use_session};
use crate::ui::Dialog;
use crate::ui::markup::{MAIN, QUIET, button, button_with, failed};
use crate::words::use_words;
use shared::kernel::problem::Problem;
use shared::services::ServiceKind;
use yew::platform::spawn_local;
use yew::prelude::*;

/// Properties of [`DeleteDraft`].
#[derive(Properties, PartialEq)]
pub struct DeleteDraftProps {
    /// Whose draft.
    pub kind: ServiceKind,
    /// It is gone.
    pub ondone: Callback<()>,
}

/// The button and the question before it acts; the safe answer has focus.
#[component]
pub fn DeleteDraft(DeleteDraftProps { kind, ondone }: &DeleteDraftProps) -> Html {
    let (words, session) = (use_words(), use_session());
    let asking = use_state_eq(|| false);
    let busy = use_state_eq(|| false);
    let failure = use_state_eq(|| None::<Failure>);
    let ask = |asks: bool| {
        let (asking, failure) = (asking.setter(), failure.setter());
        Callback::from(move |()| {
            failure.set(None);
            asking.set(asks);
        })
    };
    let delete = {
        let (kind, ondone) = (*kind, ondone.clone());
        let (asking, busy, failure) = (asking.setter(), busy.setter(), failure.setter());
        Callback::from(move |()| {
            let (ondone, asking, busy, failure) = (ondone.clone(), asking.clone(), busy.clone(), failure.clone());
            busy.set(true);
            spawn_local(async move {
                saver::settled(kind).await;
                match api::delete_draft(kind).await {
                    // A draft that is not there is as good as deleted.
                    Ok(()) | Err(Failure::Problem(Problem::NotFound)) => {
                        saver::discard(kind);
                        asking.set(false);
                        ondone.emit(());
                    }
                    Err(refused) => failure.set(Some(refused)),
                }
                busy.set(false);
            });
        })
    };
    // What is under way cannot be called back, and a question that closes would say that it was.
    let keep = if *busy { Callback::noop() } else { ask(false) };
    // An open dialog would hold the sign-in over the page back too.
    let covered = matches!(session.who, Who::Ended(_));
    let service = words.get(kind.slug());
    html! {
        <>
            { button_with("draft-delete", QUIET, ask(true), html! { <>{ words.get("draft-delete") }
                <span class="visually-hidden">{ words.say("draft-delete.for", &[("service", &service)]) }</span></> }) }
            if *asking && !covered {
                <Dialog id="draft-deleting" title={words.get("draft-delete-ask")} onclose={keep.clone()}>
                    <p>{ words.get("draft-delete-what") }</p>
                    if let Some(failure) = &*failure {
                        { failed(failure, None, Html::default()) }
                    }
                    <div class="row">
                        { button("", MAIN.busy(*busy), keep, words.get("draft-delete-no")) }
                        { button("", QUIET.busy(*busy), delete, words.get("draft-delete-yes")) }
                    </div>
                </Dialog>
            }
        </>
    }
}
