//! Who can apply: as a whole, and for each pension account.

use super::*;
use crate::blocks::identity_document::valid_documents;
use crate::kernel::eligibility::{Refusal, Subject};

/// Age from which voluntary savings are paid without disability.
pub const VOLUNTARY_AGE: i32 = 50;

pub(super) fn eligibility(facts: &PensionPaymentFacts) -> Eligibility {
    let accounts = facts.record.iter().flat_map(|record| &record.accounts);
    Eligibility {
        refusals: general(facts),
        subjects: accounts
            .map(|account| Subject { id: account.number.clone(), refusals: refusals(facts, account) })
            .collect(),
        warnings: if differs(facts) { vec![Refusal::FundRecordDiffers] } else { Vec::new() },
    }
}

/// Reasons against any application. Each register that must be asked and is silent is one.
fn general(facts: &PensionPaymentFacts) -> Vec<Refusal> {
    let needed = [Register::PersonRegister, Register::Fund, Register::BankDirectory];
    let mut all: Vec<Refusal> =
        needed.into_iter().filter(|register| facts.is_silent(*register)).map(Refusal::RegisterSilent).collect();
    if let Some(person) = &facts.person {
        if !person.alive {
            all.push(Refusal::LifeStatus);
        }
        if !person.capable {
            all.push(Refusal::Capacity);
        }
    }
    let documents = facts.person.as_ref().map_or(&[][..], |person| &person.documents);
    if !facts.is_silent(Register::PersonRegister) && valid_documents(documents, facts.today).is_empty() {
        all.push(Refusal::NoValidDocument);
    }
    if facts.record.as_ref().is_some_and(|record| record.insurer_transfer) {
        all.push(Refusal::InsurerTransfer);
    }
    let no_account = facts.record.as_ref().is_none_or(|record| record.accounts.is_empty());
    if !facts.is_silent(Register::Fund) && no_account {
        all.push(Refusal::NoAccount);
    }
    all
}

/// Reasons against an application about this account. An open application is one of the same account: the other
/// accounts stay free.
fn refusals(facts: &PensionPaymentFacts, account: &PensionAccount) -> Vec<Refusal> {
    let compulsory = account.contribution != Contribution::Voluntary;
    let rows = [
        (account.open_application, Refusal::OpenApplication),
        (compulsory && account.annual_paid, Refusal::AnnualPaid),
        (account.returned_payment, Refusal::ReturnedPayment),
        (!account.balance.is_positive(), Refusal::NoSavings),
    ];
    let ground = ground_refusal(facts, account.contribution);
    ground.into_iter().chain(rows.into_iter().filter(|row| row.0).map(|row| row.1)).collect()
}

/// Why there is no ground for a payment of this kind of savings (R-096…R-098).
fn ground_refusal(facts: &PensionPaymentFacts, contribution: Contribution) -> Option<Refusal> {
    if !facts.grounds(contribution).is_empty() {
        None
    } else if facts.is_silent(Register::DisabilityRegister) {
        Some(Refusal::RegisterSilent(Register::DisabilityRegister))
    } else if contribution == Contribution::Voluntary {
        Some(Refusal::NoGround)
    } else {
        Some(Refusal::DisabilityNotConfirmed)
    }
}

/// Do names or birth date differ from the Fund's record? A warning here, for the payment goes by IIN.
fn differs(facts: &PensionPaymentFacts) -> bool {
    match (&facts.person, &facts.record) {
        (Some(person), Some(record)) => !person.name.matches(&record.name) || person.birth != record.birth,
        _ => false,
    }
}

impl Disability {
    /// Group 1 or 2, set indefinitely: the ground for compulsory savings.
    #[must_use]
    pub fn is_grave_and_lasting(&self) -> bool {
        matches!(self.group, 1 | 2) && self.indefinite
    }

    /// Confirmed on `today`: without a term, or within it.
    #[must_use]
    pub fn holds_on(&self, today: Day) -> bool {
        self.indefinite || self.valid_until.is_some_and(|last| today <= last)
    }
}

impl PensionPaymentFacts {
    /// Did this register not answer?
    #[must_use]
    pub fn is_silent(&self, register: Register) -> bool {
        self.silent.contains(&register)
    }

    /// Grounds that this person has for savings of this kind (R-096… ). Age opens voluntary savings only:
    /// retirement by age is not applied for here.
    #[must_use]
    pub fn grounds(&self, contribution: Contribution) -> Vec<PaymentGround> {
        let disability = self.disability.filter(|it| it.holds_on(self.today));
        if contribution != Contribution::Voluntary {
            let grave = disability.is_some_and(|it| it.is_grave_and_lasting());
            return if grave { vec![PaymentGround::Disability] } else { Vec::new() };
        }
        let old_enough = self.birth().is_some_and(|birth| birth.years_until(self.today) >= VOLUNTARY_AGE);
        let rows = [(old_enough, PaymentGround::Age), (disability.is_some(), PaymentGround::Disability)];
        rows.into_iter().filter(|row| row.0).map(|row| row.1).collect()
    }

    /// Date of birth by ЖТ МДБ.
    fn birth(&self) -> Option<Day> {
        self.person.as_ref().map(|person| person.birth)
    }

    /// Accounts that an application may be about: the ones nothing speaks against.
    #[must_use]
    pub fn open_accounts(&self) -> Vec<PensionAccount> {
        let accounts = self.record.iter().flat_map(|record| &record.accounts);
        accounts.filter(|account| refusals(self, account).is_empty()).cloned().collect()
    }

    /// The documents that may be chosen.
    #[must_use]
    pub fn valid_documents(&self) -> Vec<IdentityDocument> {
        self.person.as_ref().map_or_else(Vec::new, |person| valid_documents(&person.documents, self.today))
    }
}
