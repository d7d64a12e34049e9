//! Step 2: IIN and the anti-robot check. Only after the check does the answer say «not found».

use super::{Registration, step_page};
use crate::api;
use crate::form::use_form;
use crate::pages::checked::use_checked;
use crate::pages::start::IIN;
use crate::ui::markup::line;
use crate::ui::{FailureNotice, Send, enter_form, summary};
use crate::words::use_words;
use shared::auth::{CodePurpose, RegistrationForm};
use yew::prelude::*;

/// Properties of [`IdentifyStep`].
#[derive(Properties, PartialEq)]
pub struct IdentifyStepProps {
    /// What the code will be for.
    pub purpose: CodePurpose,
    /// The registration has begun.
    pub(super) ondone: Callback<Registration>,
}

/// The step.
#[component]
pub fn IdentifyStep(IdentifyStepProps { purpose, ondone }: &IdentifyStepProps) -> Html {
    let words = use_words();
    let purpose = *purpose;
    let form = use_form(|| RegistrationForm { purpose, ..RegistrationForm::default() });
    let done = {
        let form = form.clone();
        ondone.reform(move |view| Registration { view, iin: form.draft().iin.clone().into(), purpose })
    };
    let request =
        |form: RegistrationForm| -> crate::sending::Request<_> { Box::pin(async move { api::register(&form).await }) };
    let checked = use_checked(&form, &None, ("registration-proof", RegistrationForm::PROOF), request, done);
    let inside = html! {
        <>
            if let Some(failure) = checked.sending.failure() {
                <FailureNotice failure={failure.clone()} takes_focus=true />
            }
            { line(form.bound(&checked.shown).text(RegistrationForm::IIN), IIN, None) }
            { checked.check.clone() }
        </>
    };
    let send = Send {
        label: words.get("register-next"),
        busy_label: checked.busy_label(&words, "register-looking"),
        busy: checked.busy,
        beside: Html::default(),
    };
    let content = enter_form(checked.onsubmit.clone(), inside, send);
    step_page(&words, purpose, 2, summary(&form, &checked.shown), content)
}
