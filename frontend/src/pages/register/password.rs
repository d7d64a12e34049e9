//! Step 4: the code and a new password, twice (R-050, R-054…R-059).

use super::contact::StepFailure;
use super::{Registration, Sent};
use crate::api::{self, Failure};
use crate::countdown::{clock, use_seconds_until};
use crate::form::use_form;
use crate::pages::start;
use crate::routes::{self, Route};
use crate::session::{SessionEvent, use_session};
use crate::ui::{Action, EnterForm, ErrorSummary, Fact, Facts, PasswordField, SubmitButton, TextField};
use crate::words::use_words;
use shared::auth::{ContactChoiceForm, Guesses, NewPasswordForm};
use shared::kernel::form::Form;
use shared::kernel::problem::Problem;
use yew::platform::spawn_local;
use yew::prelude::*;

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
    let busy = use_state(|| false);
    let failure = use_state(|| None::<Failure>);
    let guesses = Guesses { own: vec![registration.iin.to_string()], ..Guesses::default() };
    let shown = form.shown(&guesses);
    let resend = {
        let (sent, failure, id) = (sent.clone(), failure.clone(), registration.view.id.clone());
        let language = words.language();
        Callback::from(move |()| {
            let contact = Some(sent.view.contact.id.clone());
            let (sent, failure, id) = (sent.setter(), failure.setter(), id.clone());
            failure.set(None);
            spawn_local(async move {
                match api::send_code(&id, &ContactChoiceForm { contact, language }).await {
                    Ok(view) => sent.set(Sent::now(view)),
                    Err(refused) => failure.set(Some(refused)),
                }
            });
        })
    };
    let onsubmit = {
        let (form, busy, failure, id) = (form.clone(), busy.clone(), failure.clone(), registration.view.id.clone());
        let guesses = Guesses { own: guesses.own.clone(), ..Guesses::default() };
        Callback::from(move |()| {
            form.submit();
            failure.set(None);
            if *busy || form.draft().check(&guesses).is_err() {
                return;
            }
            busy.set(true);
            let (form, id, session) = (form.clone(), id.clone(), session.clone());
            let (busy, failure) = (busy.setter(), failure.setter());
            spawn_local(async move {
                match api::set_password(&id, form.draft()).await {
                    Ok(()) => {
                        // A new password ends every session, this one too.
                        session.dispatch(SessionEvent::SignedOut);
                        start::tell_of_registration();
                        return routes::replace(&Route::Home);
                    }
                    Err(refused) => match refused.violations() {
                        Some(violations) => form.refuse(violations),
                        None => failure.set(Some(refused)),
                    },
                }
                busy.set(false);
            });
        })
    };
    let fields = form.bound(&shown);
    let used_up = failure.as_ref() == Some(&Failure::Problem(Problem::CodeUsedUp));
    html! {
        <EnterForm {onsubmit}>
            <ErrorSummary form={NewPasswordForm::ID} errors={shown} attempts={form.attempts()} />
            if let Some(failure) = &*failure {
                <StepFailure failure={failure.clone()} restart={restart.clone()}>
                    if used_up {
                        <div class="row"><Action quiet=true onpress={resend.clone()}>{ words.get("register-resend") }</Action></div>
                    }
                </StepFailure>
            }
            <Facts rows={vec![Fact::new(words.get("registration-iin"), registration.iin.clone())]} />
            <input class="visually-hidden" type="text" name="username" autocomplete="username" readonly=true tabindex="-1" aria-hidden="true" value={registration.iin.clone()} />
            <CodeSent sent={(*sent).clone()} {resend} back={back.clone()} />
            <TextField of={fields.text(NewPasswordForm::CODE)} inputmode="numeric" autocomplete="one-time-code" class="digits short" />
            <PasswordField of={fields.text(NewPasswordForm::PASSWORD)} autocomplete="new-password" />
            <PasswordField of={fields.text(NewPasswordForm::REPEATED)} autocomplete="new-password" />
            <SubmitButton in_form=true label={words.get("register-finish")} busy_label={words.get("register-finishing")} busy={*busy} />
        </EnterForm>
    }
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
