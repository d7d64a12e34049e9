//! Watches over the session of the page: warns before its end, keeps it alive while the person is active, and compares
//! with the server (ux 8). The server decides; what is counted here is only shown.

use super::{ALIVE, Session, compare, ended, is_somebody_here, is_standing, known, signed_out, tabs, use_sign_out};
use crate::api;
use crate::browser::{self, Listener};
use crate::countdown::use_seconds_until;
use crate::ui::Dialog;
use crate::ui::markup::{MAIN, QUIET, button};
use crate::words::{Words, use_words};
use shared::auth::views::SessionView;
use std::cell::Cell;
use yew::platform::spawn_local;
use yew::prelude::*;

/// Seconds before the end at which the warning comes.
const WARNING: u64 = 150;
/// Seconds left at which the time is read out.
const READ_OUT: [u64; 3] = [150, 60, 20];
/// Milliseconds between two signs of life that nothing but the person's activity makes.
const BETWEEN_SIGNS: f64 = 60_000.0;

/// What the time left asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// Nothing.
    Quiet,
    /// A warning.
    Warning,
    /// Covering the page.
    Over,
}

impl Stage {
    pub(super) fn of(left: u64) -> Self {
        match left {
            0 => Self::Over,
            1..=WARNING => Self::Warning,
            _ => Self::Quiet,
        }
    }
}

/// The last of the times to be read out that has come.
pub(super) fn read_out(left: u64) -> u64 {
    READ_OUT.into_iter().filter(|at| left <= *at).min().unwrap_or(WARNING)
}

/// Seconds left when the server spoke.
pub(super) fn granted(citizen: &SessionView) -> u64 {
    citizen.idle_left.min(citizen.left)
}

thread_local! {
    static WARNED: Cell<bool> = const { Cell::new(false) };
    static SAID_ACTIVE: Cell<f64> = const { Cell::new(0.0) };
}

/// Properties of [`SessionGuard`].
#[derive(Properties, PartialEq)]
pub struct SessionGuardProps {
    /// The session.
    pub session: Session,
}

/// The warning before the end of the session. It comes only when the server agrees, or cannot be asked.
#[component]
pub fn SessionGuard(SessionGuardProps { session }: &SessionGuardProps) -> Html {
    let words = use_words();
    let citizen = session.who.citizen();
    let granted_left = citizen.map(granted).unwrap_or_default();
    let left = use_seconds_until(session.heard_at + granted_left as f64 * 1_000.0);
    let unanswered = use_state_eq(|| 0);
    let understood = use_state_eq(|| false);
    let busy = use_state_eq(|| false);
    let (leave, stays) = use_sign_out();
    let (stage, heard) = (Stage::of(left), session.heard);
    {
        let unanswered = unanswered.setter();
        use_effect_with((stage, heard), move |_| {
            if stage == Stage::Quiet || (stage == Stage::Warning && granted_left <= WARNING) {
                return;
            }
            spawn_local(async move {
                match compare().await {
                    Ok(()) => {}
                    Err(_) if stage == Stage::Over => ended(),
                    Err(_) => unanswered.set(heard),
                }
            });
        });
    }
    let warning = stage == Stage::Warning && (granted_left <= WARNING || *unanswered == heard) && !*understood;
    use_effect_with(warning, |warning| {
        WARNED.set(*warning);
        || WARNED.set(false)
    });
    let Some(citizen) = citizen.filter(|_| warning) else { return Html::default() };
    let final_end = citizen.left <= citizen.idle_left;
    let go_on = {
        let (busy, understood) = (busy.clone(), understood.clone());
        Callback::from(move |()| {
            if final_end {
                return understood.set(true);
            }
            let busy = busy.setter();
            busy.set(true);
            spawn_local(async move {
                renew().await;
                busy.set(false);
            });
        })
    };
    let says = |left| {
        let id = if final_end { "session-ending-absolute" } else { "session-ending-idle" };
        words.say(id, &[("time", &in_words(&words, left))])
    };
    let label = words.get(if final_end { "session-understood" } else { "session-continue" });
    html! {
        <Dialog id="session-ending" title={words.get("session-ending")} onclose={go_on.clone()}>
            <p role="timer">{ says(left) }</p>
            <p class="visually-hidden" role="alert">{ says(read_out(left)) }</p>
            { for stays.map(|why| html! { <p role="alert">{ words.get(why) }</p> }) }
            <div class="row">
                { button("session-continue", MAIN.busy(*busy), go_on, label) }
                { button("session-leave", QUIET, leave, words.get("sign-out")) }
            </div>
        </Dialog>
    }
}

fn in_words(words: &Words, left: u64) -> AttrValue {
    let (minutes, seconds) = ((left / 60).to_string(), (left % 60).to_string());
    let id = if left < 60 { "session-seconds" } else { "session-minutes" };
    words.say(id, &[("minutes", &minutes), ("seconds", &seconds)])
}

/// A sign of life. Without an answer the next one will do.
async fn renew() {
    if let Ok(citizen) = api::renew().await {
        known(citizen);
        tabs::say(tabs::ACTIVE);
    }
}

/// The person did something: at most once a minute that is a sign of life of its own, unless requests were one.
fn active() {
    if !is_standing() || WARNED.get() {
        return;
    }
    let now = browser::milliseconds();
    if now - SAID_ACTIVE.get() >= BETWEEN_SIGNS {
        SAID_ACTIVE.set(now);
        tabs::say(tabs::ACTIVE);
    }
    if now - ALIVE.get() >= BETWEEN_SIGNS {
        spawn_local(renew());
    }
}

/// Also when nobody is known to be here: the first question may have stayed without an answer.
fn compare_now() {
    spawn_local(async {
        // Without an answer the page goes on by itself.
        let _ = compare().await;
    });
}

/// What another tab said.
fn heard(word: &str) {
    match word {
        tabs::SIGNED_OUT if is_somebody_here() => signed_out(),
        tabs::ACTIVE if !WARNED.get() => {}
        // Nobody is here, but somebody has just signed in next door: the start page lets them in.
        _ => compare_now(),
    }
}

/// Listens to what keeps a session alive, ends it, or shows again a page that was put aside.
pub fn listen() -> Vec<Listener> {
    let (window, document) = (browser::window(), browser::document());
    let mut all = vec![
        Listener::new(&document, "keydown", |_| active()),
        Listener::new(&document, "pointerdown", |_| active()),
        Listener::new(&document, "visibilitychange", |_| {
            if !browser::document().hidden() {
                compare_now();
            }
        }),
        Listener::new(&window, "online", |_| compare_now()),
        // A page that is put aside keeps its contents: they are not to be seen before the server was asked who is there.
        Listener::new(&window, "pagehide", |_| {
            if is_somebody_here() {
                browser::conceal();
            }
        }),
        Listener::new(&window, "pageshow", |_| {
            if browser::is_concealed() {
                browser::reload();
            }
        }),
    ];
    if let Some(channel) = tabs::channel() {
        all.push(Listener::new(&channel, "message", |event| {
            let data = js_sys::Reflect::get(&event, &"data".into()).ok();
            heard(&data.and_then(|data| data.as_string()).unwrap_or_default());
        }));
    }
    all
}
