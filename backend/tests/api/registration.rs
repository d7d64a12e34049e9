//! Registration in four steps and the life of its code.

use crate::support::robot::{another, begin, begin_for, code, enter, register, send_code, set_password};
use crate::support::{PASSWORD, TestApp};
use serde_json::json;
use shared::texts::{Language, Texts};
use simulators::modes::{Mode, Register};
use time::Duration;

/// alone, by a code to a contact on file, a person gets a
/// password, and with it enters: setting it begins no session.
#[tokio::test]
async fn four_steps_open_the_cabinet() {
    let app = TestApp::new().await;
    let (browser, persona) = (app.browser(), app.persona("aliya"));
    let begun = begin(&browser, &persona.iin).await;
    assert_eq!(begun.verdict(), "200");
    let begun = begun.json();
    assert_eq!(
        begun["contacts"],
        json!([
            { "id": "c1", "channel": "sms", "masked": "+7 701 *** ** 17" },
            { "id": "c2", "channel": "email", "masked": "a***i@posta.example" },
        ])
    );
    let id = begun["id"].as_str().unwrap();
    let sent = send_code(&browser, id, "c1").await;
    assert_eq!(
        sent.json(),
        json!({ "number": 1, "contact": begun["contacts"][0], "valid_for": 900, "resend_after": 60 })
    );
    let digits = app.code_sent_to("+77015550117");
    assert!(digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_digit()), "{digits}");
    let set = set_password(&browser, id, &digits, PASSWORD).await;
    assert_eq!((set.verdict().as_str(), set.header("set-cookie")), ("204", ""));
    assert_eq!(browser.get("/api/session").await.verdict(), "401 signed-out");
    let entered = enter(&browser, &persona.iin, PASSWORD).await;
    assert_eq!(entered.verdict(), "200");
    assert_eq!(entered.json()["name"]["surname"], "СЕЙІТҚАЛИ");
    assert_eq!(browser.get("/api/session").await.json()["iin"], persona.iin);
}

/// the code goes by mail too, in the person's language, with its number and the line for our page alone.
#[tokio::test]
async fn the_message_is_in_the_persons_language() {
    for language in Language::ALL {
        let app = TestApp::new().await;
        let browser = app.browser();
        let begun = begin(&browser, &app.persona("aliya").iin).await.json();
        let path = format!("/api/registration/{}/code", begun["id"].as_str().unwrap());
        for (number, contact, to) in [("1", "c2", "aliya.seiitkali@posta.example"), ("2", "c1", "+77015550117")] {
            let sent = browser.post(&path, &json!({ "contact": contact, "language": language.code() })).await;
            assert_eq!(sent.verdict(), "200");
            let message = app.outside.last_message_to(to).unwrap();
            let digits = app.code_sent_to(to);
            let texts = Texts::of(language);
            let said = texts.say("message-code", &[("number", number), ("code", &digits), ("minutes", "15")]);
            assert_eq!(message.text.replace("\r\n", "\n").trim_end(), format!("{said}\n\n@127.0.0.1 #{digits}"));
            if to.contains('@') {
                assert_eq!(message.subject.as_deref(), Some(texts.get("message-code-subject").as_str()));
            }
            app.clock.advance(Duration::minutes(1));
        }
    }
}

/// no answer before login holds a contact as it is.
#[tokio::test]
async fn no_answer_before_login_holds_a_contact() {
    let app = TestApp::new().await;
    for id in ["aliya", "gulnar", "daniyar", "zhanna", "nazgul", "pavel"] {
        let (browser, persona) = (app.browser(), app.persona(id));
        let begun = begin(&browser, &persona.iin).await;
        let registration = begun.json()["id"].as_str().unwrap().to_owned();
        let mut said = begun.text();
        for contact in &persona.fund.as_ref().unwrap().contacts {
            said += &send_code(&browser, &registration, &contact.id).await.text();
            said += &set_password(&browser, &registration, "000000", PASSWORD).await.text();
            app.clock.advance(Duration::minutes(1));
        }
        for contact in persona.fund.unwrap().contacts {
            let secret = contact.value.trim_start_matches("+7").split('@').next().unwrap();
            assert!(!said.contains(secret), "{id}: {said}");
        }
    }
}

