//! Messages that are accepted.

use cms::content_info::CmsVersion;
use der::{
    Any, Encode, Sequence,
    asn1::{Null, OctetString, SetOfVec},
};
use sha2::{Digest, Sha256};
use signing::{Expected, LOGIN_PREFIX, Names, Policy, Purpose, TimeStamp, oids};
use simulators::authority::{AnswerShape, Included, KeyKind, KeyState, attribute};
use spki::AlgorithmIdentifierOwned;
use time::Duration;
use x509_cert::{
    ext::pkix::name::{GeneralName, GeneralNames},
    serial_number::SerialNumber,
};

use crate::support::*;

/// the signing key of the person signs the document; the verdict says who, with what, until when.
#[test]
fn the_signing_key_signs_a_document() {
    let verdict = judge(&good(), &expected()).unwrap();
    assert_eq!((verdict.purpose, verdict.iin.as_str()), (Purpose::Sign, IIN));
    assert_eq!(
        verdict.names,
        Names { surname: "ӘЛІҰЛЫ".into(), given: "АСҚАР".into(), patronymic: Some("ӘДІЛҰЛЫ".into()) }
    );
    let tbs = &KEY.certificate.tbs_certificate;
    let serial: String = tbs.serial_number.as_bytes().iter().map(|byte| format!("{byte:02X}")).collect();
    assert_eq!(verdict.serial, serial);
    assert_eq!(verdict.issuer, tbs.issuer.to_string());
    let seconds = |time: x509_cert::time::Time| i64::try_from(time.to_unix_duration().as_secs()).unwrap();
    assert_eq!(verdict.not_before.unix_timestamp(), seconds(tbs.validity.not_before));
    assert_eq!(verdict.not_after.unix_timestamp(), seconds(tbs.validity.not_after));
    assert_eq!((verdict.claimed_signing_time, verdict.good_at), (Some(now()), now()));
    assert_eq!(verdict.time_stamp, TimeStamp::Absent);
    assert_eq!(verdict.leaf, KEY.certificate.to_der().unwrap());
    let chain: Vec<_> = KEY.chain.iter().map(|certificate| certificate.to_der().unwrap()).collect();
    assert_eq!(verdict.chain, chain);
}

/// the authentication key opens the cabinet, whoever it belongs to.
#[test]
fn the_authentication_key_logs_in() {
    let challenge = [LOGIN_PREFIX, b"nonce=1\n"].concat();
    let message = key(KeyKind::Auth, KeyState::Good).sign_attached(&challenge, now()).unwrap();
    let expected = Expected { purpose: Purpose::Login, content: &challenge, iin: None, policy: Policy::default() };
    assert_eq!(judge(&message, &expected).map(|verdict| verdict.iin), Ok(IIN.to_owned()));
}

/// What programs make differently without meaning anything by it.
#[test]
fn harmless_differences_are_accepted() {
    let certificates = || [std::slice::from_ref(&KEY.certificate), &KEY.chain].concat();
    let note = attribute(oids::POLICY_ARC, &OctetString::new(&b"capabilities"[..]).unwrap()).unwrap();
    for (what, message) in [
        ("the chain inside", shaped(|it| it.included = Included::Chain)),
        ("certificates in another order", shaped(|it| it.included = Included::These(certificates()))),
        ("no binding", shaped(|it| it.bound_to = None)),
        ("a binding with issuer and serial number", shaped(bind_with_issuer)),
        ("rsaEncryption as the signature algorithm", shaped(|it| it.plain_rsa = true)),
        ("another signed attribute", shaped(|it| it.further = vec![note.clone()])),
        ("version 3", altered(|data| data.version = CmsVersion::V3)),
        ("digest without parameters", altered_signer(|signer| signer.digest_alg.parameters = None)),
    ] {
        let verdict = judge(&message, &expected());
        assert_eq!(verdict, judge(&good(), &expected()), "{what}");
    }
}

/// The signer's clock is information: a message without it says nothing less.
#[test]
fn a_signing_time_is_not_needed() {
    let message = altered_signer(|signer| {
        let attributes = signer.signed_attrs.iter().flat_map(|attributes| attributes.iter());
        let kept: Vec<_> = attributes.filter(|attribute| attribute.oid != oids::SIGNING_TIME).cloned().collect();
        let kept = SetOfVec::try_from(kept).unwrap();
        signer.signature = OctetString::new(KEY.sign_bytes(&kept.to_der().unwrap()).unwrap()).unwrap();
        signer.signed_attrs = Some(kept);
    });
    assert_eq!(judge(&message, &expected()).map(|verdict| verdict.claimed_signing_time), Ok(None));
}

