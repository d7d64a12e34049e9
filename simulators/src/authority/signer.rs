//! A person's key at work: messages in the shape of the national provider, every part open to change.

use cms::{
    cert::{CertificateChoices, IssuerAndSerialNumber},
    content_info::{CmsVersion, ContentInfo},
    signed_data::{CertificateSet, EncapsulatedContentInfo, SignedData, SignerIdentifier, SignerInfo, SignerInfos},
};
use der::{
    Any, Encode, EncodeValue, Sequence, Tagged,
    asn1::{ObjectIdentifier, OctetString, SetOfVec},
};
use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};
use rsa::{
    pkcs1v15, pss,
    signature::{RandomizedSigner, SignatureEncoding, Signer},
};
use sha1::Sha1;
use sha2::{Digest, Sha256};
use signing::oids;
use spki::{AlgorithmIdentifierOwned, DynSignatureAlgorithmIdentifier};
use time::OffsetDateTime;
use x509_cert::{
    Certificate,
    attr::{Attribute, Attributes},
    ext::pkix::SubjectKeyIdentifier,
};

use super::{
    AuthorityError,
    certificate::{asn1_time, key_identifier},
    private::PrivateKey,
};

const SHA1: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.14.3.2.26");

/// A private key with its certificate and the authorities above it.
#[derive(Clone)]
pub struct SigningKey {
    pub(super) key: PrivateKey,
    /// The certificate of the key.
    pub certificate: Certificate,
    /// Issuer first, root last.
    pub chain: Vec<Certificate>,
}

impl std::fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SigningKey").field("certificate", &self.certificate).finish_non_exhaustive()
    }
}

/// How the signer is named in a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Naming {
    /// By issuer and serial number.
    IssuerAndSerial,
    /// By the key identifier.
    KeyIdentifier,
}

/// Which certificates come with a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Included {
    /// The signer's only, as the national provider does.
    Leaf,
    /// The signer's and the authorities above it.
    Chain,
    /// These.
    These(Vec<Certificate>),
}

/// Algorithms of the signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// RSA PKCS#1 v1.5 with SHA-256.
    Sha256,
    /// RSA PKCS#1 v1.5 with SHA-1.
    Sha1,
    /// RSA-PSS with SHA-256.
    Pss,
    /// ГОСТ 34.10-2015 with Streebog-512.
    Gost,
}

/// How a message is made. [`Shape::national`] is what people's programs make; a test changes one thing.
#[derive(Clone, Debug)]
pub struct Shape {
    /// The content goes inside.
    pub attached: bool,
    /// There are signed attributes.
    pub signed_attributes: bool,
    /// How the signer is named.
    pub naming: Naming,
    /// Which certificates come along.
    pub included: Included,
    /// Algorithms.
    pub scheme: Scheme,
    /// The signature algorithm is written as that of the key (`rsaEncryption`), as the older provider does.
    pub plain_rsa: bool,
    /// The certificate that signingCertificateV2 means; none leaves the attribute out.
    pub bound_to: Option<Certificate>,
    /// The claimed time of signing.
    pub at: OffsetDateTime,
    /// Type of the content, inside and as a signed attribute.
    pub content_type: ObjectIdentifier,
    /// Signed attributes besides the usual ones.
    pub further: Vec<Attribute>,
    /// Unsigned attributes.
    pub unsigned: Vec<Attribute>,
}

impl Shape {
    /// Attached, four signed attributes, the signer's certificate.
    #[must_use]
    pub fn national(key: &SigningKey, at: OffsetDateTime) -> Self {
        Self {
            attached: true,
            signed_attributes: true,
            naming: Naming::IssuerAndSerial,
            included: Included::Leaf,
            scheme: match key.key {
                PrivateKey::Rsa(_) => Scheme::Sha256,
                PrivateKey::Gost(_) => Scheme::Gost,
            },
            plain_rsa: false,
            bound_to: Some(key.certificate.clone()),
            at,
            content_type: oids::DATA,
            further: Vec::new(),
            unsigned: Vec::new(),
        }
    }
}

