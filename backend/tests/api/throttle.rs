//! How often a door may be tried: every number of the login rules at its exact bound, by the clock that tests move.

use crate::signature_login::Door;
use crate::support::robot::{
    another, begin, code, code_for, enter, enter_with_code, register, send_code, set_password,
};
use crate::support::{PASSWORD, TestApp, address};
use serde_json::json;
use simulators::authority::{KeyKind, KeyState};
use time::Duration;

const WRONG: &str = "another long password";
/// An IIN that is well formed and of nobody in the cabinet.
const NOBODY: &str = "900101300811";

/// So many wrong passwords for an IIN, each from an address of its own, so that no address has to pause.
async fn wrong_everywhere(app: &TestApp, iin: &str, times: u8) {
    for last in 1..=times {
        let browser = app.browser().at(address(last));
        assert_eq!(enter(&browser, iin, WRONG).await.verdict(), "401 wrong-credentials", "try {last}");
    }
}

/// three wrong passwords are free; then the pauses grow, and the tenth costs 15 minutes. The same for an IIN that
/// nobody has.
#[tokio::test]
async fn pauses_grow_with_each_wrong_password() {
    let app = TestApp::new().await;
    app.signed_in("aliya").await;
    for iin in [app.persona("aliya").iin.as_str(), NOBODY] {
        let browser = app.browser();
        for (number, pause) in [0, 0, 0, 2, 4, 8, 16, 32, 60, 900].into_iter().enumerate() {
            let wrong = enter(&browser, iin, WRONG).await;
            assert_eq!(wrong.verdict(), "401 wrong-credentials", "{iin}: wrong password {}", number + 1);
            if pause == 0 {
                continue;
            }
            let runs = app.app.passwords.runs();
            let paused = enter(&browser, iin, PASSWORD).await;
            assert_eq!(paused.verdict(), "429 too-many-tries", "{iin}: after {} wrong ones", number + 1);
            assert_eq!(paused.json()["retry_after"], pause);
            assert_eq!(paused.header("retry-after"), pause.to_string());
            app.clock.advance(Duration::seconds(pause) - Duration::MILLISECOND);
            assert_eq!(enter(&browser, iin, PASSWORD).await.verdict(), "429 too-many-tries");
            assert_eq!(app.app.passwords.runs(), runs, "in a pause no password is looked at");
            app.clock.advance(Duration::MILLISECOND);
        }
    }
    let browser = app.browser();
    assert_eq!(enter(&browser, &app.persona("aliya").iin, PASSWORD).await.verdict(), "200");
}

/// the pause is this person's at this address, and nobody else's.
#[tokio::test]
async fn a_pause_is_for_one_person_at_one_address() {
    let app = TestApp::new().await;
    app.signed_in("aliya").await;
    app.signed_in("gulnar").await;
    let (aliya, gulnar) = (app.persona("aliya").iin, app.persona("gulnar").iin);
    let browser = app.browser();
    for _ in 0..4 {
        enter(&browser, &aliya, WRONG).await;
    }
    assert_eq!(enter(&browser, &aliya, PASSWORD).await.verdict(), "429 too-many-tries");
    assert_eq!(enter(&browser, &gulnar, PASSWORD).await.verdict(), "200");
    assert_eq!(enter(&app.browser().at(address(7)), &aliya, PASSWORD).await.verdict(), "200");
}

/// the right password begins the count anew.
#[tokio::test]
async fn the_right_password_forgets_the_wrong_ones() {
    let app = TestApp::new().await;
    app.signed_in("aliya").await;
    let iin = app.persona("aliya").iin;
    let browser = app.browser();
    for _ in 0..3 {
        for _ in 0..3 {
            assert_eq!(enter(&browser, &iin, WRONG).await.verdict(), "401 wrong-credentials");
        }
        assert_eq!(enter(&browser, &iin, PASSWORD).await.verdict(), "200");
    }
}

