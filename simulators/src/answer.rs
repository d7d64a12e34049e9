//! Refusals of the outside systems and the strict reading of their requests.

use axum::{
    Json,
    extract::{FromRequest, FromRequestParts, Path, Query, Request, rejection::JsonRejection},
    http::{StatusCode, request::Parts},
    response::{IntoResponse, Response},
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// A refusal: `{"error": "<code>"}`, with a reason where there is one to tell.
#[derive(Debug)]
pub struct Failure {
    status: StatusCode,
    body: Value,
}

/// A refusal without a reason.
#[must_use]
pub fn failure(status: StatusCode, error: &str) -> Failure {
    Failure { status, body: json!({ "error": error }) }
}

/// A refusal that says why.
#[must_use]
pub fn failure_with(status: StatusCode, error: &str, reason: impl Into<String>) -> Failure {
    Failure { status, body: json!({ "error": error, "reason": reason.into() }) }
}

/// Nothing is known under this key.
#[must_use]
pub fn not_found() -> Failure {
    failure(StatusCode::NOT_FOUND, "not-found")
}

/// A request that does not follow the contract.
#[must_use]
pub fn malformed(reason: impl Into<String>) -> Failure {
    failure_with(StatusCode::BAD_REQUEST, "malformed", reason)
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        (self.status, Json(self.body)).into_response()
    }
}

/// A JSON body read strictly: anything else is a refusal in the contract's shape.
#[derive(Debug)]
pub struct Body<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Body<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        match Json::<T>::from_request(request, state).await {
            Ok(Json(value)) => Ok(Self(value)),
            Err(JsonRejection::MissingJsonContentType(_)) => {
                Err(failure(StatusCode::UNSUPPORTED_MEDIA_TYPE, "not-json"))
            }
            Err(rejection) if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE => {
                Err(failure(StatusCode::PAYLOAD_TOO_LARGE, "too-large"))
            }
            Err(rejection) => Err(malformed(rejection.body_text())),
        }
    }
}

/// A query string read strictly.
#[derive(Debug)]
pub struct Asked<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Asked<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let read = Query::<T>::from_request_parts(parts, state).await;
        read.map(|Query(value)| Self(value)).map_err(|rejection| malformed(rejection.body_text()))
    }
}

/// ЖСН / ИИН in a path: 12 digits, or 400. The check digit is the asker's business: a register just knows or does not.
#[derive(Debug)]
pub struct IinPath(pub String);

impl<S: Send + Sync> FromRequestParts<S> for IinPath {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let read = Path::<String>::from_request_parts(parts, state).await;
        let Path(iin) = read.map_err(|rejection| malformed(rejection.body_text()))?;
        if iin.len() == 12 && iin.bytes().all(|byte| byte.is_ascii_digit()) {
            Ok(Self(iin))
        } else {
            Err(malformed("an IIN has 12 digits"))
        }
    }
}
