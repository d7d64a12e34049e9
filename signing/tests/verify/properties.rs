//! Whatever bytes come, there is an answer; no single bit changes what a message says.

use cms::content_info::CmsVersion;
use proptest::prelude::*;
use signing::{Anchors, Evidence, Verdict};
use simulators::authority::{AnswerShape, KeyKind, KeyState};

use crate::support::*;

proptest! {
    #[test]
    fn random_bytes_get_an_answer(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(judge(&bytes, &expected()).is_err());
        let _ = signing::normalise(&bytes);
        let _ = signing::decode_armoured(&String::from_utf8_lossy(&bytes));
        let _ = Anchors::from_pem(&bytes);
        let checked = signing::inspect(&good(), &expected(), &ANCHORS, now()).unwrap();
        let evidence = Evidence::Ocsp { answer: &bytes, nonce: &NONCE };
        prop_assert!(signing::conclude(&checked, &evidence, now()).is_err());
    }

    /// Pieces of a real message in a wrong place go further than noise.
    #[test]
    fn shuffled_messages_get_an_answer(from in any::<prop::sample::Index>(), to in any::<prop::sample::Index>(), length in 1..64_usize) {
        let mut message = good();
        let end = message.len() - length;
        let (from, to) = (from.index(end), to.index(end));
        let before = message.clone();
        message.copy_within(from..from + length, to);
        let judged = judge(&message, &expected());
        if message != before {
            prop_assert!(judged.is_err() || judged == judge(&before, &expected()));
        }
    }

    /// What is written as DER stays; what is accepted stays the same when it is rewritten once more.
    #[test]
    fn rewriting_ends(bytes in prop::collection::vec(prop_oneof![Just(0x24_u8), Just(0x30), Just(0x80), Just(4), Just(0), 0..8_u8], 0..40)) {
        if let Ok(der) = signing::normalise(&bytes) {
            prop_assert_eq!(signing::normalise(&der), Ok(der.clone()));
        }
    }
}

fn flips(bytes: &[u8]) -> impl Iterator<Item = (usize, Vec<u8>)> {
    (0..bytes.len() * 8).map(|bit| {
        let mut flipped = bytes.to_vec();
        flipped[bit / 8] ^= 1 << (bit % 8);
        (bit, flipped)
    })
}

/// Each single bit of a message: refused, but for the one that makes the version of the whole 3 instead of 1. It is not
/// signed, says nothing, and programs write both.
#[test]
fn no_bit_of_a_message_changes_the_verdict() {
    let message = good();
    let good = judge(&message, &expected());
    let mut accepted = Vec::new();
    for (_, flipped) in flips(&message) {
        let judged = judge(&flipped, &expected());
        if judged.is_ok() {
            assert_eq!(judged, good);
            accepted.push(flipped);
        }
    }
    assert_eq!(accepted, [altered(|data| data.version = CmsVersion::V3)]);
}

/// One bit of each byte: for answers that is enough to reach every field, and eight times quicker.
fn flipped_bytes(bytes: &[u8]) -> impl Iterator<Item = (usize, Vec<u8>)> {
    flips(bytes).filter(|(bit, _)| bit % 8 == bit / 8 % 8)
}

/// A bit of each byte of an answer «good»: not believed, or the verdict is the same.
#[test]
fn no_bit_of_an_answer_changes_the_verdict() {
    let checked = signing::inspect(&good(), &expected(), &ANCHORS, now()).unwrap();
    let answer = AUTHORITY.ocsp(&checked.ocsp_request(&NONCE).unwrap(), now()).unwrap();
    let conclude = |answer: &[u8]| signing::conclude(&checked, &Evidence::Ocsp { answer, nonce: &NONCE }, now());
    let good: Verdict = conclude(&answer).unwrap();
    for (bit, flipped) in flipped_bytes(&answer) {
        if let Ok(verdict) = conclude(&flipped) {
            assert_eq!(verdict, good, "bit {bit}");
        }
    }
}

/// No bit turns «revoked» into «good».
#[test]
fn no_bit_unrevokes() {
    let message = key(KeyKind::Sign, KeyState::Revoked).sign_attached(DOCUMENT, now()).unwrap();
    let checked = signing::inspect(&message, &expected(), &ANCHORS, now()).unwrap();
    let answer = AUTHORITY.ocsp_as(&checked.ocsp_request(&NONCE).unwrap(), now(), &AnswerShape::default()).unwrap();
    for (bit, flipped) in flipped_bytes(&answer) {
        let evidence = Evidence::Ocsp { answer: &flipped, nonce: &NONCE };
        assert!(signing::conclude(&checked, &evidence, now()).is_err(), "bit {bit}");
    }
}
