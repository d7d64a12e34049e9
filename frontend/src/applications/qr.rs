//! Signing with QR through eGov Mobile (R-201, R-204… ): a code on request, its signing followed step by step.

use super::qr_code::CodeView;
use super::qr_follow::{Follow, Heard, is_codes_end};
use super::review::Done;
use super::stands::{Beside, Stands};
use crate::api::{self, Failure};
use crate::browser;
use crate::routes::Route;
use crate::ui::Tone;
use crate::ui::markup::{MAIN, QUIET, button, card, failed, link, notice};
use crate::words::{Words, use_words};
use shared::api::ReviewView;
use shared::kernel::problem::Problem;
use shared::kernel::signing::{Event, NotSent, Signing, Way};
use shared::services::ServiceKind;
use shared::signing_views::{QrAsked, QrView};
use yew::platform::spawn_local;
use yew::prelude::*;

/// Where the app is had.
const APP_STORE: &str = "https://apps.apple.com/kz/app/egov-mobile/id1476128386";
const GOOGLE_PLAY: &str = "https://play.google.com/store/apps/details?id=kz.mobile.mgov";

/// Properties of [`QrPanel`].
#[derive(Properties, PartialEq)]
pub struct QrPanelProps {
    /// The document to be signed.
    pub review: ReviewView,
    /// Where signing stands on the page.
    pub stands: UseReducerHandle<Stands>,
    /// Signed, taken, and seen by the person.
    pub done: Callback<Done>,
}

/// What the panel knows: the newest code, what went wrong, and whether an answer is awaited.
#[derive(Clone)]
struct Known {
    code: UseStateHandle<Option<QrView>>,
    failure: UseStateHandle<Option<Failure>>,
    busy: UseStateHandle<bool>,
}

impl Known {
    fn state(&self) -> Signing {
        self.code.as_ref().map(|code| code.state.clone()).unwrap_or_default()
    }

    /// The operation that is followed.
    fn followed(&self) -> Option<String> {
        let goes_on = |state: &Signing| !matches!(state, Signing::Accepted { .. } | Signing::NotSent(_));
        self.code.as_ref().filter(|code| goes_on(&code.state)).map(|code| code.operation.clone())
    }

    fn hear(&self, heard: Heard) {
        match heard {
            Ok(view) => {
                self.code.set(Some(view));
                self.failure.set(None);
            }
            Err(failure) => {
                if is_codes_end(&failure) {
                    self.code.set(None);
                }
                self.failure.set(Some(failure));
            }
        }
    }

    /// What the person pressed; nothing more is heard of the press before.
    fn press(&self, answer: impl Future<Output = Heard> + 'static) {
        let known = self.clone();
        known.busy.set(true);
        spawn_local(async move {
            let heard = answer.await;
            known.busy.set(false);
            known.hear(heard);
        });
    }
}

/// The other half of the choice: what is needed, the code, and what became of it.
#[component]
pub fn QrPanel(QrPanelProps { review, stands, done }: &QrPanelProps) -> Html {
    let words = use_words();
    let known = Known { code: use_state_eq(|| None), failure: use_state_eq(|| None), busy: use_state_eq(|| false) };
    {
        let known = known.clone();
        // What a press does to the code is told by its own answer.
        let followed = known.followed().filter(|_| !*known.busy);
        use_effect_with((review.id.clone(), followed), move |(review, operation)| {
            let follow = operation
                .as_ref()
                .map(|operation| Follow::start(review, operation, Callback::from(move |heard| known.hear(heard))));
            move || follow.iter().for_each(|follow| follow.stop())
        });
    }
    let state = known.state();
    {
        let stands = stands.clone();
        use_effect_with(state.clone(), move |state| {
            let checked = matches!(stands.state, Signing::Checking { .. });
            let event = match state {
                Signing::Accepted { number } => Event::Accept(number.clone()),
                Signing::Checking { number } => Event::Check(number.clone()),
                Signing::NotSent(NotSent::Refused { reason }) if checked => Event::Refuse(*reason),
                _ => return,
            };
            stands.dispatch((event, Beside::Nothing));
        });
    }
    use_effect_with((state.clone(), (*known.failure).clone()), |(state, failure)| {
        // While a code is out, a lost line is announced and asked over: the person is not torn away from what they do.
        match state {
            Signing::Accepted { .. } | Signing::Checking { .. } => browser::focus("qr-finish"),
            Signing::NotSent(_) => browser::focus("qr-result"),
            Signing::Ready if failure.is_some() => browser::focus("qr-result"),
            _ => {}
        }
    });
    card(
        "qr-heading",
        words.get("sign-way-qr"),
        html! { <>
            { intro(&words) }
            if let Some(code) = known.code.as_ref().filter(|code| code.state.outcome().is_none()) {
                <CodeView code={code.clone()} number={review.number.clone()} />
            }
            <div id="qr-result" tabindex="-1">{ result(&words, &known, stands.is_handed_in(), review.kind) }</div>
            <p role="status" class="signing-state">{ said(&state).map(|id| words.get(id)) }</p>
            { buttons(&words, &known, stands.is_handed_in(), review, done) }
        </> },
    )
}

