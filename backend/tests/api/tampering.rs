//! Tampering: each request is one change away from one that passes.

use crate::road::{SERVICE, Walker, form, id, signed_by};
use crate::support::TestApp;
use backend::applications::deliver_due;
use serde_json::{Value, json};
use simulators::authority::{KeyKind, KeyState};
use simulators::fund::outcome::Outcome;

/// Facts that a client posts beside its answers.
fn with_extra_fields(mut form: Value) -> Value {
    form["amount"] = json!("999999999.00");
    form["iin"] = json!("990101300010");
    form["payment"]["balance"] = json!("1");
    form["account"]["contribution"] = json!("voluntary");
    form["bank_details"]["bic"] = json!("AAAAAAAA");
    form["bank_details"]["beneficiary"] = json!("Another Person");
    form["bank_details"]["bank_iban"] = json!("KZ000000000000000000");
    form["facts"] = json!({ "today": "2000-01-01", "person": null });
    form["document"] = json!({ "title": "x", "blocks": [] });
    form
}

/// What a world makes of a form: the bytes to be signed and what the Fund receives.
async fn outcome(form: &Value) -> (Vec<u8>, Value) {
    let app = TestApp::new().await;
    let walker = Walker::consenting(&app, "aliya").await;
    assert_eq!(walker.save(form, 0, 1).await.verdict(), "200");
    let review = walker.review(1).await.json();
    let bytes = walker.document(&review).await;
    let cms = walker.signature(&review).await;
    assert_eq!(walker.sign(&review, &cms).await.verdict(), "201");
    while deliver_due(&app.app).await.unwrap() > 0 {}
    let registered = app.outside.applications().remove(0);
    (bytes, registered.registration.payload)
}

/// … …R-135: fields posted beyond the form change neither document nor payload by a byte.
#[tokio::test]
async fn fields_beyond_the_form_change_nothing() {
    let (plain, plain_payload) = outcome(&form("aliya")).await;
    let (extra, extra_payload) = outcome(&with_extra_fields(form("aliya"))).await;
    assert!(plain == extra, "the same bytes");
    assert_eq!(plain_payload.to_string(), extra_payload.to_string());
    let mut changed = form("aliya");
    changed["contacts"]["house"] = json!("6А");
    let (other, other_payload) = outcome(&changed).await;
    assert!(other != plain && other_payload != plain_payload, "an answer does change them");
}

/// Nor do fields posted beside a review or a signature.
#[tokio::test]
async fn fields_beside_a_review_or_a_signature_change_nothing() {
    let app = TestApp::new().await;
    let (walker, review) = Walker::reviewing(&app, "aliya").await;
    let asked =
        json!({ "revision": 1, "language": "kk", "number": "2026-999999", "document": {}, "iin": "990101300010" });
    let again = walker.browser.post(&format!("{SERVICE}/review"), &asked).await;
    assert_eq!(again.json(), review);
    let cms = walker.signature(&review).await;
    let given =
        json!({ "cms": cms, "number": "2026-999999", "status": "executed", "signed_at": "2000-01-01T00:00:00Z" });
    let made = walker.browser.post(&format!("/api/reviews/{}/signature", id(&review)), &given).await;
    assert_eq!(
        made.json(),
        json!({ "number": "2026-000001", "signed_at": "2026-11-24T10:30:00Z", "status": "signed" })
    );
}

/// Another person's draft, review and application do not exist for whoever is not that person.
#[tokio::test]
async fn what_is_another_persons_does_not_exist() {
    let app = TestApp::new().await;
    let (owner, review) = Walker::reviewing(&app, "aliya").await;
    let stranger = Walker::drafting(&app, "bauyrzhan").await;
    let cms = owner.signature(&review).await;
    let strangers = signed_by(&app, "bauyrzhan", &owner.document(&review).await, KeyKind::Sign, KeyState::Good);
    for path in [format!("/api/reviews/{}", id(&review)), format!("/api/reviews/{}/document", id(&review))] {
        assert_eq!(stranger.browser.get(&path).await.verdict(), "404 not-found", "{path}");
        assert_eq!(owner.browser.get(&path).await.verdict(), "200", "{path}");
    }
    assert_eq!(stranger.sign(&review, &cms).await.verdict(), "404 not-found");
    assert_eq!(stranger.sign(&review, &strangers).await.verdict(), "404 not-found");
    assert_ne!(stranger.browser.get(SERVICE).await.json()["draft"], form("aliya"));
    let made = owner.sign(&review, &cms).await;
    assert_eq!(made.verdict(), "201");
    let number = made.json()["number"].as_str().unwrap().to_owned();
    for tail in ["", "/document", "/signature"] {
        let path = format!("/api/applications/{number}{tail}");
        assert_eq!(stranger.browser.get(&path).await.verdict(), "404 not-found", "{path}");
        assert_eq!(owner.browser.get(&path).await.verdict(), "200", "{path}");
    }
    assert_eq!(stranger.browser.get("/api/applications").await.json(), json!([]));
    assert_eq!(stranger.sign(&review, &cms).await.verdict(), "404 not-found", "nor afterwards");
}

