//! Signing: what is accepted, what is refused and as what, and that one review makes one application.

use crate::road::{Walker, form, id, signed_by};
use crate::support::TestApp;
use serde_json::{Value, json};
use shared::kernel::problem::SignatureFault;
use simulators::authority::{KeyKind, KeyState};
use simulators::modes::{Mode, Register};

/// the person's own RSA key over the very bytes makes an application; the draft is gone.
#[tokio::test]
async fn the_persons_signature_makes_an_application() {
    let app = TestApp::new().await;
    let (walker, review) = Walker::reviewing(&app, "aliya").await;
    let cms = walker.signature(&review).await;
    let made = walker.sign(&review, &cms).await;
    assert_eq!(made.verdict(), "201", "{}", made.text());
    let expected = json!({ "number": review["number"], "signed_at": "2026-11-24T10:30:00Z", "status": "signed" });
    assert_eq!(made.json(), expected);
    assert_eq!(walker.audit(&review).await, ["accepted"]);
    assert_eq!(
        walker.browser.get(crate::road::SERVICE).await.json()["revision"],
        0,
        "the draft has become an application"
    );
    let again = walker.browser.get(&format!("/api/reviews/{}", id(&review))).await.json();
    assert_eq!(again["application"], review["number"]);
    let view = walker.application(review["number"].as_str().unwrap()).await;
    assert_eq!(view["signer"]["name"].as_str().unwrap().split(' ').count(), 3);
}

/// each row is one change away from the test above; the person is told the kind of failure, the audit
/// the exact code.
#[tokio::test]
async fn a_signature_that_does_not_hold_is_refused_as_what_it_is() {
    let app = TestApp::new().await;
    let (walker, review) = Walker::reviewing(&app, "aliya").await;
    let bytes = walker.document(&review).await;
    let by = |persona, kind, state| signed_by(&app, persona, &bytes, kind, state);
    let own = |kind, state| by("aliya", kind, state);
    let mut other = bytes.clone();
    *other.last_mut().unwrap() ^= 1;
    let mut codes = Vec::new();
    for (requirement, cms, told, code) in [
        ("R-202", own(KeyKind::Auth, KeyState::Good), SignatureFault::WrongKey, "wrong_key"),
        ("R-007", by("gulnar", KeyKind::Sign, KeyState::Good), SignatureFault::AnotherPerson, "foreign_key"),
        ("R-001", own(KeyKind::Sign, KeyState::Expired), SignatureFault::Expired, "expired"),
        ("R-001", own(KeyKind::Sign, KeyState::Revoked), SignatureFault::Revoked, "revoked"),
        ("R-001", own(KeyKind::Sign, KeyState::LookAlike), SignatureFault::NotAccepted, "untrusted"),
        (
            "R-199",
            walker.signed(&other, KeyKind::Sign, KeyState::Good),
            SignatureFault::DocumentDiffers,
            "content_mismatch",
        ),
        ("R-200", "%%%".to_owned(), SignatureFault::NotAccepted, "malformed"),
    ] {
        let refused = walker.sign(&review, &cms).await;
        assert_eq!(refused.verdict(), "422 signature-refused", "{requirement} {code}");
        assert_eq!(refused.json()["reason"], serde_json::to_value(told).unwrap(), "{requirement} {code}");
        codes.push(code.to_owned());
        let mut audit = walker.audit(&review).await;
        audit.sort();
        let mut expected = codes.clone();
        expected.sort();
        assert_eq!(audit, expected);
    }
    assert_eq!(walker.browser.get("/api/applications").await.json(), json!([]));
    let good = walker.signature(&review).await;
    assert_eq!(walker.sign(&review, &good).await.verdict(), "201", "the review can still be signed");
}