impl SigningKey {
    /// An attached message in the national provider's shape, DER.
    ///
    /// # Errors
    /// The key cannot sign or the message cannot be written: a fault of this program.
    pub fn sign_attached(&self, content: &[u8], at: OffsetDateTime) -> Result<Vec<u8>, AuthorityError> {
        encode(&self.signed_data(content, &Shape::national(self, at))?)
    }

    /// A detached message, otherwise in the national provider's shape, DER.
    ///
    /// # Errors
    /// As [`Self::sign_attached`].
    pub fn sign_detached(&self, content: &[u8], at: OffsetDateTime) -> Result<Vec<u8>, AuthorityError> {
        encode(&self.signed_data(content, &Shape { attached: false, ..Shape::national(self, at) })?)
    }

    /// The bare signature over some bytes.
    ///
    /// # Errors
    /// As [`Self::sign_attached`].
    pub fn sign_bytes(&self, message: &[u8]) -> Result<Vec<u8>, AuthorityError> {
        self.key.sign(message)
    }

    /// A message of any shape, open to further changes before [`encode`].
    ///
    /// # Errors
    /// As [`Self::sign_attached`].
    pub fn signed_data(&self, content: &[u8], shape: &Shape) -> Result<SignedData, AuthorityError> {
        let signer = self.signer_info(content, shape)?;
        let certificates = match &shape.included {
            Included::Leaf => vec![self.certificate.clone()],
            Included::Chain => [std::slice::from_ref(&self.certificate), &self.chain].concat(),
            Included::These(certificates) => certificates.clone(),
        };
        let certificates: Vec<_> = certificates.into_iter().map(CertificateChoices::Certificate).collect();
        let inside = shape.attached.then(|| OctetString::new(content).and_then(|content| Any::encode_from(&content)));
        Ok(SignedData {
            version: CmsVersion::V1,
            digest_algorithms: SetOfVec::try_from(vec![signer.digest_alg.clone()])?,
            encap_content_info: EncapsulatedContentInfo {
                econtent_type: shape.content_type,
                econtent: inside.transpose()?,
            },
            certificates: if certificates.is_empty() {
                None
            } else {
                Some(CertificateSet(SetOfVec::try_from(certificates)?))
            },
            crls: None,
            signer_infos: SignerInfos(SetOfVec::try_from(vec![signer])?),
        })
    }

    fn signer_info(&self, content: &[u8], shape: &Shape) -> Result<SignerInfo, AuthorityError> {
        let attributes = shape.signed_attributes.then(|| signed_attributes(content, shape)).transpose()?;
        let signed = match &attributes {
            Some(attributes) => attributes.to_der()?,
            None => content.to_vec(),
        };
        let (signature, algorithm) = self.sign(&signed, shape)?;
        let tbs = &self.certificate.tbs_certificate;
        let (version, sid) = match shape.naming {
            Naming::IssuerAndSerial => {
                let (issuer, serial_number) = (tbs.issuer.clone(), tbs.serial_number.clone());
                let named = IssuerAndSerialNumber { issuer, serial_number };
                (CmsVersion::V1, SignerIdentifier::IssuerAndSerialNumber(named))
            }
            Naming::KeyIdentifier => {
                let identifier = SubjectKeyIdentifier(key_identifier(&tbs.subject_public_key_info)?);
                (CmsVersion::V3, SignerIdentifier::SubjectKeyIdentifier(identifier))
            }
        };
        let unsigned = (!shape.unsigned.is_empty()).then(|| SetOfVec::try_from(shape.unsigned.clone())).transpose()?;
        Ok(SignerInfo {
            version,
            sid,
            digest_alg: digest_algorithm(shape.scheme),
            signed_attrs: attributes,
            signature_algorithm: algorithm,
            signature: OctetString::new(signature)?,
            unsigned_attrs: unsigned,
        })
    }

