//! Step 4 after too many wrong passwords: the code and the password that holds.

use super::code_sent::{CODE, LastStepProps, use_newest_code};
use super::step_page;
use crate::api;
use crate::form::use_form;
use crate::routes::{self, Route};
use crate::sending::{Request, use_sending};
use crate::session;
use crate::ui::markup::line;
use crate::ui::{Send, enter_form, password, summary};
use crate::words::use_words;
use shared::auth::{CodeLoginForm, CodePurpose};
use yew::prelude::*;

/// The step. It ends in the cabinet.
#[component]
pub fn EntryStep(step: &LastStepProps) -> Html {
    let words = use_words();
    let form = use_form(CodeLoginForm::default);
    let sending = use_sending();
    let code = use_newest_code(step, &sending);
    let shown = form.shown(&());
    let request = {
        let (id, language) = (step.registration.view.id.clone(), words.language());
        move |form: CodeLoginForm| -> Request<_> {
            let (id, form) = (id.clone(), CodeLoginForm { language, ..form });
            Box::pin(async move { api::sign_in_by_code(&id, &form).await })
        }
    };
    let done = Callback::from(|citizen| {
        session::known(Some(citizen));
        routes::replace_on(&Route::CodeLogin, &Route::Home);
    });
    let onsubmit = sending.on_submit(&form, (), request, done);
    let fields = form.bound(&shown);
    let passwords = html! {
        <>
            { line(fields.text(CodeLoginForm::CODE), CODE, None) }
            { password(fields.text(CodeLoginForm::PASSWORD), "current-password") }
        </>
    };
    let send = Send {
        label: words.get("start-enter"),
        busy_label: words.get("start-entering"),
        busy: sending.is_busy(),
        beside: Html::default(),
    };
    let content = enter_form(onsubmit, code.inside(&words, step, &sending, passwords), send);
    step_page(&words, CodePurpose::Entrance, 4, summary(&form, &shown), content)
}
