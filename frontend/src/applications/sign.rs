//! Signing with ЭЦҚ through NCALayer: explained first, begun by a press, told step by step.

use super::hand_in::{HandIn, Next};
use super::review::Done;
use super::stands::{Beside, Stands, Tell};
use crate::api::{self, Failure};
use crate::browser;
use crate::config::use_config;
use crate::ncalayer::{self, INSTALL, Outcome, Request, SIGNING_KEY, locale};
use crate::routes::Route;
use crate::ui::Tone;
use crate::ui::markup::{MAIN, QUIET, button, card, failed, link, not_signed, notice};
use crate::words::{Words, use_words};
use base64ct::{Base64, Encoding};
use shared::api::{ReviewView, SignatureGiven, SignedView};
use shared::kernel::life::ApplicationStatus;
use shared::kernel::problem::Problem;
use shared::kernel::signing::{Event, Signing, Way};
use shared::texts::Language;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use yew::platform::spawn_local;
use yew::prelude::*;

/// Properties of [`SignPanel`].
#[derive(Properties, PartialEq)]
pub struct SignPanelProps {
    /// The document to be signed.
    pub review: ReviewView,
    /// Where signing stands.
    pub stands: UseReducerHandle<Stands>,
    /// Signed and taken.
    pub done: Callback<Done>,
}

/// The end of the check page: how signing works, the button, and what became of it.
#[component]
pub fn SignPanel(SignPanelProps { review, stands, done }: &SignPanelProps) -> Html {
    let words = use_words();
    let config = use_config();
    let road = use_memo((), |()| Road::default());
    {
        let road = road.clone();
        use_effect_with((), move |()| move || road.stop());
    }
    {
        let road = road.clone();
        use_effect_with((**stands).clone(), move |Stands { state, beside }| match (state, beside) {
            (Signing::NotSent(_), Beside::NotSigned(_) | Beside::Failed(_)) => browser::focus("signing-result"),
            // The phone was quicker: NCALayer's answer is not needed any more.
            (Signing::Accepted { .. } | Signing::Checking { .. }, _) => drop(road.socket.take()),
            _ => {}
        });
    }
    let press = {
        let (road, review, tell, done) = (road.clone(), review.clone(), stands.dispatcher(), done.clone());
        let address = config.as_ref().map(|config| config.ncalayer.clone());
        let stamped = config.as_ref().is_some_and(|config| config.time_stamp_required);
        let language = words.language();
        Callback::from(move |()| {
            let Some(address) = address.clone() else { return };
            let (review, tell, done) = (review.clone(), tell.clone(), done.clone());
            road.begin(Attempt { review, address, stamped, language, tell, done });
        })
    };
    let cancel = {
        let (road, tell) = (road.clone(), stands.dispatcher());
        Callback::from(move |()| {
            road.stop();
            tell.dispatch((Event::Cancel, Beside::NotSigned(Outcome::Cancelled)));
        })
    };
    let may = |event| stands.state.clone().after(event).is_some();
    let signing = matches!(stands.state, Signing::Asked { .. } | Signing::Sent { .. });
    let busy = signing || config.is_none() || !may(Event::Ask(Way::Key));
    card(
        "sign-heading",
        words.get("check-sign-heading"),
        html! { <>
            <h3>{ words.get("signing-how") }</h3>
            <ol>
                { for ["start", "permission", "key", "password"].iter().map(|step| html! {
                    <li>{ words.get(&format!("signing-step-{step}")) }</li>
                }) }
            </ol>
            <p class="hint">
                <a id="install-ncalayer" href={INSTALL} target="_blank" rel="noopener">{ words.get("signing-install") }</a>
            </p>
            <div id="signing-result" tabindex="-1">{ result(&words, stands, review) }</div>
            <p role="status" class="signing-state">{ said(stands).map(|id| words.get(id)) }</p>
            <div class="row">
                { button("sign-now", MAIN.busy(busy), press, words.get(if signing { "signing-busy" } else { "signing-start" })) }
                if may(Event::Cancel) {
                    { button("sign-cancel", QUIET, cancel, words.get("signing-cancel")) }
                }
            </div>
        </> },
    )
}

/// What a screen reader is told while it goes on.
fn said(Stands { state, beside }: &Stands) -> Option<&'static str> {
    match (state, beside) {
        (Signing::Asked { .. }, Beside::Fetching) => Some("signing-opening"),
        (Signing::Asked { .. }, _) => Some("signing-waiting"),
        (Signing::Sent { .. }, Beside::Again) => Some("signing-sending-again"),
        (Signing::Sent { .. }, Beside::Nothing) => Some("signing-sending"),
        _ => None,
    }
}

/// What became of it. That nothing was sent is told when it is certain: in the state that says so.
fn result(words: &Words, Stands { state, beside }: &Stands, review: &ReviewView) -> Html {
    match (state, beside) {
        (Signing::Sent { .. }, Beside::Unknown) => {
            let advice = html! { <p>{ words.get("signing-unknown.advice") }</p> };
            html! { <div role="alert">{ notice(Tone::Warn, Some(words.get("signing-unknown")), advice) }</div> }
        }
        (Signing::NotSent(_), Beside::NotSigned(outcome)) => {
            not_signed(words, "signing", outcome, "signing-nothing-sent")
        }
        (Signing::NotSent(_), Beside::Failed(failure)) => {
            let outdated = *failure == Failure::Problem(Problem::ReviewOutdated);
            let inside = html! { <>
                <p>{ words.get("signing-nothing-sent") }</p>
                if outdated {
                    <p>{ link("check-again", Route::Fill(review.kind), "", words.get("check-again")) }</p>
                }
            </> };
            failed(failure, None, inside)
        }
        _ => Html::default(),
    }
}

