//! What tests ask of the harness besides the product: move the clock or stop it, start the server anew, with other
//! settings, begin anew.

use crate::world::World;
use axum::Json;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::Mutex;

type Shared = Arc<Mutex<World>>;

/// How far the clock goes forward.
#[derive(Deserialize)]
struct Advance {
    advance_seconds: i64,
}

/// Serves until a signal comes, then ends the world.
pub async fn serve(listener: TcpListener, world: World) -> Result<(), String> {
    let world = Arc::new(Mutex::new(world));
    let router = Router::new()
        .route("/clock", post(clock))
        .route("/freeze", post(freeze))
        .route("/restart", post(restart))
        .route("/settings", post(settings))
        .route("/reset", post(reset))
        .with_state(Arc::clone(&world));
    axum::serve(listener, router).with_graceful_shutdown(ended()).await.map_err(|error| error.to_string())?;
    world.lock().await.stop().await;
    Ok(())
}

async fn clock(State(world): State<Shared>, Json(step): Json<Advance>) -> StatusCode {
    world.lock().await.advance(step.advance_seconds);
    StatusCode::NO_CONTENT
}

async fn freeze(State(world): State<Shared>) -> StatusCode {
    world.lock().await.freeze();
    StatusCode::NO_CONTENT
}

async fn restart(State(world): State<Shared>) -> Result<StatusCode, (StatusCode, String)> {
    world.lock().await.restart().await.map_err(|line| (StatusCode::INTERNAL_SERVER_ERROR, line))?;
    Ok(StatusCode::NO_CONTENT)
}

/// Settings of the server by their names on its command line, until the next reset.
async fn settings(
    State(world): State<Shared>,
    Json(settings): Json<BTreeMap<String, String>>,
) -> Result<StatusCode, (StatusCode, String)> {
    let mut world = world.lock().await;
    world.set(settings);
    world.restart().await.map_err(|line| (StatusCode::INTERNAL_SERVER_ERROR, line))?;
    Ok(StatusCode::NO_CONTENT)
}

async fn reset(State(world): State<Shared>) -> Result<StatusCode, (StatusCode, String)> {
    world.lock().await.reset().await.map_err(|line| (StatusCode::INTERNAL_SERVER_ERROR, line))?;
    Ok(StatusCode::NO_CONTENT)
}

async fn ended() {
    let (Ok(mut terminated), Ok(mut interrupted)) = (signal(SignalKind::terminate()), signal(SignalKind::interrupt()))
    else {
        return;
    };
    tokio::select! {
        _ = terminated.recv() => {}
        _ = interrupted.recv() => {}
    }
}
