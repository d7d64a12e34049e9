//! What a browser loads: the built client, settings for the page, the words, and the description of the API.

use super::error::ApiError;
use super::guard::is_api;
use super::json::{Json, Path};
use super::may;
use crate::app::App;
use crate::settings::CONSENT_VERSION;
use aide::axum::ApiRouter;
use aide::axum::routing::get_with;
use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use schemars::JsonSchema;
use serde::Deserialize;
use shared::api::ConfigView;
use shared::kernel::problem::Problem;
use shared::texts::Language;
use std::path::Path as FilePath;
use tower_http::compression::CompressionLayer;
use tower_http::services::{ServeDir, ServeFile};

const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("no-cache");

/// Is the built client there?
///
/// # Errors
/// One line that says it is not.
pub fn check(dist: &FilePath) -> Result<(), String> {
    let page = dist.join("index.html");
    if page.is_file() { Ok(()) } else { Err(format!("DIST {}: no index.html in this folder", dist.display())) }
}

/// Settings and words.
pub fn routes() -> ApiRouter<App> {
    ApiRouter::new()
        .api_route(
            "/api/config",
            get_with(config, |op| may(op.id("config").summary("Settings that the page needs"), &[])),
        )
        .api_route(
            "/api/texts/{language}/{hash}",
            get_with(texts, |op| {
                let op = op.id("texts").summary("The compiled words of a language").response::<200, String>();
                may(op, &[Problem::NotFound])
            })
            // A quarter of its length: on a slow line that is a second less. Nothing in it is anybody's secret.
            .layer(CompressionLayer::new()),
        )
        .api_route(
            "/api/trust-anchors",
            get_with(trust_anchors, |op| {
                let op =
                    op.id("trust-anchors").summary("The trusted certificates, by which anybody can judge a receipt");
                may(op.description("PEM, one after another. Public.").response::<200, String>(), &[])
            }),
        )
}

async fn config(State(app): State<App>) -> Json<ConfigView> {
    Json(ConfigView {
        demonstration: app.settings.demonstration,
        ncalayer: app.settings.ncalayer.clone(),
        consent_version: CONSENT_VERSION.to_owned(),
        code_minutes: app.settings.code_minutes,
        older_registration: app.settings.older_registration,
        time_stamp_required: app.settings.time_stamp_required,
        login_accepts_gost_single_key: app.settings.login_accepts_gost_single_key,
    })
}

/// A table of words.
#[derive(Deserialize, JsonSchema)]
struct Table {
    /// `kk`, `ru` or `en`.
    language: String,
    /// Hash of the table; an old one gets the table of now, which is not kept then.
    hash: String,
}

async fn texts(Path(table): Path<Table>) -> Result<Response, ApiError> {
    let language = Language::from_code(&table.language).ok_or(Problem::NotFound)?;
    let kept = if table.hash == language.hash() { FOR_EVER } else { ASK_AGAIN };
    let headers =
        [(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8")), (header::CACHE_CONTROL, kept)];
    Ok((headers, language.table()).into_response())
}

/// `GET /api/trust-anchors`: for the page `/verify`, which judges in the browser.
async fn trust_anchors(State(app): State<App>) -> String {
    app.trust.to_pem()
}

/// The description of the API. `GET /api/openapi.json`
pub(super) fn description(json: String) -> Router<App> {
    let json = axum::body::Bytes::from(json);
    let answer = move || async move { ([(header::CONTENT_TYPE, "application/json")], json) };
    Router::new().route("/api/openapi.json", get(answer))
}

/// Everything without a route: 404 under `/api`, else a file of the client, else the client itself, which knows its own
/// pages.
pub(super) fn fallback(dist: &FilePath) -> Router {
    let page = ServeFile::new(dist.join("index.html")).precompressed_br().precompressed_gzip();
    let files = ServeDir::new(dist).precompressed_br().precompressed_gzip().fallback(page);
    Router::new().fallback_service(files).layer(from_fn(keep_or_miss))
}

async fn keep_or_miss(request: Request, next: Next) -> Response {
    if is_api(request.uri().path()) {
        return ApiError::from(Problem::NotFound).into_response();
    }
    let hashed = has_hash(request.uri().path());
    let mut response = next.run(request).await;
    let is_page =
        response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if hashed && is_page {
        // A file of an older build: the shell in its place would be kept and read as a script.
        return (StatusCode::NOT_FOUND, Body::empty()).into_response();
    }
    let kept = if hashed { FOR_EVER } else { ASK_AGAIN };
    response.headers_mut().insert(header::CACHE_CONTROL, kept);
    response
}

/// Does the file name hold a hash as the client's build gives it: 64 bits in hexadecimal, leading zeros left out?
fn has_hash(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    let is_hash = |part: &str| (12..=16).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_hexdigit());
    name.contains('.') && name.split(['-', '.', '_']).any(is_hash)
}

#[cfg(test)]
mod tests {
    use super::has_hash;

    #[test]
    fn a_hash_in_a_name_is_seen() {
        for (path, hashed) in [
            ("/frontend-0123456789abcdef_bg.wasm", true),
            ("/main-0123456789abcdef.css", true),
            ("/base-983b782719f66d2.css", true),
            ("/pow.js", false),
            ("/applications/0123456789abcdef", false),
            ("/", false),
        ] {
            assert_eq!(has_hash(path), hashed, "{path}");
        }
    }
}
