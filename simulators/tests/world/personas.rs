//! The demo citizens are sound, whole and each a situation of its own.

use std::collections::BTreeSet;

use simulators::personas::{Persona, carried, parse};
use time::{Date, macros::date};

fn people() -> Vec<Persona> {
    carried().unwrap()
}

/// The check digit of an IIN or BIN, written here anew: nothing of the project's own check is used.
pub fn has_right_check_digit(number: &str) -> bool {
    let digits: Vec<u32> = number.chars().filter_map(|c| c.to_digit(10)).collect();
    if digits.len() != 12 || number.len() != 12 {
        return false;
    }
    let pass = |shift: u32| (0..11).map(|i| digits[i as usize] * ((i + shift) % 11 + 1)).sum::<u32>() % 11;
    let first = pass(0);
    let check = if first == 10 { pass(2) } else { first };
    check == digits[11]
}

#[test]
fn the_check_digit_of_the_test_is_right_itself() {
    for good in ["751231412341", "630715320012", "900101300811", "900101300823", "940140000385"] {
        assert!(has_right_check_digit(good), "{good}");
    }
    for bad in ["900101300018", "111111111111", "900101300800", "90010130001"] {
        assert!(!has_right_check_digit(bad), "{bad}");
    }
}

#[test]
fn every_iin_is_valid_and_tells_the_birth_and_sex() {
    for person in people() {
        assert!(has_right_check_digit(&person.iin), "{}", person.id);
        let (year, month, day) = person.birth.to_calendar_date();
        let expected = format!("{:02}{:02}{day:02}", year % 100, u8::from(month));
        assert_eq!(person.iin[..6], expected, "{}", person.id);
        let century = if year < 2000 { 3 } else { 5 };
        let female = u32::from(format!("{:?}", person.sex) == "Female");
        assert_eq!(person.iin[6..7], (century + female).to_string(), "{}", person.id);
    }
}

/// The situations that the demonstration promises, each with the end its person comes to.
#[test]
fn every_situation_has_its_person() {
    let people = people();
    assert!(people.len() >= 18);
    let ends: BTreeSet<&str> = people.iter().map(|it| it.end.as_str()).collect();
    for end in [
        "signed",
        "signed-voluntary",
        "signed-lump-sum",
        "signed-with-warning",
        "signature-refused:name-mismatch",
        "login-refused:life-status",
        "registration:not-found",
        "registration:no-contact",
        "registration:contact-shared",
        "registration:not-kazakhstan",
        "refused:capacity",
        "refused:no-valid-document",
        "refused:open-application",
        "refused:insurer-transfer",
        "refused:annual-paid",
        "refused:returned-payment",
        "refused:no-savings",
        "refused:no-account",
        "refused:no-ground",
        "refused:disability-not-confirmed",
    ] {
        assert!(ends.contains(end), "{end}");
    }
}

/// The facts of a person must not contradict the end written beside them.
#[test]
fn the_facts_lead_to_the_end() {
    let today = date!(2026 - 11 - 24);
    for person in people() {
        let fund = person.fund.as_ref();
        let accounts = fund.map(|it| it.accounts.as_slice()).unwrap_or_default();
        let account = person.account.as_ref().map(|number| accounts.iter().find(|it| &it.number == number).unwrap());
        let valid = person.register.as_ref().is_some_and(|it| it.documents.iter().any(|doc| doc.valid_until >= today));
        match person.end.as_str() {
            end if end.starts_with("signed") || end.starts_with("signature") => {
                let account = account.expect("an account to apply for");
                assert!(valid && !account.open_application && !account.annual_paid && !account.returned_payment);
                assert!(!account.balance.is_zero(), "{}", person.id);
            }
            "refused:open-application" => assert!(account.unwrap().open_application),
            "refused:annual-paid" => assert!(account.unwrap().annual_paid),
            "refused:returned-payment" => assert!(account.unwrap().returned_payment),
            "refused:no-savings" => assert!(account.unwrap().balance.is_zero()),
            "refused:no-account" => assert!(fund.is_some() && accounts.is_empty()),
            "refused:insurer-transfer" => assert!(fund.unwrap().insurer_transfer),
            "refused:no-valid-document" => assert!(!valid),
            "refused:no-ground" => assert!(person.disability.is_none()),
            "refused:disability-not-confirmed" => assert!(!person.disability.unwrap().indefinite),
            "registration:not-found" => assert!(fund.is_none()),
            "registration:no-contact" => assert!(fund.unwrap().contacts.is_empty()),
            "registration:contact-shared" => assert!(fund.unwrap().contacts.iter().all(|it| it.shared)),
            "registration:not-kazakhstan" => {
                assert!(fund.unwrap().contacts.iter().all(|it| !it.value.starts_with("+77")));
            }
            "login-refused:life-status" | "refused:capacity" => assert!(person.register.is_some()),
            other => panic!("{}: unknown end {other}", person.id),
        }
    }
}

/// Nothing rots: whoever can sign today still holds a valid document in 2033.
#[test]
fn documents_last() {
    let late: Date = date!(2033 - 12 - 31);
    for person in people().iter().filter(|it| it.end != "refused:no-valid-document") {
        let documents = &person.register.as_ref().unwrap().documents;
        assert!(documents.iter().any(|it| it.valid_until > late), "{}", person.id);
    }
}

#[test]
fn contacts_and_accounts_are_invented_and_unique() {
    let mut seen = BTreeSet::new();
    for person in people() {
        for contact in person.fund.iter().flat_map(|it| &it.contacts) {
            let value = &contact.value;
            let phone = value.len() == 12 && value.starts_with("+7");
            assert!(phone || value.ends_with(".example"), "{value}");
            assert!(seen.insert(value.clone()), "{value} stands there twice");
        }
        for account in person.fund.iter().flat_map(|it| &it.accounts) {
            assert_eq!(account.number.len(), 20);
            assert!(seen.insert(account.number.clone()), "{}", account.number);
        }
        for text in [&person.situation, &person.see] {
            assert!(!text.kk.is_empty() && !text.ru.is_empty() && !text.en.is_empty());
        }
    }
}

#[test]
fn a_repeated_person_is_refused() {
    let twice = serde_json::to_string(&[&people()[0], &people()[0]]).unwrap();
    assert_eq!(parse(&twice).unwrap_err().to_string(), "personas.json: `aliya` stands there twice");
}

#[test]
fn the_readme_lists_each_with_the_end_of_the_road() {
    let readme = include_str!("../../../README.md");
    for person in people() {
        let row = format!("| `{}` |", person.iin);
        let row = readme.lines().find(|line| line.starts_with(&row)).unwrap_or_else(|| panic!("{}", person.id));
        assert!(row.contains(&person.situation.en) && row.contains(&person.see.en), "{}: tools/personas", person.id);
    }
}
