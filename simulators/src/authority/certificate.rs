//! Certificates in the national profile, with every part open to change.

use const_oid::AssociatedOid;
use der::{
    Any, Encode, Tag,
    asn1::{BitString, GeneralizedTime, Ia5String, Ia5StringRef, ObjectIdentifier, OctetString, SetOfVec, UtcTime},
    flagset::FlagSet,
};
use rsa::{RsaPrivateKey, pkcs8::EncodePublicKey};
use sha2::{Digest, Sha256};
use signing::oids;
use spki::SubjectPublicKeyInfoOwned;
use time::OffsetDateTime;
use x509_cert::{
    Certificate, TbsCertificate, Version,
    attr::AttributeTypeAndValue,
    ext::pkix::AccessDescription,
    ext::{
        Extension,
        pkix::{
            AuthorityInfoAccessSyntax, AuthorityKeyIdentifier, BasicConstraints, CertificatePolicies, ExtendedKeyUsage,
            KeyUsage, KeyUsages, SubjectKeyIdentifier,
            certpolicy::{PolicyInformation, PolicyQualifierInfo},
            name::GeneralName,
        },
    },
    name::{Name, RelativeDistinguishedName},
    serial_number::SerialNumber,
    time::{Time, Validity},
};

use super::{
    AuthorityError,
    holder::{KeyHolder, KeyKind},
    private::PrivateKey,
};

/// First moment of the authorities' own certificates: 2020-01-01.
pub const AUTHORITY_NOT_BEFORE: i64 = 1_577_836_800;
/// Last moment of the authorities' own certificates: 2049-12-31.
pub const AUTHORITY_NOT_AFTER: i64 = 2_524_521_600;

/// People's keys and those of the authorities; 4096 bits for the root would make the first start wait for many seconds.
pub(super) const KEY_BITS: usize = 2048;

const ORGANIZATION: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.10");
const ORGANIZATIONAL_UNIT: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.11");
const COUNTRY: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.6");
const CPS: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.2.1");
const AIA_OCSP: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.48.1");
const POLICY_SIGN_LEGAL: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.398.3.3.2.1");
const POLICY_AUTH_LEGAL: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.398.3.3.2.2");
const REGULATIONS: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.398.3.3.1.1");
const HEAD: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.398.3.3.4.1.2.1");

/// What a certificate says.
#[derive(Clone, Debug)]
pub struct Profile {
    /// Attributes of the subject in order; written as UTF8String, country and serial number as PrintableString.
    pub subject: Vec<(ObjectIdentifier, String)>,
    /// Whether it may issue others; none leaves the extension out.
    pub authority: Option<bool>,
    /// Key usage (critical).
    pub usage: FlagSet<KeyUsages>,
    /// Extended key usage, none leaves the extension out.
    pub purposes: Vec<ObjectIdentifier>,
    /// Certificate policies, none leaves the extension out.
    pub policies: Vec<ObjectIdentifier>,
    /// First moment of validity.
    pub not_before: OffsetDateTime,
    /// Last moment of validity.
    pub not_after: OffsetDateTime,
    /// Extensions besides the usual ones.
    pub further: Vec<Extension>,
    /// Length of the key, when it is made for this certificate.
    pub key_bits: usize,
    /// The key is one of ГОСТ 34.10-2015 instead of RSA.
    pub gost: bool,
}

impl Profile {
    /// An individual's key in the national profile: 30 days old, a year of validity.
    #[must_use]
    pub fn individual(holder: &KeyHolder, kind: KeyKind, now: OffsetDateTime) -> Self {
        let not_before = now.replace_time(time::Time::MIDNIGHT) - time::Duration::days(30);
        let (usage, purpose, policy) = match kind {
            KeyKind::Auth => (
                KeyUsages::DigitalSignature | KeyUsages::KeyEncipherment,
                oids::CLIENT_AUTH,
                oids::POLICY_AUTH_INDIVIDUAL,
            ),
            KeyKind::Sign => (
                KeyUsages::DigitalSignature | KeyUsages::NonRepudiation,
                oids::EMAIL_PROTECTION,
                oids::POLICY_SIGN_INDIVIDUAL,
            ),
            KeyKind::Gost => (
                KeyUsages::DigitalSignature | KeyUsages::NonRepudiation | KeyUsages::KeyEncipherment,
                oids::EMAIL_PROTECTION,
                oids::POLICY_ARC,
            ),
        };
        Self {
            subject: subject(holder),
            authority: None,
            usage,
            purposes: vec![purpose, oids::INDIVIDUAL],
            policies: vec![policy],
            not_before,
            not_after: not_before + time::Duration::days(365),
            further: Vec::new(),
            key_bits: KEY_BITS,
            gost: kind == KeyKind::Gost,
        }
    }

