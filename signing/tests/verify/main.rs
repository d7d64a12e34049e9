//! Messages and answers from the outside: what is accepted and, one change away from it, what is refused and how.

#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "in the helpers of a test too, what fails is the test")]

mod agreement;
mod anchors;
mod certificate;
#[path = "../../fuzz/corpus.rs"]
mod corpus;
mod fixtures;
mod good;
mod gost;
mod late;
mod lists;
mod openssl;
mod properties;
mod range;
mod receipts;
mod recipe;
mod refused;
mod resigned;
mod revocation;
mod stamps;
mod support;