/// valid while now < sent + 15 minutes by the server's clock; then it is expired, and a new one works.
#[tokio::test]
async fn a_code_lives_fifteen_minutes() {
    for (after, verdict) in [
        (Duration::ZERO, "204"),
        (Duration::minutes(14) + Duration::seconds(59), "204"),
        (Duration::minutes(15) - Duration::MILLISECOND, "204"),
        (Duration::minutes(15), "410 code-expired"),
        (Duration::minutes(16), "410 code-expired"),
    ] {
        let app = TestApp::new().await;
        let (browser, persona) = (app.browser(), app.persona("aliya"));
        let (id, digits) = code(&app, &browser, &persona).await;
        app.clock.advance(after);
        assert_eq!(set_password(&browser, &id, &digits, PASSWORD).await.verdict(), verdict, "after {after}");
        if verdict != "204" {
            assert_eq!(send_code(&browser, &id, "c1").await.verdict(), "200");
            let fresh = app.code_sent_to("+77015550117");
            assert_eq!(set_password(&browser, &id, &fresh, PASSWORD).await.verdict(), "204");
        }
    }
}

/// a setting makes a code live less; message, answers and pages say how long.
#[tokio::test]
async fn a_setting_makes_a_code_live_less() {
    for minutes in [1, 10] {
        let app = TestApp::with(|settings| settings.code_minutes = minutes).await;
        let (browser, persona) = (app.browser(), app.persona("aliya"));
        assert_eq!(browser.get("/api/config").await.json()["code_minutes"], minutes);
        let id = begin(&browser, &persona.iin).await.json()["id"].as_str().unwrap().to_owned();
        let give = async |after: Duration| {
            let sent = send_code(&browser, &id, "c1").await;
            assert_eq!(sent.json()["valid_for"], minutes * 60);
            let message = app.outside.last_message_to("+77015550117").unwrap().text;
            assert!(message.contains(&format!(". {minutes} минут жарамды.")), "{message}");
            app.clock.advance(after);
            set_password(&browser, &id, &app.code_sent_to("+77015550117"), PASSWORD).await
        };
        let life = Duration::minutes(minutes.into());
        let expired = give(life).await;
        assert_eq!((expired.verdict().as_str(), &expired.json()["minutes"]), ("410 code-expired", &json!(minutes)));
        assert_eq!(give(life - Duration::MILLISECOND).await.verdict(), "204");
    }
}

/// five tries; the fifth wrong one kills the code, the right one after it is too late.
#[tokio::test]
async fn a_code_dies_at_the_fifth_wrong_try() {
    let app = TestApp::new().await;
    let (browser, persona) = (app.browser(), app.persona("aliya"));
    let (id, digits) = code(&app, &browser, &persona).await;
    let wrong = another(&digits);
    for left in [4, 3, 2, 1] {
        let tried = set_password(&browser, &id, wrong, PASSWORD).await;
        assert_eq!(tried.verdict(), "422 wrong-code");
        assert_eq!(tried.json()["tries_left"], left);
    }
    assert_eq!(set_password(&browser, &id, wrong, PASSWORD).await.verdict(), "410 code-used-up");
    assert_eq!(set_password(&browser, &id, &digits, PASSWORD).await.verdict(), "410 code-used-up");
}

/// the fourth wrong try leaves one, which may be the right one.
#[tokio::test]
async fn the_fifth_try_may_be_right() {
    let app = TestApp::new().await;
    let (browser, persona) = (app.browser(), app.persona("aliya"));
    let (id, digits) = code(&app, &browser, &persona).await;
    for _ in 0..4 {
        set_password(&browser, &id, another(&digits), PASSWORD).await;
    }
    assert_eq!(set_password(&browser, &id, &digits, PASSWORD).await.verdict(), "204");
}

/// another code after a minute; then only the newest works.
#[tokio::test]
async fn another_code_replaces_the_first_after_a_minute() {
    let app = TestApp::new().await;
    let (browser, persona) = (app.browser(), app.persona("aliya"));
    let (id, first) = code(&app, &browser, &persona).await;
    app.clock.advance(Duration::seconds(60) - Duration::MILLISECOND);
    let soon = send_code(&browser, &id, "c1").await;
    assert_eq!(soon.verdict(), "429 resend-too-soon");
    assert_eq!(soon.json()["retry_after"], 1);
    assert_eq!(soon.header("retry-after"), "1");
    app.clock.advance(Duration::MILLISECOND);
    let sent = send_code(&browser, &id, "c1").await;
    assert_eq!(sent.json()["number"], 2);
    let second = app.code_sent_to("+77015550117");
    assert_ne!(first, second);
    assert_eq!(set_password(&browser, &id, &first, PASSWORD).await.verdict(), "422 wrong-code");
    assert_eq!(set_password(&browser, &id, &second, PASSWORD).await.verdict(), "204");
}

