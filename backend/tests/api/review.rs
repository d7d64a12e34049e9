//! The document to be signed.

use crate::road::{SERVICE, Walker, form, id};
use crate::support::TestApp;
use serde_json::{Value, json};
use simulators::modes::{Mode, Register};
use std::time::Duration;
use time::macros::datetime;

/// the review has a number, the words, the language, whose key must sign; and it is there to be read again.
#[tokio::test]
async fn a_review_is_made_once_and_can_be_read_again() {
    let app = TestApp::new().await;
    let (walker, review) = Walker::reviewing(&app, "aliya").await;
    assert_eq!(review["number"], "2026-000001");
    assert_eq!(review["iin"], app.persona("aliya").iin);
    assert_eq!(review["language"], "kk");
    assert_eq!(review["application"], Value::Null);
    assert_eq!(walker.review(1).await.json(), review, "the same draft in the same language is the same review");
    assert_eq!(walker.browser.get(&format!("/api/reviews/{}", id(&review))).await.json(), review);
    let english = walker.review_in("en", 1).await.json();
    assert_ne!(english["id"], review["id"]);
    assert_eq!(english["number"], "2026-000002");
    assert_ne!(english["document"]["title"], review["document"]["title"]);
}

/// …R-147: the words hold every block with the labels of the form; the consent and the number stand
/// among them.
#[tokio::test]
async fn the_words_hold_every_block_the_number_and_the_consent() {
    let app = TestApp::new().await;
    let (_, review) = Walker::reviewing(&app, "aliya").await;
    let blocks = review["document"]["blocks"].as_array().unwrap();
    let ids: Vec<&str> = blocks.iter().map(|block| block["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["identity-document", "account", "payment", "bank-details", "contacts", "signing"]);
    let values: Vec<&str> = blocks
        .iter()
        .flat_map(|block| block["rows"].as_array().unwrap())
        .map(|row| row["value"].as_str().unwrap())
        .collect();
    for value in ["KZ35 601A 0000 0001 2345", "041721467", "2026-000001", "24.11.2026"] {
        assert!(values.contains(&value), "{value} in {values:?}");
    }
    assert!(
        values.iter().any(|value| value.contains("24.11.2026, сағат 15:30") && value.contains("2026-11")),
        "{values:?}"
    );
    assert!(values.iter().all(|value| !value.is_empty()), "what is empty says so");
}

/// The number is of the year in Kazakhstan, which begins five hours before the one of UTC.
#[tokio::test]
async fn numbers_are_counted_by_the_year_in_kazakhstan() {
    let app = TestApp::new().await;
    app.clock.set(datetime!(2026-12-31 18:59:59 UTC));
    let (walker, review) = Walker::reviewing(&app, "aliya").await;
    assert_eq!(review["number"], "2026-000001");
    app.clock.set(datetime!(2026-12-31 19:00:00 UTC));
    let next = walker.review(1).await.json();
    assert_eq!(next["number"], "2027-000001", "another day is another document");
}

/// Only the draft that the person sees is made into a document.
#[tokio::test]
async fn another_revision_than_the_one_seen_is_refused() {
    let app = TestApp::new().await;
    let walker = Walker::consenting(&app, "aliya").await;
    assert_eq!(walker.review(0).await.verdict(), "404 not-found", "nothing was typed");
    walker.save(&form("aliya"), 0, 1).await;
    let refused = walker.review(2).await;
    assert_eq!(refused.verdict(), "412 draft-changed");
    assert_eq!(refused.json()["draft"], form("aliya"));
    assert_eq!(walker.review(1).await.verdict(), "201");
}

/// what the registers say is asked again at the review; the draft alone decides nothing.
#[tokio::test]
async fn facts_are_asked_again() {
    let app = TestApp::new().await;
    let walker = Walker::drafting(&app, "aliya").await;
    let mut persona = app.persona("aliya");
    persona.fund.as_mut().unwrap().accounts[0].open_application = true;
    app.outside.set_person(persona);
    let refused = walker.review(1).await;
    assert_eq!(refused.verdict(), "409 refused");
    assert_eq!(refused.json()["refusals"], json!([{ "reason": "open-application" }]));
}

/// with an answer missing there is no document, and each one that is missing is named.
#[tokio::test]
async fn an_incomplete_form_makes_no_document() {
    let app = TestApp::new().await;
    let walker = Walker::consenting(&app, "aliya").await;
    walker.save(&json!({}), 0, 1).await;
    let refused = walker.review(1).await;
    assert_eq!(refused.verdict(), "422 invalid-form");
    let violations = refused.violations();
    for pointer in ["/payment/region", "/bank_details/iban", "/contacts/city", "/contacts/house"] {
        assert!(violations.contains(&format!("{pointer} required")), "{violations:?}");
    }
}

/// Facts that would put another value into the document make another review of the same draft.
#[tokio::test]
async fn other_facts_make_another_document() {
    let app = TestApp::new().await;
    let (walker, review) = Walker::reviewing(&app, "aliya").await;
    let mut persona = app.persona("aliya");
    persona.fund.as_mut().unwrap().accounts[0].balance = "5000000.00".parse().unwrap();
    app.outside.set_person(persona);
    let other = walker.review(1).await.json();
    assert_ne!(other["id"], review["id"]);
    assert_eq!(walker.browser.get(SERVICE).await.json()["revision"], 1);
}

/// Does `meanwhile` while the registers are asked for the document, and gives the answer to that.
async fn during<T>(walker: &Walker<'_>, meanwhile: impl Future<Output = T>) -> (crate::support::Answer, T) {
    walker.app.outside.set_register(Register::PersonRegister, Mode::slow(1_500));
    let meanwhile = async {
        tokio::time::sleep(Duration::from_millis(200)).await;
        meanwhile.await
    };
    let both = tokio::join!(walker.review(1), meanwhile);
    walker.app.outside.set_register(Register::PersonRegister, Mode::ON);
    both
}

async fn kept(app: &TestApp) -> Vec<(String,)> {
    app.app.store.read(|db| db.all("select id from review", &[])).await.unwrap()
}

/// A draft that goes or changes while its document is made leaves no document behind: what was deleted is nowhere.
#[tokio::test]
async fn no_document_is_kept_of_a_draft_that_is_gone() {
    let app = TestApp::new().await;
    let walker = Walker::drafting(&app, "aliya").await;
    let changed = form("aliya");
    let (refused, saved) = during(&walker, walker.save(&changed, 1, 2)).await;
    assert_eq!(saved.verdict(), "200");
    assert_eq!((refused.verdict(), refused.json()["revision"].clone()), ("412 draft-changed".into(), json!(2)));
    assert!(kept(&app).await.is_empty());

    let gone = Walker::drafting(&app, "gulnar").await;
    let draft = format!("{SERVICE}/draft");
    let (refused, deleted) = during(&gone, gone.browser.delete(&draft)).await;
    assert_eq!((deleted.verdict().as_str(), refused.verdict().as_str()), ("204", "404 not-found"));
    assert!(kept(&app).await.is_empty());
}

/// Of the documents that were made of a draft the signed one stays: what was corrected before signing is nowhere.
#[tokio::test]
async fn documents_that_were_not_signed_go_with_the_draft() {
    let app = TestApp::new().await;
    let (walker, _) = Walker::reviewing(&app, "aliya").await;
    let mut corrected = form("aliya");
    corrected["contacts"]["house"] = json!("6А");
    walker.save(&corrected, 1, 2).await;
    walker.review_in("ru", 2).await;
    let signed = walker.review(2).await.json();
    let (_, others) = Walker::reviewing(&app, "gulnar").await;
    assert_eq!(kept(&app).await.len(), 4);
    assert_eq!(walker.sign(&signed, &walker.signature(&signed).await).await.verdict(), "201");
    let mut ids = [id(&signed), id(&others)].map(|id| (id.to_owned(),));
    let mut left = kept(&app).await;
    ids.sort();
    left.sort();
    assert_eq!(left, ids);
}
