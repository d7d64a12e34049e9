//! What can go wrong, as data: violations of a form's rules and the problems that the API answers with.
//!
//! There are codes here and never words; the words stand in the Fluent files under `error-…` and `problem-…`.

use super::eligibility::{Refusal, Register};
use serde::{Deserialize, Serialize};

/// A rule broken by one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Violation {
    /// JSON pointer of the field, `/bank_details/iban`.
    pub pointer: String,
    /// What is wrong.
    #[serde(flatten)]
    pub code: Code,
}

/// What is wrong with an answer. Few, each with its own way to put it right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum Code {
    /// A mandatory answer is missing.
    Required,
    /// Not of the expected shape.
    Malformed,
    /// Not the one length that is right.
    WrongLength {
        /// The right number of characters.
        expected: usize,
        /// How many there are.
        found: usize,
    },
    /// Shorter than allowed.
    TooShort {
        /// The smallest number of characters.
        min: usize,
    },
    /// Longer than allowed.
    TooLong {
        /// The greatest number of characters.
        max: usize,
    },
    /// The check digits do not fit: something was mistyped.
    BadChecksum,
    /// No such day.
    BadDate,
    /// Not among what is on offer to this person.
    NotOffered,
    /// A character that may not stand here.
    WrongLetter {
        /// The character, or its number as `U+202E` when it cannot be seen.
        letter: String,
        /// Its place, from 1.
        position: usize,
    },
    /// A letter of the other alphabet that looks like the right one (Latin `a` for Cyrillic `а`).
    LookAlike {
        /// The letter typed.
        letter: String,
        /// Its place, from 1.
        position: usize,
        /// The letter of the right alphabet, offered and never put in silently.
        instead: String,
    },
    /// Not a number of Kazakhstan.
    NotKazakhstan,
    /// The account belongs to another bank than the one chosen.
    WrongBank,
    /// The bank code is of no bank that serves citizens (domain: 125 is the National Bank).
    NotSecondTier,
    /// Not above zero.
    NotPositive,
    /// Above what is there.
    AboveBalance {
        /// The greatest amount, tenge as text.
        max: String,
    },
    /// Differs from its repetition.
    Mismatch,
    /// Too easy to guess: a known password, or one made of the person's own data.
    Guessable,
}

