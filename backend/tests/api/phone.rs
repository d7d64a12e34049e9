//! What the tests of signing by QR share: a page with a code, and a phone that knows nothing but the code.

use crate::road::{Walker, id};
use crate::support::{Answer, Browser, TestApp};
use axum::body::BodyDataStream;
use base64ct::{Base64, Encoding};
use futures_util::StreamExt;
use serde_json::{Value, json};
use simulators::authority::{KeyHolder, KeyKind, KeyState};

/// A code on the page.
pub struct Code<'a> {
    pub walker: &'a Walker<'a>,
    pub review: &'a Value,
    pub view: Value,
}

impl<'a> Code<'a> {
    /// Asks for one.
    pub async fn new(walker: &'a Walker<'a>, review: &'a Value) -> Self {
        let made = ask(walker, review).await;
        assert_eq!(made.verdict(), "201", "{}", made.text());
        Self { walker, review, view: made.json() }
    }

    /// Its address on the page's side.
    pub fn path(&self) -> String {
        format!("/api/reviews/{}/qr/{}", id(self.review), self.view["operation"].as_str().unwrap())
    }

    /// Where it stands.
    pub async fn state(&self) -> Value {
        let answer = self.walker.browser.get(&self.path()).await;
        assert_eq!(answer.verdict(), "200", "{}", answer.text());
        answer.json()["state"].clone()
    }

    /// A phone that has scanned it.
    pub fn scanned(&self) -> Phone<'a> {
        Phone::scanning(self.walker.app, self.view["text"].as_str().unwrap())
    }

    /// A phone that has scanned it and fetched the document.
    pub async fn opened(&self) -> Phone<'a> {
        let mut phone = self.scanned();
        phone.open().await;
        phone
    }

    /// The events of the page from now on.
    pub async fn events(&self) -> Events {
        let response = self.walker.browser.ask("GET", &format!("{}/events", self.path())).open().await;
        assert_eq!(response.status().as_u16(), 200);
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        Events(response.into_body().into_data_stream())
    }
}

/// Asks for a code.
pub async fn ask(walker: &Walker<'_>, review: &Value) -> Answer {
    walker.browser.post(&format!("/api/reviews/{}/qr", id(review)), &json!({ "language": "kk" })).await
}

/// A stream of events.
pub struct Events(BodyDataStream);

impl Events {
    /// The state in the next event; nothing when the stream has ended.
    pub async fn next(&mut self) -> Option<Value> {
        Some(self.view().await?["state"].clone())
    }

    /// The next event; nothing when the stream has ended.
    pub async fn view(&mut self) -> Option<Value> {
        let part = self.0.next().await?.unwrap();
        let text = String::from_utf8(part.to_vec()).unwrap();
        let data = text.lines().find_map(|line| line.strip_prefix("data:")).expect("an event has data");
        Some(serde_json::from_str(data.trim()).unwrap())
    }
}

/// eGov Mobile: no cookie, no origin.
pub struct Phone<'a> {
    app: &'a TestApp,
    browser: Browser,
    pub first: String,
    pub second: String,
    pub token: String,
    pub language: &'static str,
    pub document: Vec<u8>,
}

impl<'a> Phone<'a> {
    /// Reads what the code holds.
    pub fn scanning(app: &'a TestApp, text: &str) -> Self {
        let address = text.strip_prefix("mobileSign:").unwrap();
        let first = address.strip_prefix(&app.settings.public_origin).unwrap().to_owned();
        let empty = String::new();
        let (second, token) = (empty.clone(), empty);
        Self { app, browser: app.browser(), first, second, token, language: "kk", document: Vec::new() }
    }

    /// API 1.
    pub async fn introduced(&mut self) -> Answer {
        let answer = self.browser.ask("GET", &self.first).header("accept-language", self.language).send().await;
        if answer.status == 200 {
            let place = &answer.json()["document"];
            assert_eq!(place["auth_type"], "Token");
            self.second = place["uri"].as_str().unwrap().strip_prefix(&self.app.settings.public_origin).unwrap().into();
            self.token = place["auth_token"].as_str().unwrap().to_owned();
        }
        answer
    }

    /// API 2.
    pub async fn documents(&mut self) -> Answer {
        let bearer = format!("Bearer {}", self.token);
        let asking = self.browser.ask("GET", &self.second).header("authorization", &bearer);
        let answer = asking.header("accept-language", self.language).send().await;
        if answer.status == 200 {
            let data = answer.json()["documentsToSign"][0]["document"]["file"]["data"].clone();
            self.document = Base64::decode_vec(data.as_str().unwrap()).unwrap();
        }
        answer
    }

    /// Both.
    pub async fn open(&mut self) {
        assert_eq!(self.introduced().await.verdict(), "200");
        assert_eq!(self.documents().await.verdict(), "200");
    }

    /// The result as it stands.
    pub async fn put(&self, body: impl Into<Vec<u8>>) -> Answer {
        let bearer = format!("Bearer {}", self.token);
        let asking = self.browser.ask("PUT", &self.second).header("origin", "").header("authorization", &bearer);
        asking
            .header("accept-language", self.language)
            .header("content-type", "application/json")
            .bytes(body)
            .send()
            .await
    }

    /// A signed form.
    pub async fn send(&self, cms: &str) -> Answer {
        self.put(result(cms).to_string()).await
    }

    /// The person presses «cancel».
    pub async fn cancel(&self) -> Answer {
        self.put(json!({ "documentsToSign": [{ "id": 1, "status": "CANCELED" }] }).to_string()).await
    }

    /// A signature over what was fetched, base64.
    pub fn signature(&self, persona: &str, kind: KeyKind, state: KeyState) -> String {
        crate::road::signed_by(self.app, persona, &self.document, kind, state)
    }

    /// The good one.
    pub fn good(&self, persona: &str) -> String {
        self.signature(persona, KeyKind::Sign, KeyState::Good)
    }

    /// A message that does not hold what it was made over.
    pub fn beside(&self, persona: &str, bytes: &[u8]) -> String {
        let key = self.app.outside.authority().key(
            &KeyHolder::from(&self.app.persona(persona)),
            KeyKind::Sign,
            KeyState::Good,
        );
        Base64::encode_string(&key.unwrap().sign_detached(bytes, self.app.clock.now()).unwrap())
    }
}

/// The JSON of a signed form.
pub fn result(cms: &str) -> Value {
    json!({ "signMethod": "CMS_WITH_DATA", "version": 1, "documentsToSign": [
        { "id": 1, "nameRu": "x", "meta": [], "document": { "file": { "mime": "@file/pdf", "data": cms } } }
    ] })
}
