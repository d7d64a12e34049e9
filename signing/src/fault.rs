//! Why a signature was refused.

use core::fmt;

use time::OffsetDateTime;

/// The first check that failed. The text inside is for the audit record and holds no personal data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Not a well-formed message: size, armour, trailing bytes, depth.
    Malformed(&'static str),
    /// A message, but not of the one shape that is accepted.
    Shape(&'static str),
    /// The signed bytes are not the stored ones.
    ContentMismatch,
    /// Digest algorithm or signed attributes are wrong.
    Digest(&'static str),
    /// The signature does not verify, or its algorithm is not accepted.
    Signature(&'static str),
    /// The signature is bound to another certificate.
    CertBinding(&'static str),
    /// The certificate does not lead to a pinned authority.
    Untrusted(&'static str),
    /// The certificate's dates are over.
    Expired {
        /// The last moment of validity.
        not_after: OffsetDateTime,
    },
    /// The certificate's dates have not begun.
    NotYetValid {
        /// The first moment of validity.
        not_before: OffsetDateTime,
    },
    /// A certificate of the authority, but not for this purpose or not of an individual.
    WrongKey(&'static str),
    /// The authority has revoked the certificate.
    Revoked {
        /// Since when.
        at: OffsetDateTime,
    },
    /// The authority gave no answer that can be relied on.
    RevocationUnknown(&'static str),
    /// The certificate does not name exactly one IIN.
    NoIin(&'static str),
    /// The key belongs to another person than the one who must sign.
    ForeignKey,
    /// The time stamp does not hold, or there is none and there must be.
    TimeStamp(&'static str),
}

/// What the person is told, each with its own way out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The other key of the pair is needed (AUTH for login, RSA for signing)..
    WrongKey,
    /// The key of another person was chosen.
    ForeignKey,
    /// The key has expired: a new one is needed. R-001.
    Expired,
    /// The key was revoked: a new one is needed. R-001.
    Revoked,
    /// The authority cannot be reached now: try later.
    CannotCheckNow,
    /// The document changed between showing and signing: review it again.
    DocumentDiffers,
    /// Everything else.
    NotAccepted,
}

impl Fault {
    /// Every code.
    pub const CODES: [&str; 14] = [
        "malformed",
        "shape",
        "content_mismatch",
        "digest",
        "signature",
        "cert_binding",
        "untrusted",
        "expired",
        "wrong_key",
        "revoked",
        "revocation_unknown",
        "no_iin",
        "foreign_key",
        "timestamp",
    ];

    /// The code for the audit record.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Malformed(_) => "malformed",
            Self::Shape(_) => "shape",
            Self::ContentMismatch => "content_mismatch",
            Self::Digest(_) => "digest",
            Self::Signature(_) => "signature",
            Self::CertBinding(_) => "cert_binding",
            Self::Untrusted(_) => "untrusted",
            Self::Expired { .. } | Self::NotYetValid { .. } => "expired",
            Self::WrongKey(_) => "wrong_key",
            Self::Revoked { .. } => "revoked",
            Self::RevocationUnknown(_) => "revocation_unknown",
            Self::NoIin(_) => "no_iin",
            Self::ForeignKey => "foreign_key",
            Self::TimeStamp(_) => "timestamp",
        }
    }

    /// What the person is told.
    pub fn kind(&self) -> Kind {
        match self {
            Self::WrongKey(_) => Kind::WrongKey,
            Self::ForeignKey => Kind::ForeignKey,
            Self::Expired { .. } => Kind::Expired,
            Self::Revoked { .. } => Kind::Revoked,
            Self::RevocationUnknown(_) => Kind::CannotCheckNow,
            Self::ContentMismatch => Kind::DocumentDiffers,
            Self::Malformed(_)
            | Self::Shape(_)
            | Self::Digest(_)
            | Self::Signature(_)
            | Self::CertBinding(_)
            | Self::Untrusted(_)
            | Self::NotYetValid { .. }
            | Self::NoIin(_)
            | Self::TimeStamp(_) => Kind::NotAccepted,
        }
    }

    /// The detail for the audit record.
    pub fn detail(&self) -> &'static str {
        match self {
            Self::Malformed(why)
            | Self::Shape(why)
            | Self::Digest(why)
            | Self::Signature(why)
            | Self::CertBinding(why)
            | Self::Untrusted(why)
            | Self::WrongKey(why)
            | Self::RevocationUnknown(why)
            | Self::NoIin(why)
            | Self::TimeStamp(why) => why,
            Self::ContentMismatch => "the signed bytes are not the stored ones",
            Self::Expired { .. } => "the certificate's dates are over",
            Self::NotYetValid { .. } => "the certificate's dates have not begun",
            Self::Revoked { .. } => "the authority has revoked the certificate",
            Self::ForeignKey => "the key of another person",
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code(), self.detail())
    }
}

impl core::error::Error for Fault {}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every fault has its code, what the person is told, and words for the audit record.
    #[test]
    fn codes_and_kinds() {
        let at = OffsetDateTime::UNIX_EPOCH;
        let mut codes = Vec::new();
        for (fault, code, kind) in [
            (Fault::Malformed("why"), "malformed", Kind::NotAccepted),
            (Fault::Shape("why"), "shape", Kind::NotAccepted),
            (Fault::ContentMismatch, "content_mismatch", Kind::DocumentDiffers),
            (Fault::Digest("why"), "digest", Kind::NotAccepted),
            (Fault::Signature("why"), "signature", Kind::NotAccepted),
            (Fault::CertBinding("why"), "cert_binding", Kind::NotAccepted),
            (Fault::Untrusted("why"), "untrusted", Kind::NotAccepted),
            (Fault::Expired { not_after: at }, "expired", Kind::Expired),
            (Fault::NotYetValid { not_before: at }, "expired", Kind::NotAccepted),
            (Fault::WrongKey("why"), "wrong_key", Kind::WrongKey),
            (Fault::Revoked { at }, "revoked", Kind::Revoked),
            (Fault::RevocationUnknown("why"), "revocation_unknown", Kind::CannotCheckNow),
            (Fault::NoIin("why"), "no_iin", Kind::NotAccepted),
            (Fault::ForeignKey, "foreign_key", Kind::ForeignKey),
            (Fault::TimeStamp("why"), "timestamp", Kind::NotAccepted),
        ] {
            assert_eq!((fault.code(), fault.kind()), (code, kind));
            assert_eq!(fault.to_string(), format!("{code}: {}", fault.detail()));
            assert!(fault.detail() == "why" || fault.detail().len() > 15, "{code}");
            codes.push(code);
        }
        codes.dedup();
        assert_eq!(codes, Fault::CODES);
    }
}
