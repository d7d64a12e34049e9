//! Messages and answers from the outside: what is accepted and, one change away from it, what is refused and how.

#![expect(clippy::unwrap_used, reason = "in the helpers of a test too, what fails is the test")]

mod anchors;
mod certificate;
mod good;
mod gost;
mod openssl;
mod properties;
mod recipe;
mod refused;
mod revocation;
mod support;
