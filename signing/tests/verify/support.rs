//! One good message and its surroundings; every test changes one thing.

use std::{
    path::Path,
    sync::{Arc, LazyLock},
};

use cms::signed_data::{SignedData, SignerInfo, SignerInfos};
use der::asn1::SetOfVec;
use signing::{Anchors, Evidence, Expected, Fault, Policy, Purpose, Verdict};
use simulators::authority::{AnswerShape, Authority, KeyHolder, KeyKind, KeyState, Profile, Shape, SigningKey, encode};
use time::OffsetDateTime;

/// The holder of the good key.
pub const IIN: &str = "850101300014";
/// Not random: tests repeat.
pub const NONCE: [u8; 32] = [7; 32];
/// What is signed.
pub const DOCUMENT: &[u8] = "%PDF-1.7 Зейнетақы төлемін тағайындауға өтініш".as_bytes();

/// 2026-11-24, 10:00 UTC.
pub fn now() -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp(1_795_514_400).unwrap()
}

/// One authority for all tests; its keys are kept between runs.
pub static AUTHORITY: LazyLock<Authority> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("authority");
    Authority::open(&folder, Arc::new(now), [1; 32]).unwrap()
});

/// The pinned certificates.
pub static ANCHORS: LazyLock<Anchors> =
    LazyLock::new(|| Anchors::from_pem(AUTHORITY.anchors_pem().unwrap().as_bytes()).unwrap());

/// The good signing key.
pub static KEY: LazyLock<SigningKey> = LazyLock::new(|| key(KeyKind::Sign, KeyState::Good));

/// The holder of the good key.
pub fn holder() -> KeyHolder {
    KeyHolder::new(IIN, "ӘЛІҰЛЫ", "АСҚАР", Some("ӘДІЛҰЛЫ"))
}

/// One of the holder's keys.
pub fn key(kind: KeyKind, state: KeyState) -> SigningKey {
    AUTHORITY.key(&holder(), kind, state).unwrap()
}

/// The good message.
pub fn good() -> Vec<u8> {
    KEY.sign_attached(DOCUMENT, now()).unwrap()
}

/// The good message, made in another shape.
pub fn shaped(change: impl Fn(&mut Shape)) -> Vec<u8> {
    shaped_by(&KEY, change)
}

/// A message by another key, made in another shape.
pub fn shaped_by(key: &SigningKey, change: impl Fn(&mut Shape)) -> Vec<u8> {
    let mut shape = Shape::national(key, now());
    change(&mut shape);
    encode(&key.signed_data(DOCUMENT, &shape).unwrap()).unwrap()
}

/// The good message, changed after it was signed.
pub fn altered(change: impl Fn(&mut SignedData)) -> Vec<u8> {
    let mut data = KEY.signed_data(DOCUMENT, &Shape::national(&KEY, now())).unwrap();
    change(&mut data);
    encode(&data).unwrap()
}

/// The good message with its signer changed after signing.
pub fn altered_signer(change: impl Fn(&mut SignerInfo)) -> Vec<u8> {
    altered(|data| {
        let mut signer = data.signer_infos.0.get(0).unwrap().clone();
        change(&mut signer);
        data.signer_infos = SignerInfos(SetOfVec::try_from(vec![signer]).unwrap());
    })
}

/// A key whose certificate, issued by the right authority, differs from the good one.
pub fn issued(change: impl Fn(&mut Profile)) -> SigningKey {
    issued_as(KeyKind::Sign, change)
}

/// The same for one of the two kinds of keys.
pub fn issued_as(kind: KeyKind, change: impl Fn(&mut Profile)) -> SigningKey {
    let mut profile = Profile::individual(&holder(), kind, now());
    change(&mut profile);
    AUTHORITY.issue(&format!("varied-{}", profile.key_bits), &profile, AUTHORITY.issuing()).unwrap()
}

/// A good message by such a key.
pub fn by_issued(change: impl Fn(&mut Profile)) -> Vec<u8> {
    issued(change).sign_attached(DOCUMENT, now()).unwrap()
}

/// What the good message must be.
pub fn expected() -> Expected<'static> {
    Expected { purpose: Purpose::Sign, content: DOCUMENT, iin: Some(IIN), policy: Policy::default() }
}

/// Judges a message as the server does, with an answer of the authority's responder.
pub fn judge(message: &[u8], expected: &Expected<'_>) -> Result<Verdict, Fault> {
    judge_at(message, expected, now(), &AnswerShape::default())
}

/// Judges a message at a moment, with an answer of any shape.
pub fn judge_at(
    message: &[u8],
    expected: &Expected<'_>,
    now: OffsetDateTime,
    shape: &AnswerShape,
) -> Result<Verdict, Fault> {
    let checked = signing::inspect(message, expected, &ANCHORS, now)?;
    let answer = AUTHORITY.ocsp_as(&checked.ocsp_request(&NONCE)?, now, shape).unwrap();
    signing::conclude(&checked, &Evidence::Ocsp { answer: &answer, nonce: &NONCE }, now)
}
