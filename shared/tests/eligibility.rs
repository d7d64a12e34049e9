//! Who can apply, one row per requirement.

mod common;

use common::{day, facts};
use shared::kernel::eligibility::{Eligibility, Refusal, Register, Subject};
use shared::services::Service;
use shared::services::pension_payment::{
    Contribution, Disability, PaymentGround, PensionPayment, PensionPaymentFacts, VOLUNTARY_AGE,
};
use shared::values::money::Money;

type Change = fn(&mut PensionPaymentFacts);

fn after(persona: &str, change: Change) -> Eligibility {
    let mut facts = facts(persona);
    change(&mut facts);
    PensionPayment::eligibility(&facts)
}

fn person(facts: &mut PensionPaymentFacts) -> &mut shared::services::pension_payment::Person {
    facts.person.as_mut().expect("a known person")
}

fn record(facts: &mut PensionPaymentFacts) -> &mut shared::services::pension_payment::FundRecord {
    facts.record.as_mut().expect("a known contributor")
}

/// Reasons against any application. Each row is one change away from a person who
/// can apply.
#[test]
fn general_refusals() {
    let rows: [(&str, Change, &[Refusal]); 11] = [
        ("everything is well", |_| {}, &[]),
        (
            "R-003 the document ended yesterday",
            |it| person(it).documents[0].valid_until = day("2026-11-23"),
            &[Refusal::NoValidDocument],
        ),
        ("R-003 the document ends today", |it| person(it).documents[0].valid_until = day("2026-11-24"), &[]),
        (
            "R-003 the document begins tomorrow",
            |it| person(it).documents[0].issued = day("2026-11-25"),
            &[Refusal::NoValidDocument],
        ),
        ("R-003 the document begins today", |it| person(it).documents[0].issued = day("2026-11-24"), &[]),
        ("R-003 nobody knows the person", |it| it.person = None, &[Refusal::NoValidDocument]),
        ("R-004 a death record", |it| person(it).alive = false, &[Refusal::LifeStatus]),
        ("R-005 incapacity", |it| person(it).capable = false, &[Refusal::Capacity]),
        ("R-100 a transfer to an insurer", |it| record(it).insurer_transfer = true, &[Refusal::InsurerTransfer]),
        ("R-103 no account", |it| record(it).accounts.clear(), &[Refusal::NoAccount]),
        ("R-103 unknown to the Fund", |it| it.record = None, &[Refusal::NoAccount]),
    ];
    for (title, change, expected) in rows {
        let found = after("aliya", change);
        assert_eq!(found.refusals, expected, "{title}");
        assert_eq!(found.can_apply(), expected.is_empty(), "{title}");
        assert_eq!(found.can_draft(), expected.is_empty(), "{title}");
    }
}

