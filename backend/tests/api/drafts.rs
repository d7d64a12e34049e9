//! Consent, and drafts that never lose a field silently.

use crate::road::{SERVICE, Walker, form};
use crate::support::TestApp;
use serde_json::{Value, json};

async fn opened(walker: &Walker<'_>) -> Value {
    walker.browser.get(SERVICE).await.json()
}

fn street(form: &Value) -> &str {
    form["contacts"]["street"].as_str().unwrap()
}

fn with_street(street: &str) -> Value {
    let mut form = form("aliya");
    form["contacts"]["street"] = json!(street);
    form
}

/// without the consent in force there is no draft and no document; it is kept with version, time, channel and
/// language, and the first one counts.
#[tokio::test]
async fn without_consent_nothing_is_saved_or_made() {
    let app = TestApp::new().await;
    let walker = Walker::new(&app, "aliya").await;
    assert_eq!(walker.save(&form("aliya"), 0, 1).await.verdict(), "409 consent-missing");
    assert_eq!(walker.review(0).await.verdict(), "409 consent-missing");
    let old = json!({ "version": "2020-01", "language": "kk" });
    let answer = walker.browser.post(&format!("{SERVICE}/consent"), &old).await;
    assert_eq!(answer.verdict(), "409 consent-missing", "a text that is not in force");

    let given = walker.consent().await.json();
    let kept = json!({ "version": "2026-11", "given_at": "2026-11-24T10:30:00Z", "language": "kk", "channel": "web" });
    assert_eq!(given, kept);
    app.clock.advance(time::Duration::minutes(5));
    assert_eq!(walker.consent().await.json(), kept, "given twice, the first counts");
    assert_eq!(opened(&walker).await["consent"], kept);
    assert_eq!(walker.save(&form("aliya"), 0, 1).await.verdict(), "200");
}

/// A draft comes back in any browser; another person has their own.
#[tokio::test]
async fn a_draft_comes_back_in_another_browser_and_to_nobody_else() {
    let app = TestApp::new().await;
    let walker = Walker::drafting(&app, "aliya").await;
    let login = json!({ "iin": app.persona("aliya").iin, "password": crate::support::PASSWORD });
    let elsewhere = app.browser();
    assert_eq!(elsewhere.post("/api/session", &login).await.verdict(), "200");
    let there = elsewhere.get(SERVICE).await.json();
    assert_eq!(there["draft"], form("aliya"));
    assert_eq!((&there["revision"], &there["saved_at"]), (&json!(1), &json!("2026-11-24T10:30:00Z")));
    let other = Walker::consenting(&app, "gulnar").await;
    assert_eq!(opened(&other).await["revision"], 0);
    assert_eq!(walker.browser.get("/api/services").await.json()[0]["draft"]["kind"], "pension-payment");
}

/// A save that another tab's save stands against is refused and told what stands.
#[tokio::test]
async fn another_tabs_save_is_never_overwritten_unseen() {
    let app = TestApp::new().await;
    let walker = Walker::consenting(&app, "aliya").await;
    assert_eq!(walker.save_in("a", &with_street("Абай"), 0, 1).await.json()["revision"], 1);
    let refused = walker.save_in("b", &with_street("Сәтбаев"), 0, 1).await;
    assert_eq!(refused.verdict(), "412 draft-changed");
    assert_eq!(refused.json()["revision"], 1);
    assert_eq!(street(&refused.json()["draft"]), "Абай");
    assert_eq!(walker.save_in("b", &with_street("Сәтбаев"), 1, 2).await.json()["revision"], 2);
    let late = walker.save_in("a", &with_street("Абай, 2"), 1, 2).await;
    assert_eq!(late.verdict(), "412 draft-changed");
    assert_eq!(street(&opened(&walker).await["draft"]), "Сәтбаев");
}

/// A tab's newer save follows its own older one though its answer was never heard; sent twice, it counts once.
#[tokio::test]
async fn a_tab_that_heard_no_answer_goes_on() {
    let app = TestApp::new().await;
    let walker = Walker::consenting(&app, "aliya").await;
    walker.save_in("a", &with_street("А"), 0, 1).await;
    assert_eq!(walker.save_in("a", &with_street("Аб"), 0, 2).await.json()["revision"], 2);
    assert_eq!(walker.save_in("a", &with_street("Аб"), 0, 2).await.json()["revision"], 2, "the same again");
    let other = walker.save_in("a", &with_street("Абв"), 0, 2).await;
    assert_eq!(other.verdict(), "412 draft-changed", "another form under the same number");
    assert_eq!(walker.save_in("a", &with_street("А"), 0, 1).await.verdict(), "412 draft-changed", "an older one, late");
    assert_eq!(street(&opened(&walker).await["draft"]), "Аб");
}