    fn sign(&self, message: &[u8], shape: &Shape) -> Result<(Vec<u8>, AlgorithmIdentifierOwned), AuthorityError> {
        let plain = match self.key {
            PrivateKey::Rsa(_) => oids::RSA_ENCRYPTION,
            PrivateKey::Gost(_) => oids::GOST_2015_512,
        };
        let plain = AlgorithmIdentifierOwned { oid: plain, parameters: Some(Any::null()) };
        let rsa = || self.key.rsa().cloned();
        Ok(match shape.scheme {
            Scheme::Sha256 | Scheme::Gost => {
                (self.key.sign(message)?, if shape.plain_rsa { plain } else { self.key.algorithm() })
            }
            Scheme::Sha1 => (pkcs1v15::SigningKey::<Sha1>::new(rsa()?).try_sign(message)?.to_vec(), plain),
            Scheme::Pss => {
                let signer = pss::SigningKey::<Sha256>::new(rsa()?);
                // The salt needs no secrecy, and a message made twice is the same message.
                let salt = &mut ChaCha20Rng::from_seed(Sha256::digest(message).into());
                (signer.try_sign_with_rng(salt, message)?.to_vec(), signer.signature_algorithm_identifier()?)
            }
        })
    }
}

/// The whole message, DER.
///
/// # Errors
/// The message cannot be written: a fault of this program.
pub fn encode(data: &SignedData) -> Result<Vec<u8>, AuthorityError> {
    Ok(ContentInfo { content_type: oids::SIGNED_DATA, content: Any::encode_from(data)? }.to_der()?)
}

/// An attribute with one value.
///
/// # Errors
/// The value cannot be written.
pub fn attribute<T: EncodeValue + Tagged>(oid: ObjectIdentifier, value: &T) -> Result<Attribute, der::Error> {
    Ok(Attribute { oid, values: SetOfVec::try_from(vec![Any::encode_from(value)?])? })
}

fn signed_attributes(content: &[u8], shape: &Shape) -> Result<Attributes, AuthorityError> {
    let digest = match shape.scheme {
        Scheme::Sha1 => Sha1::digest(content).to_vec(),
        Scheme::Sha256 | Scheme::Pss => Sha256::digest(content).to_vec(),
        Scheme::Gost => signing::gost::digest(content).to_vec(),
    };
    let time = match asn1_time(shape.at)? {
        x509_cert::time::Time::UtcTime(time) => attribute(oids::SIGNING_TIME, &time)?,
        x509_cert::time::Time::GeneralTime(time) => attribute(oids::SIGNING_TIME, &time)?,
    };
    let mut list = vec![
        attribute(oids::CONTENT_TYPE, &shape.content_type)?,
        time,
        attribute(oids::MESSAGE_DIGEST, &OctetString::new(digest)?)?,
    ];
    if let Some(certificate) = &shape.bound_to {
        let cert_hash = OctetString::new(Sha256::digest(certificate.to_der()?).as_slice())?;
        let bound = SigningCertificateV2 { certs: vec![EssCertIdV2 { cert_hash }] };
        list.push(attribute(oids::SIGNING_CERTIFICATE_V2, &bound)?);
    }
    list.extend(shape.further.iter().cloned());
    Ok(SetOfVec::try_from(list)?)
}

fn digest_algorithm(scheme: Scheme) -> AlgorithmIdentifierOwned {
    let oid = match scheme {
        Scheme::Sha1 => SHA1,
        Scheme::Sha256 | Scheme::Pss => oids::SHA256,
        Scheme::Gost => oids::STREEBOG_512,
    };
    AlgorithmIdentifierOwned { oid, parameters: Some(Any::null()) }
}

/// RFC 5035: the default digest is SHA-256.
#[derive(Sequence)]
struct SigningCertificateV2 {
    certs: Vec<EssCertIdV2>,
}

#[derive(Sequence)]
struct EssCertIdV2 {
    cert_hash: OctetString,
}
