//! Ways in for somebody else, one test each, that no other file tries.
//!
//! | Attack | Test |
//! |---|---|
//! | guessing a password | `throttle`, and here a hundred at once |
//! | guessing a code | `registration::a_code_dies_at_the_fifth_wrong_try`, `throttle::a_person_is_guessed_at_fifteen_times_a_day`, and here a hundred at once |
//! | replay of a code | here, ten at once |
//! | a code for something else, of another registration | `passwords::a_code_for_one_purpose_is_refused_for_another`, `registration::a_code_fits_its_own_registration_alone` |
//! | the clock set back | here, `sessions::a_clock_set_back_ends_sessions`, `signature_login::a_clock_set_back_revives_no_challenge` |
//! | a proof of work used again, too easy, foreign, expired | `registration_refusals::robots_are_refused`, `a_solution_is_taken_once` |
//! | a session that was there before a reset | `registration::a_new_password_ends_the_other_sessions` |
//! | a notice answered twice, a link made up | `notices` |
//! | a second server | here |
//! | replay of a challenge, of a cookie, fixation, another origin, another person's session | `signature_login`, `login`, `headers`, `problems` |

use crate::support::robot::{
    another, begin, code, code_for, enter, enter_code, enter_with_code, proof, send_code, set_password,
};
use crate::support::{Answer, Browser, PASSWORD, TestApp, address};
use serde_json::json;
use std::collections::BTreeMap;
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
