//! Whom registration refuses and why, and what robots meet.

use crate::support::robot::{begin, code, digest, payload, proof, send_code, set_password, solve};
use crate::support::{Browser, PASSWORD, TestApp, address};
use base64ct::{Base64, Encoding};
use serde_json::{Value, json};
use simulators::modes::{Mode, Register};
use time::Duration;

/// whom the Fund does not know, and who has no contact there.
#[tokio::test]
async fn the_fund_must_know_the_person_and_a_contact() {
    let app = TestApp::new().await;
    let browser = app.browser();
    assert_eq!(begin(&browser, &app.persona("bolat").iin).await.verdict(), "404 person-not-found");
    assert_eq!(begin(&browser, &app.persona("olzhas").iin).await.verdict(), "409 no-contacts");
    app.outside.set_register(Register::Fund, Mode::OFF);
    let silent = begin(&browser, &app.persona("aliya").iin).await;
    assert_eq!(silent.verdict(), "503 register-silent");
    assert_eq!(silent.json()["register"], "fund");
}

/// a contact of another person too, and a phone of another country, get no code.
#[tokio::test]
async fn unfit_contacts_get_no_code() {
    let app = TestApp::new().await;
    let browser = app.browser();
    for (id, verdict) in [("nazgul", "409 contact-shared"), ("pavel", "409 contact-not-kazakhstan")] {
        let persona = app.persona(id);
        let begun = begin(&browser, &persona.iin).await.json();
        let answer = send_code(&browser, begun["id"].as_str().unwrap(), "c1").await;
        assert_eq!(answer.verdict(), verdict);
        assert!(app.outside.last_message_to(&persona.fund.unwrap().contacts[0].value).is_none(), "{id}");
    }
    let begun = begin(&browser, &app.persona("aliya").iin).await.json();
    let id = begun["id"].as_str().unwrap();
    for (contact, violation) in [(json!("c9"), "/contact not-offered"), (Value::Null, "/contact required")] {
        let answer = browser.post(&format!("/api/registration/{id}/code"), &json!({ "contact": contact })).await;
        assert_eq!(answer.violations(), [violation]);
    }
    assert_eq!(send_code(&browser, "unknown", "c1").await.verdict(), "404 not-found");
}

/// before anything is asked, the IIN must be one and the check must be there.
#[tokio::test]
async fn iin_and_check_are_wanted() {
    let app = TestApp::new().await;
    let browser = app.browser();
    for (form, violations) in [
        (json!({}), vec!["/iin required", "/proof required"]),
        (json!({ "iin": "780417403078", "proof": "x" }), vec!["/iin bad-checksum"]),
        (json!({ "iin": "780417403079" }), vec!["/proof required"]),
    ] {
        assert_eq!(browser.post("/api/registration", &form).await.violations(), violations, "{form}");
    }
}

async fn with_proof(app: &TestApp, browser: &Browser, proof: &str) -> String {
    let answer = browser.post("/api/registration", &json!({ "iin": app.persona("aliya").iin, "proof": proof })).await;
    match answer.verdict().as_str() {
        "422 robot-check" => answer.json()["reason"].as_str().unwrap().to_owned(),
        verdict => verdict.to_owned(),
    }
}

/// a proof that is wrong, spliced, foreign, too easy, expired or used is none.
#[tokio::test]
async fn robots_are_refused() {
    let mut app = TestApp::new().await;
    let browser = app.browser();
    let challenge = browser.get("/api/anti-robot").await.json();
    let solved = solve(&challenge, 50);
    let number =
        (0..=50).find(|it| challenge["challenge"] == digest(challenge["salt"].as_str().unwrap(), *it)).unwrap();

    for garbage in ["x", "////", &Base64::encode_string(b"{}"), &Base64::encode_string(b"[]")] {
        assert_eq!(with_proof(&app, &browser, garbage).await, "wrong", "{garbage}");
    }
    assert_eq!(with_proof(&app, &browser, &payload(&challenge, number + 1)).await, "wrong");
    let changed = |key: &str, value: Value| {
        let mut changed = challenge.clone();
        changed[key] = value;
        changed
    };
    let salt = challenge["salt"].as_str().unwrap();
    let later = salt.replace("expires=1", "expires=9");
    assert_eq!(with_proof(&app, &browser, &payload(&changed("salt", json!(later)), number)).await, "wrong");
    let spliced = format!("{salt}{}", number / 10);
    assert_eq!(with_proof(&app, &browser, &payload(&changed("salt", json!(spliced)), number % 10)).await, "wrong");
    assert_eq!(with_proof(&app, &browser, &payload(&changed("algorithm", json!("SHA-1")), number)).await, "wrong");
    let own = json!(digest("mine?expires=9999999999&max=50&", 1));
    let mut foreign = changed("challenge", own);
    foreign["salt"] = json!("mine?expires=9999999999&max=50&");
    assert_eq!(with_proof(&app, &browser, &payload(&foreign, 1)).await, "foreign");

    assert_eq!(with_proof(&app, &browser, &solved).await, "200");
    assert_eq!(with_proof(&app, &browser, &solved).await, "used");

    let waiting = proof(&browser).await;
    app.clock.advance(Duration::minutes(5) - Duration::SECOND);
    assert_eq!(with_proof(&app, &browser, &waiting).await, "200");
    let waiting = proof(&browser).await;
    app.clock.advance(Duration::minutes(5));
    assert_eq!(with_proof(&app, &browser, &waiting).await, "expired");

    let easy = proof(&browser).await;
    app.restart(|settings| settings.proof_of_work_max = 51);
    assert_eq!(with_proof(&app, &app.browser(), &easy).await, "too-easy");
}

