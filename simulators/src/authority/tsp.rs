//! The time-stamping authority (RFC 3161): a request in, a stamp or a refusal out.

use std::sync::Arc;

use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
    routing::post,
};
use der::{
    Any, Decode, Encode, Sequence,
    asn1::{Int, ObjectIdentifier, OctetString},
};
use sha2::{Digest, Sha256};
use signing::oids;
use spki::AlgorithmIdentifierOwned;
use time::OffsetDateTime;
use x509_cert::ext::Extension;

use super::{
    Authority, AuthorityError,
    stamp::{MessageImprint, StampShape, token_as},
};

const QUERY: &str = "application/timestamp-query";
const REPLY: &str = "application/timestamp-reply";

/// RFC 3161, 2.4.1.
#[derive(Sequence)]
struct TimeStampReq {
    version: u8,
    message_imprint: MessageImprint,
    req_policy: Option<ObjectIdentifier>,
    nonce: Option<Int>,
    #[asn1(default = "Default::default")]
    cert_req: bool,
    #[asn1(context_specific = "0", tag_mode = "IMPLICIT", optional = "true")]
    extensions: Option<Vec<Extension>>,
}

/// RFC 3161, 2.4.2.
#[derive(Sequence)]
struct TimeStampResp {
    status: PkiStatusInfo,
    token: Option<Any>,
}

/// 0 granted, 2 rejected; the further parts are not said.
#[derive(Sequence)]
struct PkiStatusInfo {
    status: u8,
}

const GRANTED: u8 = 0;
const REJECTED: u8 = 2;

/// The authority over HTTP: `POST /authority/tsp`.
pub fn stamps_router(authority: Arc<Authority>) -> Router {
    Router::new().route("/authority/tsp", post(respond)).with_state(authority)
}

async fn respond(State(authority): State<Arc<Authority>>, headers: HeaderMap, request: Bytes) -> Response {
    if headers.get(header::CONTENT_TYPE).is_none_or(|kind| kind.as_bytes() != QUERY.as_bytes()) {
        return crate::answer::failure(StatusCode::UNSUPPORTED_MEDIA_TYPE, "not-a-query").into_response();
    }
    let stamped = tokio::task::spawn_blocking(move || authority.time_stamp(&request, (authority.clock)())).await;
    match stamped {
        Ok(Ok(reply)) => ([(header::CONTENT_TYPE, REPLY)], reply).into_response(),
        _ => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

impl Authority {
    /// The reply to a request, both DER; one that cannot be read, or asks for another digest, is rejected.
    ///
    /// # Errors
    /// [`AuthorityError`].
    pub fn time_stamp(&self, request: &[u8], now: OffsetDateTime) -> Result<Vec<u8>, AuthorityError> {
        let asked = TimeStampReq::from_der(request).ok().filter(|asked| asked.version == 1);
        let issuer = asked.as_ref().and_then(|asked| match asked.message_imprint.hash_algorithm.oid {
            oids::SHA256 => Some(self.issuing()),
            oids::STREEBOG_512 => Some(self.gost_issuing()),
            _ => None,
        });
        let (Some(asked), Some(issuer)) = (asked, issuer) else {
            return Ok(TimeStampResp { status: PkiStatusInfo { status: REJECTED }, token: None }.to_der()?);
        };
        let shape = StampShape {
            hash: asked.message_imprint.hash_algorithm.oid,
            imprint: asked.message_imprint.hashed_message.as_bytes().to_vec(),
            nonce: asked.nonce,
            with_certificate: asked.cert_req,
            ..StampShape::honest(&[], now)
        };
        let token = token_as(&shape, &self.stamper(issuer)?, now)?;
        let token = Some(Any::from_der(&token)?);
        Ok(TimeStampResp { status: PkiStatusInfo { status: GRANTED }, token }.to_der()?)
    }
}

/// A request for a stamp over a signature, with the authority's certificate.
pub(crate) fn query(signature: &[u8]) -> Result<Vec<u8>, der::Error> {
    let imprint = Sha256::digest(signature);
    // Without a sign bit and a leading zero it is a number as DER writes it.
    let nonce: Vec<u8> = std::iter::once(1).chain(imprint.iter().copied().take(8)).collect();
    let hash_algorithm = AlgorithmIdentifierOwned { oid: oids::SHA256, parameters: Some(Any::null()) };
    TimeStampReq {
        version: 1,
        message_imprint: MessageImprint { hash_algorithm, hashed_message: OctetString::new(imprint.as_slice())? },
        req_policy: None,
        nonce: Some(Int::new(&nonce)?),
        cert_req: true,
        extensions: None,
    }
    .to_der()
}

/// The stamp in a reply; nothing when it was not granted or cannot be read.
pub(crate) fn token(reply: &[u8]) -> Option<Any> {
    let reply = TimeStampResp::from_der(reply).ok()?;
    reply.token.filter(|_| reply.status.status == GRANTED)
}
