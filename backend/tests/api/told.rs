//! What a person is told of their applications: each accepted one, once, and whether it sends money or messages elsewhere.

use crate::road::{Walker, form, patched};
use crate::support::{TestApp, robot};
use backend::applications::deliver_due as hand_over;
use backend::notices::deliver_due;
use serde_json::{Value, json};
use shared::texts::{Language, Texts};
use simulators::authority::{KeyKind, KeyState};
use simulators::fund::outcome::Outcome;
use simulators::inbox::Message;
use time::Duration;

/// Aliya's contacts on the Fund's file.
const SMS: &str = "+77015550117";
const MAIL: &str = "aliya.seiitkali@posta.example";

/// Signs an application of the person's valid form with these changes; its number.
async fn apply(walker: &Walker<'_>, language: Language, changes: &Value) -> String {
    let saved = walker.save(&patched(form(walker.persona), changes), 0, 1).await;
    assert_eq!(saved.verdict(), "200", "{}", saved.text());
    let review = walker.review_in(language.code(), saved.json()["revision"].as_u64().unwrap()).await;
    assert_eq!(review.verdict(), "201", "{}", review.text());
    let review = review.json();
    let signed = walker.sign(&review, &walker.signature(&review).await).await;
    assert_eq!(signed.verdict(), "201", "{}", signed.text());
    signed.json()["number"].as_str().unwrap().to_owned()
}

/// What was told of an application, once everything is delivered.
async fn told(app: &TestApp, number: &str) -> Vec<Message> {
    while deliver_due(&app.app).await.unwrap() > 0 {}
    app.outside.messages().into_iter().filter(|message| message.text.contains(number)).collect()
}

fn said(language: Language, kind: &str, at: &str, number: &str) -> String {
    let texts = Texts::of(language);
    let service = texts.get("pension-payment");
    texts.say(&format!("notice-{kind}"), &[("at", at), ("number", number), ("service", &service)])
}

/// Whoever has signed hears by SMS and mail that the application is accepted, with its number and service, in the
/// language of the document. Neither IIN, name nor account is in it.
#[tokio::test]
async fn an_accepted_application_is_told() {
    for language in Language::ALL {
        let app = TestApp::new().await;
        let walker = Walker::consenting(&app, "aliya").await;
        let number = apply(&walker, language, &json!({ "contacts": { "email": MAIL } })).await;
        let told = told(&app, &number).await;
        assert_eq!(told.iter().map(|message| message.to.as_str()).collect::<Vec<_>>(), [MAIL, SMS]);
        let persona = app.persona("aliya");
        for message in told {
            let token = message.text.rsplit("/not-me#").next().unwrap().trim();
            let link = format!("http://127.0.0.1:8080/not-me#{token}");
            let not_me = Texts::of(language).say("notice-not-me-application", &[("link", &link)]);
            let expected = said(language, "application-accepted", "24.11.2026 15:30", &number);
            assert_eq!(message.text.replace("\r\n", "\n").trim_end(), format!("{expected}\n\n{not_me}"));
            for secret in [persona.iin.as_str(), &persona.name.surname, "KZ35601A000000012345"] {
                assert!(!message.text.contains(secret), "{secret}");
            }
        }
    }
}

