//! The server's clock goes back: by an hour, which is noticed, or by a step too small to be noticed. Neither gains anybody anything.

use crate::signature_login::{Door, challenge, post};
use crate::support::robot::{
    another, begin, code, code_for, enter, enter_code, enter_with_code, proof, send_code, set_password,
};
use crate::support::{Browser, PASSWORD, TestApp};
use rusqlite::Connection;
use serde_json::json;
use simulators::authority::{KeyKind, KeyState};
use time::Duration;

const WRONG: &str = "another long password";

/// Steps that no server can tell from the clock of another.
const STEPS: [Duration; 3] = [Duration::MILLISECOND, Duration::SECOND, Duration::seconds(2)];

/// who sets the clock back by an hour gains neither a code, nor a try, nor a proof of work.
#[tokio::test]
async fn a_clock_set_back_opens_nothing() {
    let app = TestApp::new().await;
    app.signed_in("aliya").await;
    let (browser, persona) = (app.browser(), app.persona("aliya"));
    let back = || app.clock.advance(-Duration::hours(1));

    let used = proof(&browser).await;
    let form = json!({ "iin": persona.iin, "proof": used });
    assert_eq!(browser.post("/api/registration", &form).await.verdict(), "200");
    app.clock.advance(Duration::minutes(10));
    begin(&browser, &persona.iin).await;
    app.clock.advance(-Duration::minutes(10));
    assert_eq!(browser.post("/api/registration", &form).await.json()["reason"], "used", "also after it expired once");

    app.clock.advance(Duration::minutes(1));
    let (id, digits) = code(&app, &browser, &persona).await;
    for _ in 0..4 {
        enter(&browser, &persona.iin, WRONG).await;
    }
    back();
    assert_eq!(enter(&browser, &persona.iin, PASSWORD).await.verdict(), "429 too-many-tries");
    assert_eq!(set_password(&browser, &id, &digits, PASSWORD).await.verdict(), "410 code-expired");
    app.clock.advance(Duration::hours(1));
    assert_eq!(set_password(&browser, &id, &digits, PASSWORD).await.verdict(), "410 code-expired", "for good");
    app.clock.advance(Duration::minutes(1));
    let (id, digits) = code(&app, &browser, &persona).await;
    assert_eq!(set_password(&browser, &id, &digits, PASSWORD).await.verdict(), "204");
    back();
    assert_eq!(set_password(&browser, &id, &digits, PASSWORD).await.verdict(), "410 code-used-up");

    app.clock.advance(Duration::hours(1) + Duration::minutes(1));
    let (id, digits) = code(&app, &browser, &persona).await;
    for _ in 0..5 {
        set_password(&browser, &id, another(&digits), PASSWORD).await;
    }
    back();
    assert_eq!(set_password(&browser, &id, &digits, PASSWORD).await.verdict(), "410 code-used-up");
    let ask = async |contact| {
        let begun = begin(&browser, &persona.iin).await.json();
        send_code(&browser, begun["id"].as_str().unwrap(), contact).await.verdict()
    };
    assert_eq!(ask("c1").await, "429 resend-too-soon", "a minute after a message that is still to come");
    assert_eq!(ask("c2").await, "200");
    app.clock.advance(Duration::minutes(1));
    let verdict = ask("c2").await;
    assert_eq!(verdict, "429 too-many-tries", "five messages within the hour, whichever hour the clock shows");
}

/// a code that somebody was told to be over, by whichever way it was given.
#[tokio::test]
async fn a_code_found_over_stays_over() {
    for step in STEPS {
        for purpose in ["password", "entrance"] {
            let app = TestApp::new().await;
            app.signed_in("aliya").await;
            app.clock.advance(Duration::minutes(1));
            let (browser, persona) = (app.browser(), app.persona("aliya"));
            let (id, digits) = code_for(&app, &browser, &persona, purpose).await;
            let give = async || match purpose {
                "password" => set_password(&browser, &id, &digits, PASSWORD).await.verdict(),
                _ => enter_with_code(&browser, &id, &digits, PASSWORD).await.verdict(),
            };
            app.clock.advance(Duration::minutes(15));
            assert_eq!(give().await, "410 code-expired");
            app.clock.advance(-step);
            assert_eq!(give().await, "410 code-expired", "{purpose} {step}");
            if purpose == "password" {
                let verdict = enter_code(&browser, &persona.iin, &digits, PASSWORD).await.verdict();
                assert_eq!(verdict, "410 code-expired", "{step}");
            }
            let (id, digits) = code_for(&app, &browser, &persona, purpose).await;
            app.clock.advance(Duration::minutes(15) - step);
            let given = async |id: &str| match purpose {
                "password" => set_password(&browser, id, &digits, PASSWORD).await.verdict(),
                _ => enter_with_code(&browser, id, &digits, PASSWORD).await.verdict(),
            };
            assert!(given(&id).await.starts_with("20"), "one change away: nobody was told that it is over");
        }
    }
}

