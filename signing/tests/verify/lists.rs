//! Lists of revoked certificates: every row is one change away from the lists that are believed.

use der::{
    Decode, Encode,
    asn1::{BitString, OctetString},
};
use signing::{Checked, Evidence, Fault, Kind, RevocationList, oids};
use simulators::authority::{AnswerShape, ListShape, Profile, SigningKey};
use time::{Duration, OffsetDateTime};
use x509_cert::{
    crl::CertificateList,
    ext::{
        Extension,
        pkix::{CrlReason, KeyUsages, crl::dp::IssuingDistributionPoint},
    },
    serial_number::SerialNumber,
};
use x509_ocsp::CertStatus;

use crate::support::*;

fn checked() -> Checked {
    signing::inspect(&good(), &expected(), &ANCHORS, now()).unwrap()
}

fn serial() -> SerialNumber {
    KEY.certificate.tbs_certificate.serial_number.clone()
}

fn others() -> Vec<(SerialNumber, OffsetDateTime, Option<CrlReason>)> {
    let day = now() - Duration::days(1);
    vec![
        (SerialNumber::new(&[9; 20]).unwrap(), day, None),
        (SerialNumber::from(7_u8), day, Some(CrlReason::KeyCompromise)),
    ]
}

fn base() -> ListShape {
    ListShape { revoked: others(), ..ListShape::base(&[], now()) }
}

fn delta() -> ListShape {
    ListShape { revoked: others(), ..ListShape::delta(&[], now()) }
}

fn signed_by(shape: &ListShape, issuer: &SigningKey) -> Result<RevocationList, Fault> {
    RevocationList::read(&AUTHORITY.list_as(shape, issuer).unwrap(), &ANCHORS)
}

fn list(shape: &ListShape) -> Result<RevocationList, Fault> {
    signed_by(shape, AUTHORITY.issuing())
}

fn judged(base: &ListShape, delta: Option<&ListShape>) -> Result<OffsetDateTime, Fault> {
    judged_at(base, delta, now())
}

fn judged_at(base: &ListShape, delta: Option<&ListShape>, at: OffsetDateTime) -> Result<OffsetDateTime, Fault> {
    let (base, delta) = (list(base)?, delta.map(list).transpose()?);
    let evidence = Evidence::Lists { base: &base, delta: delta.as_ref() };
    signing::conclude(&checked(), &evidence, at).map(|verdict| verdict.good_at)
}

fn with(mut shape: ListShape, change: impl Fn(&mut ListShape)) -> ListShape {
    change(&mut shape);
    shape
}

fn revoking(shape: ListShape, at: OffsetDateTime, reason: Option<CrlReason>) -> ListShape {
    with(shape, |it| it.revoked.push((serial(), at, reason)))
}

/// The lists say nothing about the certificate: it is good, by the newest of them, up to the last second.
#[test]
fn a_certificate_on_no_list_is_good() {
    let midnight = base().this_update;
    assert_eq!(judged(&base(), None), Ok(midnight));
    assert_eq!(judged(&base(), Some(&delta())), Ok(now()));
    let last = base().next_update.unwrap();
    assert_eq!(judged_at(&base(), None, last), Ok(midnight));
    let ahead = with(base(), |it| it.this_update = now() + signing::MAX_SKEW);
    assert_eq!(judged(&ahead, None), Ok(ahead.this_update));
    assert_eq!(judged(&with(base(), |it| it.revoked.clear()), None), Ok(midnight));
    assert_eq!(judged(&with(base(), |it| it.further = vec![extension(false)]), None), Ok(midnight));
    let people = IssuingDistributionPoint { only_contains_user_certs: true, ..all() };
    assert_eq!(judged(&with(base(), |it| it.further = vec![reach(&people)]), None), Ok(midnight));
    let read = list(&delta()).unwrap();
    assert_eq!((read.this_update(), Some(read.next_update())), (now(), delta().next_update));
    assert!(read.is_delta() && !list(&base()).unwrap().is_delta());
}