/// the minute is the contact's and not the registration's: who begins anew, for whatever purpose, waits as long.
/// Another contact is another matter, and a message that was not taken costs no minute.
#[tokio::test]
async fn a_contact_gets_one_code_a_minute() {
    let app = TestApp::new().await;
    let (browser, persona) = (app.browser(), app.persona("aliya"));
    code(&app, &browser, &persona).await;
    let ask = async |purpose, contact| {
        let begun = begin_for(&browser, &persona.iin, purpose).await.json();
        send_code(&browser, begun["id"].as_str().unwrap(), contact).await
    };
    for (passed, retry_after) in [(Duration::ZERO, 60), (Duration::minutes(1) - Duration::MILLISECOND, 1)] {
        app.clock.advance(passed);
        for purpose in ["password", "entrance"] {
            let soon = ask(purpose, "c1").await;
            assert_eq!(soon.verdict(), "429 resend-too-soon", "{purpose} after {passed}");
            assert_eq!(soon.header("retry-after"), retry_after.to_string());
        }
    }
    assert_eq!(app.outside.messages().len(), 1);
    assert_eq!(ask("entrance", "c2").await.verdict(), "200");
    app.clock.advance(Duration::MILLISECOND);
    app.outside.set_register(Register::Sms, Mode::OFF);
    assert_eq!(ask("entrance", "c1").await.verdict(), "503 message-not-sent");
    app.outside.set_register(Register::Sms, Mode::ON);
    app.clock.advance(Duration::seconds(20));
    assert_eq!(ask("password", "c1").await.verdict(), "200");
    assert_eq!(ask("password", "c1").await.verdict(), "429 resend-too-soon");
}

/// a code belongs to its registration.
#[tokio::test]
async fn a_code_fits_its_own_registration_alone() {
    let app = TestApp::new().await;
    let browser = app.browser();
    let (aliya, aliyas) = code(&app, &browser, &app.persona("aliya")).await;
    let (gulnar, gulnars) = code(&app, &browser, &app.persona("gulnar")).await;
    assert_eq!(set_password(&browser, &gulnar, &aliyas, PASSWORD).await.verdict(), "422 wrong-code");
    assert_eq!(set_password(&browser, &aliya, &gulnars, PASSWORD).await.verdict(), "422 wrong-code");
    assert_eq!(set_password(&browser, &aliya, &aliyas, PASSWORD).await.verdict(), "204");
}

/// the same way sets a new password, and every other session ends.
#[tokio::test]
async fn a_new_password_ends_the_other_sessions() {
    let app = TestApp::new().await;
    let old = app.signed_in("aliya").await;
    let other = app.signed_in("gulnar").await;
    let (new, persona) = (app.browser(), app.persona("aliya"));
    app.clock.advance(Duration::minutes(1));
    assert_eq!(register(&app, &new, &persona, "another long password").await.verdict(), "200");
    assert_eq!(old.get("/api/session").await.verdict(), "401 signed-out");
    assert_eq!(new.get("/api/session").await.verdict(), "200");
    assert_eq!(other.get("/api/session").await.verdict(), "200");
    let login = |password: &str| json!({ "iin": persona.iin, "password": password });
    assert_eq!(app.browser().post("/api/session", &login(PASSWORD)).await.verdict(), "401 wrong-credentials");
    assert_eq!(app.browser().post("/api/session", &login("another long password")).await.verdict(), "200");
}

/// whom the state's record has as dead nobody registers.
#[tokio::test]
async fn a_death_record_ends_registration() {
    let app = TestApp::new().await;
    let refused = register(&app, &app.browser(), &app.persona("rakhim"), PASSWORD).await;
    assert_eq!(refused.verdict(), "409 refused");
    assert_eq!(refused.json()["refusals"], json!([{ "reason": "life-status" }]));
}
