//! Ways in for somebody else, one test each, that no other file tries.
//!
//! | Attack | Test |
//! |---|---|
//! | guessing a password, from one address or many | `throttle::pauses_grow_with_each_wrong_password`, `throttle::fifty_wrong_passwords_ask_for_a_code`, `throttle::a_hundred_wrong_passwords_block_the_password`, and here a hundred at once |
//! | another address with each guess, by a forged header | `attacks::a_forged_address_gains_no_try` |
//! | guessing a code | `registration::a_code_dies_at_the_fifth_wrong_try`, `throttle::a_person_is_guessed_at_fifteen_times_a_day`, and here a hundred at once |
//! | replay of a code | `attacks::a_right_code_works_once`, ten at once |
//! | a code for something else, of another registration | `passwords::a_code_for_one_purpose_is_refused_for_another`, `registration::a_code_fits_its_own_registration_alone` |
//! | the clock set back | `clock_set_back`, `sessions::a_clock_set_back_ends_sessions`, `login_challenge::a_clock_set_back_revives_no_challenge` |
//! | a proof of work used again, too easy, foreign, expired | `registration_refusals::robots_are_refused`, `registration_refusals::a_solution_is_taken_once` |
//! | a session that was there before a reset | `registration::a_new_password_ends_the_other_sessions` |
//! | a notice answered twice, a link made up or old | `notices::it_was_not_me`, `notices::a_link_is_good_for_seven_days` |
//! | a second server | `attacks::two_servers_count_together`, `sessions::sessions_hold_across_two_servers`, `login_challenge::two_servers_take_a_challenge_once`; a second program: `two_processes` |
//! | replay of a challenge, by whomever | `login_challenge::a_challenge_is_for_one_browser_once_and_five_minutes`, `login_challenge::of_a_hundred_at_once_one_enters` |
//! | asking for challenges without end | `throttle::an_address_enters_sixty_times_a_minute`, `throttle::a_browser_asks_for_thirty_challenges_a_minute` |
//! | a signature over something else, a foreign key | `signature_login::a_message_that_is_not_the_right_one_is_refused_as_what_it_is`, `signature_login::a_key_that_is_not_the_right_one_is_refused_as_what_it_is` |
//! | a cookie replayed, fixed, made up | `sessions::a_cookie_is_worth_nothing_after_signing_out`, `sessions::a_session_put_into_a_browser_ends_at_login`, `login::without_a_session_nothing_is_shown` |
//! | another person's session | `sessions::another_persons_session_is_not_found`, `reach` |
//! | another site's page | `headers::no_change_is_taken_from_elsewhere`, `problems::changes_come_from_our_own_pages` |

use crate::support::robot::{
    another, begin, code, code_for, enter, enter_code, enter_with_code, proof, send_code, set_password,
};
use crate::support::{Answer, Browser, PASSWORD, TestApp, address};
use serde_json::json;
use std::collections::BTreeMap;
use std::path::Path;
use time::Duration;

const WRONG: &str = "another long password";
/// Well formed and of nobody in the cabinet.
const NOBODY: &str = "900101300811";

/// Sends the same a hundred times at once; how often each was answered.
async fn hundred<F>(app: &TestApp, ask: impl Fn(Browser) -> F) -> BTreeMap<String, u32>
where
    F: Future<Output = Answer> + Send + 'static,
{
    let asked: Vec<_> = (0..100).map(|_| tokio::spawn(ask(app.browser()))).collect();
    let mut counted = BTreeMap::new();
    for answer in asked {
        *counted.entry(answer.await.unwrap().verdict()).or_default() += 1;
    }
    counted
}

/// of a hundred passwords at once four are judged; the pause after the fourth stands before all others, whether or
/// not anybody has the IIN. Not even the right one is told among them.
#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_passwords_at_once_are_four() {
    let app = TestApp::new().await;
    app.signed_in("aliya").await;
    let iin = app.persona("aliya").iin;
    for iin in [iin.clone(), NOBODY.to_owned()] {
        app.clock.advance(Duration::minutes(1));
        let form = json!({ "iin": iin, "password": WRONG });
        let counted = hundred(&app, |browser| {
            let form = form.clone();
            async move { browser.post("/api/session", &form).await }
        });
        let counted = counted.await;
        assert_eq!(counted.get("401 wrong-credentials"), Some(&4), "{iin}: {counted:?}");
        assert_eq!(counted.get("429 too-many-tries"), Some(&96), "{iin}: {counted:?}");
    }
    assert_eq!(enter(&app.browser(), &iin, PASSWORD).await.verdict(), "429 too-many-tries");
}

