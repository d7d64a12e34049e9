//! The block «Банктік деректемелер» (R-125…R-137).

use crate::fields;
use crate::kernel::document::Names;
use crate::kernel::form::{Checker, Form};
use crate::kernel::problem::Code;
use crate::values::iban::Iban;
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

impl AccountKind {
    /// Both, in the order of the form.
    pub const ALL: [Self; 2] = [Self::Card, Self::Current];

    /// Text id of its name.
    #[must_use]
    pub const fn text_id(self) -> &'static str {
        match self {
            Self::Card => "account-kind-card",
            Self::Current => "account-kind-current",
        }
    }
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

/// The only currency of payments.
pub const CURRENCY: &str = "KZT";

impl BankDetailsForm {
    /// Chooses the kind of account; another kind than before clears bank and branch, the IBAN stays.
    pub fn choose_account_kind(&mut self, kind: AccountKind) {
        if self.account_kind != Some(kind) {
            self.account_kind = Some(kind);
            self.bank = None;
            self.branch = None;
        }
    }

    /// Chooses the bank; another bank than before clears the branch.
    pub fn choose_bank(&mut self, bic: String) {
        if self.bank.as_ref() != Some(&bic) {
            self.bank = Some(bic);
            self.branch = None;
        }
    }

    /// May the bank be chosen already? Only after the kind of account.
    #[must_use]
    pub fn bank_is_open(&self) -> bool {
        self.account_kind.is_some()
    }

    /// The chosen bank. A bank without a kind of account is not read: it was chosen out of order.
    #[must_use]
    pub fn chosen_bank<'b>(&self, banks: &'b [Bank]) -> Option<&'b Bank> {
        let bic = self.bank.as_ref().filter(|_| self.bank_is_open())?;
        banks.iter().find(|bank| bank.bic == *bic)
    }

    /// The chosen branch of the chosen bank: BIC, BIN and the bank's own account come from it (R-133…R-135).
    #[must_use]
    pub fn chosen_branch<'b>(&self, banks: &'b [Bank]) -> Option<&'b Branch> {
        let code = self.branch.as_ref()?;
        self.chosen_bank(banks)?.branches.iter().find(|branch| branch.code == *code)
    }

    /// The account, of the chosen bank. Without a directory nobody knows whose it is, so shape is all.
    fn account(&self, banks: &[Bank], on: &mut Checker<'_, Self>) -> Option<Iban> {
        let iban: Iban = on.parse(Self::IBAN)?;
        let known = banks.is_empty() || banks.iter().any(|bank| bank.iban_code == iban.bank_code());
        if !known {
            return on.fail(Self::IBAN, Code::NotSecondTier);
        }
        match self.chosen_bank(banks) {
            Some(bank) if bank.iban_code != iban.bank_code() => on.fail(Self::IBAN, Code::WrongBank),
            _ => Some(iban),
        }
    }
}

/// The bank whose account this is, for saying so while the person types; nothing before the number is right.
#[must_use]
pub fn bank_of<'b>(iban: &str, banks: &'b [Bank]) -> Option<&'b Bank> {
    let iban: Iban = iban.parse().ok()?;
    banks.iter().find(|bank| bank.iban_code == iban.bank_code())
}

impl Form for BankDetailsForm {
    const ID: &'static str = "bank-details";
    /// The directory of banks that serve citizens.
    type Facts = Vec<Bank>;
    type Valid = BankAccount;

    fn rules(&self, banks: &Vec<Bank>, on: &mut Checker<'_, Self>) -> Option<BankAccount> {
        let patronymic_on_account = on.chosen(Self::PATRONYMIC_ON_ACCOUNT);
        let kind = on.chosen(Self::ACCOUNT_KIND);
        let iban = self.account(banks, on);
        let bank = if self.bank_is_open() {
            on.one_of(Self::BANK, banks, |bank| &bank.bic)
        } else {
            on.fail(Self::BANK, Code::Required)
        };
        let branch = match bank {
            Some(bank) => on.one_of(Self::BRANCH, &bank.branches, |branch| &branch.code),
            None => on.fail(Self::BRANCH, Code::Required),
        };
        Some(BankAccount {
            kind: kind?,
            bank: bank?.clone(),
            branch: branch?.clone(),
            iban: iban?.as_str().to_owned(),
            patronymic_on_account: patronymic_on_account?,
        })
    }
}
