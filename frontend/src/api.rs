//! One function for each endpoint. The answer is typed, and so is every way of not getting it.

mod entrance;
mod problem;

pub use entrance::*;

use crate::browser;
use crate::read::{Read, read};
use crate::session;
use gloo_net::http::{Method, RequestBuilder, Response};
use gloo_timers::callback::Timeout;
use serde::{Serialize, Serializer};
use serde_json::Value;
use shared::api::{
    ConfigView, ConsentGiven, ConsentView, DraftSave, DraftSaved, HomeView, ReviewAsked, ReviewView, ServiceSummary,
    ServiceView, SignatureGiven, SignedView,
};
use shared::kernel::problem::Problem;
use shared::services::{Service, ServiceKind};
use shared::signing_views::{QrAsked, QrView};
use shared::texts::Language;
use std::pin::Pin;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, AbortSignal};

/// How long an answer is waited for, milliseconds (ux 6).
pub const TIME_LIMIT: u32 = 30_000;

/// The session itself.
const SESSION: &str = "/api/session";

/// What stands between a review and the operation of a QR code.
const QR: &str = "/qr/";

/// Status of an answer without a body: what is here already is still so.
const NOT_MODIFIED: u16 = 304;

/// Browsers let requests outlive their page only up to 64 KiB in all.
const KEEPALIVE_LIMIT: usize = 60_000;

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Failure {
    /// The server answered something else than what was asked.
    Problem(Problem),
    /// No answer at all: no network, or the time limit passed.
    Offline,
}

impl Failure {
    /// The violations of an invalid form, for the form to show.
    #[must_use]
    pub fn violations(&self) -> Option<&[shared::kernel::problem::Violation]> {
        match self {
            Self::Problem(Problem::InvalidForm { errors }) => Some(errors),
            _ => None,
        }
    }
}

/// An answer, or why there is none.
pub type Answer<T> = Result<T, Failure>;

/// Sends a request. `T = ()` for an answer without a body.
async fn send<T: Read>(method: Method, path: &str, body: Option<String>) -> Answer<T> {
    read(&text(method, path, body).await?).ok_or_else(unreadable)
}

/// Sends a request and gives the text of a good answer.
async fn text(method: Method, path: &str, body: Option<String>) -> Answer<String> {
    exchange(method, path, body, None).await?.text().await
}

/// A good answer. The time limit holds until its body is here too: a line may stall in the middle.
struct Heard {
    response: Response,
    _limit: Timeout,
}

impl Heard {
    async fn text(&self) -> Answer<String> {
        self.response.text().await.map_err(|_| Failure::Offline)
    }

    async fn binary(&self) -> Answer<Vec<u8>> {
        self.response.binary().await.map_err(|_| Failure::Offline)
    }
}

/// A request on its way. Boxed: one machine for all requests instead of a copy in every function below.
type Sent = Pin<Box<dyn Future<Output = Answer<Heard>>>>;

/// Sends a request and gives a good answer; `tag` names what is here already, and then «not modified» is good too.
fn exchange(method: Method, path: &str, body: Option<String>, tag: Option<&str>) -> Sent {
    Box::pin(exchanged(method, path.to_owned(), body, tag.map(str::to_owned)))
}

async fn exchanged(method: Method, path: String, body: Option<String>, tag: Option<String>) -> Answer<Heard> {
    loop {
        let answer = tried(&method, &path, body.as_deref(), tag.as_deref()).await;
        let over = matches!(answer, Err(Failure::Problem(Problem::SignedOut)));
        // The session's own requests are how a page learns that it is over; the others wait for the person to come back.
        if !over || is_about_session(&path) || !session::back_again().await {
            return answer;
        }
    }
}

async fn tried(method: &Method, path: &str, body: Option<&str>, tag: Option<&str>) -> Answer<Heard> {
    if !is_watching(method, path, tag) {
        session::alive();
    }
    let (signal, limit) = time_limit();
    let mut request = RequestBuilder::new(path).method(method.clone()).abort_signal(signal.as_ref());
    if let Some(tag) = tag {
        request = request.header("if-none-match", tag);
    }
    let request = match body {
        Some(body) => request.header("content-type", "application/json").body(body),
        None => request.build(),
    };
    let response = request.map_err(|_| Failure::Offline)?.send().await.map_err(|_| Failure::Offline)?;
    Ok(Heard { response: judged(response).await?, _limit: limit })
}