/// of a hundred passwords at once from a hundred addresses, at two servers, fifty are judged; then a code is asked for,
/// also beside the right one.
#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_passwords_from_a_hundred_addresses_are_fifty() {
    let app = TestApp::new().await;
    app.signed_in("aliya").await;
    let second = app.second();
    for iin in [app.persona("aliya").iin, NOBODY.to_owned()] {
        let asked: Vec<_> = (0..100)
            .map(|number| {
                let browser = if number % 2 == 0 { app.browser() } else { app.browser_of(&second) };
                let (browser, iin) = (browser.at(address(number)), iin.clone());
                tokio::spawn(async move { enter(&browser, &iin, WRONG).await.verdict() })
            })
            .collect();
        let mut counted = BTreeMap::<String, u32>::new();
        for verdict in asked {
            *counted.entry(verdict.await.unwrap()).or_default() += 1;
        }
        let expected = [("401 wrong-credentials".to_owned(), 50), ("403 code-needed".to_owned(), 50)];
        assert_eq!(counted, BTreeMap::from(expected), "{iin}");
        assert_eq!(enter(&app.browser().at(address(200)), &iin, PASSWORD).await.verdict(), "403 code-needed");
    }
}

/// a header gives nobody another address: not without a proxy of ours, and behind one what it added counts, not what
/// its caller made up.
#[tokio::test]
async fn a_forged_address_gains_no_try() {
    for (proxies, told) in [("", ""), ("10.0.0.0/8", ""), ("127.0.0.1", ", 203.0.113.7"), ("127.0.0.1", "")] {
        let app = TestApp::with(|settings| settings.trusted_proxies = proxies.parse().unwrap()).await;
        app.signed_in("aliya").await;
        app.clock.advance(Duration::minutes(1));
        let (browser, iin) = (app.browser(), app.persona("aliya").iin);
        let form = json!({ "iin": iin, "password": WRONG });
        let enter = async |number: u8| {
            let forged = format!("198.51.100.{number}{told}");
            let asked = browser.ask("POST", "/api/session").json(&form).header("x-forwarded-for", &forged);
            asked.send().await.verdict()
        };
        // One row is the other way round: a proxy of ours that tells an address is believed.
        let is_believed = proxies == "127.0.0.1" && told.is_empty();
        for number in 1..=4 {
            assert_eq!(enter(number).await, "401 wrong-credentials", "{proxies}{told} {number}");
        }
        let fifth = if is_believed { "401 wrong-credentials" } else { "429 too-many-tries" };
        assert_eq!(enter(5).await, fifth, "the pause of one address: {proxies}{told}");

        // The limit of an address for challenges, which needs no person.
        let ask = async |number: u8| {
            let (forged, browser) = (format!("198.51.100.{number}{told}"), app.browser());
            let asked = browser.ask("POST", "/api/session/challenge").json(&json!({}));
            asked.header("x-forwarded-for", &forged).send().await.verdict()
        };
        for number in 1..=60 {
            assert_eq!(ask(number).await, "200", "{number}");
        }
        let last = if is_believed { "200" } else { "429 too-many-tries" };
        assert_eq!(ask(61).await, last, "{proxies}{told}");
    }
}

/// a hundred codes at once are five, by either way in.
#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_codes_at_once_are_five() {
    let app = TestApp::with(|settings| settings.registrations_per_address = 1000).await;
    let (browser, persona) = (app.browser(), app.persona("aliya"));
    let (id, digits) = code(&app, &browser, &persona).await;
    let wrong = another(&digits);
    let counted = hundred(&app, |browser| {
        let id = id.clone();
        async move { set_password(&browser, &id, wrong, PASSWORD).await }
    });
    let told = |counted: BTreeMap<String, u32>| (counted["422 wrong-code"], counted["410 code-used-up"]);
    assert_eq!(told(counted.await), (4, 96), "four are told to be wrong, the fifth kills the code");
    assert_eq!(set_password(&browser, &id, &digits, PASSWORD).await.verdict(), "410 code-used-up");

    app.clock.advance(Duration::minutes(1));
    let (_, digits) = code(&app, &browser, &persona).await;
    let (iin, wrong) = (persona.iin.clone(), another(&digits));
    let counted = hundred(&app, |browser| {
        let iin = iin.clone();
        async move { enter_code(&browser, &iin, wrong, PASSWORD).await }
    });
    assert_eq!(told(counted.await), (4, 96));
    assert_eq!(enter_code(&browser, &iin, &digits, PASSWORD).await.verdict(), "410 code-used-up");
}

