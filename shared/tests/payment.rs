//! The block «Төлемдер», what a new draft holds, and the order of answers.

mod common;

use common::{broken, facts, form};
use proptest::prelude::*;
use shared::blocks::bank_details::{AccountKind, BankDetailsForm, bank_of};
use shared::blocks::contacts::{ContactsForm, is_republican_city};
use shared::kernel::form::Form;
use shared::services::Service;
use shared::services::pension_payment::{
    COMBINATIONS, Contribution, Frequency, PaymentFacts, PaymentForm, PaymentGround, PaymentScope, PensionAccount,
    PensionPayment, PensionPaymentForm,
};
use shared::values::money::Money;

fn payment_facts(contribution: Contribution, balance: &str) -> PaymentFacts {
    let all = facts("erlan");
    let account = PensionAccount {
        contribution,
        balance: balance.parse().expect("an amount"),
        ..all.record.as_ref().expect("a known contributor").accounts[0].clone()
    };
    PaymentFacts::new(&all, Some(&account))
}

const SMALL: &str = "828588.00";
const LARGE: &str = "828588.01";

/// every way of being paid, one row each: savings, balance, kind, periodicity,
/// type; is a fixed amount on offer, is an amount asked without the tick.
#[test]
fn ways_of_being_paid() {
    use Contribution::{Mandatory, Occupational, Voluntary};
    use Frequency::{Monthly, OneOff};
    use PaymentGround::{Age, Disability};
    use PaymentScope::{Full, Partial};
    let allowed = [
        (Mandatory, LARGE, Disability, Monthly, Full, false, false),
        (Mandatory, SMALL, Disability, Monthly, Full, false, false),
        (Mandatory, SMALL, Disability, OneOff, Full, false, false),
        (Occupational, LARGE, Disability, Monthly, Full, false, false),
        (Occupational, SMALL, Disability, Monthly, Full, false, false),
        (Occupational, SMALL, Disability, OneOff, Full, false, false),
        (Voluntary, LARGE, Age, Monthly, Partial, true, true),
        (Voluntary, LARGE, Age, Monthly, Full, true, false),
        (Voluntary, LARGE, Age, OneOff, Partial, true, true),
        (Voluntary, LARGE, Age, OneOff, Full, false, false),
        (Voluntary, SMALL, Disability, Monthly, Partial, true, true),
        (Voluntary, SMALL, Disability, Monthly, Full, true, false),
        (Voluntary, SMALL, Disability, OneOff, Partial, true, true),
        (Voluntary, SMALL, Disability, OneOff, Full, false, false),
        (Voluntary, SMALL, Age, Monthly, Partial, true, true),
        (Voluntary, SMALL, Age, Monthly, Full, true, false),
        (Voluntary, SMALL, Age, OneOff, Partial, true, true),
        (Voluntary, SMALL, Age, OneOff, Full, false, false),
        (Voluntary, LARGE, Disability, Monthly, Partial, true, true),
        (Voluntary, LARGE, Disability, Monthly, Full, true, false),
        (Voluntary, LARGE, Disability, OneOff, Partial, true, true),
        (Voluntary, LARGE, Disability, OneOff, Full, false, false),
    ];
    let mut seen = 0;
    for contribution in Contribution::ALL {
        for balance in [SMALL, LARGE] {
            let facts = payment_facts(contribution, balance);
            for (ground, frequency, scope) in every_choice() {
                let form = chosen(ground, frequency, scope);
                let row = allowed.iter().find(|row| {
                    (row.0, row.1, row.2, row.3, row.4) == (contribution, balance, ground, frequency, scope)
                });
                let why = format!("{contribution:?} {balance} {ground:?} {frequency:?} {scope:?}");
                assert_eq!(form.check(&facts).is_ok(), row.is_some(), "{why}");
                if let Some(row) = row {
                    seen += 1;
                    assert_eq!(facts.fixed_is_offered(&form), row.5, "{why}");
                    let unticked = PaymentForm { fixed: false, ..form.clone() };
                    assert_eq!(facts.amount_is_asked(&unticked), row.6, "{why}");
                    assert_eq!(facts.amount_is_asked(&PaymentForm { fixed: true, ..form }), row.5, "{why}");
                }
            }
        }
    }
    assert_eq!(seen, allowed.len());
    assert_eq!(COMBINATIONS.len(), 10);
}

