//! Signing in and out with IIN and password.

use crate::support::{PASSWORD, TestApp, address};
use serde_json::json;
use time::Duration;

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

/// the answer does not tell whether the IIN is known.
#[tokio::test]
async fn a_wrong_password_and_an_unknown_iin_look_alike() {
    let app = TestApp::new().await;
    app.signed_in("aliya").await;
    let browser = app.browser();
    let known = browser.post("/api/session", &login(&app.persona("aliya").iin, "another password")).await;
    let unknown = browser.post("/api/session", &login(&app.persona("gulnar").iin, "another password")).await;
    assert_eq!(known.verdict(), "401 wrong-credentials");
    assert_eq!(known.body, unknown.body);
    assert_eq!(known.status, unknown.status);
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

/// ten wrong passwords in a row pause this person at this address for 15 minutes, and nobody else.
#[tokio::test]
async fn ten_wrong_passwords_make_a_pause() {
    let app = TestApp::new().await;
    app.signed_in("aliya").await;
    let iin = app.persona("aliya").iin;
    let browser = app.browser();
    for _ in 0..10 {
        assert_eq!(browser.post("/api/session", &login(&iin, "wrong")).await.verdict(), "401 wrong-credentials");
    }
    let paused = browser.post("/api/session", &login(&iin, PASSWORD)).await;
    assert_eq!(paused.verdict(), "429 too-many-tries");
    assert_eq!(paused.json()["retry_after"], 900);
    assert_eq!(paused.header("retry-after"), "900");
    let elsewhere = app.browser().at(address(7));
    assert_eq!(elsewhere.post("/api/session", &login(&iin, PASSWORD)).await.verdict(), "200");
    app.clock.advance(Duration::minutes(15) - Duration::MILLISECOND);
    assert_eq!(browser.post("/api/session", &login(&iin, PASSWORD)).await.verdict(), "429 too-many-tries");
    app.clock.advance(Duration::MILLISECOND);
    assert_eq!(browser.post("/api/session", &login(&iin, PASSWORD)).await.verdict(), "200");
}

/// the right password forgets the wrong ones.
#[tokio::test]
async fn the_right_password_begins_the_count_anew() {
    let app = TestApp::new().await;
    app.signed_in("aliya").await;
    let iin = app.persona("aliya").iin;
    let browser = app.browser();
    for _ in 0..2 {
        for _ in 0..9 {
            assert_eq!(browser.post("/api/session", &login(&iin, "wrong")).await.verdict(), "401 wrong-credentials");
        }
        assert_eq!(browser.post("/api/session", &login(&iin, PASSWORD)).await.verdict(), "200");
    }
}

/// of fifty tries at once no more than ten are told that they are wrong.
#[tokio::test(flavor = "multi_thread")]
async fn parallel_tries_are_counted_one_by_one() {
    let app = TestApp::new().await;
    app.signed_in("aliya").await;
    let iin = app.persona("aliya").iin;
    let tries = (0..50).map(|_| {
        let (browser, form) = (app.browser(), login(&iin, "wrong"));
        tokio::spawn(async move { browser.post("/api/session", &form).await.verdict() })
    });
    let mut wrong = 0;
    for tried in tries.collect::<Vec<_>>() {
        wrong += u32::from(tried.await.unwrap() == "401 wrong-credentials");
    }
    assert_eq!(wrong, 10);
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
