//! Why a person cannot use a service now, and what each refusal is about.

use serde::{Deserialize, Serialize};

/// An outside system whose answer the cabinet needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Register {
    /// «Жеке тұлғалар» мемлекеттік деректер базасы (ЖТ МДБ).
    PersonRegister,
    /// The register of persons with disability.
    DisabilityRegister,
    /// The Fund's information system (БЖЗҚ АЖ).
    Fund,
    /// The directory of banks and branches.
    BankDirectory,
    /// Revocation answers of the certification authority.
    Authority,
    /// The SMS gateway.
    Sms,
    /// Mail.
    Mail,
}

impl Register {
    /// Every register.
    pub const ALL: [Self; 7] = [
        Self::PersonRegister,
        Self::DisabilityRegister,
        Self::Fund,
        Self::BankDirectory,
        Self::Authority,
        Self::Sms,
        Self::Mail,
    ];

    /// The part of its text id, `register-person-register`.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::PersonRegister => "person-register",
            Self::DisabilityRegister => "disability-register",
            Self::Fund => "fund",
            Self::BankDirectory => "bank-directory",
            Self::Authority => "authority",
            Self::Sms => "sms",
            Self::Mail => "mail",
        }
    }
}

/// A reason against an application; words `refusal-…`, the way out `refusal-….advice`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(tag = "reason", content = "register", rename_all = "kebab-case")]
pub enum Refusal {
    /// No identity document valid today (R-003, M-04).
    NoValidDocument,
    /// A death record (R-004, M-05).
    LifeStatus,
    /// Incapacity or limited capacity (R-005, M-06).
    Capacity,
    /// Names or birth date differ from the Fund's record (R-008, M-09).
    FundRecordDiffers,
    /// No disability of group 1 or 2 set indefinitely (R-096, R-098, M-10).
    DisabilityNotConfirmed,
    /// Neither 50 years old nor with disability (R-097, M-16).
    NoGround,
    /// An application for payment is open (R-099, M-11).
    OpenApplication,
    /// A transfer to an insurer is open (R-100, M-12).
    InsurerTransfer,
    /// The annual amount was paid this year (R-101, M-13).
    AnnualPaid,
    /// A payment came back from the bank or Kazpost (R-102, M-14).
    ReturnedPayment,
    /// Nothing on the account (R-103, M-15).
    NoSavings,
    /// No pension account at all.
    NoAccount,
    /// A register that must be asked does not answer (R-011, M-27).
    RegisterSilent(Register),
}

impl Refusal {
    /// The part of its text id, `refusal-no-savings`.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::NoValidDocument => "no-valid-document",
            Self::LifeStatus => "life-status",
            Self::Capacity => "capacity",
            Self::FundRecordDiffers => "fund-record-differs",
            Self::DisabilityNotConfirmed => "disability-not-confirmed",
            Self::NoGround => "no-ground",
            Self::OpenApplication => "open-application",
            Self::InsurerTransfer => "insurer-transfer",
            Self::AnnualPaid => "annual-paid",
            Self::ReturnedPayment => "returned-payment",
            Self::NoSavings => "no-savings",
            Self::NoAccount => "no-account",
            Self::RegisterSilent(_) => "register-silent",
        }
    }

    /// A refusal that passes by itself: a draft may be written meanwhile, nothing may be signed.
    #[must_use]
    pub fn is_passing(self) -> bool {
        matches!(self, Self::RegisterSilent(_))
    }
}

/// Whether a person can use a service now, as a whole and for each thing it can be used on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Eligibility {
    /// Reasons against any application of this kind.
    pub refusals: Vec<Refusal>,
    /// The things it could be about (pension accounts), each with its own reasons.
    pub subjects: Vec<Subject>,
    /// What differs and is worth saying, but stops nothing.
    pub warnings: Vec<Refusal>,
}

/// One thing a service could be used on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Subject {
    /// Its identifier: the number of the pension account.
    pub id: String,
    /// Reasons against an application about it; empty when there is none.
    pub refusals: Vec<Refusal>,
}

impl Eligibility {
    /// Can an application be signed now?
    #[must_use]
    pub fn can_apply(&self) -> bool {
        self.refusals.is_empty() && (self.subjects.is_empty() || self.subjects.iter().any(|it| it.refusals.is_empty()))
    }

    /// Can the form be opened: now, or as soon as the silent registers answer?
    #[must_use]
    pub fn can_draft(&self) -> bool {
        let passing = |refusals: &[Refusal]| refusals.iter().all(|refusal| refusal.is_passing());
        let may_open = self.subjects.is_empty() || self.subjects.iter().any(|it| passing(&it.refusals));
        passing(&self.refusals) && may_open
    }

    /// Every reason, for a problem that refuses: the general ones, or those of the subjects when there is no other.
    #[must_use]
    pub fn reasons(&self) -> Vec<Refusal> {
        if !self.refusals.is_empty() {
            return self.refusals.clone();
        }
        let mut all: Vec<Refusal> = self.subjects.iter().flat_map(|it| it.refusals.iter().copied()).collect();
        all.dedup();
        all
    }
}