/// One press of the button.
#[derive(Clone)]
struct Attempt {
    review: ReviewView,
    address: String,
    stamped: bool,
    language: Language,
    tell: Tell,
    done: Callback<Done>,
}

impl Attempt {
    fn tell(&self, event: Event, beside: Beside) {
        self.tell.dispatch((event, beside));
    }

    /// Nothing was sent, for certain.
    fn not_sent(&self, failure: Failure) {
        let event = match &failure {
            Failure::Problem(Problem::SignatureRefused { reason }) => Event::Refuse(*reason),
            Failure::Problem(Problem::ReviewOutdated) => Event::Outdate,
            _ => Event::Fail,
        };
        self.tell(event, Beside::Failed(failure));
    }

    /// NCALayer gave no signature.
    fn not_signed(&self, outcome: Outcome) {
        let event = match outcome {
            Outcome::Cancelled => Event::Cancel,
            Outcome::TimedOut => Event::Expire,
            _ => Event::Fail,
        };
        self.tell(event, Beside::NotSigned(outcome));
    }

    /// The server has the signature.
    fn taken(&self, SignedView { number, signed_at, status }: SignedView) {
        let checking = status == ApplicationStatus::SignatureChecking;
        let event = if checking { Event::Check } else { Event::Accept };
        self.tell(event(number.clone()), Beside::Nothing);
        self.done.emit((number.into(), (!checking).then(|| signed_at.into())));
    }
}

/// What is under way: at most one attempt, and the signature that could not be handed in yet.
#[derive(Default)]
struct Road {
    attempt: Cell<u32>,
    socket: RefCell<Option<ncalayer::Signing>>,
    signature: RefCell<Option<String>>,
}

impl Road {
    /// Ends the attempt under way; the socket is closed, a late answer is not heard.
    fn stop(&self) {
        self.attempt.set(self.attempt.get() + 1);
        self.socket.take();
    }

    fn begin(self: &Rc<Self>, attempt: Attempt) {
        self.stop();
        let number = self.attempt.get();
        let road = self.clone();
        let kept = self.signature.take();
        attempt.tell(Event::Ask(Way::Key), Beside::Fetching);
        spawn_local(async move {
            if let Some(cms) = kept {
                return road.hand_in(number, attempt, cms).await;
            }
            let document = api::document(&attempt.review.id).await;
            if road.attempt.get() != number {
                return;
            }
            match document {
                Ok(bytes) => road.ask(number, attempt, &Base64::encode_string(&bytes)),
                Err(failure) => attempt.not_sent(failure),
            }
        });
    }

    /// Asks NCALayer.
    fn ask(self: &Rc<Self>, number: u32, attempt: Attempt, data: &str) {
        let heard = {
            let (road, attempt) = (self.clone(), attempt.clone());
            Callback::from(move |outcome| {
                road.socket.take();
                match outcome {
                    Outcome::Signed(cms) => {
                        let (road, attempt) = (road.clone(), attempt.clone());
                        spawn_local(async move { road.hand_in(number, attempt, cms).await });
                    }
                    outcome => attempt.not_signed(outcome),
                }
            })
        };
        let iin = Some(attempt.review.iin.as_str());
        let request =
            Request { data, usages: SIGNING_KEY, iin, locale: locale(attempt.language), stamped: attempt.stamped };
        match ncalayer::Signing::start(&attempt.address, &request, heard) {
            Some(socket) => {
                self.socket.replace(Some(socket));
                attempt.tell(Event::Ask(Way::Key), Beside::Nothing);
            }
            None => attempt.not_signed(Outcome::NotRunning),
        }
    }

    /// Hands the signature in, and asks, until it is known what became of it.
    async fn hand_in(&self, number: u32, attempt: Attempt, cms: String) {
        let given = SignatureGiven { cms };
        let id = &attempt.review.id;
        let mut course = HandIn::default();
        let mut next = Next::Send(0);
        attempt.tell(Event::Send(Way::Key), Beside::Nothing);
        loop {
            next = match next {
                Next::Send(after) => {
                    wait(after).await;
                    match api::sign(id, &given).await {
                        Ok(view) => return attempt.taken(view),
                        Err(failure) => course.sent(failure, browser::milliseconds()),
                    }
                }
                Next::Ask(after) => {
                    wait(after).await;
                    let answer = api::review_again(id).await.map(|review| review.application);
                    course.asked(answer, browser::milliseconds())
                }
                // Where it stands is asked for by the page of the result.
                Next::Made(number) => return attempt.done.emit((number.into(), None)),
                Next::NotSent(failure) => {
                    self.signature.replace(Some(given.cms).filter(|_| is_worth_keeping(&failure)));
                    return attempt.not_sent(failure);
                }
            };
            if self.attempt.get() != number {
                return;
            }
            if let Next::Send(_) | Next::Ask(_) = next {
                attempt.tell(Event::Send(Way::Key), if course.is_unknown() { Beside::Unknown } else { Beside::Again });
            }
        }
    }
}

/// Waits, unless there is nothing to wait for: browsers hold back every timer of a page that lies behind NCALayer's window.
async fn wait(milliseconds: i32) {
    if milliseconds > 0 {
        browser::pause(milliseconds).await;
    }
}

/// The signature itself was not found wanting: the next press hands it in again without asking for the key.
fn is_worth_keeping(failure: &Failure) -> bool {
    match failure {
        Failure::Offline => true,
        Failure::Problem(problem) => problem.status() >= 500 || *problem == Problem::SignedOut,
    }
}
