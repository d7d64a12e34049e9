//! Signing by QR through eGov Mobile: the whole way, both screens.

use crate::phone::{Code, Phone, ask, result};
use crate::road::{Walker, id};
use crate::signature::futures;
use crate::support::TestApp;
use backend::settings::SignMethod;
use serde_json::{Value, json};
use simulators::authority::KeyHolder;
use simulators::phone::{ChosenKey, Move};
use time::Duration;
use tokio::net::TcpListener;

/// R-199, R-201, R-211, R-212, R-213: the code holds an address of this server and nothing else; behind it the phone finds the
/// very document, and its signature makes the application. The page hears of each step.
#[tokio::test]
async fn a_signature_by_qr_makes_an_application() {
    let app = TestApp::new().await;
    let (walker, review) = Walker::reviewing(&app, "aliya").await;
    let code = Code::new(&walker, &review).await;
    let origin = &app.settings.public_origin;
    let operation = code.view["operation"].as_str().unwrap();
    assert_eq!(code.view["text"], format!("mobileSign:{origin}/api/qr/{operation}"));
    assert_eq!(operation.len(), 32, "128 bits");
    assert_eq!(code.view["seconds_left"], 300);
    assert_eq!(code.view["state"], json!({ "is": "asked", "way": "qr" }));
    let mut events = code.events().await;
    assert_eq!(events.next().await.unwrap()["is"], "asked");

    let mut phone = code.scanned();
    let introduced = phone.introduced().await.json();
    assert_eq!(introduced["expiry_date"], "2026-11-24T15:35:00.000+05:00");
    assert_eq!(introduced["organisation"]["bin"], "971240002115");
    assert_eq!(introduced["organisation"]["nameKz"], "«БЖЗҚ» АҚ");
    assert_ne!(introduced["document"]["auth_token"], operation);
    let shown = phone.documents().await.json();
    assert_eq!((&shown["signMethod"], &shown["version"]), (&json!("CMS_WITH_DATA"), &json!(1)));
    let documents = shown["documentsToSign"].as_array().unwrap();
    assert_eq!(documents.len(), 1);
    assert_eq!(documents[0]["document"]["file"]["mime"], "@file/pdf");
    assert_eq!(documents[0]["nameKz"], "Зейнетақы төлемдерін тағайындау туралы өтініш");
    assert_eq!(documents[0]["nameEn"], "Application for pension payments");
    assert_eq!(phone.document, walker.document(&review).await, "R-212: the bytes of the review");
    let meta: Vec<&Value> = documents[0]["meta"].as_array().unwrap().iter().map(|it| &it["value"]).collect();
    assert_eq!(meta, [&review["number"], &code.view["control"]], "the control number is the same on both screens");
    assert_eq!(code.view["control"].as_str().unwrap().len(), 2);
    assert_eq!(events.next().await.unwrap()["is"], "opened");

    let done = phone.send(&phone.good("aliya")).await;
    assert_eq!((done.verdict(), done.json()), ("200".into(), json!({ "message": "success" })));
    let accepted = json!({ "is": "accepted", "number": review["number"] });
    assert_eq!(events.next().await.unwrap(), accepted_or_sent(&mut events, &accepted).await);
    assert_eq!(code.state().await, accepted);
    assert_eq!(walker.audit(&review).await, ["accepted"]);
    let view = walker.application(review["number"].as_str().unwrap()).await;
    assert_eq!(view["summary"]["status"], "signed");
    assert_eq!(walker.browser.get(crate::road::SERVICE).await.json()["revision"], 0, "the draft is an application now");
    while backend::applications::deliver_due(&app.app).await.unwrap() > 0 {}
    assert_eq!(app.outside.applications().len(), 1);
}

/// Depending on who is faster the page hears «sent» in between; then the stream ends with the outcome.
async fn accepted_or_sent(events: &mut crate::phone::Events, accepted: &Value) -> Value {
    match events.next().await {
        Some(last) => {
            assert_eq!(&last, accepted);
            assert!(events.next().await.is_none(), "the stream ends with the outcome");
            json!({ "is": "sent", "way": "qr" })
        }
        None => accepted.clone(),
    }
}

