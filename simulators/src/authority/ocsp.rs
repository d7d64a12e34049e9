//! The responder: answers about revocation, every part open to change.

use der::{
    Decode, Encode,
    asn1::{BitString, GeneralizedTime, OctetString},
};
use sha1::Sha1;
use sha2::{Digest, Sha256};
use signing::oids;
use time::{Duration, OffsetDateTime};
use x509_cert::{Certificate, ext::Extension};
use x509_ocsp::{
    AsResponseBytes, BasicOcspResponse, CertId, CertStatus, OcspGeneralizedTime, OcspRequest, OcspResponse,
    ResponderId, ResponseData, RevokedInfo, SingleResponse, Version,
};

use super::{AuthorityError, certificate::unix_duration, private::PrivateKey, store::Standing};

/// Who signs the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Responder {
    /// The responder that the issuing authority appointed.
    Appointed,
    /// The issuing authority itself.
    Issuer,
    /// A certificate of the issuing authority that is not for answering.
    WithoutPurpose,
    /// The responder of the look-alike authority, with the same names.
    LookAlike,
    /// The appointed responder by name, another key.
    WrongKey,
    /// The appointed responder, but the answer names another.
    Misnamed,
}

/// How the answer is made. [`AnswerShape::default`] is an honest answer; a test changes one thing.
#[derive(Clone, Debug)]
pub struct AnswerShape {
    /// The answer instead of the known one.
    pub status: Option<CertStatus>,
    /// The certificate that is spoken of, instead of the one asked about.
    pub about: Option<CertId>,
    /// The number used once, instead of the request's; an inner none leaves it out.
    pub nonce: Option<Option<Vec<u8>>>,
    /// Age of `thisUpdate`.
    pub age: Duration,
    /// `nextUpdate` so long after now; none leaves it out, as the national responder does.
    pub next_update: Option<Duration>,
    /// Who signs.
    pub responder: Responder,
}

impl Default for AnswerShape {
    fn default() -> Self {
        Self {
            status: None,
            about: None,
            nonce: None,
            age: Duration::ZERO,
            next_update: None,
            responder: Responder::Appointed,
        }
    }
}

/// A certificate and its key, for signing answers.
pub(super) struct AnswerSigner {
    pub certificate: Certificate,
    pub key: PrivateKey,
}

/// An answer without content: the request was not understood, or the responder is busy.
pub(super) fn bare(response: &OcspResponse) -> Vec<u8> {
    response.to_der().expect("a status alone can always be written")
}

/// Builds the answer to `request` with what `standing` says.
pub(super) fn answer(
    request: &[u8],
    now: OffsetDateTime,
    shape: &AnswerShape,
    signer: &AnswerSigner,
    standing: impl Fn(&CertId) -> Result<Option<Standing>, AuthorityError>,
) -> Result<Vec<u8>, AuthorityError> {
    let Ok(request) = OcspRequest::from_der(request) else {
        return Ok(bare(&OcspResponse::malformed_request()));
    };
    let this_update = generalized(now - shape.age)?;
    let next_update = shape.next_update.map(|after| generalized(now + after)).transpose()?;
    let mut responses = Vec::new();
    for asked in &request.tbs_request.request_list {
        let cert_status = match shape.status {
            Some(status) => status,
            None => status(standing(&asked.req_cert)?)?,
        };
        responses.push(SingleResponse {
            cert_id: shape.about.clone().unwrap_or_else(|| asked.req_cert.clone()),
            cert_status,
            this_update,
            next_update,
            single_extensions: None,
        });
    }
    let asked = request.tbs_request.nonce().map(|nonce| nonce.0.as_bytes().to_vec());
    let nonce = shape.nonce.clone().unwrap_or(asked);
    let tbs = &signer.certificate.tbs_certificate;
    let named = if shape.responder == Responder::Misnamed { &tbs.issuer } else { &tbs.subject };
    let tbs_response_data = ResponseData {
        version: Version::V1,
        responder_id: ResponderId::ByName(named.clone()),
        produced_at: generalized(now)?,
        responses,
        response_extensions: nonce.map(|nonce| nonce_extension(&nonce).map(|nonce| vec![nonce])).transpose()?,
    };
    let signature = signer.key.sign(&tbs_response_data.to_der()?)?;
    let basic = BasicOcspResponse {
        tbs_response_data,
        signature_algorithm: signer.key.algorithm(),
        signature: BitString::from_bytes(&signature)?,
        certs: Some(vec![signer.certificate.clone()]),
    };
    let bytes = basic.to_response_bytes()?;
    let status = x509_ocsp::OcspResponseStatus::Successful;
    Ok(OcspResponse { response_status: status, response_bytes: Some(bytes) }.to_der()?)
}

fn status(standing: Option<Standing>) -> Result<CertStatus, AuthorityError> {
    Ok(match standing {
        None => CertStatus::unknown(),
        Some(Standing::Good) => CertStatus::good(),
        Some(Standing::Revoked(at)) => {
            CertStatus::revoked(RevokedInfo { revocation_time: generalized(at)?, revocation_reason: None })
        }
    })
}

fn nonce_extension(nonce: &[u8]) -> Result<Extension, der::Error> {
    let value = OctetString::new(OctetString::new(nonce)?.to_der()?)?;
    Ok(Extension { extn_id: oids::OCSP_NONCE, critical: false, extn_value: value })
}

fn generalized(instant: OffsetDateTime) -> Result<OcspGeneralizedTime, der::Error> {
    Ok(OcspGeneralizedTime(GeneralizedTime::from_unix_duration(unix_duration(instant))?))
}

/// Whether the first question of a request is about a certificate of this issuer.
pub(super) fn is_about(request: &[u8], issuer: &Certificate) -> Result<bool, AuthorityError> {
    let request = OcspRequest::from_der(request).ok();
    let asked = request.as_ref().and_then(|request| request.tbs_request.request_list.first());
    Ok(asked.map(|asked| is_issuer(&asked.req_cert, issuer)).transpose()?.unwrap_or(false))
}

/// Whether a request speaks of a certificate of this issuer; SHA-256 and SHA-1 name it.
pub(super) fn is_issuer(id: &CertId, issuer: &Certificate) -> Result<bool, der::Error> {
    let name = issuer.tbs_certificate.subject.to_der()?;
    let key = issuer.tbs_certificate.subject_public_key_info.subject_public_key.raw_bytes();
    let hash = |bytes: &[u8]| {
        if id.hash_algorithm.oid == oids::SHA256 {
            Sha256::digest(bytes).to_vec()
        } else {
            Sha1::digest(bytes).to_vec()
        }
    };
    Ok(id.issuer_name_hash.as_bytes() == hash(&name) && id.issuer_key_hash.as_bytes() == hash(key))
}
