//! Keys of ГОСТ 34.10-2015 in certificates and messages: every row is one change away from the message that is accepted.

use std::sync::LazyLock;

use cms::signed_data::{SignedData, SignerInfo, SignerInfos};
use der::{
    Any, Encode,
    asn1::{BitString, ObjectIdentifier, OctetString, SetOfVec},
};
use signing::{Expected, Fault, LOGIN_PREFIX, Policy, Purpose, oids};
use simulators::authority::{AnswerShape, Included, KeyHolder, Profile, Responder, Scheme, Shape, SigningKey, encode};
use x509_cert::{Certificate, ext::pkix::KeyUsages};

use crate::{refused::Row, support::*};

static GOST: LazyLock<SigningKey> = LazyLock::new(|| AUTHORITY.gost_key(&holder()).unwrap());

fn good_gost() -> Vec<u8> {
    GOST.sign_attached(DOCUMENT, now()).unwrap()
}

fn gost_issued(change: impl Fn(&mut Profile)) -> SigningKey {
    let mut profile = Profile::gost_individual(&holder(), now());
    change(&mut profile);
    AUTHORITY.issue("varied-gost", &profile, AUTHORITY.gost_issuing()).unwrap()
}

fn refused(code: &str, rows: Vec<Row>) {
    assert!(judge(&good_gost(), &expected()).is_ok());
    for (what, message) in rows {
        let judged = judge(&message, &expected());
        assert_eq!(judged.as_ref().err().map(Fault::code), Some(code), "{what}: {judged:?}");
    }
}

/// The good message with its signer changed after signing.
fn altered_signer(change: impl Fn(&mut SignerInfo)) -> Vec<u8> {
    let mut data: SignedData = GOST.signed_data(DOCUMENT, &Shape::national(&GOST, now())).unwrap();
    let mut signer = data.signer_infos.0.get(0).unwrap().clone();
    change(&mut signer);
    data.signer_infos = SignerInfos(SetOfVec::try_from(vec![signer]).unwrap());
    encode(&data).unwrap()
}

/// The good message with another signature: both numbers may be changed.
fn with_numbers(change: impl Fn(&mut [u8], &mut [u8])) -> Vec<u8> {
    altered_signer(|signer| {
        let mut bytes = signer.signature.as_bytes().to_vec();
        let (r, s) = bytes.split_at_mut(64);
        change(r, s);
        signer.signature = OctetString::new(bytes).unwrap();
    })
}

/// The good message without binding, its certificate changed after signing.
fn altered_leaf(change: impl Fn(&mut Certificate)) -> Vec<u8> {
    let mut leaf = GOST.certificate.clone();
    change(&mut leaf);
    shaped_by(&GOST, |it| {
        it.bound_to = None;
        it.included = Included::These(vec![leaf.clone()]);
    })
}

/// The good message with another point as the key.
fn with_point(change: impl Fn(&mut Vec<u8>)) -> Vec<u8> {
    altered_leaf(|leaf| {
        let spki = &mut leaf.tbs_certificate.subject_public_key_info;
        // The header of an octet string of 128 bytes.
        let mut point = spki.subject_public_key.raw_bytes()[3..].to_vec();
        change(&mut point);
        let point = OctetString::new(point).unwrap().to_der().unwrap();
        spki.subject_public_key = BitString::from_bytes(&point).unwrap();
    })
}

/// The number of points, little-endian.
pub const ORDER: [u8; 64] = {
    let mut order = [0xFF; 64];
    let low = [
        0x75, 0xB2, 0x10, 0x1F, 0x41, 0xB1, 0xCD, 0xCA, 0x5D, 0xB8, 0xD2, 0xFA, 0xAB, 0x38, 0x4B, 0x9B, 0x60, 0x60,
        0x05, 0x4E, 0x8D, 0x2B, 0xF2, 0x6F, 0x11, 0x89, 0x8D, 0xF4, 0x32, 0x95, 0xE6, 0x27,
    ];
    let mut at = 0;
    while at < 32 {
        order[at] = low[at];
        at += 1;
    }
    order
};

/// R-200, R-202: a key of GOST signs a document like one of RSA.
#[test]
fn a_gost_key_signs_a_document() {
    let verdict = judge(&good_gost(), &expected()).unwrap();
    assert_eq!((verdict.iin.as_str(), verdict.chain.len()), (IIN, 2));
    assert_eq!(verdict.leaf, GOST.certificate.to_der().unwrap());
    for (what, message) in [
        ("the key's name as the signature algorithm", shaped_by(&GOST, |it| it.plain_rsa = true)),
        ("no binding", shaped_by(&GOST, |it| it.bound_to = None)),
        ("with the chain", shaped_by(&GOST, |it| it.included = Included::Chain)),
        ("digest without parameters", altered_signer(|signer| signer.digest_alg.parameters = None)),
        ("algorithm without parameters", altered_signer(|signer| signer.signature_algorithm.parameters = None)),
    ] {
        assert_eq!(judge(&message, &expected()).as_ref(), Ok(&verdict), "{what}");
    }
    let mut policy = expected();
    policy.policy.login_accepts_gost_single_key = false;
    assert!(judge(&good_gost(), &policy).is_ok(), "the switch is about login alone");
}