/// a login challenge that somebody was told to be over.
#[tokio::test]
async fn a_challenge_found_over_stays_over() {
    let app = TestApp::new().await;
    let door = Door::of(&app, "aliya");
    for step in STEPS {
        let given = challenge(&door.browser).await;
        let cms = door.sign(&given.text, KeyKind::Auth, KeyState::Good);
        app.clock.advance(Duration::minutes(5));
        assert_eq!(post(&door.browser, &given.id, &cms).await.verdict(), "410 challenge-expired");
        app.clock.advance(-step);
        assert_eq!(post(&door.browser, &given.id, &cms).await.verdict(), "410 challenge-expired", "{step}");
    }
    let given = challenge(&door.browser).await;
    app.clock.advance(Duration::minutes(5) - Duration::MILLISECOND);
    let cms = door.sign(&given.text, KeyKind::Auth, KeyState::Good);
    assert_eq!(post(&door.browser, &given.id, &cms).await.verdict(), "200", "one change away");
}

/// How a session is met: by a look that is no sign of life, by reading, by a change.
async fn met(browser: &Browser, by: &str) -> String {
    match by {
        "POST /api/session/renewal" => browser.post("/api/session/renewal", &json!({})).await.verdict(),
        _ => browser.get(by).await.verdict(),
    }
}

/// a session that somebody was told to be over, left alone for 15 minutes or 12 hours old.
#[tokio::test]
async fn a_session_found_over_stays_over() {
    let app = TestApp::new().await;
    app.signed_in("aliya").await;
    let iin = app.persona("aliya").iin;
    for step in STEPS {
        for by in ["/api/session", "/api/applications", "/api/entrances", "POST /api/session/renewal"] {
            for hours in [0, 12] {
                let browser = app.browser();
                assert_eq!(enter(&browser, &iin, PASSWORD).await.verdict(), "200");
                for _ in 0..hours * 6 {
                    app.clock.advance(Duration::minutes(10) - Duration::MILLISECOND);
                    assert_eq!(met(&browser, "POST /api/session/renewal").await, "200");
                }
                app.clock.advance(if hours == 0 { Duration::minutes(15) } else { Duration::milliseconds(72) });
                let cookie = browser.cookie();
                assert_eq!(met(&browser, by).await, "401 signed-out", "{by} after {hours} hours");
                app.clock.advance(-step);
                browser.set_cookie(cookie.as_deref());
                for by in [by, "/api/session", "POST /api/session/renewal"] {
                    assert_eq!(met(&browser, by).await, "401 signed-out", "{by} {step} after {hours} hours");
                }
            }
        }
    }
}

/// What ends a session costs a write once; a session that stands, and a cookie of none, cost nothing.
#[tokio::test]
async fn only_a_session_found_over_costs_a_write() {
    let app = TestApp::new().await;
    let (browser, stranger) = (app.signed_in("aliya").await, app.browser());
    stranger.set_cookie(Some("session=0123456789abcdef"));
    let watching = Connection::open(&app.settings.database).unwrap();
    let version = || watching.query_row("pragma data_version", [], |row| row.get::<_, i64>(0)).unwrap();
    let mut last = version();
    let mut has_written = || std::mem::replace(&mut last, version()) != last;
    for _ in 0..3 {
        assert_eq!(met(&browser, "/api/session").await, "200");
        assert_eq!(met(&stranger, "/api/session").await, "401 signed-out");
    }
    assert!(!has_written(), "looked at and not for");
    app.clock.advance(Duration::minutes(15));
    assert_eq!(met(&browser, "/api/session").await, "401 signed-out");
    assert!(has_written(), "ended");
    for by in ["/api/session", "/api/entrances"] {
        assert_eq!(met(&browser, by).await, "401 signed-out");
    }
    assert!(!has_written(), "it is gone");
}
