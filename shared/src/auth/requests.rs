//! What is posted around a session and is typed by nobody.

use crate::api::views;
use crate::texts::Language;
use serde::{Deserialize, Serialize};

views! {
    /// The signed challenge. `POST /api/session/signature`
    pub struct LoginSignature {
        /// Identifier of the challenge.
        pub id: String,
        /// CMS as NCALayer gives it: PEM-armoured or base64.
        pub cms: String,
        /// Language of the page: notices about this entrance are written in it.
        pub language: Language,
    }

    /// «It was not me». `POST /api/not-me`
    pub struct NotMe {
        /// Secret of the notice's link; works once.
        pub token: String,
    }
}
