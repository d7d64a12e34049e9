//! «Менің төлемдерге/аударымдарға өтініштерім»: every application with its status.

use super::polled::use_polled;
use super::status;
use crate::moment::Moment;
use crate::routes::Route;
use crate::ui::markup::{failed, link, loading, notice};
use crate::ui::{Page, Tone};
use crate::words::{Words, use_words};
use shared::api::ApplicationSummary;
use shared::services::ServiceKind;
use yew::prelude::*;

/// The list.
#[component]
pub fn ApplicationsPage() -> Html {
    let words = use_words();
    let polled = use_polled::<Vec<ApplicationSummary>>("/api/applications".into());
    html! {
        <Page title={words.get("applications-title")}>
            { match &polled.answer {
                None => loading(),
                Some(Err(failure)) => failed(failure, None, Html::default()),
                Some(Ok(all)) => html! {
                    <>
                        { lost_line(&words, polled.lost) }
                        { all_of(&words, all) }
                    </>
                },
            } }
        </Page>
    }
}

fn all_of(words: &Words, all: &[ApplicationSummary]) -> Html {
    if all.is_empty() {
        return html! {
            <section class="card panel">
                <p>{ words.get("applications-none") }</p>
                <ul>
                    { for ServiceKind::ALL.iter().take(2).map(|kind| html! {
                        <li key={kind.slug()}>{ link("", Route::Service(*kind), "", words.get(kind.slug())) }</li>
                    }) }
                </ul>
            </section>
        };
    }
    html! {
        <section class="card panel">
            <ul class="list">
                { for all.iter().map(|summary| row(words, summary)) }
            </ul>
        </section>
    }
}

/// An application in a list: what it is, where it stands, what comes next.
pub fn row(words: &Words, summary: &ApplicationSummary) -> Html {
    let service = words.get(summary.kind.slug());
    let title = words.say("applications-row", &[("number", &summary.number), ("service", &service)]);
    let since = Moment::read(&summary.status_at);
    html! {
        <li key={summary.number.as_str()}>
            <span>
                { link("", Route::Application(summary.number.clone()), "", title) }
                <small>{ words.get(summary.contribution.text_id()) }{ " · " }{ &summary.account }</small>
                <small>{ since.date }{ " · " }{ status::next(words, &summary.status) }</small>
                if let Some(reason) = &summary.reason {
                    <small>{ status::reason(words, reason) }</small>
                }
            </span>
            { status::tag(words, &summary.status) }
        </li>
    }
}

/// Says that what is shown may be old.
pub fn lost_line(words: &Words, lost: bool) -> Html {
    html! {
        <div role="status">
            if lost {
                { notice(Tone::Warn, None, html! { <><p>{ words.get("application-no-connection") }</p></> }) }
            }
        </div>
    }
}
