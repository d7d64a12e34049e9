//! The document.

use super::*;

pub(super) fn document(_valid: &Payment, _facts: &PensionPaymentFacts) -> Document {
    Document { title: "pension-payment", blocks: Vec::new() }
}
