//! Зейнетақы төлемдерін тағайындау туралы өтініш / application for a pension payment (R-082, R-083, R-095…R-148).

mod combinations;
mod document;
mod eligibility;
mod payload;
mod rules;

pub use combinations::{COMBINATIONS, Combination, PaymentFacts};
pub use eligibility::VOLUNTARY_AGE;
pub use payload::{PensionPaymentPayload, identity_document_update, payload};
pub use rules::PaymentTerms;

use super::{Service, ServiceKind, Valid};
use crate::blocks::bank_details::{Bank, BankAccount, BankDetailsForm};
use crate::blocks::contacts::{Contacts, ContactsForm};
use crate::blocks::identity_document::{IdentityDocument, IdentityDocumentForm};
use crate::kernel::document::{Document, Names};
use crate::kernel::eligibility::{Eligibility, Register};
use crate::values::{day::Day, full_name::FullName, iin::Iin, money::Money};
use serde::{Deserialize, Serialize};

/// The service.
#[derive(Clone, Copy, Debug)]
pub struct PensionPayment;

/// What the person types or chooses. Answers are ids, never words, so that the language may change at any moment.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct PensionPaymentForm {
    /// Identity document.
    pub identity_document: IdentityDocumentForm,
    /// Pension account.
    pub account: AccountForm,
    /// Payments.
    pub payment: PaymentForm,
    /// Bank details.
    pub bank_details: BankDetailsForm,
    /// Contact information.
    pub contacts: ContactsForm,
}

/// The block «Жеке зейнетақы шоты».
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct AccountForm {
    /// Number of the chosen account.
    pub number: Option<String>,
}

/// The block «Төлемдер».
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct PaymentForm {
    /// Kind of payment.
    pub ground: Option<PaymentGround>,
    /// Periodicity.
    pub frequency: Option<Frequency>,
    /// Code of the service region.
    pub region: Option<String>,
    /// Partial or full.
    pub scope: Option<PaymentScope>,
    /// «Белгіленген сома түрінде».
    pub fixed: bool,
    /// Amount as typed, tenge.
    pub amount: String,
}

/// Why the payment is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum PaymentGround {
    /// Жасқа толуына байланысты.
    Age,
    /// Мүгедектігі бар адамдарға.
    Disability,
}

impl PaymentGround {
    /// Both, in the order of the form.
    pub const ALL: [Self; 2] = [Self::Age, Self::Disability];

    /// Text id of its name.
    #[must_use]
    pub const fn text_id(self) -> &'static str {
        match self {
            Self::Age => "ground-age",
            Self::Disability => "ground-disability",
        }
    }
}

/// How often it is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Frequency {
    /// Ай сайын.
    Monthly,
    /// Біржолғы.
    OneOff,
}

impl Frequency {
    /// Both, in the order of the form.
    pub const ALL: [Self; 2] = [Self::Monthly, Self::OneOff];

    /// Text id of its name.
    #[must_use]
    pub const fn text_id(self) -> &'static str {
        match self {
            Self::Monthly => "frequency-monthly",
            Self::OneOff => "frequency-one-off",
        }
    }
}

/// How much of the savings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum PaymentScope {
    /// Ішінара.
    Partial,
    /// Толық.
    Full,
}

impl PaymentScope {
    /// Both, in the order of the form.
    pub const ALL: [Self; 2] = [Self::Partial, Self::Full];

    /// Text id of its name.
    #[must_use]
    pub const fn text_id(self) -> &'static str {
        match self {
            Self::Partial => "scope-partial",
            Self::Full => "scope-full",
        }
    }
}

/// Kind of contributions on an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Contribution {
    /// МЗЖ / ОПВ.
    Mandatory,
    /// МКЗЖ / ОППВ.
    Occupational,
    /// ЕЗЖ / ДПВ.
    Voluntary,
}

impl Contribution {
    /// All, in the order of the services list.
    pub const ALL: [Self; 3] = [Self::Mandatory, Self::Occupational, Self::Voluntary];

    /// Text id of its name.
    #[must_use]
    pub const fn text_id(self) -> &'static str {
        match self {
            Self::Mandatory => "contribution-mandatory",
            Self::Occupational => "contribution-occupational",
            Self::Voluntary => "contribution-voluntary",
        }
    }
}

