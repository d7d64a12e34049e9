//! Step 4: the code and a new password, twice (R-050, R-054…R-059).

use super::code_sent::{CODE, LastStepProps, use_newest_code};
use super::step_page;
use crate::api;
use crate::form::use_form;
use crate::pages::start;
use crate::routes::{self, Route};
use crate::sending::{Request, use_sending};
use crate::ui::markup::line;
use crate::ui::{Send, enter_form, password, summary};
use crate::words::use_words;
use shared::auth::{CodePurpose, Guesses, NewPasswordForm};
use yew::prelude::*;

/// The step. The time left is shown; whether it is over is decided by the server alone.
#[component]
pub fn PasswordStep(step: &LastStepProps) -> Html {
    let words = use_words();
    let form = use_form(NewPasswordForm::default);
    let sending = use_sending();
    let code = use_newest_code(step, &sending);
    let guesses = || Guesses { own: vec![step.registration.iin.to_string()], ..Guesses::default() };
    let shown = form.shown(&guesses());
    let request = {
        let id = step.registration.view.id.clone();
        move |form: NewPasswordForm| -> Request<()> {
            let id = id.clone();
            Box::pin(async move { api::set_password(&id, &form).await })
        }
    };
    // The person is to use the new password once before forgetting it: it begins no session.
    let done = Callback::from(|()| {
        start::tell_of_registration();
        routes::replace_on(&Route::Register, &Route::Home);
    });
    let onsubmit = sending.on_submit(&form, guesses(), request, done);
    let fields = form.bound(&shown);
    let passwords = html! {
        <>
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
    let content = enter_form(onsubmit, code.inside(&words, step, &sending, passwords), send);
    step_page(&words, CodePurpose::Password, 4, summary(&form, &shown), content)
}
