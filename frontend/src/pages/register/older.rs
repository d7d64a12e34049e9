//! Steps 2 and 3 in the older way (R-062…R-074): names, IIN and a contact that must all be on file.

use super::Registration;
use crate::api;
use crate::form::use_form;
use crate::pages::checked::use_checked;
use crate::pages::start::IIN;
use crate::sending::Request;
use crate::ui::markup::line;
use crate::ui::markup::{QUIET, Typed, button};
use crate::ui::{FailureNotice, Page, Send, enter_form, summary};
use crate::words::use_words;
use shared::auth::{CodePurpose, OlderRegistrationForm};
use yew::prelude::*;

/// Properties of [`OlderStep`].
#[derive(Properties, PartialEq)]
pub struct OlderStepProps {
    /// The registration has begun.
    pub(super) ondone: Callback<Registration>,
    /// «Cancel».
    pub oncancel: Callback<()>,
}

fn typed(autocomplete: &'static str, optional: bool) -> Typed {
    Typed { autocomplete, optional, ..Typed::default() }
}

/// The older form.
#[component]
pub fn OlderStep(OlderStepProps { ondone, oncancel }: &OlderStepProps) -> Html {
    type Older = OlderRegistrationForm;
    let words = use_words();
    let form = use_form(Older::default);
    let done = {
        let form = form.clone();
        ondone.reform(move |view| {
            let iin = form.draft().iin.clone().into();
            Registration { view, iin, purpose: CodePurpose::Password }
        })
    };
    let request = |form: Older| -> Request<_> { Box::pin(async move { api::register_older(&form).await }) };
    let checked = use_checked(&form, &None, ("older-registration-proof", Older::PROOF), request, done);
    let fields = form.bound(&checked.shown);
    let inside = html! {
        <>
            if let Some(failure) = checked.sending.failure() {
                <FailureNotice failure={failure.clone()} takes_focus=true />
            }
            { line(fields.text(Older::SURNAME), typed("family-name", false), None) }
            { line(fields.text(Older::GIVEN), typed("given-name", false), None) }
            { line(fields.text(Older::PATRONYMIC), typed("additional-name", true), None) }
            { line(fields.text(Older::IIN), IIN, None) }
            { line(fields.text(Older::CONTACT), Typed::default(), None) }
            { checked.check.clone() }
        </>
    };
    let send = Send {
        label: words.get("older-send"),
        busy_label: checked.busy_label(&words, "register-looking"),
        busy: checked.busy,
        beside: html! {
            { button("older-cancel", QUIET, oncancel.clone(), words.get("older-cancel")) }
        },
    };
    let content = enter_form(checked.onsubmit.clone(), inside, send);
    let summary = summary(&form, &checked.shown);
    let has_errors = summary != Html::default();
    html! {
        <Page key="older" title={words.get("older-title")} lead={words.get("older-lead")} {summary} {has_errors}>
            <section class="card narrow">{ content }</section>
        </Page>
    }
}
