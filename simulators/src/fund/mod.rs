//! БЖЗҚ АЖ / ИС ЕНПФ: the Fund's information system (`contracts/fund.yaml`).

pub mod journal;
pub mod ledger;
pub mod outcome;
pub mod status;

use std::sync::Arc;

use axum::{
    Json, Router,
    extract::{DefaultBodyLimit, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::{
    answer::{Asked, Body, Failure, IinPath, failure, failure_with, malformed, not_found},
    records::FundRecord,
    world::{World, locked},
};
use ledger::{Event, Registered, Registration};
use outcome::Outcome;

/// The largest application, in bytes: a signature with the document in it, base64.
const LARGEST: usize = 16 * 1024 * 1024;

/// The largest number of events in one answer.
const MOST_EVENTS: usize = 500;

#[derive(Debug, Serialize)]
struct Receipt {
    number: String,
    #[serde(with = "time::serde::rfc3339")]
    registered_at: OffsetDateTime,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Page {
    #[serde(default)]
    after: u64,
    #[serde(default = "most_events")]
    limit: usize,
}

fn most_events() -> usize {
    MOST_EVENTS
}

#[derive(Debug, Serialize)]
struct Events {
    events: Vec<Event>,
}

/// The Fund's routes, to be mounted under `/fund`.
pub fn router(world: Arc<World>) -> Router {
    Router::new()
        .route("/v1/persons/{iin}", get(person))
        .route("/v1/applications", post(register))
        .route("/v1/application-events", get(events))
        .layer(DefaultBodyLimit::max(LARGEST))
        .with_state(world)
}

async fn person(State(world): State<Arc<World>>, IinPath(iin): IinPath) -> Result<Json<FundRecord>, Failure> {
    let mut record = world.person(&iin).and_then(|it| it.fund_record()).ok_or_else(not_found)?;
    locked(&world.ledger).update(&mut record);
    Ok(Json(record))
}

async fn register(
    State(world): State<Arc<World>>,
    headers: HeaderMap,
    Body(registration): Body<Registration>,
) -> Result<Response, Failure> {
    check(&headers, &registration)?;
    let outcome = world.outcomes.take();
    match outcome {
        Outcome::Error500 => return Err(failure(StatusCode::INTERNAL_SERVER_ERROR, "internal")),
        Outcome::Refuse => return Err(refused("Өтініш қабылданбады: деректемелерді тексеріңіз")),
        Outcome::Ok | Outcome::AcceptThenTimeout => {}
    }
    if world.person(&registration.iin).is_none_or(|it| it.fund.is_none()) {
        return Err(refused("Салымшы (алушы) табылмады"));
    }
    let number = registration.number.clone();
    let entered = locked(&world.ledger).register(registration, world.now());
    let entered =
        entered.map_err(|error| failure_with(StatusCode::INTERNAL_SERVER_ERROR, "journal", error.to_string()))?;
    if outcome == Outcome::AcceptThenTimeout {
        world.silence().await;
        return Err(failure(StatusCode::GATEWAY_TIMEOUT, "silent"));
    }
    let (status, registered_at) = match entered {
        Registered::New(at) => (StatusCode::CREATED, at),
        Registered::Before(at) => (StatusCode::OK, at),
        Registered::Conflict => return Err(failure(StatusCode::CONFLICT, "different-content")),
    };
    Ok((status, Json(Receipt { number, registered_at })).into_response())
}

fn refused(reason: &str) -> Failure {
    failure_with(StatusCode::UNPROCESSABLE_ENTITY, "refused", reason)
}

fn check(headers: &HeaderMap, registration: &Registration) -> Result<(), Failure> {
    let key = headers.get("idempotency-key").and_then(|value| value.to_str().ok());
    let key = key.ok_or_else(|| malformed("the header Idempotency-Key is missing"))?;
    let Registration { number, document_sha256, cms, payload, .. } = registration;
    if number.is_empty() || number.len() > 40 || key != number {
        return Err(malformed("Idempotency-Key is the number of the application: 1 to 40 characters"));
    }
    if document_sha256.len() != 64 || !document_sha256.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')) {
        return Err(malformed("document_sha256: 64 lower-case hexadecimal digits"));
    }
    let alphabet = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=');
    if cms.is_empty() || cms.len() % 4 != 0 || !cms.bytes().all(alphabet) {
        return Err(malformed("cms: base64"));
    }
    if !payload.is_object() {
        return Err(malformed("payload: an object"));
    }
    Ok(())
}

async fn events(State(world): State<Arc<World>>, Asked(page): Asked<Page>) -> Result<Json<Events>, Failure> {
    if page.limit == 0 || page.limit > MOST_EVENTS {
        return Err(malformed("limit: 1 to 500"));
    }
    let ledger = locked(&world.ledger);
    let later = ledger.events().iter().filter(|it| it.cursor > page.after);
    Ok(Json(Events { events: later.take(page.limit).cloned().collect() }))
}
