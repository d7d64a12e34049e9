//! «It was not me»: the link of a notice. Its token stands after `#`, which browsers send to nobody.

use crate::api::{self, Answer, Failure};
use crate::browser::{self, Listener};
use crate::routes::Route;
use crate::ui::markup::{MAIN, button, failed, link, sentences};
use crate::ui::{Notice, Page, Tone};
use crate::words::{Words, use_words};
use shared::kernel::problem::Problem;
use yew::platform::spawn_local;
use yew::prelude::*;

/// The page of the link that the address holds now.
#[component]
pub fn NotMePage() -> Html {
    let words = use_words();
    let token = use_state_eq(token_here);
    {
        let token = token.setter();
        // A link pasted over this page changes nothing but the fragment: the page is not loaded anew.
        use_effect_with((), move |()| {
            let listener = Listener::new(&browser::window(), "hashchange", move |_| token.set(token_here()));
            move || drop(listener)
        });
    }
    html! {
        <Page title={words.get("not-me-title")} lead={words.get("not-me-lead")}>
            <Disowning key={token.to_string()} token={(*token).clone()} />
        </Page>
    }
}

fn token_here() -> AttrValue {
    let fragment = browser::window().location().hash().unwrap_or_default();
    fragment.trim_start_matches('#').to_owned().into()
}

/// Properties of [`Disowning`].
#[derive(Properties, PartialEq)]
struct DisowningProps {
    /// What the link holds; may be empty.
    token: AttrValue,
}

/// What will happen, the button, and what became of it.
#[component]
fn Disowning(DisowningProps { token }: &DisowningProps) -> Html {
    let words = use_words();
    let answer = use_state_eq(|| None::<Answer<()>>);
    let busy = use_state_eq(|| false);
    let onpress = {
        let (answer, busy, token) = (answer.setter(), busy.setter(), token.clone());
        Callback::from(move |()| {
            let (answer, busy, token) = (answer.clone(), busy.clone(), token.clone());
            busy.set(true);
            spawn_local(async move {
                answer.set(Some(api::not_me(&token).await));
                busy.set(false);
            });
        })
    };
    match &*answer {
        _ if token.is_empty() => told(&words, Tone::Bad, "not-me-no-token", "not-me-no-token.advice"),
        Some(Ok(())) => told(&words, Tone::Good, "not-me-done", "not-me-next"),
        Some(Err(Failure::Problem(Problem::NotFound))) => told(&words, Tone::Bad, "not-me-used", "not-me-used.advice"),
        failure => html! {
            <section class="card panel narrow">
                { sentences(&words, "not-me", &["sessions", "password", "data"], &[]) }
                if let Some(Err(failure)) = failure {
                    { failed(failure, None, Html::default()) }
                }
                <div class="row">
                    { button("not-me", MAIN.busy(*busy), onpress, words.get(if *busy { "not-me-busy" } else { "not-me-press" })) }
                </div>
            </section>
        },
    }
}

/// How it ended, and where a new password is set.
fn told(words: &Words, tone: Tone, what: &str, advice: &str) -> Html {
    html! {
        <>
            <Notice {tone} title={words.get(what)} role="alert" takes_focus=true><p>{ words.get(advice) }</p></Notice>
            <p class="row">{ link("set-password", Route::Register, "button", words.get("start-set-password")) }</p>
        </>
    }
}