/// R-211: on the same phone a link opens the app; its address has the older marker, and both forms are answered alike.
#[tokio::test]
async fn on_a_phone_a_link_opens_the_app() {
    let app = TestApp::new().await;
    let (walker, review) = Walker::reviewing(&app, "aliya").await;
    let code = Code::new(&walker, &review).await;
    let link = code.view["link"].as_str().unwrap();
    let expected = format!(
        "https://m.egov.kz/mobileSign/?link=http%3A%2F%2F127.0.0.1%3A8080%2Fapi%2Fqr%2FmgovSign%2F{}\
         &isi=1476128386&ibi=kz.egov.mobile&apn=kz.mobile.mgov",
        code.view["operation"].as_str().unwrap()
    );
    assert_eq!(link, expected);
    let plain = code.scanned().introduced().await.json();
    for form in [code.scanned().first.replace("/qr/", "/qr/mgovSign/"), format!("{}?mgovSign", code.scanned().first)] {
        let mut phone = Phone::scanning(&app, &format!("mobileSign:{}{form}", app.settings.public_origin));
        assert_eq!(phone.introduced().await.json(), plain);
        phone.open().await;
        assert_eq!(phone.document, walker.document(&review).await);
    }
    for form in ["/api/qr/mgovSign/nothing", "/api/qr/nothing"] {
        let mut phone = Phone::scanning(&app, &format!("mobileSign:{}{form}", app.settings.public_origin));
        assert_eq!(phone.introduced().await.verdict(), "404");
    }
}

/// Without the token nobody reads the document or signs, and a token is for one operation.
#[tokio::test]
async fn the_document_is_for_who_has_the_token() {
    let app = TestApp::new().await;
    let (walker, review) = Walker::reviewing(&app, "aliya").await;
    let other_review = walker.review_in("ru", 1).await.json();
    let (code, other) = (Code::new(&walker, &review).await, Code::new(&walker, &other_review).await);
    let mut stranger = code.opened().await;
    let good = stranger.good("aliya");
    let right = stranger.token.clone();
    let operation = code.view["operation"].as_str().unwrap().to_owned();
    for wrong in [String::new(), operation, other.opened().await.token, right[1..].to_owned(), format!("{right}AA")] {
        stranger.token = wrong;
        let answers = [stranger.documents().await, stranger.send(&good).await];
        for answer in answers {
            assert_eq!(answer.verdict(), "401", "{}", stranger.token);
            assert_eq!(answer.header("www-authenticate"), "Bearer");
            assert!(answer.json()["message"].as_str().unwrap().starts_with("Бұл кодты ашуға рұқсат жоқ"));
        }
    }
    let bare = app.browser().ask("GET", &stranger.second).send().await;
    assert_eq!(bare.verdict(), "401");
    stranger.second = "/api/qr/nothing/documents".to_owned();
    assert_eq!(stranger.documents().await.verdict(), "404");
    assert_eq!(stranger.send(&good).await.verdict(), "404");
    assert_eq!(code.state().await["is"], "opened", "nothing of it touched the signing");
}

