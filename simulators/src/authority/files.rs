//! What the authority publishes: its lists of revoked certificates over HTTP, one whole and one of changes for each issuing
//! key. They are made when they are asked for.

use std::sync::Arc;

use axum::{
    Router,
    extract::{Path, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use sha2::{Digest, Sha256};

use super::{Authority, AuthorityError, ListShape};

/// The names under which the lists are published, in the manner of the national ones.
pub const LISTS: [&str; 4] = ["nca_rsa.crl", "nca_d_rsa.crl", "nca_gost.crl", "nca_d_gost.crl"];

/// The lists over HTTP: `GET /authority/crl/{name}`.
pub fn lists_router(authority: Arc<Authority>) -> Router {
    Router::new().route("/authority/crl/{name}", get(list)).with_state(authority)
}

async fn list(State(authority): State<Arc<Authority>>, Path(name): Path<String>, headers: HeaderMap) -> Response {
    let made = tokio::task::spawn_blocking(move || authority.published_list(&name)).await;
    let Ok(Ok(made)) = made else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    let Some(list) = made else { return crate::answer::not_found().into_response() };
    let tag = format!("\"{}\"", digest(&list));
    if headers.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes()) {
        return (StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response();
    }
    ([(header::CONTENT_TYPE, "application/pkix-crl".to_owned()), (header::ETAG, tag)], list).into_response()
}

fn digest(list: &[u8]) -> String {
    Sha256::digest(list).iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
}

impl Authority {
    /// The list of this name as it stands now, DER; nothing when there is none of this name.
    ///
    /// # Errors
    /// [`AuthorityError`].
    pub fn published_list(&self, name: &str) -> Result<Option<Vec<u8>>, AuthorityError> {
        let (is_delta, issuer) = match name {
            "nca_rsa.crl" => (false, self.issuing()),
            "nca_d_rsa.crl" => (true, self.issuing()),
            "nca_gost.crl" => (false, self.gost_issuing()),
            "nca_d_gost.crl" => (true, self.gost_issuing()),
            _ => return Ok(None),
        };
        // Numbers are random: those of one key stand on the other's list without meaning anybody.
        let (revoked, now) = (self.revoked()?, (self.clock)());
        let shape = if is_delta { ListShape::delta(&revoked, now) } else { ListShape::base(&revoked, now) };
        self.list_as(&shape, issuer).map(Some)
    }
}
