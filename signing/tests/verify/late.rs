//! Receipts whose evidence is later, or older, than the signature: what was accepted is never called «not valid», and what is
//! not proven is never called valid.

use cms::{
    content_info::ContentInfo,
    signed_data::{SignedData, SignerInfos},
};
use der::{
    Decode, Encode, EncodePem,
    asn1::{GeneralizedTime, OctetString, SetOfVec},
    pem::LineEnding,
};
use sha2::{Digest, Sha256};
use signing::{
    Anchors, MAX_AGE, MAX_SKEW, oids,
    receipt::{Clock, Finding, KeptEvidence, Receipt},
};
use simulators::authority::{AnswerShape, KeyKind, ListShape, Profile, Responder, Shape, SigningKey, encode};
use time::{Duration, OffsetDateTime};
use x509_ocsp::{CertStatus, OcspGeneralizedTime, RevokedInfo};

use crate::{
    receipts::{chain, found},
    support::*,
};

const SECOND: Duration = Duration::SECOND;
const HOUR: Duration = Duration::HOUR;

/// The last moment of [`brief`].
fn end() -> OffsetDateTime {
    now() + Duration::MINUTE
}

/// When the authority answered at last.
fn later() -> OffsetDateTime {
    now() + Duration::days(3)
}

/// A key whose dates are over a minute after it signs.
fn brief() -> SigningKey {
    issued(|profile| profile.not_after = end())
}

/// A message with the signer's clock, and the time stamp if any.
fn signed(key: &SigningKey, clock: OffsetDateTime, stamp: Option<OffsetDateTime>) -> Vec<u8> {
    let mut shape = Shape::national(key, clock);
    if let Some(at) = stamp {
        let bare = key.signed_data(DOCUMENT, &shape).unwrap();
        let signature = bare.signer_infos.0.get(0).unwrap().signature.as_bytes().to_vec();
        shape.unsigned = vec![AUTHORITY.stamp(&signature, at).unwrap()];
    }
    encode(&key.signed_data(DOCUMENT, &shape).unwrap()).unwrap()
}

fn without_clock(key: &SigningKey) -> Vec<u8> {
    let mut data = key.signed_data(DOCUMENT, &Shape::national(key, now())).unwrap();
    let mut signer = data.signer_infos.0.get(0).unwrap().clone();
    let attributes = signer.signed_attrs.iter().flat_map(|attributes| attributes.iter());
    let kept: Vec<_> = attributes.filter(|attribute| attribute.oid != oids::SIGNING_TIME).cloned().collect();
    let kept = SetOfVec::try_from(kept).unwrap();
    signer.signature = OctetString::new(key.sign_bytes(&kept.to_der().unwrap()).unwrap()).unwrap();
    signer.signed_attrs = Some(kept);
    data.signer_infos = SignerInfos(SetOfVec::try_from(vec![signer]).unwrap());
    encode(&data).unwrap()
}

/// With an answer of the responder of that moment.
fn answered(key: &SigningKey, cms: Vec<u8>, at: OffsetDateTime, shape: &AnswerShape) -> Receipt {
    let nonce = signature_digest(&cms);
    let evidence = asked(key, nonce, at, shape);
    Receipt { document: DOCUMENT.to_vec(), cms, chain: chain(key), evidence }
}

/// What the responder says of a key at that moment to whoever asks with this number.
fn asked(key: &SigningKey, nonce: [u8; 32], at: OffsetDateTime, shape: &AnswerShape) -> KeptEvidence {
    let checked = signing::inspect(&key.sign_attached(DOCUMENT, now()).unwrap(), &expected(), &ANCHORS, now());
    let request = checked.unwrap().ocsp_request(&nonce).unwrap();
    KeptEvidence::Ocsp { answer: AUTHORITY.ocsp_as(&request, at, shape).unwrap(), nonce }
}

