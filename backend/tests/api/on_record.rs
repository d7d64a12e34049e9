//! What the audit log says of tries to get in: whose door, how it ended, from which network. No address is whole in it.

use crate::audit::verify;
use crate::signature_login::Door;
use crate::support::robot::{another, code, code_for, enter, enter_with_code, register, set_password};
use crate::support::{Browser, PASSWORD, TestApp, address};
use simulators::authority::{KeyKind, KeyState};
use time::Duration;

const WRONG: &str = "another long password";

/// As `address(9)` is shortened.
const FROM: &str = "from=127.0.1.*";

fn browser(app: &TestApp) -> Browser {
    app.browser().at(address(9))
}

/// The rows of a kind: whose, how it ended, the rest.
async fn rows(app: &TestApp, kind: &'static str) -> Vec<(String, String, String)> {
    app.audited(kind).await.into_iter().map(|row| (row.iin, row.code, row.detail)).collect()
}

/// Nothing that was added breaks the chain, and no row tells the whole address.
async fn assert_whole(app: &TestApp) {
    let (code, said) = verify(app, &[]);
    assert_eq!(code, 0, "{said}");
    let whole = "select count(*) from audit where detail like '%127.0.1.9%'";
    assert_eq!(app.app.store.read(move |db| db.one::<(i64,)>(whole, &[])).await.unwrap(), Some((0,)));
}

/// wrong passwords, and the new one.
#[tokio::test]
async fn passwords_are_on_record_with_their_network() {
    let app = TestApp::new().await;
    let (browser, persona) = (browser(&app), app.persona("aliya"));
    assert_eq!(register(&app, &browser, &persona, PASSWORD).await.verdict(), "200");
    enter(&browser, &persona.iin, WRONG).await;
    enter(&browser, "900101300811", WRONG).await;
    let row = |iin: &str, code: &str| (iin.to_owned(), code.to_owned(), FROM.to_owned());
    let expected = [
        row(&persona.iin, "password-reset"),
        row(&persona.iin, "wrong_password"),
        row("900101300811", "wrong_password"),
    ];
    assert_eq!(rows(&app, "password").await, expected);
    let [(_, _, entered)] = &rows(&app, "entrance").await[..] else { panic!("one entrance") };
    assert!(entered.contains(&format!(" {FROM} ")), "{entered}");
    assert_whole(&app).await;
}

/// each wrong code that was judged, by whichever way it was given; one that is dead already is no try.
#[tokio::test]
async fn wrong_codes_are_on_record() {
    let app = TestApp::new().await;
    app.signed_in("aliya").await;
    app.clock.advance(Duration::minutes(1));
    let (browser, persona) = (browser(&app), app.persona("aliya"));
    let (id, digits) = code(&app, &browser, &persona).await;
    for _ in 0..7 {
        set_password(&browser, &id, another(&digits), PASSWORD).await;
    }
    set_password(&browser, "unknown", another(&digits), PASSWORD).await;
    app.clock.advance(Duration::minutes(1));
    let (id, digits) = code_for(&app, &browser, &persona, "entrance").await;
    enter_with_code(&browser, &id, another(&digits), PASSWORD).await;
    let row = |purpose: &str| (persona.iin.clone(), "wrong_code".to_owned(), format!("purpose={purpose} {FROM}"));
    let mut expected = vec![row("password"); 5];
    expected.push(row("entrance"));
    assert_eq!(rows(&app, "code").await, expected);
    assert_whole(&app).await;
}

/// a key that was refused and one that let in.
#[tokio::test]
async fn keys_are_on_record_with_their_network() {
    let app = TestApp::new().await;
    let mut door = Door::of(&app, "aliya");
    door.browser = browser(&app);
    assert_eq!(door.enter(KeyKind::Sign, KeyState::Good).await.verdict(), "422 key-refused");
    assert_eq!(door.enter(KeyKind::Auth, KeyState::Good).await.verdict(), "200");
    let [refused, accepted] = &rows(&app, "login").await[..] else { panic!("two rows") };
    for ((_, code, detail), expected) in [(refused, "wrong_key"), (accepted, "accepted")] {
        assert_eq!(code, expected);
        let (challenge, rest) = detail.split_once(' ').unwrap();
        assert!(challenge.starts_with("challenge=") && rest.starts_with(&format!("{FROM}; serial=")), "{detail}");
    }
    assert_whole(&app).await;
}
