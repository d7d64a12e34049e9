//! What a person is told about the account without having asked, and «it was not me».

use crate::signature_login::Door;
use crate::support::robot::{enter, register, set_password};
use crate::support::{Browser, PASSWORD, TestApp, robot};
use axum::http::StatusCode;
use axum::{Json, Router};
use backend::App;
use backend::notices::deliver_due;
use serde_json::{Value, json};
use shared::texts::{Language, Texts};
use simulators::authority::{KeyKind, KeyState};
use simulators::inbox::Message;
use simulators::modes::{Mode, Register};
use std::sync::{Arc, Mutex, OnceLock};
use time::Duration;

const SMS: &str = "+77015550117";
const MAIL: &str = "aliya.seiitkali@posta.example";
const CHROME: &str =
    "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36";

/// Everything that was sent since the inbox was looked at last, without codes.
async fn told(app: &TestApp) -> Vec<Message> {
    while deliver_due(&app.app).await.unwrap() > 0 {}
    let is_notice = |message: &Message| message.text.contains("/not-me#");
    app.outside.messages().into_iter().filter(is_notice).collect()
}

fn words(message: &Message) -> String {
    message.text.replace("\r\n", "\n").trim_end().to_owned()
}

fn token(message: &Message) -> String {
    message.text.rsplit("/not-me#").next().unwrap().trim().to_owned()
}

async fn disown(browser: &Browser, token: &str) -> String {
    browser.post("/api/not-me", &json!({ "token": token })).await.verdict()
}

/// A password set by a code is told by SMS and mail, in the language of the code, with time and place, without an IIN.
#[tokio::test]
async fn a_new_password_is_told() {
    for language in Language::ALL {
        let app = TestApp::new().await;
        let (browser, persona) = (app.browser(), app.persona("aliya"));
        let begun = robot::begin(&browser, &persona.iin).await.json();
        let path = format!("/api/registration/{}", begun["id"].as_str().unwrap());
        let form = json!({ "contact": "c1", "language": language.code() });
        browser.post(&format!("{path}/code"), &form).await;
        let form = json!({ "code": app.code_sent_to(SMS), "password": PASSWORD, "repeated": PASSWORD });
        let setting = browser.ask("POST", &format!("{path}/password")).header("user-agent", CHROME).json(&form);
        assert_eq!(setting.send().await.verdict(), "204");

        let told = told(&app).await;
        let to: Vec<&str> = told.iter().map(|message| message.to.as_str()).collect();
        assert_eq!(to, [MAIL, SMS]);
        let texts = Texts::of(language);
        let said =
            texts.say("notice-password-reset", &[("at", "24.11.2026 15:30"), ("place", "Chrome, Android, 127.0.0.*")]);
        for message in &told {
            let link = format!("http://127.0.0.1:8080/not-me#{}", token(message));
            let expected = format!("{said}\n\n{}", texts.say("notice-not-me", &[("link", &link)]));
            assert_eq!(words(message), expected);
            assert!(!message.text.contains(&persona.iin));
        }
        assert_eq!(told[0].subject, Some(texts.get("notice-subject")));
        assert_eq!(token(&told[0]), token(&told[1]));
    }
}

/// An entrance from a device not seen before is told, in the language of the entrance; one from a known device is not, and
/// the first of all is not.
#[tokio::test]
async fn a_new_device_is_told() {
    let app = TestApp::new().await;
    let (known, iin) = (app.signed_in("aliya").await, app.persona("aliya").iin);
    enter(&known, &iin, PASSWORD).await;
    assert_eq!(told(&app).await.len(), 2, "the password alone");
    let form = json!({ "iin": iin, "password": PASSWORD, "language": "ru" });
    let new = app.browser();
    new.ask("POST", "/api/session").header("user-agent", CHROME).json(&form).send().await;
    new.post("/api/session", &form).await;
    let told = told(&app).await;
    assert_eq!(told.len(), 4);
    let place = [("at", "24.11.2026 15:30"), ("place", "Chrome, Android, 127.0.0.*")];
    let said = Texts::of(Language::Ru).say("notice-new-device", &place);
    assert_eq!(told.iter().filter(|message| words(message).starts_with(&said)).count(), 2);
}

/// Of a first entrance that the owner cannot know of they are told: by a key, or long after the password was set. A second
/// one from the same device is not told.
#[tokio::test]
async fn a_first_entrance_is_told_unless_the_password_was_just_set() {
    let app = TestApp::new().await;
    let door = Door::of(&app, "aliya");
    for _ in 0..2 {
        assert_eq!(door.enter(KeyKind::Auth, KeyState::Good).await.verdict(), "200");
        let told = told(&app).await;
        assert_eq!(told.iter().map(|message| message.to.as_str()).collect::<Vec<_>>(), [MAIL, SMS]);
        assert!(told[0].text.contains("кабинетіңізге жаңа құрылғыдан кірді"), "{}", told[0].text);
    }

    let (day, before) = (Duration::DAY, -Duration::MILLISECOND);
    for (passed, expected) in [(Duration::ZERO, 2), (day, 2), (day + Duration::MILLISECOND, 4), (before, 4)] {
        let app = TestApp::new().await;
        let (browser, persona) = (app.browser(), app.persona("aliya"));
        let (id, digits) = robot::code(&app, &browser, &persona).await;
        assert_eq!(set_password(&browser, &id, &digits, PASSWORD).await.verdict(), "204");
        assert_eq!(told(&app).await.len(), 2, "the new password");
        app.clock.advance(passed);
        assert_eq!(enter(&browser, &persona.iin, PASSWORD).await.verdict(), "200");
        app.clock.advance(Duration::SECOND);
        assert_eq!(told(&app).await.len(), expected, "after {passed}");
    }
}