fn every_choice() -> impl Iterator<Item = (PaymentGround, Frequency, PaymentScope)> {
    PaymentGround::ALL.into_iter().flat_map(|ground| {
        Frequency::ALL
            .into_iter()
            .flat_map(move |frequency| PaymentScope::ALL.into_iter().map(move |scope| (ground, frequency, scope)))
    })
}

/// A form with these choices and an amount.
fn chosen(ground: PaymentGround, frequency: Frequency, scope: PaymentScope) -> PaymentForm {
    PaymentForm {
        ground: Some(ground),
        frequency: Some(frequency),
        scope: Some(scope),
        region: Some("71".into()),
        fixed: false,
        amount: "1000".into(),
    }
}

/// what is on offer follows the account and the answers before.
#[test]
fn what_is_on_offer() {
    let compulsory = payment_facts(Contribution::Mandatory, LARGE);
    let empty = PaymentForm::default();
    assert_eq!(compulsory.grounds(), [PaymentGround::Disability]);
    assert_eq!(compulsory.frequencies(&empty), [Frequency::Monthly]);
    assert_eq!(compulsory.scopes(&empty), [PaymentScope::Full]);
    let small = payment_facts(Contribution::Mandatory, SMALL);
    assert_eq!(small.frequencies(&empty), Frequency::ALL);
    let voluntary = payment_facts(Contribution::Voluntary, LARGE);
    assert_eq!(voluntary.grounds(), PaymentGround::ALL);
    assert_eq!(voluntary.frequencies(&empty), Frequency::ALL);
    assert_eq!(voluntary.scopes(&empty), PaymentScope::ALL);
    let nothing = PaymentFacts::new(&facts("erlan"), None);
    assert_eq!(nothing.grounds(), []);
    assert_eq!(nothing.frequencies(&empty), []);
    assert_eq!(nothing.scopes(&empty), []);
    assert!(!nothing.fixed_is_offered(&chosen(PaymentGround::Age, Frequency::Monthly, PaymentScope::Full)));
    assert_eq!(nothing.amount_shown(&empty), None);
}

/// nothing is asked about the amount before kind, periodicity and type are chosen.
#[test]
fn a_choice_half_made() {
    let voluntary = payment_facts(Contribution::Voluntary, LARGE);
    let whole = chosen(PaymentGround::Age, Frequency::Monthly, PaymentScope::Partial);
    assert!(voluntary.fixed_is_offered(&whole) && voluntary.amount_is_asked(&whole));
    for missing in 1..8 {
        let without = |place: u8| missing >> place & 1 == 1;
        let half = PaymentForm {
            ground: whole.ground.filter(|_| !without(0)),
            frequency: whole.frequency.filter(|_| !without(1)),
            scope: whole.scope.filter(|_| !without(2)),
            fixed: true,
            ..PaymentForm::default()
        };
        assert!(!voluntary.fixed_is_offered(&half), "{missing:03b}");
        assert!(!voluntary.amount_is_asked(&half), "{missing:03b}");
    }
}

/// an answer that is not on offer is told once, not at every answer after it.
#[test]
fn a_wrong_answer_is_told_where_it_stands() {
    let facts = payment_facts(Contribution::Mandatory, LARGE);
    let age = chosen(PaymentGround::Age, Frequency::Monthly, PaymentScope::Full);
    assert_eq!(broken(&age, &facts), ["/ground not-offered"]);
    let at_once = chosen(PaymentGround::Disability, Frequency::OneOff, PaymentScope::Full);
    assert_eq!(broken(&at_once, &facts), ["/frequency not-offered"]);
}

