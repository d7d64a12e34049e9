//! The profile of the national authority's certificates: who holds the key and what it is for.

use der::asn1::ObjectIdentifier;
use x509_cert::{
    Certificate,
    ext::pkix::{BasicConstraints, CertificatePolicies, ExtendedKeyUsage, KeyUsage},
};

use crate::{Fault, Policy, algorithm::Family, names, oids};

/// What the signature is for. It decides which key of the pair is accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// Entering the cabinet: the AUTH key.
    Login,
    /// Signing an application: the RSA key.
    Sign,
}

/// The names in a certificate, as written there; compared by the caller with the state register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Names {
    /// SURNAME.
    pub surname: String,
    /// What CN holds besides the surname.
    pub given: String,
    /// GIVENNAME, which in this profile is the patronymic; absent for people without one.
    pub patronymic: Option<String>,
}

const UNDERSTOOD: [ObjectIdentifier; 4] =
    [oids::KEY_USAGE, oids::EXTENDED_KEY_USAGE, oids::BASIC_CONSTRAINTS, oids::CERTIFICATE_POLICIES];

/// The key fits the purpose and belongs to an individual.
///
/// # Errors
/// [`Fault::WrongKey`].
pub fn check_usage(certificate: &Certificate, purpose: Purpose, policy: &Policy) -> Result<(), Fault> {
    let tbs = &certificate.tbs_certificate;
    if has_foreign_critical_extension(certificate) {
        return Err(Fault::WrongKey("an unknown critical extension"));
    }
    let purposes = tbs.get::<ExtendedKeyUsage>().ok().flatten().map(|(_, usage)| usage.0).unwrap_or_default();
    let usage = tbs.get::<KeyUsage>().ok().flatten().map(|(_, usage)| usage);
    let signs = usage.is_some_and(|usage| usage.digital_signature() && usage.non_repudiation());
    let single = policy.login_accepts_gost_single_key && is_gost_single_key(certificate);
    let (needed, fits) = match purpose {
        Purpose::Login if !single || purposes.contains(&oids::CLIENT_AUTH) => {
            (oids::CLIENT_AUTH, usage.is_some_and(|usage| usage.digital_signature()))
        }
        Purpose::Login | Purpose::Sign => (oids::EMAIL_PROTECTION, signs),
    };
    if !purposes.contains(&needed) {
        return Err(Fault::WrongKey("the key is not for this purpose"));
    }
    if !fits {
        return Err(Fault::WrongKey("the key usage does not fit the purpose"));
    }
    if purposes.iter().any(|purpose| oids::within(*purpose, oids::LEGAL_PERSON)) {
        return Err(Fault::WrongKey("the key of an organisation"));
    }
    if !purposes.contains(&oids::INDIVIDUAL) {
        return Err(Fault::WrongKey("not the key of an individual"));
    }
    if is_authority(certificate) {
        return Err(Fault::WrongKey("the key of an authority"));
    }
    if policies(certificate).iter().any(|policy| oids::within(*policy, oids::POLICY_ARC)) {
        Ok(())
    } else {
        Err(Fault::WrongKey("not a policy of the national authority"))
    }
}

/// A key of ГОСТ 34.10-2015 under the general policy: it is both keys of a pair, without being said to be for login.
fn is_gost_single_key(certificate: &Certificate) -> bool {
    Family::of_key(&certificate.tbs_certificate.subject_public_key_info) == Some(Family::Gost)
        && policies(certificate).contains(&oids::POLICY_ARC)
}

fn policies(certificate: &Certificate) -> Vec<ObjectIdentifier> {
    let policies = certificate.tbs_certificate.get::<CertificatePolicies>().ok().flatten();
    policies.iter().flat_map(|(_, policies)| &policies.0).map(|policy| policy.policy_identifier).collect()
}

/// Whether the certificate may issue others.
pub fn is_authority(certificate: &Certificate) -> bool {
    let constraints = certificate.tbs_certificate.get::<BasicConstraints>();
    constraints.ok().flatten().is_some_and(|(_, constraints)| constraints.ca)
}

/// Whether the key may sign certificates.
pub fn may_sign_certificates(certificate: &Certificate) -> bool {
    let usage = certificate.tbs_certificate.get::<KeyUsage>();
    usage.ok().flatten().is_some_and(|(_, usage)| usage.key_cert_sign())
}

/// Whether the certificate is of an OCSP responder.
pub fn may_answer_ocsp(certificate: &Certificate) -> bool {
    let purposes = certificate.tbs_certificate.get::<ExtendedKeyUsage>();
    purposes.ok().flatten().is_some_and(|(_, purposes)| purposes.0.contains(&oids::OCSP_SIGNING))
        && !has_foreign_critical_extension(certificate)
}

/// Whether the certificate is of a time-stamping authority, which is for nothing else (RFC 3161, 2.3).
pub fn may_stamp_time(certificate: &Certificate) -> bool {
    let purposes = certificate.tbs_certificate.get::<ExtendedKeyUsage>();
    purposes.ok().flatten().is_some_and(|(_, purposes)| purposes.0 == [oids::TIME_STAMPING])
        && !has_foreign_critical_extension(certificate)
}

/// Whether the key may sign lists of revoked certificates.
pub fn may_sign_lists(certificate: &Certificate) -> bool {
    let usage = certificate.tbs_certificate.get::<KeyUsage>();
    usage.ok().flatten().is_some_and(|(_, usage)| usage.crl_sign())
}

/// A critical extension that this program does not understand forbids using the certificate (RFC 5280, 4.2).
pub fn has_foreign_critical_extension(certificate: &Certificate) -> bool {
    let extensions = certificate.tbs_certificate.extensions.as_deref().unwrap_or_default();
    extensions.iter().any(|extension| extension.critical && !UNDERSTOOD.contains(&extension.extn_id))
}

/// The IIN: exactly one SERIALNUMBER of the form `IIN` and twelve digits. The check digit is not asked for: the authority's
/// own test numbers do not have it.
///
/// # Errors
/// [`Fault::NoIin`].
pub fn iin(certificate: &Certificate) -> Result<String, Fault> {
    let mut numbers = names::texts(&certificate.tbs_certificate.subject, oids::SERIAL_NUMBER);
    let (Some(Some(number)), None) = (numbers.next(), numbers.next()) else {
        return Err(Fault::NoIin("not exactly one serial number of the subject"));
    };
    match number.strip_prefix("IIN") {
        Some(iin) if iin.len() == 12 && iin.bytes().all(|digit| digit.is_ascii_digit()) => Ok(iin.to_owned()),
        _ => Err(Fault::NoIin("the subject's serial number is not an IIN")),
    }
}

/// The names in the certificate.
pub fn names(certificate: &Certificate) -> Names {
    let subject = &certificate.tbs_certificate.subject;
    let first = |attribute| {
        let text = names::texts(subject, attribute).next().flatten();
        text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
    };
    let surname = first(oids::SURNAME).unwrap_or_default();
    let whole = first(oids::COMMON_NAME).unwrap_or_default();
    let given = whole.strip_prefix(&surname).filter(|rest| rest.is_empty() || rest.starts_with(' ')).unwrap_or(&whole);
    Names { given: given.trim().to_owned(), surname, patronymic: first(oids::GIVEN_NAME) }
}