    /// The single key of ГОСТ 34.10-2015 of an individual: for signing, and not said to be for login.
    #[must_use]
    pub fn gost_individual(holder: &KeyHolder, now: OffsetDateTime) -> Self {
        Self::individual(holder, KeyKind::Gost, now)
    }

    /// A time-stamping authority.
    #[must_use]
    pub fn time_stamping(name: &str) -> Self {
        Self { purposes: vec![oids::TIME_STAMPING], ..Self::responder(name) }
    }

    /// A key of an organisation's head.
    #[must_use]
    pub fn organisation(holder: &KeyHolder, kind: KeyKind, now: OffsetDateTime) -> Self {
        let mut profile = Self::individual(holder, kind, now);
        profile.subject.push((ORGANIZATION, "«МЫСАЛ» ЖШС".to_owned()));
        profile.subject.push((ORGANIZATIONAL_UNIT, "BIN123456789021".to_owned()));
        let (purpose, policy) = match kind {
            KeyKind::Auth => (oids::CLIENT_AUTH, POLICY_AUTH_LEGAL),
            KeyKind::Sign => (oids::EMAIL_PROTECTION, POLICY_SIGN_LEGAL),
            KeyKind::Gost => (oids::EMAIL_PROTECTION, oids::POLICY_ARC),
        };
        profile.purposes = vec![purpose, oids::LEGAL_PERSON, HEAD];
        profile.policies = vec![policy];
        profile
    }

    /// A key whose certificate does not have the holder's IIN.
    #[must_use]
    pub fn without_iin(holder: &KeyHolder, kind: KeyKind, now: OffsetDateTime) -> Self {
        let mut profile = Self::individual(holder, kind, now);
        profile.subject.retain(|(name, _)| *name != oids::SERIAL_NUMBER);
        profile
    }

    /// A certification authority.
    #[must_use]
    pub fn certification_authority(name: &str) -> Self {
        Self {
            subject: vec![(oids::COMMON_NAME, name.to_owned()), (COUNTRY, "KZ".to_owned())],
            authority: Some(true),
            usage: KeyUsages::KeyCertSign | KeyUsages::CRLSign,
            purposes: Vec::new(),
            policies: vec![REGULATIONS],
            not_before: at(AUTHORITY_NOT_BEFORE),
            not_after: at(AUTHORITY_NOT_AFTER),
            further: Vec::new(),
            key_bits: KEY_BITS,
            gost: false,
        }
    }

    /// A responder that tells about revocation.
    #[must_use]
    pub fn responder(name: &str) -> Self {
        Self {
            authority: None,
            usage: KeyUsages::DigitalSignature.into(),
            purposes: vec![oids::OCSP_SIGNING],
            policies: Vec::new(),
            ..Self::certification_authority(name)
        }
    }

    /// The name that the subject's attributes make.
    pub(super) fn name(&self) -> Result<Name, der::Error> {
        let entries = self.subject.iter().map(|(oid, text)| {
            let printable = [oids::SERIAL_NUMBER, COUNTRY].contains(oid);
            let tag = if printable { Tag::PrintableString } else { Tag::Utf8String };
            let value = Any::new(tag, text.as_bytes())?;
            let entry = AttributeTypeAndValue { oid: *oid, value };
            Ok(RelativeDistinguishedName::from(SetOfVec::try_from(vec![entry])?))
        });
        Ok(entries.collect::<Result<Vec<_>, der::Error>>()?.into())
    }
}

fn subject(holder: &KeyHolder) -> Vec<(ObjectIdentifier, String)> {
    let mut subject = vec![
        (oids::COMMON_NAME, format!("{} {}", holder.surname, holder.given)),
        (oids::SURNAME, holder.surname.clone()),
        (oids::SERIAL_NUMBER, format!("IIN{}", holder.iin)),
        (COUNTRY, "KZ".to_owned()),
    ];
    subject.extend(holder.patronymic.clone().map(|patronymic| (oids::GIVEN_NAME, patronymic)));
    subject
}

/// An instant by its Unix time.
pub fn at(seconds: i64) -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp(seconds).expect("the constants lie between 2020 and 2050")
}