/// after 50 wrong passwords within 12 hours from wherever, the password alone opens nothing: a code is asked
/// for. The same is said of an IIN that nobody has. A key still opens.
#[tokio::test]
async fn fifty_wrong_passwords_ask_for_a_code() {
    let app = TestApp::new().await;
    app.signed_in("aliya").await;
    let persona = app.persona("aliya");
    for iin in [persona.iin.as_str(), NOBODY] {
        let began = app.clock.now();
        wrong_everywhere(&app, iin, 49).await;
        app.clock.advance(Duration::minutes(2));
        wrong_everywhere(&app, iin, 1).await;
        assert_eq!(enter(&app.browser(), iin, PASSWORD).await.verdict(), "403 code-needed", "{iin}");
        assert_eq!(enter(&app.browser(), iin, WRONG).await.verdict(), "403 code-needed", "{iin}");
        app.clock.set(began);
    }

    let (browser, began) = (app.browser(), app.clock.now());
    app.clock.advance(Duration::minutes(1));
    let (id, digits) = code_for(&app, &browser, &persona, "entrance").await;
    let wrong = enter_with_code(&browser, &id, another(&digits), PASSWORD).await;
    assert_eq!(wrong.verdict(), "422 wrong-code");
    assert_eq!(enter_with_code(&browser, &id, &digits, WRONG).await.verdict(), "401 wrong-credentials");
    let entered = enter_with_code(&browser, &id, &digits, PASSWORD).await;
    assert_eq!(entered.verdict(), "200");
    assert_eq!(browser.get("/api/session").await.json()["way"], "password");
    assert_eq!(enter_with_code(&browser, &id, &digits, PASSWORD).await.verdict(), "410 code-used-up");

    assert_eq!(Door::of(&app, "aliya").enter(KeyKind::Auth, KeyState::Good).await.verdict(), "200");

    app.clock.set(began + Duration::hours(12) - Duration::MILLISECOND);
    assert_eq!(enter(&app.browser(), &persona.iin, PASSWORD).await.verdict(), "403 code-needed");
    app.clock.advance(Duration::MILLISECOND);
    assert_eq!(enter(&app.browser(), &persona.iin, PASSWORD).await.verdict(), "200");
}

/// after 100 wrong passwords in a row the password opens nothing until it is set anew; a key does.
#[tokio::test]
async fn a_hundred_wrong_passwords_block_the_password() {
    let app = TestApp::new().await;
    app.signed_in("aliya").await;
    let persona = app.persona("aliya");
    for iin in [persona.iin.as_str(), NOBODY] {
        wrong_everywhere(&app, iin, 50).await;
        app.clock.advance(Duration::hours(12));
        wrong_everywhere(&app, iin, 49).await;
        // The fiftieth asks for a code, the hundredth blocks.
        app.clock.advance(Duration::hours(12));
        if iin == NOBODY {
            wrong_everywhere(&app, iin, 1).await;
            assert_eq!(enter(&app.browser(), iin, PASSWORD).await.verdict(), "403 password-blocked");
        }
    }
    let browser = app.browser();
    assert_eq!(enter(&browser, &persona.iin, WRONG).await.verdict(), "401 wrong-credentials", "the hundredth");
    assert_eq!(enter(&browser, &persona.iin, PASSWORD).await.verdict(), "403 password-blocked");
    app.clock.advance(Duration::days(30));
    assert_eq!(enter(&browser, &persona.iin, PASSWORD).await.verdict(), "403 password-blocked");
    let (id, digits) = code_for(&app, &browser, &persona, "entrance").await;
    assert_eq!(enter_with_code(&browser, &id, &digits, PASSWORD).await.verdict(), "403 password-blocked");
    assert_eq!(Door::of(&app, "aliya").enter(KeyKind::Auth, KeyState::Good).await.verdict(), "200");
    assert_eq!(
        enter(&browser, &persona.iin, PASSWORD).await.verdict(),
        "403 password-blocked",
        "a key forgets nothing"
    );
    app.clock.advance(Duration::minutes(1));
    assert_eq!(register(&app, &browser, &persona, PASSWORD).await.verdict(), "200");
}

/// «in a row» ends with the right password.
#[tokio::test]
async fn the_right_password_ends_the_row() {
    let app = TestApp::new().await;
    app.signed_in("aliya").await;
    let iin = app.persona("aliya").iin;
    for times in [49, 49, 49] {
        wrong_everywhere(&app, &iin, times).await;
        assert_eq!(enter(&app.browser(), &iin, PASSWORD).await.verdict(), "200");
        app.clock.advance(Duration::hours(12));
    }
}

