//! Step 3: which of the contacts on file the code goes to.

use super::{Registration, Sent};
use crate::api::{self, Failure};
use crate::form::use_form;
use crate::ui::{Action, Choice, EnterForm, ErrorSummary, FailureNotice, Offer, SubmitButton};
use crate::words::use_words;
use shared::api::Channel;
use shared::auth::ContactChoiceForm;
use shared::kernel::form::Form;
use shared::kernel::problem::Problem;
use yew::platform::spawn_local;
use yew::prelude::*;

/// Properties of [`ContactStep`].
#[derive(Properties, PartialEq)]
pub struct ContactStepProps {
    /// What was begun.
    pub(super) registration: Registration,
    /// The code is on its way.
    pub(super) ondone: Callback<Sent>,
    /// Back to the IIN.
    pub restart: Callback<()>,
}

/// The step. Contacts are masked; a refused one leaves the others to be tried.
#[component]
pub fn ContactStep(ContactStepProps { registration, ondone, restart }: &ContactStepProps) -> Html {
    let words = use_words();
    let contacts = &registration.view.contacts;
    let only = (contacts.len() == 1).then(|| contacts[0].id.clone());
    let form = use_form(|| ContactChoiceForm { contact: only, language: words.language() });
    let busy = use_state(|| false);
    let failure = use_state(|| None::<Failure>);
    let shown = form.shown(contacts);
    let onsubmit = {
        let (form, busy, failure, ondone) = (form.clone(), busy.clone(), failure.clone(), ondone.clone());
        let (id, contacts, language) = (registration.view.id.clone(), contacts.clone(), words.language());
        Callback::from(move |()| {
            form.submit();
            failure.set(None);
            if *busy || form.draft().check(&contacts).is_err() {
                return;
            }
            busy.set(true);
            let choice = ContactChoiceForm { language, ..form.draft().clone() };
            let (form, id, ondone) = (form.clone(), id.clone(), ondone.clone());
            let (busy, failure) = (busy.setter(), failure.setter());
            spawn_local(async move {
                let answer = api::send_code(&id, &choice).await;
                busy.set(false);
                match answer {
                    Ok(view) => ondone.emit(Sent::now(view)),
                    Err(refused) => match refused.violations() {
                        Some(violations) => form.refuse(violations),
                        None => failure.set(Some(refused)),
                    },
                }
            });
        })
    };
    let options = contacts.iter().map(|contact| Offer {
        key: contact.id.clone().into(),
        label: contact.masked.clone().into(),
        hint: Some(words.get(match contact.channel {
            Channel::Sms => "register-by-sms",
            Channel::Email => "register-by-email",
        })),
    });
    let options = options.collect::<Vec<_>>();
    let fields = form.bound(&shown);
    html! {
        <EnterForm {onsubmit}>
            <ErrorSummary form={ContactChoiceForm::ID} errors={shown} attempts={form.attempts()} />
            if let Some(failure) = &*failure {
                <StepFailure failure={failure.clone()} restart={restart.clone()} />
            }
            <Choice of={fields.pick(ContactChoiceForm::CONTACT)} {options} stacked=true />
            <p class="source">{ words.get("register-contacts-help") }</p>
            <SubmitButton in_form=true label={words.get("register-send")} busy_label={words.get("register-sending")} busy={*busy} />
        </EnterForm>
    }
}

/// Properties of [`StepFailure`].
#[derive(Properties, PartialEq)]
pub struct StepFailureProps {
    /// What went wrong.
    pub failure: Failure,
    /// Begins the registration anew.
    pub restart: Callback<()>,
    /// Further ways out.
    #[prop_or_default]
    pub children: Html,
}

/// A failure after step 2: where the registration itself is gone or its code too old, the way out is to begin anew.
#[component]
pub fn StepFailure(StepFailureProps { failure, restart, children }: &StepFailureProps) -> Html {
    let words = use_words();
    let over = matches!(failure, Failure::Problem(Problem::NotFound | Problem::CodeExpired | Problem::ContactShared));
    html! {
        <FailureNotice failure={failure.clone()}>
            { children.clone() }
            if over {
                <div class="row"><Action quiet=true onpress={restart.clone()}>{ words.get("register-restart") }</Action></div>
            }
        </FailureNotice>
    }
}