/// Makes a certificate over `key`, signed by `issuer_key` in the name of `issuer`; without an issuer it signs itself.
pub(super) fn issue(
    profile: &Profile,
    key: &PrivateKey,
    issuer: Option<&Certificate>,
    issuer_key: &PrivateKey,
) -> Result<Certificate, AuthorityError> {
    let subject = profile.name()?;
    let spki = key.public_key()?;
    let issuer_name = issuer.map_or_else(|| subject.clone(), |issuer| issuer.tbs_certificate.subject.clone());
    let issuer_spki = issuer.map_or(&spki, |issuer| &issuer.tbs_certificate.subject_public_key_info);
    let algorithm = issuer_key.algorithm();
    let validity = Validity { not_before: asn1_time(profile.not_before)?, not_after: asn1_time(profile.not_after)? };
    let extensions = extensions(profile, &spki, issuer_spki)?;
    let mut tbs_certificate = TbsCertificate {
        version: Version::V3,
        serial_number: SerialNumber::from(0_u8),
        signature: algorithm.clone(),
        issuer: issuer_name,
        validity,
        subject,
        subject_public_key_info: spki,
        issuer_unique_id: None,
        subject_unique_id: None,
        extensions: Some(extensions),
    };
    // The serial number follows from everything else, so that a certificate made again is the same certificate.
    let mut serial = [0; 20];
    serial.copy_from_slice(&Sha256::digest(tbs_certificate.to_der()?)[..20]);
    serial[0] = serial[0] & 0x3F | 0x40;
    tbs_certificate.serial_number = SerialNumber::new(&serial)?;
    let signature = issuer_key.sign(&tbs_certificate.to_der()?)?;
    Ok(Certificate { tbs_certificate, signature_algorithm: algorithm, signature: BitString::from_bytes(&signature)? })
}

/// The public half in the form of a certificate.
pub(super) fn public_key(key: &RsaPrivateKey) -> Result<SubjectPublicKeyInfoOwned, AuthorityError> {
    let document = key.to_public_key().to_public_key_der()?;
    Ok(document.decode_msg()?)
}

/// Names a key inside certificates: the first 160 bits of its SHA-256 (RFC 7093).
pub(super) fn key_identifier(spki: &SubjectPublicKeyInfoOwned) -> Result<OctetString, der::Error> {
    OctetString::new(&Sha256::digest(spki.subject_public_key.raw_bytes())[..20])
}

fn extensions(
    profile: &Profile,
    spki: &SubjectPublicKeyInfoOwned,
    issuer_spki: &SubjectPublicKeyInfoOwned,
) -> Result<Vec<Extension>, der::Error> {
    let authority_key = AuthorityKeyIdentifier {
        key_identifier: Some(key_identifier(issuer_spki)?),
        ..AuthorityKeyIdentifier::default()
    };
    let mut list = vec![
        extension(&KeyUsage(profile.usage), true)?,
        extension(&SubjectKeyIdentifier(key_identifier(spki)?), false)?,
        extension(&authority_key, false)?,
    ];
    if let Some(ca) = profile.authority {
        list.push(extension(&BasicConstraints { ca, path_len_constraint: None }, true)?);
    }
    if !profile.purposes.is_empty() {
        list.push(extension(&ExtendedKeyUsage(profile.purposes.clone()), false)?);
    }
    if !profile.policies.is_empty() {
        let policies = profile.policies.iter().map(|policy| policy_information(*policy));
        list.push(extension(&CertificatePolicies(policies.collect::<Result<_, _>>()?), false)?);
    }
    let responder = Ia5String::new("http://127.0.0.1/authority/ocsp")?;
    let access = AccessDescription {
        access_method: AIA_OCSP,
        access_location: GeneralName::UniformResourceIdentifier(responder),
    };
    list.push(extension(&AuthorityInfoAccessSyntax(vec![access]), false)?);
    list.extend(profile.further.iter().cloned());
    Ok(list)
}

fn policy_information(policy_identifier: ObjectIdentifier) -> Result<PolicyInformation, der::Error> {
    let cps = Any::encode_from(&Ia5StringRef::new("http://127.0.0.1/authority/cps")?)?;
    let qualifier = PolicyQualifierInfo { policy_qualifier_id: CPS, qualifier: Some(cps) };
    Ok(PolicyInformation { policy_identifier, policy_qualifiers: Some(vec![qualifier]) })
}

/// An extension as it stands in a certificate.
pub(super) fn extension<T: AssociatedOid + Encode>(value: &T, critical: bool) -> Result<Extension, der::Error> {
    Ok(Extension { extn_id: T::OID, critical, extn_value: OctetString::new(value.to_der()?)? })
}

/// UTCTime until 2049, as the profile of certificates asks.
pub(super) fn asn1_time(instant: OffsetDateTime) -> Result<Time, der::Error> {
    let since_epoch = unix_duration(instant);
    Ok(match UtcTime::from_unix_duration(since_epoch) {
        Ok(time) => Time::UtcTime(time),
        Err(_) => Time::GeneralTime(GeneralizedTime::from_unix_duration(since_epoch)?),
    })
}

/// Whole seconds since 1970.
pub(super) fn unix_duration(instant: OffsetDateTime) -> std::time::Duration {
    std::time::Duration::from_secs(u64::try_from(instant.unix_timestamp()).unwrap_or_default())
}
