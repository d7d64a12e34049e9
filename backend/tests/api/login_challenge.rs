//! The text to be signed for entering: for one browser, once, and for five minutes.

use crate::signature_login::{Door, Given, challenge, codes, post};
use crate::support::TestApp;
use serde_json::json;
use simulators::authority::{KeyKind, KeyState};
use std::sync::atomic::{AtomicUsize, Ordering};
use time::Duration;

/// A challenge is for once, for five minutes and for the browser that asked.
#[tokio::test]
async fn a_challenge_is_for_one_browser_once_and_five_minutes() {
    let app = TestApp::new().await;
    let door = Door::of(&app, "aliya");
    let sign = |given: &Given| door.sign(&given.text, KeyKind::Auth, KeyState::Good);

    let given = challenge(&door.browser).await;
    let cms = sign(&given);
    let stranger = app.browser();
    challenge(&stranger).await; // it has a cookie, of its own
    assert_eq!(post(&stranger, &given.id, &cms).await.verdict(), "410 challenge-expired");
    assert_eq!(post(&app.browser(), &given.id, &cms).await.verdict(), "410 challenge-expired", "no cookie at all");
    assert_eq!(post(&door.browser, &given.id, &cms).await.verdict(), "200", "a stranger's try does not use it up");
    challenge(&door.browser).await; // the cookie is there again
    assert_eq!(post(&door.browser, &given.id, &cms).await.verdict(), "410 challenge-expired", "replayed");

    let given = challenge(&door.browser).await;
    assert_eq!(post(&door.browser, &given.id, "%%%").await.verdict(), "422 key-refused");
    let cms = sign(&given);
    assert_eq!(post(&door.browser, &given.id, &cms).await.verdict(), "410 challenge-expired", "a failure uses it up");

    for (passed, verdict) in [(299_999, "200"), (300_000, "410 challenge-expired")] {
        let given = challenge(&door.browser).await;
        let cms = sign(&given);
        app.clock.advance(Duration::milliseconds(passed));
        assert_eq!(post(&door.browser, &given.id, &cms).await.verdict(), verdict, "after {passed} ms");
    }
    let (one, other) = (challenge(&door.browser).await, challenge(&door.browser).await);
    assert_eq!(post(&door.browser, &one.id, &sign(&one)).await.verdict(), "200", "two pages of one browser");
    challenge(&door.browser).await;
    assert_eq!(
        post(&door.browser, &other.id, &sign(&other)).await.verdict(),
        "410 challenge-expired",
        "after entering"
    );
    assert_eq!(post(&door.browser, "no such", &sign(&other)).await.verdict(), "410 challenge-expired");
}

/// A challenge given out further in the future than clocks of two servers differ is over: how old it really is nobody knows.
#[tokio::test]
async fn a_clock_set_back_revives_no_challenge() {
    let app = TestApp::new().await;
    let door = Door::of(&app, "aliya");
    let given = challenge(&door.browser).await;
    let cms = door.sign(&given.text, KeyKind::Auth, KeyState::Good);
    app.clock.advance(Duration::minutes(6));
    app.clock.advance(-Duration::minutes(30));
    assert_eq!(post(&door.browser, &given.id, &cms).await.verdict(), "410 challenge-expired");

    let given = challenge(&door.browser).await;
    app.clock.advance(-Duration::seconds(2));
    let cms = door.sign(&given.text, KeyKind::Auth, KeyState::Good);
    assert_eq!(post(&door.browser, &given.id, &cms).await.verdict(), "200", "clocks of two servers differ a little");
}

/// A hundred at once with one challenge: one session.
#[tokio::test(flavor = "multi_thread")]
async fn of_a_hundred_at_once_one_enters() {
    let app = TestApp::new().await;
    let door = Door::of(&app, "aliya");
    let given = challenge(&door.browser).await;
    let cms = door.sign(&given.text, KeyKind::Auth, KeyState::Good);
    let verdicts =
        crate::signature::futures(100, || async { post(&door.browser, &given.id, &cms).await.verdict() }).await;
    assert_eq!(verdicts.iter().filter(|verdict| *verdict == "200").count(), 1, "{verdicts:?}");
    assert_eq!(verdicts.iter().filter(|verdict| *verdict == "410 challenge-expired").count(), 99, "{verdicts:?}");
    let standing: Option<(i64,)> = app.app.store.read(|db| db.one("select count(*) from session", &[])).await.unwrap();
    assert_eq!(standing, Some((1,)));
    assert_eq!(codes(&app).await, ["accepted"]);
}

/// Two servers over one store: what one gave out the other takes, and of both together one lets in.
#[tokio::test(flavor = "multi_thread")]
async fn two_servers_take_a_challenge_once() {
    let app = TestApp::new().await;
    let other = app.second();
    let door = Door::of(&app, "aliya");
    let elsewhere = app.browser_of(&other);
    let post_there = async |cookies: String, id: String, cms: String| {
        let body = json!({ "id": id, "cms": cms, "language": "kk" });
        elsewhere.ask("POST", "/api/session/signature").header("cookie", &cookies).json(&body).send().await.verdict()
    };
    let given = challenge(&door.browser).await;
    let (cookies, cms) = (door.browser.cookies(), door.sign(&given.text, KeyKind::Auth, KeyState::Good));
    let turn = AtomicUsize::new(0);
    let verdicts = crate::signature::futures(20, || async {
        match turn.fetch_add(1, Ordering::SeqCst) % 2 {
            0 => post(&door.browser, &given.id, &cms).await.verdict(),
            _ => post_there(cookies.clone(), given.id.clone(), cms.clone()).await,
        }
    })
    .await;
    assert_eq!(verdicts.iter().filter(|verdict| *verdict == "200").count(), 1, "{verdicts:?}");
    let given = challenge(&door.browser).await;
    let cms = door.sign(&given.text, KeyKind::Auth, KeyState::Good);
    assert_eq!(post_there(door.browser.cookies(), given.id, cms).await, "200", "given out here, taken there");
}

/// What was over is forgotten.
#[tokio::test]
async fn old_challenges_are_forgotten() {
    let app = TestApp::new().await;
    let browser = app.browser();
    for _ in 0..3 {
        challenge(&browser).await;
    }
    app.clock.advance(Duration::minutes(5));
    challenge(&browser).await;
    let kept: Option<(i64,)> =
        app.app.store.read(|db| db.one("select count(*) from login_challenge", &[])).await.unwrap();
    assert_eq!(kept, Some((1,)));
}
