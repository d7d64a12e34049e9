//! The desk's part for the signing program: its window, its script, its port.

use axum::{
    Json, Router,
    extract::{Path, State},
    http::StatusCode,
    routing::{get, post, put},
};
use serde::{Deserialize, Serialize};

use super::{Mode, NcaLayer, Pending, Refusal};
use crate::answer::{Body, Failure, failure, failure_with};

#[derive(Serialize)]
struct View {
    #[serde(flatten)]
    mode: Mode,
    listening: bool,
    pending: Option<Pending>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Signing {
    storage: String,
    key: String,
    password: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Listening {
    listening: bool,
}

/// The routes with their full paths.
pub fn desk_router(program: NcaLayer) -> Router {
    Router::new()
        .route("/desk/api/ncalayer", get(show).put(set_mode))
        .route("/desk/api/ncalayer/listening", put(set_listening))
        .route("/desk/api/ncalayer/{pending}/sign", post(sign))
        .route("/desk/api/ncalayer/{pending}/cancel", post(cancel))
        .with_state(program)
}

async fn show(State(program): State<NcaLayer>) -> Json<View> {
    let listening = program.is_listening().await;
    Json(View { mode: program.mode(), listening, pending: program.pending() })
}

async fn set_mode(State(program): State<NcaLayer>, Body(mode): Body<Mode>) -> Result<Json<Mode>, Failure> {
    if let Mode::Scripted { key: Some(key), .. } = &mode
        && !is_known(&program, key)
    {
        return Err(refused(Refusal::UnknownKey));
    }
    program.set_mode(mode.clone());
    Ok(Json(mode))
}

fn is_known(program: &NcaLayer, key: &str) -> bool {
    let key = key.parse::<crate::authority::KeyId>();
    key.is_ok_and(|key| program.holders().iter().any(|holder| holder.iin == key.iin))
}

async fn set_listening(
    State(program): State<NcaLayer>,
    Body(asked): Body<Listening>,
) -> Result<Json<Listening>, Failure> {
    let done = program.set_listening(asked.listening).await;
    done.map_err(|error| failure_with(StatusCode::CONFLICT, "port", error.to_string()))?;
    Ok(Json(asked))
}

async fn sign(
    State(program): State<NcaLayer>,
    Path(pending): Path<String>,
    Body(signing): Body<Signing>,
) -> Result<StatusCode, Failure> {
    program.sign(&pending, &signing.storage, &signing.key, &signing.password).map_err(refused)?;
    Ok(StatusCode::NO_CONTENT)
}

async fn cancel(State(program): State<NcaLayer>, Path(pending): Path<String>) -> Result<StatusCode, Failure> {
    program.cancel(&pending).map_err(refused)?;
    Ok(StatusCode::NO_CONTENT)
}

fn refused(refusal: Refusal) -> Failure {
    let status = if refusal == Refusal::NotWaiting { StatusCode::NOT_FOUND } else { StatusCode::UNPROCESSABLE_ENTITY };
    failure(status, refusal.code())
}
