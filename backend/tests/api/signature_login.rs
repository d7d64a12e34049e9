//! Entering with a key: what lets in, what does not and as what.

use crate::support::{Answer, Audited, Browser, TestApp};
use base64ct::{Base64, Encoding};
use serde_json::{Value, json};
use shared::kernel::problem::SignatureFault;
use simulators::authority::{Included, KeyHolder, KeyKind, KeyState, Shape, encode};
use simulators::modes::{Mode, Register};
use simulators::records::{Capacity, Life};
use time::Duration;

/// A challenge that this browser asked for.
pub struct Given {
    pub id: String,
    pub text: Vec<u8>,
}

pub async fn challenge(browser: &Browser) -> Given {
    let answer = browser.post("/api/session/challenge", &json!({})).await;
    assert_eq!(answer.verdict(), "200", "{}", answer.text());
    let view = answer.json();
    assert_eq!(view["expires_in"], 300);
    let text = Base64::decode_vec(view["data"].as_str().unwrap()).unwrap();
    Given { id: view["id"].as_str().unwrap().to_owned(), text }
}

pub async fn post(browser: &Browser, id: &str, cms: &str) -> Answer {
    browser.post("/api/session/signature", &json!({ "id": id, "cms": cms, "language": "kk" })).await
}

/// A signature over a text by a key in these names.
fn signed(app: &TestApp, holder: &KeyHolder, text: &[u8], kind: KeyKind, state: KeyState) -> String {
    let key = app.outside.authority().key(holder, kind, state).unwrap();
    Base64::encode_string(&key.sign_attached(text, app.clock.now()).unwrap())
}

/// A demo citizen before a browser of their own.
pub struct Door<'a> {
    app: &'a TestApp,
    pub browser: Browser,
    holder: KeyHolder,
}

impl<'a> Door<'a> {
    pub fn of(app: &'a TestApp, persona: &str) -> Self {
        Self { app, browser: app.browser(), holder: KeyHolder::from(&app.persona(persona)) }
    }

    pub fn sign(&self, text: &[u8], kind: KeyKind, state: KeyState) -> String {
        signed(self.app, &self.holder, text, kind, state)
    }

    /// The whole way with a key of the person.
    pub async fn enter(&self, kind: KeyKind, state: KeyState) -> Answer {
        let given = challenge(&self.browser).await;
        let cms = self.sign(&given.text, kind, state);
        post(&self.browser, &given.id, &cms).await
    }

    async fn enter_well(&self) -> Answer {
        self.enter(KeyKind::Auth, KeyState::Good).await
    }
}

/// The exact codes that the audit has of entering with a key, oldest first.
pub async fn codes(app: &TestApp) -> Vec<String> {
    entries(app).await.into_iter().map(|entry| entry.code).collect()
}

async fn entries(app: &TestApp) -> Vec<Audited> {
    app.audited("login").await
}

fn told(answer: &Answer) -> (String, Value) {
    (answer.verdict(), answer.json()["reason"].clone())
}

fn refused(as_what: SignatureFault) -> (String, Value) {
    ("422 key-refused".to_owned(), serde_json::to_value(as_what).unwrap())
}

/// the AUTH key lets in, with the names of ЖТ МДБ; the browser's cookie before login is gone.
#[tokio::test]
async fn the_key_for_login_lets_in() {
    let app = TestApp::new().await;
    let door = Door::of(&app, "aliya");
    let entered = door.enter_well().await;
    assert_eq!(entered.verdict(), "200", "{}", entered.text());
    let session = entered.json();
    assert_eq!(session["iin"], door.holder.iin);
    assert_eq!(session["name"]["surname"], "СЕЙІТҚАЛИ");
    assert_eq!((session["way"].clone(), session["idle_left"].clone()), (json!("signature"), json!(900)));
    assert!(!door.browser.cookies().contains("login="), "{}", door.browser.cookies());
    assert_eq!(door.browser.get("/api/session").await.json()["way"], "signature");
    let [entry] = &entries(&app).await[..] else { panic!("one row in the audit") };
    assert_eq!((entry.code.as_str(), entry.iin.as_str()), ("accepted", door.holder.iin.as_str()));
    assert!(entry.detail.contains("; serial="), "{}", entry.detail);
    assert!(entry.detail.contains("issuer=") && entry.detail.contains("ҰЛТТЫҚ"), "{}", entry.detail);
}

