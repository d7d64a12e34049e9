//! Signing with ЭЦҚ through NCALayer: explained first, begun by a press, told step by step.

use crate::api::{self, Failure};
use crate::browser;
use crate::config::use_config;
use crate::ncalayer::{INSTALL, Outcome, Request, SIGNING_KEY, Signing, locale};
use crate::routes::Route;
use crate::ui::FailureNotice;
use crate::ui::markup::{MAIN, QUIET, button, card, link, not_signed};
use crate::words::{Words, use_words};
use base64ct::{Base64, Encoding};
use shared::api::{ReviewView, SignatureGiven, SignedView};
use shared::kernel::problem::Problem;
use shared::texts::Language;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use yew::platform::spawn_local;
use yew::prelude::*;

/// Pauses before the signature is handed in again, milliseconds; the last one is kept to.
const PAUSES: [i32; 5] = [1_000, 2_000, 4_000, 8_000, 15_000];

/// How often a server that answers with its own failure is asked.
const TRIES: usize = 4;

/// How far the signing got.
#[derive(Clone, Debug, PartialEq)]
enum Stage {
    Ready,
    Fetching,
    Asking,
    Sending { again: bool },
    NotSigned(Outcome),
    Failed(Failure),
}

impl Stage {
    fn is_busy(&self) -> bool {
        matches!(self, Self::Fetching | Self::Asking | Self::Sending { .. })
    }

    /// What a screen reader is told, and what stands above the buttons.
    fn said(&self) -> Option<&'static str> {
        match self {
            Self::Fetching => Some("signing-opening"),
            Self::Asking => Some("signing-waiting"),
            Self::Sending { again: false } => Some("signing-sending"),
            Self::Sending { again: true } => Some("signing-sending-again"),
            _ => None,
        }
    }
}

/// Properties of [`SignPanel`].
#[derive(Properties, PartialEq)]
pub struct SignPanelProps {
    /// The document to be signed.
    pub review: ReviewView,
    /// Signed and taken.
    pub done: Callback<SignedView>,
}

/// The end of the check page: how signing works, the button, and what became of it.
#[component]
pub fn SignPanel(SignPanelProps { review, done }: &SignPanelProps) -> Html {
    let words = use_words();
    let config = use_config();
    let stage = use_state_eq(|| Stage::Ready);
    let road = use_memo((), |()| Road::default());
    {
        let road = road.clone();
        use_effect_with((), move |()| move || road.stop());
    }
    use_effect_with((*stage).clone(), |stage| {
        if matches!(stage, Stage::NotSigned(_) | Stage::Failed(_)) {
            browser::focus("signing-result");
        }
    });
    let press = {
        let (stage, road, review, done) = (stage.clone(), road.clone(), review.clone(), done.clone());
        let address = config.as_ref().map(|config| config.ncalayer.clone());
        let stamped = config.as_ref().is_some_and(|config| config.time_stamp_required);
        let language = words.language();
        Callback::from(move |()| {
            let Some(address) = address.clone() else { return };
            road.begin(Attempt {
                review: review.clone(),
                address,
                stamped,
                language,
                stage: stage.setter(),
                done: done.clone(),
            });
        })
    };
    let cancel = {
        let (stage, road) = (stage.clone(), road.clone());
        Callback::from(move |()| {
            road.stop();
            stage.set(Stage::NotSigned(Outcome::Cancelled));
        })
    };
    let busy = stage.is_busy() || config.is_none();
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
            <div id="signing-result" tabindex="-1">{ result(&words, &stage, review) }</div>
            <p role="status" class="signing-state">{ stage.said().map(|id| words.get(id)) }</p>
            <div class="row">
                { button("sign-now", MAIN.busy(busy), press, words.get(if stage.is_busy() { "signing-busy" } else { "signing-start" })) }
                if matches!(*stage, Stage::Fetching | Stage::Asking) {
                    { button("sign-cancel", QUIET, cancel, words.get("signing-cancel")) }
                }
            </div>
        </> },
    )
}

fn result(words: &Words, stage: &Stage, review: &ReviewView) -> Html {
    match stage {
        Stage::NotSigned(outcome) => not_signed(words, "signing", outcome, "signing-nothing-sent"),
        Stage::Failed(failure) => html! {
            <FailureNotice failure={failure.clone()}>
                <p>{ words.get("signing-nothing-sent") }</p>
                if *failure == Failure::Problem(Problem::ReviewOutdated) {
                    <p>{ link("check-again", Route::Fill(review.kind), "", words.get("check-again")) }</p>
                }
            </FailureNotice>
        },
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
    stage: UseStateSetter<Stage>,
    done: Callback<SignedView>,
}

/// What is under way: at most one attempt, and the signature that could not be handed in yet.
#[derive(Default)]
struct Road {
    attempt: Cell<u32>,
    socket: RefCell<Option<Signing>>,
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
        spawn_local(async move {
            if let Some(cms) = kept {
                return road.hand_in(number, attempt, cms).await;
            }
            attempt.stage.set(Stage::Fetching);
            let document = api::document(&attempt.review.id).await;
            if road.attempt.get() != number {
                return;
            }
            match document {
                Ok(bytes) => road.ask(number, attempt, &Base64::encode_string(&bytes)),
                Err(failure) => attempt.stage.set(Stage::Failed(failure)),
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
                    outcome => attempt.stage.set(Stage::NotSigned(outcome)),
                }
            })
        };
        let iin = Some(attempt.review.iin.as_str());
        let request =
            Request { data, usages: SIGNING_KEY, iin, locale: locale(attempt.language), stamped: attempt.stamped };
        match Signing::start(&attempt.address, &request, heard) {
            Some(socket) => {
                self.socket.replace(Some(socket));
                attempt.stage.set(Stage::Asking);
            }
            None => attempt.stage.set(Stage::NotSigned(Outcome::NotRunning)),
        }
    }

    /// Hands the signature in. Repeating is safe: however often it arrives, there is one application.
    async fn hand_in(&self, number: u32, attempt: Attempt, cms: String) {
        let given = SignatureGiven { cms };
        attempt.stage.set(Stage::Sending { again: false });
        for tries in 0.. {
            let failure = match api::sign(&attempt.review.id, &given).await {
                Ok(view) => return attempt.done.emit(view),
                Err(failure) => failure,
            };
            if self.attempt.get() != number {
                return;
            }
            let repeat = match &failure {
                Failure::Offline => true,
                Failure::Problem(problem) => tries < TRIES && is_servers_fault(problem),
            };
            if !repeat {
                self.signature.replace(Some(given.cms).filter(|_| is_worth_keeping(&failure)));
                return attempt.stage.set(Stage::Failed(failure));
            }
            attempt.stage.set(Stage::Sending { again: true });
            browser::pause(PAUSES[tries.min(PAUSES.len() - 1)]).await;
        }
    }
}

fn is_servers_fault(problem: &Problem) -> bool {
    matches!(problem, Problem::Internal { .. } | Problem::Overloaded)
}

/// The signature itself was not found wanting: the next press hands it in again without asking for the key.
fn is_worth_keeping(failure: &Failure) -> bool {
    match failure {
        Failure::Offline => true,
        Failure::Problem(problem) => problem.status() >= 500 || *problem == Problem::SignedOut,
    }
}
