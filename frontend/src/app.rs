//! The client as a whole: words, settings and session for every part, and the page that the address names.

use crate::applications;
use crate::config::{Config, use_config_of_page};
use crate::pages::{
    CodePage, EntrancesPage, KeyPage, NotMePage, PasswordPage, RegisterPage, StartPage, VerifyPage, information,
};
use crate::routes::{Route, use_route};
use crate::session::{Session, SessionGuard, Who, use_session_of_page};
use crate::shell::Shell;
use crate::ui::Loading;
use crate::words::{self, Words};
use shared::auth::CodePurpose;
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
    let speak = {
        let (words, failed) = (words.setter(), failed.setter());
        use_callback((), move |language: Language, ()| {
            let (words, failed) = (words.clone(), failed.clone());
            spawn_local(async move {
                let fetched = Words::fetch(language).await;
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
                    <Shell route={route.clone()} {speak} language_failed={*failed}>{ page(&route, &session.who, &words) }</Shell>
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
fn page(route: &Route, who: &Who, words: &Words) -> Html {
    match (route, who) {
        (Route::Register, _) => html! { <RegisterPage key="register" /> },
        (Route::CodeLogin, _) => html! { <RegisterPage key="code-login" purpose={CodePurpose::Entrance} /> },
        (Route::Code, _) => html! { <CodePage /> },
        (Route::NotMe, _) => html! { <NotMePage /> },
        (Route::Memo(name), _) => information::memo(words, name),
        (Route::Offices, _) => information::offices(words),
        (Route::Accessibility, _) => information::accessibility(words),
        (Route::Verify, _) => html! { <VerifyPage /> },
        (Route::NotFound, _) => information::not_found(words),
        (_, Who::Unknown) => html! { <Loading /> },
        (Route::Login, Who::Nobody) => html! { <KeyPage /> },
        (_, Who::Nobody) => html! { <StartPage wanted={*route != Route::Home} /> },
        // What the person was at stays alive under the sign-in, and goes on when the same person comes back (ux 8).
        (_, Who::Citizen(citizen) | Who::Ended(citizen)) => {
            let ended = matches!(who, Who::Ended(_));
            html! {
                <>
                    if ended {
                        <StartPage ended=true />
                    }
                    <div key={citizen.iin.as_str()} hidden={ended}>{ inside(route, words) }</div>
                </>
            }
        }
    }
}

/// A page for the one who is signed in.
fn inside(route: &Route, words: &Words) -> Html {
    match route {
        Route::Password => html! { <PasswordPage /> },
        Route::Entrances => html! { <EntrancesPage /> },
        Route::Login => applications::page(&Route::Home).unwrap_or_default(),
        other => applications::page(other).unwrap_or_else(|| information::not_found(words)),
    }
}