/// an address tries 60 times a minute, slower from the thirty-first on; so it asks for challenges for a key,
/// which are counted on their own.
#[tokio::test]
async fn an_address_enters_sixty_times_a_minute() {
    let app = TestApp::new().await;
    app.signed_in("aliya").await;
    app.clock.advance(Duration::minutes(1));
    let (iin, browser) = (app.persona("aliya").iin, app.browser());
    let form = json!({ "iin": iin, "password": PASSWORD });
    for path in ["/api/session", "/api/session/challenge"] {
        app.clock.waited();
        for number in 1..=60_u64 {
            assert_eq!(app.browser().post(path, &form).await.verdict(), "200", "{path} {number}");
            assert_eq!(app.clock.waited(), number.saturating_sub(30) * 100, "{path} {number}");
        }
        let refused = browser.post(path, &form).await;
        assert_eq!(refused.verdict(), "429 too-many-tries", "{path}");
        assert_eq!(refused.json()["retry_after"], 60);
    }
    assert_eq!(enter(&app.browser().at(address(9)), &iin, PASSWORD).await.verdict(), "200");
    app.clock.advance(Duration::minutes(1) - Duration::MILLISECOND);
    assert_eq!(enter(&browser, &iin, PASSWORD).await.verdict(), "429 too-many-tries");
    app.clock.advance(Duration::MILLISECOND);
    assert_eq!(enter(&browser, &iin, PASSWORD).await.verdict(), "200");
}

/// a browser asks for thirty challenges a minute from whatever addresses, slower from the sixteenth on.
#[tokio::test]
async fn a_browser_asks_for_thirty_challenges_a_minute() {
    let app = TestApp::new().await;
    let mut browser = app.browser();
    for number in 1..=30_u8 {
        browser = browser.at(address(number));
        assert_eq!(browser.post("/api/session/challenge", &json!({})).await.verdict(), "200", "{number}");
        assert_eq!(app.clock.waited(), u64::from(number.saturating_sub(15)) * 100, "{number}");
    }
    let browser = browser.at(address(31));
    let refused = browser.post("/api/session/challenge", &json!({})).await;
    assert_eq!(refused.verdict(), "429 too-many-tries");
    assert_eq!(refused.json()["retry_after"], 60);
    let another = app.browser().at(address(31));
    assert_eq!(another.post("/api/session/challenge", &json!({})).await.verdict(), "200");
    app.clock.advance(Duration::minutes(1) - Duration::MILLISECOND);
    assert_eq!(browser.post("/api/session/challenge", &json!({})).await.verdict(), "429 too-many-tries");
    app.clock.advance(Duration::MILLISECOND);
    assert_eq!(browser.post("/api/session/challenge", &json!({})).await.verdict(), "200");
}

/// however many passwords an address tries, its next person enters by key (ux 11).
#[tokio::test]
async fn passwords_take_no_challenge_away() {
    let app = TestApp::new().await;
    let browser = app.browser();
    for _ in 0..60 {
        enter(&browser, NOBODY, WRONG).await;
    }
    assert_eq!(enter(&browser, "780417403079", WRONG).await.verdict(), "429 too-many-tries", "of whoever it is");
    assert_eq!(browser.post("/api/session/challenge", &json!({})).await.verdict(), "200");
    let mut door = Door::of(&app, "aliya");
    door.browser = browser;
    assert_eq!(door.enter(KeyKind::Auth, KeyState::Good).await.verdict(), "200");
}

