//! The anti-robot check: a proof of work in a worker, with its progress in sight.

use crate::api::{self, Answer, Failure};
use crate::browser;
use crate::ui::FailureNotice;
use crate::ui::markup::{QUIET, button};
use crate::words::use_words;
use crate::worker::Work;
use js_sys::Array;
use serde::Serialize;
use shared::api::ChallengeView;
use shared::kernel::problem::{Problem, RobotCheckFault};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use yew::platform::spawn_local;
use yew::prelude::*;

/// How far the check got.
#[derive(Clone, PartialEq)]
enum State {
    /// The challenge is being fetched.
    Asking,
    /// The worker counts; how much of the range is behind it, in hundredths.
    Counting(u32),
    /// Solved.
    Done,
    /// Stopped by the person.
    Stopped,
    /// No challenge, or the worker failed.
    Failed(Failure),
}

/// Properties of [`RobotCheck`].
#[derive(Properties, PartialEq)]
pub struct RobotCheckProps {
    /// Id of the check: links to the field `proof` lead here.
    pub id: AttrValue,
    /// Takes the solution, base64 of ALTCHA's payload; empty when a new check begins.
    pub onproof: Callback<String>,
    /// Grows when the last solution was refused: the check begins anew.
    pub round: u32,
}

/// Runs the check by itself, as soon as it is drawn, so that it is usually over before the IIN is typed.
#[component]
pub fn RobotCheck(RobotCheckProps { id, onproof, round }: &RobotCheckProps) -> Html {
    let words = use_words();
    let state = use_state(|| State::Asking);
    let own_round = use_state(|| 0_u32);
    let work = use_mut_ref(|| None::<Work>);
    {
        let (state, onproof, work) = (state.setter(), onproof.clone(), work.clone());
        use_effect_with((*round, *own_round), move |_| {
            state.set(State::Asking);
            onproof.emit(String::new());
            let slot = work.clone();
            spawn_local(async move { begin(api::challenge().await, state, onproof, &slot) });
            move || drop(work.take())
        });
    }
    let stop = {
        let (state, work) = (state.setter(), work.clone());
        Callback::from(move |()| {
            work.take();
            state.set(State::Stopped);
        })
    };
    let again = {
        let own_round = own_round.clone();
        Callback::from(move |()| own_round.set(*own_round + 1))
    };
    let content = match &*state {
        State::Asking => html! { <p>{ words.get("robot-check-asking") }</p> },
        State::Counting(hundredths) => html! {
            <>
                <p>{ words.get("robot-check-counting") }</p>
                <progress max="100" value={hundredths.to_string()} aria-labelledby={format!("{id}-title")} />
                <div class="row">{ button("", QUIET, stop, words.get("robot-check-stop")) }</div>
            </>
        },
        State::Done => {
            html! { <p class="ok"><span aria-hidden="true">{ "✓ " }</span>{ words.get("robot-check-done") }</p> }
        }
        State::Stopped => html! {
            <>
                <p>{ words.get("robot-check-stopped") }</p>
                <div class="row">{ button("", QUIET, again, words.get("robot-check-again")) }</div>
            </>
        },
        State::Failed(failure) => html! { <FailureNotice failure={failure.clone()} retry={again} /> },
    };
    html! {
        <div class="field robot-check" id={id.clone()} tabindex="-1" role="group" aria-labelledby={format!("{id}-title")}>
            <p class="label" id={format!("{id}-title")}>{ words.get("robot-check-title") }</p>
            <div role="status">{ content }</div>
        </div>
    }
}

/// Hands the challenge to a worker and follows it.
fn begin(
    challenge: Answer<ChallengeView>,
    state: UseStateSetter<State>,
    onproof: Callback<String>,
    slot: &Rc<RefCell<Option<Work>>>,
) {
    let challenge = match challenge {
        Ok(challenge) => challenge,
        Err(failure) => return state.set(State::Failed(failure)),
    };
    // Never by the person's fault: the machinery of the check did not run.
    let broken = || State::Failed(Failure::Problem(Problem::RobotCheck { reason: RobotCheckFault::Wrong }));
    let message = Array::of3(
        &JsValue::from_str(&challenge.salt),
        &JsValue::from_str(&challenge.challenge),
        &JsValue::from_f64(challenge.maxnumber as f64),
    );
    let heard = {
        let state = state.clone();
        move |said: Array| match (said.get(0).as_string().as_deref(), said.get(1).as_f64()) {
            (Some("tried"), Some(share)) => state.set(State::Counting((share * 100.0) as u32)),
            (Some("found"), Some(number)) => {
                state.set(State::Done);
                onproof.emit(payload(&challenge, number as u64));
            }
            _ => state.set(broken()),
        }
    };
    match Work::start("/pow-start.js", &message, heard) {
        Some(work) => {
            state.set(State::Counting(0));
            slot.replace(Some(work));
        }
        None => state.set(broken()),
    }
}

/// ALTCHA's payload: the challenge with the number, as JSON in base64.
fn payload(challenge: &ChallengeView, number: u64) -> String {
    #[derive(Serialize)]
    struct Payload<'a> {
        algorithm: &'a str,
        challenge: &'a str,
        number: u64,
        salt: &'a str,
        signature: &'a str,
    }
    let ChallengeView { algorithm, challenge, salt, signature, .. } = challenge;
    let json = serde_json::to_string(&Payload { algorithm, challenge, number, salt, signature }).unwrap_or_default();
    // Hexadecimal digits and addresses are Latin-1: `btoa` takes them.
    browser::window().btoa(&json).unwrap_or_default()
}
