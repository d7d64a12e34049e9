//! The signed message itself: its one accepted shape, its content, its signer.

use cms::{
    cert::CertificateChoices,
    content_info::{CmsVersion, ContentInfo},
    signed_data::{SignedData, SignerIdentifier, SignerInfo},
};
use der::{
    Any, Decode, Encode, Sequence,
    asn1::{ObjectIdentifier, OctetString},
};
use sha2::{Digest, Sha256};
use spki::AlgorithmIdentifierOwned;
use time::OffsetDateTime;
use x509_cert::{
    Certificate,
    attr::Attributes,
    ext::pkix::name::{GeneralName, GeneralNames},
    serial_number::SerialNumber,
    time::Time,
};

use crate::{
    Fault, Placement,
    algorithm::{self, Family, Hash},
    ber, dates, names, oids,
};

/// A message of the accepted shape; nothing about it is believed yet.
pub struct Message {
    content: Option<Vec<u8>>,
    content_type: ObjectIdentifier,
    signer: SignerInfo,
    digest_declared: bool,
    /// The certificate that the signer names.
    pub leaf: Certificate,
}

impl Message {
    /// Reads a message over plain data with exactly one signer whose certificate is inside.
    ///
    /// # Errors
    /// [`Fault::Malformed`] and [`Fault::Shape`].
    pub fn read(message: &[u8]) -> Result<Self, Fault> {
        Self::read_der(&ber::normalise(message)?, oids::DATA)
    }

    /// The same over content of any type.
    ///
    /// # Errors
    /// [`Fault::Malformed`] and [`Fault::Shape`].
    pub fn read_der(der: &[u8], content_type: ObjectIdentifier) -> Result<Self, Fault> {
        let info = ContentInfo::from_der(der).map_err(|_| Fault::Malformed("not a CMS message"))?;
        if info.content_type != oids::SIGNED_DATA {
            return Err(Fault::Shape("not signed data"));
        }
        let data: SignedData = info.content.decode_as().map_err(|_| Fault::Malformed("not readable signed data"))?;
        if !matches!(data.version, CmsVersion::V1 | CmsVersion::V3) {
            return Err(Fault::Shape("an unknown version"));
        }
        if data.encap_content_info.econtent_type != content_type {
            return Err(Fault::Shape("the content is of another type"));
        }
        let content = data.encap_content_info.econtent.as_ref().map(Any::decode_as::<OctetString>);
        let content = content.transpose().map_err(|_| Fault::Malformed("the content is not readable"))?;
        let [signer] = data.signer_infos.0.as_slice() else {
            return Err(Fault::Shape("not exactly one signer"));
        };
        let leaf = certificate_of(signer, &data)?;
        let digest_declared = data
            .digest_algorithms
            .iter()
            .any(|declared| declared.oid == signer.digest_alg.oid && algorithm::parameters_are_empty(declared));
        let content = content.map(OctetString::into_bytes);
        Ok(Self { content, content_type, signer: signer.clone(), digest_declared, leaf })
    }

    /// The content is where it must be and what was given out to be signed, byte for byte. When it is apart, the digest
    /// alone tells.
    ///
    /// # Errors
    /// [`Fault::Shape`], [`Fault::ContentMismatch`].
    pub fn check_content(&self, expected: &[u8], placement: Placement) -> Result<(), Fault> {
        match &self.content {
            Some(_) if placement == Placement::Detached => Err(Fault::Shape("the content is attached")),
            Some(content) if content != expected => Err(Fault::ContentMismatch),
            None if placement == Placement::Attached => Err(Fault::Shape("the content is not attached")),
            _ => Ok(()),
        }
    }

    /// The content inside.
    pub fn content(&self) -> Option<&[u8]> {
        self.content.as_deref()
    }

