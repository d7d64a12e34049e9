//! Before the form: the message with the conditions and the consent.

use super::reasons::reasons;
use super::{Screens, steps};
use crate::api::{self, Failure};
use crate::config::use_config;
use crate::fetched::use_fetched;
use crate::moment::Moment;
use crate::routes::{self, Route};
use crate::saver;
use crate::ui::markup::{card, error_line, failed, link, loading, notice};
use crate::ui::{Page, Steps, SubmitButton, Tone};
use crate::words::use_words;
use shared::api::{ConsentGiven, ConsentView};
use shared::kernel::eligibility::Eligibility;
use shared::services::ServiceKind;
use web_sys::HtmlInputElement;
use yew::platform::spawn_local;
use yew::prelude::*;

/// What the page needs of the service.
struct Opening {
    eligibility: Eligibility,
    consent: Option<ConsentView>,
}

/// The page before the form.
#[component]
pub fn ConditionsPage<S: Screens>() -> Html {
    let words = use_words();
    let service = use_fetched((), |()| async {
        saver::settled(S::KIND).await;
        let view = api::service::<S>().await?;
        Ok(Opening { eligibility: view.eligibility, consent: view.consent })
    });
    html! {
        <Page title={words.get(S::KIND.slug())}>
            <Steps names={steps(&words)} current={0} />
            { match service.answer() {
                None => loading(),
                Some(Err(failure)) => failed(failure, Some(service.again()), Html::default()),
                Some(Ok(opening)) => html! {
                    <>
                        if !opening.eligibility.can_draft() {
                            { notice(Tone::Warn, Some(words.get("services-cannot-apply")), html! { <>
                                { reasons(&words, &opening.eligibility.reasons()) }
                                <p>{ link("back-to-services", Route::Services, "", words.get("home-all-services")) }</p>
                            </> }) }
                        }
                        { card("conditions", words.get("conditions-before"), html! { <>
                            <ul>{ for S::MESSAGE.iter().map(|id| html! { <li>{ words.get(id) }</li> }) }</ul>
                        </> }) }
                        if opening.eligibility.can_draft() {
                            <Consent kind={S::KIND} given={opening.consent.clone()} />
                        }
                    </>
                },
            } }
        </Page>
    }
}

/// Properties of [`Consent`].
#[derive(Properties, PartialEq)]
struct ConsentProps {
    kind: ServiceKind,
    given: Option<ConsentView>,
}

/// The consent and the way on. A consent to the text now in force is not asked for again.
#[component]
fn Consent(ConsentProps { kind, given }: &ConsentProps) -> Html {
    let words = use_words();
    let config = use_config();
    let agreed = use_state_eq(|| false);
    let reminded = use_state_eq(|| false);
    let busy = use_state_eq(|| false);
    let failure = use_state_eq(|| None::<Failure>);
    let Some(config) = config else { return loading() };
    let version = config.consent_version.clone();
    let valid = given.clone().filter(|given| given.version == version);
    let kind = *kind;

    let go_on = {
        let (agreed, reminded, busy, failure) = (agreed.clone(), reminded.clone(), busy.clone(), failure.clone());
        let (valid, version, language) = (valid.is_some(), version.clone(), words.language());
        Callback::from(move |()| {
            if valid {
                return routes::go(&Route::Fill(kind));
            }
            if !*agreed {
                reminded.set(true);
                return crate::browser::focus("consent-agree");
            }
            let (busy, failure) = (busy.clone(), failure.clone());
            let given = ConsentGiven { version: version.clone(), language };
            busy.set(true);
            spawn_local(async move {
                match api::consent(kind, &given).await {
                    Ok(_) => routes::go_on(&Route::Service(kind), &Route::Fill(kind)),
                    Err(refused) => {
                        failure.set(Some(refused));
                        busy.set(false);
                    }
                }
            });
        })
    };
    let onchange = {
        let agreed = agreed.clone();
        Callback::from(move |event: Event| {
            agreed.set(event.target_unchecked_into::<HtmlInputElement>().checked());
        })
    };
    let wrong = *reminded && !*agreed;
    html! {
        { card("consent", words.get("consent"), html! { <>
            <p>{ words.get("consent-text") }</p>
            <p class="source">{ words.say("consent-version", &[("version", &version)]) }</p>
            if let Some(given) = &valid {
                { notice(Tone::Good, None, html! { <>
                    <p>{ words.say("consent-given", &[("at", &Moment::read(&given.given_at).whole())]) }</p>
                </> }) }
            } else {
                <div class={classes!("field", wrong.then_some("bad"))}>
                    if wrong {
                        { error_line("consent-agree-error", &words, &words.get("conditions-agree-first")) }
                    }
                    <label class="check">
                        <input
                            id="consent-agree"
                            type="checkbox"
                            checked={*agreed}
                            aria-required="true"
                            aria-invalid={wrong.then_some("true")}
                            aria-describedby={wrong.then_some("consent-agree-error")}
                            {onchange}
                        />
                        <span>{ words.get("consent-agree") }</span>
                    </label>
                </div>
            }
            if let Some(failure) = &*failure {
                { failed(failure, None, Html::default()) }
            }
            <SubmitButton
                id="conditions-continue"
                label={words.get("conditions-continue")}
                busy_label={words.get("saving-under-way")}
                busy={*busy}
                onpress={go_on}
            >
                { link("conditions-close", Route::Services, "button quiet", words.get("conditions-close")) }
            </SubmitButton>
        </> }) }
    }
}
