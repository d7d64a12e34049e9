//! Registration and a new password, in four steps (R-045…R-061).

mod contact;
mod identify;
mod password;

use crate::api::Failure;
use crate::form::FormHandle;
use crate::routes;
use crate::ui::{Action, ErrorSummary, FailureNotice, Page, Steps};
use crate::words::{Words, use_words};
use contact::ContactStep;
use identify::IdentifyStep;
use password::PasswordStep;
use shared::api::{CodeSentView, RegistrationView};
use shared::kernel::form::{Errors, Form};
use shared::kernel::problem::Problem;
use yew::prelude::*;

/// How far the person got.
#[derive(Clone, Debug, PartialEq)]
enum Step {
    /// Step 1: what will happen, and the button.
    Begin,
    /// Step 2: IIN and the anti-robot check.
    Identify,
    /// Step 3: where the code goes.
    Contact(Registration),
    /// Step 4: the code and the password.
    Password(Registration, Sent),
}

/// A registration begun, with the IIN it is for.
#[derive(Clone, Debug, PartialEq)]
struct Registration {
    view: RegistrationView,
    iin: AttrValue,
}

/// A code on its way.
#[derive(Clone, Debug, PartialEq)]
struct Sent {
    view: CodeSentView,
    /// When it stops being valid and when another may be asked for, in the page's milliseconds: only for showing.
    valid_until: f64,
    resend_from: f64,
}

impl Sent {
    fn now(view: CodeSentView) -> Self {
        let moment = crate::countdown::seconds_from_now;
        Self { valid_until: moment(view.valid_for), resend_from: moment(view.resend_after), view }
    }
}

/// The four steps. Going from one to the next moves focus to its heading, like a page of its own.
#[component]
pub fn RegisterPage() -> Html {
    let words = use_words();
    let step = use_state(|| Step::Begin);
    let to = {
        let step = step.setter();
        use_callback((), move |next: Step, ()| {
            routes::arriving();
            step.set(next);
        })
    };
    let restart = to.reform(|()| Step::Identify);
    match &*step {
        Step::Begin => step_page(&words, 1, Html::default(), begin(&words, restart)),
        Step::Identify => html! { <IdentifyStep ondone={to.reform(Step::Contact)} /> },
        Step::Contact(registration) => {
            let begun = registration.clone();
            let ondone = to.reform(move |sent| Step::Password(begun.clone(), sent));
            html! { <ContactStep registration={registration.clone()} {ondone} {restart} /> }
        }
        Step::Password(registration, sent) => {
            let begun = registration.clone();
            let back = to.reform(move |()| Step::Contact(begun.clone()));
            html! { <PasswordStep registration={registration.clone()} sent={sent.clone()} {back} {restart} /> }
        }
    }
}

/// The frame of a step. `summary` is the error summary, when there is one.
fn step_page(words: &Words, number: usize, summary: Html, content: Html) -> Html {
    let title = words.say("register-title", &[("step", &number.to_string())]);
    let names: Vec<AttrValue> = (1..=4).map(|at| words.get(&format!("register-step-{at}-short"))).collect();
    let has_errors = summary != Html::default();
    html! {
        <Page key={number} {title} lead={words.get(&format!("register-step-{number}"))} {summary} {has_errors}>
            <Steps {names} current={number - 1} />
            <section class="card narrow">{ content }</section>
        </Page>
    }
}

/// Step 1: what will happen.
fn begin(words: &Words, onpress: Callback<()>) -> Html {
    html! {
        <>
            <p>{ words.get("register-about") }</p>
            <ul class="plain-list">
                { for ["contact", "code", "password"].into_iter().map(|part| html! {
                    <li>{ words.get(&format!("register-about-{part}")) }</li>
                }) }
            </ul>
            <div class="row"><Action {onpress}>{ words.get("register-begin") }</Action></div>
        </>
    }
}

/// The summary of a step's errors.
fn summary<F: Form>(form: &FormHandle<F>, shown: &Errors) -> Html {
    if form.attempts() == 0 || shown.is_empty() {
        return Html::default();
    }
    html! { <ErrorSummary form={F::ID} errors={shown.clone()} attempts={form.attempts()} /> }
}

/// A failure after step 2: where the registration itself is gone or its code too old, the way out is to begin anew.
fn step_failure(words: &Words, failure: &Failure, restart: &Callback<()>, more: Html) -> Html {
    let over = matches!(failure, Failure::Problem(Problem::NotFound | Problem::CodeExpired | Problem::ContactShared));
    html! {
        <FailureNotice failure={failure.clone()} takes_focus=true>
            { more }
            if over {
                <div class="row"><Action quiet=true onpress={restart.clone()}>{ words.get("register-restart") }</Action></div>
            }
        </FailureNotice>
    }
}
