//! What every request passes: reading and answering JSON, problems, headers, the check of the origin, static files.

pub mod address;
pub mod citizen;
pub mod describe;
pub mod error;
mod guard;
pub mod json;
pub mod language;
mod log;
pub mod network;
pub mod pages;

pub use address::Address;
pub use citizen::{Citizen, Session};
pub use describe::may;
pub use error::ApiError;
pub use guard::PHONE_DOCUMENTS;
pub use json::{Json, Path};
pub use language::AcceptLanguage;

use crate::app::App;
use aide::axum::ApiRouter;
use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use shared::kernel::problem::Problem;
use tower_http::catch_panic::CatchPanicLayer;

/// The whole server: the routes, their description, static files, and what stands around all of them.
pub fn serve(app: &App, routes: ApiRouter<App>) -> Router {
    let (routes, description) = describe::finish(routes);
    routes
        .merge(pages::description(description))
        .method_not_allowed_fallback(|| async { ApiError::from(Problem::MethodNotAllowed) })
        .fallback_service(pages::fallback(&app.settings.dist))
        .layer(from_fn_with_state(app.clone(), guard::foreign_origins))
        .layer(CatchPanicLayer::custom(error::of_panic))
        .layer(from_fn_with_state(app.clone(), error::render))
        .layer(from_fn_with_state(guard::fixed(&app.settings), guard::headers))
        .layer(from_fn(log::requests))
        .with_state(app.clone())
}