/// a password changed in the cabinet is told in the language of the last entrance.
#[tokio::test]
async fn a_changed_password_is_told() {
    let app = TestApp::new().await;
    let (browser, iin) = (app.signed_in("aliya").await, app.persona("aliya").iin);
    browser.post("/api/session", &json!({ "iin": iin, "password": PASSWORD, "language": "en" })).await;
    let new = "ақ бота 52 жайлау";
    browser.put("/api/password", &json!({ "current": PASSWORD, "password": new, "repeated": new })).await;
    let told = told(&app).await;
    assert_eq!(told.len(), 4);
    let said = "Personal cabinet: on 24.11.2026 15:30 the password was changed";
    assert_eq!(told.iter().filter(|message| words(message).starts_with(said)).count(), 2);
}

/// while the Fund or a gateway is silent a notice waits, also over a restart; each arrives once by each way.
#[tokio::test]
async fn a_notice_waits_for_its_gateways() {
    let mut app = TestApp::new().await;
    app.signed_in("aliya").await;
    app.outside.set_register(Register::Fund, Mode::OFF);
    assert!(told(&app).await.is_empty());
    app.outside.set_register(Register::Fund, Mode::ON);
    app.outside.set_register(Register::Sms, Mode::OFF);
    app.clock.advance(Duration::seconds(2) - Duration::MILLISECOND);
    assert!(told(&app).await.is_empty(), "a failed try is repeated after two seconds");
    app.clock.advance(Duration::MILLISECOND);
    let mailed = told(&app).await;
    assert_eq!(mailed.iter().map(|message| message.to.as_str()).collect::<Vec<_>>(), [MAIL]);
    app.restart(|_| {});
    app.outside.set_register(Register::Sms, Mode::ON);
    app.clock.advance(Duration::seconds(4));
    let all = told(&app).await;
    assert_eq!(all.iter().map(|message| message.to.as_str()).collect::<Vec<_>>(), [MAIL, SMS]);
    assert_eq!(token(&all[0]), token(&all[1]), "the link is the same after a restart");
    app.clock.advance(Duration::hours(1));
    assert_eq!(told(&app).await.len(), 2);
}

/// Two servers on one store send each notice once.
#[tokio::test(flavor = "multi_thread")]
async fn two_servers_send_a_notice_once() {
    let app = TestApp::new().await;
    app.signed_in("aliya").await;
    let second = app.second();
    let (first, second) = tokio::join!(deliver_due(&app.app), deliver_due(&second));
    assert_eq!(first.unwrap() + second.unwrap(), 2);
    assert_eq!(told(&app).await.len(), 2);
}

/// A gateway so slow that a batch takes longer than a server may keep it: what another server has taken meanwhile is sent by
/// that one alone, and what is being sent is not taken.
#[tokio::test(flavor = "multi_thread")]
async fn a_batch_that_takes_long_is_sent_once() {
    let mut app = TestApp::new().await;
    for persona in ["aliya", "gulnar", "daniyar"] {
        app.signed_in(persona).await;
    }
    let (clock, other, sent) = (app.clock.clone(), Arc::new(OnceLock::<App>::new()), Arc::new(Mutex::new(Vec::new())));
    let (second, seen) = (Arc::clone(&other), Arc::clone(&sent));
    let slow = Router::new().fallback(move |Json(message): Json<Value>| {
        let number = {
            let mut seen = seen.lock().unwrap();
            seen.push(message["id"].as_str().unwrap().to_owned());
            seen.len()
        };
        let (clock, second) = (clock.clone(), Arc::clone(&second));
        async move {
            if number <= 2 {
                clock.advance(Duration::seconds(45));
                deliver_due(second.get().unwrap()).await.unwrap();
            }
            StatusCode::ACCEPTED
        }
    });
    let origin = TestApp::own_system(slow).await;
    app.restart(|settings| settings.sms_url = origin);
    assert!(other.set(app.second()).is_ok());
    while deliver_due(&app.app).await.unwrap() > 0 {}
    let mut sent = sent.lock().unwrap().clone();
    sent.sort();
    let told = sent.len();
    sent.dedup();
    assert_eq!((told, sent.len()), (3, 3), "each by SMS once");
    let mailed = app.outside.messages().into_iter().filter(|message| message.text.contains("/not-me#")).count();
    assert_eq!(mailed, 3, "and once by mail");
}

