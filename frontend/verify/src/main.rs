//! Judges the receipt of a signed application in the browser, with the verifier of the server (`signing`).
//!
//! It runs in a web worker and is loaded when a file was chosen; `verify-start.js` reads the file, fetches the trusted
//! certificates and calls it. The file goes nowhere.

use js_sys::{Array, Uint8Array};
use shared::values::full_name::FullName;
use signing::receipt::{Judgement, MAX_RECEIPT, Receipt, judge};
use signing::{Anchors, Names};
use wasm_bindgen::prelude::*;

/// The largest file that can be a receipt, bytes: a larger one need not be read.
#[wasm_bindgen]
#[must_use]
pub fn largest() -> f64 {
    2.0 * MAX_RECEIPT as f64
}

/// What is found about a file by the trusted certificates (PEM): the finding's code, the reasons' codes, and of a receipt that
/// holds `[signer, serial number, issuer, milliseconds since 1970, what the moment is known by]` and the bytes of the document.
///
/// # Errors
/// The certificates cannot be used.
#[wasm_bindgen]
pub fn verify(file: &[u8], anchors: &[u8]) -> Result<Array, JsValue> {
    let anchors = Anchors::from_pem(anchors).map_err(|error| JsValue::from_str(&error.to_string()))?;
    let judgement = judge(file, &anchors);
    let found =
        Array::of2(&judgement.finding.code().into(), &judgement.reasons.iter().map(|it| text(it)).collect::<Array>());
    if let Some(signed) = signed(&judgement) {
        found.push(&signed);
        // It was read a moment ago.
        found.push(&Receipt::from_zip(file).map(|receipt| Uint8Array::from(&receipt.document[..])).into());
    }
    Ok(found)
}

fn signed(judgement: &Judgement) -> Option<Array> {
    let (verdict, (at, clock)) = (judgement.verdict.as_ref()?, judgement.signed_at?);
    let Names { surname, given, patronymic } = verdict.names.clone();
    let name = FullName { surname, given, patronymic }.in_full();
    let milliseconds = at.unix_timestamp() as f64 * 1000.0;
    Some(Array::of5(
        &text(&name),
        &text(&verdict.serial),
        &text(&verdict.issuer),
        &milliseconds.into(),
        &text(clock.code()),
    ))
}

fn text(text: &str) -> JsValue {
    JsValue::from_str(text)
}

fn main() {}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    wasm_bindgen_test_configure!(run_in_browser);

    const ANCHORS: &[u8] = include_bytes!("../../../signing/fuzz/corpus/anchors.pem");
    const RECEIPT: &[u8] = include_bytes!("../../../signing/fuzz/corpus/receipt/rsa.zip");

    fn first(found: &Array) -> Option<String> {
        found.get(0).as_string()
    }

    #[wasm_bindgen_test]
    fn a_receipt_that_holds_tells_signer_moment_and_document() {
        let found = verify(RECEIPT, ANCHORS).unwrap();
        assert_eq!((first(&found).as_deref(), found.length()), (Some("valid"), 4));
        let signed = Array::from(&found.get(2));
        assert_eq!(signed.get(0).as_string().as_deref(), Some("ӘЛІҰЛЫ АСҚАР ӘДІЛҰЛЫ"));
        assert_eq!(signed.get(3).as_f64(), Some(1_795_514_400_000.0));
        assert_eq!(signed.get(4).as_string().as_deref(), Some("time_stamp"));
        let document = Uint8Array::new(&found.get(3)).to_vec();
        assert!(document.starts_with(b"%PDF"));
    }

    #[wasm_bindgen_test]
    fn what_does_not_hold_tells_nobody() {
        let mut receipt = Receipt::from_zip(RECEIPT).unwrap();
        receipt.document[20] ^= 1;
        let found = verify(&receipt.to_zip().unwrap(), ANCHORS).unwrap();
        assert_eq!((first(&found).as_deref(), found.length()), (Some("invalid"), 2));
        let found = verify(b"rubbish", ANCHORS).unwrap();
        assert_eq!((first(&found).as_deref(), found.length()), (Some("cannot_tell"), 2));
        assert_eq!(Array::from(&found.get(1)).get(0).as_string().as_deref(), Some("not_a_receipt"));
        assert!(verify(RECEIPT, b"no certificates").is_err());
    }
}