/// R-038: one key for both, when the operator lets it.
#[test]
fn a_gost_key_logs_in_by_the_switch() {
    let challenge = [LOGIN_PREFIX, b"nonce=1\n"].concat();
    let code = |key: &SigningKey, accepts: bool| {
        let policy = Policy { login_accepts_gost_single_key: accepts, ..Policy::default() };
        let expected = Expected { purpose: Purpose::Login, content: &challenge, iin: None, policy };
        let judged = judge(&key.sign_attached(&challenge, now()).unwrap(), &expected);
        judged.map_or_else(|fault| fault.code(), |_| "accepted")
    };
    assert_eq!((code(&GOST, true), code(&GOST, false)), ("accepted", "wrong_key"));
    for (what, key) in [
        ("policy of a signing key alone", gost_issued(|it| it.policies = vec![oids::POLICY_SIGN_INDIVIDUAL])),
        ("without non-repudiation", gost_issued(|it| it.usage = KeyUsages::DigitalSignature.into())),
        ("no purpose", gost_issued(|it| it.purposes = vec![oids::INDIVIDUAL])),
        ("an organisation", gost_issued(|it| it.purposes.push(oids::LEGAL_PERSON))),
        ("RSA under the general policy", issued(|it| it.policies = vec![oids::POLICY_ARC])),
    ] {
        assert_eq!(code(&key, true), "wrong_key", "{what}");
    }
    let both = gost_issued(|it| it.purposes.push(oids::CLIENT_AUTH));
    assert_eq!((code(&both, true), code(&both, false)), ("accepted", "accepted"));
    let auth = gost_issued(|it| {
        it.purposes = vec![oids::CLIENT_AUTH, oids::INDIVIDUAL];
        it.usage = KeyUsages::DigitalSignature | KeyUsages::KeyEncipherment;
        it.policies = vec![oids::POLICY_AUTH_INDIVIDUAL];
    });
    assert_eq!((code(&auth, true), code(&auth, false)), ("accepted", "accepted"));
}

#[test]
fn signatures_that_do_not_hold() {
    let zero = [0; 64];
    let one_more = |number: [u8; 64]| {
        let mut more = number;
        more[0] += 1;
        more
    };
    refused(
        "signature",
        vec![
            ("a flipped bit of r", with_numbers(|r, _| r[20] ^= 1)),
            ("a flipped bit of s", with_numbers(|_, s| s[20] ^= 1)),
            ("r and s in the other order", with_numbers(|r, s| r.swap_with_slice(s))),
            (
                "big-endian",
                with_numbers(|r, s| {
                    r.reverse();
                    s.reverse();
                }),
            ),
            ("r is zero", with_numbers(|r, _| r.copy_from_slice(&zero))),
            ("s is zero", with_numbers(|_, s| s.copy_from_slice(&zero))),
            ("r is the order", with_numbers(|r, _| r.copy_from_slice(&ORDER))),
            ("s is the order", with_numbers(|_, s| s.copy_from_slice(&ORDER))),
            ("r above the order", with_numbers(|r, _| r.copy_from_slice(&one_more(ORDER)))),
            ("s above the order", with_numbers(|_, s| s.copy_from_slice(&[0xFF; 64]))),
            (
                "a byte short",
                altered_signer(|it| it.signature = OctetString::new(&it.signature.as_bytes()[1..]).unwrap()),
            ),
            (
                "a byte more",
                altered_signer(|it| {
                    it.signature = OctetString::new([it.signature.as_bytes(), &[0]].concat()).unwrap();
                }),
            ),
            ("a point beside the curve", with_point(|point| point[5] ^= 1)),
            ("the point of zeros", with_point(|point| point.fill(0))),
            ("a coordinate above the modulus", with_point(|point| point[..64].fill(0xFF))),
            ("half a point", with_point(|point| point.truncate(64))),
            ("the other point of the same x", with_point(opposite)),
            (
                "no octet string",
                altered_leaf(|leaf| {
                    let spki = &mut leaf.tbs_certificate.subject_public_key_info;
                    spki.subject_public_key = BitString::from_bytes(&spki.subject_public_key.raw_bytes()[3..]).unwrap();
                }),
            ),
            ("no curve", with_curve(|_| None)),
            ("another curve", with_curve(|_| Some(vec![curve(2), oids::STREEBOG_512]))),
            ("another digest beside the curve", with_curve(|_| Some(vec![curve(1), oids::SHA256]))),
            ("named as RSA", altered_signer(|it| it.signature_algorithm.oid = oids::RSA_ENCRYPTION)),
            ("the old algorithm", altered_signer(|it| it.signature_algorithm.oid = OLD_GOST)),
            ("digest of RSA", shaped_by(&GOST, |it| it.scheme = Scheme::Sha256)),
        ],
    );
    let rsa_with_streebog = shaped_by(&KEY, |it| it.scheme = Scheme::Gost);
    assert_eq!(judge(&rsa_with_streebog, &expected()).map_err(|fault| fault.code()), Err("signature"));
    let judged = judge(&altered_signer(|it| it.digest_alg.oid = oids::SHA256), &expected());
    assert_eq!(judged.map_err(|fault| fault.code()), Err("digest"));
    let old = altered_signer(|it| it.digest_alg.oid = ObjectIdentifier::new_unwrap("1.2.398.3.10.1.3.1"));
    assert_eq!(judge(&old, &expected()).map_err(|fault| fault.code()), Err("digest"));
}

