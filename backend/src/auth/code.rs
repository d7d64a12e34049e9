//! One-time codes: six digits, of which the store keeps a keyed, salted digest.

use crate::app::App;
use crate::clock::seconds;
use crate::http::ApiError;
use crate::keys::{Hmac256, Keys};
use crate::settings::Settings;
use crate::store::audit::{self, Event};
use crate::store::registrations::{self, Sent, Tried, purpose_id};
use crate::store::{self, Db};
use hmac::Mac;
use shared::auth::{CodePurpose, OneTimeCode};
use shared::kernel::problem::Problem;
use shared::texts::Texts;
use shared::values::iin::Iin;

/// A code about to be sent.
pub(super) struct Fresh {
    /// The digits.
    pub(super) digits: String,
    /// Salt of its digest.
    pub(super) salt: [u8; 16],
    /// Keyed digest.
    pub(super) digest: Vec<u8>,
}

/// What a code is good for: its digest is of nothing else.
#[derive(Clone, Copy)]
pub(super) struct Binding<'a> {
    /// The registration.
    pub(super) registration: &'a str,
    /// What it may do.
    pub(super) purpose: CodePurpose,
    /// The number or address it is sent to.
    pub(super) contact: &'a str,
}

impl Binding<'_> {
    fn digest(&self, keys: &Keys, salt: &[u8], digits: &str) -> Hmac256 {
        let purpose = purpose_id(self.purpose);
        let parts = [self.registration, purpose, self.contact, digits].map(str::as_bytes);
        keys.code(&[parts[0], parts[1], parts[2], salt, parts[3]])
    }
}

/// Makes a code.
pub(super) fn fresh(app: &App, binding: Binding<'_>) -> Fresh {
    let digits = format!("{:06}", app.random.below(1_000_000));
    let salt = app.random.bytes();
    let digest = binding.digest(&app.keys, &salt, &digits).finalize().into_bytes().to_vec();
    Fresh { digits, salt, digest }
}

/// A code that somebody gives.
#[derive(Clone)]
pub(super) struct Given {
    /// For which registration.
    pub(super) registration: String,
    /// Whose.
    pub(super) iin: Iin,
    /// For what: a code that was sent for something else is a wrong one.
    pub(super) purpose: CodePurpose,
    /// The digits.
    pub(super) code: OneTimeCode,
    /// From where, as the audit log says it.
    pub(super) from: String,
}

impl Given {
    /// Tries it within a transaction; nothing is used up yet. A wrong one is put on record.
    ///
    /// The problem is the value and not the error: a wrong try is kept in the transaction.
    pub(super) fn attempt(&self, db: &mut Db, app: &App, now: i64) -> Result<Result<Sent, Problem>, ApiError> {
        let fits = |sent: &Sent| {
            let binding = Binding { registration: &self.registration, purpose: self.purpose, contact: &sent.contact };
            // Compared in constant time.
            binding.digest(&app.keys, &sent.salt, self.code.as_str()).verify_slice(&sent.digest).is_ok()
        };
        let life = app.settings.code_life();
        Ok(match registrations::try_code(db, &self.registration, &self.iin, fits, life, now)? {
            Tried::Right(sent) => Ok(sent),
            Tried::Wrong(tries_left) => {
                self.note_wrong(db, now)?;
                Err(if tries_left == 0 { Problem::CodeUsedUp } else { Problem::WrongCode { tries_left } })
            }
            Tried::Expired => Err(expired(app)),
            Tried::UsedUp => Err(Problem::CodeUsedUp),
            Tried::TooMany(wait) => Err(Problem::TooManyTries { retry_after: seconds(wait) }),
        })
    }

    /// The registration is not named: its identifier is what a code is tried with.
    fn note_wrong(&self, db: &mut Db, now: i64) -> store::Result<()> {
        let detail = format!("purpose={} {}", purpose_id(self.purpose), self.from);
        audit::put(db, &Event { at: now, kind: "code", iin: Some(&self.iin), code: "wrong_code", detail: &detail })
    }

    /// Tries it in a transaction of its own.
    pub(super) async fn check(&self, app: &App) -> Result<Sent, ApiError> {
        let (given, server, now) = (self.clone(), app.clone(), app.clock.millis());
        Ok(app.store.write(move |db| given.attempt(db, &server, now)).await??)
    }
}

/// The code's time is over, or there is none.
pub(super) fn expired(app: &App) -> Problem {
    Problem::CodeExpired { minutes: app.settings.code_minutes }
}

/// The message: which code of the registration it is, how long it is valid, and the line by which a phone fills it in on
/// our page alone.
pub(super) fn message(texts: &Texts, settings: &Settings, number: u32, digits: &str) -> String {
    let (number, minutes) = (number.to_string(), settings.code_minutes.to_string());
    let said = texts.say("message-code", &[("number", &number), ("code", digits), ("minutes", &minutes)]);
    format!("{said}\n\n@{} #{digits}", settings.host())
}
