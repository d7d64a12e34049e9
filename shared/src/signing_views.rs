//! What the API says about signing by QR.

use crate::api::views;
use crate::kernel::signing::Signing;
use crate::texts::Language;
use serde::{Deserialize, Serialize};

views! {
    /// Asks for a QR code. `POST /api/reviews/{id}/qr`
    pub struct QrAsked {
        /// Language of the page: in it the app describes what is signed, unless it asks for another.
        pub language: Language,
    }

    /// A QR code and where its signing stands. `POST /api/reviews/{id}/qr`, `GET` and `DELETE …/qr/{operation}`, and
    /// each event of `GET …/qr/{operation}/events`
    pub struct QrView {
        /// Its random identifier, good for one signing.
        pub operation: String,
        /// What the QR code holds: `mobileSign:` and an address of this server.
        pub text: String,
        /// Opens eGov Mobile on the same phone.
        pub link: String,
        /// Two digits that the app shows too: the person compares them.
        pub control: String,
        /// Seconds until the code is over.
        pub seconds_left: u64,
        /// Where the signing stands.
        pub state: Signing,
    }
}
