//! The desk: a page to play the outside world by hand, and its JSON, used by browser tests too (`contracts/desk.yaml`).

use std::{collections::BTreeMap, sync::Arc};

use axum::{
    Json, Router,
    extract::{FromRef, Path, State},
    http::{StatusCode, header},
    response::{IntoResponse, Redirect, Response},
    routing::{get, post, put},
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::{
    answer::{Body, Failure, failure_with, malformed, not_found},
    fund::{
        ledger::{Event, StepError},
        outcome::NextOutcome,
        status::{STATUSES_JSON, Status},
    },
    inbox::Message,
    modes::{Behaviour, Mode, Register},
    ncalayer::NcaLayer,
    outside,
    personas::PERSONAS_JSON,
    world::{World, locked},
};

/// Only what this program serves itself: no inline script or style, nothing from elsewhere.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; \
                      form-action 'none'; frame-ancestors 'none'";

/// An application as the desk shows it.
#[derive(Debug, Serialize)]
struct Listed {
    number: String,
    kind: String,
    iin: String,
    #[serde(with = "time::serde::rfc3339")]
    registered_at: OffsetDateTime,
    status: Status,
    next: Vec<Status>,
    payload: serde_json::Value,
    document_sha256: String,
    history: Vec<Event>,
}

/// A step asked for on the desk.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Step {
    status: Status,
    #[serde(default)]
    reason: Option<String>,
    #[serde(default, with = "rust_decimal::serde::str_option")]
    amount: Option<Decimal>,
}

#[derive(Clone)]
struct Desk {
    world: Arc<World>,
    ncalayer: NcaLayer,
}

/// The cabinet's colours, and what is the desk's own.
const STYLES: &str = concat!(include_str!("../../frontend/styles/tokens.css"), include_str!("../desk/desk.css"));

/// The desk's routes with their full paths.
pub fn router(world: Arc<World>, ncalayer: NcaLayer) -> Router {
    let page = Router::new()
        .route("/desk", get(async || Redirect::permanent("/desk/")))
        .route("/desk/", get(async || file("text/html; charset=utf-8", include_str!("../desk/index.html"))))
        .route("/desk/desk.css", get(async || file("text/css; charset=utf-8", STYLES)))
        .route("/desk/desk.js", get(async || file("text/javascript; charset=utf-8", include_str!("../desk/desk.js"))))
        .route(
            "/desk/words.js",
            get(async || file("text/javascript; charset=utf-8", include_str!("../desk/words.js"))),
        );
    let api = Router::new()
        .route("/desk/api/messages", get(messages))
        .route("/desk/api/personas", get(async || file("application/json", PERSONAS_JSON)))
        .route("/desk/api/statuses", get(async || file("application/json", STATUSES_JSON)))
        .route("/desk/api/registers", get(registers))
        .route("/desk/api/registers/{name}", get(register).put(set_register))
        .route("/desk/api/applications", get(applications))
        .route("/desk/api/applications/{number}/status", post(step))
        .route("/desk/api/fund/next-outcome", get(next_outcome).merge(put(set_next_outcome)))
        .route("/desk/api/reset", post(reset))
        .with_state(Desk { world, ncalayer });
    page.merge(api)
}

pub(crate) fn file(kind: &'static str, content: &'static str) -> Response {
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CACHE_CONTROL, "no-cache"),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
    ];
    (headers, content).into_response()
}

async fn messages(State(world): State<Arc<World>>) -> Json<Vec<Message>> {
    Json(world.inbox.all())
}

async fn registers(State(desk): State<Desk>) -> Json<BTreeMap<Register, Mode>> {
    let mut modes = BTreeMap::new();
    for register in Register::ALL {
        modes.insert(register, desk.mode(register).await);
    }
    Json(modes)
}

async fn register(State(desk): State<Desk>, Path(name): Path<String>) -> Result<Json<Mode>, Failure> {
    Ok(Json(desk.mode(named(&name)?).await))
}

async fn set_register(
    State(desk): State<Desk>,
    Path(name): Path<String>,
    Body(mode): Body<Mode>,
) -> Result<Json<Mode>, Failure> {
    match (named(&name)?, mode.behaviour) {
        (Register::Ncalayer, Behaviour::On | Behaviour::Off) => {
            let switched = desk.ncalayer.set_listening(mode.behaviour == Behaviour::On).await;
            switched.map_err(|error| failure_with(StatusCode::CONFLICT, "port", error.to_string()))?;
        }
        (Register::Ncalayer, _) => return Err(malformed("ncalayer is on or off; its silence is one of its scripts")),
        (register, _) => desk.world.switches.set(register, mode),
    }
    Ok(Json(mode))
}

impl FromRef<Desk> for Arc<World> {
    fn from_ref(desk: &Desk) -> Self {
        Self::clone(&desk.world)
    }
}

impl Desk {
    async fn mode(&self, register: Register) -> Mode {
        match register {
            Register::Ncalayer if self.ncalayer.is_listening().await => Mode::ON,
            Register::Ncalayer => Mode::OFF,
            _ => self.world.switches.of(register),
        }
    }
}

fn named(name: &str) -> Result<Register, Failure> {
    serde_json::from_value(name.into()).map_err(|_| not_found())
}

async fn applications(State(world): State<Arc<World>>) -> Json<Vec<Listed>> {
    let ledger = locked(&world.ledger);
    let listed = ledger.applications().iter().map(|it| Listed {
        number: it.registration.number.clone(),
        kind: it.registration.kind.clone(),
        iin: it.registration.iin.clone(),
        registered_at: it.registered_at,
        status: it.status,
        next: it.status.next(),
        payload: it.registration.payload.clone(),
        document_sha256: it.registration.document_sha256.clone(),
        history: ledger.events().iter().filter(|event| event.number == it.registration.number).cloned().collect(),
    });
    Json(listed.collect())
}

async fn step(
    State(world): State<Arc<World>>,
    Path(number): Path<String>,
    Body(step): Body<Step>,
) -> Result<Json<Event>, Failure> {
    let taken = locked(&world.ledger).step(&number, step.status, step.reason, step.amount, world.now());
    taken.map(Json).map_err(|error| match error {
        StepError::Unknown => not_found(),
        StepError::NotNext(from) => {
            failure_with(StatusCode::CONFLICT, "not-next", format!("the application is {from:?}"))
        }
        StepError::ReasonMissing => malformed("a return or a rejection has a reason"),
        StepError::Journal(error) => unwritten(&error),
    })
}

async fn next_outcome(State(world): State<Arc<World>>) -> Json<NextOutcome> {
    Json(world.outcomes.next())
}

async fn set_next_outcome(State(world): State<Arc<World>>, Body(next): Body<NextOutcome>) -> Json<NextOutcome> {
    world.outcomes.set(next);
    Json(next)
}

async fn reset(State(desk): State<Desk>) -> Result<StatusCode, Failure> {
    outside::reset(&desk.world, &desk.ncalayer).await.map_err(|error| unwritten(&error))?;
    Ok(StatusCode::NO_CONTENT)
}

fn unwritten(error: &std::io::Error) -> Failure {
    failure_with(StatusCode::INTERNAL_SERVER_ERROR, "journal", error.to_string())
}
