//! «Signed, being checked»: what becomes of a signature while the authority is silent, by key and by phone.

use crate::phone::Code;
use crate::road::{SERVICE, Walker, form, id};
use crate::signature::futures;
use crate::support::TestApp;
use backend::applications::{check_due, deliver_due};
use backend::store::evidence;
use base64ct::{Base64, Encoding};
use serde_json::{Value, json};
use signing::receipt::KeptEvidence;
use simulators::authority::{KeyHolder, KeyKind, KeyState, Profile, Standing};
use simulators::modes::{Mode, Register};
use time::Duration;

fn authority(app: &TestApp, mode: Mode) {
    app.outside.set_register(Register::Authority, mode);
}

/// Looks at what is due once the longest pause is over.
async fn looked(app: &TestApp) -> usize {
    app.clock.advance(Duration::minutes(5));
    check_due(&app.app).await.unwrap()
}

async fn delivered(app: &TestApp) -> usize {
    while deliver_due(&app.app).await.unwrap() > 0 {}
    app.outside.applications().len()
}

async fn listed(walker: &Walker<'_>) -> Vec<Value> {
    walker.browser.get("/api/applications").await.json().as_array().unwrap().clone()
}

async fn draft_revision(walker: &Walker<'_>) -> Value {
    walker.browser.get(SERVICE).await.json()["revision"].clone()
}

/// A key of the person that the authority calls good until it is told otherwise.
fn own_key(app: &TestApp, label: &str) -> simulators::authority::SigningKey {
    let authority = app.outside.authority();
    let profile = Profile::individual(&KeyHolder::from(&app.persona("aliya")), KeyKind::Sign, app.clock.now());
    let key = authority.issue(label, &profile, authority.issuing()).unwrap();
    authority.set_standing(&key.certificate.tbs_certificate.serial_number, Standing::Good).unwrap();
    key
}

fn revoke(app: &TestApp, key: &simulators::authority::SigningKey) {
    let serial = &key.certificate.tbs_certificate.serial_number;
    app.outside.authority().set_standing(serial, Standing::Revoked(app.clock.now() - Duration::MINUTE)).unwrap();
}

/// with responder and lists both silent the signature is kept under the number that was known before, nothing is
/// sent, and it finishes by itself with the evidence of then.
#[tokio::test]
async fn a_signature_waits_for_the_authority_and_finishes_by_itself() {
    let app = TestApp::new().await;
    let (walker, review) = Walker::reviewing(&app, "aliya").await;
    let cms = walker.signature(&review).await;
    authority(&app, Mode::OFF);
    let kept = walker.sign(&review, &cms).await;
    assert_eq!(kept.verdict(), "202", "{}", kept.text());
    let expected =
        json!({ "number": review["number"], "signed_at": "2026-11-24T10:30:00Z", "status": "signature_checking" });
    assert_eq!(kept.json(), expected);
    let again = walker.sign(&review, &cms).await;
    assert_eq!((again.verdict(), again.json()), ("202".into(), expected), "the same again gets the same answer");
    assert_eq!(walker.audit(&review).await, ["revocation_unknown"]);
    assert_eq!(draft_revision(&walker).await, 0, "the draft is put away");
    assert_eq!(delivered(&app).await, 0, "nothing is sent");
    let (iin, number) = (app.persona("aliya").iin.parse().unwrap(), review["number"].as_str().unwrap().to_owned());
    let of = move |db: &mut backend::store::Db| evidence::of(db, &iin, &number);
    assert_eq!(app.app.store.read(of.clone()).await.unwrap(), Some(KeptEvidence::None));

    assert_eq!(check_due(&app.app).await.unwrap(), 0, "not at once again");
    assert_eq!(looked(&app).await, 1, "still silent");
    assert_eq!(walker.sign(&review, &cms).await.verdict(), "202");
    authority(&app, Mode::ON);
    assert_eq!(looked(&app).await, 1);
    assert_eq!(walker.sign(&review, &cms).await.verdict(), "200");
    let number = review["number"].as_str().unwrap();
    assert_eq!(walker.statuses(number).await, ["signature_checking", "signed"]);
    assert!(matches!(app.app.store.read(of).await.unwrap(), Some(KeptEvidence::Ocsp { .. })));
    assert_eq!(walker.audit(&review).await, ["revocation_unknown", "accepted"]);
    assert_eq!(delivered(&app).await, 1);
    assert_eq!(looked(&app).await, 0, "it is over");
    assert_eq!(walker.application(number).await["summary"]["signed_at"], "2026-11-24T10:30:00Z");
}

