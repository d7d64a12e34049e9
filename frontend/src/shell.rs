//! What stands around every page: skip link, banner, header with languages and account, navigation, footer.

use crate::browser;
use crate::config::use_config;
use crate::routes::{Route, anchor};
use crate::session::{Who, use_session, use_sign_out};
use crate::words::{Words, use_words};
use shared::auth::views::SessionView;
use shared::texts::Language;
use shared::values::full_name::FullName;
use yew::prelude::*;

/// Properties of [`Shell`].
#[derive(Properties, PartialEq)]
pub struct ShellProps {
    /// The page that is shown.
    pub route: Route,
    /// Changes the language.
    pub speak: Callback<Language>,
    /// The last change of language did not succeed.
    pub language_failed: bool,
    /// The page.
    pub children: Html,
}

/// The frame of every page.
#[component]
pub fn Shell(ShellProps { route, speak, language_failed, children }: &ShellProps) -> Html {
    let words = use_words();
    let config = use_config();
    let session = use_session();
    let sign_out = use_sign_out();
    let citizen = match &session.who {
        Who::Citizen(citizen) => Some(citizen),
        _ => None,
    };
    let skip = Callback::from(|event: MouseEvent| {
        event.prevent_default();
        browser::focus("main");
    });
    html! {
        <>
            <a class="skip" href="#main" onclick={skip}>{ words.get("skip") }</a>
            if config.is_some_and(|config| config.demonstration) {
                <aside class="demonstration">{ words.get("demonstration") }</aside>
            }
            <header class="bar">
                <div>
                    { anchor("", Route::Home, "name", false, html! { <><svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
                            <rect width="32" height="32" rx="8" />
                            <path d="M8 22V14l8-5 8 5v8" />
                            <circle cx="16" cy="18" r="3.2" />
                        </svg>
                        { words.get("app-name") }</> }) }
                    { for citizen.map(|citizen| account(&words, citizen, route, &sign_out)) }
                    { languages(&words, speak, *language_failed) }
                </div>
                { for citizen.map(|_| navigation(&words, route)) }
            </header>
            <main id="main" class="page" tabindex="-1">{ children.clone() }</main>
            <footer class="foot">
                <div>
                    <span>
                        <a href="tel:1418">{ "1418" }</a>{ " · " }<a href="mailto:enpf@enpf.kz">{ "enpf@enpf.kz" }</a>
                    </span>
                    { anchor("", Route::Offices, "", *route == Route::Offices, html! { words.get("offices-link") }) }
                    { anchor("", Route::Accessibility, "", *route == Route::Accessibility, html! { words.get("accessibility-link") }) }
                    { anchor("", Route::Verify, "", *route == Route::Verify, html! { words.get("verify-title") }) }
                </div>
            </footer>
        </>
    }
}

/// The language switch: route, answers and focus stay (R-018, ux 9).
fn languages(words: &Words, speak: &Callback<Language>, failed: bool) -> Html {
    let button = |language: Language| {
        let onclick = speak.reform(move |_: MouseEvent| language);
        let current = (language == words.language()).then_some("true");
        html! {
            <li>
                <button type="button" class="link" lang={language.code()} aria-current={current} {onclick}>
                    { language.own_name() }
                </button>
            </li>
        }
    };
    html! {
        <nav class="languages-nav" aria-label={words.get("languages")}>
            <ul class="languages">{ for Language::ALL.into_iter().map(button) }</ul>
            <p role="status" class="language-failed">{ if failed { words.get("language-failed") } else { "".into() } }</p>
        </nav>
    }
}

/// Where a signed-in citizen can go.
fn navigation(words: &Words, route: &Route) -> Html {
    let services = matches!(route, Route::Services | Route::Service(_) | Route::Fill(_) | Route::Review(_));
    let applications = matches!(route, Route::Applications | Route::Application(_));
    let places = [
        (Route::Home, *route == Route::Home, "nav-home"),
        (Route::Services, services, "nav-services"),
        (Route::Applications, applications, "nav-applications"),
    ];
    html! {
        <nav class="main-nav" aria-label={words.get("navigation")}>
            <ul>
                { for places.into_iter().map(|(to, current, name)| html! {
                    <li>{ anchor("", to, "", current, html! { words.get(name) }) }</li>
                }) }
            </ul>
        </nav>
    }
}

/// Who is signed in, what belongs to them, and the way out.
fn account(words: &Words, citizen: &SessionView, route: &Route, (leave, stays): &(Callback<()>, Option<&str>)) -> Html {
    let FullName { given, surname, .. } = &citizen.name;
    let places = [(Route::Entrances, "account-entrances"), (Route::Password, "account-password")];
    html! {
        <div class="account">
            <span class="account-name">{ format!("{given} {surname}") }</span>
            <nav class="account-links" aria-label={words.get("account-links")}>
                { for places.into_iter().map(|(to, name)| {
                    let current = to == *route;
                    html! { { anchor(name, to, "", current, html! { words.get(name) }) } }
                }) }
            </nav>
            <button type="button" class="link" onclick={leave.reform(|_: MouseEvent| ())}>{ words.get("sign-out") }</button>
            { for stays.map(|why| html! { <span role="alert">{ words.get(why) }</span> }) }
        </div>
    }
}
