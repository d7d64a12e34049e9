//! The document: every field of the form and every fact shown beside it, with the form's own labels.

use super::*;
use crate::blocks::bank_details::CURRENCY;
use crate::kernel::document::{Block, Row, Value};

pub(super) fn document(payment: &Payment, facts: &PensionPaymentFacts) -> Document {
    Document {
        title: "pension-payment",
        blocks: vec![
            identity_document(&payment.document),
            account(&payment.account),
            terms(payment),
            bank_details(payment, facts),
            contacts(&payment.contacts),
            Block { heading: "signing", rows: Vec::new() },
        ],
    }
}

fn row(label: &'static str, value: Value) -> Row {
    Row { label, value }
}

fn text(value: &str) -> Value {
    Value::Text(value.to_owned())
}

fn given(value: Option<String>) -> Value {
    value.map_or(Value::Nothing, Value::Text)
}

fn yes_or_no(yes: bool) -> Value {
    Value::Word(if yes { "yes" } else { "no" })
}

fn identity_document(document: &IdentityDocument) -> Block {
    Block {
        heading: "identity-document",
        rows: vec![
            row("identity-document-document", Value::Word(document.kind.text_id())),
            row("identity-document-series", given(document.series.clone())),
            row("identity-document-number", text(&document.number)),
            row("identity-document-issued", Value::Day(document.issued)),
            row("identity-document-valid-until", Value::Day(document.valid_until)),
            row("identity-document-issuer", text(&document.issuer)),
        ],
    }
}

fn account(account: &PensionAccount) -> Block {
    Block {
        heading: "account",
        rows: vec![
            row("account-number", text(&account.number)),
            row("account-contribution", Value::Word(account.contribution.text_id())),
            row("account-balance", Value::Money(account.balance)),
        ],
    }
}

fn terms(payment: &Payment) -> Block {
    Block {
        heading: "payment",
        rows: vec![
            row("payment-ground", Value::Word(payment.ground.text_id())),
            row("payment-frequency", Value::Word(payment.frequency.text_id())),
            row("payment-region", Value::Names(payment.region.name.clone())),
            row("payment-scope", Value::Word(payment.scope.text_id())),
            row("payment-fixed", yes_or_no(payment.fixed)),
            row("payment-amount", amount(payment)),
        ],
    }
}

/// The amount asked for; all savings where they are paid in full; «reckoned» where the Fund reckons a monthly amount.
fn amount(payment: &Payment) -> Value {
    let compulsory = payment.account.contribution != Contribution::Voluntary;
    match payment.amount {
        Some(amount) => Value::Money(amount),
        None if compulsory && payment.frequency == Frequency::Monthly => Value::Word("payment-amount.reckoned"),
        None => Value::Money(payment.account.balance),
    }
}

fn bank_details(payment: &Payment, facts: &PensionPaymentFacts) -> Block {
    let account = &payment.bank_account;
    Block {
        heading: "bank-details",
        rows: vec![
            row("bank-details-beneficiary", given(facts.person.as_ref().map(|person| person.name.in_full()))),
            row("bank-details-beneficiary-iin", text(facts.iin.as_str())),
            row("bank-details-patronymic-on-account", yes_or_no(account.patronymic_on_account)),
            row("bank-details-account-kind", Value::Word(account.kind.text_id())),
            row("bank-details-iban", Value::Iban(account.iban.clone())),
            row("bank-details-currency", text(CURRENCY)),
            row("bank-details-bank", Value::Names(account.bank.name.clone())),
            row("bank-details-branch", Value::Names(account.branch.name.clone())),
            row("bank-details-bic", text(&account.branch.bic)),
            row("bank-details-bin", text(&account.branch.bin)),
            row("bank-details-bank-iban", Value::Iban(account.branch.bank_iban.clone())),
        ],
    }
}

fn contacts(contacts: &Contacts) -> Block {
    let address = &contacts.address;
    Block {
        heading: "contacts",
        rows: vec![
            row("contacts-oblast", given(address.oblast.clone())),
            row("contacts-city", text(&address.city)),
            row("contacts-district", given(address.district.clone())),
            row("contacts-street", given(address.street.clone())),
            row("contacts-house", text(&address.house)),
            row("contacts-apartment", given(address.apartment.clone())),
            row("contacts-old-index", given(address.old_index.as_ref().map(ToString::to_string))),
            // Filled only from the post's directory.
            row("contacts-new-index", Value::Nothing),
            row("contacts-contact-phone", given(contacts.contact_phone.as_ref().map(|phone| phone.grouped()))),
            row("contacts-mobile-phone", given(contacts.mobile_phone.as_ref().map(|phone| phone.grouped()))),
            row("contacts-email", given(contacts.email.as_ref().map(ToString::to_string))),
        ],
    }
}