/// whichever list names the certificate, it is revoked, and since when.
#[test]
fn a_certificate_on_a_list_is_revoked() {
    let at = now() - Duration::hours(3);
    for reason in [None, Some(CrlReason::KeyCompromise), Some(CrlReason::CertificateHold)] {
        let told = Err(Fault::Revoked { at });
        assert_eq!(judged(&revoking(base(), at, reason), None), told);
        assert_eq!(judged(&revoking(base(), at, reason), Some(&delta())), told);
        assert_eq!(judged(&base(), Some(&revoking(delta(), at, reason))), told);
    }
    assert_eq!(judged(&revoking(base(), at, None), None).map_err(|fault| fault.kind()), Err(Kind::Revoked));
    // A hold that was lifted, and a number that stands twice.
    let lifted = revoking(delta(), at, Some(CrlReason::RemoveFromCRL));
    assert_eq!(judged(&revoking(base(), at, Some(CrlReason::CertificateHold)), Some(&lifted)), Ok(now()));
    for twice in [
        revoking(revoking(delta(), at, None), at, Some(CrlReason::RemoveFromCRL)),
        revoking(revoking(delta(), at, Some(CrlReason::RemoveFromCRL)), at, None),
    ] {
        assert_eq!(judged(&base(), Some(&twice)), Err(Fault::Revoked { at }));
    }
}

/// The authority's own lists, made of what was revoked.
#[test]
fn the_authority_lists_what_it_revoked() {
    let key = issued(|profile| profile.not_after = now() + Duration::days(23));
    let serial = key.certificate.tbs_certificate.serial_number.clone();
    AUTHORITY.set_standing(&serial, simulators::authority::Standing::Revoked(now())).unwrap();
    let revoked = AUTHORITY.revoked().unwrap();
    assert!(revoked.contains(&(serial, now())));
    let message = key.sign_attached(DOCUMENT, now()).unwrap();
    let checked = signing::inspect(&message, &expected(), &ANCHORS, now()).unwrap();
    let (base, delta) = (list(&ListShape::base(&revoked, now())).unwrap(), ListShape::delta(&revoked, now()));
    let judge = |delta| signing::conclude(&checked, &Evidence::Lists { base: &base, delta }, now()).map(|_| ());
    assert_eq!(judge(None), Ok(()), "revoked after midnight");
    assert_eq!(judge(Some(&list(&delta).unwrap())), Err(Fault::Revoked { at: now() }));
}

fn all() -> IssuingDistributionPoint {
    IssuingDistributionPoint {
        distribution_point: None,
        only_contains_user_certs: false,
        only_contains_ca_certs: false,
        only_some_reasons: None,
        indirect_crl: false,
        only_contains_attribute_certs: false,
    }
}

fn reach(point: &IssuingDistributionPoint) -> Extension {
    let extn_value = OctetString::new(point.to_der().unwrap()).unwrap();
    Extension { extn_id: oids::ISSUING_DISTRIBUTION_POINT, critical: true, extn_value }
}

fn extension(critical: bool) -> Extension {
    crate::certificate::unknown_extension(critical)
}

