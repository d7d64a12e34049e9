//! Start page: the ways into the cabinet (R-016… ). Only ways that work are shown.

use crate::api::{self, Failure};
use crate::browser;
use crate::form::{Control, use_form};
use crate::routes::Route;
use crate::sending::use_sending;
use crate::session::{SessionEvent, use_session};
use crate::ui::markup::{Typed, line, link};
use crate::ui::{CheckBox, ErrorSummary, FailureNotice, Notice, Page, Send, Tone, enter_form, password};
use crate::words::{Words, use_words};
use shared::auth::LoginForm;
use shared::kernel::form::Form;
use shared::kernel::problem::Problem;
use std::cell::Cell;
use yew::platform::spawn_local;
use yew::prelude::*;

/// Name under which the browser keeps the IIN, and nothing else of the person.
const IIN_KEY: &str = "iin";

/// How an IIN is typed: it is the name that a password manager keeps.
pub const IIN: Typed = Typed {
    kind: "",
    inputmode: "numeric",
    autocomplete: "username",
    class: "digits",
    autocapitalize: "",
    optional: false,
};

thread_local! {
    static REGISTERED: Cell<bool> = const { Cell::new(false) };
}

/// The next start page says that the password was set.
pub fn tell_of_registration() {
    REGISTERED.set(true);
}

/// Properties of [`StartPage`].
#[derive(Properties, PartialEq)]
pub struct StartPageProps {
    /// A page was asked for that needs a session.
    #[prop_or_default]
    pub wanted: bool,
    /// The session ended in the middle of something.
    #[prop_or_default]
    pub ended: bool,
}

/// The page before login.
#[component]
pub fn StartPage(StartPageProps { wanted, ended }: &StartPageProps) -> Html {
    let words = use_words();
    let registered = *use_memo((), |()| REGISTERED.replace(false));
    let form = use_form(|| LoginForm { iin: browser::remembered(IIN_KEY).unwrap_or_default(), ..LoginForm::default() });
    let remember = use_state(|| browser::remembered(IIN_KEY).is_some());
    let sending = use_sending();
    let session = use_session();
    let shown = form.shown(&None);
    let onsubmit = {
        let (form, remember, sending) = (form.clone(), remember.clone(), sending.clone());
        Callback::from(move |()| {
            form.submit();
            sending.forget();
            if sending.is_busy() || form.draft().check(&None).is_err() {
                return;
            }
            sending.begin();
            let (form, remember, session, sending) = (form.clone(), *remember, session.clone(), sending.clone());
            spawn_local(async move {
                match api::sign_in(form.draft()).await {
                    Ok(citizen) => {
                        browser::remember(IIN_KEY, remember.then_some(citizen.iin.as_str()));
                        session.dispatch(SessionEvent::SignedIn(citizen));
                    }
                    Err(refused) => sending.refuse(&form, refused),
                }
            });
        })
    };
    let fields = form.bound(&shown);
    let news = match (*ended, registered, *wanted) {
        (true, ..) => Some((Tone::Warn, "start-signed-out")),
        (_, true, _) => Some((Tone::Good, "start-registered")),
        (_, _, true) => Some((Tone::Plain, "start-sign-in-first")),
        _ => None,
    };
    let remember_box = Control {
        root: LoginForm::ID,
        id: "login-remember".into(),
        value: *remember,
        error: None,
        set: { Callback::from(move |ticked| remember.set(ticked)) },
        left_filled: Callback::noop(),
    };
    let summary = html! { <ErrorSummary form={LoginForm::ID} errors={shown.clone()} attempts={form.attempts()} /> };
    let inside = html! {
        <>
            if let Some(failure) = sending.failure() {
                { login_failure(failure, &words) }
            }
            { line(fields.text(LoginForm::IIN), IIN, None) }
            { password(fields.text(LoginForm::PASSWORD), "current-password") }
            <CheckBox of={remember_box} />
        </>
    };
    let send = Send {
        label: words.get("start-enter"),
        busy_label: words.get("start-entering"),
        busy: sending.is_busy(),
        beside: link("to-register", Route::Register, "", words.get("start-register")),
    };
    let has_errors = form.submitted() && !shown.is_empty();
    let form = enter_form(onsubmit, inside, send);
    html! {
        <Page title={words.get("start-title")} lead={words.get("start-lead")} {has_errors} {summary}>
            if let Some((tone, text)) = news {
                <Notice {tone} role="status"><p>{ words.get(text) }</p></Notice>
            }
            <div class="two">
                <section class="card" aria-labelledby="start-password">
                    <h2 id="start-password">{ words.get("start-password") }</h2>
                    { form }
                </section>
                <section class="card quiet-card" aria-labelledby="start-greeting">
                    <h2 id="start-greeting">{ words.get("start-greeting") }</h2>
                    <p>{ words.get("start-about") }</p>
                    <ul class="plain-list">
                        { for ["first-time", "forgotten", "sign-needs"].into_iter().map(|part| html! {
                            <li>{ words.get(&format!("start-{part}")) }</li>
                        }) }
                    </ul>
                    <p class="source">{ words.get("start-help") }</p>
                </section>
            </div>
        </Page>
    }
}

/// Wrong credentials in their own words: never which of the two is wrong, nor whether the IIN is known.
fn login_failure(failure: &Failure, words: &Words) -> Html {
    if *failure != Failure::Problem(Problem::WrongCredentials) {
        return html! { <FailureNotice failure={failure.clone()} takes_focus=true /> };
    }
    let said = words.failure(failure);
    html! {
        <Notice tone={Tone::Bad} title={said.what} role="alert" takes_focus=true><p>{ said.advice }</p></Notice>
    }
}
