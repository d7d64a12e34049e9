//! The life of an application: our own states up to the Fund's acceptance, then the Fund's statuses, mirrored.

use serde::{Deserialize, Serialize};

/// Where an application stands (domain chapter 11). A status the cabinet does not know is shown as it was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ApplicationStatus {
    /// Signed here; whether the key was revoked is still being found out, and nothing was sent.
    SignatureChecking,
    /// Signed here, and the signature was not accepted afterwards: nothing was sent.
    SignatureRefused,
    /// Signed here, waiting for the Fund's confirmation.
    Signed,
    /// The Fund registered it.
    Received,
    /// Being checked.
    Checking,
    /// In processing.
    InWork,
    /// Approved.
    Approved,
    /// Sent to the bank.
    Transferred,
    /// Done.
    Executed,
    /// Sent back by the bank or Kazpost.
    Returned,
    /// Refused, with a reason.
    Rejected,
    /// Withdrawn by the applicant.
    Revoked,
    /// A status of the Fund that this version does not know.
    #[serde(untagged)]
    Other(String),
}

#[cfg(feature = "openapi")]
impl schemars::JsonSchema for ApplicationStatus {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "ApplicationStatus".into()
    }

    /// Any text: the Fund may send a status that this version does not know.
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string" })
    }
}

impl ApplicationStatus {
    /// The code on the wire and the part of the text id, `status-in_work`.
    #[must_use]
    pub fn code(&self) -> &str {
        match self {
            Self::SignatureChecking => "signature_checking",
            Self::SignatureRefused => "signature_refused",
            Self::Signed => "signed",
            Self::Received => "received",
            Self::Checking => "checking",
            Self::InWork => "in_work",
            Self::Approved => "approved",
            Self::Transferred => "transferred",
            Self::Executed => "executed",
            Self::Returned => "returned",
            Self::Rejected => "rejected",
            Self::Revoked => "revoked",
            Self::Other(code) => code,
        }
    }

    /// Reads a code.
    #[must_use]
    pub fn from_code(code: &str) -> Self {
        match code {
            "signature_checking" => Self::SignatureChecking,
            "signature_refused" => Self::SignatureRefused,
            "signed" => Self::Signed,
            "received" => Self::Received,
            "checking" => Self::Checking,
            "in_work" => Self::InWork,
            "approved" => Self::Approved,
            "transferred" => Self::Transferred,
            "executed" => Self::Executed,
            "returned" => Self::Returned,
            "rejected" => Self::Rejected,
            "revoked" => Self::Revoked,
            other => Self::Other(other.to_owned()),
        }
    }

    /// Nothing comes after it.
    #[must_use]
    pub fn is_final(&self) -> bool {
        matches!(self, Self::Executed | Self::Rejected | Self::Revoked | Self::SignatureRefused)
    }
}
