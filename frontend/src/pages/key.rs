//! Login by ЭЦҚ through NCALayer (R-024, R-033…R-044): explained first, begun by a press, told step by step.

use crate::api::{self, Failure};
use crate::browser;
use crate::config::use_config;
use crate::ncalayer::{INSTALL, LOGIN_KEY, Outcome, PERSONAL_KEY, Request, Signing, locale};
use crate::routes::{self, Route};
use crate::session;
use crate::ui::markup::{MAIN, QUIET, button, card, link, not_signed};
use crate::ui::{FailureNotice, Page};
use crate::words::{Words, use_words};
use shared::api::ConfigView;
use shared::auth::LoginSignature;
use shared::texts::Language;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use yew::platform::spawn_local;
use yew::prelude::*;

/// How far the login got.
#[derive(Clone, Debug, PartialEq)]
enum Stage {
    Ready,
    Opening,
    Asking,
    Checking,
    NotSigned(Outcome),
    Failed(Failure),
}

impl Stage {
    /// What a screen reader is told, and what stands above the buttons.
    fn said(&self) -> Option<&'static str> {
        match self {
            Self::Opening => Some("key-opening"),
            Self::Asking => Some("key-waiting"),
            Self::Checking => Some("key-checking"),
            _ => None,
        }
    }
}

/// NCALayer's address, and which keys it lets be chosen.
#[derive(Clone)]
struct Program {
    address: AttrValue,
    usages: &'static [&'static str],
}

impl Program {
    fn new(config: &ConfigView) -> Self {
        let usages = if config.login_accepts_gost_single_key { PERSONAL_KEY } else { LOGIN_KEY };
        Self { address: AttrValue::from(config.ncalayer.clone()), usages }
    }
}

/// What is under way: at most one attempt, told by its number from those that were stopped.
struct Road {
    attempt: Cell<u32>,
    socket: RefCell<Option<Signing>>,
    stage: UseStateSetter<Stage>,
}

impl Road {
    /// Ends the attempt under way; the socket is closed, a late answer is not heard.
    fn stop(&self) -> u32 {
        self.socket.take();
        self.attempt.set(self.attempt.get() + 1);
        self.attempt.get()
    }

    async fn enter(self: Rc<Self>, program: Program, language: Language) {
        let number = self.stop();
        self.stage.set(Stage::Opening);
        let challenge = api::login_challenge().await;
        if self.attempt.get() != number {
            return;
        }
        let challenge = match challenge {
            Ok(challenge) => challenge,
            Err(failure) => return self.stage.set(Stage::Failed(failure)),
        };
        let heard = {
            let (road, id) = (self.clone(), challenge.id);
            Callback::from(move |outcome| {
                road.socket.take();
                match outcome {
                    Outcome::Signed(cms) => {
                        let signature = LoginSignature { id: id.clone(), cms, language };
                        spawn_local(road.clone().hand_in(number, signature));
                    }
                    outcome => road.stage.set(Stage::NotSigned(outcome)),
                }
            })
        };
        let request = Request {
            data: &challenge.data,
            usages: program.usages,
            iin: None,
            locale: locale(language),
            stamped: false,
        };
        let socket = Signing::start(&program.address, &request, heard);
        self.stage.set(if socket.is_some() { Stage::Asking } else { Stage::NotSigned(Outcome::NotRunning) });
        self.socket.replace(socket);
    }

    async fn hand_in(self: Rc<Self>, number: u32, signature: LoginSignature) {
        self.stage.set(Stage::Checking);
        match api::sign_in_by_key(&signature).await {
            Ok(citizen) => {
                session::known(Some(citizen));
                routes::replace_on(&Route::Login, &Route::Home);
            }
            Err(failure) if self.attempt.get() == number => self.stage.set(Stage::Failed(failure)),
            Err(_) => {}
        }
    }
}

/// The card with the button.
#[component]
pub fn KeyLogin() -> Html {
    let words = use_words();
    let config = use_config();
    let stage = use_state_eq(|| Stage::Ready);
    let road =
        use_memo((), |()| Rc::new(Road { attempt: Cell::new(0), socket: RefCell::default(), stage: stage.setter() }));
    {
        let road = road.clone();
        use_effect_with((), move |()| {
            move || {
                road.stop();
            }
        });
    }
    use_effect_with((*stage).clone(), |stage| {
        if matches!(stage, Stage::NotSigned(_) | Stage::Failed(_)) {
            browser::focus("key-result");
        }
    });
    let busy = stage.said().is_some();
    let single = config.as_ref().is_some_and(|config| config.login_accepts_gost_single_key);
    let press = {
        let (road, language) = (road.clone(), words.language());
        let program = config.as_ref().map(|config| Program::new(config));
        Callback::from(move |()| {
            if let Some(program) = program.clone() {
                spawn_local((*road).clone().enter(program, language));
            }
        })
    };
    let cancel = {
        let (road, stage) = (road.clone(), stage.setter());
        Callback::from(move |()| {
            road.stop();
            stage.set(Stage::NotSigned(Outcome::Cancelled));
        })
    };
    let inside = html! {
        <>
            <p>{ words.get("key-about") }</p>
            <p class="hint">{ words.get(if single { "key-kind-gost" } else { "key-kind" }) }</p>
            <div id="key-result" tabindex="-1">{ result(&words, &stage) }</div>
            <p role="status" class="signing-state">{ stage.said().map(|id| words.get(id)) }</p>
            <div class="row">
                { button("key-enter", MAIN.busy(busy || config.is_none()), press, words.get(if busy { "key-busy" } else { "key-enter" })) }
                if matches!(*stage, Stage::Opening | Stage::Asking) {
                    { button("key-cancel", QUIET, cancel, words.get("key-cancel")) }
                }
                <a href={INSTALL} target="_blank" rel="noopener">{ words.get("key-install") }</a>
                if routes::here() != Route::Login {
                    { link("key-more", Route::Login, "", words.get("key-more")) }
                }
            </div>
        </>
    };
    card("key-heading", words.get("key-heading"), inside)
}

fn result(words: &Words, stage: &Stage) -> Html {
    match stage {
        Stage::NotSigned(outcome) => not_signed(words, "key", outcome, "key-not-entered"),
        Stage::Failed(failure) => html! {
            <FailureNotice failure={failure.clone()}><p>{ words.get("key-not-entered") }</p></FailureNotice>
        },
        _ => Html::default(),
    }
}

/// The page of this way in: the steps of NCALayer's windows in words, and where a key is had.
#[component]
pub fn KeyPage() -> Html {
    let words = use_words();
    let steps = (1..=6).map(|step| html! { <li>{ words.get(&format!("key-step-{step}")) }</li> });
    let steps = html! { <ol>{ for steps }</ol> };
    let issuer = html! {
        <>
            <p>{ words.get("key-issuer") }</p>
            <p><a href={INSTALL} target="_blank" rel="noopener">{ words.get("key-manual") }</a></p>
        </>
    };
    html! {
        <Page title={words.get("key-title")} lead={words.get("key-lead")}>
            <div class="two">
                <KeyLogin />
                <div>
                    { card("key-steps", words.get("key-steps"), steps) }
                    { card("key-issuer-heading", words.get("key-issuer-heading"), issuer) }
                </div>
            </div>
            <p class="back">{ link("back-to-start", Route::Home, "", words.get("start-password")) }</p>
        </Page>
    }
}
