//! Private keys of both families.

use der::Any;
use rsa::{RsaPrivateKey, pkcs1v15, signature::SignatureEncoding, signature::Signer};
use sha2::Sha256;
use signing::oids;
use spki::{AlgorithmIdentifierOwned, SubjectPublicKeyInfoOwned};

use super::{AuthorityError, certificate::public_key, gost::GostKey};

/// A key that signs certificates, answers, lists and messages.
#[derive(Clone)]
pub(super) enum PrivateKey {
    Rsa(Box<RsaPrivateKey>),
    Gost(GostKey),
}

impl PrivateKey {
    /// The signature with the digest of the family.
    pub fn sign(&self, message: &[u8]) -> Result<Vec<u8>, AuthorityError> {
        Ok(match self {
            Self::Rsa(key) => pkcs1v15::SigningKey::<Sha256>::new((**key).clone()).try_sign(message)?.to_vec(),
            Self::Gost(key) => key.sign(message),
        })
    }

    /// The name of that signature.
    pub fn algorithm(&self) -> AlgorithmIdentifierOwned {
        let oid = match self {
            Self::Rsa(_) => oids::SHA256_WITH_RSA,
            Self::Gost(_) => oids::GOST_2015_512_WITH_STREEBOG,
        };
        AlgorithmIdentifierOwned { oid, parameters: Some(Any::null()) }
    }

    /// The public half in the form of a certificate.
    pub fn public_key(&self) -> Result<SubjectPublicKeyInfoOwned, AuthorityError> {
        match self {
            Self::Rsa(key) => public_key(key),
            Self::Gost(key) => Ok(key.public_key()?),
        }
    }

    /// The RSA key, for the ways of signing that only RSA has.
    pub fn rsa(&self) -> Result<&RsaPrivateKey, AuthorityError> {
        match self {
            Self::Rsa(key) => Ok(key),
            Self::Gost(_) => Err(AuthorityError::Key("not a key of RSA".to_owned())),
        }
    }
}