/// ГОСТ 34.310-2004.
const OLD_GOST: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.398.3.10.1.1.1.2");

fn curve(number: u32) -> ObjectIdentifier {
    oids::GOST_2015_512.push_arc(number).unwrap()
}

fn with_curve(change: impl Fn(&Certificate) -> Option<Vec<ObjectIdentifier>>) -> Vec<u8> {
    altered_leaf(|leaf| {
        let parameters = change(leaf).map(|list| Any::encode_from(&list).unwrap());
        leaf.tbs_certificate.subject_public_key_info.algorithm.parameters = parameters;
    })
}

/// −y: on the curve, and not the key.
#[expect(clippy::ptr_arg, reason = "one of the changes that may be made")]
fn opposite(point: &mut Vec<u8>) {
    // p = 2⁵¹² − 569, little-endian.
    let mut borrow = 0_i16;
    for at in 0..64 {
        let modulus = match at {
            0 => 0xC7,
            1 => 0xFD,
            _ => 0xFF,
        };
        let digit = modulus - i16::from(point[64 + at]) - borrow;
        borrow = i16::from(digit < 0);
        point[64 + at] = digit.rem_euclid(256) as u8;
    }
}

/// Certificates and answers of the GOST authority are held to the same rules.
#[test]
fn the_authority_of_gost() {
    let by_rsa = {
        let profile = Profile::gost_individual(&holder(), now());
        AUTHORITY.issue("varied-gost", &profile, AUTHORITY.issuing()).unwrap()
    };
    assert!(judge(&by_rsa.sign_attached(DOCUMENT, now()).unwrap(), &expected()).is_ok(), "a GOST key under RSA");
    let relabelled = altered_leaf(|leaf| {
        leaf.signature_algorithm.oid = oids::SHA256_WITH_RSA;
        leaf.tbs_certificate.signature.oid = oids::SHA256_WITH_RSA;
    });
    let flipped = altered_leaf(|leaf| {
        let mut bytes = leaf.signature.raw_bytes().to_vec();
        bytes[7] ^= 1;
        leaf.signature = BitString::from_bytes(&bytes).unwrap();
    });
    refused("untrusted", vec![("called RSA", relabelled), ("a flipped bit in the certificate", flipped)]);
    let answered = |responder: Responder| {
        judge_at(&good_gost(), &expected(), now(), &AnswerShape { responder, ..AnswerShape::default() })
    };
    assert!(answered(Responder::Issuer).is_ok());
    for responder in [Responder::LookAlike, Responder::WithoutPurpose, Responder::WrongKey, Responder::Misnamed] {
        let judged = answered(responder);
        assert_eq!(judged.map_err(|fault| fault.code()), Err("revocation_unknown"), "{responder:?}");
    }
    let other = KeyHolder::new("900202400025", "СЕРІКҚЫЗЫ", "АЙША", None);
    let foreign = AUTHORITY.gost_key(&other).unwrap().sign_attached(DOCUMENT, now()).unwrap();
    assert_eq!(judge(&foreign, &expected()), Err(Fault::ForeignKey));
}

/// No bit of the certificate's key and of the signature may change.
#[test]
fn no_bit_of_a_gost_message_changes_the_verdict() {
    let message = good_gost();
    let good = judge(&message, &expected());
    for at in 0..message.len() {
        let mut flipped = message.clone();
        flipped[at] ^= 1 << (at % 8);
        if let Ok(verdict) = judge(&flipped, &expected()) {
            assert_eq!(Ok(verdict), good, "byte {at}");
        }
    }
}
