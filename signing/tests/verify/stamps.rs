//! Time stamps: every row is one change away from the stamp that holds.

use der::{
    Any, Encode,
    asn1::{ObjectIdentifier, OctetString, SetOfVec},
};
use sha2::{Digest, Sha512};
use signing::{Expected, Fault, Kind, Policy, TimeStamp, oids};
use simulators::authority::{
    AnswerShape, KeyKind, KeyState, Profile, Shape, SigningKey, StampShape, attribute, encode, stamp_as,
};
use time::{Duration, OffsetDateTime};
use x509_cert::attr::Attribute;

use crate::support::*;

/// The good message with whatever `stamps` makes of its signature.
fn stamped_by(key: &SigningKey, stamps: impl Fn(&[u8]) -> Vec<Attribute>) -> Vec<u8> {
    let mut shape = Shape::national(key, now());
    let bare = key.signed_data(DOCUMENT, &shape).unwrap();
    shape.unsigned = stamps(bare.signer_infos.0.get(0).unwrap().signature.as_bytes());
    encode(&key.signed_data(DOCUMENT, &shape).unwrap()).unwrap()
}

fn with(change: impl Fn(&mut StampShape)) -> Vec<u8> {
    with_by(&AUTHORITY.stamper(AUTHORITY.issuing()).unwrap(), now(), change)
}

fn with_by(stamper: &SigningKey, at: OffsetDateTime, change: impl Fn(&mut StampShape)) -> Vec<u8> {
    stamped_by(&KEY, |signature| {
        let mut shape = StampShape::honest(signature, at);
        change(&mut shape);
        vec![stamp_as(&shape, stamper, at).unwrap()]
    })
}

fn stamper(change: impl Fn(&mut Profile)) -> SigningKey {
    let mut profile = Profile::time_stamping("TSA");
    change(&mut profile);
    AUTHORITY.issue("varied-2048", &profile, AUTHORITY.issuing()).unwrap()
}

fn told(message: &[u8]) -> Result<TimeStamp, &'static str> {
    judge(message, &expected()).map(|verdict| verdict.time_stamp).map_err(|fault| fault.code())
}

/// A stamp that holds tells the moment at which the signature was there.
#[test]
fn stamps_that_hold() {
    let at = |at| Ok(TimeStamp::Holds { at });
    assert_eq!(told(&with(|_| ())), at(now()));
    let sha512 = stamped_by(&KEY, |signature| {
        let shape = StampShape {
            hash: oids::SHA512,
            imprint: Sha512::digest(signature).to_vec(),
            ..StampShape::honest(signature, now())
        };
        vec![stamp_as(&shape, &AUTHORITY.stamper(AUTHORITY.issuing()).unwrap(), now()).unwrap()]
    });
    assert_eq!(told(&sha512), at(now()), "SHA-512 in a stamp");
    let gost_stamper = AUTHORITY.stamper(AUTHORITY.gost_issuing()).unwrap();
    let gost = stamped_by(&AUTHORITY.gost_key(&holder()).unwrap(), |signature| {
        let shape = StampShape {
            hash: oids::STREEBOG_512,
            imprint: signing::gost::digest(signature).to_vec(),
            ..StampShape::honest(signature, now())
        };
        vec![stamp_as(&shape, &gost_stamper, now()).unwrap()]
    });
    assert_eq!(told(&gost), at(now()), "GOST");
    let earlier = now() - Duration::days(3);
    assert_eq!(told(&with_by(&stamper(|_| ()), earlier, |_| ())), at(earlier));
    let ahead = now() + signing::MAX_SKEW;
    assert_eq!(told(&with_by(&stamper(|_| ()), ahead, |_| ())), at(ahead));
    assert_eq!(told(&with(|it| it.moment = "20261124100000Z".into())), at(now()));
    let note = crate::certificate::unknown_extension(false);
    assert_eq!(told(&with(|it| it.further = vec![note.clone()])), at(now()));
    // Its own certificate may be over by now: it was not, then.
    let short = stamper(|it| it.not_after = now() - Duration::HOUR);
    assert_eq!(told(&with_by(&short, now() - Duration::HOUR, |_| ())), at(now() - Duration::HOUR));
}

/// A stamp may be asked for.
#[test]
fn a_stamp_is_required_by_the_switch() {
    let required = Expected { policy: Policy { time_stamp_required: true, ..Policy::default() }, ..expected() };
    assert_eq!(judge(&good(), &required), Err(Fault::TimeStamp("there is none")));
    assert_eq!(judge(&good(), &required).map_err(|fault| fault.kind()), Err(Kind::NotAccepted));
    assert!(judge(&with(|_| ()), &required).is_ok());
    assert_eq!(judge(&good(), &expected()).map(|verdict| verdict.time_stamp), Ok(TimeStamp::Absent));
}

