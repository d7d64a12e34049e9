//! A code that is there already, and a new password: straight to the last step.

use super::checked::use_checked;
use super::register::CODE;
use super::start::{self, IIN};
use crate::api;
use crate::config::{code_minutes, use_config};
use crate::form::use_form;
use crate::routes::{self, Route};
use crate::sending::Request;
use crate::ui::markup::{line, link};
use crate::ui::{FailureNotice, Page, Send, enter_form, password, summary};
use crate::words::use_words;
use shared::auth::{CodeEntranceFacts, CodeEntranceForm, Guesses};
use yew::prelude::*;

/// The page.
#[component]
pub fn CodePage() -> Html {
    type Code = CodeEntranceForm;
    let (words, config) = (use_words(), use_config());
    let form = use_form(|| Code { iin: start::remembered_iin(), ..Code::default() });
    let guesses = Guesses { own: vec![form.draft().iin.clone()], ..Guesses::default() };
    let facts = CodeEntranceFacts { today: None, guesses };
    let request = |form: Code| -> Request<()> { Box::pin(async move { api::enter_code(&form).await }) };
    let done = Callback::from(|()| {
        start::tell_of_registration();
        routes::replace_on(&Route::Code, &Route::Home);
    });
    let checked = use_checked(&form, &facts, ("code-entrance-proof", Code::PROOF), request, done);
    let fields = form.bound(&checked.shown);
    let inside = html! {
        <>
            if let Some(failure) = checked.sending.failure() {
                <FailureNotice failure={failure.clone()} takes_focus=true />
            }
            { line(fields.text(Code::IIN), IIN, None) }
            { line(fields.text(Code::CODE), CODE, None) }
            { password(fields.text(Code::PASSWORD), "new-password") }
            { password(fields.text(Code::REPEATED), "new-password") }
            { checked.check.clone() }
        </>
    };
    let send = Send {
        label: words.get("register-finish"),
        busy_label: checked.busy_label(&words, "register-finishing"),
        busy: checked.busy,
        beside: link("to-register", Route::Register, "", words.get("code-page-none")),
    };
    let content = enter_form(checked.onsubmit.clone(), inside, send);
    let summary = summary(&form, &checked.shown);
    let has_errors = summary != Html::default();
    let lead = words.say("code-page-lead", &[("minutes", &code_minutes(&config))]);
    html! {
        <Page title={words.get("code-page-title")} {lead} {summary} {has_errors}>
            <section class="card narrow">{ content }</section>
        </Page>
    }
}