fn is_about_session(path: &str) -> bool {
    path == SESSION || path.strip_prefix(SESSION).is_some_and(|rest| rest.starts_with('/'))
}

/// Asks what is, and is no sign of life: the server does not take it for one either.
fn is_watching(method: &Method, path: &str, tag: Option<&str>) -> bool {
    tag.is_some() || (*method == Method::GET && (path == SESSION || path.contains(QR)))
}

/// Aborts a request that is not answered in time; the limit is lifted by dropping the timer.
fn time_limit() -> (Option<AbortSignal>, Timeout) {
    let abort = AbortController::new().ok();
    let signal = abort.as_ref().map(AbortController::signal);
    let limit = Timeout::new(TIME_LIMIT, move || {
        if let Some(abort) = abort {
            abort.abort();
        }
    });
    (signal, limit)
}

async fn judged(response: Response) -> Answer<Response> {
    if response.ok() || response.status() == NOT_MODIFIED {
        return Ok(response);
    }
    let body = response.text().await.map_err(|_| Failure::Offline)?;
    let status = response.status();
    // A proxy's own page: the support can tell from its status where to look.
    let problem = problem::read(&body).unwrap_or_else(|| Problem::Internal { reference: format!("HTTP {status}") });
    Err(Failure::Problem(problem))
}

/// A good answer that cannot be read: our failure; the server has given it no reference.
#[must_use]
pub fn unreadable() -> Failure {
    Failure::Problem(Problem::Internal { reference: "–".to_owned() })
}

fn json(body: &impl Serialize) -> Option<String> {
    // Forms and views have string keys and no floats: nothing in them can fail to be written.
    serde_json::to_string(body).ok()
}

/// JSON without fractions: drafts have none, and the tables for writing them are a fiftieth of the client.
struct Plain<'a>(&'a Value);

impl Serialize for Plain<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Null => serializer.serialize_unit(),
            Value::Bool(value) => serializer.serialize_bool(*value),
            Value::Number(number) => serializer.serialize_i64(number.as_i64().unwrap_or_default()),
            Value::String(text) => serializer.serialize_str(text),
            Value::Array(values) => serializer.collect_seq(values.iter().map(Plain)),
            Value::Object(fields) => serializer.collect_map(fields.iter().map(|(name, value)| (name, Plain(value)))),
        }
    }
}

async fn get<T: Read>(path: &str) -> Answer<T> {
    send(Method::GET, path, None).await
}

async fn post<T: Read>(path: &str, body: &impl Serialize) -> Answer<T> {
    send(Method::POST, path, json(body)).await
}

/// Asks for something that is answered without a body.
async fn act(method: Method, path: &str, body: Option<String>) -> Answer<()> {
    exchange(method, path, body, None).await.map(drop)
}

/// The table of words of a language.
///
/// # Errors
/// Like every function here: [`Failure`].
pub async fn texts(language: Language) -> Answer<String> {
    text(Method::GET, &format!("/api/texts/{}/{}", language.code(), language.hash()), None).await
}

/// Settings of the server.
pub async fn config() -> Answer<ConfigView> {
    get("/api/config").await
}

/// The home page.
pub async fn home() -> Answer<HomeView> {
    get("/api/home").await
}

/// What the cabinet can do for the person.
pub async fn services() -> Answer<Vec<ServiceSummary>> {
    get("/api/services").await
}

/// A service opened.
pub async fn service<S: Service<Facts: Read, Form: Read>>() -> Answer<ServiceView<S::Facts, S::Form>> {
    get(&service_path(S::KIND, "")).await
}

/// Gives the consent.
pub async fn consent(kind: ServiceKind, given: &ConsentGiven) -> Answer<ConsentView> {
    post(&service_path(kind, "/consent"), given).await
}