/// Neither the identifier nor the token can be read out of the store.
#[tokio::test]
async fn the_store_opens_nothing() {
    let app = TestApp::new().await;
    let (walker, review) = Walker::reviewing(&app, "aliya").await;
    let code = Code::new(&walker, &review).await;
    let token = code.opened().await.token;
    let mut kept = Vec::new();
    for ending in ["", "-wal"] {
        kept.extend(std::fs::read(format!("{}{ending}", app.settings.database.display())).unwrap_or_default());
    }
    assert!(contains(&kept, id(&review).as_bytes()), "what is kept is found");
    for secret in [code.view["operation"].as_str().unwrap(), &token] {
        assert!(!contains(&kept, secret.as_bytes()));
    }
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// The same result again gets the same answer, another one 410, and twenty at once make one application.
#[tokio::test]
async fn one_code_makes_one_application_however_often_it_is_answered() {
    let app = TestApp::new().await;
    let (walker, review) = Walker::reviewing(&app, "aliya").await;
    let code = Code::new(&walker, &review).await;
    let phone = code.opened().await;
    let cms = phone.good("aliya");
    app.clock.advance(Duration::seconds(1));
    let other = phone.good("aliya");
    assert_ne!(cms, other);
    let (phone, same) = (&phone, &cms);
    let answers = futures(20, || phone.send(same)).await;
    assert!(answers.iter().all(|it| it.verdict() == "200"), "{:?}", answers[0].text());
    let again = phone.put(serde_json::to_vec_pretty(&result(same)).unwrap()).await;
    assert_eq!((again.verdict(), again.json()), ("200".into(), json!({ "message": "success" })));
    let another = phone.send(&other).await;
    assert_eq!(another.verdict(), "410");
    assert!(another.json()["message"].as_str().unwrap().starts_with("Бұл код пайдаланылып қойған"));
    assert_eq!(code.scanned().introduced().await.verdict(), "410");
    assert_eq!(walker.browser.get("/api/applications").await.json().as_array().unwrap().len(), 1);
    assert_eq!(walker.audit(&review).await, ["accepted"]);
}

/// Different good signatures at once: one makes the application, the others hear that the code was used.
#[tokio::test]
async fn of_different_signatures_at_once_one_is_taken() {
    let app = TestApp::new().await;
    let (walker, review) = Walker::reviewing(&app, "aliya").await;
    let code = Code::new(&walker, &review).await;
    let phone = code.opened().await;
    let mut messages = Vec::new();
    for _ in 0..6 {
        app.clock.advance(Duration::seconds(1));
        messages.push(phone.good("aliya"));
    }
    let turn = std::cell::Cell::new(0);
    let answers = futures(6, || {
        turn.set(turn.get() + 1);
        phone.send(&messages[turn.get() - 1])
    })
    .await;
    let taken: Vec<String> = answers.iter().map(|it| it.verdict()).collect();
    assert_eq!(taken.iter().filter(|it| *it == "200").count(), 1, "{taken:?}");
    assert_eq!(taken.iter().filter(|it| *it == "410").count(), 5, "{taken:?}");
    assert_eq!(walker.browser.get("/api/applications").await.json().as_array().unwrap().len(), 1);
}

/// R-200, R-201: both ways at once make one application, and both screens say so.
#[tokio::test]
async fn both_ways_at_once_make_one_application() {
    for _ in 0..4 {
        let app = TestApp::new().await;
        let (walker, review) = Walker::reviewing(&app, "aliya").await;
        let code = Code::new(&walker, &review).await;
        let phone = code.opened().await;
        let (by_qr, by_key) = (phone.good("aliya"), walker.signature(&review).await);
        let (phoned, keyed) = tokio::join!(phone.send(&by_qr), walker.sign(&review, &by_key));
        let both = (phoned.status, keyed.status);
        assert!(matches!(both, (200, 200) | (410, 201)), "{both:?}");
        assert_eq!(keyed.json()["number"], review["number"]);
        assert_eq!(code.state().await, json!({ "is": "accepted", "number": review["number"] }));
        assert_eq!(walker.browser.get("/api/applications").await.json().as_array().unwrap().len(), 1);
        while backend::applications::deliver_due(&app.app).await.unwrap() > 0 {}
        assert_eq!(app.outside.applications().len(), 1);
    }
}

/// A signature by key while the code is shown: the page that follows the code hears of the application, the phone that it is
/// too late.
#[tokio::test]
async fn the_page_of_the_code_hears_of_the_other_way() {
    let app = TestApp::new().await;
    let (walker, review) = Walker::reviewing(&app, "aliya").await;
    let code = Code::new(&walker, &review).await;
    let mut phone = code.opened().await;
    let mut events = code.events().await;
    assert_eq!(events.next().await.unwrap()["is"], "opened");
    let by_key = walker.signature(&review).await;
    assert_eq!(walker.sign(&review, &by_key).await.verdict(), "201");
    assert_eq!(events.next().await.unwrap()["is"], "accepted");
    assert_eq!(phone.documents().await.verdict(), "410");
    assert_eq!(phone.send(&phone.good("aliya")).await.verdict(), "410");
    let asked = ask(&walker, &review).await;
    assert_eq!(asked.verdict(), "201", "there is nothing left to sign, and the answer says why");
    assert_eq!(asked.json()["state"], json!({ "is": "accepted", "number": review["number"] }));
    assert_eq!(
        Code { walker: &walker, review: &review, view: asked.json() }.scanned().introduced().await.verdict(),
        "410"
    );
}

/// `CMS_SIGN_ONLY`: the message is made over the document and does not hold it; what is kept holds it.
#[tokio::test]
async fn a_message_beside_the_document_is_taken_when_asked_for() {
    let app = TestApp::with(|settings| settings.qr_sign_method = SignMethod::CmsSignOnly).await;
    let (walker, review) = Walker::reviewing(&app, "aliya").await;
    let code = Code::new(&walker, &review).await;
    let mut phone = code.scanned();
    phone.introduced().await;
    assert_eq!(phone.documents().await.json()["signMethod"], "CMS_SIGN_ONLY");
    let mut other = phone.document.clone();
    other.push(b' ');
    let refused = phone.send(&phone.beside("aliya", &other)).await;
    assert_eq!(refused.verdict(), "403", "{}", refused.text());
    let code = Code::new(&walker, &review).await;
    let phone = code.opened().await;
    let done = phone.send(&phone.beside("aliya", &phone.document)).await;
    assert_eq!(done.verdict(), "200", "{}", done.text());
    let number = review["number"].as_str().unwrap();
    let kept = walker.browser.get(&format!("/api/applications/{number}/signature")).await.body;
    assert!(contains(&kept, &phone.document), "the archive has one form");
}

/// R-211, R-212: a program that knows only what the code holds goes the whole way over the network, with an RSA key and with a key
/// of ГОСТ 34.10-2015; the page's stream tells each step at once.
#[tokio::test]
async fn a_program_that_knows_only_the_code_goes_the_whole_way() {
    for key in ["sign", "gost"] {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let app = TestApp::with(|settings| settings.public_origin.clone_from(&origin)).await;
        let server = app.listen(listener);
        let (walker, review) = Walker::reviewing(&app, "aliya").await;
        let code = Code::new(&walker, &review).await;

        let phone = simulators::phone::Phone::new(app.outside.authority().clone(), app.clock.clock().teller()).unwrap();
        let events = format!("{origin}{}/events", code.path());
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        let asked = client.get(events).header("cookie", walker.browser.cookies());
        let mut stream = asked.send().await.unwrap();
        assert!(told(&mut stream).await.contains(r#""is":"asked""#));
        let screen = phone.scan(code.view["text"].as_str().unwrap(), "ru").await.unwrap();
        assert!(told(&mut stream).await.contains(r#""is":"opened""#));
        assert_eq!(screen.documents[0].content, walker.document(&review).await);
        assert_eq!(screen.documents[0].meta[1].1, code.view["control"], "the control number");

        let iin = app.persona("aliya").iin;
        let holders = [KeyHolder::from(&app.persona("aliya"))];
        let key = ChosenKey::named(&format!("{iin}-{key}"), &holders).unwrap();
        let said = phone.play(&screen, Move::Twice, &key).await.unwrap();
        assert_eq!(said.iter().map(|it| it.status).collect::<Vec<_>>(), [200, 200], "{said:?}");
        let mut last = told(&mut stream).await;
        while !last.contains(r#""is":"accepted""#) {
            last = told(&mut stream).await;
        }
        assert!(stream.chunk().await.unwrap().is_none(), "the stream ends with the outcome");
        assert_eq!(walker.browser.get("/api/applications").await.json().as_array().unwrap().len(), 1);
        server.abort();
    }
}

/// The next event of a stream as it comes from the network.
async fn told(stream: &mut reqwest::Response) -> String {
    let mut text = String::new();
    while !text.ends_with("\n\n") || !text.contains("data:") {
        text += std::str::from_utf8(&stream.chunk().await.unwrap().expect("the stream goes on")).unwrap();
    }
    text
}
