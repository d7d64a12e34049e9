//! The home page of the one who is signed in: accounts, drafts, newest applications, services.

use super::delete_draft::DeleteDraft;
use super::list;
use crate::api;
use crate::browser;
use crate::fetched::use_fetched;
use crate::moment::{Moment, day};
use crate::routes::{Route, anchor};
use crate::session::use_session;
use crate::ui::markup::{QUIET, button, card, failed, link, loading};
use crate::ui::{Notice, Page, Tone};
use crate::words::{Words, use_words};
use shared::api::{AccountView, DraftSummary, HomeView};
use shared::kernel::eligibility::Register;
use shared::services::ServiceKind;
use yew::prelude::*;

/// The home page.
#[component]
pub fn HomePage() -> Html {
    let words = use_words();
    let home = use_fetched((), |()| async { api::home().await });
    let session = use_session();
    let name = session.who.citizen().map_or("", |citizen| &citizen.name.given);
    let deleted = use_state_eq(|| 0_u32);
    let ondelete = {
        let (deleted, again) = (deleted.clone(), home.again());
        Callback::from(move |()| {
            deleted.set(*deleted + 1);
            again.emit(());
        })
    };
    // Once the question is closed: until then nothing behind it takes focus.
    use_effect_with(*deleted, |deleted| {
        if *deleted > 0 {
            browser::focus("home-news");
        }
    });
    html! {
        <Page title={words.say("home-hello", &[("name", name)])} lead={words.get("home-lead")}>
            <p id="home-news" class="ok" role="status" tabindex="-1">
                { if *deleted > 0 { words.get("draft-deleted") } else { AttrValue::default() } }
            </p>
            { match home.answer() {
                None => loading(),
                Some(Err(failure)) => failed(failure, Some(home.again()), Html::default()),
                Some(Ok(view)) => content(&words, view, &home.again(), &ondelete),
            } }
        </Page>
    }
}

fn content(words: &Words, view: &HomeView, again: &Callback<()>, ondelete: &Callback<()>) -> Html {
    html! {
        <>
            if !view.silent.is_empty() {
                { silent(words, &view.silent, again) }
            }
            <div class="tiles">
                { for view.accounts.iter().map(|account| account_tile(words, account)) }
                if view.accounts.is_empty() && !view.silent.contains(&Register::Fund) {
                    <section class="card"><p>{ words.get("home-no-accounts") }</p></section>
                }
                { for view.drafts.iter().map(|draft| draft_tile(words, draft, ondelete)) }
            </div>
            { card("home-applications", words.get("applications-title"), html! { <>
                if view.applications.is_empty() {
                    <p>{ words.get("applications-none") }</p>
                } else {
                    <ul class="list">
                        { for view.applications.iter().map(|summary| list::row(words, summary)) }
                    </ul>
                    <p>{ link("all-applications", Route::Applications, "", words.get("home-all-applications")) }</p>
                }
            </> }) }
            { card("home-services", words.get("services-title"), html! { <>
                <ul class="list">
                    { for ServiceKind::ALL.iter().map(|kind| html! {
                        <li key={kind.slug()}>
                            <span>
                                { link("", Route::Service(*kind), "", words.get(kind.slug())) }
                                <small>{ words.get(&format!("{}-summary", kind.slug())) }</small>
                            </span>
                        </li>
                    }) }
                </ul>
                <p>{ link("all-services", Route::Services, "", words.get("home-all-services")) }</p>
            </> }) }
        </>
    }
}

fn account_tile(words: &Words, account: &AccountView) -> Html {
    let last = match &account.last_contribution {
        Some(last) => {
            words.say("home-last-contribution", &[("date", &day(&last.date)), ("amount", &last.amount.grouped())])
        }
        None => words.get("home-no-contribution"),
    };
    html! {
        <section class="card" key={account.number.as_str()}>
            <h2 class="label hint">{ words.get(account.contribution.text_id()) }</h2>
            <p class="money">{ account.balance.grouped() }{ "\u{a0}₸" }</p>
            <p class="hint number">{ &account.number }</p>
            <p class="hint">{ last }</p>
        </section>
    }
}

fn draft_tile(words: &Words, draft: &DraftSummary, ondelete: &Callback<()>) -> Html {
    let service = words.get(draft.kind.slug());
    let saved = Moment::read(&draft.saved_at);
    html! {
        <section class="card draft" key={draft.kind.slug()}>
            <h2 class="label hint">{ words.get("home-draft") }</h2>
            <p class="strong">{ &service }</p>
            <p class="hint">{ words.say("home-draft-saved", &[("date", &saved.date), ("time", &saved.time)]) }</p>
            <div class="row">
                { anchor("", Route::Fill(draft.kind), "button", false, html! { <>{ words.get("home-continue") }
                    <span class="visually-hidden">{ words.say("home-continue.for", &[("service", &service)]) }</span></> }) }
                <DeleteDraft kind={draft.kind} ondone={ondelete.clone()} />
            </div>
        </section>
    }
}

/// Which registers are silent; the rest of the page works (ux 6).
pub fn silent(words: &Words, registers: &[Register], again: &Callback<()>) -> Html {
    html! {
        <Notice tone={Tone::Warn} title={words.get("silent-heading")} role="status">
            <ul class="plain-list">
                { for registers.iter().map(|register| {
                    let name = words.get(&format!("register-{}", register.id()));
                    html! { <li>{ words.say("refusal-register-silent", &[("register", &name)]) }</li> }
                }) }
            </ul>
            <p>{ words.get("silent-rest") }</p>
            <div class="row">{ button("", QUIET, again.clone(), words.get("silent-retry")) }</div>
        </Notice>
    }
}