#[test]
fn stamps_that_do_not_hold() {
    let sha1 = ObjectIdentifier::new_unwrap("1.3.14.3.2.26");
    let good = |signature: &[u8]| AUTHORITY.stamp(signature, now()).unwrap();
    let twice = stamped_by(&KEY, |signature| {
        let later = AUTHORITY.stamp(signature, now() - Duration::SECOND).unwrap();
        vec![good(signature), later]
    });
    let two_values = stamped_by(&KEY, |signature| {
        let mut stamp = good(signature);
        let later = AUTHORITY.stamp(signature, now() - Duration::SECOND).unwrap();
        stamp.values.insert(later.values.get(0).unwrap().clone()).unwrap();
        vec![stamp]
    });
    let garbage = attribute(oids::TIME_STAMP_TOKEN, &OctetString::new(&b"token"[..]).unwrap()).unwrap();
    let empty = Attribute { oid: oids::TIME_STAMP_TOKEN, values: SetOfVec::new() };
    let flipped = stamped_by(&KEY, |signature| {
        let mut token = good(signature).values.get(0).unwrap().to_der().unwrap();
        *token.last_mut().unwrap() ^= 1;
        let token: Any = der::Decode::from_der(&token).unwrap();
        vec![Attribute { oid: oids::TIME_STAMP_TOKEN, values: SetOfVec::try_from(vec![token]).unwrap() }]
    });
    let late = now() + signing::MAX_SKEW + Duration::SECOND;
    let before = now() - Duration::days(60);
    let look_alike =
        AUTHORITY.issue("varied-2048", &Profile::time_stamping("TSA"), &AUTHORITY.look_alike().unwrap()).unwrap();
    for (what, message) in [
        ("over another signature", stamped_by(&KEY, |_| vec![good(b"another")])),
        ("two of them", twice),
        ("two values", two_values),
        ("no value", stamped_by(&KEY, |_| vec![empty.clone()])),
        ("no token", stamped_by(&KEY, |_| vec![garbage.clone()])),
        ("a flipped bit", flipped),
        ("SHA-1", with(|it| it.hash = sha1)),
        ("another digest by name", with(|it| it.hash = oids::SHA512)),
        ("of another type", with(|it| it.content_type = oids::DATA)),
        ("version 2", with(|it| it.version = 2)),
        ("an unknown critical extension", with(|it| it.further = vec![crate::certificate::unknown_extension(true)])),
        ("without a certificate", with(|it| it.with_certificate = false)),
        ("no moment", with(|it| it.moment = "20261124".into())),
        ("from the future", with_by(&stamper(|_| ()), late, |_| ())),
        ("before the signer's certificate", with_by(&stamper(|_| ()), before, |_| ())),
        ("by a person", with_by(&KEY, now(), |_| ())),
        ("by the responder", with_by(&stamper(|it| it.purposes = vec![oids::OCSP_SIGNING]), now(), |_| ())),
        ("for something else too", with_by(&stamper(|it| it.purposes.push(oids::OCSP_SIGNING)), now(), |_| ())),
        ("by a look-alike", with_by(&look_alike, now(), |_| ())),
        ("outside its dates", with_by(&stamper(|it| it.not_after = now() - Duration::SECOND), now(), |_| ())),
        ("by the key for login", with_by(&key(KeyKind::Auth, KeyState::Good), now(), |_| ())),
        (
            "unknown critical extension of its certificate",
            with_by(&stamper(|it| it.further = vec![crate::certificate::unknown_extension(true)]), now(), |_| ()),
        ),
    ] {
        assert_eq!(told(&message), Err("timestamp"), "{what}");
    }
}

/// The stamp is told last: what else is wrong comes first.
#[test]
fn the_stamp_is_told_last() {
    let message = stamped_by(&KEY, |_| vec![AUTHORITY.stamp(b"another", now()).unwrap()]);
    let foreign = Expected { iin: Some("900202400025"), ..expected() };
    assert_eq!(judge(&message, &foreign), Err(Fault::ForeignKey));
    let stale = AnswerShape { age: signing::MAX_AGE * 2, ..AnswerShape::default() };
    let judged = judge_at(&message, &expected(), now(), &stale);
    assert_eq!(judged.map_err(|fault| fault.code()), Err("revocation_unknown"));
}

/// No byte of a stamped message changes the verdict; but a stamp, which the signature does not cover, may be made into a note
/// and so be lost: where stamps are required such a message is refused.
#[test]
fn no_byte_of_a_stamped_message_changes_the_verdict() {
    let message = with(|_| ());
    let good = judge(&message, &expected());
    for at in (0..message.len()).step_by(2) {
        let mut flipped = message.clone();
        flipped[at] ^= 1 << (at % 8);
        if let Ok(mut verdict) = judge(&flipped, &expected()) {
            if verdict.time_stamp == TimeStamp::Absent {
                verdict.time_stamp = TimeStamp::Holds { at: now() };
                let policy = Policy { time_stamp_required: true, ..Policy::default() };
                assert!(judge(&flipped, &Expected { policy, ..expected() }).is_err(), "byte {at}");
            }
            assert!(good == Ok(verdict), "byte {at}");
        }
    }
}
