//! One line per request: method, template of the path, status, milliseconds. No address, no parameter, no person.

use crate::clock::stop_watch;
use axum::extract::{MatchedPath, Request};
use axum::middleware::Next;
use axum::response::Response;

pub(super) async fn requests(request: Request, next: Next) -> Response {
    let method = request.method().clone();
    let path = request.extensions().get::<MatchedPath>().cloned();
    let started = stop_watch();
    let response = next.run(request).await;
    let path = path.as_ref().map_or("(page)", MatchedPath::as_str);
    let (status, ms) = (response.status().as_u16(), started.elapsed().as_millis());
    if response.status().is_server_error() {
        tracing::warn!(%method, path, status, ms, "request");
    } else {
        tracing::debug!(%method, path, status, ms, "request");
    }
    response
}
