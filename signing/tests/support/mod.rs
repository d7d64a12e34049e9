//! One good message and its surroundings; every test changes one thing.

use std::{
    path::Path,
    sync::{Arc, LazyLock},
};

use signing::{Anchors, Evidence, Expected, Fault, Purpose, Verdict};
use simulators::authority::{AnswerShape, Authority, KeyHolder, KeyKind, KeyState, SigningKey};
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

/// One authority for all tests of a program; its keys are kept between runs.
pub static AUTHORITY: LazyLock<Authority> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("authority");
    Authority::open(&folder, Arc::new(now), [1; 32]).unwrap()
});

/// The pinned certificates.
pub static ANCHORS: LazyLock<Anchors> =
    LazyLock::new(|| Anchors::from_pem(AUTHORITY.anchors_pem().unwrap().as_bytes()).unwrap());

/// The holder of the good key.
pub fn holder() -> KeyHolder {
    KeyHolder::new(IIN, "ӘЛІҰЛЫ", "АСҚАР", Some("ӘДІЛҰЛЫ"))
}

/// The holder's key.
pub fn key(kind: KeyKind, state: KeyState) -> SigningKey {
    AUTHORITY.key(&holder(), kind, state).unwrap()
}

/// What the good message must be.
pub fn expected() -> Expected<'static> {
    Expected { purpose: Purpose::Sign, content: DOCUMENT, iin: Some(IIN) }
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
