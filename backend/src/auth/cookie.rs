//! Cookies: random values, of which the server keeps the hash alone.

use crate::app::App;
use crate::clock::hex;
use crate::http::citizen::{SESSION_COOKIE, cookie_name, hash};
use crate::store::sessions::TokenHash;
use crate::store::{challenges, devices, sessions};
use aide::OperationOutput;
use aide::generate::GenContext;
use aide::openapi::{Operation, Response as Described};
use axum::http::{HeaderValue, header};
use axum::response::{AppendHeaders, IntoResponse, Response};

/// A cookie of ours: not for scripts, for this host alone, and over https only.
pub(super) struct Cookie {
    /// Its name on loopback; see [`cookie_name`].
    pub(super) name: &'static str,
    /// How long a browser keeps it, milliseconds.
    pub(super) life: i64,
    /// Which requests from other sites carry it: `Strict` none, `Lax` only those that open a page.
    pub(super) same_site: &'static str,
}

/// The session's.
pub(super) const SESSION: Cookie = Cookie { name: SESSION_COOKIE, life: sessions::LONGEST, same_site: "Lax" };
/// The device's, by which an entrance from a new one is noticed.
pub(super) const DEVICE: Cookie = Cookie { name: "device", life: devices::REMEMBERED, same_site: "Strict" };

/// The cookie before login: the text to be signed is for the browser that has it.
pub(super) const LOGIN: Cookie = Cookie { name: "login", life: challenges::LIFE, same_site: "Strict" };

impl Cookie {
    /// Header that hands a value to the browser.
    pub(super) fn set(&self, app: &App, value: &str) -> HeaderValue {
        self.header(app, value, self.life / 1000)
    }

    /// Header that takes it back.
    pub(super) fn clear(&self, app: &App) -> HeaderValue {
        self.header(app, "", 0)
    }

    fn header(&self, app: &App, value: &str, seconds: i64) -> HeaderValue {
        let secure = if app.settings.is_https() { "; Secure" } else { "" };
        let (name, same_site) = (cookie_name(app, self.name), self.same_site);
        let cookie = format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite={same_site}{secure}");
        HeaderValue::from_str(&cookie).expect("hexadecimal digits and names of ours fit a header")
    }
}

/// A new value of 256 random bits and what the store knows it by.
pub(super) fn token(app: &App) -> (String, TokenHash) {
    let token = hex(&app.random.bytes::<32>());
    let hash = hash(&token);
    (token, hash)
}

/// Is it a value as [`token`] makes them?
pub(super) fn is_token(value: &str) -> bool {
    value.len() == 64 && value.bytes().all(|digit| digit.is_ascii_hexdigit())
}

/// An answer that also sets cookies.
pub(super) struct WithCookie<R>(pub(super) Vec<HeaderValue>, pub(super) R);

impl<R: IntoResponse> IntoResponse for WithCookie<R> {
    fn into_response(self) -> Response {
        (AppendHeaders(self.0.into_iter().map(|cookie| (header::SET_COOKIE, cookie))), self.1).into_response()
    }
}

impl<R: OperationOutput> OperationOutput for WithCookie<R> {
    type Inner = R::Inner;

    fn operation_response(ctx: &mut GenContext, operation: &mut Operation) -> Option<Described> {
        R::operation_response(ctx, operation)
    }

    fn inferred_responses(ctx: &mut GenContext, operation: &mut Operation) -> Vec<(Option<u16>, Described)> {
        R::inferred_responses(ctx, operation)
    }
}
