//! The client as a whole: words, settings and session for every part, and the page that the address names.

use crate::config::{Config, use_config_of_page};
use crate::pages::StartPage;
use crate::parts::{Part, PartPage, use_parts_ahead};
use crate::routes::{Route, use_route};
use crate::session::{Session, SessionGuard, Who, use_session_of_page};
use crate::shell::Shell;
use crate::ui::Loading;
use crate::words::{self, Words};
use shared::texts::Language;
use yew::platform::spawn_local;
use yew::prelude::*;

/// Properties of [`App`].
#[derive(Properties, PartialEq)]
pub struct AppProps {
    /// The words to begin with.
    pub words: Words,
}

/// The client.
#[component]
pub fn App(props: &AppProps) -> Html {
    let words = use_state(|| props.words.clone());
    let failed = use_state(|| false);
    let config = use_config_of_page();
    let session = use_session_of_page();
    let route = use_route();
    use_parts_ahead(&route, &session.who);
    let speak = {
        let (words, failed) = (words.setter(), failed.setter());
        // The language asked for last: one that comes later than another choice is not spoken any more.
        let asked = use_mut_ref(|| props.words.language());
        use_callback((), move |language: Language, ()| {
            let (words, failed, asked) = (words.clone(), failed.clone(), asked.clone());
            *asked.borrow_mut() = language;
            spawn_local(async move {
                let fetched = Words::fetch(language).await;
                if *asked.borrow() != language {
                    return;
                }
                failed.set(fetched.is_err());
                if let Ok(fetched) = fetched {
                    words::choose(language);
                    words.set(fetched);
                }
            });
        })
    };
    html! {
        <ContextProvider<Words> context={(*words).clone()}>
            <ContextProvider<Config> context={config}>
                <ContextProvider<Session> context={session.clone()}>
                    <Shell route={route.clone()} {speak} language_failed={*failed}>{ page(&route, &session.who) }</Shell>
                    if matches!(session.who, Who::Citizen(_)) {
                        <SessionGuard {session} />
                    }
                </ContextProvider<Session>>
            </ContextProvider<Config>>
        </ContextProvider<Words>>
    }
}

/// The page of a route for who is there. No page of a service is reachable without a session; the address stays,
/// so that signing in leads to it.
fn page(route: &Route, who: &Who) -> Html {
    let draw = |part| html! { <PartPage {part} route={route.clone()} /> };
    match who {
        _ if route.is_for_everybody() => draw(Part::Entrance),
        Who::Unknown => html! { <Loading /> },
        Who::Nobody => match Part::of(route, false) {
            Some(part) => draw(part),
            None => html! { <StartPage wanted={*route != Route::Home} /> },
        },
        // What the person was at stays alive under the sign-in, and goes on when the same person comes back (ux 8).
        Who::Citizen(citizen) | Who::Ended(citizen) => {
            let ended = matches!(who, Who::Ended(_));
            html! {
                <>
                    if ended {
                        <StartPage ended=true />
                    }
                    <div key={citizen.iin.as_str()} hidden={ended}>{ draw(Part::inside(route)) }</div>
                </>
            }
        }
    }
}
