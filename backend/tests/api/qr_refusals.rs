//! Signing by QR: what is refused and as what. After each refusal the document stands and the other way works.

use crate::phone::{Code, ask, result};
use crate::road::{Walker, id};
use crate::support::{PASSWORD, TestApp, robot};
use serde_json::{Value, json};
use simulators::authority::{KeyKind, KeyState};
use simulators::modes::{Mode, Register};

async fn still_signs(walker: &Walker<'_>, review: &Value) {
    let by_key = walker.signature(review).await;
    let signed = walker.sign(review, &by_key).await;
    assert_eq!(signed.verdict(), "201", "{}", signed.text());
}

/// each row is one change away from what is accepted. The phone is told in words, the page the kind, the
/// audit the exact code; a new code can be had each time, and in the end the key works.
#[tokio::test]
async fn a_signature_that_does_not_hold_is_refused_on_both_screens() {
    let app = TestApp::new().await;
    let (walker, review) = Walker::reviewing(&app, "aliya").await;
    let mut codes = Vec::new();
    for (persona, kind, state, told, code) in [
        ("aliya", KeyKind::Auth, KeyState::Good, "wrong-key", "wrong_key"),
        ("gulnar", KeyKind::Sign, KeyState::Good, "another-person", "foreign_key"),
        ("aliya", KeyKind::Sign, KeyState::Expired, "expired", "expired"),
        ("aliya", KeyKind::Sign, KeyState::Revoked, "revoked", "revoked"),
        ("aliya", KeyKind::Sign, KeyState::LookAlike, "not-accepted", "untrusted"),
    ] {
        let shown = Code::new(&walker, &review).await;
        let phone = shown.opened().await;
        let refused = phone.send(&phone.signature(persona, kind, state)).await;
        assert_eq!(refused.verdict(), "403", "{code}");
        assert!(refused.json()["message"].as_str().unwrap().len() > 20, "{code}");
        assert_eq!(shown.state().await, json!({ "is": "not-sent", "why": "refused", "reason": told }), "{code}");
        assert_eq!(phone.send(&phone.good("aliya")).await.verdict(), "410", "a code is good for one signature");
        codes.push(code);
    }
    for (change, code) in [(0, "content_mismatch"), (1, "malformed"), (2, "shape")] {
        let shown = Code::new(&walker, &review).await;
        let mut phone = shown.opened().await;
        let cms = match change {
            0 => {
                phone.document.push(b'\n');
                phone.good("aliya")
            }
            1 => "%%%".to_owned(),
            _ => phone.beside("aliya", &phone.document),
        };
        assert_eq!(phone.send(&cms).await.verdict(), "403", "{code}");
        assert_eq!(shown.state().await["why"], "refused", "{code}");
        codes.push(code);
    }
    let mut audit = walker.audit(&review).await;
    audit.sort();
    codes.sort_unstable();
    assert_eq!(audit, codes);
    assert_eq!(walker.browser.get("/api/applications").await.json(), json!([]));
    still_signs(&walker, &review).await;
}

/// the names in the certificate must be those of ЖТ МДБ, by this way too.
#[tokio::test]
async fn a_certificate_in_other_names_is_refused() {
    let app = TestApp::new().await;
    let (walker, review) = Walker::reviewing(&app, "aliya").await;
    let code = Code::new(&walker, &review).await;
    let phone = code.opened().await;
    let refused = phone.send(&phone.signature("aliya", KeyKind::Sign, KeyState::OtherName)).await;
    assert_eq!(refused.verdict(), "403");
    assert_eq!(code.state().await["reason"], "name-mismatch");
    still_signs(&walker, &review).await;
}

