//! Signature algorithms of the national authority that are accepted: RSA of at least 2048 bits, PKCS#1 v1.5, SHA-256.

use der::{Any, Encode};
use rsa::{RsaPublicKey, pkcs1v15, pkcs8::DecodePublicKey, signature::Verifier, traits::PublicKeyParts};
use sha2::Sha256;
use spki::{AlgorithmIdentifierOwned, SubjectPublicKeyInfoOwned};
use x509_cert::Certificate;

use crate::oids;

const MIN_RSA_BITS: usize = 2048;

/// Verifies `signature` over `message` (not yet hashed) with the key; the algorithm follows from the key.
///
/// # Errors
/// The reason, for the audit record.
pub fn verify(key: &SubjectPublicKeyInfoOwned, message: &[u8], signature: &[u8]) -> Result<(), &'static str> {
    if key.algorithm.oid != oids::RSA_ENCRYPTION {
        return Err("the key's algorithm is not accepted");
    }
    let encoded = key.to_der().map_err(|_| "the key cannot be read")?;
    let key = RsaPublicKey::from_public_key_der(&encoded).map_err(|_| "the key cannot be read")?;
    if key.n().bits() < MIN_RSA_BITS {
        return Err("the key is too short");
    }
    let signature = pkcs1v15::Signature::try_from(signature).map_err(|_| "the signature does not verify")?;
    pkcs1v15::VerifyingKey::<Sha256>::new(key).verify(message, &signature).map_err(|_| "the signature does not verify")
}

/// Whether the algorithm of a signed structure (certificate, OCSP answer) is an accepted one.
pub fn is_accepted(algorithm: &AlgorithmIdentifierOwned) -> bool {
    algorithm.oid == oids::SHA256_WITH_RSA && parameters_are_empty(algorithm)
}

/// RSA and SHA-2 take no parameters: they are absent or NULL.
pub fn parameters_are_empty(algorithm: &AlgorithmIdentifierOwned) -> bool {
    algorithm.parameters.as_ref().is_none_or(Any::is_null)
}

/// Verifies the signature on a certificate with the key of its issuer.
///
/// # Errors
/// The reason, for the audit record.
pub fn verify_certificate(certificate: &Certificate, issuer: &Certificate) -> Result<(), &'static str> {
    if certificate.signature_algorithm != certificate.tbs_certificate.signature {
        return Err("the certificate names two signature algorithms");
    }
    if !is_accepted(&certificate.signature_algorithm) {
        return Err("the certificate's signature algorithm is not accepted");
    }
    let signed = certificate.tbs_certificate.to_der().map_err(|_| "the certificate cannot be read")?;
    let signature = certificate.signature.as_bytes().ok_or("the certificate's signature cannot be read")?;
    verify(&issuer.tbs_certificate.subject_public_key_info, &signed, signature)
}