/// a hundred registrations of one person ask for a code to one number at once, of two servers: one message is sent.
#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_registrations_at_once_send_one_code() {
    let app = TestApp::with(|settings| settings.registrations_per_address = 1000).await;
    let (second, iin) = (app.second(), app.persona("aliya").iin);
    let mut asked = Vec::new();
    for number in 0..100 {
        let browser = if number % 2 == 0 { app.browser() } else { app.browser_of(&second) };
        let browser = browser.at(address(number));
        let begun = begin(&browser, &iin).await.json();
        asked.push(async move { send_code(&browser, begun["id"].as_str().unwrap(), "c1").await.verdict() });
    }
    let asked: Vec<_> = asked.into_iter().map(tokio::spawn).collect();
    let mut counted = BTreeMap::<String, u32>::new();
    for verdict in asked {
        *counted.entry(verdict.await.unwrap()).or_default() += 1;
    }
    assert_eq!(counted, BTreeMap::from([("200".to_owned(), 1), ("429 resend-too-soon".to_owned(), 99)]));
    assert_eq!(app.outside.messages().len(), 1);
}

/// a right code sent ten times at once sets one password, and enters once.
#[tokio::test(flavor = "multi_thread")]
async fn a_right_code_works_once() {
    let app = TestApp::new().await;
    let (browser, persona) = (app.browser(), app.persona("aliya"));
    let (id, digits) = code(&app, &browser, &persona).await;
    let tries: Vec<_> = (0..10)
        .map(|number| {
            let (browser, id, digits) = (app.browser(), id.clone(), digits.clone());
            let password = format!("{PASSWORD} {number}");
            tokio::spawn(async move { (set_password(&browser, &id, &digits, &password).await.verdict(), password) })
        })
        .collect();
    let mut set = Vec::new();
    for tried in tries {
        match tried.await.unwrap() {
            (verdict, password) if verdict == "204" => set.push(password),
            (verdict, _) => assert_eq!(verdict, "410 code-used-up"),
        }
    }
    let [password] = set.as_slice() else { panic!("{} passwords were set", set.len()) };
    assert_eq!(set_password(&browser, &id, &digits, PASSWORD).await.verdict(), "410 code-used-up");

    app.clock.advance(Duration::minutes(1));
    let (id, digits) = code_for(&app, &browser, &persona, "entrance").await;
    let tries: Vec<_> = (0..10)
        .map(|_| {
            let (browser, id, digits, password) = (app.browser(), id.clone(), digits.clone(), password.clone());
            tokio::spawn(async move { enter_with_code(&browser, &id, &digits, &password).await.verdict() })
        })
        .collect();
    let mut entered = 0;
    for tried in tries {
        match tried.await.unwrap().as_str() {
            "200" => entered += 1,
            verdict => assert_eq!(verdict, "410 code-used-up"),
        }
    }
    assert_eq!(entered, 1);
}

/// two servers on one store count together, and what one has taken the other does not take again.
#[tokio::test]
async fn two_servers_count_together() {
    let app = TestApp::new().await;
    app.signed_in("aliya").await;
    let second = app.second();
    let (here, there) = (app.browser(), app.browser_of(&second));
    let persona = app.persona("aliya");

    for browser in [&here, &there, &here, &there] {
        assert_eq!(enter(browser, &persona.iin, WRONG).await.verdict(), "401 wrong-credentials");
    }
    for browser in [&here, &there] {
        assert_eq!(enter(browser, &persona.iin, PASSWORD).await.verdict(), "429 too-many-tries");
    }
    app.clock.advance(Duration::minutes(1));

    let used = json!({ "iin": persona.iin, "proof": proof(&here).await });
    assert_eq!(here.post("/api/registration", &used).await.verdict(), "200");
    assert_eq!(there.post("/api/registration", &used).await.json()["reason"], "used");

    let (id, digits) = code(&app, &here, &persona).await;
    for browser in [&here, &there, &here, &there] {
        assert_eq!(set_password(browser, &id, another(&digits), PASSWORD).await.verdict(), "422 wrong-code");
    }
    assert_eq!(set_password(&here, &id, &digits, PASSWORD).await.verdict(), "204");
    assert_eq!(set_password(&there, &id, &digits, PASSWORD).await.verdict(), "410 code-used-up");

    app.clock.advance(Duration::minutes(1));
    for number in 0..60 {
        let browser = if number % 2 == 0 { &here } else { &there };
        assert_eq!(browser.post("/api/session/challenge", &json!({})).await.verdict(), "200", "{number}");
    }
    for browser in [&here, &there] {
        assert_eq!(browser.post("/api/session/challenge", &json!({})).await.verdict(), "429 too-many-tries");
    }
}

/// The table above names tests that are there.
#[test]
fn the_index_is_true() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/api");
    let read = |file: &str| {
        let path = folder.join(format!("{file}.rs"));
        std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{file}: {error}"))
    };
    let source = read("attacks");
    let table = source.lines().take_while(|line| line.starts_with("//!")).filter(|line| line.starts_with("//! |"));
    let names: Vec<&str> = table.flat_map(|row| row.split('`').skip(1).step_by(2)).collect();
    assert!(names.len() > 20, "{names:?}");
    for name in names {
        let (file, test) = name.split_once("::").unwrap_or((name, ""));
        assert!(read(file).contains(&format!("fn {test}")), "{name}");
    }
}
