//! The hostile table: every row is one change away from the message that is accepted.

use cms::{
    cert::{CertificateChoices, IssuerAndSerialNumber},
    content_info::{CmsVersion, ContentInfo},
    signed_data::{CertificateSet, SignedData, SignerIdentifier, SignerInfos},
};
use der::{
    Any, Decode, Encode,
    asn1::{BitString, ObjectIdentifier, OctetString, SetOfVec, UtcTime},
};
use signing::{Expected, Fault, LOGIN_PREFIX, Purpose, oids};
use simulators::authority::{Included, KeyKind, KeyState, Naming, Scheme, Shape, SigningKey, attribute, encode};
use time::Duration;
use x509_cert::{attr::Attribute, ext::pkix::name::GeneralName, serial_number::SerialNumber};

use crate::{
    good::{IssuerSerial, binding},
    support::*,
};

const SHA512: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.3");
/// An algorithm that is not accepted.
pub const SHA512_WITH_RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.13");
const EC_KEY: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.2.1");
const TST_INFO: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.1.4");

/// What is wrong, and the message.
pub type Row = (&'static str, Vec<u8>);

/// Each row must be refused with this code, by whatever detail.
pub fn refused(code: &str, rows: Vec<Row>) {
    assert!(judge(&good(), &expected()).is_ok());
    for (what, message) in rows {
        let judged = judge(&message, &expected());
        assert_eq!(judged.as_ref().err().map(Fault::code), Some(code), "{what}: {judged:?}");
    }
}

#[test]
fn malformed() {
    let good = good();
    refused(
        "malformed",
        vec![
            ("nothing", Vec::new()),
            ("a byte after it", [&good[..], &[0]].concat()),
            ("cut short", good[..good.len() - 1].to_vec()),
            ("another structure", vec![0x05, 0x00]),
            ("larger than 10 MB", padded(signing::MAX_MESSAGE + 1)),
            ("10 MB of something else", vec![0x30; signing::MAX_MESSAGE]),
            ("nested too deep", nested(&good)),
            ("of indefinite length, without its end", indefinite(&good, &[])),
            ("of indefinite length, with half its end", indefinite(&good, &[0])),
            ("of indefinite length, ended twice", indefinite(&good, &[0, 0, 0, 0])),
            ("a length of five bytes", [&[0x30, 0x85, 0][..], &good[2..]].concat()),
            (
                "content that is no octet string",
                altered(|data| {
                    data.encap_content_info.econtent = Some(Any::encode_from(&oids::DATA).unwrap());
                }),
            ),
            ("signed data that is not", {
                let content = Any::encode_from(&oids::DATA).unwrap();
                ContentInfo { content_type: oids::SIGNED_DATA, content }.to_der().unwrap()
            }),
        ],
    );
}

/// The good message filled up with a note beside the signature.
fn padded(size: usize) -> Vec<u8> {
    let note = attribute(oids::POLICY_ARC, &OctetString::new(vec![0; size]).unwrap()).unwrap();
    shaped(|it| it.unsigned = vec![note.clone()])
}

/// The good message in thirty sequences, each of indefinite length.
fn nested(good: &[u8]) -> Vec<u8> {
    [&[0x30, 0x80].repeat(30), good, &[0; 60]].concat()
}

/// The good message with its outermost length left open.
fn indefinite(good: &[u8], end: &[u8]) -> Vec<u8> {
    let header = 2 + usize::from(good[1] & 0x7F);
    [&[0x30, 0x80], &good[header..], end].concat()
}

/// The same as the rows of indefinite length, ended as it must be: harmless.
#[test]
fn an_indefinite_length_is_harmless() {
    assert_eq!(judge(&indefinite(&good(), &[0, 0]), &expected()), judge(&good(), &expected()));
}

#[test]
fn another_shape() {
    let other_type = {
        let mut info = ContentInfo::from_der(&good()).unwrap();
        info.content_type = oids::DATA;
        info.to_der().unwrap()
    };
    let twin = {
        let mut twin = KEY.certificate.clone();
        twin.signature = BitString::from_bytes(&[1; 256]).unwrap();
        vec![KEY.certificate.clone(), twin]
    };
    let other = key(KeyKind::Sign, KeyState::OtherName);
    refused(
        "shape",
        vec![
            ("not signed data", other_type),
            ("content of another type", shaped(|it| it.content_type = TST_INFO)),
            ("content apart", shaped(|it| it.attached = false)),
            ("no signer", altered(|data| data.signer_infos = SignerInfos(SetOfVec::new()))),
            ("two signers", two_signers(&other)),
            ("named by key identifier", shaped(|it| it.naming = Naming::KeyIdentifier)),
            ("no certificates", shaped(|it| it.included = Included::These(Vec::new()))),
            ("another's certificate", shaped(|it| it.included = Included::These(vec![other.certificate.clone()]))),
            ("two certificates of the signer", shaped(|it| it.included = Included::These(twin.clone()))),
            (
                "named by another issuer",
                altered_signer(|signer| {
                    signer.sid = SignerIdentifier::IssuerAndSerialNumber(IssuerAndSerialNumber {
                        issuer: AUTHORITY.root().tbs_certificate.subject.clone(),
                        serial_number: KEY.certificate.tbs_certificate.serial_number.clone(),
                    });
                }),
            ),
            ("version 5", altered(|data| data.version = CmsVersion::V5)),
            ("signer of version 3", altered_signer(|signer| signer.version = CmsVersion::V3)),
        ],
    );
    let without = shaped(|it| it.included = Included::These(Vec::new()));
    assert_eq!(judge(&without, &expected()), Err(Fault::Shape("the signer's certificate is not inside")));
}

fn two_signers(other: &SigningKey) -> Vec<u8> {
    let second = other.signed_data(DOCUMENT, &Shape::national(other, now())).unwrap();
    altered(|data| {
        let signers = [data.signer_infos.0.as_slice(), second.signer_infos.0.as_slice()].concat();
        data.signer_infos = SignerInfos(SetOfVec::try_from(signers).unwrap());
        let choices = [&KEY.certificate, &other.certificate].map(|it| CertificateChoices::Certificate(it.clone()));
        data.certificates = Some(CertificateSet(SetOfVec::try_from(choices.to_vec()).unwrap()));
    })
}

#[test]
fn other_content() {
    let changed = KEY.sign_attached(b"%PDF-1.7 another", now()).unwrap();
    refused("content_mismatch", vec![("other bytes, well signed", changed), ("other bytes inside", replaced())]);
}

/// Content apart, when that is asked for: the bytes that were given out are what was signed.
#[test]
fn content_apart() {
    use signing::{Placement, Policy};
    let judged = |message: &[u8], content: &[u8], placement: Placement| {
        let policy = Policy { content: placement, ..Policy::default() };
        judge(message, &Expected { content, policy, ..expected() }).map_err(|fault| fault.code())
    };
    let apart = shaped(|it| it.attached = false);
    let good_verdict = judge(&good(), &expected()).map_err(|fault| fault.code());
    for placement in [Placement::Detached, Placement::Either] {
        assert_eq!(judged(&apart, DOCUMENT, placement), good_verdict);
        assert_eq!(judged(&apart, b"another", placement), Err("digest"));
    }
    assert_eq!(judged(&good(), DOCUMENT, Placement::Either), good_verdict);
    assert_eq!(judged(&good(), b"another", Placement::Either), Err("content_mismatch"));
    assert_eq!(judged(&good(), DOCUMENT, Placement::Detached), Err("shape"));
    assert_eq!(judged(&apart, DOCUMENT, Placement::Attached), Err("shape"));
}

/// The good message with its content replaced after signing.
fn replaced() -> Vec<u8> {
    altered(|data| {
        let content = OctetString::new(&b"%PDF-1.7 another"[..]).unwrap();
        data.encap_content_info.econtent = Some(Any::encode_from(&content).unwrap());
    })
}

/// A login text is never a document, and a document never a login.
#[test]
fn purposes_do_not_mix() {
    let challenge = [LOGIN_PREFIX, b"nonce=1\n"].concat();
    let message = KEY.sign_attached(&challenge, now()).unwrap();
    let judged = judge(&message, &Expected { content: &challenge, ..expected() });
    assert_eq!(judged, Err(Fault::ContentMismatch));
    let message = key(KeyKind::Auth, KeyState::Good).sign_attached(DOCUMENT, now()).unwrap();
    let judged = judge(&message, &Expected { purpose: Purpose::Login, ..expected() });
    assert_eq!(judged, Err(Fault::ContentMismatch));
}

#[test]
fn digest_and_signed_attributes() {
    let without = |oid: ObjectIdentifier| changed_attributes(|list| list.retain(|attribute| attribute.oid != oid));
    let with = |other: Attribute| {
        changed_attributes(|list| {
            list.retain(|attribute| attribute.oid != other.oid);
            list.push(other.clone());
        })
    };
    let doubled = |oid: ObjectIdentifier, other: Any| {
        changed_attributes(|list| {
            let attribute = list.iter_mut().find(|attribute| attribute.oid == oid).unwrap();
            attribute.values.insert(other.clone()).unwrap();
        })
    };
    let repeated = |other: Attribute| changed_attributes(|list| list.push(other.clone()));
    let other_digest = OctetString::new(&[5; 32][..]).unwrap();
    let other_time = UtcTime::from_unix_duration(std::time::Duration::from_secs(1_700_000_000)).unwrap();
    refused(
        "digest",
        vec![
            ("SHA-1", shaped(|it| it.scheme = Scheme::Sha1)),
            ("no signed attributes", shaped(|it| it.signed_attributes = false)),
            ("another digest algorithm", altered_signer(|signer| signer.digest_alg.oid = SHA512)),
            (
                "digest with parameters",
                altered_signer(|signer| {
                    signer.digest_alg.parameters = Some(Any::encode_from(&oids::DATA).unwrap());
                }),
            ),
            ("the digest is not declared", altered(|data| data.digest_algorithms = SetOfVec::new())),
            ("no content type", without(oids::CONTENT_TYPE)),
            ("another content type", with(attribute(oids::CONTENT_TYPE, &TST_INFO).unwrap())),
            ("content type of another kind", with(attribute(oids::CONTENT_TYPE, &other_digest).unwrap())),
            ("two content types", doubled(oids::CONTENT_TYPE, Any::encode_from(&TST_INFO).unwrap())),
            ("content type twice", repeated(attribute(oids::CONTENT_TYPE, &TST_INFO).unwrap())),
            ("no digest", without(oids::MESSAGE_DIGEST)),
            ("another digest", with(attribute(oids::MESSAGE_DIGEST, &other_digest).unwrap())),
            ("digest of another kind", with(attribute(oids::MESSAGE_DIGEST, &oids::DATA).unwrap())),
            ("two digests", doubled(oids::MESSAGE_DIGEST, Any::encode_from(&other_digest).unwrap())),
            ("digest twice", repeated(attribute(oids::MESSAGE_DIGEST, &other_digest).unwrap())),
            ("signing time twice", repeated(attribute(oids::SIGNING_TIME, &other_time).unwrap())),
        ],
    );
    let judged = judge(&replaced(), &Expected { content: b"%PDF-1.7 another", ..expected() });
    assert_eq!(judged.as_ref().err().map(Fault::code), Some("digest"), "content replaced: {judged:?}");
}

/// The good message with its signed attributes changed after signing.
fn changed_attributes(change: impl Fn(&mut Vec<Attribute>)) -> Vec<u8> {
    altered_signer(|signer| {
        let mut list = signer.signed_attrs.as_ref().unwrap().as_slice().to_vec();
        change(&mut list);
        signer.signed_attrs = Some(SetOfVec::try_from(list).unwrap());
    })
}

#[test]
fn signature() {
    let other_time = UtcTime::from_unix_duration(std::time::Duration::from_secs(1_700_000_000)).unwrap();
    let edited = changed_attributes(|list| {
        list.retain(|attribute| attribute.oid != oids::SIGNING_TIME);
        list.push(attribute(oids::SIGNING_TIME, &other_time).unwrap());
    });
    let other = key(KeyKind::Sign, KeyState::OtherName);
    refused(
        "signature",
        vec![
            ("edited signing time", edited),
            (
                "a flipped bit",
                altered_signer(|signer| {
                    let mut bytes = signer.signature.as_bytes().to_vec();
                    bytes[100] ^= 1;
                    signer.signature = OctetString::new(bytes).unwrap();
                }),
            ),
            ("no signature", altered_signer(|signer| signer.signature = OctetString::new(Vec::new()).unwrap())),
            ("RSA-PSS", shaped(|it| it.scheme = Scheme::Pss)),
            ("another algorithm", altered_signer(|signer| signer.signature_algorithm.oid = SHA512_WITH_RSA)),
            (
                "algorithm with parameters",
                altered_signer(|signer| {
                    signer.signature_algorithm.parameters = Some(Any::encode_from(&oids::DATA).unwrap());
                }),
            ),
            ("a key of 1024 bits", by_issued(|profile| profile.key_bits = 1024)),
            (
                "a key of another kind",
                altered_leaf(|leaf| {
                    leaf.tbs_certificate.subject_public_key_info.algorithm.oid = EC_KEY;
                }),
            ),
            (
                "an unreadable key",
                altered_leaf(|leaf| {
                    let spki = &mut leaf.tbs_certificate.subject_public_key_info;
                    spki.subject_public_key = BitString::from_bytes(&[1, 2, 3]).unwrap();
                }),
            ),
            (
                "the key of another certificate",
                altered_leaf(|leaf| {
                    let other = &other.certificate.tbs_certificate.subject_public_key_info;
                    leaf.tbs_certificate.subject_public_key_info = other.clone();
                }),
            ),
        ],
    );
}

/// The good message without binding, its certificate changed after signing.
pub fn altered_leaf(change: impl Fn(&mut x509_cert::Certificate)) -> Vec<u8> {
    let mut leaf = KEY.certificate.clone();
    change(&mut leaf);
    shaped(|it| {
        it.bound_to = None;
        it.included = Included::These(vec![leaf.clone()]);
    })
}

#[test]
fn binding_to_another_certificate() {
    let other = key(KeyKind::Sign, KeyState::OtherName);
    let tbs = &KEY.certificate.tbs_certificate;
    let named = |issuer: GeneralName, serial_number: SerialNumber| {
        let bound = binding(Some(IssuerSerial { issuer: vec![issuer], serial_number }));
        with_attribute(bound)
    };
    let issuer = || GeneralName::DirectoryName(tbs.issuer.clone());
    let root = GeneralName::DirectoryName(AUTHORITY.root().tbs_certificate.subject.clone());
    let mail = GeneralName::Rfc822Name(der::asn1::Ia5String::new("ca@example.kz").unwrap());
    let empty = Attribute {
        oid: oids::SIGNING_CERTIFICATE_V2,
        values: SetOfVec::try_from(vec![Any::encode_from(&vec![Vec::<Any>::new()]).unwrap()]).unwrap(),
    };
    refused(
        "cert_binding",
        vec![
            ("another certificate", shaped(|it| it.bound_to = Some(other.certificate.clone()))),
            ("another serial number", named(issuer(), SerialNumber::from(7_u8))),
            ("another issuer", named(root, tbs.serial_number.clone())),
            ("an issuer that is not a name", named(mail, tbs.serial_number.clone())),
            ("unreadable", with_attribute(attribute(oids::SIGNING_CERTIFICATE_V2, &oids::DATA).unwrap())),
            ("empty", with_attribute(empty)),
            ("another digest algorithm", with_attribute(renamed_digest())),
        ],
    );
}

fn with_attribute(other: Attribute) -> Vec<u8> {
    shaped(|it| {
        it.bound_to = None;
        it.further = vec![other.clone()];
    })
}

/// The right digest under the name of another algorithm.
fn renamed_digest() -> Attribute {
    let right = binding(None).to_der().unwrap();
    let (name, other) = (oids::SHA256.to_der().unwrap(), SHA512.to_der().unwrap());
    let at = right.windows(name.len()).position(|window| window == name).unwrap();
    Attribute::from_der(&[&right[..at], &other, &right[at + name.len()..]].concat()).unwrap()
}

/// Of several faults the earliest in the order is told.
#[test]
fn the_first_fault_is_told() {
    let auth = issued_as(KeyKind::Auth, |profile| profile.not_after = now() - Duration::days(1));
    let message = auth.sign_attached(DOCUMENT, now()).unwrap();
    let code = |message: &[u8], content: &[u8]| {
        judge(message, &Expected { content, iin: Some("900202400025"), ..expected() }).map_err(|fault| fault.code())
    };
    assert_eq!(code(&message, b"other"), Err("content_mismatch"));
    assert_eq!(code(&message, DOCUMENT), Err("expired"));
    let auth = key(KeyKind::Auth, KeyState::Good).sign_attached(DOCUMENT, now()).unwrap();
    assert_eq!(code(&auth, DOCUMENT), Err("wrong_key"));
    let revoked = key(KeyKind::Sign, KeyState::Revoked).sign_attached(DOCUMENT, now()).unwrap();
    assert_eq!(code(&revoked, DOCUMENT), Err("revoked"));
    assert_eq!(code(&good(), DOCUMENT), Err("foreign_key"));
}

/// The message that the rows start from is the national provider's.
#[test]
fn the_rows_start_from_a_good_message() {
    let data: SignedData = ContentInfo::from_der(&good()).unwrap().content.decode_as().unwrap();
    assert_eq!(encode(&data).unwrap(), good());
    assert_eq!(data.signer_infos.0.get(0).unwrap().signed_attrs.as_ref().unwrap().len(), 4);
}
