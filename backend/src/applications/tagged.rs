//! Answers that an open page asks for again and again: with the tag of what it has, the answer is 304 without a body.

use crate::clock::hex;
use crate::http::ApiError;
use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use sha2::{Digest, Sha256};

/// Does the request name what it has? Then the page asks by itself, which is no sign of a person's life.
pub(super) fn is_poll(headers: &HeaderMap) -> bool {
    headers.contains_key(header::IF_NONE_MATCH)
}

/// The view as JSON with its tag, or 304 when the asker has it. The page keeps the tag, not the browser's cache: what is
/// personal is `no-store`.
pub(super) fn answer(headers: &HeaderMap, view: &impl Serialize) -> Result<Response, ApiError> {
    let json = serde_json::to_vec(view).map_err(ApiError::internal)?;
    let tag = format!("\"{}\"", &hex(&Sha256::digest(&json))[..32]);
    let has = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|it| it.to_str().ok());
    let known = has.flat_map(|it| it.split(',')).any(|it| it.trim().trim_start_matches("W/") == tag);
    let tag = HeaderValue::from_str(&tag).map_err(ApiError::internal)?;
    let mut response = if known {
        (StatusCode::NOT_MODIFIED, Body::empty()).into_response()
    } else {
        ([(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))], json).into_response()
    };
    response.headers_mut().insert(header::ETAG, tag);
    Ok(response)
}