/// a key that turns out to be revoked: nothing is sent, the person sees why, and the draft is back for another
/// key.
#[tokio::test]
async fn a_revoked_key_gives_the_draft_back() {
    let app = TestApp::new().await;
    let (walker, review) = Walker::reviewing(&app, "aliya").await;
    let key = own_key(&app, "revoked-while-checked");
    let bytes = walker.document(&review).await;
    let cms = Base64::encode_string(&key.sign_attached(&bytes, app.clock.now()).unwrap());
    authority(&app, Mode::OFF);
    assert_eq!(walker.sign(&review, &cms).await.verdict(), "202");
    revoke(&app, &key);
    authority(&app, Mode::ON);
    assert_eq!(looked(&app).await, 1);

    let number = review["number"].as_str().unwrap();
    let view = walker.application(number).await;
    assert_eq!(
        (&view["summary"]["status"], &view["summary"]["reason"]),
        (&json!("signature_refused"), &json!("revoked"))
    );
    assert_eq!(walker.statuses(number).await, ["signature_checking", "signature_refused"]);
    assert_eq!(walker.audit(&review).await, ["revocation_unknown", "revoked"]);
    let again = walker.sign(&review, &cms).await;
    assert_eq!((again.verdict(), again.json()["reason"].clone()), ("422 signature-refused".into(), json!("revoked")));
    assert_eq!(delivered(&app).await, 0, "nothing is sent");

    let opened = walker.browser.get(SERVICE).await.json();
    assert_eq!(
        (&opened["revision"], &opened["draft"]),
        (&json!(2), &form("aliya")),
        "another draft than the one signed"
    );
    let second = walker.review(2).await;
    assert_eq!(second.verdict(), "201", "{}", second.text());
    let second = second.json();
    assert_ne!(second["number"], review["number"]);
    assert_eq!(walker.sign(&second, &walker.signature(&second).await).await.verdict(), "201");
    assert_eq!(listed(&walker).await.len(), 2);
    assert_eq!(delivered(&app).await, 1);
}

/// Who has begun another draft meanwhile keeps it.
#[tokio::test]
async fn a_draft_begun_meanwhile_is_kept() {
    let app = TestApp::new().await;
    let (walker, review) = Walker::reviewing(&app, "aliya").await;
    let key = own_key(&app, "revoked-with-another-draft");
    let bytes = walker.document(&review).await;
    let cms = Base64::encode_string(&key.sign_attached(&bytes, app.clock.now()).unwrap());
    authority(&app, Mode::OFF);
    assert_eq!(walker.sign(&review, &cms).await.verdict(), "202");
    let mut other = form("aliya");
    other["bank_details"]["iban"] = json!("KZ");
    assert_eq!(walker.save(&other, 0, 2).await.verdict(), "200");
    revoke(&app, &key);
    authority(&app, Mode::ON);
    assert_eq!(looked(&app).await, 1);
    assert_eq!(walker.browser.get(SERVICE).await.json()["draft"], other);
}

/// by phone the app hears that it is not to be sent again, the page follows, and the other way cannot sign the same.
#[tokio::test]
async fn a_signature_by_phone_waits_too() {
    let app = TestApp::new().await;
    let (walker, review) = Walker::reviewing(&app, "aliya").await;
    let code = Code::new(&walker, &review).await;
    let phone = code.opened().await;
    let cms = phone.good("aliya");
    authority(&app, Mode::OFF);
    let kept = phone.send(&cms).await;
    assert_eq!(kept.verdict(), "200", "{}", kept.text());
    assert!(kept.json()["message"].as_str().unwrap().contains("Қайта жібермеңіз"), "{}", kept.text());
    let checking = json!({ "is": "checking", "number": review["number"] });
    assert_eq!(code.state().await, checking);
    assert_eq!(phone.send(&cms).await.json(), kept.json(), "the same again gets the same answer");
    let other = walker.signature(&review).await;
    app.clock.advance(Duration::SECOND);
    assert_eq!(phone.send(&phone.good("aliya")).await.verdict(), "410", "another is not taken");
    let asked = crate::phone::ask(&walker, &review).await;
    assert_eq!((asked.verdict().as_str(), &asked.json()["state"]), ("201", &checking), "a new code says so too");
    assert_eq!(walker.sign(&review, &other).await.verdict(), "202", "the key makes no second one");
    assert_eq!(listed(&walker).await.len(), 1);

    authority(&app, Mode::ON);
    assert_eq!(looked(&app).await, 1);
    assert_eq!(code.state().await, json!({ "is": "accepted", "number": review["number"] }));
    assert_eq!(phone.send(&cms).await.json(), json!({ "message": "success" }));
    assert_eq!(delivered(&app).await, 1);
}