    /// The signed attributes name the content's type and its digest, each exactly once.
    ///
    /// # Errors
    /// [`Fault::Digest`].
    pub fn check_digest(&self, content: &[u8]) -> Result<(), Fault> {
        let hash = self.hash().ok_or(Fault::Digest("the digest algorithm is not accepted"))?;
        if !self.digest_declared {
            return Err(Fault::Digest("the message does not declare the signer's digest algorithm"));
        }
        let attributes = self.attributes()?;
        let content_type: ObjectIdentifier = only_value(attributes, oids::CONTENT_TYPE)?
            .and_then(|value| value.decode_as().ok())
            .ok_or(Fault::Digest("no content type among the signed attributes"))?;
        if content_type != self.content_type {
            return Err(Fault::Digest("the signed content type is another one"));
        }
        let digest: OctetString = only_value(attributes, oids::MESSAGE_DIGEST)?
            .and_then(|value| value.decode_as().ok())
            .ok_or(Fault::Digest("no digest among the signed attributes"))?;
        if digest.as_bytes() != hash.digest(content) {
            return Err(Fault::Digest("the signed digest is another one"));
        }
        only_value(attributes, oids::SIGNING_TIME).map(|_| ())
    }

    /// The signature verifies over the DER of the signed attributes with the certificate's key.
    ///
    /// # Errors
    /// [`Fault::Signature`].
    pub fn check_signature(&self) -> Result<(), Fault> {
        let key = &self.leaf.tbs_certificate.subject_public_key_info;
        let declared = Family::of_signer(&self.signer.signature_algorithm)
            .ok_or(Fault::Signature("the signature algorithm is not accepted"))?;
        let family = Family::of_key(key).ok_or(Fault::Signature("the key's algorithm is not accepted"))?;
        if declared != family || self.hash() != Some(family.hash()) {
            return Err(Fault::Signature("digest and signature algorithm are not those of the key"));
        }
        let signed = self.attributes()?.to_der().map_err(|_| Fault::Malformed("the signed attributes"))?;
        algorithm::verify(key, &signed, self.signer.signature.as_bytes()).map_err(Fault::Signature)
    }

    /// The attribute signingCertificateV2, when there is one, means this certificate.
    ///
    /// # Errors
    /// [`Fault::CertBinding`].
    pub fn check_binding(&self) -> Result<(), Fault> {
        let values = self.attributes()?.iter().filter(|attribute| attribute.oid == oids::SIGNING_CERTIFICATE_V2);
        values.flat_map(|attribute| attribute.values.iter()).try_for_each(|value| self.check_bound(value))
    }

    fn check_bound(&self, value: &Any) -> Result<(), Fault> {
        let bound: SigningCertificateV2 =
            value.decode_as().map_err(|_| Fault::CertBinding("the binding is not readable"))?;
        let first = bound.certs.first().ok_or(Fault::CertBinding("the binding is empty"))?;
        let hash = first.hash_algorithm.as_ref().map_or(Some(Hash::Sha256), own_hash);
        let hash = hash.ok_or(Fault::CertBinding("the binding's digest algorithm is not accepted"))?;
        let leaf = self.leaf.to_der().map_err(|_| Fault::Malformed("the certificate"))?;
        if first.cert_hash.as_bytes() != hash.digest(&leaf) {
            return Err(Fault::CertBinding("bound to another certificate"));
        }
        match &first.issuer_serial {
            Some(issuer_serial) if !issuer_serial.means(&self.leaf) => {
                Err(Fault::CertBinding("bound to another issuer and serial number"))
            }
            _ => Ok(()),
        }
    }

    /// When the signer's computer says it signed: information, never a proof.
    pub fn signing_time(&self) -> Option<OffsetDateTime> {
        let value = only_value(self.signer.signed_attrs.as_ref()?, oids::SIGNING_TIME).ok()??;
        Some(dates::instant(Time::from_der(&value.to_der().ok()?).ok()?))
    }

