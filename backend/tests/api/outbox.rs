//! Handing over to the Fund: one registration, whatever happens on the way.

use crate::road::Walker;
use crate::support::TestApp;
use axum::extract::Query;
use axum::routing::get;
use axum::{Json, Router};
use backend::applications::{deliver_due, mirror_once};
use backend::store::applications::cursor;
use rusqlite::Connection;
use serde_json::{Value, json};
use simulators::fund::outcome::Outcome;
use simulators::fund::status::Status;
use simulators::modes::{Mode, Register};
use std::collections::HashMap;
use time::Duration;

async fn settle(app: &TestApp) {
    while deliver_due(&app.app).await.unwrap() > 0 {}
    while mirror_once(&app.app).await.unwrap() > 0 {}
}

/// The Fund receives number, payload, hash and signature; the status moves on once, though two ways tell of it.
#[tokio::test]
async fn a_signed_application_is_registered_at_the_fund() {
    let app = TestApp::new().await;
    let (walker, number) = Walker::applying(&app, "aliya").await;
    assert_eq!(walker.statuses(&number).await, ["signed"]);
    settle(&app).await;
    assert_eq!(walker.statuses(&number).await, ["signed", "received"]);
    let registered = app.outside.applications().remove(0);
    let view = walker.application(&number).await;
    assert_eq!(registered.registration.number, number);
    assert_eq!(registered.registration.iin, app.persona("aliya").iin);
    assert_eq!(registered.registration.document_sha256, view["document_sha256"].as_str().unwrap());
    let payload = &registered.registration.payload;
    assert_eq!(payload["account"], "01071020190400015838");
    assert_eq!(payload["bank_account"]["iban"], "KZ35601A000000012345");
    assert_eq!(payload["bank_account"]["payee"], "СЕЙІТҚАЛИ ӘЛИЯ НҰРЛАНҚЫЗЫ", "R-128");
    assert_eq!(payload["bank_account"]["currency"], "KZT", "R-131");
    assert_eq!(view["due"], "2026-12-08", "10 working days from registration");
    settle(&app).await;
    assert_eq!(app.outside.applications().len(), 1);
    assert_eq!(walker.statuses(&number).await, ["signed", "received"], "nothing is told twice");
}

/// the chosen document goes along when the Fund has another, and only then.
#[tokio::test]
async fn a_document_that_differs_from_the_funds_goes_along() {
    let app = TestApp::new().await;
    let (_, number) = Walker::applying(&app, "zhanna").await;
    let (_, same) = Walker::applying(&app, "aliya").await;
    settle(&app).await;
    let sent = |number: &str| {
        let found = app.outside.applications().into_iter().find(|it| it.registration.number == number);
        found.unwrap().registration.identity_document
    };
    let chosen = crate::road::form("zhanna")["identity_document"]["document"].clone();
    assert_eq!(sent(&number).map(|document| json!(document.number)), Some(chosen));
    assert_eq!(sent(&same), None);
}

/// The Fund registers and never answers: tried again under the same key, it stays one.
#[tokio::test]
async fn a_fund_that_accepts_and_falls_silent_has_one_application() {
    let app = TestApp::new().await;
    let (walker, number) = Walker::applying(&app, "aliya").await;
    app.outside.set_fund_outcome(Outcome::AcceptThenTimeout, 1);
    assert_eq!(deliver_due(&app.app).await.unwrap(), 1);
    assert_eq!(walker.statuses(&number).await, ["signed"]);
    assert_eq!(mirror_once(&app.app).await.unwrap(), 1);
    assert_eq!(walker.statuses(&number).await, ["signed", "received"], "the log tells it before the answer does");
    assert_eq!(deliver_due(&app.app).await.unwrap(), 0, "not at once");
    app.clock.advance(Duration::seconds(1));
    assert_eq!(deliver_due(&app.app).await.unwrap(), 1);
    settle(&app).await;
    assert_eq!(app.outside.applications().len(), 1);
    assert_eq!(walker.statuses(&number).await, ["signed", "received"]);
}

