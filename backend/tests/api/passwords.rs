//! New passwords: by a code that is already there, in the cabinet, and what a code is good for.

use crate::signature_login::Door;
use crate::support::robot::{another, code, code_for, enter, enter_code, enter_with_code, proof, set_password};
use crate::support::{Answer, Browser, PASSWORD, TestApp, address};
use serde_json::json;
use simulators::authority::{KeyKind, KeyState};
use time::Duration;

const NEW: &str = "ақ бота 52 жайлау";

/// who holds a code comes straight to the last step, with IIN, code and a new password; setting it
/// begins no session.
#[tokio::test]
async fn a_code_that_is_there_sets_a_password_from_nowhere() {
    let app = TestApp::new().await;
    let persona = app.persona("aliya");
    let (_, digits) = code(&app, &app.browser(), &persona).await;
    let elsewhere = app.browser().at(address(3));
    assert_eq!(enter_code(&elsewhere, &persona.iin, another(&digits), NEW).await.verdict(), "422 wrong-code");
    let set = enter_code(&elsewhere, &persona.iin, &digits, NEW).await;
    assert_eq!((set.verdict().as_str(), set.header("set-cookie")), ("204", ""));
    assert_eq!(elsewhere.get("/api/session").await.verdict(), "401 signed-out");
    assert_eq!(enter(&elsewhere, &persona.iin, NEW).await.verdict(), "200");
    assert_eq!(enter_code(&elsewhere, &persona.iin, &digits, NEW).await.verdict(), "410 code-used-up");
}

/// only the newest code works, from whichever registration it is.
#[tokio::test]
async fn the_newest_code_is_the_one_that_counts() {
    let app = TestApp::new().await;
    let (browser, persona) = (app.browser(), app.persona("aliya"));
    let (_, first) = code(&app, &browser, &persona).await;
    app.clock.advance(Duration::minutes(2));
    let (_, second) = code(&app, &browser, &persona).await;
    // Begun later, but no code was sent in it, or one for something else.
    crate::support::robot::begin(&browser, &persona.iin).await;
    app.clock.advance(Duration::minutes(1));
    code_for(&app, &browser, &persona, "entrance").await;
    assert_eq!(enter_code(&browser, &persona.iin, &first, NEW).await.verdict(), "422 wrong-code");
    assert_eq!(enter_code(&browser, &persona.iin, &second, NEW).await.verdict(), "204");
}

/// an IIN without a registration looks like one whose code is too old, to the byte.
#[tokio::test]
async fn an_unknown_iin_looks_like_an_expired_code() {
    let app = TestApp::new().await;
    let (browser, persona) = (app.browser(), app.persona("aliya"));
    let (_, digits) = code(&app, &browser, &persona).await;
    app.clock.advance(Duration::minutes(15));
    let expired = enter_code(&browser, &persona.iin, &digits, NEW).await;
    let unknown = enter_code(&browser, "900101300811", &digits, NEW).await;
    assert_eq!(expired.verdict(), "410 code-expired");
    assert_eq!((expired.headers, expired.body), (unknown.headers, unknown.body));
}

/// IIN, code, password and check are all looked at, and the anti-robot check is asked for here too.
#[tokio::test]
async fn every_part_of_the_direct_entrance_is_looked_at() {
    let app = TestApp::new().await;
    let (browser, persona) = (app.browser(), app.persona("aliya"));
    let (_, digits) = code(&app, &browser, &persona).await;
    let empty = browser.post("/api/password", &json!({})).await;
    let all = ["/iin required", "/code required", "/password required", "/repeated required", "/proof required"];
    assert_eq!(empty.violations(), all);
    let form = |password: &str, proof: &str| json!({ "iin": persona.iin, "code": digits, "password": password, "repeated": password, "proof": proof });
    assert_eq!(browser.post("/api/password", &form(NEW, "x")).await.verdict(), "422 robot-check");
    let used = proof(&browser).await;
    assert_eq!(
        browser.post("/api/password", &form("my 780417403079!", &used)).await.violations(),
        ["/password guessable"]
    );
    let named = browser.post("/api/password", &form("сейітқали тұлпар", &used)).await;
    assert_eq!(named.violations(), ["/password guessable"], "told after the code");
    assert_eq!(browser.post("/api/password", &form(NEW, &used)).await.json()["reason"], "used");
    assert_eq!(enter_code(&browser, &persona.iin, &digits, NEW).await.verdict(), "204");
}