/// an address asks for 60 codes in five minutes, slower from the thirty-first on.
#[tokio::test]
async fn an_address_asks_for_sixty_codes_in_five_minutes() {
    let app = TestApp::with(|settings| settings.registrations_per_address = 1000).await;
    let (browser, mut number) = (app.browser(), 0_u64);
    let people = [
        "aliya", "gulnar", "daniyar", "zhanna", "laura", "mehmet", "togzhan", "yelena", "erlan", "kairat", "marat",
        "samat",
    ];
    for minute in 0..5 {
        app.clock.advance(Duration::minutes(minute.min(1))); // a number gets one a minute
        for id in people {
            number += 1;
            app.clock.waited();
            code(&app, &browser, &app.persona(id)).await;
            assert_eq!(app.clock.waited(), number.saturating_sub(30) * 100, "{number}");
        }
    }
    let ask = |browser| async {
        let browser: crate::support::Browser = browser;
        let begun = begin(&browser, &app.persona("fatima").iin).await.json();
        send_code(&browser, begun["id"].as_str().unwrap(), "c1").await
    };
    let refused = ask(app.browser()).await;
    assert_eq!((number, refused.verdict().as_str()), (60, "429 too-many-tries"));
    assert_eq!(refused.json()["retry_after"], 60, "the first were four minutes ago");
    assert_eq!(ask(app.browser().at(address(9))).await.verdict(), "200");
    app.clock.advance(Duration::minutes(1) - Duration::MILLISECOND);
    assert_eq!(ask(app.browser()).await.verdict(), "429 too-many-tries");
    app.clock.advance(Duration::MILLISECOND);
    assert_eq!(ask(app.browser()).await.verdict(), "200");
}

/// to one number ten codes a day, and to one person five an hour; another contact is another matter.
#[tokio::test]
async fn a_number_gets_ten_codes_a_day() {
    let app = TestApp::new().await;
    let (browser, persona, began) = (app.browser(), app.persona("aliya"), app.clock.now());
    let ask = |contact: &'static str| {
        let (browser, iin) = (app.browser(), persona.iin.clone());
        async move {
            let begun = begin(&browser, &iin).await.json();
            send_code(&browser, begun["id"].as_str().unwrap(), contact).await
        }
    };
    for hour in 0..2 {
        for _ in 0..5 {
            code(&app, &browser, &persona).await;
            app.clock.advance(Duration::minutes(1));
        }
        let refused = ask("c1").await;
        assert_eq!(refused.verdict(), "429 too-many-tries");
        app.clock.set(began + Duration::hours(hour + 1) - Duration::MILLISECOND);
        assert_eq!(ask("c2").await.verdict(), "429 too-many-tries", "five an hour, whatever the contact");
        app.clock.advance(Duration::MILLISECOND);
    }
    let refused = ask("c1").await;
    assert_eq!(refused.verdict(), "429 too-many-tries");
    assert_eq!(refused.json()["retry_after"], 22 * 3600);
    assert_eq!(ask("c2").await.verdict(), "200");
    app.clock.set(began + Duration::days(1) - Duration::MILLISECOND);
    assert_eq!(ask("c1").await.verdict(), "429 too-many-tries");
    app.clock.advance(Duration::MILLISECOND);
    assert_eq!(ask("c1").await.verdict(), "200");
}

/// fifteen wrong codes a day for one person, whatever the registration; the sixteenth try is not looked at.
#[tokio::test]
async fn a_person_is_guessed_at_fifteen_times_a_day() {
    let app = TestApp::new().await;
    let (browser, persona, began) = (app.browser(), app.persona("aliya"), app.clock.now());
    for _ in 0..3 {
        let (id, digits) = code(&app, &browser, &persona).await;
        for number in 1..=5 {
            let verdict = set_password(&browser, &id, another(&digits), PASSWORD).await.verdict();
            assert_eq!(verdict, if number < 5 { "422 wrong-code" } else { "410 code-used-up" });
        }
        app.clock.advance(Duration::minutes(1));
    }
    let (id, digits) = code(&app, &browser, &persona).await;
    let refused = set_password(&browser, &id, &digits, PASSWORD).await;
    assert_eq!(refused.verdict(), "429 too-many-tries");
    assert_eq!(refused.json()["retry_after"], 86_400 - 3 * 60);
    app.clock.set(began + Duration::days(1) - Duration::MILLISECOND);
    let (id, digits) = code(&app, &browser, &persona).await;
    assert_eq!(set_password(&browser, &id, &digits, PASSWORD).await.verdict(), "429 too-many-tries");
    app.clock.advance(Duration::MILLISECOND);
    assert_eq!(set_password(&browser, &id, &digits, PASSWORD).await.verdict(), "204");
}