/// A broken, partial or stale list is never «good».
#[test]
fn lists_that_are_not_believed() {
    let second = Duration::SECOND;
    let partial = |change: fn(&mut IssuingDistributionPoint)| {
        let mut point = all();
        change(&mut point);
        with(base(), |it| it.further = vec![reach(&point)])
    };
    for (what, base, delta) in [
        ("over", with(base(), |it| it.next_update = Some(now() - second)), None),
        ("without an end", with(base(), |it| it.next_update = None), None),
        ("from the future", with(base(), |it| it.this_update = now() + signing::MAX_SKEW + second), None),
        ("an unknown critical extension", with(base(), |it| it.further = vec![extension(true)]), None),
        ("of authorities alone", partial(|it| it.only_contains_ca_certs = true), None),
        ("of attributes alone", partial(|it| it.only_contains_attribute_certs = true), None),
        ("of other issuers too", partial(|it| it.indirect_crl = true), None),
        (
            "of some reasons",
            partial(|it| it.only_some_reasons = Some(x509_cert::ext::pkix::crl::dp::Reasons::KeyCompromise.into())),
            None,
        ),
        ("a delta as the base", delta(), None),
        ("a base as the delta", base(), Some(base())),
        ("the delta is over", base(), Some(with(delta(), |it| it.next_update = Some(now() - second)))),
        ("the delta has no number", base(), Some(with(delta(), |it| it.number = None))),
        ("the base has no number", with(base(), |it| it.number = None), Some(delta())),
        ("the delta changes a newer base", with(base(), |it| it.number = Some(7)), Some(delta())),
    ] {
        let judged = judged(&base, delta.as_ref());
        assert_eq!(judged.as_ref().map_err(Fault::code).err(), Some("revocation_unknown"), "{what}: {judged:?}");
        let listed = revoking(base, now(), None);
        assert!(self::judged(&listed, delta.as_ref()).is_err(), "{what}");
    }
}

/// A delta that is not newer than the base adds nothing, not even a lifted hold.
#[test]
fn an_older_delta_is_not_applied() {
    let at = now() - Duration::hours(3);
    let newer = with(revoking(base(), at, None), |it| it.number = delta().number);
    let lifted = revoking(delta(), at, Some(CrlReason::RemoveFromCRL));
    assert_eq!(judged(&newer, Some(&lifted)), Err(Fault::Revoked { at }));
    let one_less = with(newer, |it| it.number = it.number.map(|number| number - 1));
    assert_eq!(judged(&one_less, Some(&lifted)), Ok(now()));
    // The base that the delta was made for, and one number before it.
    let made_for = |number: u64| with(base(), |it| it.number = Some(number));
    let changes = delta().changes.unwrap();
    assert!(judged(&made_for(changes), Some(&delta())).is_ok());
    assert!(judged(&made_for(changes - 1), Some(&delta())).is_err());
}

/// Only the key of the pinned issuer of the certificate, and only if it may sign lists.
#[test]
fn lists_of_others() {
    let look_alike = AUTHORITY.look_alike().unwrap();
    let unknown = |list: Result<RevocationList, Fault>| list.map(|_| ()).map_err(|fault| fault.code());
    assert_eq!(unknown(signed_by(&base(), &look_alike)), Err("revocation_unknown"));
    assert_eq!(unknown(signed_by(&base(), &KEY)), Err("revocation_unknown"), "a person");
    // Another pinned authority: its list is read, and does not speak of this certificate.
    let gost = signed_by(&base(), AUTHORITY.gost_issuing()).unwrap();
    let judged = signing::conclude(&checked(), &Evidence::Lists { base: &gost, delta: None }, now());
    assert_eq!(judged, Err(Fault::RevocationUnknown("a list of another authority")));
    let own = list(&base()).unwrap();
    let gost = signed_by(&delta(), AUTHORITY.gost_issuing()).unwrap();
    let judged = signing::conclude(&checked(), &Evidence::Lists { base: &own, delta: Some(&gost) }, now());
    assert_eq!(judged, Err(Fault::RevocationUnknown("a list of another authority")));
    // The good authority, as far as its key goes, but not for lists.
    let mut profile = Profile::certification_authority("ҰКО LISTS");
    let pinned = |profile: &Profile| {
        let authority = AUTHORITY.issue("varied-issuer", profile, AUTHORITY.issuing()).unwrap();
        let text = AUTHORITY.anchors_pem().unwrap() + &crate::anchors::pem(&[&authority.certificate]);
        let anchors = signing::Anchors::from_pem(text.as_bytes()).unwrap();
        RevocationList::read(&AUTHORITY.list_as(&base(), &authority).unwrap(), &anchors).map(|_| ())
    };
    assert_eq!(pinned(&profile), Ok(()));
    profile.usage = KeyUsages::KeyCertSign.into();
    assert!(pinned(&profile).is_err());
}

