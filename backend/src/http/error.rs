//! How a problem becomes an answer: `application/problem+json`, logged once, here.

use crate::app::App;
use crate::gateways::GatewayError;
use crate::store;
use aide::OperationOutput;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared::kernel::form::Errors;
use shared::kernel::problem::Problem;
use std::any::Any;
use std::fmt::Display;
use std::sync::Arc;

/// Seconds after which to come back when the server has too much to do.
const OVERLOADED_RETRY: u64 = 1;

/// Why a request gets a problem for an answer.
#[derive(Clone, Debug)]
pub struct ApiError {
    /// What the person's browser is told.
    pub problem: Problem,
    /// What the log is told besides; never personal data.
    pub cause: Option<String>,
}

impl ApiError {
    /// A failure of our own; the browser gets a reference, the log the cause.
    pub fn internal(cause: impl Display) -> Self {
        Self { problem: Problem::Internal { reference: String::new() }, cause: Some(cause.to_string()) }
    }
}

impl From<Problem> for ApiError {
    fn from(problem: Problem) -> Self {
        Self { problem, cause: None }
    }
}

impl From<Errors> for ApiError {
    fn from(errors: Errors) -> Self {
        Problem::InvalidForm { errors: errors.0 }.into()
    }
}

impl From<store::Error> for ApiError {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::Full | store::Error::Busy => {
                Self { problem: Problem::Overloaded, cause: Some(error.to_string()) }
            }
            error => Self::internal(error),
        }
    }
}

impl From<GatewayError> for ApiError {
    fn from(error: GatewayError) -> Self {
        Self { problem: Problem::RegisterSilent { register: error.register }, cause: Some(error.to_string()) }
    }
}

/// The body of a problem (RFC 9457 with our code and its particulars).
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct ProblemBody {
    /// `/problems/` and the code.
    pub r#type: String,
    /// The HTTP status again.
    pub status: u16,
    /// The code and its particulars.
    #[serde(flatten)]
    pub problem: Problem,
}

/// The code of a problem as it is written.
#[must_use]
pub fn code(problem: &Problem) -> String {
    let written = serde_json::to_value(problem).unwrap_or_default();
    written["code"].as_str().unwrap_or_default().to_owned()
}

/// Marks an answer whose body [`render`] has to write.
#[derive(Clone)]
struct Unwritten(Arc<ApiError>);

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.problem.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = status.into_response();
        response.extensions_mut().insert(Unwritten(Arc::new(self)));
        response
    }
}

impl OperationOutput for ApiError {
    type Inner = ProblemBody;
}

/// Turns a panic into our own failure.
pub(super) fn of_panic(panic: Box<dyn Any + Send + 'static>) -> Response {
    ApiError::internal(format_args!("panic: {}", store::panic_message(panic.as_ref()))).into_response()
}

/// Writes the problems of the layers below, and logs each once.
pub(super) async fn render(State(app): State<App>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let Some(Unwritten(error)) = response.extensions_mut().remove::<Unwritten>() else {
        return response;
    };
    let problem = match &error.problem {
        Problem::Internal { .. } => Problem::Internal { reference: app.random.id()[..12].to_owned() },
        problem => problem.clone(),
    };
    let code = code(&problem);
    log(&error, &problem, &code);
    write(response, problem, &code)
}

fn log(error: &ApiError, problem: &Problem, code: &str) {
    let cause = error.cause.as_deref().unwrap_or_default();
    match problem {
        Problem::Internal { reference } => tracing::error!(%reference, cause, "our own failure"),
        _ if error.cause.is_some() => tracing::warn!(code, cause, "problem"),
        _ => tracing::debug!(code, "problem"),
    }
}

fn write(mut response: Response, problem: Problem, code: &str) -> Response {
    let retry_after = match &problem {
        Problem::TooManyTries { retry_after } | Problem::ResendTooSoon { retry_after } => Some(*retry_after),
        Problem::Overloaded => Some(OVERLOADED_RETRY),
        _ => None,
    };
    let body = ProblemBody { r#type: format!("/problems/{code}"), status: problem.status(), problem };
    let body = serde_json::to_vec(&body).unwrap_or_default();
    *response.body_mut() = Body::from(body);
    let headers = response.headers_mut();
    headers.remove(header::CONTENT_LENGTH);
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    if let Some(seconds) = retry_after {
        headers.insert(header::RETRY_AFTER, seconds.into());
    }
    response
}
