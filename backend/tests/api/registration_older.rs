//! The older registration form (R-057, R-062…R-074).

use crate::support::robot::{enter, proof, send_code, set_password};
use crate::support::{Answer, Browser, PASSWORD, TestApp};
use serde_json::{Value, json};
use simulators::modes::{Mode, Register};

async fn app() -> TestApp {
    TestApp::with(|settings| settings.older_registration = true).await
}

/// Aliya's data as she would type them, with changes.
async fn begin(browser: &Browser, changes: Value) -> Answer {
    let mut form = json!({
        "surname": "СЕЙІТҚАЛИ", "given": "ӘЛИЯ", "patronymic": "НҰРЛАНҚЫЗЫ", "iin": "780417403079",
        "contact": "+7 701 555 01 17", "proof": proof(browser).await,
    });
    for (key, value) in changes.as_object().unwrap() {
        form[key] = value.clone();
    }
    browser.post("/api/registration/older", &form).await
}

/// off unless a setting says otherwise: there is nothing at its path.
#[tokio::test]
async fn the_older_form_is_off_by_default() {
    let app = TestApp::new().await;
    let browser = app.browser();
    assert_eq!(begin(&browser, json!({})).await.verdict(), "404 not-found");
    assert_eq!(browser.ask("POST", "/api/registration/older").bytes("{").send().await.verdict(), "404 not-found");
    assert_eq!(browser.get("/api/config").await.json()["older_registration"], false);
}

/// R-062…R-071: names, IIN and contact as the Fund has them offer this one contact, and the road goes on as ever.
#[tokio::test]
async fn a_full_match_offers_the_one_contact() {
    let app = app().await;
    let browser = app.browser();
    assert_eq!(browser.get("/api/config").await.json()["older_registration"], true);
    for (contact, id) in [("8 (701) 555-01-17", "c1"), ("Aliya.Seiitkali@posta.example", "c2")] {
        let begun = begin(&browser, json!({ "contact": contact })).await;
        assert_eq!(begun.verdict(), "200", "{contact}");
        let contacts = begun.json()["contacts"].clone();
        assert_eq!((contacts.as_array().unwrap().len(), &contacts[0]["id"]), (1, &json!(id)));
    }
    let begun = begin(&browser, json!({})).await.json();
    let registration = begun["id"].as_str().unwrap();
    assert_eq!(send_code(&browser, registration, "c2").await.violations(), ["/contact not-offered"]);
    assert_eq!(send_code(&browser, registration, "c1").await.verdict(), "200");
    let code = app.code_sent_to("+77015550117");
    assert_eq!(set_password(&browser, registration, &code, PASSWORD).await.verdict(), "204");
    assert_eq!(enter(&browser, "780417403079", PASSWORD).await.verdict(), "200");
}

/// letter case, also of Kazakh letters, spaces around and doubled, and how a letter with a mark was typed do not matter.
#[tokio::test]
async fn letter_case_and_spaces_do_not_matter() {
    let app = app().await;
    let browser = app.browser();
    for names in [
        json!({ "surname": "сейітқали", "given": "әлия", "patronymic": "нұрланқызы" }),
        json!({ "surname": " Сейітқали ", "given": "Әлия", "patronymic": "\u{a0}Нұрланқызы" }),
        json!({ "surname": "СЕИ\u{306}ІТҚАЛИ" }),
    ] {
        assert_eq!(begin(&browser, names.clone()).await.verdict(), "200", "{names}");
    }
    let mut persona = app.persona("mehmet");
    persona.name.surname = "ҺӨҒҢҮ ӘҰІ".to_owned();
    app.outside.set_person(persona.clone());
    let form = json!({
        "surname": "һөғңү   әұі", "given": "мехмет", "patronymic": "", "iin": persona.iin, "contact": "+77715550245",
    });
    assert_eq!(begin(&browser, form).await.verdict(), "200");
}

/// any difference is «not found», and which one it is is not told. Latin letters that look alike are a
/// difference.
#[tokio::test]
async fn any_difference_is_not_found() {
    let app = app().await;
    let browser = app.browser();
    let mut bodies = Vec::new();
    for difference in [
        json!({ "surname": "СЕЙІТҚАЛИЕВА" }),
        json!({ "surname": "CЕЙІТҚАЛИ" }),
        json!({ "given": "АЛИЯ" }),
        json!({ "patronymic": "" }),
        json!({ "patronymic": "НҰРЛАНОВНА" }),
        json!({ "contact": "+77015550118" }),
        json!({ "contact": "aliya@posta.example" }),
        json!({ "iin": app.persona("gulnar").iin }),
        json!({ "iin": app.persona("bolat").iin }),
    ] {
        let answer = begin(&browser, difference.clone()).await;
        assert_eq!(answer.verdict(), "404 person-not-found", "{difference}");
        bodies.push(answer.body);
    }
    assert!(bodies.iter().all(|body| *body == bodies[0]));
}

/// without an additional agreement that chooses the internet this form registers nobody; told only to who
/// knows the rest.
#[tokio::test]
async fn the_agreement_must_be_there() {
    let app = app().await;
    let browser = app.browser();
    let form = |given: &str| {
        json!({
            "surname": "Оспанов", "given": given, "patronymic": "Еркінұлы", "iin": app.persona("daniyar").iin,
            "contact": "d.ospanov@posta.example",
        })
    };
    assert_eq!(begin(&browser, form("Данияр")).await.verdict(), "409 agreement-missing");
    assert_eq!(begin(&browser, form("Дания")).await.verdict(), "404 person-not-found");
}

/// R-063…R-069: what must be there is there before anybody is asked; the check holds here too, and the address is counted.
#[tokio::test]
async fn the_parts_of_the_older_form_are_looked_at() {
    let app = TestApp::with(|settings| {
        settings.older_registration = true;
        settings.registrations_per_address = 2;
    })
    .await;
    let browser = app.browser();
    let empty = browser.post("/api/registration/older", &json!({})).await;
    let all = ["/surname required", "/given required", "/iin required", "/contact required", "/proof required"];
    assert_eq!(empty.violations(), all);
    assert_eq!(begin(&browser, json!({ "contact": "+7926555010" })).await.verdict(), "422 invalid-form");
    assert_eq!(begin(&browser, json!({ "proof": "x" })).await.verdict(), "422 robot-check");
    assert_eq!(begin(&browser, json!({})).await.verdict(), "200");
    app.outside.set_register(Register::Fund, Mode::OFF);
    assert_eq!(begin(&browser, json!({})).await.verdict(), "503 register-silent");
    assert_eq!(begin(&browser, json!({})).await.verdict(), "429 too-many-tries");
}
