//! What the tests of the road share: a person on their way from consent to signature.

use crate::support::{Answer, Browser, TestApp};
use base64ct::{Base64, Encoding};
use serde_json::{Value, json};
use simulators::authority::{KeyHolder, KeyKind, KeyState};
use std::path::Path;

/// The pension payment's place in addresses.
pub const SERVICE: &str = "/api/services/pension-payment";

/// A person who has signed in.
pub struct Walker<'a> {
    pub app: &'a TestApp,
    pub browser: Browser,
    pub persona: &'a str,
}

impl<'a> Walker<'a> {
    /// Signed in and nothing else.
    pub async fn new(app: &'a TestApp, persona: &'a str) -> Self {
        Self { app, browser: app.signed_in(persona).await, persona }
    }

    /// Signed in and consenting.
    pub async fn consenting(app: &'a TestApp, persona: &'a str) -> Self {
        let walker = Self::new(app, persona).await;
        let answer = walker.consent().await;
        assert_eq!(answer.verdict(), "200");
        walker
    }

    /// With the demo citizen's valid form saved as revision 1.
    pub async fn drafting(app: &'a TestApp, persona: &'a str) -> Self {
        let walker = Self::consenting(app, persona).await;
        assert_eq!(walker.save(&form(persona), 0, 1).await.verdict(), "200");
        walker
    }

    /// With a document to be signed.
    pub async fn reviewing(app: &'a TestApp, persona: &'a str) -> (Self, Value) {
        let walker = Self::drafting(app, persona).await;
        let review = walker.review(1).await;
        assert_eq!(review.verdict(), "201", "{}", review.text());
        let review = review.json();
        (walker, review)
    }

    /// With an application.
    pub async fn applying(app: &'a TestApp, persona: &'a str) -> (Self, String) {
        let (walker, review) = Self::reviewing(app, persona).await;
        let cms = walker.signature(&review).await;
        let answer = walker.sign(&review, &cms).await;
        assert_eq!(answer.verdict(), "201", "{}", answer.text());
        (walker, answer.json()["number"].as_str().unwrap().to_owned())
    }

    pub async fn consent(&self) -> Answer {
        let version = self.browser.get("/api/config").await.json()["consent_version"].clone();
        self.browser.post(&format!("{SERVICE}/consent"), &json!({ "version": version, "language": "kk" })).await
    }

    pub async fn save(&self, form: &Value, base: u64, sequence: u64) -> Answer {
        self.save_in("tab", form, base, sequence).await
    }

    pub async fn save_in(&self, tab: &str, form: &Value, base: u64, sequence: u64) -> Answer {
        let save = json!({ "form": form, "base": base, "tab": tab, "sequence": sequence });
        self.browser.put(&format!("{SERVICE}/draft"), &save).await
    }

    pub async fn review(&self, revision: u64) -> Answer {
        self.review_in("kk", revision).await
    }

    pub async fn review_in(&self, language: &str, revision: u64) -> Answer {
        let asked = json!({ "revision": revision, "language": language });
        self.browser.post(&format!("{SERVICE}/review"), &asked).await
    }

    /// The bytes to be signed.
    pub async fn document(&self, review: &Value) -> Vec<u8> {
        let answer = self.browser.get(&format!("/api/reviews/{}/document", id(review))).await;
        assert_eq!(answer.verdict(), "200");
        answer.body
    }

    /// The person's own good signature over the review's bytes, base64.
    pub async fn signature(&self, review: &Value) -> String {
        let bytes = self.document(review).await;
        self.signed(&bytes, KeyKind::Sign, KeyState::Good)
    }

    /// A signature by a key of the person.
    pub fn signed(&self, bytes: &[u8], kind: KeyKind, state: KeyState) -> String {
        signed_by(self.app, self.persona, bytes, kind, state)
    }

    pub async fn sign(&self, review: &Value, cms: &str) -> Answer {
        self.browser.post(&format!("/api/reviews/{}/signature", id(review)), &json!({ "cms": cms })).await
    }

    /// The application as its page shows it.
    pub async fn application(&self, number: &str) -> Value {
        let answer = self.browser.get(&format!("/api/applications/{number}")).await;
        assert_eq!(answer.verdict(), "200");
        answer.json()
    }

    /// The statuses of an application, oldest first.
    pub async fn statuses(&self, number: &str) -> Vec<String> {
        let view = self.application(number).await;
        let history = view["history"].as_array().unwrap();
        history.iter().map(|it| it["status"].as_str().unwrap().to_owned()).collect()
    }

    /// What the store knows of the tries to sign a review: the exact codes.
    pub async fn audit(&self, review: &Value) -> Vec<String> {
        let id = id(review).to_owned();
        let all = self.app.audited("signature").await.into_iter();
        let of_this = all.filter(|entry| entry.detail.starts_with(&format!("review={id} ")));
        of_this.map(|entry| entry.code).collect()
    }
}

/// A signature by a key of any demo citizen.
pub fn signed_by(app: &TestApp, persona: &str, bytes: &[u8], kind: KeyKind, state: KeyState) -> String {
    let holder = KeyHolder::from(&app.persona(persona));
    let key = app.outside.authority().key(&holder, kind, state).unwrap();
    Base64::encode_string(&key.sign_attached(bytes, app.clock.now()).unwrap())
}

/// The identifier of a review.
pub fn id(review: &Value) -> &str {
    review["id"].as_str().unwrap()
}

/// A file of the cases that `shared` tests natively.
pub fn case_file(name: &str) -> Value {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/tests/cases/pension-payment");
    serde_json::from_slice(&std::fs::read(folder.join(name)).unwrap()).unwrap()
}

/// The valid form of a demo citizen.
pub fn form(persona: &str) -> Value {
    case_file(&format!("forms/{persona}.json"))
}

/// A JSON merge patch (RFC 7396).
pub fn patched(mut target: Value, patch: &Value) -> Value {
    match patch {
        Value::Object(changes) => {
            if !target.is_object() {
                target = json!({});
            }
            for (key, change) in changes {
                let before = target.as_object_mut().unwrap().remove(key).unwrap_or(Value::Null);
                if !change.is_null() {
                    target[key] = patched(before, change);
                }
            }
            target
        }
        other => other.clone(),
    }
}
