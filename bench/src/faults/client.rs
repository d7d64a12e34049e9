//! The page's side of the API: one session, one connection for each request.

use base64ct::{Base64, Encoding};
use reqwest::Method;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::net::SocketAddr;
use std::time::Duration;

/// No request of a page takes longer.
const PATIENCE: Duration = Duration::from_secs(60);

/// What was answered.
#[derive(Clone, Debug)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// Body.
    pub bytes: Vec<u8>,
}

impl Answer {
    /// The body as JSON; null when it is none.
    #[must_use]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or_default()
    }

    /// Is this something that passes by itself: a register that is silent, a key that cannot be asked about?
    #[must_use]
    pub fn is_passing(&self) -> bool {
        self.status == 503 || (self.status == 422 && self.json()["reason"] == "cannot-check")
    }

    /// Status and body for a person.
    #[must_use]
    pub fn in_words(&self) -> String {
        format!("{} {}", self.status, String::from_utf8_lossy(&self.bytes).chars().take(300).collect::<String>())
    }
}

/// A page.
#[derive(Clone)]
pub struct Client {
    http: reqwest::Client,
    origin: String,
    /// The session's cookie, once there is one.
    pub cookie: Option<String>,
}

impl Client {
    /// A page of the cabinet at `server`, nobody signed in.
    ///
    /// # Errors
    /// There is no HTTP client to be had.
    pub fn new(server: SocketAddr) -> reqwest::Result<Self> {
        Ok(Self { http: http()?, origin: format!("http://{server}"), cookie: None })
    }

    /// One request.
    ///
    /// # Errors
    /// No answer: the connection was refused or broke.
    pub async fn ask(&mut self, method: Method, path: &str, body: Option<&Value>) -> reqwest::Result<Answer> {
        let mut request = self.http.request(method, format!("{}{path}", self.origin)).header("origin", &self.origin);
        if let Some(cookie) = &self.cookie {
            request = request.header("cookie", cookie);
        }
        if let Some(body) = body {
            request = request.json(body);
        }
        let answer = request.send().await?;
        for set in answer.headers().get_all("set-cookie") {
            let set = set.to_str().unwrap_or_default().split(';').next().unwrap_or_default();
            if set.contains("session=") {
                self.cookie = Some(set.to_owned());
            }
        }
        Ok(Answer { status: answer.status().as_u16(), bytes: answer.bytes().await?.to_vec() })
    }
}

/// A client without a memory for connections: one that was killed with its server is nobody's next.
///
/// # Errors
/// There is none to be had.
pub fn http() -> reqwest::Result<reqwest::Client> {
    // Nothing here is encrypted, but the client asks for a provider all the same; a second one is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder().no_proxy().pool_max_idle_per_host(0).timeout(PATIENCE).build()
}

/// The proof of work as ALTCHA writes it; nothing when there is no solution.
#[must_use]
pub fn solved(challenge: &Value) -> Option<String> {
    let salt = challenge["salt"].as_str()?;
    let most = challenge["maxnumber"].as_u64()?;
    let digest = |number: u64| backend::clock::hex(&Sha256::digest(format!("{salt}{number}")));
    let number = (0..=most).find(|number| challenge["challenge"] == digest(*number))?;
    let payload = json!({
        "algorithm": challenge["algorithm"],
        "challenge": challenge["challenge"],
        "number": number,
        "salt": salt,
        "signature": challenge["signature"],
    });
    Some(Base64::encode_string(payload.to_string().as_bytes()))
}
