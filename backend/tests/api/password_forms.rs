//! A password is one password, whichever keyboard sends it: a letter whole or with its mark apart, wide or narrow (NFKC).

use crate::support::robot::{code, enter, enter_code, register, set_password};
use crate::support::{PASSWORD, TestApp};
use argon2::password_hash::{PasswordHasher, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use backend::keys::Keys;
use backend::store::accounts;
use serde_json::json;
use shared::values::iin::Iin;
use time::Duration;

/// With й and ё whole.
const WHOLE: &str = "айдын жайлау ёлка 47";
/// The same with the marks apart, as some phones send it.
const APART: &str = "аи\u{306}дын жаи\u{306}лау е\u{308}лка 47";
/// The same with digits and a space that are as wide as an ideogram.
const WIDE: &str = "айдын\u{3000}жайлау ёлка ４７";

/// what was set in one form opens in each other.
#[tokio::test]
async fn what_is_set_in_one_form_opens_in_another() {
    for (set, typed) in [(WHOLE, APART), (APART, WHOLE), (WIDE, WHOLE), (APART, WIDE)] {
        assert_ne!(set, typed);
        let app = TestApp::new().await;
        let (browser, persona) = (app.browser(), app.persona("aliya"));
        assert_eq!(register(&app, &browser, &persona, set).await.verdict(), "200");
        assert_eq!(enter(&app.browser(), &persona.iin, typed).await.verdict(), "200", "{set:?} {typed:?}");
        let other = typed.replace('й', "и").replace('\u{306}', "");
        assert_eq!(
            enter(&app.browser(), &persona.iin, &other).await.verdict(),
            "401 wrong-credentials",
            "another letter"
        );
    }
}

/// at the other two places where one is set, and its repetition in yet another form.
#[tokio::test]
async fn the_form_matters_nowhere_a_password_is_set() {
    let app = TestApp::new().await;
    let (browser, persona) = (app.browser(), app.persona("aliya"));
    let (_, digits) = code(&app, &browser, &persona).await;
    assert_eq!(enter_code(&browser, &persona.iin, &digits, APART).await.verdict(), "204");
    assert_eq!(enter(&browser, &persona.iin, WHOLE).await.verdict(), "200");
    let form = json!({ "current": APART, "password": format!("{APART}7"), "repeated": format!("{WHOLE}7") });
    assert_eq!(browser.put("/api/password", &form).await.verdict(), "200");
    assert_eq!(enter(&app.browser(), &persona.iin, &format!("{WHOLE}7")).await.verdict(), "200");

    app.clock.advance(Duration::minutes(1));
    let (id, digits) = code(&app, &browser, &persona).await;
    let form = json!({ "code": digits, "password": APART, "repeated": WHOLE });
    let set = browser.post(&format!("/api/registration/{id}/password"), &form).await;
    assert_eq!(set.verdict(), "204");
}

/// neither the list of known passwords nor somebody's own names are got round by another form; what is too short
/// is not made longer by one.
#[tokio::test]
async fn the_rules_judge_the_one_form() {
    let app = TestApp::new().await;
    let (browser, persona) = (app.browser(), app.persona("aliya"));
    let (id, digits) = code(&app, &browser, &persona).await;
    for (password, code) in [
        ("и\u{306}цукенгшщзхъ", "guessable"),
        ("ｐａｓｓｗｏｒｄ１２３４", "guessable"),
        ("сеи\u{306}ітқали тұлпар", "guessable"),
        ("ｅｎｐｆ tulpar dala", "guessable"),
        ("аи\u{306}дын таи\u{306} 7", "too-short"),
    ] {
        let refused = set_password(&browser, &id, &digits, password).await;
        assert_eq!(refused.verdict(), "422 invalid-form", "{password}");
        assert_eq!(refused.violations(), [format!("/password {code}")], "{password}");
    }
    assert_eq!(set_password(&browser, &id, &digits, APART).await.verdict(), "204", "one change away");
}

/// a hash that was counted over the bytes as they came still fits, when all of them are ASCII.
#[tokio::test]
async fn hashes_of_before_still_fit() {
    let app = TestApp::new().await;
    app.signed_in("aliya").await;
    let iin: Iin = app.persona("aliya").iin.parse().unwrap();
    let pepper = Keys::read(&app.settings.key_file()).unwrap().pepper;
    let params = Params::new(19 * 1024, 2, 1, None).unwrap();
    let hasher = Argon2::new_with_secret(&pepper, Algorithm::Argon2id, Version::V0x13, params).unwrap();
    for password in [PASSWORD, "~tulpar#47 KOKSHE\\dala{}"] {
        let salt = SaltString::encode_b64(&[7; 16]).unwrap();
        let hash = hasher.hash_password(password.as_bytes(), &salt).unwrap().to_string();
        let put = move |db: &mut backend::store::Db| {
            let account = accounts::find(db, &iin)?.unwrap();
            accounts::set_password(db, &iin, &accounts::Account { password: Some(hash.clone()), ..account }, 0)
        };
        app.app.store.write(put).await.unwrap();
        assert_eq!(enter(&app.browser(), iin.as_str(), password).await.verdict(), "200", "{password}");
    }
}
