//! Where the code went, how long it is good for, and how to get another.

use super::{Registration, Sent, step_failure};
use crate::api::{self, Failure};
use crate::countdown::{clock, use_seconds_until};
use crate::pages::start::IIN;
use crate::sending::Sending;
use crate::ui::markup::{QUIET, Typed, button, fact_list};
use crate::ui::{Fact, username};
use crate::words::{Words, use_words};
use shared::auth::ContactChoiceForm;
use shared::kernel::problem::Problem;
use yew::platform::spawn_local;
use yew::prelude::*;

/// How a one-time code is typed: phones offer the one that has just come.
pub const CODE: Typed = Typed { autocomplete: "one-time-code", class: "digits short", ..IIN };

/// Properties of a last step.
#[derive(Properties, PartialEq)]
pub struct LastStepProps {
    /// What was begun.
    pub(super) registration: Registration,
    /// The code that was sent first.
    pub(super) sent: Sent,
    /// Back to the choice of a contact.
    pub back: Callback<()>,
    /// Back to the IIN.
    pub restart: Callback<()>,
}

/// The newest code, and the way to another.
pub struct NewestCode {
    pub(super) sent: Sent,
    /// Asks for another.
    pub resend: Callback<()>,
    /// Another is under way: it is not asked for twice.
    pub resending: bool,
}

impl NewestCode {
    /// What the last step holds: whose code it is, where it went, its field and those of the password.
    pub fn inside(&self, words: &Words, step: &LastStepProps, sending: &Sending, fields: Html) -> Html {
        let iin = &step.registration.iin;
        html! {
            <>
                if let Some(failure) = sending.failure() {
                    { self.failure(words, failure, &step.restart) }
                }
                { fact_list(vec![Fact::new(words.get("registration-iin"), iin.clone())], None) }
                { username(iin.clone()) }
                <CodeSent sent={self.sent.clone()} resend={self.resend.clone()} resending={self.resending} back={step.back.clone()} />
                { fields }
            </>
        }
    }

    /// A failure of the last step: a code that is used up has a way to another.
    fn failure(&self, words: &Words, failure: &Failure, restart: &Callback<()>) -> Html {
        let used_up = *failure == Failure::Problem(Problem::CodeUsedUp);
        let more = html! {
            if used_up {
                <div class="row">
                    { button("", QUIET.busy(self.resending), self.resend.clone(), words.get("register-resend")) }
                </div>
            }
        };
        step_failure(words, failure, restart, more)
    }
}

/// Begins with the code that was sent first.
#[hook]
pub(super) fn use_newest_code(step: &LastStepProps, sending: &Sending) -> NewestCode {
    let language = use_words().language();
    let sent = use_state(|| step.sent.clone());
    let busy = use_state_eq(|| false);
    let resend = {
        let (sent, busy, sending) = (sent.clone(), busy.setter(), sending.clone());
        let id = step.registration.view.id.clone();
        Callback::from(move |()| {
            let contact = Some(sent.view.contact.id.clone());
            let (sent, busy, sending, id) = (sent.setter(), busy.clone(), sending.clone(), id.clone());
            sending.forget();
            busy.set(true);
            spawn_local(async move {
                match api::send_code(&id, &ContactChoiceForm { contact, language }).await {
                    Ok(view) => sent.set(Sent::now(view)),
                    Err(refused) => sending.fail(refused),
                }
                busy.set(false);
            });
        })
    };
    NewestCode { sent: (*sent).clone(), resend, resending: *busy }
}

/// Properties of [`CodeSent`].
#[derive(Properties, PartialEq)]
struct CodeSentProps {
    sent: Sent,
    resend: Callback<()>,
    resending: bool,
    back: Callback<()>,
}

/// Where the code went, how long it is good for, and how to get another. The pause is the server's to decide on; asking
/// too early is answered with the seconds left.
#[component]
fn CodeSent(CodeSentProps { sent, resend, resending, back }: &CodeSentProps) -> Html {
    let words = use_words();
    let left = use_seconds_until(sent.valid_until);
    let pause = use_seconds_until(sent.resend_from);
    let number = sent.view.number.to_string();
    let resend = if *resending { Callback::noop() } else { resend.clone() };
    html! {
        <div class="code-sent">
            <p role="status">
                { words.say("register-sent", &[("number", &number), ("contact", &sent.view.contact.masked)]) }
            </p>
            <p class="hint" role="timer">
                { if left > 0 { words.say("register-time-left", &[("time", &clock(left))]) } else { words.get("register-time-over") } }
            </p>
            <div class="row">
                <button id="resend" type="button" class="quiet" aria-describedby="resend-pause" aria-disabled={resending.then_some("true")} onclick={resend.reform(|_: MouseEvent| ())}>
                    { words.get("register-resend") }
                </button>
                <button type="button" class="link" onclick={back.reform(|_: MouseEvent| ())}>{ words.get("register-other-contact") }</button>
            </div>
            <p class="hint" id="resend-pause">
                { if pause > 0 { words.say("register-resend-pause", &[("seconds", &pause.to_string())]) } else { "".into() } }
            </p>
        </div>
    }
}