/// What cannot be read is said and costs nothing: the code still works.
#[tokio::test]
async fn rubbish_is_named_and_the_code_stands() {
    let app = TestApp::new().await;
    let (walker, review) = Walker::reviewing(&app, "aliya").await;
    let code = Code::new(&walker, &review).await;
    let phone = code.opened().await;
    let cms = phone.good("aliya");
    let document = |id: u64| json!({ "id": id, "document": { "file": { "data": cms } } });
    let of = |documents: Vec<Value>| json!({ "documentsToSign": documents }).to_string();
    for (status, body, says) in [
        ("400", "{".to_owned(), "оқылмады"),
        ("400", "[]".to_owned(), "оқылмады"),
        ("400", "\u{0}\u{1}rubbish".to_owned(), "оқылмады"),
        ("400", "{}".to_owned(), "оқылмады"),
        ("400", of(vec![]), "Бір құжатқа ғана"),
        ("400", of(vec![document(1), document(1)]), "Бір құжатқа ғана"),
        ("400", of(vec![document(1), document(2)]), "Бір құжатқа ғана"),
        ("400", of(vec![document(2)]), "басқасына"),
        ("400", of(vec![json!({ "id": 1 })]), "оқылмады"),
        ("400", of(vec![json!({ "id": 1, "documentXml": "<a/>" })]), "оқылмады"),
        ("413", " ".repeat(512 * 1024 + 1), "тым үлкен"),
    ] {
        let refused = phone.put(body.clone()).await;
        assert_eq!(refused.verdict(), status, "{}", &body[..body.len().min(80)]);
        let message = refused.json()["message"].as_str().unwrap().to_owned();
        assert!(message.contains(says), "{message}");
    }
    assert_eq!(code.state().await["is"], "opened");
    assert_eq!(walker.audit(&review).await, [""; 0]);
    let padded = result(&cms).to_string() + &" ".repeat(1024);
    assert_eq!(phone.put(padded).await.verdict(), "200");
}

/// Nobody signs what the phone has not fetched.
#[tokio::test]
async fn an_unread_document_is_not_signed() {
    let app = TestApp::new().await;
    let (walker, review) = Walker::reviewing(&app, "aliya").await;
    let code = Code::new(&walker, &review).await;
    let mut phone = code.scanned();
    phone.introduced().await;
    phone.document = walker.document(&review).await;
    let cms = phone.good("aliya");
    assert_eq!(phone.send(&cms).await.verdict(), "403");
    assert_eq!(code.state().await["is"], "asked");
    phone.documents().await;
    assert_eq!(phone.send(&cms).await.verdict(), "200");
}

/// Cancelling on the phone or on the page is no error: nothing is lost, and a new code or the key works.
#[tokio::test]
async fn cancelling_on_either_screen_loses_nothing() {
    let app = TestApp::new().await;
    let (walker, review) = Walker::reviewing(&app, "aliya").await;
    let cancelled = json!({ "is": "not-sent", "why": "cancelled" });
    let code = Code::new(&walker, &review).await;
    let mut events = code.events().await;
    assert_eq!(events.next().await.unwrap()["is"], "asked");
    let phone = code.opened().await;
    for _ in 0..2 {
        assert_eq!(phone.cancel().await.verdict(), "200");
    }
    let last = events.next().await.unwrap();
    assert!(last == cancelled || events.next().await == Some(cancelled.clone()), "{last}");
    assert_eq!(code.state().await, cancelled);
    let all = walker.browser.get(&format!("{}/events", code.path())).await;
    assert_eq!(all.text().matches("data:").count(), 1, "who asks late hears the outcome and the stream is over");
    let mut marked = code.scanned();
    marked.first = marked.first.replace("/qr/", "/qr/mgovSign/");
    assert_eq!(marked.introduced().await.verdict(), "410");
    let late = phone.send(&phone.good("aliya")).await;
    assert_eq!(late.verdict(), "410");
    assert!(late.json()["message"].as_str().unwrap().starts_with("Бұл код енді жарамайды"));

    let code = Code::new(&walker, &review).await;
    let mut phone = code.opened().await;
    for _ in 0..2 {
        let ended = walker.browser.delete(&code.path()).await;
        assert_eq!((ended.verdict(), ended.json()["state"].clone()), ("200".into(), cancelled.clone()));
    }
    assert_eq!(phone.introduced().await.verdict(), "410");
    assert_eq!(phone.send(&phone.good("aliya")).await.verdict(), "410");
    assert_eq!(walker.browser.get(crate::road::SERVICE).await.json()["revision"], 1, "the draft stands");

    let code = Code::new(&walker, &review).await;
    let phone = code.opened().await;
    assert_eq!(phone.send(&phone.good("aliya")).await.verdict(), "200");
    let made = walker.browser.delete(&code.path()).await;
    assert_eq!(made.json()["state"]["is"], "accepted", "what was made cannot be called off");
    assert_eq!(phone.cancel().await.verdict(), "410");
}