/// What registers and dictionaries say. Never posted back: the server asks again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct PensionPaymentFacts {
    /// Today in Kazakhstan (UTC+5).
    pub today: Day,
    /// When the registers were asked, RFC 3339 with the offset of Kazakhstan.
    pub asked_at: String,
    /// Registers that did not answer; what they would say is empty below.
    pub silent: Vec<Register>,
    /// IIN of the signed-in citizen.
    pub iin: Iin,
    /// What ЖТ МДБ says.
    pub person: Option<Person>,
    /// What the Fund holds about the person.
    pub record: Option<FundRecord>,
    /// Disability, when there is one.
    pub disability: Option<Disability>,
    /// Banks that serve citizens, with branches.
    pub banks: Vec<Bank>,
    /// Version of the directory of banks.
    pub banks_version: String,
    /// Service regions.
    pub regions: Vec<Region>,
    /// Savings up to this amount are paid at once: 12 minimum pensions of the year, tenge.
    pub lump_threshold: Money,
}

/// A person in ЖТ МДБ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Person {
    /// Names.
    pub name: FullName,
    /// Date of birth.
    pub birth: Day,
    /// No death record.
    pub alive: bool,
    /// Full legal capacity.
    pub capable: bool,
    /// Identity documents, valid ones and others.
    pub documents: Vec<IdentityDocument>,
}

/// A person in the Fund's information system.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct FundRecord {
    /// Names.
    pub name: FullName,
    /// Date of birth.
    pub birth: Day,
    /// The document the Fund knows; the chosen one replaces it at signing.
    pub document: Option<IdentityDocument>,
    /// Pension accounts.
    pub accounts: Vec<PensionAccount>,
    /// A transfer to an insurer is open.
    pub insurer_transfer: bool,
    /// First mobile number on file, for a new draft.
    pub phone: Option<String>,
    /// First e-mail on file, for a new draft.
    pub email: Option<String>,
}

/// Жеке зейнетақы шоты (ЖЗШ / ИПС).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct PensionAccount {
    /// 20 characters.
    pub number: String,
    /// Kind of contributions.
    pub contribution: Contribution,
    /// Savings, tenge.
    pub balance: Money,
    /// An application for payment from it is open.
    pub open_application: bool,
    /// The annual amount of this year was paid.
    pub annual_paid: bool,
    /// A payment came back.
    pub returned_payment: bool,
}

/// Мүгедектік.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Disability {
    /// Group 1, 2 or 3.
    pub group: u8,
    /// Set indefinitely.
    pub indefinite: bool,
    /// Last day, when set for a time.
    pub valid_until: Option<Day>,
}

/// Қызмет көрсету өңірі.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Region {
    /// Two digits.
    pub code: String,
    /// Name.
    pub name: Names,
}

/// A pension payment that may be applied for: every rule held.
#[derive(Clone, Debug, PartialEq)]
pub struct Payment {
    /// The identity document chosen.
    pub document: IdentityDocument,
    /// The account to be paid from.
    pub account: PensionAccount,
    /// Ground.
    pub ground: PaymentGround,
    /// Periodicity.
    pub frequency: Frequency,
    /// Region.
    pub region: Region,
    /// Partial or full.
    pub scope: PaymentScope,
    /// A fixed amount was ticked.
    pub fixed: bool,
    /// The amount asked for; `None` where it is reckoned.
    pub amount: Option<Money>,
    /// Where the money goes.
    pub bank_account: BankAccount,
    /// Address, phones, e-mail.
    pub contacts: Contacts,
}

impl Service for PensionPayment {
    const KIND: ServiceKind = ServiceKind::PensionPayment;
    const SCHEMA: u16 = 1;
    type Form = PensionPaymentForm;
    type Facts = PensionPaymentFacts;

    fn eligibility(facts: &PensionPaymentFacts) -> Eligibility {
        eligibility::eligibility(facts)
    }

    fn start(facts: &PensionPaymentFacts) -> PensionPaymentForm {
        rules::start(facts)
    }

    fn document(valid: &Valid<Self>, facts: &PensionPaymentFacts) -> Document {
        document::document(valid, facts)
    }
}
