//! The directory of banks that serve citizens, with branches (R-132…R-135; `contracts/bank-directory.yaml`).

use std::sync::Arc;

use axum::{Json, Router, extract::State, routing::get};
use serde_json::Value;

use crate::world::World;

/// The directory as the program carries it: real banks, invented branches.
pub const BANKS_JSON: &str = include_str!("../data/banks.json");

/// The directory's routes, to be mounted under `/bank-directory`.
pub fn router(world: Arc<World>) -> Router {
    Router::new().route("/v1/banks", get(banks)).with_state(world)
}

async fn banks(State(world): State<Arc<World>>) -> Json<Value> {
    Json(world.banks())
}