fn signature_digest(cms: &[u8]) -> [u8; 32] {
    let data: SignedData = ContentInfo::from_der(cms).unwrap().content.decode_as().unwrap();
    Sha256::digest(data.signer_infos.0.get(0).unwrap().signature.as_bytes()).into()
}

/// With an honest one.
fn good_at(key: &SigningKey, cms: Vec<u8>, at: OffsetDateTime) -> Receipt {
    answered(key, cms, at, &AnswerShape::default())
}

fn listed(key: &SigningKey, cms: Vec<u8>, base: &ListShape) -> Receipt {
    let base = AUTHORITY.list_as(base, AUTHORITY.issuing()).unwrap();
    let evidence = KeptEvidence::Lists { base, delta: None };
    Receipt { document: DOCUMENT.to_vec(), cms, chain: chain(key), evidence }
}

fn revoked(at: OffsetDateTime) -> AnswerShape {
    let seconds = std::time::Duration::from_secs(at.unix_timestamp().try_into().unwrap());
    let revocation_time = OcspGeneralizedTime(GeneralizedTime::from_unix_duration(seconds).unwrap());
    let status = CertStatus::revoked(RevokedInfo { revocation_time, revocation_reason: None });
    AnswerShape { status: Some(status), ..AnswerShape::default() }
}

fn expect_valid(rows: Vec<(&str, Receipt, OffsetDateTime, Clock)>) {
    for (what, receipt, at, clock) in rows {
        let (finding, reasons, signed_at) = found(&receipt);
        assert_eq!((finding, signed_at), (Finding::Valid, Some((at, clock))), "{what}: {reasons:?}");
    }
}

