//! Another password, inside the cabinet.

use crate::api::{self, Failure};
use crate::form::use_form;
use crate::sending::{Request, use_sending};
use crate::session::{self, use_session};
use crate::ui::{FailureNotice, Notice, Page, Send, Tone, enter_form, password, summary, username};
use crate::words::{Words, use_words};
use shared::auth::{ChangePasswordForm, Guesses};
use shared::kernel::problem::Problem;
use yew::prelude::*;

/// The page. The other sessions end; this one goes on.
#[component]
pub fn PasswordPage() -> Html {
    type Change = ChangePasswordForm;
    let words = use_words();
    let session = use_session();
    let citizen = session.who.citizen();
    let iin = citizen.map(|citizen| citizen.iin.to_string()).unwrap_or_default();
    let own = vec![iin.clone(), citizen.map(|citizen| citizen.name.in_full()).unwrap_or_default()];
    let guesses = || Guesses { own: own.clone(), ..Guesses::default() };
    let form = use_form(Change::default);
    let changed = use_state_eq(|| false);
    let sending = use_sending();
    let shown = form.shown(&guesses());
    let request = |form: Change| -> Request<_> { Box::pin(async move { api::change_password(&form).await }) };
    let done = {
        let (changed, form) = (changed.setter(), form.clone());
        Callback::from(move |citizen| {
            session::known(Some(citizen));
            form.replace(Change::default());
            changed.set(true);
        })
    };
    let onsubmit = sending.on_submit(&form, guesses(), request, done);
    if *changed {
        return html! {
            <Page title={words.get("change-title")}>
                <Notice tone={Tone::Good} role="status" takes_focus=true><p>{ words.get("change-done") }</p></Notice>
            </Page>
        };
    }
    let fields = form.bound(&shown);
    let inside = html! {
        <>
            if let Some(failure) = sending.failure() {
                { refused(&words, failure) }
            }
            { username(iin.into()) }
            { password(fields.text(Change::CURRENT), "current-password") }
            { password(fields.text(Change::PASSWORD), "new-password") }
            { password(fields.text(Change::REPEATED), "new-password") }
        </>
    };
    let send = Send {
        label: words.get("change-save"),
        busy_label: words.get("change-saving"),
        busy: sending.is_busy(),
        beside: Html::default(),
    };
    let content = enter_form(onsubmit, inside, send);
    let summary = summary(&form, &shown);
    let has_errors = summary != Html::default();
    html! {
        <Page title={words.get("change-title")} lead={words.get("change-lead")} {summary} {has_errors}>
            <section class="card narrow">{ content }</section>
        </Page>
    }
}

/// Here «wrong credentials» can only mean the present password.
fn refused(words: &Words, failure: &Failure) -> Html {
    if *failure != Failure::Problem(Problem::WrongCredentials) {
        return html! { <FailureNotice failure={failure.clone()} takes_focus=true /> };
    }
    html! {
        <Notice tone={Tone::Bad} title={words.get("change-wrong")} role="alert" takes_focus=true>
            <p>{ words.get("change-wrong.advice") }</p>
        </Notice>
    }
}
