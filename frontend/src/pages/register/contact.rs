//! Step 3: which of the contacts on file the code goes to.

use super::{Registration, Sent, step_failure, step_page};
use crate::api;
use crate::form::use_form;
use crate::sending::{Request, use_sending};
use crate::ui::markup::choice;
use crate::ui::{Offer, Send, enter_form, summary};
use crate::words::use_words;
use shared::api::Channel;
use shared::auth::ContactChoiceForm;
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
    let sending = use_sending();
    let shown = form.shown(contacts);
    let request = {
        let (id, language) = (registration.view.id.clone(), words.language());
        move |form: ContactChoiceForm| -> Request<_> {
            let (id, choice) = (id.clone(), ContactChoiceForm { language, ..form });
            Box::pin(async move { api::send_code(&id, &choice).await })
        }
    };
    let onsubmit = sending.on_submit(&form, contacts.clone(), request, ondone.reform(Sent::now));
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
    let inside = html! {
        <>
            if let Some(failure) = sending.failure() {
                { step_failure(&words, failure, restart, Html::default()) }
            }
            { choice(fields.pick(ContactChoiceForm::CONTACT), options, true, None) }
            <p class="source">{ words.get("register-contacts-help") }</p>
        </>
    };
    let send = Send {
        label: words.get("register-send"),
        busy_label: words.get("register-sending"),
        busy: sending.is_busy(),
        beside: Html::default(),
    };
    let content = enter_form(onsubmit, inside, send);
    step_page(&words, registration.purpose, 3, summary(&form, &shown), content)
}
