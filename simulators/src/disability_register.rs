//! The register of persons with disability (`contracts/disability-register.yaml`).

use std::sync::Arc;

use axum::{Json, Router, extract::State, routing::get};

use crate::{
    answer::{Failure, IinPath, not_found},
    records::Disability,
    world::World,
};

/// The register's routes, to be mounted under `/disability-register`.
pub fn router(world: Arc<World>) -> Router {
    Router::new().route("/v1/persons/{iin}/disability", get(disability)).with_state(world)
}

async fn disability(State(world): State<Arc<World>>, IinPath(iin): IinPath) -> Result<Json<Disability>, Failure> {
    let record = world.person(&iin).and_then(|it| it.disability);
    record.map(Json).ok_or_else(not_found)
}
