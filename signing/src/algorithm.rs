//! Algorithms of the national authority that are accepted: RSA of at least 2048 bits, PKCS#1 v1.5, with SHA-256, and
//! ГОСТ 34.10-2015 of 512 bits with Streebog-512.

use der::{
    Any, Decode, Encode,
    asn1::{ObjectIdentifier, OctetStringRef},
};
use rsa::{RsaPublicKey, pkcs1v15, pkcs8::DecodePublicKey, signature::Verifier, traits::PublicKeyParts};
use sha2::{Digest, Sha256, Sha512};
use spki::{AlgorithmIdentifierOwned, SubjectPublicKeyInfoOwned};
use x509_cert::Certificate;

use crate::{gost, oids};

const MIN_RSA_BITS: usize = 2048;

/// A family of keys. It decides the digest and the signature algorithm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// RSA.
    Rsa,
    /// ГОСТ 34.10-2015, 512 bits.
    Gost,
}

impl Family {
    /// The family of a key; its size and parameters are judged when it is used.
    pub fn of_key(key: &SubjectPublicKeyInfoOwned) -> Option<Self> {
        match key.algorithm.oid {
            oids::RSA_ENCRYPTION => Some(Self::Rsa),
            oids::GOST_2015_512 => Some(Self::Gost),
            _ => None,
        }
    }

    /// The family by which a structure (certificate, OCSP answer, list of revoked certificates) is said to be signed.
    pub fn of_signature(algorithm: &AlgorithmIdentifierOwned) -> Option<Self> {
        let family = match algorithm.oid {
            oids::SHA256_WITH_RSA => Self::Rsa,
            oids::GOST_2015_512_WITH_STREEBOG => Self::Gost,
            _ => return None,
        };
        parameters_are_empty(algorithm).then_some(family)
    }

    /// The same for the signer of a message, where the key's own name will do: the digest is named beside it.
    pub fn of_signer(algorithm: &AlgorithmIdentifierOwned) -> Option<Self> {
        let family = match algorithm.oid {
            oids::RSA_ENCRYPTION => Self::Rsa,
            oids::GOST_2015_512 => Self::Gost,
            _ => return Self::of_signature(algorithm),
        };
        parameters_are_empty(algorithm).then_some(family)
    }

    /// The digest that goes with the keys.
    pub fn hash(self) -> Hash {
        match self {
            Self::Rsa => Hash::Sha256,
            Self::Gost => Hash::Streebog512,
        }
    }
}

/// A digest algorithm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hash {
    /// SHA-256.
    Sha256,
    /// SHA-512: in time stamps alone.
    Sha512,
    /// Streebog-512.
    Streebog512,
}

impl Hash {
    /// The algorithm of this name.
    pub fn named(algorithm: &AlgorithmIdentifierOwned) -> Option<Self> {
        let hash = match algorithm.oid {
            oids::SHA256 => Self::Sha256,
            oids::SHA512 => Self::Sha512,
            oids::STREEBOG_512 => Self::Streebog512,
            _ => return None,
        };
        parameters_are_empty(algorithm).then_some(hash)
    }

    /// The digest of a message.
    pub fn digest(self, message: &[u8]) -> Vec<u8> {
        match self {
            Self::Sha256 => Sha256::digest(message).to_vec(),
            Self::Sha512 => Sha512::digest(message).to_vec(),
            Self::Streebog512 => gost::digest(message).to_vec(),
        }
    }
}

/// Verifies `signature` over `message` (not yet hashed) with the key; the algorithm follows from the key.
///
/// # Errors
/// The reason, for the audit record.
pub fn verify(key: &SubjectPublicKeyInfoOwned, message: &[u8], signature: &[u8]) -> Result<(), &'static str> {
    match Family::of_key(key) {
        Some(Family::Rsa) => verify_rsa(key, message, signature),
        Some(Family::Gost) => verify_gost(key, message, signature),
        None => Err("the key's algorithm is not accepted"),
    }
}

fn verify_rsa(key: &SubjectPublicKeyInfoOwned, message: &[u8], signature: &[u8]) -> Result<(), &'static str> {
    let encoded = key.to_der().map_err(|_| "the key cannot be read")?;
    let key = RsaPublicKey::from_public_key_der(&encoded).map_err(|_| "the key cannot be read")?;
    if key.n().bits() < MIN_RSA_BITS {
        return Err("the key is too short");
    }
    let signature = pkcs1v15::Signature::try_from(signature).map_err(|_| "the signature does not verify")?;
    pkcs1v15::VerifyingKey::<Sha256>::new(key).verify(message, &signature).map_err(|_| "the signature does not verify")
}

fn verify_gost(key: &SubjectPublicKeyInfoOwned, message: &[u8], signature: &[u8]) -> Result<(), &'static str> {
    let parameters = key.algorithm.parameters.as_ref().and_then(|any| any.decode_as::<Vec<ObjectIdentifier>>().ok());
    // The curve, and the digest, which need not be said.
    if !matches!(
        parameters.as_deref(),
        Some([oids::GOST_2015_512_CURVE] | [oids::GOST_2015_512_CURVE, oids::STREEBOG_512])
    ) {
        return Err("the key's curve is not accepted");
    }
    let encoded = key.subject_public_key.as_bytes().ok_or("the key cannot be read")?;
    let point = OctetStringRef::from_der(encoded).map_err(|_| "the key cannot be read")?;
    gost::verify(point.as_bytes(), message, signature)
}

/// Digests and signatures here take no parameters: they are absent or NULL.
pub fn parameters_are_empty(algorithm: &AlgorithmIdentifierOwned) -> bool {
    algorithm.parameters.as_ref().is_none_or(Any::is_null)
}

/// Verifies a signature said to be by `algorithm`, which must be that of the key.
///
/// # Errors
/// The reason, for the audit record.
pub fn verify_as(
    algorithm: &AlgorithmIdentifierOwned,
    key: &SubjectPublicKeyInfoOwned,
    message: &[u8],
    signature: &[u8],
) -> Result<(), &'static str> {
    match Family::of_signature(algorithm) {
        None => Err("the signature algorithm is not accepted"),
        family if family != Family::of_key(key) => Err("the signature algorithm is not that of the key"),
        Some(_) => verify(key, message, signature),
    }
}

/// Verifies the signature on a certificate with the key of its issuer.
///
/// # Errors
/// The reason, for the audit record.
pub fn verify_certificate(certificate: &Certificate, issuer: &Certificate) -> Result<(), &'static str> {
    if certificate.signature_algorithm != certificate.tbs_certificate.signature {
        return Err("the certificate names two signature algorithms");
    }
    let signed = certificate.tbs_certificate.to_der().map_err(|_| "the certificate cannot be read")?;
    let signature = certificate.signature.as_bytes().ok_or("the certificate's signature cannot be read")?;
    verify_as(&certificate.signature_algorithm, &issuer.tbs_certificate.subject_public_key_info, &signed, signature)
}
