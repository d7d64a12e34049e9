//! Headers that every answer carries, and the check that a change was asked for by our own pages.

use super::error::ApiError;
use crate::app::App;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use shared::kernel::problem::Problem;

const PERMISSIONS: &str = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";

/// Puts the security headers on every answer, whatever it is.
pub(super) async fn headers(State(app): State<App>, request: Request, next: Next) -> Response {
    let is_api = is_api(request.uri().path());
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let mut set = |name: HeaderName, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    };
    set(header::CONTENT_SECURITY_POLICY, &content_security_policy(&app.settings.ncalayer));
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::X_FRAME_OPTIONS, "DENY");
    set(header::REFERRER_POLICY, "no-referrer");
    set(HeaderName::from_static("permissions-policy"), PERMISSIONS);
    set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    if app.settings.is_https() {
        set(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
    if app.settings.demonstration {
        set(HeaderName::from_static("x-robots-tag"), "noindex");
    }
    if is_api && !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}

/// No inline script or style; the only other address a page may open is NCALayer's.
fn content_security_policy(ncalayer: &str) -> String {
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; style-src 'self'; img-src 'self'; \
         font-src 'self'; connect-src 'self' {ncalayer}; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )
}

/// Is the path one of the API's?
pub(super) fn is_api(path: &str) -> bool {
    path == "/api" || path.starts_with("/api/")
}

/// Refuses changes that another site's page asks for in the person's name: a browser tells the origin of every change.
pub(super) async fn foreign_origins(State(app): State<App>, request: Request, next: Next) -> Response {
    if changes(request.method()) && !is_own(request.headers(), &app.settings.public_origin) {
        return ApiError::from(Problem::ForeignOrigin).into_response();
    }
    next.run(request).await
}

fn changes(method: &Method) -> bool {
    !matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

fn is_own(headers: &HeaderMap, origin: &str) -> bool {
    let told = |name: HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    match (told(header::ORIGIN), told(HeaderName::from_static("sec-fetch-site"))) {
        (Some(told), _) => told == origin,
        (None, Some(site)) => matches!(site, "same-origin" | "none"),
        (None, None) => false,
    }
}
