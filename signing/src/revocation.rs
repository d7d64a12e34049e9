//! Revocation: by OCSP (RFC 6960, RFC 8954), the request to send and the answer to believe; by lists where it is silent.

use der::{
    Any, Decode, Encode,
    asn1::{Null, OctetString},
};
use sha2::{Digest, Sha256};
use spki::AlgorithmIdentifierOwned;
use time::{Duration, OffsetDateTime};
use x509_cert::{Certificate, ext::Extension, ext::Extensions};
use x509_ocsp::{
    BasicOcspResponse, CertId, CertStatus, OcspRequest, OcspResponse, OcspResponseStatus, Request, ResponderId,
    SingleResponse, TbsRequest, Version,
};

use crate::{Fault, RevocationList, algorithm, chain, dates, lists, names, oids, profile};

/// The national responder says no `nextUpdate`: an answer is fresh for this long after its `thisUpdate`.
pub const MAX_AGE: Duration = Duration::minutes(5);
/// How far the responder's clock may be ahead of ours.
pub const MAX_SKEW: Duration = Duration::minutes(2);
/// An answer about one certificate, with the responder's own inside, takes two or three kilobytes. The limit bounds the work
/// of reading: sorting a SET is quadratic.
const MAX_ANSWER: usize = 16 * 1024;
/// A clear answer: a list, which names only the revoked, does not outweigh it.
const NOT_KNOWN_THERE: &str = "the responder does not know the certificate";

/// What is known about the revocation of a certificate.
#[derive(Clone, Copy, Debug)]
pub enum Evidence<'a> {
    /// The responder's answer to [`crate::Checked::ocsp_request`].
    Ocsp {
        /// The answer's bytes as received.
        answer: &'a [u8],
        /// The number that the request was built with.
        nonce: &'a [u8; 32],
    },
    /// The authority's lists.
    Lists {
        /// The whole list.
        base: &'a RevocationList,
        /// What has changed since.
        delta: Option<&'a RevocationList>,
    },
    /// The responder could not be reached.
    Unavailable,
}

/// Builds the request about one certificate, DER.
pub fn request(leaf: &Certificate, issuer: &Certificate, nonce: &[u8; 32]) -> Result<Vec<u8>, der::Error> {
    let nonce = Extension {
        extn_id: oids::OCSP_NONCE,
        critical: false,
        extn_value: OctetString::new(OctetString::new(nonce.as_slice())?.to_der()?)?,
    };
    OcspRequest {
        tbs_request: TbsRequest {
            version: Version::V1,
            requestor_name: None,
            request_list: vec![Request { req_cert: cert_id(leaf, issuer)?, single_request_extensions: None }],
            request_extensions: Some(vec![nonce]),
        },
        optional_signature: None,
    }
    .to_der()
}

fn cert_id(leaf: &Certificate, issuer: &Certificate) -> Result<CertId, der::Error> {
    let issuer = &issuer.tbs_certificate;
    let key = issuer.subject_public_key_info.subject_public_key.raw_bytes();
    Ok(CertId {
        hash_algorithm: AlgorithmIdentifierOwned { oid: oids::SHA256, parameters: Some(Any::from(Null)) },
        issuer_name_hash: OctetString::new(Sha256::digest(issuer.subject.to_der()?).as_slice())?,
        issuer_key_hash: OctetString::new(Sha256::digest(key).as_slice())?,
        serial_number: leaf.tbs_certificate.serial_number.clone(),
    })
}

/// Judges the evidence about `leaf` and returns the moment it speaks of.
///
/// # Errors
/// [`Fault::Revoked`]; [`Fault::RevocationUnknown`] for everything that is not a clear answer of the right responder.
pub fn check(
    leaf: &Certificate,
    issuer: &Certificate,
    evidence: &Evidence<'_>,
    now: OffsetDateTime,
) -> Result<OffsetDateTime, Fault> {
    match evidence {
        Evidence::Ocsp { answer, nonce } => check_answer(leaf, issuer, answer, nonce, now),
        Evidence::Lists { base, delta } => lists::check(leaf, issuer, base, *delta, now),
        Evidence::Unavailable => Err(Fault::RevocationUnknown("the responder could not be reached")),
    }
}