/// whoever knows an IIN and no code is not told by refusals of a password what name, phone or mailbox
/// the Fund has on file: each is a wrong try of the code, by either way in.
#[tokio::test]
async fn without_the_code_a_password_tells_nothing_of_a_person() {
    let app = TestApp::new().await;
    let (browser, persona) = (app.browser(), app.persona("aliya"));
    let guesses = ["сейітқали тұлпар", "7015550117 dala", "aliya.seiitkali dala"];
    let (id, digits) = code(&app, &browser, &persona).await;
    for (password, left) in guesses.into_iter().zip([4, 3, 2]) {
        let tried = set_password(&browser, &id, another(&digits), password).await;
        assert_eq!(tried.verdict(), "422 wrong-code", "{password}");
        assert_eq!(tried.json()["tries_left"], left);
    }
    let told = set_password(&browser, &id, &digits, guesses[0]).await;
    assert_eq!(told.violations(), ["/password guessable"], "told after the code");
    app.clock.advance(Duration::minutes(1));
    let (_, digits) = code(&app, &browser, &persona).await;
    for password in guesses {
        let tried = enter_code(&browser, &persona.iin, another(&digits), password).await;
        assert_eq!(tried.verdict(), "422 wrong-code", "{password}");
    }
    assert_eq!(enter_code(&browser, &persona.iin, &digits, NEW).await.verdict(), "204");
}

/// a code does what it was asked for and nothing else; trying it for something else is a wrong try.
#[tokio::test]
async fn a_code_for_one_purpose_is_refused_for_another() {
    let app = TestApp::new().await;
    app.signed_in("aliya").await;
    let (browser, persona) = (app.browser(), app.persona("aliya"));
    app.clock.advance(Duration::minutes(1));
    let (id, digits) = code_for(&app, &browser, &persona, "entrance").await;
    let tried = set_password(&browser, &id, &digits, NEW).await;
    assert_eq!(tried.verdict(), "422 wrong-code");
    assert_eq!(tried.json()["tries_left"], 4);
    assert_eq!(enter_code(&browser, &persona.iin, &digits, NEW).await.verdict(), "410 code-used-up", "the first code");
    assert_eq!(enter_with_code(&browser, &id, &digits, PASSWORD).await.verdict(), "200");

    app.clock.advance(Duration::minutes(1));
    let (id, digits) = code(&app, &browser, &persona).await;
    let tried = enter_with_code(&browser, &id, &digits, PASSWORD).await;
    assert_eq!(tried.verdict(), "422 wrong-code");
    assert_eq!(tried.json()["tries_left"], 4);
    assert_eq!(set_password(&browser, &id, &digits, NEW).await.verdict(), "204");
}

/// with a code the password is still a password: wrong ones make the same pauses, and without an account there is
/// none to be right.
#[tokio::test]
async fn a_code_does_not_make_the_password_free() {
    let app = TestApp::new().await;
    let (browser, persona) = (app.browser(), app.persona("aliya"));
    let (id, digits) = code_for(&app, &browser, &persona, "entrance").await;
    let empty = browser.post(&format!("/api/registration/{id}/session"), &json!({})).await;
    assert_eq!(empty.violations(), ["/code required", "/password required"]);
    assert_eq!(enter_with_code(&browser, "unknown", &digits, PASSWORD).await.verdict(), "404 not-found");
    for _ in 0..4 {
        let runs = app.app.passwords.runs();
        assert_eq!(enter_with_code(&browser, &id, &digits, PASSWORD).await.verdict(), "401 wrong-credentials");
        assert_eq!(app.app.passwords.runs() - runs, 1);
    }
    assert_eq!(enter_with_code(&browser, &id, &digits, PASSWORD).await.verdict(), "429 too-many-tries");
    let runs = app.app.passwords.runs();
    assert_eq!(enter_with_code(&browser, &id, another(&digits), PASSWORD).await.verdict(), "422 wrong-code");
    assert_eq!(app.app.passwords.runs(), runs, "without the code no password is looked at");
}

async fn change(browser: &Browser, current: &str, new: &str) -> Answer {
    let form = json!({ "current": current, "password": new, "repeated": new });
    browser.put("/api/password", &form).await
}

