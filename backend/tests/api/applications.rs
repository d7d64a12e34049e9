//! «Менің өтініштерім»: the list, the page, the files, and answers for a page that asks again.

use crate::road::Walker;
use crate::support::TestApp;
use backend::applications::{deliver_due, mirror_once};
use serde_json::json;
use simulators::fund::outcome::Outcome;
use simulators::fund::status::Status;

/// number, date, kind, account, amount, status and its date are in the list, the newest first.
#[tokio::test]
async fn the_list_shows_what_is_tracked() {
    let app = TestApp::new().await;
    let (walker, number) = Walker::applying(&app, "gulnar").await;
    let list = walker.browser.get("/api/applications").await.json();
    let typed = crate::road::form("gulnar");
    let only = &list[0];
    assert_eq!(only["number"], number);
    assert_eq!(only["kind"], "pension-payment");
    assert_eq!((&only["status"], &only["signed_at"]), (&json!("signed"), &json!("2026-11-24T10:30:00Z")));
    assert_eq!((&only["account"], &only["contribution"]), (&typed["account"]["number"], &json!("voluntary")));
    app.clock.advance(time::Duration::minutes(2));
    app.outside.set_fund_outcome(Outcome::Refuse, 1);
    assert_eq!(deliver_due(&app.app).await.unwrap(), 1);
    let saved = walker.save(&typed, 0, 1).await.json();
    let review = walker.review(saved["revision"].as_u64().unwrap()).await.json();
    assert_eq!(walker.sign(&review, &walker.signature(&review).await).await.verdict(), "201");
    let list = walker.browser.get("/api/applications").await.json();
    let numbers: Vec<&str> = list.as_array().unwrap().iter().map(|it| it["number"].as_str().unwrap()).collect();
    assert_eq!(numbers, ["2026-000002", "2026-000001"]);
}

/// A page that has the newest gets 304 without a body; a new status gives a new answer. Asking by itself keeps nobody
/// signed in.
#[tokio::test]
async fn an_open_page_hears_only_what_is_new() {
    let app = TestApp::new().await;
    let (walker, number) = Walker::applying(&app, "aliya").await;
    while deliver_due(&app.app).await.unwrap() > 0 {}
    for path in ["/api/applications".to_owned(), format!("/api/applications/{number}")] {
        let first = walker.browser.get(&path).await;
        let tag = first.header("etag").to_owned();
        assert!(tag.starts_with('"') && first.header("cache-control") == "no-store", "{path}");
        let again = async || walker.browser.ask("GET", &path).header("if-none-match", &tag).send().await;
        let unchanged = again().await;
        assert_eq!((unchanged.verdict(), unchanged.body.len()), ("304".to_owned(), 0));
        assert_eq!(unchanged.header("etag"), tag);
        while mirror_once(&app.app).await.unwrap() > 0 {}
        let next = app.outside.applications()[0].status.next()[0];
        app.outside.step(&number, next, Some("себебі"), None).unwrap();
        while mirror_once(&app.app).await.unwrap() > 0 {}
        let changed = again().await;
        assert_eq!(changed.verdict(), "200");
        assert_ne!(changed.header("etag"), tag);
    }
    for _ in 0..3 {
        app.clock.advance(time::Duration::minutes(6));
        let polled = walker.browser.ask("GET", "/api/applications").header("if-none-match", "\"0\"").send().await;
        assert_eq!(polled.verdict(), if app.clock.now().minute() < 45 { "200" } else { "401 signed-out" });
    }
}

/// The signed bytes and the signature over them can be taken home; the signature holds these very bytes.
#[tokio::test]
async fn the_files_are_the_very_bytes() {
    let app = TestApp::new().await;
    let (walker, review) = Walker::reviewing(&app, "aliya").await;
    let shown = walker.document(&review).await;
    let cms = walker.signature(&review).await;
    let number = walker.sign(&review, &cms).await.json()["number"].as_str().unwrap().to_owned();
    let pdf = walker.browser.get(&format!("/api/applications/{number}/document")).await;
    assert!(pdf.body == shown, "the signed bytes are those that were shown");
    assert_eq!(pdf.header("content-disposition"), format!("attachment; filename=\"{number}.pdf\""));
    let signature = walker.browser.get(&format!("/api/applications/{number}/signature")).await;
    assert_eq!(signature.header("content-type"), "application/pkcs7-mime");
    assert_eq!(signature.header("content-disposition"), format!("attachment; filename=\"{number}.p7m\""));
    assert!(signature.body.windows(shown.len()).any(|part| part == shown), "eContent is the stored PDF");
    let view = walker.application(&number).await;
    use sha2::Digest;
    assert_eq!(view["document_sha256"], backend::clock::hex(&sha2::Sha256::digest(&shown)));
    assert_eq!(view["document"], review["document"]);
    assert_eq!(walker.browser.get("/api/applications/2026-999999").await.verdict(), "404 not-found");
}

/// the page tells what comes next and until when; a status that this version does not know is shown as sent.
#[tokio::test]
async fn an_unknown_status_is_shown_as_it_was_sent() {
    let app = TestApp::new().await;
    let (walker, number) = Walker::applying(&app, "aliya").await;
    assert_eq!(walker.application(&number).await["due"], json!(null), "not registered yet");
    while deliver_due(&app.app).await.unwrap() > 0 {}
    app.outside.step(&number, Status::Checking, None, None).unwrap();
    while mirror_once(&app.app).await.unwrap() > 0 {}
    let step = backend::store::applications::Step {
        status: shared::kernel::life::ApplicationStatus::from_code("archived"),
        at: 1_800_000_000_000,
        reason: None,
        amount: None,
    };
    let told = number.clone();
    app.app.store.write(move |db| backend::store::applications::mirror(db, &told, 9_999, &step)).await.unwrap();
    let view = walker.application(&number).await;
    assert_eq!(view["summary"]["status"], "archived");
    assert_eq!(view["due"], "2026-12-08");
}
