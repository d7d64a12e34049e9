//! Words of what was found about a receipt: the same on the page `/verify` and from `backend receipt verify`.
//!
//! The codes are those of the crate `signing`; that each has words is tested where both are known (`backend/tests/api/receipt_command.rs`).

use crate::texts::Texts;

/// What was found: `valid`, `invalid` or `cannot_tell`.
#[must_use]
pub fn finding(texts: &Texts, code: &str) -> String {
    of(texts, "verify-finding-", code)
}

/// Why: what held, or what did not.
#[must_use]
pub fn reason(texts: &Texts, code: &str) -> String {
    of(texts, "verify-reason-", code)
}

/// What the moment of signing is known by: `time_stamp`, `responder` or `signer`.
#[must_use]
pub fn clock(texts: &Texts, code: &str) -> String {
    of(texts, "verify-clock-", code)
}

#[inline(never)] // asked for three times in the client
fn of(texts: &Texts, kind: &str, code: &str) -> String {
    texts.get(&[kind, code].concat())
}
