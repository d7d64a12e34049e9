//! What the page does for a person: solves the challenge and walks through registration.

use super::{Answer, Browser, TestApp};
use base64ct::{Base64, Encoding};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use simulators::personas::Persona;

/// Asks for a challenge and solves it; the proof as the form takes it.
pub async fn proof(browser: &Browser) -> String {
    let challenge = browser.get("/api/anti-robot").await.json();
    solve(&challenge, challenge["maxnumber"].as_u64().unwrap())
}

/// Solves a challenge by trying numbers up to `max`.
pub fn solve(challenge: &Value, max: u64) -> String {
    let salt = challenge["salt"].as_str().unwrap();
    let found = (0..=max).find(|number| challenge["challenge"] == digest(salt, *number)).expect("a solution");
    payload(challenge, found)
}

/// ALTCHA's payload for a number.
pub fn payload(challenge: &Value, number: u64) -> String {
    let payload = json!({
        "algorithm": challenge["algorithm"],
        "challenge": challenge["challenge"],
        "number": number,
        "salt": challenge["salt"],
        "signature": challenge["signature"],
    });
    Base64::encode_string(payload.to_string().as_bytes())
}

/// Hexadecimal SHA-256 over salt and number.
pub fn digest(salt: &str, number: u64) -> String {
    backend::clock::hex(&Sha256::digest(format!("{salt}{number}")))
}

/// Step 2.
pub async fn begin(browser: &Browser, iin: &str) -> Answer {
    begin_for(browser, iin, "password").await
}

/// Step 2 for a code that does something else.
pub async fn begin_for(browser: &Browser, iin: &str, purpose: &str) -> Answer {
    let proof = proof(browser).await;
    browser.post("/api/registration", &json!({ "iin": iin, "proof": proof, "purpose": purpose })).await
}

/// Step 3.
pub async fn send_code(browser: &Browser, registration: &str, contact: &str) -> Answer {
    let form = json!({ "contact": contact, "language": "kk" });
    browser.post(&format!("/api/registration/{registration}/code"), &form).await
}

/// Step 4.
pub async fn set_password(browser: &Browser, registration: &str, code: &str, password: &str) -> Answer {
    let form = json!({ "code": code, "password": password, "repeated": password });
    browser.post(&format!("/api/registration/{registration}/password"), &form).await
}

/// Steps 2 and 3 to the first contact; the registration and the code that came.
pub async fn code(app: &TestApp, browser: &Browser, persona: &Persona) -> (String, String) {
    code_for(app, browser, persona, "password").await
}

/// The same for a code that does something else.
pub async fn code_for(app: &TestApp, browser: &Browser, persona: &Persona, purpose: &str) -> (String, String) {
    let begun = begin_for(browser, &persona.iin, purpose).await.json();
    let id = begun["id"].as_str().unwrap_or_else(|| panic!("no registration: {begun}")).to_owned();
    let contact = &persona.fund.as_ref().unwrap().contacts[0];
    let sent = send_code(browser, &id, &contact.id).await;
    assert_eq!(sent.status, 200, "{}", sent.text());
    (id, app.code_sent_to(&contact.value))
}

/// The whole registration by the first contact, and the first entrance; the answer to the entrance, or the refusal.
pub async fn register(app: &TestApp, browser: &Browser, persona: &Persona, password: &str) -> Answer {
    let (id, code) = code(app, browser, persona).await;
    let set = set_password(browser, &id, &code, password).await;
    if set.status == 204 { enter(browser, &persona.iin, password).await } else { set }
}

/// A code that is not this one.
pub fn another(code: &str) -> &'static str {
    if code == "000000" { "111111" } else { "000000" }
}

/// A code and the password.
pub async fn enter_with_code(browser: &Browser, registration: &str, code: &str, password: &str) -> Answer {
    let form = json!({ "code": code, "password": password, "language": "kk" });
    browser.post(&format!("/api/registration/{registration}/session"), &form).await
}

/// A code that is already there and a new password, from nowhere.
pub async fn enter_code(browser: &Browser, iin: &str, code: &str, password: &str) -> Answer {
    let proof = proof(browser).await;
    let form = json!({ "iin": iin, "code": code, "password": password, "repeated": password, "proof": proof });
    browser.post("/api/password", &form).await
}

/// IIN and password.
pub async fn enter(browser: &Browser, iin: &str, password: &str) -> Answer {
    browser.post("/api/session", &json!({ "iin": iin, "password": password, "language": "kk" })).await
}
