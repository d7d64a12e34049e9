//! The receipt: a document, the signature over it and what was known about the certificate at that moment, kept so that
//! anyone can check them later, offline, after the certificate has expired.
//!
//! Nothing in a receipt is believed because it stands there: the document by the signature, the signature by the certificate,
//! the certificate by the pinned authorities, its standing by the responder's answer or by lists, the moment by a time stamp
//! or by that answer. A receipt that was signed with its content apart is checked against the document beside it.

mod container;
mod judging;

pub use self::container::{MAX_RECEIPT, TooLarge, judge};

use time::OffsetDateTime;

use crate::{Fault, Verdict};

const DOCUMENT_SIGNED: &str = "document_signed";
const CERTIFICATE_TRUSTED: &str = "certificate_trusted";
const NOT_REVOKED_THEN: &str = "not_revoked_then";
const TIME_STAMPED: &str = "time_stamped";
const CHAIN_DIFFERS: &str = "chain_differs";
const EXPIRED_SINCE: &str = "expired_since";
const REVOKED_SINCE: &str = "revoked_since";
const NOT_A_RECEIPT: &str = "not_a_receipt";

/// Every reason that a judgement may give beside the faults of a signature ([`Fault::CODES`]).
pub const REASONS: [&str; 8] = [
    DOCUMENT_SIGNED,
    CERTIFICATE_TRUSTED,
    NOT_REVOKED_THEN,
    TIME_STAMPED,
    CHAIN_DIFFERS,
    EXPIRED_SINCE,
    REVOKED_SINCE,
    NOT_A_RECEIPT,
];

/// What is kept of a signed application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The document, byte for byte what was given out to be signed.
    pub document: Vec<u8>,
    /// The signed message, as it was received. A time stamp, if any, is inside it.
    pub cms: Vec<u8>,
    /// The certificates above the signer's, DER, issuer first, root last.
    pub chain: Vec<Vec<u8>>,
    /// What was known about revocation.
    pub evidence: KeptEvidence,
}

/// What was known about the revocation of the certificate when the signature was accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeptEvidence {
    /// The responder's answer.
    Ocsp {
        /// As received, DER.
        answer: Vec<u8>,
        /// The number that was asked with.
        nonce: [u8; 32],
    },
    /// The lists that were valid then.
    Lists {
        /// The whole list, DER.
        base: Vec<u8>,
        /// What had changed since, DER.
        delta: Option<Vec<u8>>,
    },
    /// Nothing yet.
    None,
}

/// The three answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Finding {
    /// The document was signed with this certificate, which was good then.
    Valid,
    /// It was not, or something was changed since.
    Invalid,
    /// What is there does not suffice to tell.
    CannotTell,
}

impl Finding {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Valid, Self::Invalid, Self::CannotTell];

    /// The code for words in the reader's language.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::Invalid => "invalid",
            Self::CannotTell => "cannot_tell",
        }
    }
}

/// What the moment of signing is known by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Clock {
    /// A time stamp.
    TimeStamp,
    /// The answer of the responder, which came right after it.
    Responder,
    /// The signer's computer, within the time of the lists.
    Signer,
}

impl Clock {
    /// All three.
    pub const ALL: [Self; 3] = [Self::TimeStamp, Self::Responder, Self::Signer];

    /// The code for words in the reader's language.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::TimeStamp => "time_stamp",
            Self::Responder => "responder",
            Self::Signer => "signer",
        }
    }
}

/// What was found, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// One of three.
    pub finding: Finding,
    /// Codes, for words in the reader's language: what was checked and held, or what did not. Never empty.
    pub reasons: Vec<&'static str>,
    /// Who signed, when that could be told.
    pub verdict: Option<Verdict>,
    /// The moment at which everything was judged, and what it is known by.
    pub signed_at: Option<(OffsetDateTime, Clock)>,
}

impl Judgement {
    fn refused(finding: Finding, reason: &'static str) -> Self {
        Self { finding, reasons: vec![reason], verdict: None, signed_at: None }
    }

    fn of_fault(fault: &Fault) -> Self {
        let finding = match fault {
            Fault::RevocationUnknown(_) | Fault::Untrusted(crate::chain::NOT_PINNED) => Finding::CannotTell,
            _ => Finding::Invalid,
        };
        Self::refused(finding, fault.code())
    }
}
