//! Reading and answering JSON. What cannot be read is a problem, not a line of English.

use super::error::ApiError;
use aide::generate::GenContext;
use aide::openapi::{Operation, Response as Described};
use aide::{OperationInput, OperationOutput};
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::{HeaderMap, header, request::Parts};
use axum::response::{IntoResponse, Response};
use futures_util::StreamExt;
use schemars::JsonSchema;
use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::kernel::problem::Problem;
use std::time::Duration;

/// No honest request has a larger body.
pub const LARGEST_BODY: usize = 256 * 1024;

/// So much of a body that is too large is read and dropped …
const LET_PASS: usize = 32 * 1024 * 1024;
/// … within so long.
const LET_PASS_WITHIN: Duration = Duration::from_secs(10);

/// A JSON body, asked or answered. Members that the type does not know are ignored.
pub struct Json<T>(pub T);

impl<T: DeserializeOwned, S: Sync> FromRequest<S> for Json<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, _: &S) -> Result<Self, ApiError> {
        if !is_json(request.headers()) {
            return Err(Problem::InvalidRequest.into());
        }
        let (parts, body) = request.into_parts();
        let bytes = bytes(&parts.headers, body, LARGEST_BODY).await?;
        // The text of the error may quote what was sent, so only its place is kept.
        let unreadable = |error: serde_json::Error| ApiError {
            problem: Problem::InvalidRequest,
            cause: Some(format!("{:?} at {}:{}", error.classify(), error.line(), error.column())),
        };
        serde_json::from_slice(&bytes).map(Self).map_err(unreadable)
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"))
}

/// A body of `most` bytes at most.
///
/// # Errors
/// [`Problem::TooLarge`], or [`Problem::InvalidRequest`] when it breaks off.
pub async fn bytes(headers: &HeaderMap, body: Body, most: usize) -> Result<Bytes, ApiError> {
    let length = headers.get(header::CONTENT_LENGTH).and_then(|it| it.to_str().ok()?.parse::<usize>().ok());
    if length.is_some_and(|length| length > most) {
        let_pass(headers, body).await;
        return Err(Problem::TooLarge.into());
    }
    to_bytes(body, most).await.map_err(|error| {
        let too_large = std::error::Error::source(&error).is_some_and(|it| it.to_string().contains("length limit"));
        if too_large { Problem::TooLarge.into() } else { Problem::InvalidRequest.into() }
    })
}

/// Reads what is too much and drops it, within bounds: whoever is still sending when the line is closed hears of a broken
/// line instead of the answer. A program that waits to be asked for the body has not begun to send.
async fn let_pass(headers: &HeaderMap, body: Body) {
    if headers.contains_key(header::EXPECT) {
        return;
    }
    let mut rest = body.into_data_stream();
    let passed = async {
        let mut passed = 0;
        while passed < LET_PASS {
            match rest.next().await {
                Some(Ok(piece)) => passed += piece.len(),
                Some(Err(_)) | None => return,
            }
        }
    };
    // Too slow or too much: the line is closed on it.
    let _ = tokio::time::timeout(LET_PASS_WITHIN, passed).await;
}

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        axum::Json(self.0).into_response()
    }
}

impl<T: JsonSchema> OperationInput for Json<T> {
    fn operation_input(ctx: &mut GenContext, operation: &mut Operation) {
        axum::Json::<T>::operation_input(ctx, operation);
    }
}

impl<T: JsonSchema> OperationOutput for Json<T> {
    type Inner = T;

    fn operation_response(ctx: &mut GenContext, operation: &mut Operation) -> Option<Described> {
        axum::Json::<T>::operation_response(ctx, operation)
    }

    fn inferred_responses(ctx: &mut GenContext, operation: &mut Operation) -> Vec<(Option<u16>, Described)> {
        axum::Json::<T>::inferred_responses(ctx, operation)
    }
}

/// The parameters in a path, a struct with one member each. An unreadable one names nothing that exists.
pub struct Path<T>(pub T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Path<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        let read = axum::extract::Path::<T>::from_request_parts(parts, state).await;
        read.map(|path| Self(path.0)).map_err(|_| Problem::NotFound.into())
    }
}

impl<T: JsonSchema> OperationInput for Path<T> {
    fn operation_input(ctx: &mut GenContext, operation: &mut Operation) {
        axum::extract::Path::<T>::operation_input(ctx, operation);
    }
}
