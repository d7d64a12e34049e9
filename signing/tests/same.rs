//! Receipts are judged alike natively and in a browser: this test runs in both, over the same files, against the same words.
//! The files are those of `fuzz/corpus` (made by `cargo run --release -p signing --example fuzz corpus`).

use signing::{
    Anchors,
    receipt::{Finding, judge},
};
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

fn words(file: &[u8], anchors: &Anchors) -> String {
    let judgement = judge(file, anchors);
    let last = judgement.reasons.last().copied().unwrap_or_default();
    let at = judgement.signed_at.map(|(at, clock)| format!(" {at} {clock:?}")).unwrap_or_default();
    format!("{:?} {last}{at}", judgement.finding)
}

/// The same verdicts, the same moments; and a changed byte at 200 places of each file is never valid.
#[test]
fn verdicts_are_the_same_everywhere() {
    let anchors = Anchors::from_pem(ANCHORS).expect("the corpus has the anchors");
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
