//! What the Fund's information system receives.

use super::*;
use crate::blocks::bank_details::{AccountKind, CURRENCY};

/// An application for a pension payment as it is registered by the Fund.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PensionPaymentPayload {
    /// Number of the pension account.
    pub account: String,
    /// Kind of contributions on it.
    pub contribution: Contribution,
    /// Ground.
    pub ground: PaymentGround,
    /// Periodicity.
    pub frequency: Frequency,
    /// Partial or full.
    pub scope: PaymentScope,
    /// Was a fixed amount asked for?
    pub fixed: bool,
    /// The amount asked for, tenge; none where the Fund reckons it or everything is paid.
    pub amount: Option<Money>,
    /// Code of the service region.
    pub region: String,
    /// Where the money goes.
    pub bank_account: BankAccountPayload,
    /// Address of residence.
    pub address: AddressPayload,
    /// Landline or mobile, E.164.
    pub contact_phone: Option<String>,
    /// Mobile, E.164.
    pub mobile_phone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
}

/// The account of the recipient and the bank behind it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BankAccountPayload {
    /// Payee as the payment order has it: with the patronymic only if the account has it.
    pub payee: String,
    /// IIN of the payee.
    pub iin: Iin,
    /// Card or current.
    pub kind: AccountKind,
    /// Account of the payee.
    pub iban: String,
    /// Always tenge.
    pub currency: String,
    /// Code of the branch within the bank.
    pub branch: String,
    /// БСК of the branch.
    pub bic: String,
    /// БСН of the branch.
    pub bin: String,
    /// The bank's own account.
    pub bank_iban: String,
}

/// An address, part by part.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AddressPayload {
    /// Oblast.
    pub oblast: Option<String>,
    /// City or village.
    pub city: String,
    /// District.
    pub district: Option<String>,
    /// Street.
    pub street: Option<String>,
    /// House.
    pub house: String,
    /// Apartment.
    pub apartment: Option<String>,
    /// Old postal index.
    pub old_index: Option<String>,
    /// New postal index, only from the post's directory.
    pub new_index: Option<String>,
}

/// What the Fund receives, built from proven values and facts alone.
#[must_use]
pub fn payload(payment: &Payment, facts: &PensionPaymentFacts) -> PensionPaymentPayload {
    let Contacts { address, contact_phone, mobile_phone, email } = &payment.contacts;
    PensionPaymentPayload {
        account: payment.account.number.clone(),
        contribution: payment.account.contribution,
        ground: payment.ground,
        frequency: payment.frequency,
        scope: payment.scope,
        fixed: payment.fixed,
        amount: payment.amount,
        region: payment.region.code.clone(),
        bank_account: bank_account(&payment.bank_account, facts),
        address: AddressPayload {
            oblast: address.oblast.clone(),
            city: address.city.clone(),
            district: address.district.clone(),
            street: address.street.clone(),
            house: address.house.clone(),
            apartment: address.apartment.clone(),
            old_index: address.old_index.as_ref().map(ToString::to_string),
            new_index: None,
        },
        contact_phone: contact_phone.as_ref().map(ToString::to_string),
        mobile_phone: mobile_phone.as_ref().map(ToString::to_string),
        email: email.as_ref().map(ToString::to_string),
    }
}

fn bank_account(account: &BankAccount, facts: &PensionPaymentFacts) -> BankAccountPayload {
    let payee = facts.person.as_ref().map(|person| payee(&person.name, account.patronymic_on_account));
    BankAccountPayload {
        payee: payee.unwrap_or_default(),
        iin: facts.iin,
        kind: account.kind,
        iban: account.iban.clone(),
        currency: CURRENCY.to_owned(),
        branch: account.branch.code.clone(),
        bic: account.branch.bic.clone(),
        bin: account.branch.bin.clone(),
        bank_iban: account.branch.bank_iban.clone(),
    }
}

/// The payee's name in the payment order.
fn payee(name: &FullName, with_patronymic: bool) -> String {
    let patronymic = name.patronymic.clone().filter(|_| with_patronymic);
    FullName { patronymic, ..name.clone() }.in_full()
}

/// The document the Fund's record takes, when the chosen one differs from it.
#[must_use]
pub fn identity_document_update(payment: &Payment, facts: &PensionPaymentFacts) -> Option<IdentityDocument> {
    let known = facts.record.as_ref().and_then(|record| record.document.as_ref());
    (known != Some(&payment.document)).then(|| payment.document.clone())
}