/// a solution sent twenty times at once is taken once.
#[tokio::test(flavor = "multi_thread")]
async fn a_solution_is_taken_once() {
    let app = TestApp::new().await;
    let form = json!({ "iin": app.persona("aliya").iin, "proof": proof(&app.browser()).await });
    let tries: Vec<_> = (0..20)
        .map(|_| {
            let (browser, form) = (app.browser(), form.clone());
            tokio::spawn(async move { browser.post("/api/registration", &form).await.verdict() })
        })
        .collect();
    let mut begun = 0;
    for tried in tries {
        begun += u32::from(tried.await.unwrap() == "200");
    }
    assert_eq!(begun, 1);
}

/// «not found» is told only after the check, and only so often to one address.
#[tokio::test]
async fn one_address_begins_only_so_often() {
    let app = TestApp::with(|settings| settings.registrations_per_address = 3).await;
    let (browser, nobody) = (app.browser(), app.persona("bolat").iin);
    for _ in 0..3 {
        assert_eq!(begin(&browser, &nobody).await.verdict(), "404 person-not-found");
    }
    let slowed = begin(&browser, &nobody).await;
    assert_eq!(slowed.verdict(), "429 too-many-tries");
    assert_eq!(slowed.json()["retry_after"], 300);
    let elsewhere = app.browser().at(address(8));
    assert_eq!(begin(&elsewhere, &nobody).await.verdict(), "404 person-not-found");
    app.clock.advance(Duration::minutes(5));
    assert_eq!(begin(&browser, &nobody).await.verdict(), "404 person-not-found");
}

/// what a password and a code must be; every violation comes at once.
#[tokio::test]
async fn a_password_is_long_and_hard_to_guess() {
    let app = TestApp::new().await;
    let (browser, persona) = (app.browser(), app.persona("aliya"));
    let (id, digits) = code(&app, &browser, &persona).await;
    let long = "ә".repeat(129);
    for (code, password, repeated, violations) in [
        ("", "", "", vec!["/code required", "/password required", "/repeated required"]),
        ("12345", PASSWORD, PASSWORD, vec!["/code wrong-length"]),
        ("12345б", PASSWORD, PASSWORD, vec!["/code wrong-letter"]),
        (&digits, "tulpar 47 kk", "tulpar 47 kz", vec!["/repeated mismatch"]),
        (&digits, "tulpar 47 k", "tulpar 47 k", vec!["/password too-short"]),
        (&digits, &long, &long, vec!["/password too-long"]),
        (&digits, "password1234", "password1234", vec!["/password guessable"]),
        (&digits, "aaaaaaaaaaaaaa", "aaaaaaaaaaaaaa", vec!["/password guessable"]),
        (&digits, "my 780417403079!", "my 780417403079!", vec!["/password guessable"]),
        (&digits, "7015550117 dala", "7015550117 dala", vec!["/password guessable"]),
        (&digits, "сейітқали тұлпар", "сейітқали тұлпар", vec!["/password guessable"]),
        (&digits, "enpf tulpar dala", "enpf tulpar dala", vec!["/password guessable"]),
    ] {
        let form = json!({ "code": code, "password": password, "repeated": repeated });
        let answer = browser.post(&format!("/api/registration/{id}/password"), &form).await;
        assert_eq!(answer.violations(), violations, "{code} {password}");
    }
    // None of it was a try: the code is as good as new, typed with a space.
    let spaced = format!("{} {}", &digits[..3], &digits[3..]);
    assert_eq!(set_password(&browser, &id, &spaced, PASSWORD).await.verdict(), "204");
    assert_eq!(set_password(&browser, "unknown", &digits, PASSWORD).await.verdict(), "404 not-found");
}

