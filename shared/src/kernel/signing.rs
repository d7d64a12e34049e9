//! What signing goes through, the same for both ways (R-199…R-201): by ЭЦҚ through NCALayer, and by QR through eGov Mobile.
//!
//! Client and server alike ask [`Signing::after`] what may follow what. Whatever happens in between, it ends in one of three
//! outcomes: accepted with a number, signed and being checked, or not sent with nothing lost.

use super::problem::SignatureFault;
use serde::{Deserialize, Serialize};

/// A way of signing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Way {
    /// ЭЦҚ-мен қол қою: a key on the computer, through NCALayer.
    Key,
    /// QR-мен қол қою: the phone, through eGov Mobile.
    Qr,
}

/// Where the signing of a document stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(tag = "is", rename_all = "kebab-case")]
pub enum Signing {
    /// The document stands and nobody is signing.
    #[default]
    Ready,
    /// The person was asked: NCALayer's window is open, or the QR code is shown.
    Asked {
        /// How.
        way: Way,
    },
    /// The phone has fetched the document.
    Opened,
    /// The signature is on its way or being judged.
    Sent {
        /// How it was made.
        way: Way,
    },
    /// There is an application.
    Accepted {
        /// Its number.
        number: String,
    },
    /// The signature is kept; whether the certificate was revoked is still being found out. It must not be sent again.
    Checking {
        /// Number of the application to be.
        number: String,
    },
    /// Nothing was sent; document and draft stand as they were.
    NotSent(NotSent),
}

/// Why nothing was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(tag = "why", rename_all = "kebab-case")]
pub enum NotSent {
    /// The person did not want to; no error.
    Cancelled,
    /// The time to sign is over.
    Expired,
    /// The signature does not hold.
    Refused {
        /// Why, each with its own way out.
        reason: SignatureFault,
    },
    /// The draft was changed after the document was made: there is a new document to look at.
    Outdated,
    /// Something does not answer, or the person cannot apply any more.
    Failed,
}

/// What can happen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The person chose a way, or asked for a new code.
    Ask(Way),
    /// The phone fetched the document.
    Open,
    /// A signature was made this way and handed over.
    Send(Way),
    /// There is an application with this number, whoever made it and in whatever way.
    Accept(String),
    /// A signature, made in whatever way, is kept until the authority answers; the number of the application to be.
    Check(String),
    /// The signature was refused.
    Refuse(SignatureFault),
    /// The person cancelled, here or on the phone.
    Cancel,
    /// The time is over.
    Expire,
    /// The draft is another one now.
    Outdate,
    /// Something does not answer.
    Fail,
    /// Back to the document, to choose again.
    Return,
}

/// How it can end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Signed and accepted, with a number.
    Accepted,
    /// Signed, waiting for confirmation.
    Checking,
    /// Not sent, nothing lost.
    NotSent,
}

impl Signing {
    /// What follows when `event` happens; nothing when it cannot happen here.
    #[must_use]
    pub fn after(self, event: Event) -> Option<Self> {
        match (self, event) {
            (Self::Accepted { number }, Event::Accept(again)) => (number == again).then_some(Self::Accepted { number }),
            (Self::Accepted { .. }, _) => None,
            (Self::Checking { number }, Event::Accept(made)) if number != made => None,
            (_, Event::Accept(number)) => Some(Self::Accepted { number }),
            (Self::Checking { .. }, Event::Refuse(reason)) => Some(Self::not_sent(NotSent::Refused { reason })),
            (Self::Checking { .. }, _) => None,
            (_, Event::Check(number)) => Some(Self::Checking { number }),
            // A key's signature that is on its way cannot be called back: the server's answer decides.
            (Self::Sent { way: Way::Key }, Event::Ask(_) | Event::Cancel) => None,
            (_, Event::Ask(way)) => Some(Self::Asked { way }),
            (Self::NotSent(_), Event::Return) => Some(Self::Ready),
            (Self::Ready | Self::NotSent(_), _) => None,
            (_, Event::Cancel) => Some(Self::not_sent(NotSent::Cancelled)),
            (_, Event::Expire) => Some(Self::not_sent(NotSent::Expired)),
            (_, Event::Outdate) => Some(Self::not_sent(NotSent::Outdated)),
            (_, Event::Fail) => Some(Self::not_sent(NotSent::Failed)),
            (Self::Asked { way: Way::Qr } | Self::Opened, Event::Open) => Some(Self::Opened),
            (Self::Asked { way: Way::Key }, Event::Send(Way::Key)) => Some(Self::Sent { way: Way::Key }),
            // What the phone has not fetched it cannot have shown to the person.
            (Self::Opened, Event::Send(Way::Qr)) => Some(Self::Sent { way: Way::Qr }),
            (Self::Sent { way }, Event::Send(again)) => (way == again).then_some(Self::Sent { way }),
            (Self::Sent { .. }, Event::Refuse(reason)) => Some(Self::not_sent(NotSent::Refused { reason })),
            (Self::Sent { .. }, _) | (Self::Asked { .. } | Self::Opened, _) => None,
        }
    }

    fn not_sent(why: NotSent) -> Self {
        Self::NotSent(why)
    }

    /// The outcome, once there is one.
    #[must_use]
    pub fn outcome(&self) -> Option<Outcome> {
        match self {
            Self::Accepted { .. } => Some(Outcome::Accepted),
            Self::Checking { .. } => Some(Outcome::Checking),
            Self::NotSent(_) => Some(Outcome::NotSent),
            Self::Ready | Self::Asked { .. } | Self::Opened | Self::Sent { .. } => None,
        }
    }
}