/// A code that is open while the key signs sees the same: being checked, then accepted. So does one that was called off: of a
/// signature that is kept nobody says that nothing was sent.
#[tokio::test]
async fn an_open_code_follows_the_signature_by_key() {
    let app = TestApp::new().await;
    let (walker, review) = Walker::reviewing(&app, "aliya").await;
    let called_off = Code::new(&walker, &review).await;
    assert_eq!(walker.browser.delete(&called_off.path()).await.json()["state"]["why"], "cancelled");
    let code = Code::new(&walker, &review).await;
    let mut phone = code.opened().await;
    authority(&app, Mode::OFF);
    assert_eq!(walker.sign(&review, &walker.signature(&review).await).await.verdict(), "202");
    assert_eq!(code.state().await, json!({ "is": "checking", "number": review["number"] }));
    assert_eq!(called_off.state().await, code.state().await);
    assert_eq!(phone.send(&phone.good("aliya")).await.verdict(), "410");
    assert_eq!(phone.documents().await.verdict(), "410");
    authority(&app, Mode::ON);
    assert_eq!(looked(&app).await, 1);
    assert_eq!(code.state().await["is"], "accepted");
}

/// What is wrong besides is refused at once: only the authority's silence makes a signature wait.
#[tokio::test]
async fn only_silence_makes_a_signature_wait() {
    let app = TestApp::new().await;
    let (walker, review) = Walker::reviewing(&app, "aliya").await;
    let bytes = walker.document(&review).await;
    authority(&app, Mode::OFF);
    let another = crate::road::signed_by(&app, "gulnar", &bytes, KeyKind::Sign, KeyState::Good);
    for (cms, reason) in [
        (another, "another-person"),
        (walker.signed(&bytes, KeyKind::Sign, KeyState::OtherName), "name-mismatch"),
        (walker.signed(&bytes, KeyKind::Auth, KeyState::Good), "wrong-key"),
        (walker.signed(&bytes, KeyKind::Sign, KeyState::Expired), "expired"),
    ] {
        let refused = walker.sign(&review, &cms).await;
        assert_eq!(
            (refused.verdict(), refused.json()["reason"].clone()),
            ("422 signature-refused".into(), json!(reason))
        );
    }
    assert!(listed(&walker).await.is_empty());
    assert_eq!(draft_revision(&walker).await, 1);
}

/// A restart in any state loses nothing, and of two servers that look at once one finishes it.
#[tokio::test]
async fn a_restart_and_a_second_server_change_nothing() {
    let mut app = TestApp::new().await;
    let review = {
        let (walker, review) = Walker::reviewing(&app, "aliya").await;
        let cms = walker.signature(&review).await;
        authority(&app, Mode::OFF);
        let answers = futures(8, || walker.sign(&review, &cms)).await;
        assert!(
            answers.iter().all(|it| it.verdict() == "202"),
            "{:?}",
            answers.iter().map(|it| it.verdict()).collect::<Vec<_>>()
        );
        assert_eq!(listed(&walker).await.len(), 1);
        review
    };
    app.restart(|_| {});
    assert_eq!(looked(&app).await, 1);
    authority(&app, Mode::ON);
    let second = app.second();
    // Longer than the longest pause, and a server that took the row and ended would hold it for a minute only.
    app.clock.advance(Duration::minutes(6));
    let (one, other) = tokio::join!(check_due(&app.app), check_due(&second));
    assert_eq!(one.unwrap() + other.unwrap(), 1, "a row that was taken is nobody else's");
    assert_eq!(delivered(&app).await, 1);
    let history = "select count(*) from application_status where number = $1";
    let number = review["number"].as_str().unwrap().to_owned();
    let (lines,) = app.app.store.read(move |db| db.one::<(i64,)>(history, &[&number])).await.unwrap().unwrap();
    assert_eq!(lines, 3, "being checked, signed, received");
    assert!(id(&review).len() == 32);
}
