//! One application: where it stands, how it got there, what comes next, what was signed.

use super::list::lost_line;
use super::polled::use_polled;
use super::status;
use crate::moment::{Moment, day};
use crate::routes::Route;
use crate::ui::markup::{card, fact_list, failed, link, loading};
use crate::ui::{Fact, Page};
use crate::words::{Words, use_words};
use shared::api::{ApplicationView, StatusView};
use shared::kernel::life::ApplicationStatus;
use yew::prelude::*;

/// Properties of [`ApplicationPage`].
#[derive(Properties, PartialEq)]
pub struct ApplicationPageProps {
    /// Its number.
    pub number: AttrValue,
}

/// The page of an application. It follows the status while it is seen.
#[component]
pub fn ApplicationPage(ApplicationPageProps { number }: &ApplicationPageProps) -> Html {
    let words = use_words();
    let polled = use_polled::<ApplicationView>(format!("/api/applications/{number}").into());
    html! {
        <Page title={words.say("application-title", &[("number", number)])}>
            { match &polled.answer {
                None => loading(),
                Some(Err(failure)) => failed(failure, None, Html::default()),
                Some(Ok(view)) => html! {
                    <>
                        { lost_line(&words, polled.lost) }
                        <Change status={status::called(&words, &view.summary.status)} />
                        { present(&words, view) }
                        { history(&words, view) }
                        { signed(&words, view) }
                    </>
                },
            } }
            <p class="back">{ link("back-to-applications", Route::Applications, "", words.get("applications-title")) }</p>
        </Page>
    }
}

#[derive(Properties, PartialEq)]
struct ChangeProps {
    status: AttrValue,
}

/// Announces a change of status politely, and nothing on arrival.
#[component]
fn Change(ChangeProps { status }: &ChangeProps) -> Html {
    let words = use_words();
    let first = use_state(|| status.clone());
    let changed = *first != *status;
    html! {
        <p class="visually-hidden" role="status">
            { if changed { words.say("application-changed", &[("status", status)]) } else { AttrValue::default() } }
        </p>
    }
}

fn present(words: &Words, view: &ApplicationView) -> Html {
    let summary = &view.summary;
    let amount = match &summary.amount {
        Some(amount) => words.say("services-balance", &[("amount", &amount.grouped())]),
        None => words.get("application-amount-unknown"),
    };
    let due = view
        .due
        .as_ref()
        .map_or_else(AttrValue::default, |due| words.say("application-due-on", &[("date", &day(due))]));
    let rows = vec![
        Fact::new(words.get("application-signed"), Moment::read(&summary.signed_at).whole()),
        Fact::new(words.get("application-account"), summary.account.clone()),
        Fact::new(words.get("account-contribution"), words.get(summary.contribution.text_id())),
        Fact::new(words.get("application-amount"), amount),
        Fact::new(words.get("application-due"), due),
    ];
    html! {
        { card("application-now", words.get(summary.kind.slug()), html! { <>
            <p class="now">
                <span class="visually-hidden">{ words.get("application-status") }{ ": " }</span>
                { status::tag(words, &summary.status) }
            </p>
            if let Some(reason) = &summary.reason {
                <p class="strong">{ status::reason(words, reason) }</p>
            }
            <p><strong>{ words.get("application-next") }{ ": " }</strong>{ status::next(words, &summary.status) }</p>
            { fact_list(rows, None) }
        </> }) }
    }
}

fn history(words: &Words, view: &ApplicationView) -> Html {
    let row = |(at, status): (usize, &StatusView)| {
        let moment = Moment::read(&status.at);
        let last = at + 1 == view.history.len();
        html! {
            <li key={at} aria-current={last.then_some("step")}>
                <span class="strong">{ status::called(words, &status.status) }</span>
                <time datetime={status.at.clone()}>{ moment.whole() }</time>
                if let Some(amount) = &status.amount {
                    <span>{ words.say("services-balance", &[("amount", &amount.grouped())]) }</span>
                }
                if let Some(reason) = &status.reason {
                    <span>{ status::reason(words, reason) }</span>
                }
            </li>
        }
    };
    html! {
        { card("application-history", words.get("application-history"), html! { <>
            <ol class="history">{ for view.history.iter().enumerate().map(row) }</ol>
        </> }) }
    }
}

fn signed(words: &Words, view: &ApplicationView) -> Html {
    let number = &view.summary.number;
    let file = |name: &str| format!("/api/applications/{number}/{name}");
    // Until the certificate is known to have been good there is no receipt.
    let confirmed =
        !matches!(view.summary.status, ApplicationStatus::SignatureChecking | ApplicationStatus::SignatureRefused);
    let rows = vec![
        Fact::new(words.get("application-signer"), view.signer.name.clone()),
        Fact::new(words.get("application-issuer"), view.signer.issuer.clone()),
        Fact::new(words.get("application-serial"), view.signer.serial.clone()),
        Fact::new(words.get("application-hash"), view.document_sha256.clone()),
    ];
    html! {
        { card("application-document", words.get("application-document"), html! { <>
            <p><a id="download-document" href={file("document")} download={format!("{number}.pdf")}>{ words.get("application-pdf") }</a></p>
            <p><a id="download-signature" href={file("signature")} download={format!("{number}.cms")}>{ words.get("application-signature") }</a></p>
            if confirmed {
                <p><a id="download-receipt" href={file("receipt")} download={format!("{number}-receipt.zip")}>{ words.get("verify-receipt") }</a></p>
                <p class="source">{ words.get("verify-receipt.note") }{ " " }{ link("to-verify", Route::Verify, "", words.get("verify-title")) }</p>
            }
            { for view.document.blocks.iter().map(|block| html! {
                <details key={block.id.as_str()}>
                    <summary id={format!("block-{}", block.id)}>{ &block.heading }</summary>
                    { fact_list(block.rows.iter().map(|row| Fact::new(row.label.clone(), row.value.clone())).collect::<Vec<_>>(), None) }
                </details>
            }) }
            { fact_list(rows, None) }
        </> }) }
    }
}
