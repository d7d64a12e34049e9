//! Home, the services list, a service opened: who can apply, for each demo citizen.

use crate::road::{SERVICE, Walker, case_file, form, patched};
use crate::support::TestApp;
use axum::Router;
use axum::http::StatusCode;
use serde_json::{Value, json};
use simulators::modes::{Mode, Register};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// Every reason that the services list gives a person: the general ones, then those of the account.
async fn reasons(app: &TestApp, persona: &str, account: Option<&str>) -> Vec<String> {
    let walker = Walker::new(app, persona).await;
    let services = walker.browser.get("/api/services").await.json();
    let eligibility = &services[0]["eligibility"];
    let subjects = eligibility["subjects"].as_array().unwrap();
    let subject = subjects.iter().find(|it| Some(it["id"].as_str().unwrap()) == account);
    let lists = [Some(&eligibility["refusals"]), subject.map(|it| &it["refusals"])];
    let all = lists.into_iter().flatten().flat_map(|list| list.as_array().unwrap());
    all.map(|refusal| refusal["reason"].as_str().unwrap().to_owned()).collect()
}

/// the list says who can apply and why not, from the registers to the answer; the requirement of each row stands
/// beside it.
#[tokio::test]
async fn every_demo_citizen_is_told_whether_they_can_apply() {
    let app = TestApp::new().await;
    for (requirements, persona, expected) in [
        ("R-082, R-096, R-098, R-001, R-009", "aliya", &[][..]),
        ("R-082", "bauyrzhan", &[]),
        ("R-083, R-097", "gulnar", &[]),
        ("R-083, R-097, R-098", "daniyar", &[]),
        ("R-101 (the other account stays free)", "erlan", &[]),
        ("R-003 (two valid documents)", "zhanna", &[]),
        ("R-099", "kairat", &["open-application"]),
        ("R-101", "laura", &["annual-paid"]),
        ("R-102", "marat", &["returned-payment"]),
        ("R-005", "saule", &["capacity"]),
        ("R-103", "samat", &["no-savings"]),
        ("R-003", "khamit", &["no-valid-document"]),
        ("R-100", "shynar", &["insurer-transfer"]),
        ("R-008 (a warning only)", "yelena", &[]),
        ("R-097", "aigerim", &["no-ground"]),
        ("R-096", "nurlan", &["disability-not-confirmed"]),
        ("R-103", "dina", &["no-account"]),
    ] {
        let account = app.persona(persona).account;
        assert_eq!(reasons(&app, persona, account.as_deref()).await, expected, "{persona}: {requirements}");
    }
}

/// a death record in ЖТ МДБ stands against everything, also when it came after registration.
#[tokio::test]
async fn a_death_record_stands_against_applying() {
    let app = TestApp::new().await;
    let (walker, review) = Walker::reviewing(&app, "aliya").await;
    let cms = walker.signature(&review).await;
    let mut persona = app.persona("aliya");
    persona.register.as_mut().unwrap().life = simulators::records::Life::Dead;
    app.outside.set_person(persona);
    let opened = walker.browser.get(SERVICE).await.json();
    assert_eq!(opened["eligibility"]["refusals"], json!([{ "reason": "life-status" }]));
    assert_eq!(walker.review(1).await.verdict(), "409 refused");
    assert_eq!(walker.sign(&review, &cms).await.verdict(), "409 refused");
}

/// names that differ between ЖТ МДБ and the Fund are a warning here.
#[tokio::test]
async fn names_that_differ_at_the_fund_are_a_warning() {
    let app = TestApp::new().await;
    let walker = Walker::new(&app, "yelena").await;
    let opened = walker.browser.get(SERVICE).await.json();
    assert_eq!(opened["eligibility"]["warnings"], json!([{ "reason": "fund-record-differs" }]));
    assert_eq!(opened["eligibility"]["refusals"], json!([]));
}