/// where no amount is typed, all savings are shown, or nothing where the Fund reckons the monthly amount.
#[test]
fn the_amount_that_is_shown() {
    let (compulsory, voluntary) =
        (payment_facts(Contribution::Mandatory, SMALL), payment_facts(Contribution::Voluntary, LARGE));
    let rows = [
        (&compulsory, PaymentGround::Disability, Frequency::Monthly, None),
        (&compulsory, PaymentGround::Disability, Frequency::OneOff, Some(SMALL)),
        (&voluntary, PaymentGround::Age, Frequency::Monthly, Some(LARGE)),
        (&voluntary, PaymentGround::Age, Frequency::OneOff, Some(LARGE)),
    ];
    for (facts, ground, frequency, expected) in rows {
        let form = chosen(ground, frequency, PaymentScope::Full);
        assert_eq!(
            facts.amount_shown(&form),
            expected.map(|amount| amount.parse().unwrap()),
            "{ground:?} {frequency:?}"
        );
    }
}

/// the proven amount and the tick; hidden answers never come through.
#[test]
fn proven_amounts() {
    let facts = payment_facts(Contribution::Voluntary, LARGE);
    let full = chosen(PaymentGround::Age, Frequency::Monthly, PaymentScope::Full);
    let at_once = chosen(PaymentGround::Age, Frequency::OneOff, PaymentScope::Full);
    let part = chosen(PaymentGround::Age, Frequency::OneOff, PaymentScope::Partial);
    let rows = [
        (PaymentForm { fixed: true, ..full.clone() }, true, Some("1000")),
        (full, false, None),
        (PaymentForm { fixed: true, ..at_once }, false, None),
        (PaymentForm { fixed: true, ..part.clone() }, true, Some("1000")),
        (part, false, Some("1000")),
    ];
    for (form, fixed, amount) in rows {
        let terms = form.check(&facts).unwrap();
        assert_eq!(terms.fixed, fixed, "{form:?}");
        assert_eq!(terms.amount, amount.map(|amount| amount.parse::<Money>().unwrap()), "{form:?}");
    }
}

/// a new draft holds what is known and every choice among one.
#[test]
fn a_new_draft() {
    let start = PensionPayment::start(&facts("aliya"));
    assert_eq!(start.contacts.mobile_phone, "+77015550117");
    assert_eq!(start.contacts.email, "aliya.seiitkali@posta.example");
    assert_eq!(start.identity_document.document.as_deref(), Some("041721467"));
    assert_eq!(start.account.number.as_deref(), Some("01071020190400015838"));
    assert_eq!(start.payment.ground, Some(PaymentGround::Disability));
    assert_eq!(start.payment.frequency, Some(Frequency::Monthly));
    assert_eq!(start.payment.scope, Some(PaymentScope::Full));
    assert_eq!(start.payment.region, None);
    let several = PensionPayment::start(&facts("bauyrzhan"));
    assert_eq!(several.account.number, None);
    assert_eq!(several.payment, PaymentForm::default());
    let documents = PensionPayment::start(&facts("zhanna"));
    assert_eq!(documents.identity_document.document, None);
    let lump = PensionPayment::start(&facts("fatima"));
    assert_eq!(lump.payment.frequency, None);
}

/// choosing an account answers what is left without a choice and keeps what is answered.
#[test]
fn choosing_an_account_settles() {
    let facts = facts("bauyrzhan");
    let mut form = PensionPaymentForm::default();
    form.payment.frequency = Some(Frequency::OneOff);
    form.choose_account(&facts, "01072020190400031676".into());
    assert_eq!(form.payment.ground, Some(PaymentGround::Disability));
    assert_eq!(form.payment.frequency, Some(Frequency::OneOff));
    assert_eq!(form.chosen_account(&facts).unwrap().contribution, Contribution::Occupational);
    assert_eq!(form.payment_facts(&facts).account.unwrap().number, "01072020190400031676");
    form.account.number = Some("no such account".into());
    assert_eq!(form.chosen_account(&facts), None);
}

