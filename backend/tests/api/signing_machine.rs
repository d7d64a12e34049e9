//! Signing by QR over time: the exact bound of a code's life, and the server ending in each state.

use crate::phone::Code;
use crate::road::Walker;
use crate::support::TestApp;
use backend::store::qr;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use shared::kernel::signing::{Signing, Way};
use time::Duration;
use tokio::time::timeout;

/// a code lives five minutes by the server's clock, not a millisecond more; afterwards nothing is lost.
#[tokio::test]
async fn a_code_lives_five_minutes() {
    let app = TestApp::new().await;
    let (walker, review) = Walker::reviewing(&app, "aliya").await;
    let code = Code::new(&walker, &review).await;
    let mut phone = code.scanned();
    app.clock.advance(Duration::minutes(5) - Duration::milliseconds(1));
    assert_eq!(phone.introduced().await.verdict(), "200");
    assert_eq!(phone.documents().await.verdict(), "200");
    assert_eq!(walker.browser.get(&code.path()).await.json()["seconds_left"], 1);
    let mut events = code.events().await;
    assert_eq!(events.next().await.unwrap()["is"], "opened");
    app.clock.advance(Duration::milliseconds(1));
    let expired = json!({ "is": "not-sent", "why": "expired" });
    assert_eq!(walker.browser.get(&code.path()).await.json()["seconds_left"], 0);
    assert_eq!(code.state().await, expired);
    for answer in [phone.introduced().await, phone.documents().await, phone.send(&phone.good("aliya")).await] {
        assert_eq!(answer.verdict(), "410");
        assert!(answer.json()["message"].as_str().unwrap().starts_with("Код енді жарамайды: уақыты өтті"));
    }
    assert_eq!(events.next().await.unwrap(), expired, "the stream notices by itself");
    assert!(events.next().await.is_none());
    assert_eq!(walker.browser.get(crate::road::SERVICE).await.json()["revision"], 1, "the draft stands");
    let code = Code::new(&walker, &review).await;
    let phone = code.opened().await;
    assert_eq!(phone.send(&phone.good("aliya")).await.verdict(), "200");
}

/// A signature that came in time may be judged after the code's end, but no longer than a minute.
#[tokio::test]
async fn a_signature_under_judgement_outlives_the_code() {
    let app = TestApp::new().await;
    let (walker, review) = Walker::reviewing(&app, "aliya").await;
    let code = Code::new(&walker, &review).await;
    let phone = code.opened().await;
    app.clock.advance(Duration::minutes(5) - Duration::milliseconds(1));
    leave_sent(&app, &code.view).await;
    app.clock.advance(Duration::minutes(1) - Duration::milliseconds(1));
    assert_eq!(code.state().await, json!({ "is": "sent", "way": "qr" }));
    app.clock.advance(Duration::milliseconds(1));
    assert_eq!(code.state().await, json!({ "is": "not-sent", "why": "failed" }));
    assert_eq!(phone.send(&phone.good("aliya")).await.verdict(), "410");
    let by_key = walker.signature(&review).await;
    assert_eq!(walker.sign(&review, &by_key).await.verdict(), "201", "the key still signs");
}

/// What a server leaves that was killed while it judged.
async fn leave_sent(app: &TestApp, view: &Value) {
    let id = Sha256::digest(view["operation"].as_str().unwrap()).into();
    let now = app.app.clock.millis();
    app.app.store.write(move |db| qr::set(db, &id, &Signing::Sent { way: Way::Qr }, now)).await.unwrap();
}

