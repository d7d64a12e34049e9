//! What the API sends and takes besides forms: one type per answer, the same in browser and server.

use crate::kernel::document::WrittenDocument;
use crate::kernel::eligibility::{Eligibility, Register};
use crate::kernel::life::ApplicationStatus;
use crate::services::ServiceKind;
use crate::services::pension_payment::Contribution;
use crate::texts::Language;
use crate::values::{iin::Iin, money::Money};
use serde::{Deserialize, Serialize};

/// Derives what every view needs.
macro_rules! views {
    ($($(#[$meta:meta])* pub struct $name:ident $(<$($g:ident),+>)? { $($body:tt)* })+) => {
        $(
            $(#[$meta])*
            #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
            #[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
            pub struct $name $(<$($g),+>)? { $($body)* }
        )+
    };
}

views! {
    /// Settings of the server that the page needs. `GET /api/config`
    pub struct ConfigView {
        /// Show the banner «demonstration, not the Fund's site».
        pub demonstration: bool,
        /// Address of NCALayer on the person's own machine (signing.md 1.7).
        pub ncalayer: String,
        /// Text version of the consent now in force, and of the message before the form.
        pub consent_version: String,
        /// Minutes that a one-time code lives.
        pub code_minutes: u32,
        /// The older registration form is offered.
        pub older_registration: bool,
        /// A signature over a document must have a time stamp: NCALayer is asked for one.
        pub time_stamp_required: bool,
        /// One can enter with the single key of ГОСТ 34.10-2015 too.
        pub login_accepts_gost_single_key: bool,
    }

    /// A challenge of the anti-robot check, ALTCHA's shape. `GET /api/anti-robot`
    pub struct ChallengeView {
        /// Always `SHA-256`.
        pub algorithm: String,
        /// Hex of SHA-256 over salt and number.
        pub challenge: String,
        /// The number lies between 0 and this.
        pub maxnumber: u64,
        /// Random bytes and parameters (`expires`, `max`), ending with `&`.
        pub salt: String,
        /// HMAC-SHA-256 over the challenge, hex.
        pub signature: String,
    }

    /// A registration begun. `POST /api/registration`
    pub struct RegistrationView {
        /// Its random identifier.
        pub id: String,
        /// Contacts on file, masked.
        pub contacts: Vec<MaskedContact>,
    }

    /// A contact that gives nothing away.
    pub struct MaskedContact {
        /// Identifier within the registration.
        pub id: String,
        /// SMS or mail.
        pub channel: Channel,
        /// `+7 777 *** ** 77` or `a***n@mail.example`.
        pub masked: String,
    }

    /// A code was sent. `POST /api/registration/{id}/code`
    pub struct CodeSentView {
        /// Which message: only the newest code works.
        pub number: u32,
        /// Where it went.
        pub contact: MaskedContact,
        /// Seconds the code is still valid.
        pub valid_for: u64,
        /// Seconds until another may be asked for.
        pub resend_after: u64,
    }

    /// The home page. `GET /api/home`
    pub struct HomeView {
        /// Accounts, or nothing while the Fund is silent.
        pub accounts: Vec<AccountView>,
        /// Registers that did not answer.
        pub silent: Vec<Register>,
        /// Drafts.
        pub drafts: Vec<DraftSummary>,
        /// The newest applications.
        pub applications: Vec<ApplicationSummary>,
    }

    /// Savings on an account.
    pub struct AccountView {
        /// 20 characters.
        pub number: String,
        /// Kind of contributions.
        pub contribution: Contribution,
        /// Savings, tenge.
        pub balance: Money,
        /// Day (ISO) and amount of the last contribution.
        pub last_contribution: Option<LastContribution>,
    }

    /// The last contribution to an account.
    pub struct LastContribution {
        /// Day, ISO.
        pub date: String,
        /// Amount, tenge.
        pub amount: Money,
    }

    /// A draft in a list.
    pub struct DraftSummary {
        /// Of which service.
        pub kind: ServiceKind,
        /// When it was saved last, RFC 3339.
        pub saved_at: String,
    }

    /// A service in the list. `GET /api/services`
    pub struct ServiceSummary {
        /// Which.
        pub kind: ServiceKind,
        /// Whether the person can apply, for each account.
        pub eligibility: Eligibility,
        /// The accounts that the subjects of `eligibility` name.
        pub accounts: Vec<AccountView>,
        /// A draft is there.
        pub draft: Option<DraftSummary>,
    }

    /// A service opened. `GET /api/services/{kind}`
    pub struct ServiceView<Facts, Form> {
        /// What is known.
        pub facts: Facts,
        /// Whether the person can apply.
        pub eligibility: Eligibility,
        /// The consent, when it was given.
        pub consent: Option<ConsentView>,
        /// The draft: the stored one, or a new one begun from what is known (revision 0).
        pub draft: Form,
        /// Revision of the draft; 0 when nothing is stored.
        pub revision: u64,
        /// When it was saved, RFC 3339.
        pub saved_at: Option<String>,
    }

    /// A consent given. `POST /api/services/{kind}/consent`
    pub struct ConsentView {
        /// Version of the text.
        pub version: String,
        /// When, RFC 3339.
        pub given_at: String,
        /// In which language.
        pub language: Language,
        /// Through which channel: `web`.
        pub channel: String,
    }

    /// Gives the consent.
    pub struct ConsentGiven {
        /// Version of the text that was shown.
        pub version: String,
        /// Language it was shown in.
        pub language: Language,
    }

    /// A draft as typed. `PUT /api/services/{kind}/draft`
    ///
    /// A save is taken when `base` is the stored revision, or when the stored one was written by the same `tab` with
    /// a smaller `sequence`: a tab's newer save follows its own older one even when it has not heard the answer.
    pub struct DraftSave<Form> {
        /// The answers, valid or not.
        pub form: Form,
        /// Revision this tab last heard of.
        pub base: u64,
        /// Random name of the tab.
        pub tab: String,
        /// Grows with each save of the tab.
        pub sequence: u64,
    }

    /// The draft was saved.
    pub struct DraftSaved {
        /// New revision.
        pub revision: u64,
        /// When, RFC 3339.
        pub saved_at: String,
    }

    /// Asks for the document to be signed. `POST /api/services/{kind}/review`
    pub struct ReviewAsked {
        /// Revision of the draft the person sees.
        pub revision: u64,
        /// Language of the document: fixed from here on.
        pub language: Language,
    }

    /// The document to be signed. `POST /api/services/{kind}/review`, `GET /api/reviews/{id}`
    pub struct ReviewView {
        /// Random identifier.
        pub id: String,
        /// Of which service.
        pub kind: ServiceKind,
        /// Number of the application: it exists before signing.
        pub number: String,
        /// What the PDF says, in its language.
        pub document: WrittenDocument,
        /// Its language.
        pub language: Language,
        /// When it was made, RFC 3339.
        pub made_at: String,
        /// Set when an application was made of it already.
        pub application: Option<String>,
        /// Whose key must sign.
        pub iin: Iin,
    }

    /// The signature over the document. `POST /api/reviews/{id}/signature`
    pub struct SignatureGiven {
        /// CMS as NCALayer gives it: PEM-armoured or base64.
        pub cms: String,
    }

    /// The application exists. The same answer however often it is asked for.
    pub struct SignedView {
        /// Its number.
        pub number: String,
        /// When it was signed, RFC 3339.
        pub signed_at: String,
        /// Where it stands.
        pub status: ApplicationStatus,
    }

    /// An application in a list. `GET /api/applications`
    pub struct ApplicationSummary {
        /// Number.
        pub number: String,
        /// Of which service.
        pub kind: ServiceKind,
        /// When it was signed, RFC 3339.
        pub signed_at: String,
        /// Where it stands.
        pub status: ApplicationStatus,
        /// Since when, RFC 3339.
        pub status_at: String,
        /// Reason of a refusal or return, as the Fund gives it.
        pub reason: Option<String>,
        /// Account the payment is from, 20 characters.
        pub account: String,
        /// Kind of contributions.
        pub contribution: Contribution,
        /// Amount asked for or assigned, tenge.
        pub amount: Option<Money>,
    }

    /// An application. `GET /api/applications/{number}`
    pub struct ApplicationView {
        /// What the list shows.
        pub summary: ApplicationSummary,
        /// Every status, oldest first.
        pub history: Vec<StatusView>,
        /// Last day by which the Fund pays: 10 working days from registration; ISO.
        pub due: Option<String>,
        /// What was signed, in its language.
        pub document: WrittenDocument,
        /// Who signed, with which certificate.
        pub signer: SignerView,
        /// SHA-256 of the PDF, hex.
        pub document_sha256: String,
    }

    /// A status with its time.
    pub struct StatusView {
        /// Status.
        pub status: ApplicationStatus,
        /// When, RFC 3339.
        pub at: String,
        /// Reason as the Fund gives it.
        pub reason: Option<String>,
        /// Amount as the Fund gives it, tenge.
        pub amount: Option<Money>,
    }

    /// Who signed.
    pub struct SignerView {
        /// Names as the certificate has them.
        pub name: String,
        /// Serial number of the certificate, hex.
        pub serial: String,
        /// Issuer of the certificate.
        pub issuer: String,
    }
}

pub(crate) use views;

/// How a message travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Channel {
    /// SMS.
    Sms,
    /// E-mail.
    Email,
}