/// Money that goes to another account than before, and a number or address that neither the Fund nor the application before
/// had, are named, to the contacts that the Fund has and never to the new ones.
#[tokio::test]
async fn a_new_account_or_contact_is_named() {
    let app = TestApp::new().await;
    let walker = Walker::consenting(&app, "aliya").await;
    let to = |iban: &str, mobile: &str, email: &str| {
        let contacts = json!({ "mobile_phone": mobile, "email": email });
        json!({ "bank_details": { "iban": iban }, "contacts": contacts })
    };
    let (first, second) = ("KZ35601A000000012345", "KZ08601A000000012346");
    let (mobile, mail) = ("+77015550999", "somebody@posta.example");
    for (number, (changes, kind)) in [
        (to(first, SMS, MAIL), "application-accepted"),
        (to(second, SMS, MAIL), "bank-change"),
        (to(second, SMS, MAIL), "application-accepted"),
        (to(second, mobile, MAIL), "contact-change"),
        (to(first, mobile, mail), "bank-and-contact-change"),
        (to(first, mobile, mail), "application-accepted"),
        (to(first, SMS, mail), "application-accepted"),
        (to(first, SMS, ""), "application-accepted"),
        (to(first, SMS, mail), "contact-change"),
    ]
    .into_iter()
    .enumerate()
    {
        let at = format!("24.11.2026 15:{}", 30 + number);
        let application = apply(&walker, Language::Kk, &changes).await;
        let told = told(&app, &application).await;
        assert_eq!(told.iter().map(|message| message.to.as_str()).collect::<Vec<_>>(), [MAIL, SMS], "{changes}");
        for message in told {
            let expected = said(Language::Kk, kind, &at, &application);
            assert_eq!(message.text.lines().next(), Some(expected.as_str()), "{number}: {changes}");
        }
        // The Fund refuses it, so that the account is free for the next.
        app.outside.set_fund_outcome(Outcome::Refuse, 1);
        assert_eq!(hand_over(&app.app).await.unwrap(), 1);
        app.clock.advance(Duration::minutes(1));
    }
}

/// However often a signature is handed over, to whichever server, and when a server dies after a gateway has taken a
/// message, one SMS and one letter tell of it. A signature that was refused is told of by none.
#[tokio::test(flavor = "multi_thread")]
async fn an_application_is_told_once() {
    let app = TestApp::new().await;
    let (walker, review) = Walker::reviewing(&app, "aliya").await;
    let number = review["number"].as_str().unwrap().to_owned();
    let bytes = walker.document(&review).await;
    let refused = walker.sign(&review, &walker.signed(&bytes, KeyKind::Sign, KeyState::Revoked)).await;
    assert_eq!(refused.verdict(), "422 signature-refused");
    assert!(told(&app, &number).await.is_empty());

    let (second, cms) = (app.second(), walker.signature(&review).await);
    let there = app.browser_of(&second);
    there.set_cookie(walker.browser.cookie().as_deref());
    let path = format!("/api/reviews/{}/signature", crate::road::id(&review));
    let form = json!({ "cms": cms });
    for _ in 0..3 {
        tokio::join!(walker.browser.post(&path, &form), there.post(&path, &form));
    }
    let (here, there) = tokio::join!(deliver_due(&app.app), deliver_due(&second));
    let delivered = here.unwrap() + there.unwrap();
    assert_eq!(told(&app, &number).await.len(), 2, "{delivered} deliveries");

    let undo = "update notice_delivery set done_at = null, due_at = 0 where notice in
        (select id from notice where application = $1)";
    let of = number.clone();
    let undone = app.app.store.write(move |db| db.run(undo, &[&of])).await;
    assert_eq!(undone.unwrap(), 2);
    assert_eq!(told(&app, &number).await.len(), 2, "the gateways know both by their identifiers");
    let open = "select count(*) from notice_delivery where done_at is null";
    let open = app.app.store.read(move |db| db.one::<(i64,)>(open, &[])).await.unwrap();
    assert_eq!(open, Some((0,)));
}

/// «It was not me» of such a notice ends the sessions and blocks the password like any other; the application stands.
#[tokio::test]
async fn an_application_can_be_disowned() {
    let app = TestApp::new().await;
    let (walker, number) = Walker::applying(&app, "aliya").await;
    let told = told(&app, &number).await;
    let token = told[0].text.rsplit("/not-me#").next().unwrap().trim();
    let disown = json!({ "token": token });
    assert_eq!(app.browser().post("/api/not-me", &disown).await.verdict(), "204");
    assert_eq!(walker.browser.get("/api/session").await.verdict(), "401 signed-out");
    let iin = app.persona("aliya").iin;
    assert_eq!(robot::enter(&walker.browser, &iin, crate::support::PASSWORD).await.verdict(), "403 password-blocked");
    assert_eq!(app.browser().post("/api/not-me", &disown).await.verdict(), "404 not-found", "once");
    let of = number.clone();
    let kept =
        app.app.store.read(move |db| db.one::<(i64,)>("select count(*) from application where number = $1", &[&of]));
    assert_eq!(kept.await.unwrap(), Some((1,)));
}