fn bind_with_issuer(shape: &mut simulators::authority::Shape) {
    let tbs = &KEY.certificate.tbs_certificate;
    shape.bound_to = None;
    shape.further = vec![binding(Some(IssuerSerial {
        issuer: vec![GeneralName::DirectoryName(tbs.issuer.clone())],
        serial_number: tbs.serial_number.clone(),
    }))];
}

/// signingCertificateV2 as other programs write it: algorithm named, issuer and serial number given.
pub fn binding(issuer_serial: Option<IssuerSerial>) -> x509_cert::attr::Attribute {
    let bound = EssCertIdV2 {
        hash_algorithm: AlgorithmIdentifierOwned { oid: oids::SHA256, parameters: Some(Any::from(Null)) },
        cert_hash: OctetString::new(Sha256::digest(KEY.certificate.to_der().unwrap()).as_slice()).unwrap(),
        issuer_serial,
    };
    attribute(oids::SIGNING_CERTIFICATE_V2, &SigningCertificateV2 { certs: vec![bound] }).unwrap()
}

#[derive(Sequence)]
struct SigningCertificateV2 {
    certs: Vec<EssCertIdV2>,
}

#[derive(Sequence)]
struct EssCertIdV2 {
    hash_algorithm: AlgorithmIdentifierOwned,
    cert_hash: OctetString,
    issuer_serial: Option<IssuerSerial>,
}

#[derive(Sequence)]
pub struct IssuerSerial {
    pub issuer: GeneralNames,
    pub serial_number: SerialNumber,
}

/// Other unsigned attributes mean nothing.
#[test]
fn a_note_beside_the_signature_is_ignored() {
    let note = attribute(oids::POLICY_ARC, &OctetString::new(&b"note"[..]).unwrap()).unwrap();
    let message = shaped(|it| it.unsigned = vec![note.clone()]);
    assert_eq!(judge(&message, &expected()).map(|verdict| verdict.time_stamp), Ok(TimeStamp::Absent));
}

/// People without a patronymic have certificates without GIVENNAME; some have no given name besides the surname in CN.
#[test]
fn names_are_taken_apart() {
    let names = |surname: &str, whole: &str| {
        let message = by_issued(|profile| {
            profile.subject.retain(|(oid, _)| ![oids::SURNAME, oids::COMMON_NAME, oids::GIVEN_NAME].contains(oid));
            profile.subject.push((oids::SURNAME, surname.to_owned()));
            profile.subject.push((oids::COMMON_NAME, whole.to_owned()));
        });
        let names = judge(&message, &expected()).unwrap().names;
        assert_eq!(names.patronymic, None);
        (names.surname, names.given)
    };
    let pair = |surname: &str, given: &str| (surname.to_owned(), given.to_owned());
    assert_eq!(names("ӘЛІ", "ӘЛІ АСҚАР"), pair("ӘЛІ", "АСҚАР"));
    assert_eq!(names("ӘЛІ", "ӘЛІ"), pair("ӘЛІ", ""));
    assert_eq!(names("ӘЛІ", "ӘЛІҰЛЫ АСҚАР"), pair("ӘЛІ", "ӘЛІҰЛЫ АСҚАР"));
    assert_eq!(names("САЙД ОМАР", "САЙД ОМАР НҰР АЛИ"), pair("САЙД ОМАР", "НҰР АЛИ"));
}

/// both ends of the certificate's dates belong to its validity.
#[test]
fn the_first_and_the_last_second_are_valid() {
    let not_after = now() + Duration::days(1);
    let key = issued(|profile| (profile.not_before, profile.not_after) = (now(), not_after));
    let message = key.sign_attached(DOCUMENT, now()).unwrap();
    for moment in [now(), not_after] {
        assert!(judge_at(&message, &expected(), moment, &AnswerShape::default()).is_ok(), "{moment}");
    }
}

/// An archive may be judged again with the evidence kept beside it.
#[test]
fn the_archive_is_judged_in_one_step() {
    let checked = signing::inspect(&good(), &expected(), &ANCHORS, now()).unwrap();
    let answer = AUTHORITY.ocsp(&checked.ocsp_request(&NONCE).unwrap(), now()).unwrap();
    let evidence = signing::Evidence::Ocsp { answer: &answer, nonce: &NONCE };
    let verdict = signing::verify(&good(), &expected(), &ANCHORS, &evidence, now());
    assert_eq!(verdict, judge(&good(), &expected()));
}