/// The text to be signed says for whom, which and for how long, and begins as no document does; the cookie is for this
/// host, for no script and no other site, and as short-lived as the text.
#[tokio::test]
async fn the_text_is_for_one_cabinet_one_browser_and_five_minutes() {
    let app = TestApp::with(|settings| settings.public_origin = "https://cabinet.example".to_owned()).await;
    let browser = app.browser();
    let answer = browser.post("/api/session/challenge", &json!({})).await;
    let view = answer.json();
    let text = String::from_utf8(Base64::decode_vec(view["data"].as_str().unwrap()).unwrap()).unwrap();
    let lines: Vec<&str> = text.split('\n').collect();
    let [prefix, aud, sid, nonce, iat, exp] = lines[..] else { panic!("{text}") };
    assert_eq!([prefix, aud], ["ENPF-CABINET-LOGIN/1", "aud=https://cabinet.example"]);
    assert_eq!(sid.strip_prefix("sid="), view["id"].as_str());
    let nonce = nonce.strip_prefix("nonce=").unwrap();
    assert_eq!(base64ct::Base64UrlUnpadded::decode_vec(nonce).unwrap().len(), 32);
    assert_eq!([iat, exp], ["iat=2026-11-24T10:30:00Z", "exp=2026-11-24T10:35:00Z"]);
    let cookie = answer.header("set-cookie");
    assert!(cookie.starts_with("__Host-login="), "{cookie}");
    for part in ["Path=/", "Max-Age=300", "HttpOnly", "SameSite=Strict", "Secure"] {
        assert!(cookie.split("; ").any(|it| it == part), "{part}: {cookie}");
    }
    let again = challenge(&browser).await;
    assert_ne!(again.id, view["id"].as_str().unwrap());
    assert!(!String::from_utf8(again.text).unwrap().contains(nonce));
}

/// each row is one change away from the key that lets in. The person is told the kind, the audit keeps the
/// code with serial number and issuer.
#[tokio::test]
async fn a_key_that_is_not_the_right_one_is_refused_as_what_it_is() {
    let app = TestApp::new().await;
    let door = Door::of(&app, "aliya");
    let mut expected = Vec::new();
    for (requirement, kind, state, fault, code) in [
        ("R-038", KeyKind::Sign, KeyState::Good, SignatureFault::WrongKey, "wrong_key"),
        ("R-001", KeyKind::Auth, KeyState::Expired, SignatureFault::Expired, "expired"),
        ("R-001", KeyKind::Auth, KeyState::Revoked, SignatureFault::Revoked, "revoked"),
        ("R-001", KeyKind::Auth, KeyState::LookAlike, SignatureFault::NotAccepted, "untrusted"),
        ("R-007", KeyKind::Auth, KeyState::OtherName, SignatureFault::NameMismatch, "name_mismatch"),
        ("R-038", KeyKind::Auth, KeyState::Organisation, SignatureFault::WrongKey, "wrong_key"),
    ] {
        let answer = door.enter(kind, state).await;
        assert_eq!(told(&answer), refused(fault), "{requirement} {code}");
        expected.push(code);
        assert_eq!(codes(&app).await, expected);
        let detail = entries(&app).await.pop().unwrap().detail;
        assert!(detail.contains("serial=") && detail.contains("issuer="), "{code}: {detail}");
    }
    assert_eq!(door.browser.get("/api/session").await.verdict(), "401 signed-out");
    assert_eq!(door.enter_well().await.verdict(), "200", "one change away from every row");
}