/// Everything that the API answers instead of what was asked, `application/problem+json`.
///
/// The client matches it exhaustively; each has words `problem-…` with a way out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum Problem {
    /// The request could not be read: not JSON, or not of the described shape.
    InvalidRequest,
    /// Rules are broken.
    InvalidForm {
        /// Each of them, in the order of the page.
        errors: Vec<Violation>,
    },
    /// More bytes than any honest request has.
    TooLarge,
    /// Nobody is signed in, or no longer.
    SignedOut,
    /// No such thing, or not this person's.
    NotFound,
    /// The path exists, the method does not.
    MethodNotAllowed,
    /// A page of another site asked for a change.
    ForeignOrigin,
    /// IIN and password do not belong together. The same whether or not the IIN is known.
    WrongCredentials,
    /// Too many wrong passwords for this IIN: only with a code sent to a contact on file can the password be tried now.
    CodeNeeded,
    /// Password login is blocked until the password is set anew: wrong passwords without end, or «it was not me».
    PasswordBlocked,
    /// The key with which somebody wants to enter is refused.
    KeyRefused {
        /// What kind of failure, each with its own way out.
        reason: SignatureFault,
    },
    /// The text to be signed for entering was used, is too old, or was given to another browser.
    ChallengeExpired,
    /// No additional agreement that chooses the internet as the way of information.
    AgreementMissing,
    /// Too many tries (ux: wrong passwords, codes).
    TooManyTries {
        /// Seconds until the next try.
        retry_after: u64,
    },
    /// The anti-robot check failed.
    RobotCheck {
        /// Why.
        reason: RobotCheckFault,
    },
    /// The Fund knows no such contributor.
    PersonNotFound,
    /// The Fund has no phone or e-mail of this person.
    NoContacts,
    /// The contact belongs to another person too.
    ContactShared,
    /// The phone is not of a Kazakhstan operator.
    ContactNotKazakhstan,
    /// The message with the code could not be handed over.
    MessageNotSent,
    /// A new code only after the pause.
    ResendTooSoon {
        /// Seconds left.
        retry_after: u64,
    },
    /// Not the code that was sent.
    WrongCode {
        /// Tries left, told from three on.
        tries_left: u32,
    },
    /// The code's time is over.
    CodeExpired {
        /// Minutes that a code lives.
        minutes: u32,
    },
    /// Five wrong tries, or used already: the code is dead.
    CodeUsedUp,
    /// No recorded consent to the processing of personal data.
    ConsentMissing,
    /// The person cannot apply now (R-003… …R-103).
    Refused {
        /// Why, each with what to do.
        refusals: Vec<Refusal>,
    },
    /// The draft was changed elsewhere since it was read.
    DraftChanged {
        /// What stands on the server now.
        draft: serde_json::Value,
        /// Its revision.
        revision: u64,
    },
    /// The draft was changed after the document to be signed was made from it.
    ReviewOutdated,
    /// The signature of the application is not confirmed (yet): there is no receipt.
    ReceiptNotReady,
    /// A register does not answer.
    RegisterSilent {
        /// Which.
        register: Register,
    },
    /// The signature was not accepted.
    SignatureRefused {
        /// What kind of failure, each with its own way out.
        reason: SignatureFault,
    },
    /// More work than the server takes at once.
    Overloaded,
    /// Our own failure; the cause is in the log under this reference.
    Internal {
        /// Reference for the contact centre.
        reference: String,
    },
}

impl Problem {
    /// The HTTP status this problem is answered with.
    #[must_use]
    pub fn status(&self) -> u16 {
        match self {
            Self::InvalidRequest => 400,
            Self::SignedOut | Self::WrongCredentials => 401,
            Self::ForeignOrigin | Self::CodeNeeded | Self::PasswordBlocked => 403,
            Self::NotFound | Self::PersonNotFound => 404,
            Self::MethodNotAllowed => 405,
            Self::NoContacts | Self::ContactShared | Self::ContactNotKazakhstan | Self::AgreementMissing => 409,
            Self::ConsentMissing | Self::Refused { .. } | Self::ReviewOutdated | Self::ReceiptNotReady => 409,
            Self::CodeExpired { .. } | Self::CodeUsedUp | Self::ChallengeExpired => 410,
            Self::DraftChanged { .. } => 412,
            Self::TooLarge => 413,
            Self::InvalidForm { .. } | Self::RobotCheck { .. } | Self::WrongCode { .. } => 422,
            Self::SignatureRefused { .. } | Self::KeyRefused { .. } => 422,
            Self::TooManyTries { .. } | Self::ResendTooSoon { .. } => 429,
            Self::Internal { .. } => 500,
            Self::MessageNotSent | Self::RegisterSilent { .. } | Self::Overloaded => 503,
        }
    }
}

/// Why the proof of work was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum RobotCheckFault {
    /// Not a solution of the challenge.
    Wrong,
    /// The challenge is not ours.
    Foreign,
    /// The challenge is easier than the ones given out.
    TooEasy,
    /// The challenge is too old.
    Expired,
    /// The solution was used before.
    Used,
}

/// What the person is told when a signature is refused; the exact code goes to the audit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum SignatureFault {
    /// A key for logging in where one for signing is needed, or an organisation's.
    WrongKey,
    /// The key belongs to another person.
    AnotherPerson,
    /// The certificate's time is over.
    Expired,
    /// The certificate was revoked.
    Revoked,
    /// Whether it was revoked cannot be found out now.
    CannotCheck,
    /// The names in the certificate differ from the register.
    NameMismatch,
    /// Another document was signed than the one shown.
    DocumentDiffers,
    /// Anything else.
    NotAccepted,
}
