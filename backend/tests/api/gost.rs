//! The single key of ГОСТ 34.10-2015 beside the pair of RSA: entering, signing by NCALayer, signing by phone (R-038, R-200,
//! What the message itself may look like is judged in `signing`.

use crate::phone::Code;
use crate::road::Walker;
use crate::signature_login::{Door, codes};
use crate::support::TestApp;
use serde_json::{Value, json};
use simulators::authority::{KeyKind, KeyState};

/// Each row is one change away from the key that is accepted: whose, in which state, what the person is told, the code.
const REFUSED: [(&str, KeyState, &str, &str); 6] = [
    ("R-001", KeyState::Expired, "expired", "expired"),
    ("R-001", KeyState::Revoked, "revoked", "revoked"),
    ("R-001", KeyState::LookAlike, "not-accepted", "untrusted"),
    ("R-007", KeyState::OtherName, "name-mismatch", "name_mismatch"),
    ("R-202", KeyState::Organisation, "wrong-key", "wrong_key"),
    ("R-007", KeyState::WithoutIin, "not-accepted", "no_iin"),
];

/// the single key signs what the pair's signing key signs, and the application is the same.
#[tokio::test]
async fn the_single_key_signs_by_ncalayer() {
    let app = TestApp::new().await;
    let (walker, review) = Walker::reviewing(&app, "aliya").await;
    let bytes = walker.document(&review).await;
    for (requirement, state, told, code) in REFUSED {
        let refused = walker.sign(&review, &walker.signed(&bytes, KeyKind::Gost, state)).await;
        assert_eq!(refused.verdict(), "422 signature-refused", "{requirement} {code}");
        assert_eq!(refused.json()["reason"], told, "{requirement} {code}");
        assert_eq!(walker.audit(&review).await.last().map(String::as_str), Some(code), "{requirement}");
    }
    let foreign = crate::road::signed_by(&app, "gulnar", &bytes, KeyKind::Gost, KeyState::Good);
    assert_eq!(walker.sign(&review, &foreign).await.json()["reason"], "another-person");
    assert_eq!(walker.browser.get("/api/applications").await.json(), json!([]));

    let cms = walker.signed(&bytes, KeyKind::Gost, KeyState::Good);
    let made = walker.sign(&review, &cms).await;
    assert_eq!(made.verdict(), "201", "{}", made.text());
    assert_eq!(made.json()["number"], review["number"]);
    let view = walker.application(review["number"].as_str().unwrap()).await;
    assert!(view["signer"]["issuer"].as_str().unwrap().contains("(GOST)"), "{view}");
    assert_eq!(walker.sign(&review, &cms).await.json()["number"], review["number"], "a repeat gets the same answer");
}

/// so it does on the phone; a key that does not hold ends the code, and a new one is signed.
#[tokio::test]
async fn the_single_key_signs_by_phone() {
    let app = TestApp::new().await;
    let (walker, review) = Walker::reviewing(&app, "aliya").await;
    for (requirement, state, told, code) in REFUSED {
        let shown = Code::new(&walker, &review).await;
        let phone = shown.opened().await;
        let refused = phone.send(&phone.signature("aliya", KeyKind::Gost, state)).await;
        assert_eq!(refused.verdict(), "403", "{requirement} {code}");
        assert_eq!(shown.state().await, json!({ "is": "not-sent", "why": "refused", "reason": told }), "{code}");
    }
    let shown = Code::new(&walker, &review).await;
    let phone = shown.opened().await;
    let taken = phone.send(&phone.signature("aliya", KeyKind::Gost, KeyState::Good)).await;
    assert_eq!(taken.verdict(), "200", "{}", taken.text());
    assert_eq!(shown.state().await, json!({ "is": "accepted", "number": review["number"] }));
    let other = phone.send(&phone.good("aliya")).await;
    assert_eq!(other.verdict(), "410", "the other key's signature of the same document is another one");
}

/// entering with the single key; the page is told whether it may be chosen, and the setting decides on the server.
#[tokio::test]
async fn the_setting_decides_whether_the_single_key_enters() {
    for accepts in [true, false] {
        let app = TestApp::with(|settings| settings.login_accepts_gost_single_key = accepts).await;
        let door = Door::of(&app, "aliya");
        let config = door.browser.get("/api/config").await.json();
        assert_eq!(config["login_accepts_gost_single_key"], accepts);
        let mut expected: Vec<&str> = Vec::new();
        for (requirement, state, told, code) in REFUSED {
            let answer = door.enter(KeyKind::Gost, state).await;
            // What is wrong is found in the order of the checks: the purpose stands before revocation and names.
            let is_first = matches!(state, KeyState::Expired | KeyState::LookAlike);
            let (told, code) = if accepts || is_first { (told, code) } else { ("wrong-key", "wrong_key") };
            assert_eq!(answer.json()["reason"], told, "{requirement} {code}");
            expected.push(code);
        }
        let good = door.enter(KeyKind::Gost, KeyState::Good).await;
        let (verdict, reason, code) = if accepts {
            ("200", Value::Null, "accepted")
        } else {
            ("422 key-refused", json!("wrong-key"), "wrong_key")
        };
        assert_eq!((good.verdict().as_str(), &good.json()["reason"]), (verdict, &reason));
        expected.push(code);
        assert_eq!(codes(&app).await, expected);
        let rsa = door.enter(KeyKind::Auth, KeyState::Good).await;
        assert_eq!(rsa.verdict(), "200", "the pair's key for login is taken either way");
    }
}