/// The message itself: each row is one change away from the message that lets in.
#[tokio::test]
async fn a_message_that_is_not_the_right_one_is_refused_as_what_it_is() {
    let app = TestApp::new().await;
    let door = Door::of(&app, "aliya");
    let sign = |text: &[u8]| door.sign(text, KeyKind::Auth, KeyState::Good);
    let key = app.outside.authority().key(&door.holder, KeyKind::Auth, KeyState::Good).unwrap();
    let detached = |text: &[u8]| Base64::encode_string(&key.sign_detached(text, app.clock.now()).unwrap());
    let flipped = |text: &[u8]| {
        let mut cms = key.sign_attached(text, app.clock.now()).unwrap();
        *cms.last_mut().unwrap() ^= 1;
        Base64::encode_string(&cms)
    };
    let longer = |text: &[u8]| {
        let mut cms = key.sign_attached(text, app.clock.now()).unwrap();
        cms.push(0);
        Base64::encode_string(&cms)
    };
    let of_another_challenge = sign(&challenge(&app.browser()).await.text);
    let for_another_cabinet = |text: &[u8]| {
        let text = String::from_utf8(text.to_vec()).unwrap().replace("127.0.0.1:8080", "127.0.0.1:8081");
        sign(text.as_bytes())
    };
    type Making<'m> = &'m dyn Fn(&[u8]) -> String;
    let rows: [(&str, Making<'_>, SignatureFault); 7] = [
        ("malformed", &|_| "%%%".to_owned(), SignatureFault::NotAccepted),
        ("malformed", &longer, SignatureFault::NotAccepted),
        ("shape", &detached, SignatureFault::NotAccepted),
        ("content_mismatch", &|_| of_another_challenge.clone(), SignatureFault::DocumentDiffers),
        ("content_mismatch", &for_another_cabinet, SignatureFault::DocumentDiffers),
        ("content_mismatch", &|_| sign(b"%PDF-1.7 another text"), SignatureFault::DocumentDiffers),
        ("signature", &flipped, SignatureFault::NotAccepted),
    ];
    let mut expected = Vec::new();
    for (code, make, fault) in rows {
        let given = challenge(&door.browser).await;
        let answer = post(&door.browser, &given.id, &make(&given.text)).await;
        assert_eq!(told(&answer), refused(fault), "{code}");
        expected.push(code);
        assert_eq!(codes(&app).await, expected);
    }
    assert_eq!(door.enter_well().await.verdict(), "200", "one change away from every row");
}

/// whether a key was revoked must be known; while the authority is silent nobody enters with one.
#[tokio::test]
async fn without_the_authoritys_answer_nobody_enters() {
    let app = TestApp::new().await;
    let door = Door::of(&app, "aliya");
    app.outside.set_register(Register::Authority, Mode::OFF);
    assert_eq!(told(&door.enter_well().await), refused(SignatureFault::CannotCheck));
    assert_eq!(codes(&app).await, ["revocation_unknown"]);
    app.outside.set_register(Register::Authority, Mode::ON);
    assert_eq!(door.enter_well().await.verdict(), "200");
}

/// The audit log is only added to: of a certificate that nobody issued no more goes into it than of any other.
#[tokio::test]
async fn a_certificate_of_ones_own_does_not_fill_the_audit_log() {
    let app = TestApp::new().await;
    let door = Door::of(&app, "aliya");
    let mut key = app.outside.authority().key(&door.holder, KeyKind::Auth, KeyState::Good).unwrap();
    key.certificate.tbs_certificate.issuer = format!("CN={}", "Ұ".repeat(20_000)).parse().unwrap();
    let given = challenge(&door.browser).await;
    let cms = Base64::encode_string(&key.sign_attached(&given.text, app.clock.now()).unwrap());
    assert_eq!(told(&post(&door.browser, &given.id, &cms).await), refused(SignatureFault::NotAccepted));
    let detail = entries(&app).await.pop().unwrap().detail;
    let (_, issuer) = detail.split_once(" issuer=").unwrap();
    let (issuer, _) = issuer.split_once("; ").unwrap();
    assert_eq!(issuer.chars().count(), 200, "{issuer}");
    assert!(issuer.starts_with("CN=ҰҰ"), "{issuer}");
}

/// whoever the state calls dead or incapable, or whom the Fund does not know, is told so; a key
/// proves nothing else.
#[tokio::test]
async fn the_key_of_somebody_who_may_not_enter_is_of_no_use() {
    let app = TestApp::new().await;
    for (persona, verdict, reason, code) in [
        ("rakhim", "409 refused", "life-status", "life_status"),
        ("saule", "409 refused", "capacity", "capacity"),
        ("bolat", "404 person-not-found", "", "person_not_found"),
    ] {
        let answer = Door::of(&app, persona).enter_well().await;
        assert_eq!(answer.verdict(), verdict, "{persona}");
        if !reason.is_empty() {
            assert_eq!(answer.json()["refusals"][0]["reason"], reason, "{persona}");
        }
        let entry = entries(&app).await.pop().unwrap();
        assert_eq!((entry.code.as_str(), entry.iin), (code, app.persona(persona).iin), "{persona}");
    }
    let mut aliya = app.persona("aliya");
    aliya.register.as_mut().unwrap().capacity = Capacity::Limited;
    app.outside.set_person(aliya.clone());
    assert_eq!(Door::of(&app, "aliya").enter_well().await.verdict(), "409 refused");
    let record = aliya.register.as_mut().unwrap();
    (record.capacity, record.life) = (Capacity::Full, Life::Dead);
    app.outside.set_person(aliya.clone());
    assert_eq!(Door::of(&app, "aliya").enter_well().await.verdict(), "409 refused");
    aliya.register = None;
    app.outside.set_person(aliya.clone());
    assert_eq!(Door::of(&app, "aliya").enter_well().await.verdict(), "404 person-not-found");
    app.outside.set_person(app_persona_as_carried("aliya"));
    assert_eq!(Door::of(&app, "aliya").enter_well().await.verdict(), "200", "one change away from every row");
}

fn app_persona_as_carried(id: &str) -> simulators::personas::Persona {
    simulators::personas::carried().unwrap().into_iter().find(|it| it.id == id).unwrap()
}

/// While the Fund or ЖТ МДБ is silent nobody enters with a key, and is told who is silent.
#[tokio::test]
async fn silent_registers_are_named() {
    let app = TestApp::new().await;
    let door = Door::of(&app, "aliya");
    for (register, name) in [(Register::Fund, "fund"), (Register::PersonRegister, "person-register")] {
        app.outside.set_register(register, Mode::OFF);
        let answer = door.enter_well().await;
        assert_eq!((answer.verdict(), answer.json()["register"].clone()), ("503 register-silent".into(), json!(name)));
        app.outside.set_register(register, Mode::ON);
        app.clock.advance(Duration::minutes(1)); // the client of a silent register rests
    }
    assert_eq!(codes(&app).await, ["register_silent", "register_silent"]);
    assert_eq!(door.enter_well().await.verdict(), "200");
}

/// names as people have them. Each certificate is in the names of the row, ЖТ МДБ has the others.
#[tokio::test]
async fn names_of_every_kind_are_compared_rightly() {
    let app = TestApp::new().await;
    let fits = "200";
    let differs = "422 key-refused";
    for (certificate, register, verdict) in [
        (("ӘЛІҰЛЫ", "ҒАЗИЗ", Some("ҚҰРМАНҒАЗЫҰЛЫ")), ("Әліұлы", "Ғазиз", Some("Құрманғазыұлы")), fits),
        (("ӘЛІҰЛЫ", "ІҢІР", Some("ҺАМИТҰЛЫ")), ("әліұлы", "іңір", Some("һамитұлы")), fits),
        (("ӨЗТҮРІК", "МЕХМЕТ", None), ("ӨЗТҮРІК", "МЕХМЕТ", None), fits),
        (("ӨЗТҮРІК", "МЕХМЕТ", None), ("ӨЗТҮРІК", "МЕХМЕТ", Some("")), fits),
        (("ТӨЛЕГЕН ҚЫЗЫ", "АЙША", Some("СЕРІКҚЫЗЫ")), ("ТӨЛЕГЕН  ҚЫЗЫ", "АЙША", Some("СЕРІКҚЫЗЫ")), fits),
        (("ИВАНОВА-ПЕТРОВА", "АННА МАРИЯ", None), ("Иванова-Петрова", "Анна Мария", None), fits),
        (("VAN DER BERG", "JAN PIETER", None), ("van der Berg", "Jan Pieter", None), fits),
        (("ÖZTÜRK", "MEHMET", None), ("Öztürk", "Mehmet", None), fits),
        (("ӘЛІҰЛЫ", "ҒАЗИЗ", Some("ҚҰРМАНҰЛЫ")), ("ӘЛІҰЛЫ", "ҒАЗИЗ", None), differs),
        (("ӘЛІҰЛЫ", "ҒАЗИЗ", None), ("ӘЛІҰЛЫ", "ҒАЗИЗ", Some("ҚҰРМАНҰЛЫ")), differs),
        (("ӘЛІҰЛЫ", "ҒАЗИЗ", None), ("АЛІҰЛЫ", "ҒАЗИЗ", None), differs),
        (("ВАН", "ДЕР БЕРГ", None), ("ВАН ДЕР", "БЕРГ", None), differs),
        // A Latin letter that looks like the Cyrillic one is another letter.
        (("ӘЛІҰЛЫ", "AСҚАР", None), ("ӘЛІҰЛЫ", "АСҚАР", None), differs),
    ] {
        let mut persona = app.persona("aliya");
        persona.name.surname = register.0.to_owned();
        persona.name.given = register.1.to_owned();
        persona.name.patronymic = register.2.map(str::to_owned);
        app.outside.set_person(persona.clone());
        let holder = KeyHolder::new(&persona.iin, certificate.0, certificate.1, certificate.2);
        let door = Door { app: &app, browser: app.browser(), holder };
        assert_eq!(door.enter_well().await.verdict(), verdict, "{certificate:?} {register:?}");
    }
}

/// A text signed for entering is no document, and a document's signature lets nobody in.
#[tokio::test]
async fn a_login_is_no_document_and_a_document_no_login() {
    let app = TestApp::new().await;
    let (walker, review) = crate::road::Walker::reviewing(&app, "aliya").await;
    let door = Door::of(&app, "aliya");
    let given = challenge(&door.browser).await;
    let login = door.sign(&given.text, KeyKind::Sign, KeyState::Good);
    assert_eq!(walker.sign(&review, &login).await.verdict(), "422 signature-refused");
    assert_eq!(walker.audit(&review).await, ["content_mismatch"]);
    let document = walker.document(&review).await;
    let cms = door.sign(&document, KeyKind::Auth, KeyState::Good);
    let answer = post(&door.browser, &given.id, &cms).await;
    assert_eq!(told(&answer), refused(SignatureFault::DocumentDiffers));
}

/// Somebody else's wrong passwords never stand in the way of the key (ux 11).
#[tokio::test]
async fn wrong_passwords_do_not_block_the_key() {
    let app = TestApp::new().await;
    let browser = app.signed_in("aliya").await;
    browser.delete("/api/session").await;
    let iin = app.persona("aliya").iin;
    let stranger = app.browser();
    let wrong = json!({ "iin": iin, "password": "not the password", "language": "kk" });
    let mut last = String::new();
    for _ in 0..120 {
        last = stranger.post("/api/session", &wrong).await.verdict();
        app.clock.advance(Duration::seconds(61));
    }
    assert_ne!(last, "401 wrong-credentials", "by now the password is slowed down or blocked");
    assert_eq!(Door::of(&app, "aliya").enter_well().await.verdict(), "200");
}

/// The owner of a key sees in the history that it was refused; a message that proves nothing leaves no trace there.
#[tokio::test]
async fn refused_keys_stand_in_the_history_of_their_owner() {
    let app = TestApp::new().await;
    let door = Door::of(&app, "aliya");
    assert_eq!(door.enter_well().await.verdict(), "200");
    for (kind, state) in [
        (KeyKind::Sign, KeyState::Good),
        (KeyKind::Auth, KeyState::Expired),
        (KeyKind::Auth, KeyState::Revoked),
        (KeyKind::Auth, KeyState::OtherName),
        (KeyKind::Auth, KeyState::LookAlike),
    ] {
        door.enter(kind, state).await;
    }
    let view = door.browser.get("/api/entrances").await.json();
    let events: Vec<&str> =
        view["history"].as_array().unwrap().iter().map(|it| it["event"].as_str().unwrap()).collect();
    assert_eq!(
        events.iter().filter(|event| **event == "key-refused").count(),
        4,
        "the look-alike proves nothing: {events:?}"
    );
    assert!(view["history"].as_array().unwrap().iter().all(|it| it["way"] == "signature"), "{view}");
}

/// A certificate put beside the signer's, with the same number and somebody else's IIN, lays no try at their door.
#[tokio::test]
async fn a_try_is_laid_at_nobody_elses_door() {
    let app = TestApp::new().await;
    let victim = Door::of(&app, "aliya");
    assert_eq!(victim.enter_well().await.verdict(), "200");
    let door = Door::of(&app, "bauyrzhan");
    let authority = app.outside.authority();
    let key = authority.key(&door.holder, KeyKind::Sign, KeyState::Good).unwrap();
    let mut decoy = authority.key(&victim.holder, KeyKind::Auth, KeyState::Good).unwrap().certificate;
    decoy.tbs_certificate.serial_number = key.certificate.tbs_certificate.serial_number.clone();
    decoy.tbs_certificate.issuer = "CN=X".parse().unwrap();
    let given = challenge(&door.browser).await;
    let mut shape = Shape::national(&key, app.clock.now());
    shape.included = Included::These(vec![decoy, key.certificate.clone()]);
    let cms = encode(&key.signed_data(&given.text, &shape).unwrap()).unwrap();
    let answer = post(&door.browser, &given.id, &Base64::encode_string(&cms)).await;
    assert_eq!(told(&answer), refused(SignatureFault::WrongKey));
    let last = entries(&app).await.pop().unwrap();
    assert_eq!((last.code.as_str(), last.iin), ("wrong_key", door.holder.iin));
    let history = victim.browser.get("/api/entrances").await.json()["history"].clone();
    assert_eq!(history.as_array().unwrap().len(), 1, "{history}");
}
