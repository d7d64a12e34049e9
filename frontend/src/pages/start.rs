//! Start page: the two ways into the cabinet (R-016…R-030).

use super::key::KeyLogin;
use crate::api::{self, Failure};
use crate::browser;
use crate::form::{Control, use_form};
use crate::routes::{MEMOS, Route};
use crate::sending::{Request, use_sending};
use crate::session;
use crate::ui::markup::{Typed, line, link, sentences};
use crate::ui::{CheckBox, FailureNotice, Notice, Page, Send, Tone, enter_form, password, summary};
use crate::words::{Words, use_words};
use shared::auth::LoginForm;
use shared::kernel::form::Form;
use shared::kernel::problem::Problem;
use std::cell::Cell;
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

/// The IIN that the person asked to be remembered.
pub fn remembered_iin() -> String {
    browser::remembered(IIN_KEY).unwrap_or_default()
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
    let form = use_form(|| LoginForm { iin: remembered_iin(), ..LoginForm::default() });
    let remember = use_state(|| browser::remembered(IIN_KEY).is_some());
    let sending = use_sending();
    let shown = form.shown(&None);
    let request = {
        let language = words.language();
        move |form: LoginForm| -> Request<_> {
            let form = LoginForm { language, ..form };
            Box::pin(async move { api::sign_in(&form).await })
        }
    };
    let done = {
        let remember = *remember;
        Callback::from(move |citizen: shared::auth::views::SessionView| {
            browser::remember(IIN_KEY, remember.then_some(citizen.iin.as_str()));
            session::known(Some(citizen));
        })
    };
    let onsubmit = sending.on_submit(&form, None, request, done);
    let fields = form.bound(&shown);
    // A new password ends every session, this page's too: that it was set is the news then.
    let told = match (registered, *ended, *wanted) {
        (true, ..) => Some((Tone::Good, "start-registered")),
        (_, true, _) => Some((Tone::Warn, "start-signed-out")),
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
    let summary = summary(&form, &shown);
    let has_errors = summary != Html::default();
    let form = enter_form(onsubmit, inside, send);
    html! {
        <Page title={words.get("start-title")} lead={words.get("start-lead")} {has_errors} {summary}>
            if !*ended {
                { links(&words) }
            }
            if let Some((tone, text)) = told {
                <Notice {tone} role="status"><p>{ words.get(text) }</p></Notice>
            }
            <div class="two">
                <section class="card" aria-labelledby="start-password">
                    <h2 id="start-password">{ words.get("start-password") }</h2>
                    { form }
                </section>
                <KeyLogin />
            </div>
            if !*ended {
                { greeting(&words) }
            }
        </Page>
    }
}

/// The ways out for those who cannot log in at once (R-027…R-029), at the top of the page.
fn links(words: &Words) -> Html {
    let places = [(Route::Register, "start-forgot"), (Route::Password, "start-change"), (Route::Code, "start-code")];
    html! {
        <nav class="help-links" aria-label={words.get("start-links")}>
            { for places.into_iter().map(|(to, name)| link(name, to, "", words.get(name))) }
        </nav>
    }
}

/// The greeting explains the ways in, and what to do without one (R-026, R-030… ).
fn greeting(words: &Words) -> Html {
    let memos = MEMOS.into_iter().map(|memo| {
        html! { <li>{ link("", Route::Memo(memo), "", words.get(&format!("memo-{memo}"))) }</li> }
    });
    html! {
        <div class="two">
            <section class="card quiet-card" aria-labelledby="start-greeting">
                <h2 id="start-greeting">{ words.get("start-greeting") }</h2>
                <p>{ words.get("start-about") }</p>
                { sentences(words, "start", &["ways", "first-time", "forgotten", "sign-needs", "help", "no-way"], &[]) }
            </section>
            <section class="card quiet-card" aria-labelledby="start-memos">
                <h2 id="start-memos">{ words.get("start-memos") }</h2>
                <ul class="plain-list">{ for memos }</ul>
            </section>
        </div>
    }
}

/// Wrong credentials in their own words: never which of the two is wrong, nor whether the IIN is known. Where the password
/// is not enough any more, the way out stands beside; where it has to wait, the key is the other one (ux 6).
fn login_failure(failure: &Failure, words: &Words) -> Html {
    if *failure == Failure::Problem(Problem::WrongCredentials) {
        let said = words.failure(failure);
        return html! {
            <Notice tone={Tone::Bad} title={said.what} role="alert" takes_focus=true><p>{ said.advice }</p></Notice>
        };
    }
    let way_out = match failure {
        Failure::Problem(Problem::TooManyTries { .. }) => html! { <p>{ words.get("start-or-key") }</p> },
        _ => password_way_out(failure, words),
    };
    html! { <FailureNotice failure={failure.clone()} takes_focus=true>{ way_out }</FailureNotice> }
}

/// The way out of a failure after which the password alone lets nobody in; nothing for the others.
pub fn password_way_out(failure: &Failure, words: &Words) -> Html {
    let (to, name) = match failure {
        Failure::Problem(Problem::CodeNeeded) => (Route::CodeLogin, "start-get-code"),
        Failure::Problem(Problem::PasswordBlocked) => (Route::Register, "start-set-password"),
        _ => return Html::default(),
    };
    html! { <p class="row">{ link("login-way-out", to, "button quiet", words.get(name)) }</p> }
}
