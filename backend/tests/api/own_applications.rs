//! R-099 while the Fund knows nothing: an application that was signed here, and not answered there, is open.

use crate::road::{SERVICE, Walker, form};
use crate::support::TestApp;
use backend::applications::{check_due, deliver_due, mirror_once};
use serde_json::{Value, json};
use simulators::fund::outcome::Outcome;
use simulators::modes::{Mode, Register};
use time::Duration;

/// What speaks against an account, as the service and the list of services tell it.
async fn refusals(walker: &Walker<'_>, account: &str) -> Value {
    let opened = walker.browser.get(SERVICE).await.json()["eligibility"].clone();
    assert_eq!(walker.browser.get("/api/services").await.json()[0]["eligibility"], opened);
    let subjects = opened["subjects"].as_array().unwrap();
    subjects.iter().find(|it| it["id"] == account).unwrap()["refusals"].clone()
}

/// Begins another draft, or goes on with it, and asks for its document.
async fn another(walker: &Walker<'_>, sequence: u64) -> (String, Value) {
    let base = walker.browser.get(SERVICE).await.json()["revision"].as_u64().unwrap();
    let saved = walker.save(&form(walker.persona), base, sequence).await;
    assert_eq!(saved.verdict(), "200");
    let answer = walker.review(saved.json()["revision"].as_u64().unwrap()).await;
    (answer.verdict(), answer.json())
}

/// Makes an application look as if the Fund had not answered.
async fn unanswered(app: &TestApp, number: &Value) {
    let (number, set) =
        (number.as_str().unwrap().to_owned(), "update application set status = 'signed' where number = $1");
    assert_eq!(app.app.store.write(move |db| db.run(set, &[&number])).await.unwrap(), 1);
}

fn open_application() -> Value {
    json!([{ "reason": "open-application" }])
}

/// from the signature to the Fund's answer the account is taken, in the words of an application that the Fund tells of;
/// what was signed goes on.
#[tokio::test]
async fn an_application_that_the_fund_does_not_know_is_open() {
    let app = TestApp::new().await;
    let (walker, review) = Walker::reviewing(&app, "aliya").await;
    let account = form("aliya")["account"]["number"].as_str().unwrap().to_owned();
    let cms = walker.signature(&review).await;
    assert_eq!(refusals(&walker, &account).await, json!([]));
    app.outside.set_register(Register::Authority, Mode::OFF);
    assert_eq!(walker.sign(&review, &cms).await.verdict(), "202");
    assert_eq!(refusals(&walker, &account).await, open_application(), "being checked");
    let (verdict, problem) = another(&walker, 1).await;
    assert_eq!((verdict.as_str(), &problem["refusals"]), ("409 refused", &open_application()));
    assert_eq!(walker.sign(&review, &cms).await.verdict(), "202", "the same again gets the same answer");

    app.outside.set_register(Register::Authority, Mode::ON);
    app.clock.advance(Duration::minutes(5));
    assert_eq!(check_due(&app.app).await.unwrap(), 1);
    app.outside.set_fund_outcome(Outcome::Error500, 1);
    assert_eq!(deliver_due(&app.app).await.unwrap(), 1);
    assert_eq!(refusals(&walker, &account).await, open_application(), "in the outbox");
    assert_eq!(another(&walker, 2).await.0, "409 refused");
    assert_eq!(walker.sign(&review, &cms).await.verdict(), "200");

    app.clock.advance(Duration::minutes(5));
    while deliver_due(&app.app).await.unwrap() > 0 {}
    while mirror_once(&app.app).await.unwrap() > 0 {}
    assert_eq!(refusals(&walker, &account).await, open_application(), "now by the Fund's own word");
    assert_eq!(app.outside.applications().len(), 1);
}

/// one that the Fund refused is not open, and another account of the person never was taken.
#[tokio::test]
async fn an_answered_application_and_another_account_are_free() {
    let app = TestApp::new().await;
    let (walker, _) = Walker::applying(&app, "bauyrzhan").await;
    let (own, other) = ("01072020190400031676", "01071020190400023757");
    assert_eq!(refusals(&walker, own).await, open_application());
    assert_eq!(refusals(&walker, other).await, json!([]));
    app.outside.set_fund_outcome(Outcome::Refuse, 1);
    assert_eq!(deliver_due(&app.app).await.unwrap(), 1);
    assert_eq!(refusals(&walker, own).await, json!([]));
    assert_eq!(another(&walker, 1).await.0, "201");
}

/// asked again when it is signed, before the signature is judged and in the transaction that records it.
#[tokio::test]
async fn a_signature_beside_an_open_application_is_refused() {
    let app = TestApp::new().await;
    let (walker, first) = Walker::reviewing(&app, "aliya").await;
    assert_eq!(walker.sign(&first, &walker.signature(&first).await).await.verdict(), "201");
    app.outside.set_fund_outcome(Outcome::Refuse, 1);
    assert_eq!(deliver_due(&app.app).await.unwrap(), 1);
    let (verdict, second) = another(&walker, 1).await;
    assert_eq!(verdict, "201");
    let cms = walker.signature(&second).await;

    // The authority takes its time, and meanwhile the first is open again.
    app.outside.set_register(Register::Authority, Mode::slow(1_500));
    let meanwhile = async {
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
        unanswered(&app, &first["number"]).await;
    };
    let (late, ()) = tokio::join!(walker.sign(&second, &cms), meanwhile);
    assert_eq!((late.verdict().as_str(), &late.json()["refusals"]), ("409 refused", &open_application()));

    app.outside.set_register(Register::Authority, Mode::OFF);
    let before = walker.sign(&second, &cms).await;
    assert_eq!((before.verdict().as_str(), &before.json()["refusals"]), ("409 refused", &open_application()));
    assert_eq!(walker.browser.get("/api/applications").await.json().as_array().unwrap().len(), 1);
}
