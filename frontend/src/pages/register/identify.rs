//! Step 2: IIN and the anti-robot check. Only after the check does the answer say «not found».

use super::{Registration, step_page, summary};
use crate::api;
use crate::form::use_form;
use crate::pages::robot_check::RobotCheck;
use crate::pages::start::IIN;
use crate::sending::use_sending;
use crate::ui::markup::line;
use crate::ui::{FailureNotice, Send, enter_form};
use crate::words::use_words;
use shared::auth::RegistrationForm;
use shared::kernel::form::{Errors, Form};
use yew::platform::spawn_local;
use yew::prelude::*;

/// Pointer of the solution.
const PROOF: &str = "/proof";

/// Properties of [`IdentifyStep`].
#[derive(Properties, PartialEq)]
pub struct IdentifyStepProps {
    /// The registration has begun.
    pub(super) ondone: Callback<Registration>,
}

/// The step. A press while the check is still running is remembered and carried out when it is over.
#[component]
pub fn IdentifyStep(IdentifyStepProps { ondone }: &IdentifyStepProps) -> Html {
    let words = use_words();
    let form = use_form(RegistrationForm::default);
    let round = use_state(|| 0_u32);
    let wanted = use_state(|| false);
    let sending = use_sending();
    let shown = without_proof(form.shown(&None));
    let only_proof_missing = form.draft().check(&None).err().is_none_or(|errors| without_proof(errors).is_empty());
    {
        let (form, ondone, round) = (form.clone(), ondone.clone(), round.clone());
        let (wanted, sending) = (wanted.clone(), sending.clone());
        let ready = *wanted && form.draft().check(&None).is_ok();
        use_effect_with(ready, move |ready| {
            if !ready {
                return;
            }
            wanted.set(false);
            sending.begin();
            spawn_local(async move {
                match api::register(form.draft()).await {
                    Ok(view) => return ondone.emit(Registration { view, iin: form.draft().iin.clone().into() }),
                    Err(refused) => sending.refuse(&form, refused),
                }
                // A solution serves once: the next try needs another.
                form.edit_quietly(|form| form.proof.clear());
                round.set(*round + 1);
            });
        });
    }
    let onsubmit = {
        let (form, wanted, sending) = (form.clone(), wanted.clone(), sending.clone());
        Callback::from(move |()| {
            sending.forget();
            if only_proof_missing {
                wanted.set(true);
            } else {
                form.submit();
            }
        })
    };
    let onproof = {
        let form = form.clone();
        use_callback((), move |proof: String, ()| form.edit_quietly(|form| form.proof = proof))
    };
    let fields = form.bound(&shown);
    let inside = html! {
        <>
            if let Some(failure) = sending.failure() {
                <FailureNotice failure={failure.clone()} takes_focus=true />
            }
            { line(fields.text(RegistrationForm::IIN), IIN, None) }
            <RobotCheck id="registration-proof" {onproof} round={*round} />
        </>
    };
    let send = Send {
        label: words.get("register-next"),
        busy_label: words.get(if sending.is_busy() { "register-looking" } else { "register-checking" }),
        busy: sending.is_busy() || *wanted,
        beside: Html::default(),
    };
    let content = enter_form(onsubmit, inside, send);
    step_page(&words, 2, summary(&form, &shown), content)
}

/// The check shows its own state; its absence is no error of the person.
fn without_proof(errors: Errors) -> Errors {
    errors.filter(|pointer| pointer != PROOF)
}
