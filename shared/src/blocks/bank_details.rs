//! The block «Банктік деректемелер» (R-125…R-137).

use crate::fields;
use crate::kernel::document::Names;
use crate::kernel::form::{Checker, Form};
use crate::kernel::problem::Code;
use serde::{Deserialize, Serialize};

/// Карталық немесе ағымдағы шот.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum AccountKind {
    /// Карталық.
    Card,
    /// Ағымдағы.
    Current,
}

/// Where the money goes, as typed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct BankDetailsForm {
    /// «Әкеңіздің аты көрсетілген бе?», no default.
    pub patronymic_on_account: Option<bool>,
    /// Card or current; comes before the bank.
    pub account_kind: Option<AccountKind>,
    /// The recipient's account.
    pub iban: String,
    /// BIC of the chosen bank's head office.
    pub bank: Option<String>,
    /// Code of the chosen branch within the bank.
    pub branch: Option<String>,
}

fields!(BankDetailsForm {
    PATRONYMIC_ON_ACCOUNT: Option<bool> = patronymic_on_account,
    ACCOUNT_KIND: Option<AccountKind> = account_kind,
    IBAN: String = iban,
    BANK: Option<String> = bank,
    BRANCH: Option<String> = branch,
});

/// A second-tier bank (ЕДБ / БВУ) in the directory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Bank {
    /// Three digits: characters 5–7 of its accounts.
    pub iban_code: String,
    /// БСК of the head office.
    pub bic: String,
    /// БСН of the head office.
    pub bin: String,
    /// Name.
    pub name: Names,
    /// Branches.
    pub branches: Vec<Branch>,
}

/// Филиал / бөлімше.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Branch {
    /// Code within the bank.
    pub code: String,
    /// Name.
    pub name: Names,
    /// БСК.
    pub bic: String,
    /// БСН.
    pub bin: String,
    /// The bank's own account.
    pub bank_iban: String,
}

/// An account that money may be sent to.
#[derive(Clone, Debug, PartialEq)]
pub struct BankAccount {
    /// Card or current.
    pub kind: AccountKind,
    /// The bank.
    pub bank: Bank,
    /// The branch.
    pub branch: Branch,
    /// The recipient's account, 20 characters.
    pub iban: String,
    /// Is the patronymic part of the payee's name in the payment order?
    pub patronymic_on_account: bool,
}