fn expect(rows: Vec<(&str, Receipt, Finding, &'static str)>) {
    for (what, receipt, finding, reason) in rows {
        assert_eq!(found(&receipt), (finding, vec![reason], None), "{what}");
    }
}

/// the certificate was in date when it signed, a stamp proves it, and the authority answered when it was not.
#[test]
fn a_stamp_holds_however_late_the_answer() {
    let key = brief();
    let list = ListShape::base(&[], later());
    let stamped = |at| signed(&key, now(), Some(at));
    expect_valid(vec![
        ("an answer", good_at(&key, stamped(now()), later()), now(), Clock::TimeStamp),
        ("stamped in the last second", good_at(&key, stamped(end()), later()), end(), Clock::TimeStamp),
        ("a list", listed(&key, stamped(now()), &list), now(), Clock::TimeStamp),
    ]);
    let of_authority = after_the_authority(Some(now()));
    expect_valid(vec![("authorities that are over since", of_authority, now(), Clock::TimeStamp)]);
    expect(vec![
        ("stamped too late", good_at(&key, stamped(end() + SECOND), later()), Finding::Invalid, "timestamp"),
        ("and by a list", listed(&key, stamped(end() + SECOND), &list), Finding::Invalid, "timestamp"),
    ]);
}

/// A key that outlives the issuing authority, and an answer after its end.
fn after_the_authority(stamp: Option<OffsetDateTime>) -> Receipt {
    let ends = AUTHORITY.issuing().certificate.tbs_certificate.validity.not_after.to_unix_duration();
    let at = OffsetDateTime::UNIX_EPOCH + ends + HOUR;
    let key = issued(|profile| profile.not_after = at + HOUR);
    answered(
        &key,
        signed(&key, now(), stamp),
        at,
        &AnswerShape { responder: Responder::Issuer, ..AnswerShape::default() },
    )
}

/// A stamp of another authority proves that it was signed after the signer's authority was over: nothing earlier is looked for.
#[test]
fn a_stamp_after_the_authority() {
    let profile = Profile { not_after: end(), ..Profile::certification_authority("ҰКО 3") };
    let issuer = AUTHORITY.issue("varied-issuer", &profile, AUTHORITY.issuing()).unwrap();
    let leaf = AUTHORITY.issue("varied-2048", &Profile::individual(&holder(), KeyKind::Sign, now()), &issuer).unwrap();
    let pinned = AUTHORITY.anchors_pem().unwrap() + &issuer.certificate.to_pem(LineEnding::LF).unwrap();
    let anchors = Anchors::from_pem(pinned.as_bytes()).unwrap();
    let judged = |stamp| {
        let receipt = Receipt { cms: signed(&leaf, now(), Some(stamp)), ..good_at(&KEY, good(), later()) };
        let judgement = receipt.judge(&anchors);
        (judgement.finding, judgement.reasons)
    };
    assert_eq!(judged(end() + SECOND), (Finding::Invalid, vec!["untrusted"]));
    // In date; the answer is about another certificate.
    assert_eq!(judged(end()), (Finding::CannotTell, vec!["revocation_unknown"]));
}

/// without a stamp nothing proves that it was signed in time, and nothing that it was not.
#[test]
fn without_a_stamp_a_late_answer_leaves_it_open() {
    let key = brief();
    let list = ListShape::base(&[], later());
    let claimed = |clock| good_at(&key, signed(&key, clock, None), later());
    let year_9999 = OffsetDateTime::from_unix_timestamp(253_402_300_799).unwrap();
    let by_issuer = AnswerShape { responder: Responder::Issuer, ..AnswerShape::default() };
    expect(
        [
            ("an answer", claimed(now())),
            ("no clock of the signer", good_at(&key, without_clock(&key), later())),
            ("a clock of 1970", claimed(OffsetDateTime::UNIX_EPOCH)),
            ("a clock a day ahead", claimed(end() + Duration::DAY)),
            ("a list", listed(&key, signed(&key, now(), None), &list)),
            // The list spoke of the time when the certificate was in date.
            ("a clock three days ahead", listed(&key, signed(&key, later(), None), &ListShape::base(&[], now()))),
            ("authorities that are over since", after_the_authority(None)),
            ("the end of the calendar", answered(&key, signed(&key, now(), None), year_9999, &by_issuer)),
        ]
        .into_iter()
        .map(|(what, receipt)| (what, receipt, Finding::CannotTell, "expired_since"))
        .collect(),
    );
    let mut unasked = claimed(now());
    if let KeptEvidence::Ocsp { nonce, .. } = &mut unasked.evidence {
        nonce[0] ^= 1;
    }
    let other_chain = Receipt { chain: Vec::new(), ..claimed(now()) };
    expect(vec![
        ("its own clock says so too", claimed(end() + Duration::DAY + SECOND), Finding::Invalid, "expired"),
        ("nothing is known besides", unasked, Finding::CannotTell, "revocation_unknown"),
        ("other certificates beside it", other_chain, Finding::Invalid, "chain_differs"),
    ]);
}

/// What the server accepts by an answer that was made some minutes before, or by a list of the morning, its receipt accepts.
#[test]
fn evidence_older_than_the_signature() {
    let aged = |age| AnswerShape { age, ..AnswerShape::default() };
    let stamped = |at| signed(&KEY, now(), Some(at));
    let last = now() + MAX_AGE + MAX_SKEW;
    let new = issued(|profile| profile.not_before = now());
    let yesterday = now() - Duration::DAY;
    let of_today = ListShape::base(&[], now());
    let next = AnswerShape { age: MAX_AGE, next_update: Some(Duration::ZERO), ..AnswerShape::default() };
    expect_valid(vec![
        ("a stamp", answered(&KEY, stamped(now()), now(), &aged(MAX_AGE)), now(), Clock::TimeStamp),
        ("within its own time", answered(&KEY, stamped(now()), now(), &next), now(), Clock::TimeStamp),
        ("at the last moment", good_at(&KEY, stamped(last), now()), last, Clock::TimeStamp),
        ("a new key", answered(&new, signed(&new, now(), None), now(), &aged(MAX_AGE)), now(), Clock::Responder),
        ("a clock behind", listed(&KEY, signed(&KEY, now() - HOUR, Some(now())), &of_today), now(), Clock::TimeStamp),
        ("a new key, a clock behind", listed(&new, signed(&new, yesterday, None), &of_today), now(), Clock::Signer),
    ]);
    let ends = of_today.next_update.unwrap();
    let short_lived = AnswerShape { next_update: Some(Duration::ZERO), ..AnswerShape::default() };
    let too_old = aged(MAX_AGE + SECOND);
    expect(vec![
        ("a stamp after it", good_at(&KEY, stamped(last + SECOND), now()), Finding::Invalid, "timestamp"),
        (
            "a stamp after its own time",
            answered(&KEY, stamped(now() + MAX_SKEW + SECOND), now(), &short_lived),
            Finding::Invalid,
            "timestamp",
        ),
        (
            "a stamp after the list",
            listed(&KEY, stamped(ends + MAX_SKEW + SECOND), &of_today),
            Finding::Invalid,
            "timestamp",
        ),
        ("a key not begun", answered(&new, signed(&new, now(), None), now(), &too_old), Finding::Invalid, "expired"),
    ]);
}

/// revoked before the moment of signing, or after it; a stamp alone tells the two apart.
#[test]
fn revoked_before_and_after_signing() {
    use Finding::{CannotTell, Invalid};
    let with = |stamp, at| answered(&KEY, signed(&KEY, now(), stamp), later(), &revoked(at));
    let with_list = |stamp, at| {
        let mut base = ListShape::base(&[], later());
        base.revoked = vec![(KEY.certificate.tbs_certificate.serial_number.clone(), at, None)];
        listed(&KEY, signed(&KEY, now(), stamp), &base)
    };
    let key = brief();
    let expired = answered(&key, signed(&key, now(), None), later(), &revoked(now() + SECOND));
    let other_chain = Receipt { chain: Vec::new(), ..with(Some(now()), now() + SECOND) };
    expect(vec![
        ("before the stamp", with(Some(now()), now() - SECOND), Invalid, "revoked"),
        ("at the stamp", with(Some(now()), now()), Invalid, "revoked"),
        ("after the stamp", with(Some(now()), now() + SECOND), CannotTell, "revoked_since"),
        ("after the stamp, by a list", with_list(Some(now()), now() + SECOND), CannotTell, "revoked_since"),
        ("before the stamp, by a list", with_list(Some(now()), now()), Invalid, "revoked"),
        ("no stamp", with(None, now() + SECOND), Invalid, "revoked"),
        ("no stamp, and expired since", expired, Invalid, "revoked"),
        ("after the stamp, other certificates beside it", other_chain, Invalid, "chain_differs"),
    ]);
}

/// whoever has a key may ask the responder while it is good, and sign after it was revoked. The answer proves nothing of
/// that signature: it was asked with another number, or with that of another signature.
#[test]
fn an_answer_kept_for_a_later_signature_proves_nothing() {
    let key = brief();
    let honest = signed(&key, now(), None);
    let good = |nonce| asked(&key, nonce, now(), &AnswerShape::default());
    let (random, of_honest) = (good(NONCE), good(signature_digest(&honest)));
    let packed = |cms, evidence: &KeptEvidence| Receipt {
        document: DOCUMENT.to_vec(),
        cms,
        chain: chain(&key),
        evidence: evidence.clone(),
    };
    let forged = signed(&key, now() - SECOND, None);
    expect(vec![
        ("a number of no signature", packed(forged.clone(), &random), Finding::CannotTell, "revocation_unknown"),
        ("another signature's", packed(forged, &of_honest), Finding::CannotTell, "revocation_unknown"),
        ("a number of no signature again", packed(honest.clone(), &random), Finding::CannotTell, "revocation_unknown"),
    ]);
    let stamped = signed(&key, now(), Some(now()));
    expect_valid(vec![
        ("its own", packed(honest, &of_honest), now(), Clock::Responder),
        ("a stamp proves the moment", packed(stamped, &random), now(), Clock::TimeStamp),
    ]);
}