/// without a code there is nothing to try; after an hour registration starts again.
#[tokio::test]
async fn a_registration_without_a_code_and_an_old_one() {
    let app = TestApp::new().await;
    let browser = app.browser();
    let begun = begin(&browser, &app.persona("aliya").iin).await.json();
    let id = begun["id"].as_str().unwrap();
    assert_eq!(set_password(&browser, id, "000000", PASSWORD).await.verdict(), "410 code-expired");
    app.clock.advance(Duration::hours(1));
    assert_eq!(send_code(&browser, id, "c1").await.verdict(), "404 not-found");
    assert_eq!(set_password(&browser, id, "000000", PASSWORD).await.verdict(), "404 not-found");
}

/// a message that cannot be handed over is told, and another can be asked for at once.
#[tokio::test]
async fn a_silent_gateway_is_told() {
    let app = TestApp::new().await;
    let browser = app.browser();
    let begun = begin(&browser, &app.persona("aliya").iin).await.json();
    let id = begun["id"].as_str().unwrap();
    for (register, contact) in [(Register::Sms, "c1"), (Register::Mail, "c2")] {
        app.outside.set_register(register, Mode::OFF);
        assert_eq!(send_code(&browser, id, contact).await.verdict(), "503 message-not-sent");
        app.outside.set_register(register, Mode::ON);
    }
    let sent = send_code(&browser, id, "c1").await;
    assert_eq!(sent.verdict(), "200");
    assert_eq!(sent.json()["number"], 3);
}

async fn counted(app: &TestApp, kind: &'static str) -> i64 {
    let count = "select count(*) from throttle where kind = $1";
    app.app.store.read(move |db| db.one::<(i64,)>(count, &[&kind])).await.unwrap().unwrap().0
}

/// codes that certainly never came are counted nowhere, however often they were asked for.
#[tokio::test]
async fn codes_that_never_came_count_for_nothing() {
    let nowhere = "127.0.0.1:1";
    let mut app = TestApp::new().await;
    let (sms, mail) = (app.settings.sms_url.clone(), app.settings.smtp_url.clone());
    let begun = begin(&app.browser(), &app.persona("aliya").iin).await.json();
    let id = begun["id"].as_str().unwrap();
    for (register, contact) in [(Register::Sms, "c1"), (Register::Mail, "c2")] {
        app.outside.set_register(register, Mode::OFF);
        for _ in 0..6 {
            assert_eq!(send_code(&app.browser(), id, contact).await.verdict(), "503 message-not-sent");
        }
        app.outside.set_register(register, Mode::ON);
    }
    app.restart(|settings| {
        settings.sms_url = format!("http://{nowhere}");
        settings.smtp_url = format!("smtp://{nowhere}");
    });
    for contact in ["c1", "c2"] {
        for _ in 0..6 {
            assert_eq!(send_code(&app.browser(), id, contact).await.verdict(), "503 message-not-sent");
        }
    }
    app.restart(|settings| (settings.sms_url, settings.smtp_url) = (sms, mail));
    for kind in ["code-to-person", "code-to-contact", "code-a-minute"] {
        assert_eq!(counted(&app, kind).await, 0, "{kind}");
    }
    assert_eq!(send_code(&app.browser(), id, "c1").await.verdict(), "200");
}

/// a code that may have come after all stays counted for its person and contact; another may be asked for at once.
#[tokio::test]
async fn a_code_that_may_have_come_stays_counted() {
    let app = TestApp::new().await;
    let begun = begin(&app.browser(), &app.persona("aliya").iin).await.json();
    let id = begun["id"].as_str().unwrap();
    for (number, register, contact) in [(1, Register::Sms, "c1"), (2, Register::Mail, "c2")] {
        app.outside.set_register(register, Mode::SILENT);
        assert_eq!(send_code(&app.browser(), id, contact).await.verdict(), "503 message-not-sent");
        for (kind, counts) in [("code-to-person", number), ("code-to-contact", number), ("code-a-minute", 0)] {
            assert_eq!(counted(&app, kind).await, counts, "{kind}");
        }
    }
}

/// who leaves while a code is on its way leaves nothing half done: it is sent, or what it was counted for is taken back.
#[tokio::test]
async fn a_code_is_seen_through_when_nobody_waits() {
    let app = TestApp::new().await;
    let persona = app.persona("aliya");
    let begun = begin(&app.browser(), &persona.iin).await.json();
    let id = begun["id"].as_str().unwrap();
    let contact = &persona.fund.as_ref().unwrap().contacts[0].value;
    app.outside.set_register(Register::Sms, Mode::slow(1_500));
    let (browser, leaving) = (app.browser(), std::time::Duration::from_millis(200));
    assert!(tokio::time::timeout(leaving, send_code(&browser, id, "c1")).await.is_err(), "still on its way");
    for _ in 0..500 {
        if app.outside.last_message_to(contact).is_some() {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    panic!("the code was given up");
}
