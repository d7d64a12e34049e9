//! What the API says about entrances and sessions.

use crate::api::views;
use crate::values::{full_name::FullName, iin::Iin};
use serde::{Deserialize, Serialize};

views! {
    /// Who is signed in, and for how long. `GET /api/session`, which is no sign of life; `POST /api/session/renewal`, which is.
    pub struct SessionView {
        /// IIN.
        pub iin: Iin,
        /// Names by ЖТ МДБ or the Fund.
        pub name: FullName,
        /// How the person entered.
        pub way: EntranceWay,
        /// Seconds until the session ends if nothing is done (15 minutes after the last sign of life).
        pub idle_left: u64,
        /// Seconds until it ends whatever is done (12 hours after it began).
        pub left: u64,
    }

    /// What is to be signed for entering, for this browser, once. `POST /api/session/challenge`
    pub struct LoginChallengeView {
        /// Its random identifier.
        pub id: String,
        /// The text to be signed, base64.
        pub data: String,
        /// Seconds within which it must come back.
        pub expires_in: u64,
    }

    /// Sessions that stand and entrances that were. `GET /api/entrances`
    pub struct EntrancesView {
        /// The person's sessions, the newest first.
        pub sessions: Vec<SessionEntry>,
        /// Entrances and refused tries, the newest first; a year back, at most 100.
        pub history: Vec<EntranceView>,
    }

    /// A session that stands.
    pub struct SessionEntry {
        /// Random identifier; `DELETE /api/sessions/{id}` ends it.
        pub id: String,
        /// It is the one asking.
        pub is_current: bool,
        /// From where.
        pub place: Place,
        /// How the person entered.
        pub way: EntranceWay,
        /// When, RFC 3339.
        pub began_at: String,
        /// Last sign of life, RFC 3339, to the minute.
        pub seen_at: String,
    }

    /// An entrance, or a try.
    pub struct EntranceView {
        /// When, RFC 3339.
        pub at: String,
        /// What happened.
        pub event: EntranceEvent,
        /// How the person entered, or tried.
        pub way: EntranceWay,
        /// From where.
        pub place: Place,
    }

    /// From where somebody entered. Made of what the browser and the connection say; nobody is asked about it.
    pub struct Place {
        /// Browser by its own name, «Chrome»; empty when it is not known. A product's name is the same in each language.
        pub browser: String,
        /// System by its own name, «Android»; empty when it is not known.
        pub system: String,
        /// Network address without its last part, `203.0.113.*`.
        pub address: String,
    }
}

/// How a person enters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum EntranceWay {
    /// IIN and password: the cabinet can be seen, and nothing changed without a signature.
    Password,
    /// ЭЦҚ / ЭЦП.
    Signature,
}

/// What happened at the entrance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum EntranceEvent {
    /// Somebody entered.
    Entered,
    /// From a device not seen before.
    EnteredFromNewDevice,
    /// The password was wrong.
    WrongPassword,
    /// The key was refused.
    KeyRefused,
    /// The password was set anew by a code.
    PasswordReset,
    /// The password was changed in the cabinet.
    PasswordChanged,
    /// «It was not me»: every session was ended and the password blocked.
    Disowned,
    /// A session ended because a sixth began: the place is that of the one that ended.
    PushedOut,
}

impl EntranceWay {
    /// All.
    pub const ALL: [Self; 2] = [Self::Password, Self::Signature];

    /// Its name on the wire and the last part of its text id, `entrance-way-password`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Signature => "signature",
        }
    }
}

impl EntranceEvent {
    /// All.
    pub const ALL: [Self; 8] = [
        Self::Entered,
        Self::EnteredFromNewDevice,
        Self::WrongPassword,
        Self::KeyRefused,
        Self::PasswordReset,
        Self::PasswordChanged,
        Self::Disowned,
        Self::PushedOut,
    ];

    /// Its name on the wire and the last part of its text id, `entrance-event-entered`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Entered => "entered",
            Self::EnteredFromNewDevice => "entered-from-new-device",
            Self::WrongPassword => "wrong-password",
            Self::KeyRefused => "key-refused",
            Self::PasswordReset => "password-reset",
            Self::PasswordChanged => "password-changed",
            Self::Disowned => "disowned",
            Self::PushedOut => "pushed-out",
        }
    }
}