/// What is needed, and where it is had.
fn intro(words: &Words) -> Html {
    let shop = |name: &str, href: &'static str| {
        html! {
            <li><a id={name.to_owned()} {href} target="_blank" rel="noopener">{ words.get(name) }</a></li>
        }
    };
    html! { <>
        <p>{ words.get("qr-app") }</p>
        <p class="hint">{ words.get("qr-install") }</p>
        <ul class="help-links">{ shop("qr-app-store", APP_STORE) }{ shop("qr-google-play", GOOGLE_PLAY) }</ul>
    </> }
}

/// What a screen reader is told while it goes on.
fn said(state: &Signing) -> Option<&'static str> {
    match state {
        Signing::Ready | Signing::NotSent(_) => None,
        Signing::Asked { .. } => Some("qr-state-asked"),
        Signing::Opened => Some("qr-state-opened"),
        Signing::Sent { .. } => Some("qr-state-sent"),
        Signing::Accepted { .. } => Some("qr-state-accepted"),
        Signing::Checking { .. } => Some("qr-state-checking"),
    }
}

/// Why nothing was sent, with the way out. Whether anything was is for the other panel to say once a key's signature is handed in.
fn result(words: &Words, known: &Known, handed_in: bool, kind: ServiceKind) -> Html {
    let nothing_sent = html! { <>if !handed_in { <p>{ words.get("qr-not-sent") }</p> }</> };
    let back = || html! { <p>{ link("qr-check-again", Route::Fill(kind), "", words.get("check-again")) }</p> };
    if let Some(failure) = &*known.failure {
        let outdated = *failure == Failure::Problem(Problem::ReviewOutdated);
        // While a code is out it may be signed, and of one that is not found it may have been.
        let sure = known.code.is_none() && *failure != Failure::Problem(Problem::NotFound);
        return failed(failure, None, html! { <>if sure { { nothing_sent } } if outdated { { back() } }</> });
    }
    let why = match known.state() {
        Signing::NotSent(why) => why,
        _ => return Html::default(),
    };
    let (id, tone) = match why {
        NotSent::Refused { reason } => {
            return failed(&Failure::Problem(Problem::SignatureRefused { reason }), None, nothing_sent);
        }
        NotSent::Cancelled => ("qr-not-sent-cancelled", Tone::Plain),
        NotSent::Expired => ("qr-not-sent-expired", Tone::Warn),
        NotSent::Outdated => ("qr-not-sent-outdated", Tone::Warn),
        NotSent::Failed => ("qr-not-sent-failed", Tone::Bad),
    };
    let advice = words.get(&format!("{id}.advice"));
    let inside = html! { <><p>{ advice }</p>{ nothing_sent }if why == NotSent::Outdated { { back() } }</> };
    html! { <div role="alert">{ notice(tone, Some(words.get(id)), inside) }</div> }
}

/// What may follow, as the shared machine has it.
fn buttons(words: &Words, known: &Known, handed_in: bool, review: &ReviewView, done: &Callback<Done>) -> Html {
    let state = known.state();
    let may = |event| state.clone().after(event).is_some();
    let ask = {
        let (known, id) = (known.clone(), review.id.clone());
        let asked = QrAsked { language: words.language() };
        Callback::from(move |()| {
            let (id, asked) = (id.clone(), asked.clone());
            known.press(async move { api::qr(&id, &asked).await });
        })
    };
    let cancel = {
        let (known, id) = (known.clone(), review.id.clone());
        Callback::from(move |()| {
            let Some(operation) = known.followed() else { return };
            let id = id.clone();
            known.press(async move { api::qr_cancel(&id, &operation).await });
        })
    };
    let number = match &state {
        Signing::Accepted { number } | Signing::Checking { number } => Some(AttrValue::from(number.clone())),
        _ => None,
    };
    let shown = known.followed().is_some() || number.is_some();
    let finish = {
        let (done, number) = (done.clone(), number.clone());
        Callback::from(move |()| number.iter().cloned().for_each(|number| done.emit((number, None))))
    };
    let look = if shown { QUIET } else { MAIN }.busy(*known.busy);
    let ask_label = words.get(if state == Signing::Ready { "sign-way-qr" } else { "qr-renew" });
    html! {
        <div class="row">
            if shown {
                { button("qr-finish", MAIN.busy(number.is_none()), finish, words.get("qr-finish")) }
            }
            if may(Event::Ask(Way::Qr)) {
                { button("qr-ask", look.busy(*known.busy || handed_in), ask, ask_label) }
            }
            if may(Event::Cancel) {
                { button("qr-cancel", look, cancel, words.get("qr-cancel")) }
            }
        </div>
    }
}