/// a new code ends the one before it.
#[tokio::test]
async fn a_new_code_ends_the_old_one() {
    let app = TestApp::new().await;
    let (walker, review) = Walker::reviewing(&app, "aliya").await;
    let old = Code::new(&walker, &review).await;
    let mut old_phone = old.opened().await;
    let new = Code::new(&walker, &review).await;
    assert_ne!(old.view["operation"], new.view["operation"]);
    assert_eq!(old.state().await, json!({ "is": "not-sent", "why": "cancelled" }));
    let cms = old_phone.good("aliya");
    assert_eq!(old_phone.send(&cms).await.verdict(), "410");
    assert_eq!(old_phone.documents().await.verdict(), "410");
    assert_eq!(old_phone.introduced().await.verdict(), "410");
    let phone = new.opened().await;
    assert_ne!(phone.token, old_phone.token);
    assert_eq!(phone.send(&cms).await.verdict(), "200");
}

/// At most two codes are open for one person, each for another document.
#[tokio::test]
async fn one_person_has_few_codes_open() {
    let app = TestApp::new().await;
    let (walker, first) = Walker::reviewing(&app, "aliya").await;
    let (second, third) = (walker.review_in("ru", 1).await.json(), walker.review_in("en", 1).await.json());
    let _ = Code::new(&walker, &first).await;
    app.clock.advance(time::Duration::seconds(10));
    let open = Code::new(&walker, &second).await;
    app.clock.advance(time::Duration::seconds(10));
    let refused = ask(&walker, &third).await;
    assert_eq!((refused.verdict(), refused.header("retry-after")), ("429 too-many-tries".into(), "280"));
    assert_eq!(ask(&walker, &first).await.verdict(), "201", "a renewal is no further code");
    assert_eq!(ask(&walker, &third).await.verdict(), "429 too-many-tries");
    assert_eq!(walker.browser.delete(&open.path()).await.verdict(), "200");
    assert_eq!(ask(&walker, &third).await.verdict(), "201");
}

/// A code belongs to its person and its document.
#[tokio::test]
async fn a_code_is_its_owners() {
    let app = TestApp::new().await;
    let (walker, review) = Walker::reviewing(&app, "aliya").await;
    let code = Code::new(&walker, &review).await;
    let stranger = app.signed_in("gulnar").await;
    let asked = json!({ "language": "kk" });
    assert_eq!(stranger.post(&format!("/api/reviews/{}/qr", id(&review)), &asked).await.verdict(), "404 not-found");
    let other = walker.review_in("ru", 1).await.json();
    let under_other = code.path().replace(id(&review), id(&other));
    for (browser, path) in [(&stranger, code.path()), (&walker.browser, under_other)] {
        assert_eq!(browser.get(&path).await.verdict(), "404 not-found");
        assert_eq!(browser.get(&format!("{path}/events")).await.verdict(), "404 not-found");
        assert_eq!(browser.delete(&path).await.verdict(), "404 not-found");
    }
    let nobody = app.browser();
    assert_eq!(nobody.post(&format!("/api/reviews/{}/qr", id(&review)), &asked).await.verdict(), "401 signed-out");
    assert_eq!(nobody.get(&code.path()).await.verdict(), "401 signed-out");
    assert_eq!(nobody.get(&format!("{}/events", code.path())).await.verdict(), "401 signed-out");
    assert_eq!(nobody.delete(&code.path()).await.verdict(), "401 signed-out");
    let foreign = walker.browser.ask("POST", &format!("/api/reviews/{}/qr", id(&review))).header("origin", "");
    assert_eq!(
        foreign.json(&asked).send().await.verdict(),
        "403 foreign-origin",
        "only the phone comes without an origin"
    );
    assert_eq!(code.state().await["is"], "asked");
}

/// Whoever signs out ends their codes. Nobody cancelled anything, and neither screen says so.
#[tokio::test]
async fn a_code_ends_with_its_session() {
    let app = TestApp::new().await;
    let (walker, review) = Walker::reviewing(&app, "aliya").await;
    let code = Code::new(&walker, &review).await;
    let mut phone = code.opened().await;
    let mut events = code.events().await;
    assert_eq!(events.next().await.unwrap()["is"], "opened");
    assert_eq!(walker.browser.delete("/api/session").await.verdict(), "204");
    assert!(events.next().await.is_none(), "so does the stream");
    for answer in [
        phone.introduced().await,
        phone.documents().await,
        phone.cancel().await,
        phone.send(&phone.good("aliya")).await,
    ] {
        assert_eq!(answer.verdict(), "410");
        assert!(answer.json()["message"].as_str().unwrap().contains("сессия жабылды"), "{}", answer.text());
    }
    let back = robot::enter(&walker.browser, &app.persona("aliya").iin, PASSWORD).await;
    assert_eq!(back.verdict(), "200", "{}", back.text());
    assert_eq!(code.state().await, json!({ "is": "not-sent", "why": "expired" }));
    still_signs(&walker, &review).await;
}