/// the order of the answers about the bank.
#[test]
fn the_order_of_the_bank() {
    let facts = facts("aliya");
    let mut bank: BankDetailsForm = form("aliya").bank_details;
    assert_eq!(bank.chosen_branch(&facts.banks).unwrap().bic, "HSBKKZKXAST");
    bank.choose_account_kind(AccountKind::Card);
    assert!(bank.bank.is_some() && bank.branch.is_some(), "the same kind clears nothing");
    bank.choose_bank("HSBKKZKX".into());
    assert!(bank.branch.is_some(), "the same bank clears nothing");
    bank.choose_account_kind(AccountKind::Current);
    assert_eq!((bank.bank.clone(), bank.branch.clone()), (None, None));
    assert_eq!(bank.iban, "KZ35601A000000012345");
    bank.choose_bank("CASPKZKA".into());
    bank.branch = Some("AST".into());
    bank.choose_bank("HSBKKZKX".into());
    assert_eq!((bank.bank.as_deref(), bank.branch.as_deref()), (Some("HSBKKZKX"), None));
    bank.account_kind = None;
    assert!(!bank.bank_is_open());
    assert_eq!(bank.chosen_bank(&facts.banks), None);
}

/// whose account it is, said while the person types.
#[test]
fn the_bank_of_an_account() {
    let banks = facts("aliya").banks;
    assert_eq!(bank_of("kz29 722A 0000 0001 2345", &banks).unwrap().bic, "CASPKZKA");
    assert_eq!(bank_of("KZ29722A00000001234", &banks), None);
    assert_eq!(bank_of("KZ86125KZT5004100100", &banks), None);
}

/// without a directory an account is judged by its shape alone.
#[test]
fn without_a_directory() {
    let bank = form("aliya").bank_details;
    assert_eq!(broken(&bank, &Vec::new()), ["/bank not-offered", "/branch required"]);
}

/// the cities that belong to no oblast.
#[test]
fn cities_without_an_oblast() {
    for city in ["Астана", "г. Алматы", "ШЫМКЕНТ ҚАЛАСЫ", "город Астана", "«Алматы» қ.", " алматы "]
    {
        assert!(is_republican_city(city), "{city}");
    }
    for city in ["", "Семей", "Алматы облысы", "Астана Алматы", "Жаңа Астана ауылы", "қаласы"]
    {
        assert!(!is_republican_city(city), "{city}");
    }
    let contacts = ContactsForm { city: "Алматы".into(), ..ContactsForm::default() };
    assert!(!contacts.oblast_is_needed());
    assert!(ContactsForm::default().oblast_is_needed());
}

proptest! {
    /// exactly the amounts above zero and not above the savings are proven.
    #[test]
    fn amounts(tiyn in -10_000_000_i64..200_000_000) {
        let facts = payment_facts(Contribution::Voluntary, "1450000.00");
        let mut form = chosen(PaymentGround::Age, Frequency::OneOff, PaymentScope::Partial);
        form.amount = format!("{}{}.{:02}", if tiyn < 0 { "-" } else { "" }, tiyn.abs() / 100, tiyn.abs() % 100);
        prop_assert_eq!(form.check(&facts).is_ok(), tiyn > 0 && tiyn <= 145_000_000);
    }

    /// whatever is typed, the form is proven or says what is wrong, and never panics.
    #[test]
    fn any_text(texts in prop::collection::vec(".{0,40}", 14)) {
        let facts = facts("gulnar");
        let mut form = form("gulnar");
        let mut texts = texts.into_iter();
        let contacts = &mut form.contacts;
        for field in [
            &mut contacts.oblast, &mut contacts.city, &mut contacts.district, &mut contacts.street, &mut contacts.house,
            &mut contacts.apartment, &mut contacts.old_index, &mut contacts.contact_phone, &mut contacts.mobile_phone,
            &mut contacts.email, &mut form.payment.amount, &mut form.bank_details.iban,
        ] {
            *field = texts.next().unwrap();
        }
        form.bank_details.bank = texts.next();
        form.account.number = texts.next();
        let result = form.check(&facts);
        prop_assert!(result.is_ok() || !result.unwrap_err().is_empty());
    }
}