/// A Fund that fails or is away is tried again with growing pauses, also after a restart of the server.
#[tokio::test]
async fn a_fund_that_fails_is_tried_again_also_after_a_restart() {
    let mut app = TestApp::new().await;
    let (walker, number) = Walker::applying(&app, "aliya").await;
    let cookie = walker.browser.cookie();
    app.outside.set_fund_outcome(Outcome::Error500, 1);
    assert_eq!(deliver_due(&app.app).await.unwrap(), 1);
    app.outside.set_register(Register::Fund, Mode::OFF);
    for (wait, tried) in [(999, 0), (1, 1), (1_999, 0), (1, 1)] {
        app.clock.advance(Duration::milliseconds(wait));
        assert_eq!(deliver_due(&app.app).await.unwrap(), tried, "after {wait} ms more");
    }
    app.restart(|_| {});
    app.outside.set_register(Register::Fund, Mode::ON);
    app.clock.advance(Duration::seconds(4));
    settle(&app).await;
    assert_eq!(app.outside.applications().len(), 1);
    let browser = app.browser();
    browser.set_cookie(cookie.as_deref());
    let view = browser.get(&format!("/api/applications/{number}")).await.json();
    assert_eq!(view["summary"]["status"], "received");
}

/// a business refusal ends the application with the Fund's reason and is not tried again.
#[tokio::test]
async fn a_refusal_of_the_fund_is_final_and_says_why() {
    let app = TestApp::new().await;
    let (walker, number) = Walker::applying(&app, "aliya").await;
    app.outside.set_fund_outcome(Outcome::Refuse, 1);
    settle(&app).await;
    let view = walker.application(&number).await;
    assert_eq!(view["summary"]["status"], "rejected");
    assert!(view["summary"]["reason"].as_str().unwrap().contains("деректемелерді"), "{view}");
    app.clock.advance(Duration::hours(1));
    assert_eq!(deliver_due(&app.app).await.unwrap(), 0);
    assert_eq!(app.outside.applications().len(), 0);
}

/// the Fund's statuses are mirrored with time, reason and amount, in order and once.
#[tokio::test]
async fn the_funds_statuses_are_mirrored_in_order_and_once() {
    let app = TestApp::new().await;
    let (walker, number) = Walker::applying(&app, "aliya").await;
    settle(&app).await;
    for status in [Status::Checking, Status::InWork, Status::Approved] {
        app.clock.advance(Duration::minutes(1));
        app.outside.step(&number, status, None, None).unwrap();
    }
    let amount = "35595.70".parse().unwrap();
    app.outside.step(&number, Status::Transferred, None, Some(amount)).unwrap();
    app.outside.step(&number, Status::Returned, Some("шот жабық"), None).unwrap();
    settle(&app).await;
    let all = ["signed", "received", "checking", "in_work", "approved", "transferred", "returned"];
    assert_eq!(walker.statuses(&number).await, all);
    let view = walker.application(&number).await;
    assert_eq!(view["summary"]["reason"], "шот жабық");
    assert_eq!(view["summary"]["amount"], "35595.70", "the amount that was assigned");
    assert_eq!(view["history"][3]["at"], "2026-11-24T10:32:00Z");
    assert_eq!(mirror_once(&app.app).await.unwrap(), 0);
}

/// The log read again from its beginning (a lost place) adds nothing.
#[tokio::test]
async fn the_log_read_twice_adds_nothing() {
    let app = TestApp::new().await;
    let (walker, number) = Walker::applying(&app, "aliya").await;
    settle(&app).await;
    app.outside.step(&number, Status::Checking, None, None).unwrap();
    settle(&app).await;
    let lost = app.app.store.write(|db| backend::store::applications::read_up_to(db, 0)).await;
    lost.unwrap();
    assert!(mirror_once(&app.app).await.unwrap() > 0);
    assert_eq!(walker.statuses(&number).await, ["signed", "received", "checking"]);
}