/// what is known comes from the registers and directories.
#[tokio::test]
async fn an_opened_service_holds_what_the_registers_know() {
    let app = TestApp::new().await;
    let walker = Walker::new(&app, "aliya").await;
    let opened = walker.browser.get(SERVICE).await.json();
    let facts = &opened["facts"];
    assert_eq!(facts["today"], "2026-11-24");
    assert_eq!(facts["asked_at"], "2026-11-24T15:30:00+05:00");
    assert_eq!(facts["person"]["name"]["given"], "ӘЛИЯ");
    assert_eq!(facts["record"]["accounts"][0]["number"], "01071020190400015838");
    assert_eq!(facts["disability"]["group"], 1);
    assert_eq!(facts["regions"].as_array().unwrap().len(), 20);
    assert_eq!(facts["lump_threshold"], "828588.00");
    assert!(facts["banks"].as_array().unwrap().len() > 5);
    assert_eq!((&opened["revision"], &opened["consent"]), (&json!(0), &Value::Null));
    assert_eq!(opened["draft"]["account"]["number"], "01071020190400015838", "the only account is chosen");
}

/// a register that is silent is named and the rest works; what needs it is refused for now.
#[tokio::test]
async fn a_silent_register_is_named_and_the_rest_works() {
    let app = TestApp::new().await;
    let walker = Walker::drafting(&app, "aliya").await;
    for (register, name, verdict) in [
        (Register::PersonRegister, "person-register", "503 register-silent"),
        (Register::Fund, "fund", "503 register-silent"),
        (Register::DisabilityRegister, "disability-register", "503 register-silent"),
    ] {
        app.outside.set_register(register, Mode::OFF);
        let opened = walker.browser.get(SERVICE).await.json();
        assert_eq!(opened["facts"]["silent"], json!([name]));
        assert_eq!(opened["revision"], 1, "the draft is there");
        let answer = walker.review(1).await;
        assert_eq!((answer.verdict(), answer.json()["register"].clone()), (verdict.to_owned(), json!(name)));
        app.outside.set_register(register, Mode::ON);
    }
    assert_eq!(walker.review(1).await.verdict(), "201");
}

/// a register that hangs is waited for by three, and not by everybody who comes after them.
#[tokio::test]
async fn a_register_that_hangs_is_left_alone_for_a_while() {
    let app = TestApp::new().await;
    let walker = Walker::new(&app, "aliya").await;
    let silent = async || walker.browser.get("/api/home").await.json()["silent"].clone();
    app.outside.set_register(Register::Fund, Mode::SILENT);
    let (first, second, third) = tokio::join!(silent(), silent(), silent());
    assert_eq!([first, second, third], [json!(["fund"]), json!(["fund"]), json!(["fund"])]);
    let at_once = tokio::time::timeout(std::time::Duration::from_secs(2), silent()).await;
    assert_eq!(at_once.expect("the fourth does not wait"), json!(["fund"]));
    app.outside.set_register(Register::Fund, Mode::ON);
    assert_eq!(silent().await, json!(["fund"]), "it rests");
    app.clock.advance(time::Duration::seconds(5));
    assert_eq!(silent().await, json!([]));
}

/// the directory is asked anew after ten minutes; while it is kept, its silence is not noticed.
#[tokio::test]
async fn the_directory_of_banks_is_kept_for_ten_minutes() {
    let app = TestApp::new().await;
    let walker = Walker::new(&app, "aliya").await;
    let silent = async || walker.browser.get(SERVICE).await.json()["facts"]["silent"].clone();
    assert_eq!(silent().await, json!([]));
    app.outside.set_register(Register::BankDirectory, Mode::OFF);
    app.clock.advance(time::Duration::seconds(599));
    assert_eq!(silent().await, json!([]));
    app.clock.advance(time::Duration::seconds(1));
    assert_eq!(silent().await, json!(["bank-directory"]));
}

/// Who waits for the directory hears the failure that came meanwhile; who comes afterwards asks anew.
#[tokio::test]
async fn a_failure_of_the_directory_is_told_to_all_who_wait() {
    let asked = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&asked);
    let broken = Router::new().fallback(move || {
        counted.fetch_add(1, Ordering::SeqCst);
        std::future::ready(StatusCode::SERVICE_UNAVAILABLE)
    });
    let origin = TestApp::own_system(broken).await;
    let app = TestApp::with(|settings| settings.bank_directory_url = origin).await;
    let banks = || app.app.gateways.bank_directory.banks();
    let (first, second, third) = tokio::join!(banks(), banks(), banks());
    assert!(first.is_err() && first == second && second == third, "{first:?} {second:?} {third:?}");
    assert_eq!(asked.load(Ordering::SeqCst), 3, "one question with its two repetitions");
    assert_eq!(banks().await, first);
    assert_eq!(asked.load(Ordering::SeqCst), 6);
}

