//! Rules of the form.

use super::*;
use crate::fields;
use crate::kernel::form::{Checker, Form};
use crate::kernel::problem::Code;

fields!(PensionPaymentForm {
    IDENTITY_DOCUMENT: IdentityDocumentForm = identity_document,
    ACCOUNT: AccountForm = account,
    PAYMENT: PaymentForm = payment,
    BANK_DETAILS: BankDetailsForm = bank_details,
    CONTACTS: ContactsForm = contacts,
});

fields!(AccountForm { NUMBER: Option<String> = number });

fields!(PaymentForm {
    GROUND: Option<PaymentGround> = ground,
    FREQUENCY: Option<Frequency> = frequency,
    REGION: Option<String> = region,
    SCOPE: Option<PaymentScope> = scope,
    FIXED: bool = fixed,
    AMOUNT: String = amount,
});

/// A new draft from what is known: contacts on file and choices among one.
pub(super) fn start(facts: &PensionPaymentFacts) -> PensionPaymentForm {
    let mut form = PensionPaymentForm::default();
    if let Some(record) = &facts.record {
        form.contacts.mobile_phone = record.phone.clone().unwrap_or_default();
        form.contacts.email = record.email.clone().unwrap_or_default();
    }
    if let [only] = facts.valid_documents().as_slice() {
        form.identity_document.document = Some(only.number.clone());
    }
    if let [only] = facts.open_accounts().as_slice() {
        form.choose_account(facts, only.number.clone());
    }
    form
}

impl PensionPaymentForm {
    /// Chooses the pension account and, where only one answer is left by it, the kind of payment.
    pub fn choose_account(&mut self, facts: &PensionPaymentFacts, number: String) {
        self.account.number = Some(number);
        let facts = self.payment_facts(facts);
        self.payment.settle(&facts);
    }

    /// The chosen account, among those that may be applied for.
    #[must_use]
    pub fn chosen_account(&self, facts: &PensionPaymentFacts) -> Option<PensionAccount> {
        let number = self.account.number.as_ref()?;
        facts.open_accounts().into_iter().find(|account| account.number == *number)
    }

    /// What the block «Төлемдер» goes by, for the account chosen here.
    #[must_use]
    pub fn payment_facts(&self, facts: &PensionPaymentFacts) -> PaymentFacts {
        PaymentFacts::new(facts, self.chosen_account(facts).as_ref())
    }
}

impl Form for AccountForm {
    const ID: &'static str = "account";
    /// Accounts that may be applied for, see [`PensionPaymentFacts::open_accounts`].
    type Facts = Vec<PensionAccount>;
    type Valid = PensionAccount;

    fn rules(&self, open: &Vec<PensionAccount>, on: &mut Checker<'_, Self>) -> Option<PensionAccount> {
        on.one_of(Self::NUMBER, open, |account| &account.number).cloned()
    }
}

/// Proven answers of the block «Төлемдер».
#[derive(Clone, Debug, PartialEq)]
pub struct PaymentTerms {
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
    /// The amount asked for, tenge.
    pub amount: Option<Money>,
}

impl PaymentForm {
    /// A choice among those on offer; before an account is chosen every choice stands as it is.
    fn offered<T: Copy + PartialEq>(
        on: &mut Checker<'_, Self>,
        field: crate::kernel::form::Field<Self, Option<T>>,
        facts: &PaymentFacts,
        offered: &[T],
    ) -> Option<T> {
        let choice = on.chosen(field)?;
        if facts.account.is_some() && !offered.contains(&choice) {
            return on.fail(field, Code::NotOffered);
        }
        Some(choice)
    }

    /// The amount, where it is asked: above zero and not above the savings.
    fn amount(&self, facts: &PaymentFacts, on: &mut Checker<'_, Self>) -> Option<Option<Money>> {
        let Some(account) = facts.account.as_ref().filter(|_| facts.amount_is_asked(self)) else {
            return Some(None);
        };
        let amount: Money = on.parse(Self::AMOUNT)?;
        if !amount.is_positive() {
            return on.fail(Self::AMOUNT, Code::NotPositive);
        }
        if amount > account.balance {
            return on.fail(Self::AMOUNT, Code::AboveBalance { max: account.balance.to_string() });
        }
        Some(Some(amount))
    }
}

impl Form for PaymentForm {
    const ID: &'static str = "payment";
    type Facts = PaymentFacts;
    type Valid = PaymentTerms;

    fn rules(&self, facts: &PaymentFacts, on: &mut Checker<'_, Self>) -> Option<PaymentTerms> {
        let ground = Self::offered(on, Self::GROUND, facts, &facts.grounds());
        let frequency = Self::offered(on, Self::FREQUENCY, facts, &facts.frequencies(self));
        let region = on.one_of(Self::REGION, &facts.regions, |region| &region.code);
        let scope = Self::offered(on, Self::SCOPE, facts, &facts.scopes(self));
        let amount = self.amount(facts, on);
        Some(PaymentTerms {
            ground: ground?,
            frequency: frequency?,
            region: region?.clone(),
            scope: scope?,
            fixed: facts.is_fixed(self),
            amount: amount?,
        })
    }
}

impl Form for PensionPaymentForm {
    const ID: &'static str = "pension-payment";
    type Facts = PensionPaymentFacts;
    type Valid = Payment;

    fn rules(&self, facts: &PensionPaymentFacts, on: &mut Checker<'_, Self>) -> Option<Payment> {
        let document = on.block(Self::IDENTITY_DOCUMENT, &facts.valid_documents());
        let account = on.block(Self::ACCOUNT, &facts.open_accounts());
        let terms = on.block(Self::PAYMENT, &PaymentFacts::new(facts, account.as_ref()));
        let bank_account = on.block(Self::BANK_DETAILS, &facts.banks);
        let contacts = on.block(Self::CONTACTS, &());
        let terms = terms?;
        Some(Payment {
            document: document?,
            account: account?,
            ground: terms.ground,
            frequency: terms.frequency,
            region: terms.region,
            scope: terms.scope,
            fixed: terms.fixed,
            amount: terms.amount,
            bank_account: bank_account?,
            contacts: contacts?,
        })
    }
}
