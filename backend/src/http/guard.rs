//! Headers that every answer carries, and the check that a change was asked for by our own pages.

use super::error::ApiError;
use crate::app::App;
use crate::settings::Settings;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use shared::kernel::problem::Problem;
use std::sync::Arc;

/// What no page of ours ever asks a browser for.
const PERMISSIONS: &str = "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), \
                           magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=()";

/// The headers that are the same on every answer of this server.
pub(super) type Fixed = Arc<[(HeaderName, HeaderValue)]>;

/// Makes them.
pub(super) fn fixed(settings: &Settings) -> Fixed {
    let mut all = vec![
        (header::CONTENT_SECURITY_POLICY, content_security_policy(&settings.ncalayer)),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
        (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
        (HeaderName::from_static("permissions-policy"), HeaderValue::from_static(PERMISSIONS)),
        (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
        (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
    ];
    if settings.is_https() {
        all.push((header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000")));
    }
    if settings.demonstration {
        all.push((HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex")));
    }
    all.into()
}

/// Puts the fixed headers on every answer, whatever it is; what the API says is kept by nobody unless it says so.
pub(super) async fn headers(State(fixed): State<Fixed>, request: Request, next: Next) -> Response {
    let is_api = is_api(request.uri().path());
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.extend(fixed.iter().cloned());
    if is_api && !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}

/// No inline script or style; the only other address a page may open is NCALayer's.
fn content_security_policy(ncalayer: &str) -> HeaderValue {
    let policy = format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; style-src 'self'; img-src 'self'; \
         font-src 'self'; connect-src 'self' {ncalayer}; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    );
    // The settings were checked to be an address; a strange one in it closes the policy instead of opening it.
    HeaderValue::try_from(policy).unwrap_or(HeaderValue::from_static("default-src 'none'"))
}

/// Is the path one of the API's?
pub(super) fn is_api(path: &str) -> bool {
    path == "/api" || path.starts_with("/api/")
}

/// Where a phone hands a signature over. It is no browser: it tells no origin, has no cookie and brings a token, which no
/// page of another site can make a browser bring.
pub const PHONE_DOCUMENTS: &str = "/api/qr/{operation}/documents";

/// Refuses changes that another site's page asks for in the person's name: a browser tells the origin of every change.
pub(super) async fn foreign_origins(State(app): State<App>, request: Request, next: Next) -> Response {
    if changes(request.method()) && !is_phones(&request) && !is_own(request.headers(), &app.settings.public_origin) {
        return ApiError::from(Problem::ForeignOrigin).into_response();
    }
    next.run(request).await
}

fn changes(method: &Method) -> bool {
    !matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

fn is_phones(request: &Request) -> bool {
    let path = request.extensions().get::<MatchedPath>().map(MatchedPath::as_str);
    *request.method() == Method::PUT && path == Some(PHONE_DOCUMENTS)
}

fn is_own(headers: &HeaderMap, origin: &str) -> bool {
    let told = |name: HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    match (told(header::ORIGIN), told(HeaderName::from_static("sec-fetch-site"))) {
        (Some(told), _) => told == origin,
        (None, Some(site)) => matches!(site, "same-origin" | "none"),
        (None, None) => false,
    }
}
