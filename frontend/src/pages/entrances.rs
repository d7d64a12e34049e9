//! Sessions that stand, with the way to end them, and the history of entrances.

use crate::api::{self, Failure};
use crate::browser;
use crate::fetched::use_fetched;
use crate::moment::Moment;
use crate::ui::markup::{Look, QUIET, button, button_with, card, failed, loading};
use crate::ui::{Page, Tag, Tone};
use crate::words::{Words, use_words};
use shared::auth::views::{EntranceView, EntrancesView, Place, SessionEntry};
use yew::platform::spawn_local;
use yew::prelude::*;

/// Id of the line that says what was ended.
const NEWS: &str = "entrances-news";

/// What became of the last wish to end something.
type Ended = Option<Result<&'static str, Failure>>;

/// The page.
#[component]
pub fn EntrancesPage() -> Html {
    let words = use_words();
    let fetched = use_fetched((), |()| async { api::entrances().await });
    let ended = use_state_eq(|| Ended::None);
    let busy = use_state_eq(|| false);
    let end = {
        let (again, ended, busy) = (fetched.again(), ended.setter(), busy.setter());
        Callback::from(move |id: Option<String>| {
            let (again, ended, busy) = (again.clone(), ended.clone(), busy.clone());
            busy.set(true);
            // Emptied first: the same words said twice are told twice.
            ended.set(None);
            spawn_local(async move {
                let done = if id.is_some() { "entrances-ended" } else { "entrances-others-ended" };
                let answer = api::end_sessions(id.as_deref()).await.map(|()| done);
                if answer.is_ok() {
                    // Its row goes, and the button in it.
                    browser::focus(NEWS);
                }
                ended.set(Some(answer));
                busy.set(false);
                again.emit(());
            });
        })
    };
    html! {
        <Page title={words.get("entrances-title")} lead={words.get("entrances-lead")}>
            <p id={NEWS} role="status" class="ok" tabindex="-1">
                { if let Some(Ok(done)) = *ended { words.get(done) } else { AttrValue::default() } }
            </p>
            if let Some(Err(failure)) = &*ended {
                { failed(failure, None, Html::default()) }
            }
            { match fetched.answer() {
                None => loading(),
                Some(Err(failure)) => failed(failure, Some(fetched.again()), Html::default()),
                Some(Ok(view)) => content(&words, view, QUIET.busy(*busy), &end),
            } }
        </Page>
    }
}

fn content(words: &Words, view: &EntrancesView, look: Look, end: &Callback<Option<String>>) -> Html {
    let others = view.sessions.len() > 1;
    let sessions = html! {
        <>
            <ul class="list">{ for view.sessions.iter().map(|entry| session(words, entry, look, end)) }</ul>
            if others {
                <div class="row">
                    { button("end-others", look, end.reform(|()| None), words.get("entrances-end-others")) }
                </div>
            }
        </>
    };
    let history = html! {
        if view.history.is_empty() {
            <p>{ words.get("entrances-history-none") }</p>
        } else {
            <ul class="list">{ for view.history.iter().map(|entry| past(words, entry)) }</ul>
        }
    };
    html! {
        <>
            { card("entrances-sessions", words.get("entrances-sessions"), sessions) }
            { card("entrances-history", words.get("entrances-history"), history) }
        </>
    }
}

fn session(words: &Words, entry: &SessionEntry, look: Look, end: &Callback<Option<String>>) -> Html {
    let device = device(words, &entry.place);
    let at = |id: &str, instant: &str| words.say(id, &[("at", &Moment::read(instant).whole())]);
    let id = entry.id.clone();
    html! {
        <li key={entry.id.as_str()}>
            <span>
                <span class="strong">{ &device }</span>
                <small>{ &entry.place.address }{ " · " }{ words.get(&format!("entrance-way-{}", entry.way.id())) }</small>
                <small>{ at("entrances-began", &entry.began_at) }{ " · " }{ at("entrances-seen", &entry.seen_at) }</small>
            </span>
            if entry.is_current {
                <Tag tone={Tone::Good} label={words.get("entrances-current")} />
            } else {
                { button_with("", look, end.reform(move |()| Some(id.clone())), html! { <>{ words.get("entrances-end") }
                    <span class="visually-hidden">{ words.say("entrances-end.for", &[("place", &device)]) }</span></> }) }
            }
        </li>
    }
}

fn past(words: &Words, entry: &EntranceView) -> Html {
    html! {
        <li>
            <span>
                <span class="strong">{ words.get(&format!("entrance-event-{}", entry.event.id())) }</span>
                <small>
                    { device(words, &entry.place) }{ " · " }{ &entry.place.address }{ " · " }
                    { words.get(&format!("entrance-way-{}", entry.way.id())) }
                </small>
            </span>
            <time datetime={entry.at.clone()}>{ Moment::read(&entry.at).whole() }</time>
        </li>
    }
}

/// Browser and system by their own names, as far as they are known.
fn device(words: &Words, place: &Place) -> AttrValue {
    match (place.browser.as_str(), place.system.as_str()) {
        ("", "") => words.get("entrances-unknown-device"),
        ("", one) | (one, "") => one.to_owned().into(),
        (browser, system) => format!("{browser}, {system}").into(),
    }
}