/// a contact that another person has too, and a number of another country, are told nothing.
#[tokio::test]
async fn an_unfit_contact_is_told_nothing() {
    let app = TestApp::new().await;
    app.signed_in("aliya").await;
    let mut persona = app.persona("aliya");
    let contacts = &mut persona.fund.as_mut().unwrap().contacts;
    contacts[0].value = "+79265550107".to_owned();
    contacts[1].shared = true;
    app.outside.set_person(persona);
    assert!(told(&app).await.is_empty());
    app.clock.advance(Duration::days(1));
    assert!(told(&app).await.is_empty());
}

/// «It was not me» ends every session, once, and the password opens nothing until it is set anew; a note of it stays in the
/// history.
#[tokio::test]
async fn it_was_not_me() {
    let app = TestApp::new().await;
    let (browser, other) = (app.signed_in("aliya").await, app.signed_in("gulnar").await);
    let persona = app.persona("aliya");
    let notices = told(&app).await;
    let mine = token(notices.iter().find(|message| message.to == SMS).unwrap());
    assert_eq!(disown(&app.browser(), &mine).await, "204");
    assert_eq!(browser.get("/api/session").await.verdict(), "401 signed-out");
    assert_eq!(other.get("/api/session").await.verdict(), "200");
    assert_eq!(enter(&browser, &persona.iin, PASSWORD).await.verdict(), "403 password-blocked");
    app.clock.advance(Duration::days(6));
    assert_eq!(enter(&browser, &persona.iin, PASSWORD).await.verdict(), "403 password-blocked");
    assert_eq!(register(&app, &browser, &persona, PASSWORD).await.verdict(), "200");
    let history = browser.get("/api/entrances").await.json()["history"].clone();
    let events: Vec<&str> = history.as_array().unwrap().iter().map(|it| it["event"].as_str().unwrap()).collect();
    assert!(events.contains(&"disowned") && events.contains(&"password-reset"), "{events:?}");

    assert_eq!(disown(&browser, &mine).await, "404 not-found", "a notice is answered once");
    assert_eq!(browser.get("/api/session").await.verdict(), "200");
}

/// A link works for seven days, and only as it was sent.
#[tokio::test]
async fn a_link_is_good_for_seven_days() {
    let app = TestApp::new().await;
    app.signed_in("aliya").await;
    let sent = token(&told(&app).await[0]);
    let (id, digest) = sent.split_once('.').unwrap();
    let other = if digest.starts_with('0') { '1' } else { '0' };
    for forged in
        [id.to_owned(), format!("{id}."), format!("{id}.{other}{}", &digest[1..]), format!("x.{digest}"), String::new()]
    {
        assert_eq!(disown(&app.browser(), &forged).await, "404 not-found", "{forged}");
    }
    app.clock.advance(Duration::days(7));
    assert_eq!(disown(&app.browser(), &sent).await, "404 not-found");
    app.clock.advance(-Duration::MILLISECOND);
    assert_eq!(disown(&app.browser(), &sent).await, "204");
    let file = std::fs::read(app.folder().join("cabinet.db-wal")).unwrap_or_default();
    assert!(!String::from_utf8_lossy(&file).contains(digest), "the database alone does not give a link");
}

/// A code that was asked for before «it was not me» still sets a new password: it went to the owner's contact.
#[tokio::test]
async fn a_reset_lifts_the_block() {
    let app = TestApp::new().await;
    app.signed_in("aliya").await;
    let (browser, persona) = (app.browser(), app.persona("aliya"));
    app.clock.advance(Duration::minutes(1));
    let (id, digits) = robot::code(&app, &browser, &persona).await;
    let sent = token(&told(&app).await[0]);
    assert_eq!(disown(&browser, &sent).await, "204");
    assert_eq!(set_password(&browser, &id, &digits, PASSWORD).await.verdict(), "204");
    assert_eq!(enter(&browser, &persona.iin, PASSWORD).await.verdict(), "200");
}

/// «It was not me» is lifted by a code alone: whoever enters by key and changes the password by the one that was disowned
/// opens nothing with it.
#[tokio::test]
async fn a_change_in_the_cabinet_does_not_lift_the_block() {
    let app = TestApp::new().await;
    app.signed_in("aliya").await;
    let persona = app.persona("aliya");
    assert_eq!(disown(&app.browser(), &token(&told(&app).await[0])).await, "204");
    let door = Door::of(&app, "aliya");
    assert_eq!(door.enter(KeyKind::Auth, KeyState::Good).await.verdict(), "200");
    let new = "ақ бота 52 жайлау";
    let form = json!({ "current": PASSWORD, "password": new, "repeated": new });
    assert_eq!(door.browser.put("/api/password", &form).await.verdict(), "200");
    let browser = app.browser();
    assert_eq!(enter(&browser, &persona.iin, new).await.verdict(), "403 password-blocked");
    app.clock.advance(Duration::minutes(1));
    assert_eq!(register(&app, &browser, &persona, new).await.verdict(), "200");
}
