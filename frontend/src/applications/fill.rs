//! The form of a service: fetched, drawn in blocks, saved as it is typed, and handed over to the check page.

use super::form_page::FormPage;
use super::reasons::reasons;
use super::{Screens, steps};
use crate::api::{self, Failure};
use crate::fetched::use_fetched;
use crate::read::Read;
use crate::routes::{self, Route};
use crate::saver::{self, Opened, Saver};
use crate::session::use_session;
use crate::ui::markup::{failed, link, loading, notice};
use crate::ui::{Page, Steps, Tone};
use crate::words::use_words;
use serde::Serialize;
use serde_json::Value;
use shared::api::ConsentView;
use shared::kernel::eligibility::Eligibility;
use shared::kernel::merge::Conflict;
use shared::kernel::problem::Problem;
use shared::services::Service;
use std::rc::Rc;
use yew::prelude::*;

/// A form ready to be drawn.
pub struct Filling<S: Service> {
    /// What is known.
    pub facts: Rc<S::Facts>,
    /// Whether the person can apply.
    pub eligibility: Eligibility,
    /// The consent given.
    pub consent: Option<ConsentView>,
    /// The answers to begin with.
    pub draft: S::Form,
    /// Fields that were changed here and elsewhere before the page was opened.
    pub conflicts: Vec<Conflict>,
    /// Saves the answers.
    pub saver: Saver,
}

/// Gives a draft of any build the shape of this one: unknown keys dropped, missing ones empty.
pub fn shape<S: Service<Form: Read>>(draft: Value) -> Value {
    to_value(&from_value::<S::Form>(&draft))
}

/// A form as JSON. By way of text, so that there is one reader and one writer of forms in the client and not two of each.
pub fn to_value(form: &impl Serialize) -> Value {
    serde_json::to_string(form).ok().and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}

/// A form from JSON; an empty one from what is no form.
pub fn from_value<F: Read + Default>(value: &Value) -> F {
    F::read(&mut value.clone()).unwrap_or_default()
}

async fn open<S: Screens>(owner: String) -> Result<Rc<Filling<S>>, Failure> {
    // What an earlier page of this tab is still saving comes first: the draft read now must hold it.
    saver::settled(S::KIND).await;
    let view = api::service::<S>().await?;
    let (saver, draft, conflicts) = Saver::open(Opened {
        owner,
        kind: S::KIND,
        draft: to_value(&view.draft),
        revision: view.revision,
        saved_at: view.saved_at,
        shape: shape::<S>,
    });
    Ok(Rc::new(Filling {
        facts: Rc::new(view.facts),
        eligibility: view.eligibility,
        consent: view.consent,
        draft: from_value(&draft),
        conflicts,
        saver,
    }))
}

/// The page of a form.
#[component]
pub fn FillPage<S: Screens>() -> Html {
    let words = use_words();
    let owner = use_session().who.citizen().map(|citizen| citizen.iin.to_string()).unwrap_or_default();
    let service = use_fetched(owner, |owner| open::<S>(owner.clone()));
    let consent_missing = match service.answer() {
        Some(Ok(filling)) => filling.consent.is_none(),
        Some(Err(failure)) => *failure == Failure::Problem(Problem::ConsentMissing),
        None => false,
    };
    use_effect_with(consent_missing, |missing| {
        // Without a consent no form may be opened.
        if *missing {
            routes::replace(&Route::Service(S::KIND));
        }
    });
    match service.answer() {
        Some(Ok(filling)) if filling.eligibility.can_draft() && !consent_missing => {
            html! { <FormPage<S> filling={filling.clone()} again={service.again()} /> }
        }
        answer => html! {
            <Page title={words.get(S::KIND.slug())}>
                <Steps names={steps(&words)} current={1} />
                { match answer {
                    Some(Err(failure)) if !consent_missing => failed(failure, Some(service.again()), Html::default()),
                    Some(Ok(filling)) if !consent_missing => html! {
                        { notice(Tone::Warn, Some(words.get("services-cannot-apply")), html! { <>
                            { reasons(&words, &filling.eligibility.reasons()) }
                            <p>{ link("back-to-services", Route::Services, "", words.get("home-all-services")) }</p>
                        </> }) }
                    },
                    _ => loading(),
                } }
            </Page>
        },
    }
}
