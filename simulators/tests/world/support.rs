//! A running outside world with a clock that stands still unless moved.

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicI64, AtomicU32, Ordering},
    },
};

use reqwest::{Client, Response};
use serde_json::{Value, json};
use simulators::{Outside, Settings, clock::Clock, outside::StartError};
use time::{Duration, OffsetDateTime};

/// 2026-11-24T06:00:00Z.
const START: i64 = 1_795_500_000;

pub struct Running {
    pub outside: Outside,
    pub http: Client,
    pub seconds: Arc<AtomicI64>,
    pub state: Folder,
}

/// A folder of this test alone, removed at its end.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("simulators-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

pub fn clock() -> (Clock, Arc<AtomicI64>) {
    let seconds = Arc::new(AtomicI64::new(START));
    let read = Arc::clone(&seconds);
    let clock: Clock = Arc::new(move || OffsetDateTime::UNIX_EPOCH + Duration::seconds(read.load(Ordering::Relaxed)));
    (clock, seconds)
}

/// Free ports; the authority's keys are made once for all tests.
pub fn settings(state: &Path) -> Settings {
    let authority = Path::new(env!("CARGO_TARGET_TMPDIR")).join("authority");
    Settings { authority_dir: Some(authority), ..Settings::on_free_ports(state) }
}

pub async fn start() -> Running {
    let state = Folder::new();
    let (clock, seconds) = clock();
    let outside = Outside::start(settings(state.path()), clock).await.unwrap();
    Running { outside, http: client().build().unwrap(), seconds, state }
}

/// An HTTP client. Nothing here speaks TLS, but the client wants its provider named before it is made.
pub fn client() -> reqwest::ClientBuilder {
    // A second test of this process finds it installed.
    let _ = rustls::crypto::ring::default_provider().install_default();
    Client::builder()
}

impl Running {
    /// Stops and starts again on the same state.
    pub async fn restart(self) -> Self {
        let Self { outside, http, seconds, state } = self;
        outside.stop().await;
        let (clock, _) = clock();
        let outside = Outside::start(settings(state.path()), clock).await.unwrap();
        Self { outside, http, seconds, state }
    }

    pub async fn get(&self, path: &str) -> (u16, Value) {
        read(self.http.get(self.outside.url(path)).send().await.unwrap()).await
    }

    pub async fn send(&self, method: &str, path: &str, body: &Value) -> (u16, Value) {
        let request = self.http.request(method.parse().unwrap(), self.outside.url(path)).json(body);
        read(request.send().await.unwrap()).await
    }

    pub async fn register(&self, body: &Value) -> (u16, Value) {
        let key = body["number"].as_str().unwrap_or_default().to_owned();
        let request = self.http.post(self.outside.url("fund/v1/applications"));
        read(request.header("Idempotency-Key", key).json(body).send().await.unwrap()).await
    }

    pub fn iin(&self, persona: &str) -> String {
        self.outside.persona(persona).unwrap().iin
    }

    /// An application of this person about their first account.
    pub fn application(&self, number: &str, persona: &str) -> Value {
        let persona = self.outside.persona(persona).unwrap();
        let account = &persona.fund.as_ref().unwrap().accounts[0].number;
        json!({
            "number": number, "kind": "pension-payment", "signed_at": "2026-11-24T05:59:00Z", "iin": persona.iin,
            "payload": { "account": account }, "identity_document": null,
            "document_sha256": "0".repeat(64), "cms": "MIIB"
        })
    }
}

pub async fn read(response: Response) -> (u16, Value) {
    let status = response.status().as_u16();
    (status, response.json().await.unwrap_or(Value::Null))
}

pub fn refused(started: Result<Outside, StartError>) -> String {
    match started {
        Ok(_) => panic!("it started"),
        Err(error) => error.to_string(),
    }
}
