//! ЖТ МДБ / ГБД ФЛ: who a person is by the state's own record (`contracts/person-register.yaml`).

use std::sync::Arc;

use axum::{Json, Router, extract::State, routing::get};

use crate::{
    answer::{Failure, IinPath, not_found},
    records::PersonRecord,
    world::World,
};

/// The register's routes, to be mounted under `/person-register`.
pub fn router(world: Arc<World>) -> Router {
    Router::new().route("/v1/persons/{iin}", get(person)).with_state(world)
}

async fn person(State(world): State<Arc<World>>, IinPath(iin): IinPath) -> Result<Json<PersonRecord>, Failure> {
    let person = world.person(&iin).and_then(|it| it.person_record());
    person.map(Json).ok_or_else(not_found)
}