/// the names in the certificate must be those of ЖТ МДБ.
#[tokio::test]
async fn names_that_differ_from_the_register_are_refused() {
    let app = TestApp::new().await;
    let walker = Walker::consenting(&app, "togzhan").await;
    walker.save(&form_of(&walker, "togzhan").await, 0, 1).await;
    let review = walker.review(1).await;
    assert_eq!(review.verdict(), "201", "{}", review.text());
    let review = review.json();
    let cms = walker.signature(&review).await;
    let refused = walker.sign(&review, &cms).await;
    assert_eq!(
        (refused.verdict(), refused.json()["reason"].clone()),
        ("422 signature-refused".into(), json!("name-mismatch"))
    );
    assert_eq!(walker.audit(&review).await, ["name_mismatch"]);
    let mut persona = app.persona("togzhan");
    persona.name = persona.certificate_name().clone();
    app.outside.set_person(persona);
    // The document holds the beneficiary's name, which is another now.
    let review = walker.review(1).await.json();
    let made = walker.sign(&review, &walker.signature(&review).await).await;
    assert_eq!(made.verdict(), "201", "{}", made.text());
}

/// A valid form for somebody who has none among the cases: another person's answers about one's own documents.
async fn form_of(walker: &Walker<'_>, persona: &str) -> Value {
    let mut typed = form("aliya");
    let record = walker.app.persona(persona);
    typed["account"]["number"] = json!(record.account);
    typed["identity_document"]["document"] = json!(record.register.unwrap().documents[0].number);
    typed
}

/// While a register is silent that must be asked, nothing is signed.
#[tokio::test]
async fn signing_waits_for_silent_registers() {
    let app = TestApp::new().await;
    let (walker, review) = Walker::reviewing(&app, "aliya").await;
    let cms = walker.signature(&review).await;
    app.outside.set_register(Register::PersonRegister, Mode::OFF);
    assert_eq!(walker.sign(&review, &cms).await.verdict(), "503 register-silent");
    app.outside.set_register(Register::PersonRegister, Mode::ON);
    assert_eq!(walker.sign(&review, &cms).await.verdict(), "201");
}

/// One application per review: the same again, and twenty at once, answer the same number.
#[tokio::test]
async fn one_review_makes_one_application_however_often_it_is_signed() {
    let app = TestApp::new().await;
    let (walker, review) = Walker::reviewing(&app, "aliya").await;
    let cms = walker.signature(&review).await;
    let (walker, review, cms) = (&walker, &review, &cms);
    let answers = futures(20, || walker.sign(review, cms)).await;
    let made: Vec<String> = answers.iter().map(|answer| answer.verdict()).collect();
    assert_eq!(made.iter().filter(|verdict| *verdict == "201").count(), 1, "{made:?}");
    assert_eq!(made.iter().filter(|verdict| *verdict == "200").count(), 19, "{made:?}");
    assert!(answers.iter().all(|answer| answer.json()["number"] == review["number"]));
    let once_more = walker.sign(review, cms).await;
    assert_eq!(once_more.verdict(), "200");
    assert_eq!(once_more.json()["number"], review["number"]);
    assert_eq!(walker.browser.get("/api/applications").await.json().as_array().unwrap().len(), 1);
    while backend::applications::deliver_due(&app.app).await.unwrap() > 0 {}
    assert_eq!(app.outside.applications().len(), 1);
}

/// As many at once as asked for.
pub async fn futures<T, F: Future<Output = T>>(number: usize, make: impl Fn() -> F) -> Vec<T> {
    let mut running: Vec<_> = (0..number).map(|_| Box::pin(make())).collect();
    let mut done = Vec::new();
    std::future::poll_fn(move |context| {
        running.retain_mut(|future| match future.as_mut().poll(context) {
            std::task::Poll::Ready(value) => {
                done.push(value);
                false
            }
            std::task::Poll::Pending => true,
        });
        if running.is_empty() { std::task::Poll::Ready(std::mem::take(&mut done)) } else { std::task::Poll::Pending }
    })
    .await
}