/// accounts with savings, drafts and applications are on the home page, also while the Fund is silent.
#[tokio::test]
async fn the_home_page_shows_accounts_drafts_and_applications() {
    let app = TestApp::new().await;
    let (walker, number) = Walker::applying(&app, "bauyrzhan").await;
    assert_eq!(walker.save(&form("bauyrzhan"), 0, 1).await.verdict(), "200");
    let home = walker.browser.get("/api/home").await.json();
    assert_eq!(home["accounts"].as_array().unwrap().len(), 2);
    assert_eq!(home["accounts"][0]["last_contribution"]["amount"].as_str().map(|it| it.contains('.')), Some(true));
    assert_eq!(home["drafts"][0]["kind"], "pension-payment");
    assert_eq!(home["applications"][0]["number"], number);
    assert_eq!(home["silent"], json!([]));

    app.outside.set_register(Register::Fund, Mode::OFF);
    let home = walker.browser.get("/api/home").await.json();
    assert_eq!((&home["accounts"], &home["silent"]), (&json!([]), &json!(["fund"])));
    assert_eq!(home["applications"][0]["number"], number);
}

/// nothing of the road is answered without a session, whatever the request.
#[tokio::test]
async fn the_road_is_closed_without_a_session() {
    let app = TestApp::new().await;
    let browser = app.browser();
    for path in [
        "/api/home",
        "/api/services",
        SERVICE,
        "/api/applications",
        "/api/applications/2026-000001",
        "/api/applications/2026-000001/document",
        "/api/applications/2026-000001/signature",
        "/api/reviews/0",
        "/api/reviews/0/document",
    ] {
        assert_eq!(browser.get(path).await.verdict(), "401 signed-out", "{path}");
    }
    let consent = json!({ "version": "2026-11", "language": "kk" });
    assert_eq!(browser.post(&format!("{SERVICE}/consent"), &consent).await.verdict(), "401 signed-out");
    let review = json!({ "revision": 1, "language": "kk" });
    assert_eq!(browser.post(&format!("{SERVICE}/review"), &review).await.verdict(), "401 signed-out");
    let draft = json!({ "form": {}, "base": 0, "tab": "t", "sequence": 1 });
    assert_eq!(browser.put(&format!("{SERVICE}/draft"), &draft).await.verdict(), "401 signed-out");
    assert_eq!(browser.post("/api/reviews/0/signature", &json!({ "cms": "AA==" })).await.verdict(), "401 signed-out");
}

/// The cases of `shared/tests/cases` over HTTP: the same violations in the same order. Each names what it proves
/// (R-107…R-147, row by row).
#[tokio::test]
async fn the_cases_give_the_same_violations_over_http() {
    let app = TestApp::new().await;
    let files = ["identity-document", "account", "payment", "bank-details", "contacts", "whole"];
    let cases: Vec<Value> =
        files.iter().flat_map(|file| case_file(&format!("{file}.json")).as_array().unwrap().clone()).collect();
    let mut personas: Vec<&str> = cases.iter().map(|case| case["persona"].as_str().unwrap()).collect();
    personas.sort_unstable();
    personas.dedup();
    for persona in personas {
        let walker = Walker::consenting(&app, persona).await;
        let mut revision = 0;
        for case in cases.iter().filter(|case| case["persona"] == persona) {
            let typed = patched(form(persona), &case["form"]);
            let saved = walker.save(&typed, revision, revision + 1).await;
            assert_eq!(saved.verdict(), "200", "{}", case["title"]);
            revision = saved.json()["revision"].as_u64().unwrap();
            let answer = walker.review(revision).await;
            // The server brings letters to one form before any rule sees them.
            let put_right = !unicode_normalization::is_nfc(&typed.to_string());
            if put_right || case["expected"] == json!([]) {
                assert_eq!(answer.verdict(), "201", "{}: {}", case["title"], answer.text());
            } else {
                assert_eq!(answer.verdict(), "422 invalid-form", "{}", case["title"]);
                assert_eq!(answer.json()["errors"], case["expected"], "{} ({})", case["title"], case["proves"]);
            }
        }
    }
}