/// in the cabinet the old password and a new one change it; this session goes on under a new name, the others end.
#[tokio::test]
async fn a_password_is_changed_in_the_cabinet() {
    let app = TestApp::new().await;
    let persona = app.persona("aliya");
    let (here, there) = (app.signed_in("aliya").await, app.browser());
    enter(&there, &persona.iin, PASSWORD).await;
    let before = here.cookie().unwrap();
    assert_eq!(change(&app.browser(), PASSWORD, NEW).await.verdict(), "401 signed-out");
    assert_eq!(change(&here, PASSWORD, "сейітқали тұлпар").await.violations(), ["/password guessable"]);
    assert_eq!(change(&here, PASSWORD, "7015550117 dala").await.violations(), ["/password guessable"]);
    assert_eq!(
        change(&here, "", "").await.violations(),
        ["/current required", "/password required", "/repeated required"]
    );
    assert_eq!(change(&here, NEW, NEW).await.verdict(), "401 wrong-credentials");
    let changed = change(&here, PASSWORD, NEW).await;
    assert_eq!(changed.verdict(), "200");
    assert_eq!(changed.json()["iin"], persona.iin);
    assert_ne!(here.cookie().unwrap(), before);
    assert_eq!(here.get("/api/session").await.verdict(), "200");
    assert_eq!(there.get("/api/session").await.verdict(), "401 signed-out");
    here.set_cookie(Some(&before));
    assert_eq!(here.get("/api/session").await.verdict(), "401 signed-out", "the old name is nobody's");
    assert_eq!(enter(&here, &persona.iin, PASSWORD).await.verdict(), "401 wrong-credentials");
    assert_eq!(enter(&here, &persona.iin, NEW).await.verdict(), "200");
}

/// a wrong current password counts like one at the door.
#[tokio::test]
async fn a_wrong_current_password_is_counted() {
    let app = TestApp::new().await;
    let (browser, iin) = (app.signed_in("aliya").await, app.persona("aliya").iin);
    for _ in 0..2 {
        assert_eq!(change(&browser, "another long password", NEW).await.verdict(), "401 wrong-credentials");
        enter(&app.browser(), &iin, "another long password").await;
    }
    let paused = change(&browser, PASSWORD, NEW).await;
    assert_eq!(paused.verdict(), "429 too-many-tries");
    assert_eq!(paused.json()["retry_after"], 2);
    app.clock.advance(Duration::seconds(2));
    assert_eq!(change(&browser, PASSWORD, NEW).await.verdict(), "200");
}

/// whoever has stolen a session guesses the current password as slowly from many addresses as from one: three
/// are free, and from the tenth on each costs 15 minutes. Strangers at the door slow down nobody who is inside.
#[tokio::test]
async fn a_session_guesses_no_faster_from_many_addresses() {
    let app = TestApp::new().await;
    let (owner, iin) = (app.signed_in("aliya").await, app.persona("aliya").iin);
    let mut cookie = owner.cookie();
    for last in 1..=20 {
        enter(&app.browser().at(address(100 + last)), &iin, "another long password").await;
    }
    for (number, pause) in [0, 0, 0, 2, 4, 8, 16, 32, 60, 900, 900].into_iter().enumerate() {
        let at = |last: usize| app.browser().at(address(u8::try_from(2 * number + last).unwrap()));
        let thief = at(2);
        thief.set_cookie(cookie.as_deref());
        let wrong = change(&thief, "another long password", NEW).await;
        assert_eq!(wrong.verdict(), "401 wrong-credentials", "wrong password {}", number + 1);
        if pause > 0 {
            let (runs, elsewhere) = (app.app.passwords.runs(), at(3));
            elsewhere.set_cookie(cookie.as_deref());
            let paused = change(&elsewhere, PASSWORD, NEW).await;
            assert_eq!(paused.verdict(), "429 too-many-tries", "after {} wrong ones", number + 1);
            assert_eq!(paused.json()["retry_after"], pause);
            assert_eq!(app.app.passwords.runs(), runs, "in a pause no password is looked at");
            app.clock.advance(Duration::seconds(pause));
        }
        if pause == 900 {
            // A pause is as long as a session lives without a sign of life.
            let door = Door::of(&app, "aliya");
            assert_eq!(door.enter(KeyKind::Auth, KeyState::Good).await.verdict(), "200");
            cookie = door.browser.cookie();
        }
    }
    let thief = app.browser().at(address(99));
    thief.set_cookie(cookie.as_deref());
    assert_eq!(change(&thief, PASSWORD, NEW).await.verdict(), "200");
}