#[test]
fn bytes_that_are_no_list() {
    let good = AUTHORITY.list_as(&base(), AUTHORITY.issuing()).unwrap();
    assert!(RevocationList::read(&good, &ANCHORS).is_ok());
    let changed = |change: fn(&mut CertificateList)| {
        let mut list = CertificateList::from_der(&good).unwrap();
        change(&mut list);
        list.to_der().unwrap()
    };
    for (what, bytes) in [
        ("nothing", Vec::new()),
        ("a page", b"<html>503</html>".to_vec()),
        ("a byte after it", [&good[..], &[0]].concat()),
        ("cut short", good[..good.len() - 1].to_vec()),
        ("version 1", changed(|it| it.tbs_cert_list.version = x509_cert::Version::V1)),
        ("two algorithms", changed(|it| it.signature_algorithm.oid = oids::GOST_2015_512_WITH_STREEBOG)),
        ("another signature", changed(|it| it.signature = BitString::from_bytes(&[1; 256]).unwrap())),
        ("a certificate taken off", changed(|it| it.tbs_cert_list.revoked_certificates = None)),
        ("too large", vec![0x30; signing::MAX_LIST + 1]),
    ] {
        let read = RevocationList::read(&bytes, &ANCHORS).map(|_| ());
        assert_eq!(read.map_err(|fault| fault.code()), Err("revocation_unknown"), "{what}");
    }
    for at in (0..good.len()).step_by(3) {
        let mut flipped = good.clone();
        flipped[at] ^= 1 << (at % 8);
        assert!(RevocationList::read(&flipped, &ANCHORS).is_err(), "byte {at}");
    }
}

fn answer(shape: &AnswerShape) -> Vec<u8> {
    AUTHORITY.ocsp_as(&checked().ocsp_request(&NONCE).unwrap(), now(), shape).unwrap()
}

/// An OCSP answer that is clear decides; lists are asked when it is silent.
#[test]
fn the_answer_comes_before_the_lists() {
    let (at, list_of) = (now() - Duration::hours(3), |shape: &ListShape| list(shape).unwrap());
    let (clean, listed) = (list_of(&base()), list_of(&revoking(base(), at, None)));
    let stale = list_of(&with(base(), |it| it.next_update = Some(now() - Duration::SECOND)));
    let judge = |answer: Option<&[u8]>, base: &RevocationList| {
        let answer = answer.map_or(Evidence::Unavailable, |answer| Evidence::Ocsp { answer, nonce: &NONCE });
        let evidence = [answer, Evidence::Lists { base, delta: None }];
        signing::conclude_by_first(&checked(), &evidence, now()).map(|_| ())
    };
    let good = answer(&AnswerShape::default());
    let revoked = {
        let info = x509_ocsp::RevokedInfo {
            revocation_time: x509_ocsp::OcspGeneralizedTime(
                der::asn1::GeneralizedTime::from_unix_duration(std::time::Duration::from_secs(
                    at.unix_timestamp().try_into().unwrap(),
                ))
                .unwrap(),
            ),
            revocation_reason: None,
        };
        answer(&AnswerShape { status: Some(CertStatus::revoked(info)), ..AnswerShape::default() })
    };
    let unknown = answer(&AnswerShape { status: Some(CertStatus::unknown()), ..AnswerShape::default() });
    let old = answer(&AnswerShape { age: signing::MAX_AGE * 2, ..AnswerShape::default() });
    let told = Err(Fault::Revoked { at });
    assert_eq!(judge(Some(&good), &listed), Ok(()));
    assert_eq!(judge(Some(&revoked), &clean), told);
    assert_eq!(
        judge(Some(&unknown), &clean),
        Err(Fault::RevocationUnknown("the responder does not know the certificate"))
    );
    for silent in [None, Some(&old[..]), Some(b"<html>".as_slice())] {
        assert_eq!((judge(silent, &clean), judge(silent, &listed)), (Ok(()), told.clone()));
        assert_eq!(judge(silent, &stale), Err(Fault::RevocationUnknown("the list is not in date")));
    }
    let none = signing::conclude_by_first(&checked(), &[], now()).map(|_| ());
    assert_eq!(none, Err(Fault::RevocationUnknown("nothing is known about revocation")));
}