    /// The time stamp that the signer added, DER; none when there is none.
    ///
    /// # Errors
    /// [`Fault::TimeStamp`] when there is more than one.
    pub fn time_stamp(&self) -> Result<Option<Vec<u8>>, Fault> {
        let unsigned = self.signer.unsigned_attrs.iter().flat_map(|attributes| attributes.iter());
        let mut stamps = unsigned.filter(|attribute| attribute.oid == oids::TIME_STAMP_TOKEN);
        let (first, second) = (stamps.next(), stamps.next());
        match (first.map(|attribute| attribute.values.as_slice()), second) {
            (None, _) => Ok(None),
            (Some([token]), None) => token.to_der().map(Some).map_err(|_| Fault::TimeStamp("not readable")),
            _ => Err(Fault::TimeStamp("more than one time stamp")),
        }
    }

    /// The signature itself: what a time stamp is over.
    pub fn signature(&self) -> &[u8] {
        self.signer.signature.as_bytes()
    }

    /// SHA-256 over it.
    pub fn signature_digest(&self) -> [u8; 32] {
        Sha256::digest(self.signature()).into()
    }

    fn hash(&self) -> Option<Hash> {
        own_hash(&self.signer.digest_alg)
    }

    fn attributes(&self) -> Result<&Attributes, Fault> {
        self.signer.signed_attrs.as_ref().ok_or(Fault::Digest("no signed attributes"))
    }
}

/// A digest algorithm that goes with an accepted family of keys.
fn own_hash(algorithm: &AlgorithmIdentifierOwned) -> Option<Hash> {
    Hash::named(algorithm).filter(|hash| *hash != Hash::Sha512)
}

/// The one certificate that the signer names by issuer and serial number.
fn certificate_of(signer: &SignerInfo, data: &SignedData) -> Result<Certificate, Fault> {
    let SignerIdentifier::IssuerAndSerialNumber(named) = &signer.sid else {
        return Err(Fault::Shape("the signer is not named by issuer and serial number"));
    };
    if signer.version != CmsVersion::V1 {
        return Err(Fault::Shape("an unknown version of the signer"));
    }
    let certificates = data.certificates.as_ref().map(|set| set.0.as_slice()).unwrap_or_default();
    let mut named_ones = certificates.iter().filter_map(|choice| match choice {
        CertificateChoices::Certificate(certificate) => {
            let tbs = &certificate.tbs_certificate;
            let is_named = tbs.serial_number == named.serial_number && names::same(&tbs.issuer, &named.issuer);
            is_named.then_some(certificate)
        }
        CertificateChoices::Other(_) => None,
    });
    match (named_ones.next(), named_ones.next()) {
        (Some(certificate), None) => Ok(certificate.clone()),
        (None, _) => Err(Fault::Shape("the signer's certificate is not inside")),
        _ => Err(Fault::Shape("two certificates of the signer")),
    }
}

/// The value of an attribute that may stand once with one value.
fn only_value(attributes: &Attributes, oid: ObjectIdentifier) -> Result<Option<&Any>, Fault> {
    let mut found = attributes.iter().filter(|attribute| attribute.oid == oid);
    let (first, second) = (found.next(), found.next());
    match (first.map(|attribute| attribute.values.as_slice()), second) {
        (None, _) => Ok(None),
        (Some([value]), None) => Ok(Some(value)),
        _ => Err(Fault::Digest("a signed attribute stands more than once")),
    }
}

/// RFC 5035, 3: what a signature is bound to; the first certificate is the signer's.
#[derive(Sequence)]
struct SigningCertificateV2 {
    certs: Vec<EssCertIdV2>,
    policies: Option<Any>,
}

/// RFC 5035, 4: SHA-256 when no algorithm is named.
#[derive(Sequence)]
struct EssCertIdV2 {
    hash_algorithm: Option<AlgorithmIdentifierOwned>,
    cert_hash: OctetString,
    issuer_serial: Option<IssuerSerial>,
}

#[derive(Sequence)]
struct IssuerSerial {
    issuer: GeneralNames,
    serial_number: SerialNumber,
}

impl IssuerSerial {
    fn means(&self, certificate: &Certificate) -> bool {
        let tbs = &certificate.tbs_certificate;
        let [GeneralName::DirectoryName(issuer)] = self.issuer.as_slice() else {
            return false;
        };
        self.serial_number == tbs.serial_number && names::same(issuer, &tbs.issuer)
    }
}
