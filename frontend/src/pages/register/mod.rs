//! Registration and a new password, in four steps (R-045…R-061); the same steps lead to a code for entering.

mod code_sent;
mod contact;
mod entry;
mod identify;
mod older;
mod password;

use crate::api::Failure;
use crate::config::{code_minutes, use_config};
use crate::pages::start::password_way_out;
use crate::routes::{self, Route};
use crate::ui::markup::{MAIN, QUIET, button, link, sentences};
use crate::ui::{FailureNotice, Page, Steps};
use crate::words::{Words, use_words};
pub use code_sent::CODE;
use contact::ContactStep;
use entry::EntryStep;
use identify::IdentifyStep;
use older::OlderStep;
use password::PasswordStep;
use shared::api::{CodeSentView, RegistrationView};
use shared::auth::CodePurpose;
use shared::kernel::problem::Problem;
use yew::prelude::*;

/// How far the person got.
#[derive(Clone, Debug, PartialEq)]
enum Step {
    /// Step 1: what will happen, and the button.
    Begin,
    /// Step 2: IIN and the anti-robot check.
    Identify,
    /// Steps 2 and 3 in the older way.
    Older,
    /// Step 3: where the code goes.
    Contact(Registration),
    /// Step 4: the code and a new password, or the password that holds.
    Last(Registration, Sent),
}

/// A registration begun, with the IIN it is for and what its code will be for.
#[derive(Clone, Debug, PartialEq)]
struct Registration {
    view: RegistrationView,
    iin: AttrValue,
    purpose: CodePurpose,
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

/// Properties of [`RegisterPage`].
#[derive(Properties, PartialEq)]
pub struct RegisterPageProps {
    /// What the code will be for.
    #[prop_or_default]
    pub purpose: CodePurpose,
}

/// The four steps. Going from one to the next moves focus to its heading, like a page of its own.
#[component]
pub fn RegisterPage(RegisterPageProps { purpose }: &RegisterPageProps) -> Html {
    let words = use_words();
    let config = use_config();
    let step = use_state(|| Step::Begin);
    let to = {
        let step = step.setter();
        use_callback((), move |next: Step, ()| {
            routes::arriving();
            step.set(next);
        })
    };
    let (purpose, restart) = (*purpose, to.reform(|()| Step::Identify));
    match &*step {
        Step::Begin => {
            let minutes = code_minutes(&config);
            let older = config.is_some_and(|config| config.older_registration).then(|| to.reform(|()| Step::Older));
            step_page(&words, purpose, 1, Html::default(), begin(&words, purpose, &minutes, restart, older))
        }
        Step::Identify => html! { <IdentifyStep {purpose} ondone={to.reform(Step::Contact)} /> },
        Step::Older => {
            html! { <OlderStep ondone={to.reform(Step::Contact)} oncancel={to.reform(|()| Step::Begin)} /> }
        }
        Step::Contact(registration) => {
            let begun = registration.clone();
            let ondone = to.reform(move |sent| Step::Last(begun.clone(), sent));
            html! { <ContactStep registration={registration.clone()} {ondone} {restart} /> }
        }
        Step::Last(registration, sent) => {
            let begun = registration.clone();
            let back = to.reform(move |()| Step::Contact(begun.clone()));
            let (registration, sent) = (registration.clone(), sent.clone());
            match purpose {
                CodePurpose::Password => html! { <PasswordStep {registration} {sent} {back} {restart} /> },
                CodePurpose::Entrance => html! { <EntryStep {registration} {sent} {back} {restart} /> },
            }
        }
    }
}

/// The frame of a step. `summary` is the error summary, when there is one.
fn step_page(words: &Words, purpose: CodePurpose, number: usize, summary: Html, content: Html) -> Html {
    let road = match purpose {
        CodePurpose::Password => "register",
        CodePurpose::Entrance => "code-entry",
    };
    let title = words.say(&format!("{road}-title"), &[("step", &number.to_string())]);
    let lead = words.find(&format!("{road}-step-{number}"));
    let lead = lead.unwrap_or_else(|| words.get(&format!("register-step-{number}")));
    let names: Vec<AttrValue> = (1..=4).map(|at| words.get(&format!("register-step-{at}-short"))).collect();
    let has_errors = summary != Html::default();
    html! {
        <Page key={number} {title} {lead} {summary} {has_errors}>
            <Steps {names} current={number - 1} />
            <section class="card narrow">{ content }</section>
        </Page>
    }
}

/// Step 1: what will happen, and how many `minutes` a code lives. `older` leads to the older form, where it is offered.
fn begin(
    words: &Words,
    purpose: CodePurpose,
    minutes: &str,
    onpress: Callback<()>,
    older: Option<Callback<()>>,
) -> Html {
    if purpose == CodePurpose::Entrance {
        return html! {
            <>
                <p>{ words.get("code-entry-about") }</p>
                <div class="row">{ button("", MAIN, onpress, words.get("code-entry-begin")) }</div>
            </>
        };
    }
    html! {
        <>
            <h2>{ words.get("register-way") }</h2>
            <p>{ words.get("register-about") }</p>
            { sentences(words, "register-about", &["contact", "code", "password"], &[("minutes", minutes)]) }
            <div class="row">
                { button("", MAIN, onpress, words.get("register-begin")) }
                if let Some(older) = older {
                    { button("older-open", QUIET, older, words.get("older-open")) }
                }
                { link("to-code", Route::Code, "", words.get("start-code")) }
            </div>
        </>
    }
}

/// A failure after step 2: where the registration itself is gone or its code too old, the way out is to begin anew;
/// where the password is blocked, it is that of the start page.
fn step_failure(words: &Words, failure: &Failure, restart: &Callback<()>, more: Html) -> Html {
    let over =
        matches!(failure, Failure::Problem(Problem::NotFound | Problem::CodeExpired { .. } | Problem::ContactShared));
    html! {
        <FailureNotice failure={failure.clone()} takes_focus=true>
            { more }
            { password_way_out(failure, words) }
            if over {
                <div class="row">{ button("", QUIET, restart.clone(), words.get("register-restart")) }</div>
            }
        </FailureNotice>
    }
}
