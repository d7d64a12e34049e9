//! What the cabinet can do for the person: for each account whether they can apply, else why not.

use super::reasons::reasons;
use crate::api;
use crate::fetched::use_fetched;
use crate::routes::{Route, anchor};
use crate::ui::markup::{failed, loading, notice};
use crate::ui::{Page, Tag, Tone};
use crate::words::{Words, use_words};
use shared::api::ServiceSummary;
use shared::kernel::eligibility::Subject;
use yew::prelude::*;

/// The list of services.
#[component]
pub fn ServicesPage() -> Html {
    let words = use_words();
    let services = use_fetched((), |()| async { api::services().await });
    html! {
        <Page title={words.get("services-title")} lead={words.get("services-lead")}>
            { match services.answer() {
                None => loading(),
                Some(Err(failure)) => failed(failure, Some(services.again()), Html::default()),
                Some(Ok(all)) => all.iter().map(|service| card(&words, service)).collect::<Html>(),
            } }
        </Page>
    }
}

fn card(words: &Words, service: &ServiceSummary) -> Html {
    let slug = service.kind.slug();
    let eligibility = &service.eligibility;
    let to = if service.draft.is_some() { Route::Fill(service.kind) } else { Route::Service(service.kind) };
    let label = if service.draft.is_some() { "services-continue" } else { "services-open" };
    let heading = format!("service-{slug}");
    html! {
        <section class="card panel" key={slug} aria-labelledby={heading.clone()}>
            <h2 id={heading}>{ words.get(&format!("{slug}-service")) }</h2>
            <p>{ words.get(&format!("{slug}-summary")) }</p>
            if !eligibility.warnings.is_empty() {
                { notice(Tone::Warn, Some(words.get("services-warning")), html! { <>
                    { reasons(words, &eligibility.warnings) }
                </> }) }
            }
            if !eligibility.refusals.is_empty() {
                { notice(Tone::Warn, Some(words.get("services-cannot-apply")), html! { <>
                    { reasons(words, &eligibility.refusals) }
                </> }) }
            }
            <ul class="list subjects">{ for eligibility.subjects.iter().map(|subject| row(words, service, subject)) }</ul>
            if eligibility.can_draft() {
                <div class="row">
                    { anchor(&format!("open-{slug}"), to, "button", false, html! { <>{ words.get(label) }
                        <span class="visually-hidden">{ ": " }{ words.get(slug) }</span></> }) }
                </div>
            }
        </section>
    }
}

fn row(words: &Words, service: &ServiceSummary, subject: &Subject) -> Html {
    let account = service.accounts.iter().find(|account| account.number == subject.id);
    let name = account.map(|account| words.get(account.contribution.text_id()));
    let stopped = !service.eligibility.refusals.is_empty() || !subject.refusals.is_empty();
    let (tone, label) =
        if stopped { (Tone::Warn, "services-cannot-apply") } else { (Tone::Good, "services-can-apply") };
    html! {
        <li key={subject.id.as_str()}>
            <div>
                <p class="strong">{ name }</p>
                <p class="hint number">{ &subject.id }</p>
                if let Some(account) = account {
                    <p>{ account.balance.grouped() }{ "\u{a0}₸" }</p>
                }
                if !subject.refusals.is_empty() {
                    { reasons(words, &subject.refusals) }
                }
            </div>
            <Tag {tone} label={words.get(label)} />
        </li>
    }
}
