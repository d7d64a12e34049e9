//! A browser as the server sees it: cookies, an address, an origin. Pages and scripts are the browser tests' matter.

use super::description;
use super::guarded::Guard;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Request, header};
use backend::Settings;
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Mutex;
use tower::ServiceExt;

/// A browser.
pub struct Browser {
    router: Router,
    origin: String,
    guard: Guard,
    address: IpAddr,
    cookies: Mutex<BTreeMap<String, String>>,
}

/// What the server answered.
pub struct Answer {
    /// Status.
    pub status: u16,
    /// Headers.
    pub headers: HeaderMap,
    /// Body.
    pub body: Vec<u8>,
}

/// A request being put together.
pub struct Asking<'a> {
    browser: &'a Browser,
    method: Method,
    path: String,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Browser {
    /// A browser before whatever answers as a server with these settings.
    pub fn new(router: Router, settings: &Settings) -> Self {
        let (origin, address) = (settings.public_origin.clone(), IpAddr::V4(Ipv4Addr::LOCALHOST));
        Self { router, origin, guard: Guard::of(settings), address, cookies: Mutex::default() }
    }

    /// The same browser at another address.
    pub fn at(mut self, address: IpAddr) -> Self {
        self.address = address;
        self
    }

    /// The session's cookie, `name=value`.
    pub fn cookie(&self) -> Option<String> {
        let cookies = self.cookies.lock().unwrap();
        cookies.iter().find(|(name, _)| is_session(name)).map(|(name, value)| format!("{name}={value}"))
    }

    /// Puts another session's cookie in, or takes it out.
    pub fn set_cookie(&self, cookie: Option<&str>) {
        let mut cookies = self.cookies.lock().unwrap();
        cookies.retain(|name, _| !is_session(name));
        cookies.extend(cookie.and_then(|pair| pair.split_once('=')).map(|(name, value)| (name.into(), value.into())));
    }

    /// Every cookie as the browser sends them.
    pub fn cookies(&self) -> String {
        let pairs: Vec<String> = self.cookies.lock().unwrap().iter().map(|(name, it)| format!("{name}={it}")).collect();
        pairs.join("; ")
    }

    /// A request with headers of its own: `browser.ask("GET", "/api/config").header("if-none-match", etag).send().await`.
    pub fn ask(&self, method: &str, path: &str) -> Asking<'_> {
        let mut headers = HeaderMap::new();
        if !matches!(method, "GET" | "HEAD") {
            headers.insert(header::ORIGIN, HeaderValue::from_str(&self.origin).unwrap());
        }
        let cookies = self.cookies();
        if !cookies.is_empty() {
            headers.insert(header::COOKIE, HeaderValue::from_str(&cookies).unwrap());
        }
        Asking { browser: self, method: method.parse().unwrap(), path: path.to_owned(), headers, body: Vec::new() }
    }

    /// Reads.
    pub async fn get(&self, path: &str) -> Answer {
        self.ask("GET", path).send().await
    }

    /// Sends JSON.
    pub async fn post(&self, path: &str, body: &impl Serialize) -> Answer {
        self.ask("POST", path).json(body).send().await
    }

    /// Sends JSON.
    pub async fn put(&self, path: &str, body: &impl Serialize) -> Answer {
        self.ask("PUT", path).json(body).send().await
    }

    /// Deletes.
    pub async fn delete(&self, path: &str) -> Answer {
        self.ask("DELETE", path).send().await
    }

    fn keep_cookies(&self, headers: &HeaderMap) {
        for set in headers.get_all(header::SET_COOKIE) {
            let set = set.to_str().unwrap();
            let (name, value) = set.split(';').next().unwrap().split_once('=').unwrap();
            let mut cookies = self.cookies.lock().unwrap();
            if set.contains("Max-Age=0") {
                cookies.remove(name);
            } else {
                cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}

fn is_session(cookie: &str) -> bool {
    cookie.trim_start_matches("__Host-") == "session"
}

impl Asking<'_> {
    /// Sets a header, or takes it away when `value` is empty.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        let name: HeaderName = name.parse().unwrap();
        if value.is_empty() {
            self.headers.remove(name);
        } else {
            self.headers.insert(name, value.parse().unwrap());
        }
        self
    }

    /// A JSON body.
    pub fn json(self, body: &impl Serialize) -> Self {
        let body = serde_json::to_vec(body).unwrap();
        self.header("content-type", "application/json").bytes(body)
    }

    /// A body as it stands.
    pub fn bytes(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self
    }

    /// Sends it and checks the answer against the description of the API, and its headers against what every one carries.
    pub async fn send(self) -> Answer {
        let (browser, method, path) = (self.browser, self.method.clone(), self.path.clone());
        let (parts, body) = self.open().await.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        browser.keep_cookies(&parts.headers);
        let answer = Answer { status: parts.status.as_u16(), headers: parts.headers, body };
        description::check(&method, &path, &answer);
        answer
    }

    /// Sends it and gives the answer as it begins: its body may take as long as the test.
    pub async fn open(self) -> axum::response::Response {
        let (browser, what, path) = (self.browser, format!("{} {}", self.method, self.path), self.path.clone());
        let response = self.hand_over().await;
        browser.guard.check(&format!("{what}: {}", response.status()), &path, response.headers());
        response
    }

    async fn hand_over(self) -> axum::response::Response {
        let mut request = Request::new(Body::from(self.body));
        *request.method_mut() = self.method;
        *request.uri_mut() = self.path.parse().unwrap();
        *request.headers_mut() = self.headers;
        let peer = SocketAddr::new(self.browser.address, 50_000);
        request.extensions_mut().insert(ConnectInfo(peer));
        self.browser.router.clone().oneshot(request).await.unwrap()
    }
}

impl Answer {
    /// A header, empty when it is not there.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    /// Status and code of a problem, `422 wrong-code`; the status alone when it is none.
    pub fn verdict(&self) -> String {
        match self.header("content-type") {
            "application/problem+json" => format!("{} {}", self.status, self.json()["code"].as_str().unwrap()),
            _ => self.status.to_string(),
        }
    }

    /// The violations of an invalid form, `/iban bad-checksum`.
    pub fn violations(&self) -> Vec<String> {
        let problem = self.json();
        let errors = problem["errors"].as_array().unwrap_or_else(|| panic!("no violations in {problem}"));
        errors
            .iter()
            .map(|it| format!("{} {}", it["pointer"].as_str().unwrap(), it["code"].as_str().unwrap()))
            .collect()
    }
}