/// Reasons against one account.
#[test]
fn refusals_of_an_account() {
    fn account(facts: &mut PensionPaymentFacts) -> &mut shared::services::pension_payment::PensionAccount {
        &mut facts.record.as_mut().unwrap().accounts[0]
    }
    const NOT_CONFIRMED: &[Refusal] = &[Refusal::DisabilityNotConfirmed];
    let rows: [(&str, &str, Change, &[Refusal]); 19] = [
        ("R-082, R-096 group 1 without a term", "aliya", |_| {}, &[]),
        ("R-082, R-096 group 2 without a term", "bauyrzhan", |_| {}, &[]),
        ("R-096 group 3", "aliya", |it| it.disability.as_mut().unwrap().group = 3, NOT_CONFIRMED),
        ("R-096 with a term", "aliya", |it| it.disability = term(1, "2030-01-01"), NOT_CONFIRMED),
        ("R-098 no disability", "aliya", |it| it.disability = None, NOT_CONFIRMED),
        (
            "R-096 age is no ground",
            "aliya",
            |it| (it.disability, person(it).birth) = (None, day("1950-01-01")),
            NOT_CONFIRMED,
        ),
        ("R-083, R-097 at 50", "gulnar", |it| person(it).birth = day("1976-11-24"), &[]),
        ("R-097 a day before 50", "gulnar", |it| person(it).birth = day("1976-11-25"), &[Refusal::NoGround]),
        ("R-083, R-097 younger with disability", "daniyar", |_| {}, &[]),
        ("R-098 the last day of the term", "daniyar", |it| it.disability = term(3, "2026-11-24"), &[]),
        ("R-098 the term is over", "daniyar", |it| it.disability = term(3, "2026-11-23"), &[Refusal::NoGround]),
        (
            "R-098 a term without an end is none",
            "daniyar",
            |it| it.disability.as_mut().unwrap().valid_until = None,
            &[Refusal::NoGround],
        ),
        ("R-099 an open application", "aliya", |it| account(it).open_application = true, &[Refusal::OpenApplication]),
        ("R-099 of voluntary savings", "gulnar", |it| account(it).open_application = true, &[Refusal::OpenApplication]),
        ("R-101 the annual amount was paid", "aliya", |it| account(it).annual_paid = true, &[Refusal::AnnualPaid]),
        ("R-101 voluntary savings have none", "gulnar", |it| account(it).annual_paid = true, &[]),
        ("R-102 a returned payment", "aliya", |it| account(it).returned_payment = true, &[Refusal::ReturnedPayment]),
        ("R-103 nothing on the account", "aliya", |it| account(it).balance = Money::default(), &[Refusal::NoSavings]),
        (
            "every reason is told",
            "aliya",
            |it| {
                it.disability = None;
                let account = account(it);
                (account.open_application, account.annual_paid, account.returned_payment) = (true, true, true);
                account.balance = Money::default();
            },
            &[
                Refusal::DisabilityNotConfirmed,
                Refusal::OpenApplication,
                Refusal::AnnualPaid,
                Refusal::ReturnedPayment,
                Refusal::NoSavings,
            ],
        ),
    ];
    for (title, persona, change, expected) in rows {
        let found = after(persona, change);
        assert_eq!(found.refusals, [], "{title}");
        assert_eq!(found.subjects[0].refusals, expected, "{title}");
        let mut facts = facts(persona);
        change(&mut facts);
        let open: Vec<String> = facts.open_accounts().into_iter().map(|account| account.number).collect();
        assert_eq!(open.contains(&found.subjects[0].id), expected.is_empty(), "{title}");
    }
    assert_eq!(VOLUNTARY_AGE, 50);
}

fn term(group: u8, last: &str) -> Option<Disability> {
    Some(Disability { group, indefinite: false, valid_until: Some(day(last)) })
}

/// an application open for one account leaves the other free.
#[test]
fn accounts_stand_for_themselves() {
    let found = after("bauyrzhan", |it| record(it).accounts[0].open_application = true);
    assert_eq!(found.subjects[0].refusals, [Refusal::OpenApplication]);
    assert_eq!(found.subjects[1].refusals, []);
    assert!(found.can_apply() && found.can_draft());
    assert_eq!(after("erlan", |_| {}).subjects[0].refusals, [Refusal::AnnualPaid]);
}

/// a difference from the Fund's record warns and stops nothing here.
#[test]
fn a_differing_record_warns() {
    let rows: [(&str, Change, bool); 8] = [
        ("the same", |_| {}, false),
        ("letter case", |it| record(it).name.surname = record(it).name.surname.to_lowercase(), false),
        ("surname", |it| record(it).name.surname.push('А'), true),
        ("given name", |it| record(it).name.given.push('А'), true),
        ("patronymic", |it| record(it).name.patronymic = None, true),
        ("birth date", |it| record(it).birth = day("1978-04-18"), true),
        ("no record", |it| it.record = None, false),
        ("no person", |it| it.person = None, false),
    ];
    for (title, change, warned) in rows {
        let expected: &[Refusal] = if warned { &[Refusal::FundRecordDiffers] } else { &[] };
        let found = after("aliya", change);
        assert_eq!(found.warnings, expected, "{title}");
        if warned {
            assert!(found.can_apply(), "{title}");
        }
    }
    assert_eq!(after("yelena", |_| {}).warnings, [Refusal::FundRecordDiffers]);
}