/// Whose list it is, which of two is older, and what an answer repeats: what somebody who keeps lists and answers asks.
#[test]
fn lists_and_answers_tell_what_keeping_them_needs() {
    let (whole, changes) = (list(&base()).unwrap(), list(&delta()).unwrap());
    let gost = signed_by(&base(), AUTHORITY.gost_issuing()).unwrap();
    assert_eq!(Some(whole.authority()), checked().authority());
    assert_eq!(whole.authority(), changes.authority());
    assert_ne!(whole.authority(), gost.authority());

    let numbered = |number: Option<u64>, hours: i64| {
        let this_update = base().this_update + Duration::hours(hours);
        list(&with(base(), |it| (it.number, it.this_update) = (number, this_update))).unwrap()
    };
    for (one, other, older) in [
        // The number decides, also one that has more bytes; of the same number the time.
        ((Some(1), 1), (Some(2), 0), true),
        ((Some(255), 1), (Some(256), 0), true),
        ((Some(2), 0), (Some(1), 1), false),
        ((Some(1), 0), (Some(1), 1), true),
        ((Some(1), 1), (Some(1), 1), false),
        ((None, 0), (Some(1), 1), true),
        ((Some(1), 0), (None, 1), true),
        ((None, 1), (None, 0), false),
    ] {
        assert_eq!(numbered(one.0, one.1).is_older_than(&numbered(other.0, other.1)), older, "{one:?} {other:?}");
    }

    let answer = answer(&AnswerShape::default());
    assert_eq!(signing::nonce_of(&answer), Some(NONCE));
    assert_eq!((signing::nonce_of(b"<html>"), signing::nonce_of(&[])), (None, None));
}

/// The verdict names the evidence that decided, by its place.
#[test]
fn the_verdict_names_what_decided() {
    let (base, good) = (list(&base()).unwrap(), answer(&AnswerShape::default()));
    let lists = Evidence::Lists { base: &base, delta: None };
    let told = Evidence::Ocsp { answer: &good, nonce: &NONCE };
    for (evidence, place) in [(vec![told, lists], 0), (vec![lists, told], 0), (vec![Evidence::Unavailable, told], 1)] {
        let verdict = signing::conclude_by_first(&checked(), &evidence, now()).unwrap();
        assert_eq!(verdict.decided_by, place);
    }
}

/// What is kept until the authority answers has passed everything else: the person and the time stamp.
#[test]
fn a_signature_that_waits_is_right_in_everything_else() {
    let verdict = signing::conclude(&checked(), &Evidence::Lists { base: &list(&base()).unwrap(), delta: None }, now());
    let (verdict, pending) = (verdict.unwrap(), signing::pending(&checked()).unwrap());
    assert_eq!((&pending.iin, &pending.names), (&verdict.iin, &verdict.names));
    assert_eq!((&pending.serial, &pending.issuer), (&verdict.serial, &verdict.issuer));
    assert_eq!((&pending.leaf, &pending.chain), (&verdict.leaf, &verdict.chain));
    assert_eq!(pending.time_stamp, verdict.time_stamp);
    let another = signing::Expected { iin: Some("000000000000"), ..expected() };
    let another = signing::inspect(&good(), &another, &ANCHORS, now()).unwrap();
    assert_eq!(signing::pending(&another), Err(Fault::ForeignKey));
    let policy = signing::Policy { time_stamp_required: true, ..expected().policy };
    let bare = signing::inspect(&good(), &signing::Expected { policy, ..expected() }, &ANCHORS, now()).unwrap();
    assert_eq!(signing::pending(&bare).map_err(|fault| fault.code()), Err("timestamp"));
}
