//! eGov Mobile, the signing app on a citizen's phone: a program of its own that knows nothing but what a QR code holds. It asks
//! the cabinet over HTTP, shows what is to be signed, and hands back a signature, a refusal, or nonsense when told so. A person
//! works it on the page `/desk/phone.html` or by the command `simulators phone`.

pub mod command;
mod desk;
mod screen;

use std::{net::IpAddr, sync::Arc, time::Duration};

use base64ct::{Base64, Encoding};
use reqwest::{Client, Method, RequestBuilder, Url, redirect::Policy};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    authority::{Authority, AuthorityError, KeyHolder, KeyId, SigningKey},
    clock::Clock,
    flaw::{self, Flaw},
    time_stamps::TimeStamps,
};

pub use self::{
    desk::desk_router,
    screen::{Screen, Shown},
};

/// What the QR code of a signing begins with.
const PREFIX: &str = "mobileSign:";
/// The page that opens the app on the same phone.
const SAME_PHONE: &str = "https://m.egov.kz/mobileSign/";
/// No cabinet needs longer.
const PATIENCE: Duration = Duration::from_secs(60);

/// Why the app could not do something.
#[derive(Debug)]
pub enum PhoneError {
    /// Not the code of a signing.
    NotACode,
    /// The address is not on this machine: this phone is for demonstrations and opens no other.
    NotLoopback(String),
    /// The cabinet cannot be reached, or speaks another language.
    Cabinet(String),
    /// The cabinet says no, in its words.
    Refused(Said),
    /// The key cannot be had: a fault of this program.
    Key(AuthorityError),
}

impl std::fmt::Display for PhoneError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotACode => write!(out, "not the QR code of a signing: `{PREFIX}` and an address are expected"),
            Self::NotLoopback(address) => {
                write!(out, "{address} is not on this machine: this phone opens loopback only")
            }
            Self::Cabinet(why) => write!(out, "the cabinet cannot be asked: {why}"),
            Self::Refused(Said { status, message }) => write!(out, "{status}: {message}"),
            Self::Key(error) => error.fmt(out),
        }
    }
}

impl std::error::Error for PhoneError {}

impl From<reqwest::Error> for PhoneError {
    fn from(error: reqwest::Error) -> Self {
        Self::Cabinet(error.without_url().to_string())
    }
}

/// What the cabinet answered.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Said {
    /// HTTP status.
    pub status: u16,
    /// Its words for the person.
    pub message: String,
}

/// What the person does with what is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Move {
    /// Signs.
    #[default]
    Sign,
    /// Presses «cancel».
    Cancel,
    /// Sends what is no result at all.
    Rubbish,
    /// Sends more than anybody takes.
    Flood,
    /// Signs, and sends the result a second time.
    Twice,
    /// Signs, and sends the result with a token that is not the code's.
    WrongToken,
    /// Signs, and something is wrong with the message.
    #[serde(untagged)]
    Flawed(Flaw),
}

/// The app; a copy is the same app.
#[derive(Clone)]
pub struct Phone {
    authority: Arc<Authority>,
    clock: Clock,
    http: Client,
    time_stamps: Option<TimeStamps>,
}

impl Phone {
    /// The app with the keys of this authority.
    ///
    /// # Errors
    /// There is no HTTP client to be had.
    pub fn new(authority: Arc<Authority>, clock: Clock) -> Result<Self, PhoneError> {
        // Nothing here speaks TLS, but the client wants its provider named; a second one finds it installed.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = Client::builder().no_proxy().redirect(Policy::none()).timeout(PATIENCE).build()?;
        Ok(Self { authority, clock, http, time_stamps: None })
    }

    /// The same app, which puts a time stamp beside each good signature while the time-stamping authority answers.
    #[must_use]
    pub fn with_time_stamps(self, time_stamps: TimeStamps) -> Self {
        Self { time_stamps: Some(time_stamps), ..self }
    }