/// a silent register stops the signing and not the draft.
#[test]
fn silent_registers() {
    let rows: [(Register, Change); 3] = [
        (Register::PersonRegister, |it| (it.person, it.silent) = (None, vec![Register::PersonRegister])),
        (Register::Fund, |it| (it.record, it.silent) = (None, vec![Register::Fund])),
        (Register::BankDirectory, |it| (it.banks, it.silent) = (Vec::new(), vec![Register::BankDirectory])),
    ];
    for (register, change) in rows {
        let found = after("aliya", change);
        assert_eq!(found.refusals, [Refusal::RegisterSilent(register)]);
        assert!(!found.can_apply() && found.can_draft(), "{register:?}");
        assert_eq!(found.reasons(), found.refusals);
    }
}

/// the register of disability is asked only where disability is the ground.
#[test]
fn silence_about_disability() {
    let silent: Change = |it| (it.disability, it.silent) = (None, vec![Register::DisabilityRegister]);
    let refused = [Refusal::RegisterSilent(Register::DisabilityRegister)];
    let compulsory = after("aliya", silent);
    assert_eq!(compulsory.subjects[0].refusals, refused);
    assert!(!compulsory.can_apply() && compulsory.can_draft());
    assert_eq!(compulsory.reasons(), refused);
    let young = after("daniyar", silent);
    assert_eq!(young.subjects[0].refusals, refused);
    assert!(after("gulnar", silent).can_apply());
}

/// The machinery: what may be done, and which reasons are told.
#[test]
fn reasons_and_openings() {
    let subject = |refusals: &[Refusal]| Subject { id: String::new(), refusals: refusals.to_vec() };
    let hard = Refusal::NoSavings;
    let passing = Refusal::RegisterSilent(Register::Fund);
    /// Refusals, subjects, can apply, can draft, reasons.
    type Row<'a> = (&'a [Refusal], Vec<Subject>, bool, bool, &'a [Refusal]);
    let rows: [Row<'_>; 8] = [
        (&[], vec![], true, true, &[]),
        (&[], vec![subject(&[]), subject(&[hard])], true, true, &[hard]),
        (&[], vec![subject(&[hard]), subject(&[hard])], false, false, &[hard]),
        (&[], vec![subject(&[hard]), subject(&[passing])], false, true, &[hard, passing]),
        (&[], vec![subject(&[passing, hard])], false, false, &[passing, hard]),
        (&[passing], vec![], false, true, &[passing]),
        (&[passing], vec![subject(&[hard])], false, false, &[passing]),
        (&[hard], vec![subject(&[])], false, false, &[hard]),
    ];
    for (refusals, subjects, can_apply, can_draft, reasons) in rows {
        let eligibility = Eligibility { refusals: refusals.to_vec(), subjects, warnings: Vec::new() };
        assert_eq!(eligibility.can_apply(), can_apply, "{eligibility:?}");
        assert_eq!(eligibility.can_draft(), can_draft, "{eligibility:?}");
        assert_eq!(eligibility.reasons(), reasons, "{eligibility:?}");
    }
}

/// the kinds of payment that a person is entitled to, for each kind of savings.
#[test]
fn grounds() {
    use PaymentGround::{Age, Disability};
    let rows: [(&str, Contribution, &[PaymentGround]); 7] = [
        ("aliya", Contribution::Mandatory, &[Disability]),
        ("aliya", Contribution::Occupational, &[Disability]),
        ("aliya", Contribution::Voluntary, &[Disability]),
        ("gulnar", Contribution::Mandatory, &[]),
        ("gulnar", Contribution::Voluntary, &[Age]),
        ("daniyar", Contribution::Voluntary, &[Disability]),
        ("erlan", Contribution::Voluntary, &[Age, Disability]),
    ];
    for (persona, contribution, expected) in rows {
        assert_eq!(facts(persona).grounds(contribution), expected, "{persona} {contribution:?}");
    }
}