/// A signature over another document, even one of the same person in another language, is none over this one.
#[tokio::test]
async fn a_signature_over_other_bytes_is_refused() {
    let app = TestApp::new().await;
    let (walker, review) = Walker::reviewing(&app, "aliya").await;
    let english = walker.review_in("en", 1).await.json();
    let cms = walker.signature(&english).await;
    let refused = walker.sign(&review, &cms).await;
    assert_eq!(
        (refused.verdict(), refused.json()["reason"].clone()),
        ("422 signature-refused".into(), json!("document-differs"))
    );
    assert_eq!(walker.sign(&english, &cms).await.verdict(), "201");
}

/// A review that is older than its draft cannot be signed.
#[tokio::test]
async fn a_review_older_than_its_draft_is_refused() {
    let app = TestApp::new().await;
    let (walker, review) = Walker::reviewing(&app, "aliya").await;
    let cms = walker.signature(&review).await;
    let mut changed = form("aliya");
    changed["contacts"]["house"] = json!("6А");
    assert_eq!(walker.save(&changed, 1, 2).await.verdict(), "200");
    assert_eq!(walker.sign(&review, &cms).await.verdict(), "409 review-outdated");
    let newer = walker.review(2).await.json();
    assert_ne!(newer["number"], review["number"]);
    assert_eq!(walker.sign(&newer, &walker.signature(&newer).await).await.verdict(), "201");
}

/// A signature that has made an application makes no second one: not on the same review, not on a sibling of the same
/// draft, not on the next application.
#[tokio::test]
async fn a_replay_makes_nothing() {
    let app = TestApp::new().await;
    let (walker, review) = Walker::reviewing(&app, "aliya").await;
    let sibling = walker.review_in("ru", 1).await.json();
    let siblings_cms = walker.signature(&sibling).await;
    let cms = walker.signature(&review).await;
    assert_eq!(walker.sign(&review, &cms).await.verdict(), "201");
    assert_eq!(walker.sign(&review, &cms).await.verdict(), "200");
    assert_eq!(walker.sign(&sibling, &siblings_cms).await.verdict(), "404 not-found", "gone with the draft");
    app.outside.set_fund_outcome(Outcome::Refuse, 1);
    assert_eq!(deliver_due(&app.app).await.unwrap(), 1);
    let saved = walker.save(&form("aliya"), 0, 1).await.json();
    let next = walker.review(saved["revision"].as_u64().unwrap()).await.json();
    assert_ne!(next["id"], review["id"], "a draft begun anew is another draft");
    assert_eq!(walker.sign(&next, &cms).await.verdict(), "422 signature-refused");
    assert_eq!(walker.browser.get("/api/applications").await.json().as_array().unwrap().len(), 1);
}

/// Registers that would give another application since the review was made stand against it.
#[tokio::test]
async fn a_review_whose_facts_have_changed_is_refused() {
    let app = TestApp::new().await;
    let (walker, review) = Walker::reviewing(&app, "aliya").await;
    let cms = walker.signature(&review).await;
    let persona = app.persona("aliya");
    let mut changed = persona.clone();
    changed.register.as_mut().unwrap().documents[0].number = "049999999".into();
    app.outside.set_person(changed);
    assert_eq!(walker.sign(&review, &cms).await.verdict(), "409 review-outdated", "the chosen document is gone");
    let mut richer = persona.clone();
    richer.fund.as_mut().unwrap().accounts[0].balance = "9000000.00".parse().unwrap();
    app.outside.set_person(richer);
    assert_eq!(walker.sign(&review, &cms).await.verdict(), "409 review-outdated", "the document says another sum");
    app.outside.set_person(persona);
    assert_eq!(walker.sign(&review, &cms).await.verdict(), "201");
}