/// changing a password counts for the address like trying one: 60 a minute.
#[tokio::test]
async fn changes_of_a_password_count_for_the_address() {
    let app = TestApp::new().await;
    let browser = app.signed_in("aliya").await;
    app.clock.advance(Duration::minutes(1));
    for _ in 0..60 {
        enter(&app.browser(), "900101300811", "another long password").await;
    }
    let runs = app.app.passwords.runs();
    let refused = change(&browser, PASSWORD, NEW).await;
    assert_eq!(refused.verdict(), "429 too-many-tries");
    assert_eq!(refused.json()["retry_after"], 60);
    assert_eq!(app.app.passwords.runs(), runs);
    app.clock.advance(Duration::minutes(1));
    assert_eq!(change(&browser, PASSWORD, NEW).await.verdict(), "200");
}

/// while the Fund is silent a password can be changed all the same.
#[tokio::test]
async fn a_silent_fund_keeps_nobody_from_a_new_password() {
    let app = TestApp::new().await;
    let browser = app.signed_in("aliya").await;
    app.outside.set_register(simulators::modes::Register::Fund, simulators::modes::Mode::OFF);
    assert_eq!(change(&browser, PASSWORD, "сейітқали тұлпар").await.violations(), ["/password guessable"]);
    assert_eq!(change(&browser, PASSWORD, NEW).await.verdict(), "200");
}

/// a code to enter with lives fifteen minutes too.
#[tokio::test]
async fn a_code_to_enter_with_lives_fifteen_minutes() {
    let app = TestApp::new().await;
    app.signed_in("aliya").await;
    let (browser, persona) = (app.browser(), app.persona("aliya"));
    app.clock.advance(Duration::minutes(1));
    let (id, digits) = code_for(&app, &browser, &persona, "entrance").await;
    app.clock.advance(Duration::minutes(15) - Duration::MILLISECOND);
    assert_eq!(enter_with_code(&browser, &id, &digits, PASSWORD).await.verdict(), "200");
    let (id, digits) = code_for(&app, &browser, &persona, "entrance").await;
    app.clock.advance(Duration::minutes(15));
    assert_eq!(enter_with_code(&browser, &id, &digits, PASSWORD).await.verdict(), "410 code-expired");
}

/// whom the state's record has as dead nobody enters or resets by a code; it is told to who knows code and password.
#[tokio::test]
async fn a_death_record_ends_every_way_by_code() {
    let app = TestApp::new().await;
    app.signed_in("aliya").await;
    let (browser, mut persona) = (app.browser(), app.persona("aliya"));
    persona.register.as_mut().unwrap().life = simulators::records::Life::Dead;
    app.outside.set_person(persona.clone());
    app.clock.advance(Duration::minutes(1));
    let (id, digits) = code_for(&app, &browser, &persona, "entrance").await;
    assert_eq!(enter_with_code(&browser, &id, &digits, NEW).await.verdict(), "401 wrong-credentials");
    assert_eq!(enter_with_code(&browser, &id, &digits, PASSWORD).await.verdict(), "409 refused");
    app.clock.advance(Duration::minutes(1));
    let (_, digits) = code(&app, &browser, &persona).await;
    assert_eq!(enter_code(&browser, &persona.iin, another(&digits), NEW).await.verdict(), "422 wrong-code");
    assert_eq!(enter_code(&browser, &persona.iin, &digits, NEW).await.verdict(), "409 refused");
}

/// an address comes with a code only as often as it may begin a registration.
#[tokio::test]
async fn the_direct_entrance_counts_for_the_address() {
    let app = TestApp::with(|settings| settings.registrations_per_address = 2).await;
    let (browser, persona) = (app.browser(), app.persona("aliya"));
    let (_, digits) = code(&app, &browser, &persona).await;
    assert_eq!(enter_code(&browser, &persona.iin, another(&digits), NEW).await.verdict(), "422 wrong-code");
    assert_eq!(enter_code(&browser, &persona.iin, &digits, NEW).await.verdict(), "429 too-many-tries");
    assert_eq!(enter_code(&app.browser().at(address(4)), &persona.iin, &digits, NEW).await.verdict(), "204");
}