/// The first evidence that says something clear, by its place among all, and the moment it speaks of; what follows plays no
/// part then.
///
/// # Errors
/// As [`check`], of the last one.
pub fn check_first(
    leaf: &Certificate,
    issuer: &Certificate,
    evidence: &[Evidence<'_>],
    now: OffsetDateTime,
) -> Result<(usize, OffsetDateTime), Fault> {
    let mut told = Fault::RevocationUnknown("nothing is known about revocation");
    for (place, one) in evidence.iter().enumerate() {
        match check(leaf, issuer, one, now) {
            Err(Fault::RevocationUnknown(why)) if why != NOT_KNOWN_THERE => told = Fault::RevocationUnknown(why),
            clear => return clear.map(|at| (place, at)),
        }
    }
    Err(told)
}

/// The number that an answer repeats; nothing about it is believed yet.
#[must_use]
pub fn nonce_of(answer: &[u8]) -> Option<[u8; 32]> {
    let extensions = read(answer).ok()?.tbs_response_data.response_extensions?;
    let nonce = extensions.iter().find(|extension| extension.extn_id == oids::OCSP_NONCE)?;
    OctetString::from_der(nonce.extn_value.as_bytes()).ok()?.as_bytes().try_into().ok()
}

/// From when until when an answer about one certificate may be believed; nothing about it is believed yet.
///
/// # Errors
/// [`Fault::RevocationUnknown`].
pub fn in_date(answer: &[u8]) -> Result<(OffsetDateTime, OffsetDateTime), Fault> {
    match read(answer)?.tbs_response_data.responses.as_slice() {
        [single] => Ok(fresh(single)),
        _ => Err(Fault::RevocationUnknown("not an answer about this certificate")),
    }
}

/// The moment that an answer speaks of, and until when it is fresh.
fn fresh(single: &SingleResponse) -> (OffsetDateTime, OffsetDateTime) {
    let this_update = dates::generalized(single.this_update.0);
    let until = this_update.saturating_add(MAX_AGE);
    (this_update, single.next_update.map_or(until, |next| until.min(dates::generalized(next.0))))
}

fn check_answer(
    leaf: &Certificate,
    issuer: &Certificate,
    answer: &[u8],
    nonce: &[u8; 32],
    now: OffsetDateTime,
) -> Result<OffsetDateTime, Fault> {
    let answer = read(answer)?;
    check_signature(&answer, issuer, now)?;
    check_nonce(answer.tbs_response_data.response_extensions.as_ref(), nonce)?;
    let expected = cert_id(leaf, issuer).map_err(|_| Fault::RevocationUnknown("the certificate cannot be named"))?;
    let mut about = answer.tbs_response_data.responses.iter().filter(|single| same_id(&single.cert_id, &expected));
    let (Some(single), None) = (about.next(), about.next()) else {
        return Err(Fault::RevocationUnknown("not an answer about this certificate"));
    };
    let (this_update, until) = fresh(single);
    if now > until || this_update - now > MAX_SKEW {
        return Err(Fault::RevocationUnknown("the answer is not fresh"));
    }
    match single.cert_status {
        CertStatus::Good(_) => Ok(this_update),
        CertStatus::Revoked(info) => Err(Fault::Revoked { at: dates::generalized(info.revocation_time.0) }),
        CertStatus::Unknown(_) => Err(Fault::RevocationUnknown(NOT_KNOWN_THERE)),
    }
}

fn read(answer: &[u8]) -> Result<BasicOcspResponse, Fault> {
    let unreadable = Fault::RevocationUnknown("the answer is not readable");
    if answer.len() > MAX_ANSWER {
        return Err(unreadable);
    }
    let answer = OcspResponse::from_der(answer).map_err(|_| unreadable.clone())?;
    match (answer.response_status, answer.response_bytes) {
        (OcspResponseStatus::Successful, Some(bytes)) if bytes.response_type == oids::OCSP_BASIC => {
            BasicOcspResponse::from_der(bytes.response.as_bytes()).map_err(|_| unreadable)
        }
        (OcspResponseStatus::TryLater, _) => Err(Fault::RevocationUnknown("the responder asks to try later")),
        _ => Err(Fault::RevocationUnknown("the responder refuses to answer")),
    }
}

/// The answer is signed by the issuer itself or by a responder that the same issuer has appointed.
fn check_signature(answer: &BasicOcspResponse, issuer: &Certificate, now: OffsetDateTime) -> Result<(), Fault> {
    let unreadable = Fault::RevocationUnknown("the answer is not readable");
    let signed = answer.tbs_response_data.to_der().map_err(|_| unreadable.clone())?;
    let signature = answer.signature.as_bytes().ok_or(unreadable)?;
    let signer = answer
        .certs
        .iter()
        .flatten()
        .take(4)
        .filter(|certificate| is_appointed(certificate, issuer, now))
        .chain([issuer])
        .filter(|certificate| names_responder(&answer.tbs_response_data.responder_id, certificate))
        .find(|certificate| {
            let key = &certificate.tbs_certificate.subject_public_key_info;
            algorithm::verify_as(&answer.signature_algorithm, key, &signed, signature).is_ok()
        });
    signer.map(|_| ()).ok_or(Fault::RevocationUnknown("not signed by a responder of the issuer"))
}

fn is_appointed(certificate: &Certificate, issuer: &Certificate, now: OffsetDateTime) -> bool {
    names::same(&certificate.tbs_certificate.issuer, &issuer.tbs_certificate.subject)
        && profile::may_answer_ocsp(certificate)
        && chain::check_dates(certificate, now).is_ok()
        && algorithm::verify_certificate(certificate, issuer).is_ok()
}

/// A responder named by its key is known by the signature alone.
fn names_responder(id: &ResponderId, certificate: &Certificate) -> bool {
    match id {
        ResponderId::ByName(name) => names::same(name, &certificate.tbs_certificate.subject),
        ResponderId::ByKey(_) => true,
    }
}

fn check_nonce(extensions: Option<&Extensions>, expected: &[u8]) -> Result<(), Fault> {
    let mut nonces = extensions.into_iter().flatten().filter(|extension| extension.extn_id == oids::OCSP_NONCE);
    let (Some(nonce), None) = (nonces.next(), nonces.next()) else {
        return Err(Fault::RevocationUnknown("the answer does not repeat the nonce"));
    };
    match OctetString::from_der(nonce.extn_value.as_bytes()) {
        Ok(nonce) if nonce.as_bytes() == expected => Ok(()),
        _ => Err(Fault::RevocationUnknown("the answer repeats another nonce")),
    }
}

fn same_id(one: &CertId, other: &CertId) -> bool {
    one.hash_algorithm.oid == other.hash_algorithm.oid
        && one.issuer_name_hash == other.issuer_name_hash
        && one.issuer_key_hash == other.issuer_key_hash
        && one.serial_number == other.serial_number
}