/// Two servers on one store that hand over the same row: the first answer counts, and it is written once.
#[tokio::test(flavor = "multi_thread")]
async fn two_servers_conclude_an_application_once() {
    for refusals in [2, 1] {
        let app = TestApp::new().await;
        let (walker, number) = Walker::applying(&app, "aliya").await;
        let second = app.second();
        // Long enough for both to read the row before either hears anything.
        app.outside.set_register(Register::Fund, Mode::slow(500));
        app.outside.set_fund_outcome(Outcome::Refuse, refusals);
        let (here, there) = tokio::join!(deliver_due(&app.app), deliver_due(&second));
        assert!(here.unwrap() + there.unwrap() > 0);
        let statuses = walker.statuses(&number).await;
        assert_eq!(statuses.len(), 2, "{statuses:?}");
    }
}

/// A row that cannot be read does not hold up those behind it, and is tried again like any other.
#[tokio::test]
async fn a_row_that_cannot_be_read_holds_nobody_up() {
    let app = TestApp::new().await;
    let (walker, damaged) = Walker::applying(&app, "aliya").await;
    app.clock.advance(Duration::seconds(1));
    let (behind, number) = Walker::applying(&app, "zhanna").await;
    let file = Connection::open(&app.settings.database).unwrap();
    let set = |payload: &str| {
        let change = "update review set payload = ?1 where id = (select review from application where number = ?2)";
        assert_eq!(file.execute(change, [payload, &damaged]).unwrap(), 1);
    };
    let whole: String =
        file.query_row("select payload from review where number = ?1", [&damaged], |row| row.get(0)).unwrap();
    set("{");
    settle(&app).await;
    assert_eq!(behind.statuses(&number).await, ["signed", "received"]);
    assert_eq!(walker.statuses(&damaged).await, ["signed"]);
    set(&whole);
    app.clock.advance(Duration::seconds(1));
    settle(&app).await;
    assert_eq!(walker.statuses(&damaged).await, ["signed", "received"]);
}

/// an amount that is none leaves the status standing, and an event that cannot be read leaves out itself alone.
#[tokio::test]
async fn an_event_that_cannot_be_read_holds_nobody_up() {
    let mut app = TestApp::new().await;
    let (walker, number) = Walker::applying(&app, "aliya").await;
    let cookie = walker.browser.cookie();
    let mut log: Vec<Value> = Vec::new();
    for status in ["received", "checking", "in_work", "approved"] {
        let cursor = log.len() + 1;
        log.push(json!({ "cursor": cursor, "number": number, "status": status, "at": "2026-11-24T10:31:00Z" }));
    }
    log[1]["amount"] = json!("a lot");
    log[2]["status"] = json!(3);
    log.push(json!("no event"));
    log.push(json!({ "cursor": 5 }));
    let fund = Router::new().route(
        "/fund/v1/application-events",
        get(move |Query(asked): Query<HashMap<String, i64>>| {
            let later = log.iter().filter(|event| event["cursor"].as_i64().is_none_or(|it| it > asked["after"]));
            std::future::ready(Json(json!({ "events": later.collect::<Vec<_>>() })))
        }),
    );
    let origin = TestApp::own_system(fund).await;
    app.restart(|settings| settings.fund_url = origin);
    assert_eq!(mirror_once(&app.app).await.unwrap(), 5);
    assert_eq!(mirror_once(&app.app).await.unwrap(), 0, "what has no place is not taken again and again");
    assert_eq!(app.app.store.read(cursor).await.unwrap(), 5);
    let browser = app.browser();
    browser.set_cookie(cookie.as_deref());
    let view = browser.get(&format!("/api/applications/{number}")).await.json();
    let statuses: Vec<_> = view["history"].as_array().unwrap().iter().map(|it| &it["status"]).collect();
    assert_eq!(statuses, ["signed", "received", "checking", "approved"]);
    assert_eq!(view["history"][2]["amount"], json!(null));
}
