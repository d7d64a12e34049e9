//! Receipts are judged alike natively and in a browser: this test runs in both, over the same files, against the same words.
//! The files are those of `fuzz/corpus` (made by `cargo run --release -p signing --example fuzz corpus`).

#[path = "../fuzz/parts.rs"]
mod parts;

use core::fmt::Write;

use parts::parts;
use sha2::{Digest, Sha256};
use signing::{
    Anchors, Expected, Policy, Purpose,
    receipt::{Finding, Judgement, Receipt, judge},
};
use time::OffsetDateTime;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

const ANCHORS: &[u8] = include_bytes!("../fuzz/corpus/anchors.pem");
const RECEIPTS: [(&[u8], &str); 3] = [
    (include_bytes!("../fuzz/corpus/receipt/rsa.zip"), "Valid time_stamped 2026-11-24 10:00:00.0 +00:00:00 TimeStamp"),
    (include_bytes!("../fuzz/corpus/receipt/gost.zip"), "Valid time_stamped 2026-11-24 10:00:00.0 +00:00:00 TimeStamp"),
    (
        include_bytes!("../fuzz/corpus/receipt/lists.zip"),
        "Valid not_revoked_then 2026-11-24 10:00:00.0 +00:00:00 Signer",
    ),
];

/// SHA-256 over the words about every receipt and every changed one. Whoever changes what is judged, or how it is told, sees the new one in
/// the failed native test; the other build must come to the same.
const WORDS: &str = "a03a3e9b15f5fb3aa8f442a0cc80fc9279c2656404232afde3c2e461fb005a97";
/// At so many places, each part is changed, from its first byte to its last: as many as the slower build does in half a minute.
const PLACES: usize = 16;

fn anchors() -> Anchors {
    Anchors::from_pem(ANCHORS).expect("the corpus has the anchors")
}

fn words(file: &[u8], anchors: &Anchors) -> String {
    let judgement = judge(file, anchors);
    let last = judgement.reasons.last().copied().unwrap_or_default();
    let at = judgement.signed_at.map(|(at, clock)| format!(" {at} {clock:?}")).unwrap_or_default();
    format!("{:?} {last}{at}", judgement.finding)
}

/// The same verdicts, the same moments; and a changed byte at 200 places of each file is never valid.
#[test]
fn verdicts_are_the_same_everywhere() {
    let anchors = anchors();
    for (file, expected) in RECEIPTS {
        assert_eq!(words(file, &anchors), expected);
        for place in 0..200 {
            let mut changed = file.to_vec();
            changed[place * file.len() / 200] ^= 1 << (place % 8);
            assert_ne!(judge(&changed, &anchors).finding, Finding::Valid, "place {place}");
        }
    }
    assert_eq!(words(b"", &anchors), "CannotTell not_a_receipt");
}

/// A receipt with one of its parts changed and packed anew comes to the judging: message, certificates and evidence are read and
/// refused, each in its own words, everywhere in the same.
#[test]
fn changed_parts_are_told_alike_everywhere() {
    let anchors = anchors();
    let (mut all, mut findings) = (String::new(), [0; 3]);
    for (file, _) in RECEIPTS {
        let whole = Receipt::from_zip(file).expect("the corpus has receipts");
        writeln!(all, "{}", in_full(&whole.judge(&anchors))).expect("a text");
        for part in 0..parts(&mut whole.clone()).len() {
            for place in 0..PLACES {
                let mut changed = whole.clone();
                change(parts(&mut changed).swap_remove(part), place);
                let judgement = judge(&changed.to_zip().expect("it is small"), &anchors);
                findings[judgement.finding as usize] += 1;
                let fault = if part == MESSAGE { fault(&changed, &anchors) } else { String::new() };
                writeln!(all, "{part} {place} {} {fault}", in_full(&judgement)).expect("a text");
            }
        }
    }
    assert_eq!(findings, [0, 192, 64], "valid, not valid, cannot tell");
    let words = Sha256::digest(&all).iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"));
    assert_eq!(words, WORDS);
}

/// Its place among the parts.
const MESSAGE: usize = 1;

/// A bit of one byte; at every fourth place the byte is left out, or there twice.
fn change(bytes: &mut Vec<u8>, place: usize) {
    let at = place * bytes.len() / PLACES;
    match place % 8 {
        2 => drop(bytes.remove(at)),
        6 => bytes.insert(at, bytes[at]),
        bit => bytes[at] ^= 1 << bit,
    }
}

fn in_full(judgement: &Judgement) -> String {
    let signed_at = judgement.signed_at.map(|(at, clock)| format!("{} {}", seconds(at), clock.code()));
    let verdict = judgement.verdict.as_ref().map(|it| {
        let dates = [it.not_before, it.not_after, it.good_at].map(seconds);
        let claimed = it.claimed_signing_time.map(seconds);
        let (names, chain) = (&it.names, [std::slice::from_ref(&it.leaf), &it.chain[..]].concat().concat());
        let digest = Sha256::digest(chain);
        let stamp = it.time_stamp;
        format!("{} {names:?} {} {} {dates:?} {claimed:?} {stamp:?} {digest:x?}", it.iin, it.serial, it.issuer)
    });
    format!("{} {:?} {signed_at:?} {verdict:?}", judgement.finding.code(), judgement.reasons)
}

fn seconds(at: OffsetDateTime) -> i64 {
    at.unix_timestamp()
}

/// Why the message is refused, in the words for the audit: closer than the reason of a receipt.
fn fault(receipt: &Receipt, anchors: &Anchors) -> String {
    let expected =
        Expected { purpose: Purpose::Sign, content: &receipt.document, iin: None, policy: Policy::default() };
    let now = OffsetDateTime::UNIX_EPOCH + time::Duration::seconds(1_795_514_400);
    let checked = signing::inspect(&receipt.cms, &expected, anchors, now);
    let found = checked.and_then(|checked| signing::pending(&checked));
    found.map_or_else(|fault| fault.to_string(), |found| format!("{:?}", found.time_stamp))
}
