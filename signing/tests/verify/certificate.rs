//! Certificates that do not serve: whose, for what, by whom, until when. Every row is one change away from the good one.

use der::{
    Encode,
    asn1::{BitString, ObjectIdentifier, OctetString},
};
use signing::{Expected, Fault, Kind, LOGIN_PREFIX, Policy, Purpose, oids};
use simulators::authority::{AnswerShape, Included, KeyHolder, KeyKind, KeyState, Profile, SigningKey};
use time::Duration;
use x509_cert::ext::{Extension, pkix::KeyUsages};

use crate::{
    refused::{SHA512_WITH_RSA, altered_leaf, refused},
    support::*,
};

#[test]
fn issuers_that_are_not_pinned() {
    let look_alike = key(KeyKind::Sign, KeyState::LookAlike);
    let by_person = {
        let profile = Profile::individual(&holder(), KeyKind::Sign, now());
        AUTHORITY.issue("varied-2048", &profile, &KEY).unwrap()
    };
    let renamed_issuer = {
        let profile = Profile::individual(&holder(), KeyKind::Sign, now());
        let mut stranger = AUTHORITY.issuing().clone();
        stranger.certificate.tbs_certificate.subject = "CN=ANOTHER".parse().unwrap();
        AUTHORITY.issue("varied-2048", &profile, &stranger).unwrap()
    };
    refused(
        "untrusted",
        vec![
            ("a look-alike authority", look_alike.sign_attached(DOCUMENT, now()).unwrap()),
            (
                "a look-alike authority with its own root inside",
                shaped_by(&look_alike, |it| {
                    it.included = Included::Chain;
                }),
            ),
            ("a person as issuer", by_person.sign_attached(DOCUMENT, now()).unwrap()),
            ("a person as issuer with the whole chain", shaped_by(&by_person, |it| it.included = Included::Chain)),
            ("the right key under another name", renamed_issuer.sign_attached(DOCUMENT, now()).unwrap()),
            (
                "a flipped bit in the certificate's signature",
                altered_leaf(|leaf| {
                    let mut bytes = leaf.signature.raw_bytes().to_vec();
                    bytes[7] ^= 1;
                    leaf.signature = BitString::from_bytes(&bytes).unwrap();
                }),
            ),
            (
                "another holder written into the certificate",
                altered_leaf(|leaf| {
                    leaf.tbs_certificate.subject = "CN=ANOTHER".parse().unwrap();
                }),
            ),
            (
                "two algorithms in the certificate",
                altered_leaf(|leaf| {
                    leaf.signature_algorithm.oid = SHA512_WITH_RSA;
                }),
            ),
            (
                "an algorithm that is not accepted",
                altered_leaf(|leaf| {
                    leaf.signature_algorithm.oid = SHA512_WITH_RSA;
                    leaf.tbs_certificate.signature.oid = SHA512_WITH_RSA;
                }),
            ),
        ],
    );
}

/// a key outside its dates is refused, one second is enough.
#[test]
fn outside_the_dates() {
    let expired = key(KeyKind::Sign, KeyState::Expired).sign_attached(DOCUMENT, now()).unwrap();
    refused("expired", vec![("expired", expired.clone())]);
    assert_eq!(judge(&expired, &expected()).err().map(|fault| fault.kind()), Some(Kind::Expired));

    let day = Duration::days(1);
    let key = issued(|profile| (profile.not_before, profile.not_after) = (now(), now() + day));
    let message = key.sign_attached(DOCUMENT, now()).unwrap();
    let at = |moment| judge_at(&message, &expected(), moment, &AnswerShape::default());
    assert_eq!(at(now() - Duration::SECOND), Err(Fault::NotYetValid { not_before: now() }));
    assert_eq!(at(now() + day + Duration::SECOND), Err(Fault::Expired { not_after: now() + day }));
}