/// The server ends and starts again in each state: the code goes on from there, and it ends in one application.
#[tokio::test]
async fn a_restart_in_any_state_loses_nothing() {
    for state in ["asked", "opened", "sent", "accepted", "not-sent"] {
        let mut app = TestApp::new().await;
        let cookie;
        let (review, view, mut second, token);
        {
            let (walker, made) = Walker::reviewing(&app, "aliya").await;
            let code = Code::new(&walker, &made).await;
            let mut phone = code.scanned();
            phone.introduced().await;
            if state != "asked" {
                phone.documents().await;
            }
            match state {
                "sent" => leave_sent(&app, &code.view).await,
                "accepted" => drop(phone.send(&phone.good("aliya")).await),
                "not-sent" => drop(phone.cancel().await),
                _ => {}
            }
            cookie = walker.browser.cookie();
            (view, second, token) = (code.view.clone(), phone.document.clone(), phone.token.clone());
            review = made;
        }
        app.restart(|_| {});
        let walker = Walker { app: &app, browser: app.browser(), persona: "aliya" };
        walker.browser.set_cookie(cookie.as_deref());
        let code = Code { walker: &walker, review: &review, view };
        assert_eq!(code.state().await["is"], state);
        let mut phone = code.scanned();
        if !matches!(state, "accepted" | "not-sent") {
            phone.introduced().await;
            assert_eq!(phone.token, token, "the phone's token holds over a restart");
        }
        if matches!(state, "asked" | "opened") {
            phone.documents().await;
            second.clone_from(&phone.document);
        }
        phone.second = format!("{}/documents", phone.first);
        (phone.token, phone.document) = (token, second);
        let cms = phone.good("aliya");
        let again = phone.send(&cms).await;
        match state {
            // The clock stands, so this is the very message that was accepted before.
            "not-sent" => assert_eq!(again.verdict(), "410"),
            _ => assert_eq!(again.verdict(), "200", "{state}: {}", again.text()),
        }
        if state == "not-sent" {
            let new = Code::new(&walker, &review).await;
            let phone = new.opened().await;
            assert_eq!(phone.send(&phone.good("aliya")).await.verdict(), "200");
        }
        assert_eq!(walker.browser.get("/api/applications").await.json().as_array().unwrap().len(), 1, "{state}");
        while backend::applications::deliver_due(&app.app).await.unwrap() > 0 {}
        assert_eq!(app.outside.applications().len(), 1, "{state}");
    }
}

/// Two servers on one store: the page follows by one, the phone comes to the other.
#[tokio::test]
async fn the_phone_may_come_to_another_server() {
    let app = TestApp::new().await;
    let (walker, review) = Walker::reviewing(&app, "aliya").await;
    let code = Code::new(&walker, &review).await;
    let mut events = code.events().await;
    assert_eq!(events.next().await.unwrap()["is"], "asked");
    let second = app.second();
    let known = Sha256::digest(code.view["operation"].as_str().unwrap()).into();
    let now = second.clock.millis();
    second.store.write(move |db| qr::set(db, &known, &Signing::Opened, now)).await.unwrap();
    assert_eq!(events.next().await.unwrap()["is"], "opened", "the stream looks for itself too");
}

/// A stream that has nothing new says so every fifteen seconds: by that alone the page knows that the line holds.
#[tokio::test]
async fn an_idle_stream_says_again_where_it_stands() {
    let app = TestApp::new().await;
    let (walker, review) = Walker::reviewing(&app, "aliya").await;
    let code = Code::new(&walker, &review).await;
    let mut events = code.events().await;
    assert_eq!(events.view().await.unwrap()["seconds_left"], 300);
    let soon = std::time::Duration::from_millis(1_500);
    app.clock.advance(Duration::seconds(15) - Duration::milliseconds(1));
    assert!(timeout(soon, events.view()).await.is_err(), "nothing is told twice before the time");
    app.clock.advance(Duration::milliseconds(1));
    let again = timeout(soon * 10, events.view()).await.expect("it is told again").unwrap();
    assert_eq!((&again["state"]["is"], &again["seconds_left"]), (&json!("asked"), &json!(285)));
}

/// A server that ends lets its streams go, so that it ends at once.
#[tokio::test]
async fn streams_end_with_the_server() {
    let app = TestApp::new().await;
    let (walker, review) = Walker::reviewing(&app, "aliya").await;
    let code = Code::new(&walker, &review).await;
    let mut events = code.events().await;
    assert_eq!(events.next().await.unwrap()["is"], "asked");
    app.app.road.end_streams();
    assert!(events.next().await.is_none());
}
