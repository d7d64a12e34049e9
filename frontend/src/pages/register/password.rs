//! Step 4: the code and a new password, twice (R-050, R-054…R-059).

use super::{Registration, Sent, step_failure, step_page, summary};
use crate::api::{self, Failure};
use crate::countdown::{clock, use_seconds_until};
use crate::form::use_form;
use crate::pages::start;
use crate::routes::{self, Route};
use crate::sending::use_sending;
use crate::session::{SessionEvent, use_session};
use crate::ui::markup::{Typed, fact_list, line};
use crate::ui::{Action, Fact, Send, enter_form, password};
use crate::words::use_words;
use shared::auth::{ContactChoiceForm, Guesses, NewPasswordForm};
use shared::kernel::form::Form;
use shared::kernel::problem::Problem;
use yew::platform::spawn_local;
use yew::prelude::*;

/// How a one-time code is typed: phones offer the one that has just come.
const CODE: Typed = Typed {
    kind: "",
    inputmode: "numeric",
    autocomplete: "one-time-code",
    class: "digits short",
    autocapitalize: "",
    optional: false,
};

/// Properties of [`PasswordStep`].
#[derive(Properties, PartialEq)]
pub struct PasswordStepProps {
    /// What was begun.
    pub(super) registration: Registration,
    /// The code that was sent first.
    pub(super) sent: Sent,
    /// Back to the choice of a contact.
    pub back: Callback<()>,
    /// Back to the IIN.
    pub restart: Callback<()>,
}

/// The step. The time left is shown; whether it is over is decided by the server alone.
#[component]
pub fn PasswordStep(PasswordStepProps { registration, sent, back, restart }: &PasswordStepProps) -> Html {
    let words = use_words();
    let session = use_session();
    let sent = use_state(|| sent.clone());
    let form = use_form(NewPasswordForm::default);
    let sending = use_sending();
    let guesses = Guesses { own: vec![registration.iin.to_string()], ..Guesses::default() };
    let shown = form.shown(&guesses);
    let resend = {
        let (sent, sending, id) = (sent.clone(), sending.clone(), registration.view.id.clone());
        let language = words.language();
        Callback::from(move |()| {
            let contact = Some(sent.view.contact.id.clone());
            let (sent, sending, id) = (sent.setter(), sending.clone(), id.clone());
            sending.forget();
            spawn_local(async move {
                match api::send_code(&id, &ContactChoiceForm { contact, language }).await {
                    Ok(view) => sent.set(Sent::now(view)),
                    Err(refused) => sending.fail(refused),
                }
            });
        })
    };
    let onsubmit = {
        let (form, sending, id) = (form.clone(), sending.clone(), registration.view.id.clone());
        let guesses = Guesses { own: guesses.own.clone(), ..Guesses::default() };
        Callback::from(move |()| {
            form.submit();
            sending.forget();
            if sending.is_busy() || form.draft().check(&guesses).is_err() {
                return;
            }
            sending.begin();
            let (form, id, session, sending) = (form.clone(), id.clone(), session.clone(), sending.clone());
            spawn_local(async move {
                match api::set_password(&id, form.draft()).await {
                    Ok(()) => {
                        // The answer signs in; the person is to use the new password once before forgetting it.
                        // Without an answer the session stays until it is idle.
                        let _ = api::sign_out().await;
                        session.dispatch(SessionEvent::SignedOut);
                        start::tell_of_registration();
                        routes::replace(&Route::Home);
                    }
                    Err(refused) => sending.refuse(&form, refused),
                }
            });
        })
    };
    let fields = form.bound(&shown);
    let used_up = sending.failure() == Some(&Failure::Problem(Problem::CodeUsedUp));
    let new_code = || html! { <Action quiet=true onpress={resend.clone()}>{ words.get("register-resend") }</Action> };
    let more = if used_up {
        html! { <div class="row">{ new_code() }</div> }
    } else {
        Html::default()
    };
    let inside = html! {
        <>
            if let Some(failure) = sending.failure() {
                { step_failure(&words, failure, restart, more) }
            }
            { fact_list(vec![Fact::new(words.get("registration-iin"), registration.iin.clone())], None) }
            <input
                class="visually-hidden"
                type="text"
                name="username"
                autocomplete="username"
                readonly=true
                tabindex="-1"
                aria-hidden="true"
                value={registration.iin.clone()}
            />
            <CodeSent sent={(*sent).clone()} {resend} back={back.clone()} />
            { line(fields.text(NewPasswordForm::CODE), CODE, None) }
            { password(fields.text(NewPasswordForm::PASSWORD), "new-password") }
            { password(fields.text(NewPasswordForm::REPEATED), "new-password") }
        </>
    };
    let send = Send {
        label: words.get("register-finish"),
        busy_label: words.get("register-finishing"),
        busy: sending.is_busy(),
        beside: Html::default(),
    };
    let content = enter_form(onsubmit, inside, send);
    step_page(&words, 4, summary(&form, &shown), content)
}

/// Properties of [`CodeSent`].
#[derive(Properties, PartialEq)]
struct CodeSentProps {
    sent: Sent,
    resend: Callback<()>,
    back: Callback<()>,
}

/// Where the code went, how long it is good for, and how to get another. The pause is the server's to decide on; asking
/// too early is answered with the seconds left.
#[component]
fn CodeSent(CodeSentProps { sent, resend, back }: &CodeSentProps) -> Html {
    let words = use_words();
    let left = use_seconds_until(sent.valid_until);
    let pause = use_seconds_until(sent.resend_from);
    let number = sent.view.number.to_string();
    html! {
        <div class="code-sent">
            <p role="status">
                { words.say("register-sent", &[("number", &number), ("contact", &sent.view.contact.masked)]) }
            </p>
            <p class="hint" role="timer">
                { if left > 0 { words.say("register-time-left", &[("time", &clock(left))]) } else { words.get("register-time-over") } }
            </p>
            <div class="row">
                <Action quiet=true id="resend" described_by="resend-pause" onpress={resend.clone()}>{ words.get("register-resend") }</Action>
                <button type="button" class="link" onclick={back.reform(|_: MouseEvent| ())}>{ words.get("register-other-contact") }</button>
            </div>
            <p class="hint" id="resend-pause">
                { if pause > 0 { words.say("register-resend-pause", &[("seconds", &pause.to_string())]) } else { "".into() } }
            </p>
        </div>
    }
}