/// A draft changed after the code was shown: the old document cannot be signed any more.
#[tokio::test]
async fn a_changed_draft_ends_the_code() {
    let app = TestApp::new().await;
    let (walker, review) = Walker::reviewing(&app, "aliya").await;
    let code = Code::new(&walker, &review).await;
    let mut phone = code.opened().await;
    assert_eq!(walker.save(&crate::road::form("aliya"), 1, 2).await.verdict(), "200");
    assert_eq!(code.state().await, json!({ "is": "not-sent", "why": "outdated" }));
    let refused = phone.documents().await;
    assert_eq!(refused.verdict(), "410");
    assert!(refused.json()["message"].as_str().unwrap().starts_with("Құжат өзгертілген"));
    assert_eq!(phone.send(&phone.good("aliya")).await.verdict(), "410");
    assert_eq!(ask(&walker, &review).await.verdict(), "409 review-outdated");
    let new = walker.review(2).await.json();
    still_signs(&walker, &new).await;
}

/// While a register is silent that must be asked nothing is accepted; both screens say that nothing was sent.
#[tokio::test]
async fn nothing_is_accepted_while_a_register_is_silent() {
    let app = TestApp::new().await;
    let (walker, review) = Walker::reviewing(&app, "aliya").await;
    let code = Code::new(&walker, &review).await;
    let phone = code.opened().await;
    app.outside.set_register(Register::PersonRegister, Mode::OFF);
    let refused = phone.send(&phone.good("aliya")).await;
    assert_eq!(refused.verdict(), "503", "{}", refused.text());
    assert!(refused.json()["message"].as_str().unwrap().contains("сақталды"), "{}", refused.text());
    assert_eq!(code.state().await, json!({ "is": "not-sent", "why": "failed" }));
    app.outside.set_register(Register::PersonRegister, Mode::ON);
    still_signs(&walker, &review).await;
}

/// Who cannot apply any more cannot sign by phone either.
#[tokio::test]
async fn who_cannot_apply_any_more_does_not_sign() {
    let app = TestApp::new().await;
    let (walker, review) = Walker::reviewing(&app, "aliya").await;
    let code = Code::new(&walker, &review).await;
    let phone = code.opened().await;
    let mut persona = app.persona("aliya");
    persona.fund.as_mut().unwrap().insurer_transfer = true;
    app.outside.set_person(persona);
    let refused = phone.send(&phone.good("aliya")).await;
    assert_eq!(refused.verdict(), "403");
    assert!(refused.json()["message"].as_str().unwrap().starts_with("Қазір өтініш беру мүмкін емес"));
    assert_eq!(code.state().await, json!({ "is": "not-sent", "why": "failed" }));
}

/// the app is answered in the language it asks for, else in the page's.
#[tokio::test]
async fn the_phone_is_answered_in_its_language() {
    let app = TestApp::new().await;
    let (walker, review) = Walker::reviewing(&app, "aliya").await;
    let code = Code::new(&walker, &review).await;
    let mut phone = code.scanned();
    for (language, description, control) in [
        ("kk", "Қол қоюға: Зейнетақы", "Бақылау саны"),
        ("ru", "На подпись: Заявление", "Контрольное число"),
        ("en-GB", "To be signed: Application", "Control number"),
        ("de", "Қол қоюға", "Бақылау саны"),
    ] {
        phone.language = language;
        let introduced = phone.introduced().await.json();
        assert!(introduced["description"].as_str().unwrap().starts_with(description), "{introduced}");
        let shown = phone.documents().await.json();
        assert!(shown["documentsToSign"][0]["meta"][1]["name"].as_str().unwrap().starts_with(control), "{shown}");
    }
    assert_eq!(phone.cancel().await.verdict(), "200");
    for (language, says) in [("kk", "Бұл код енді"), ("ru", "Этот код больше"), ("en", "This code is no longer")]
    {
        phone.language = language;
        let over = phone.documents().await;
        assert!(over.json()["message"].as_str().unwrap().starts_with(says), "{}", over.text());
    }
}
