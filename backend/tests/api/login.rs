//! Signing in and out with IIN and password.

use crate::signature_login::Door;
use crate::support::{PASSWORD, TestApp};
use argon2::password_hash::{PasswordHasher, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use backend::keys::Keys;
use backend::store::accounts;
use serde_json::json;
use shared::values::iin::Iin;
use simulators::authority::{KeyKind, KeyState};

fn login(iin: &str, password: &str) -> serde_json::Value {
    json!({ "iin": iin, "password": password })
}

/// IIN and password open the cabinet of whoever they belong to.
#[tokio::test]
async fn iin_and_password_open_the_cabinet() {
    let app = TestApp::new().await;
    app.signed_in("aliya").await;
    let iin = app.persona("aliya").iin;
    let browser = app.browser();
    let answer = browser.post("/api/session", &login(&iin, PASSWORD)).await;
    assert_eq!(answer.verdict(), "200");
    assert_eq!(answer.json()["iin"], iin);
    assert_eq!(answer.json()["name"]["given"], "ӘЛИЯ");
    assert_eq!(browser.get("/api/session").await.json()["iin"], iin);
}

/// without a session nothing of a person is shown; signing out ends it on the server too.
#[tokio::test]
async fn without_a_session_nothing_is_shown() {
    let app = TestApp::new().await;
    let browser = app.browser();
    assert_eq!(browser.get("/api/session").await.verdict(), "401 signed-out");
    browser.set_cookie(Some("session=0000"));
    assert_eq!(browser.get("/api/session").await.verdict(), "401 signed-out");

    let browser = app.signed_in("aliya").await;
    let cookie = browser.cookie().unwrap();
    assert_eq!(browser.delete("/api/session").await.verdict(), "204");
    assert_eq!(browser.cookie(), None, "the browser forgets the cookie");
    browser.set_cookie(Some(&cookie));
    assert_eq!(browser.get("/api/session").await.verdict(), "401 signed-out");
}

/// the answer does not tell whether the IIN is known, nor does the work behind it: one run of the hash each.
#[tokio::test]
async fn a_wrong_password_and_an_unknown_iin_look_alike() {
    let app = TestApp::new().await;
    app.signed_in("aliya").await;
    let browser = app.browser();
    let mut answers = Vec::new();
    for id in ["aliya", "gulnar"] {
        let before = app.app.passwords.runs();
        let answer = browser.post("/api/session", &login(&app.persona(id).iin, "another password")).await;
        assert_eq!(app.app.passwords.runs() - before, 1, "{id}");
        answers.push((answer.status, answer.headers, answer.body));
    }
    assert_eq!(answers[0], answers[1], "status, headers and body to the byte");
    assert_eq!(answers[0].0, 401);
}

/// who only ever entered by a key has no password, and no password is right; with the same work as ever.
#[tokio::test]
async fn without_a_password_none_is_right() {
    let app = TestApp::new().await;
    assert_eq!(Door::of(&app, "aliya").enter(KeyKind::Auth, KeyState::Good).await.verdict(), "200");
    let before = app.app.passwords.runs();
    for password in [PASSWORD, "x"] {
        let answer = app.browser().post("/api/session", &login(&app.persona("aliya").iin, password)).await;
        assert_eq!(answer.verdict(), "401 wrong-credentials");
    }
    assert_eq!(app.app.passwords.runs() - before, 2);
}

/// a hash that was counted more cheaply than hashes are now is replaced when its owner enters.
#[tokio::test]
async fn a_weak_hash_is_replaced_at_the_entrance() {
    let app = TestApp::new().await;
    app.signed_in("aliya").await;
    let iin: Iin = app.persona("aliya").iin.parse().unwrap();
    let pepper = Keys::read(&app.settings.key_file()).unwrap().pepper;
    let cheap = Params::new(1024, 1, 1, None).unwrap();
    let hasher = Argon2::new_with_secret(&pepper, Algorithm::Argon2id, Version::V0x13, cheap).unwrap();
    let salt = SaltString::encode_b64(&[7; 16]).unwrap();
    let weak = hasher.hash_password(PASSWORD.as_bytes(), &salt).unwrap().to_string();
    let kept = |app: &TestApp| {
        let store = app.app.store.clone();
        async move { store.read(move |db| accounts::find(db, &iin)).await.unwrap().unwrap() }
    };
    let account = accounts::Account { password: Some(weak.clone()), ..kept(&app).await };
    app.app.store.write(move |db| accounts::set_password(db, &iin, &account, 0)).await.unwrap();

    let browser = app.browser();
    assert_eq!(browser.post("/api/session", &login(iin.as_str(), "wrong")).await.verdict(), "401 wrong-credentials");
    assert_eq!(kept(&app).await.password.as_ref(), Some(&weak), "a wrong password changes nothing");
    let before = app.app.passwords.runs();
    assert_eq!(browser.post("/api/session", &login(iin.as_str(), PASSWORD)).await.verdict(), "200");
    assert_eq!(app.app.passwords.runs() - before, 2);
    let strong = kept(&app).await.password.unwrap();
    assert!(strong.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{strong}");
    let before = app.app.passwords.runs();
    assert_eq!(browser.post("/api/session", &login(iin.as_str(), PASSWORD)).await.verdict(), "200");
    assert_eq!(app.app.passwords.runs() - before, 1, "once is enough");
}

/// length, date, century and checksum are looked at before anything is asked.
#[tokio::test]
async fn an_impossible_iin_is_refused_by_its_form() {
    let app = TestApp::new().await;
    let browser = app.browser();
    for (iin, password, violations) in [
        ("", "x", vec!["/iin required"]),
        ("78041740307", "x", vec!["/iin wrong-length"]),
        ("780417403078", "x", vec!["/iin bad-checksum"]),
        ("781317403079", "x", vec!["/iin bad-date"]),
        ("780417903079", "x", vec!["/iin bad-date"]),
        ("7804174o3079", "x", vec!["/iin wrong-letter"]),
        ("", "", vec!["/iin required", "/password required"]),
    ] {
        let answer = browser.post("/api/session", &login(iin, password)).await;
        assert_eq!(answer.verdict(), "422 invalid-form", "{iin}");
        assert_eq!(answer.violations(), violations, "{iin}");
    }
}

/// by the state's record the person is dead; the cabinet does not open, and while the register is silent it does.
#[tokio::test]
async fn a_death_record_closes_the_cabinet() {
    let app = TestApp::new().await;
    app.signed_in("aliya").await;
    let mut persona = app.persona("aliya");
    let form = login(&persona.iin, PASSWORD);
    persona.register.as_mut().unwrap().life = simulators::records::Life::Dead;
    app.outside.set_person(persona.clone());
    let refused = app.browser().post("/api/session", &form).await;
    assert_eq!(refused.verdict(), "409 refused");
    assert_eq!(refused.json()["refusals"], json!([{ "reason": "life-status" }]));
    app.outside.set_register(simulators::modes::Register::PersonRegister, simulators::modes::Mode::OFF);
    assert_eq!(app.browser().post("/api/session", &form).await.verdict(), "200");
}

/// What stands beyond the form is ignored.
#[tokio::test]
async fn what_a_client_adds_is_ignored() {
    let app = TestApp::new().await;
    app.signed_in("aliya").await;
    let mut form = login(&app.persona("aliya").iin, PASSWORD);
    form["admin"] = true.into();
    assert_eq!(app.browser().post("/api/session", &form).await.verdict(), "200");
}