/// What the form does not know is dropped, letters have one form, wrong answers are kept as typed.
#[tokio::test]
async fn a_draft_is_kept_as_typed_in_one_form_of_letters() {
    let app = TestApp::new().await;
    let walker = Walker::consenting(&app, "aliya").await;
    let mut typed = with_street("и\u{306}");
    typed["status"] = json!("approved");
    typed["contacts"]["owner"] = json!({ "iin": "000000000000" });
    typed["bank_details"]["iban"] = json!("wrong");
    assert_eq!(walker.save(&typed, 0, 1).await.verdict(), "200");
    let draft = opened(&walker).await["draft"].clone();
    assert_eq!(street(&draft), "й");
    assert_eq!((&draft["status"], &draft["contacts"]["owner"]), (&Value::Null, &Value::Null));
    assert_eq!(draft["bank_details"]["iban"], "wrong");
}

/// What cannot be a draft is refused before anything is stored.
#[tokio::test]
async fn what_is_no_draft_is_refused() {
    let app = TestApp::new().await;
    let walker = Walker::consenting(&app, "aliya").await;
    for (form, base, tab, expected) in [
        (json!({ "contacts": { "street": 5 } }), json!(0), "t".to_owned(), "400 invalid-request"),
        (json!({}), json!(-1), "t".to_owned(), "400 invalid-request"),
        (json!({}), json!(u64::MAX), "t".to_owned(), "400 invalid-request"),
        (json!({}), json!(0), "t".repeat(65), "400 invalid-request"),
        (json!({ "contacts": { "street": "а".repeat(40_000) } }), json!(0), "t".to_owned(), "413 too-large"),
        (json!({ "contacts": { "street": "а".repeat(200_000) } }), json!(0), "t".to_owned(), "413 too-large"),
    ] {
        let save = json!({ "form": form, "base": base, "tab": tab, "sequence": 1 });
        let answer = walker.browser.put(&format!("{SERVICE}/draft"), &save).await;
        assert_eq!(answer.verdict(), expected);
    }
    assert_eq!(opened(&walker).await["revision"], 0);
}

/// «Delete this draft»: neither it nor a document made of it stays, and nobody else's goes.
#[tokio::test]
async fn a_deleted_draft_is_gone() {
    let app = TestApp::new().await;
    let (walker, review) = Walker::reviewing(&app, "aliya").await;
    let (other, kept) = Walker::reviewing(&app, "gulnar").await;
    let cms = walker.signature(&review).await;
    let draft = format!("{SERVICE}/draft");
    assert_eq!(app.browser().delete(&draft).await.verdict(), "401 signed-out");
    assert_eq!(walker.browser.delete(&draft).await.verdict(), "204");
    assert_eq!(walker.browser.delete(&draft).await.verdict(), "404 not-found");
    let opened = walker.browser.get(SERVICE).await.json();
    assert_eq!((&opened["revision"], street(&opened["draft"])), (&json!(0), ""), "the form is as it was at first");
    assert_eq!(walker.sign(&review, &cms).await.verdict(), "404 not-found");
    let rows = app.app.store.read(|db| db.all::<(String,)>("select id from review", &[])).await.unwrap();
    assert_eq!(rows, [(kept["id"].as_str().unwrap().to_owned(),)]);
    assert_eq!(other.browser.get(SERVICE).await.json()["revision"], 1);
    // A tab that still has the form is told that nothing stands, and may save it anew.
    assert_eq!(walker.save(&form("aliya"), 1, 2).await.verdict(), "412 draft-changed");
    assert_eq!(walker.save(&form("aliya"), 0, 3).await.verdict(), "200");
}

/// A draft begun after another is told from it: a tab that still has the other, at whatever revision, writes over none of it.
#[tokio::test]
async fn a_tab_with_a_draft_that_is_gone_writes_over_no_other() {
    let app = TestApp::new().await;
    let walker = Walker::consenting(&app, "aliya").await;
    walker.save_in("a", &with_street("Абай"), 0, 1).await;
    let held = walker.save_in("a", &with_street("Абай, 2"), 1, 2).await.json()["revision"].as_u64().unwrap();
    assert_eq!(walker.browser.delete(&format!("{SERVICE}/draft")).await.verdict(), "204");
    let mut revision = 0;
    for sequence in 1..=3 {
        let saved = walker.save_in("b", &with_street("Сәтбаев"), revision, sequence).await;
        revision = saved.json()["revision"].as_u64().unwrap();
        assert!(revision > held, "never used before");
        let late = walker.save_in("a", &with_street("Абай, 3"), held, 2 + sequence).await;
        assert_eq!(late.verdict(), "412 draft-changed");
        assert_eq!((&late.json()["revision"], street(&late.json()["draft"])), (&json!(revision), "Сәтбаев"));
    }
}