/// which key of the pair, of whom, for what.
#[test]
fn wrong_key() {
    let legal = ObjectIdentifier::new_unwrap("1.2.398.3.3.4.1.2.5");
    let foreign_policy = ObjectIdentifier::new_unwrap("1.2.398.3.3.20");
    let usage_twice = Extension {
        extn_id: oids::EXTENDED_KEY_USAGE,
        critical: false,
        extn_value: OctetString::new(vec![oids::EMAIL_PROTECTION].to_der().unwrap()).unwrap(),
    };
    refused(
        "wrong_key",
        vec![
            ("AUTH", key(KeyKind::Auth, KeyState::Good).sign_attached(DOCUMENT, now()).unwrap()),
            ("an organisation", key(KeyKind::Sign, KeyState::Organisation).sign_attached(DOCUMENT, now()).unwrap()),
            ("a legal person besides", by_issued(|it| it.purposes.push(legal))),
            ("not of an individual", by_issued(|it| it.purposes.retain(|purpose| *purpose != oids::INDIVIDUAL))),
            ("no purposes", by_issued(|it| it.purposes = Vec::new())),
            ("purposes twice", by_issued(|it| it.further = vec![usage_twice.clone()])),
            ("without non-repudiation", by_issued(|it| it.usage = KeyUsages::DigitalSignature.into())),
            ("only non-repudiation", by_issued(|it| it.usage = KeyUsages::NonRepudiation.into())),
            ("no policy", by_issued(|it| it.policies = Vec::new())),
            ("a foreign policy", by_issued(|it| it.policies = vec![foreign_policy])),
            ("an unknown critical extension", by_issued(|it| it.further = vec![unknown_extension(true)])),
            ("an authority", by_issued(|it| it.authority = Some(true))),
        ],
    );
    let harmless = by_issued(|it| it.further = vec![unknown_extension(false)]);
    assert!(judge(&harmless, &expected()).is_ok(), "an unknown extension that is not critical");
    let plain = by_issued(|it| it.authority = Some(false));
    assert!(judge(&plain, &expected()).is_ok(), "said not to be an authority");
}

/// An extension that nobody knows.
pub fn unknown_extension(critical: bool) -> Extension {
    let extn_id = ObjectIdentifier::new_unwrap("1.2.398.3.3.99");
    Extension { extn_id, critical, extn_value: OctetString::new(vec![5, 0]).unwrap() }
}

/// login takes the authentication key only.
#[test]
fn wrong_key_at_login() {
    let challenge = [LOGIN_PREFIX, b"nonce=1\n"].concat();
    let expected = Expected { purpose: Purpose::Login, content: &challenge, iin: None, policy: Policy::default() };
    let code = |key: &SigningKey| {
        let judged = judge(&key.sign_attached(&challenge, now()).unwrap(), &expected);
        judged.map_or_else(|fault| fault.code(), |_| "accepted")
    };
    assert_eq!(code(&issued_as(KeyKind::Auth, |_| ())), "accepted");
    assert_eq!(code(&KEY), "wrong_key");
    let encipher = issued_as(KeyKind::Auth, |it| it.usage = KeyUsages::KeyEncipherment.into());
    assert_eq!(code(&encipher), "wrong_key");
    let other_login = [LOGIN_PREFIX, b"nonce=2\n"].concat();
    let message = key(KeyKind::Auth, KeyState::Good).sign_attached(&other_login, now()).unwrap();
    assert_eq!(judge(&message, &expected), Err(Fault::ContentMismatch), "another challenge");
}

#[test]
fn no_iin() {
    let numbered = |numbers: &[&str]| {
        by_issued(|profile| {
            profile.subject.retain(|(oid, _)| *oid != oids::SERIAL_NUMBER);
            profile.subject.extend(numbers.iter().map(|number| (oids::SERIAL_NUMBER, (*number).to_owned())));
        })
    };
    assert!(judge(&numbered(&["IIN850101300014"]), &expected()).is_ok());
    refused(
        "no_iin",
        vec![
            ("none", numbered(&[])),
            ("two", numbered(&["IIN850101300014", "IIN900202400025"])),
            ("the same twice", numbered(&["IIN850101300014", "IIN850101300014"])),
            ("a BIN", numbered(&["BIN850101300014"])),
            ("eleven digits", numbered(&["IIN85010130001"])),
            ("thirteen digits", numbered(&["IIN8501013000140"])),
            ("a letter", numbered(&["IIN85010130001A"])),
            ("no prefix", numbered(&["850101300014"])),
        ],
    );
}

#[test]
fn another_persons_key() {
    let other = KeyHolder::new("900202400025", "СЕРІКҚЫЗЫ", "АЙША", None);
    let key = AUTHORITY.key(&other, KeyKind::Sign, KeyState::Good).unwrap();
    let message = key.sign_attached(DOCUMENT, now()).unwrap();
    assert_eq!(judge(&message, &expected()), Err(Fault::ForeignKey));
    assert!(judge(&message, &Expected { iin: Some("900202400025"), ..expected() }).is_ok());
}