/// Saves a draft as typed. The request starts within this very call and outlives the page: one that is being left has no
/// later. That the session is over is for the caller to tell: the person may be in the middle of a word.
pub fn save_draft(kind: ServiceKind, draft: &DraftSave<Value>) -> impl Future<Output = Answer<DraftSaved>> + use<> {
    session::alive();
    let DraftSave { form, base, tab, sequence } = draft;
    let draft = DraftSave { form: Plain(form), base: *base, tab: tab.clone(), sequence: *sequence };
    let (signal, limit) = time_limit();
    let init = web_sys::RequestInit::new();
    let body = json(&draft).unwrap_or_default();
    let headers = js_sys::Object::new();
    init.set_method("PUT");
    init.set_signal(signal.as_ref());
    for (target, name, value) in [
        (headers.as_ref(), "content-type", "application/json".into()),
        (init.as_ref(), "headers", headers.clone().into()),
        // web-sys has no setter for it.
        (init.as_ref(), "keepalive", (body.len() <= KEEPALIVE_LIMIT).into()),
    ] {
        // Plain objects take every property.
        let _: Result<bool, JsValue> = js_sys::Reflect::set(target, &JsValue::from_str(name), &value);
    }
    init.set_body(&JsValue::from_str(&body));
    let sent = JsFuture::from(browser::window().fetch_with_str_and_init(&service_path(kind, "/draft"), &init));
    async move {
        let response: web_sys::Response = sent.await.map_err(|_| Failure::Offline)?.unchecked_into();
        let response = judged(response.into()).await?;
        let saved = response.text().await.map_err(|_| Failure::Offline)?;
        drop(limit);
        read(&saved).ok_or_else(unreadable)
    }
}

/// Makes the document to be signed.
pub async fn review(kind: ServiceKind, asked: &ReviewAsked) -> Answer<ReviewView> {
    post(&service_path(kind, "/review"), asked).await
}

/// The document to be signed, again.
pub async fn review_again(id: &str) -> Answer<ReviewView> {
    get(&format!("/api/reviews/{id}")).await
}

/// The exact bytes of the document to be signed.
pub async fn document(review: &str) -> Answer<Vec<u8>> {
    exchange(Method::GET, &format!("/api/reviews/{review}/document"), None, None).await?.binary().await
}

/// What stands at `path`, as JSON, and its tag, unless it is still what bears `tag`.
pub async fn changed(path: &str, tag: Option<&str>) -> Answer<Option<(String, Option<String>)>> {
    let heard = exchange(Method::GET, path, None, tag).await?;
    if heard.response.status() == NOT_MODIFIED {
        return Ok(None);
    }
    let tag = heard.response.headers().get("etag");
    Ok(Some((heard.text().await?, tag)))
}

/// Hands in the signature.
pub async fn sign(review: &str, given: &SignatureGiven) -> Answer<SignedView> {
    post(&format!("/api/reviews/{review}/signature"), given).await
}

/// A new QR code for a review; one that was open is over.
pub async fn qr(review: &str, asked: &QrAsked) -> Answer<QrView> {
    post(&format!("/api/reviews/{review}/qr"), asked).await
}

/// Where a QR code stands. No sign of life: it is asked without the person doing anything.
pub async fn qr_again(review: &str, operation: &str) -> Answer<QrView> {
    get(&qr_path(review, operation)).await
}

/// Calls a QR code off.
pub async fn qr_cancel(review: &str, operation: &str) -> Answer<QrView> {
    send(Method::DELETE, &qr_path(review, operation), None).await
}

/// Address of a QR code of a review.
#[must_use]
pub fn qr_path(review: &str, operation: &str) -> String {
    format!("/api/reviews/{review}{QR}{operation}")
}

/// Deletes a draft.
pub async fn delete_draft(kind: ServiceKind) -> Answer<()> {
    act(Method::DELETE, &service_path(kind, "/draft"), None).await
}

fn service_path(kind: ServiceKind, rest: &str) -> String {
    format!("/api/services/{}{rest}", kind.slug())
}
