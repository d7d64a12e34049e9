//! One-time codes: six digits, of which the store keeps a keyed, salted digest.

use crate::app::App;
use crate::keys::Keys;
use hmac::Mac;
use shared::auth::OneTimeCode;
use shared::texts::Texts;

/// A code about to be sent.
pub(super) struct Fresh {
    /// The digits.
    pub(super) digits: String,
    /// Salt of its digest.
    pub(super) salt: [u8; 16],
    /// Keyed digest, bound to the registration.
    pub(super) digest: Vec<u8>,
}

/// Makes a code for a registration.
pub(super) fn fresh(app: &App, registration: &str) -> Fresh {
    let digits = format!("{:06}", app.random.below(1_000_000));
    let salt = app.random.bytes();
    let digest = app.keys.code(&[registration.as_bytes(), &salt, digits.as_bytes()]).finalize().into_bytes().to_vec();
    Fresh { digits, salt, digest }
}

/// Is this the code behind the digest? Compared in constant time.
pub(super) fn fits(keys: &Keys, registration: &str, code: &OneTimeCode, salt: &[u8], digest: &[u8]) -> bool {
    keys.code(&[registration.as_bytes(), salt, code.as_str().as_bytes()]).verify_slice(digest).is_ok()
}

/// The message: which code of the registration it is, how long it is valid, and the line by which a phone fills it in on
/// our page alone.
pub(super) fn message(texts: &Texts, host: &str, number: u32, digits: &str) -> String {
    let number = number.to_string();
    let said = texts.say("message-code", &[("number", &number), ("code", digits)]);
    format!("{said}\n\n@{host} #{digits}")
}
