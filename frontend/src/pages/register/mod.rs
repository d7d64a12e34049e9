//! Registration and a new password, in four steps (R-045…R-061).

mod contact;
mod identify;
mod password;

use crate::routes;
use crate::ui::{Action, Page, Steps};
use crate::words::use_words;
use contact::ContactStep;
use identify::IdentifyStep;
use password::PasswordStep;
use shared::api::{CodeSentView, RegistrationView};
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

impl Step {
    fn number(&self) -> usize {
        match self {
            Self::Begin => 1,
            Self::Identify => 2,
            Self::Contact(_) => 3,
            Self::Password(..) => 4,
        }
    }
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
    let number = step.number();
    let title = words.say("register-title", &[("step", &number.to_string())]);
    let names = (1..=4).map(|at| words.get(&format!("register-step-{at}-short"))).collect::<Vec<_>>();
    let restart = to.reform(|()| Step::Identify);
    let content = match &*step {
        Step::Begin => html! {
            <>
                <p>{ words.get("register-about") }</p>
                <ul class="plain-list">
                    <li>{ words.get("register-about-contact") }</li>
                    <li>{ words.get("register-about-code") }</li>
                    <li>{ words.get("register-about-password") }</li>
                </ul>
                <div class="row"><Action onpress={to.reform(|()| Step::Identify)}>{ words.get("register-begin") }</Action></div>
            </>
        },
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
    };
    html! {
        <Page key={number} {title} lead={words.get(&format!("register-step-{number}"))}>
            <Steps {names} current={number - 1} />
            <section class="card narrow">{ content }</section>
        </Page>
    }
}