    /// Reads a code, as a camera would give it or as a link on the same phone has it, and fetches what is to be signed.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn scan(&self, text: &str, language: &str) -> Result<Screen, PhoneError> {
        let first = loopback(&address(text)?)?;
        let introduction = self.ask(Method::GET, first, language, None).await?;
        let place = &introduction["document"];
        let (Some(second), Some(token)) = (place["uri"].as_str(), place["auth_token"].as_str()) else {
            return Err(PhoneError::Cabinet("API 1 names no document".to_owned()));
        };
        let second = loopback(second)?;
        let documents = self.ask(Method::GET, second.clone(), language, Some(token)).await?;
        Screen::new(second, token, language, &introduction, documents)
    }

    async fn ask(&self, method: Method, url: Url, language: &str, token: Option<&str>) -> Result<Value, PhoneError> {
        let said = self.request(method, url, language, token).send().await?;
        let (status, text) = (said.status().as_u16(), said.text().await?);
        if status != 200 {
            return Err(PhoneError::Refused(Said { status, message: message(&text) }));
        }
        serde_json::from_str(&text).map_err(|error| PhoneError::Cabinet(error.to_string()))
    }

    fn request(&self, method: Method, url: Url, language: &str, token: Option<&str>) -> RequestBuilder {
        let request = self.http.request(method, url).header("accept-language", language);
        match token {
            Some(token) => request.bearer_auth(token),
            None => request,
        }
    }

    /// Does something with what is shown; each answer of the cabinet in its order.
    ///
    /// # Errors
    /// [`PhoneError`]; what the cabinet says, good or bad, is no error.
    pub async fn play(&self, screen: &Screen, what: Move, key: &ChosenKey) -> Result<Vec<Said>, PhoneError> {
        let body = match what {
            Move::Cancel => screen.answered(|document| {
                document["status"] = json!("CANCELED");
                Ok(())
            })?,
            Move::Rubbish => "{\"documentsToSign\": rubbish".to_owned(),
            Move::Flood => " ".repeat(16 << 20),
            Move::Flawed(flaw) => self.signed(screen, key.clone(), Some(flaw)).await?,
            Move::Sign | Move::Twice | Move::WrongToken => self.signed(screen, key.clone(), None).await?,
        };
        let token = if what == Move::WrongToken { "d3Jvbmc" } else { &screen.token };
        let mut said = vec![self.put(screen, token, body.clone()).await?];
        if what == Move::Twice {
            said.push(self.put(screen, token, body).await?);
        }
        Ok(said)
    }

    async fn put(&self, screen: &Screen, token: &str, body: String) -> Result<Said, PhoneError> {
        let request = self.request(Method::PUT, screen.address.clone(), &screen.language, Some(token));
        let said = request.header("content-type", "application/json").body(body).send().await?;
        Ok(Said { status: said.status().as_u16(), message: message(&said.text().await?) })
    }

    /// The JSON as it came, with each document replaced by its signed form. Making a key on first use takes long.
    async fn signed(&self, screen: &Screen, key: ChosenKey, flaw: Option<Flaw>) -> Result<String, PhoneError> {
        let (phone, screen) = (self.clone(), screen.clone());
        let work = move || {
            let (key, now) = (key.open(&phone.authority)?, (phone.clock)());
            let runtime = tokio::runtime::Handle::current();
            screen.answered(|document| {
                let data = &mut document["document"]["file"]["data"];
                let content = Base64::decode_vec(data.as_str().unwrap_or_default()).unwrap_or_default();
                let attached = screen.sign_method != "CMS_SIGN_ONLY";
                let made = flaw::sign(&phone.authority, &key, (&content, attached), now, flaw);
                let made = made.map_err(PhoneError::Key)?;
                let stamps = phone.time_stamps.as_ref().filter(|_| flaw.is_none());
                let stamped = stamps.and_then(|stamps| runtime.block_on(stamps.stamped(&made)).ok());
                *data = Base64::encode_string(&stamped.unwrap_or(made)).into();
                Ok(())
            })
        };
        let done = tokio::task::spawn_blocking(work).await;
        done.unwrap_or_else(|panic| Err(PhoneError::Key(AuthorityError::Key(panic.to_string()))))
    }
}

/// A key of somebody.
#[derive(Clone, Debug)]
pub struct ChosenKey {
    holder: KeyHolder,
    id: KeyId,
}

impl ChosenKey {
    /// The key of this name: `<iin>-sign`, `<iin>-auth`, `<iin>-sign-expired`, `<iin>-gost` and so on; nothing when nobody has it.
    #[must_use]
    pub fn named(name: &str, holders: &[KeyHolder]) -> Option<Self> {
        let id: KeyId = name.parse().ok()?;
        let holder = holders.iter().find(|holder| holder.iin == id.iin)?.clone();
        Some(Self { holder, id })
    }

    fn open(&self, authority: &Authority) -> Result<SigningKey, PhoneError> {
        authority.key(&self.holder, self.id.kind, self.id.state).map_err(PhoneError::Key)
    }
}

/// The address in a code, or in a link that opens the app on the same phone.
fn address(text: &str) -> Result<String, PhoneError> {
    let text = text.trim();
    if let Some(address) = text.strip_prefix(PREFIX) {
        return Ok(address.to_owned());
    }
    let link = Url::parse(text).ok().filter(|_| text.starts_with(SAME_PHONE)).ok_or(PhoneError::NotACode)?;
    let address = link.query_pairs().find(|(name, _)| name == "link").map(|(_, value)| value.into_owned());
    address.ok_or(PhoneError::NotACode)
}

fn loopback(address: &str) -> Result<Url, PhoneError> {
    let url = Url::parse(address).map_err(|_| PhoneError::NotACode)?;
    let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']);
    let is_here = host == "localhost" || host.parse::<IpAddr>().is_ok_and(|it| it.is_loopback());
    if url.scheme() != "http" || !is_here {
        return Err(PhoneError::NotLoopback(url.origin().ascii_serialization()));
    }
    Ok(url)
}

/// The words for the person in an answer.
fn message(text: &str) -> String {
    let json: Option<Value> = serde_json::from_str(text).ok();
    let words = json.and_then(|json| json["message"].as_str().map(str::to_owned));
    words.unwrap_or_else(|| text.chars().take(200).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_links_hold_an_address() {
        let link = "https://m.egov.kz/mobileSign/?link=http%3A%2F%2F127.0.0.1%3A8080%2Fapi%2Fqr%2F1&isi=1";
        for text in ["mobileSign:http://127.0.0.1:8080/api/qr/1", "  mobileSign:http://127.0.0.1:8080/api/qr/1\n", link]
        {
            assert_eq!(address(text).unwrap(), "http://127.0.0.1:8080/api/qr/1", "{text}");
        }
        for text in
            ["", "http://127.0.0.1/", "https://m.egov.kz/mobileSign/?other=1", "https://example/?link=1", "WIFI:S:x"]
        {
            assert!(matches!(address(text), Err(PhoneError::NotACode)), "{text}");
        }
    }

    #[test]
    fn nothing_beyond_this_machine_is_opened() {
        for here in ["http://127.0.0.1:1/", "http://localhost/", "http://[::1]:1/"] {
            assert!(loopback(here).is_ok(), "{here}");
        }
        for there in ["http://10.0.0.1/", "http://127.0.0.1.example/", "https://cabinet.example/", "ftp://127.0.0.1/"] {
            assert!(matches!(loopback(there), Err(PhoneError::NotLoopback(_))), "{there}");
        }
        assert!(matches!(loopback("x"), Err(PhoneError::NotACode)));
    }
}
