//! Fifty sets of facts: what registers may say about a person, and their silence.

use crate::random::Random;
use shared::blocks::bank_details::{Bank, Branch};
use shared::blocks::identity_document::{DocumentKind, IdentityDocument};
use shared::dictionaries::{lump_threshold, regions};
use shared::kernel::document::Names;
use shared::kernel::eligibility::Register;
use shared::services::pension_payment::{
    Contribution, Disability, FundRecord, PensionAccount, PensionPaymentFacts, Person,
};
use shared::values::{day::Day, full_name::FullName, iin::Iin, money::Money};

/// How many sets there are.
pub const SETS: usize = 50;

/// The set with this number; higher numbers begin again.
#[must_use]
pub fn set(number: usize) -> PensionPaymentFacts {
    let number = number % SETS;
    let mut random = Random::new(number as u64);
    let today = *random.one(&["2026-11-24", "2027-02-28", "2024-02-29", "2026-01-01"].map(day));
    let silent = match number {
        45 => vec![Register::PersonRegister],
        46 => vec![Register::Fund],
        47 => vec![Register::DisabilityRegister],
        48 => vec![Register::BankDirectory],
        49 => vec![Register::PersonRegister, Register::DisabilityRegister, Register::Fund, Register::BankDirectory],
        _ => Vec::new(),
    };
    let answers = |register: Register| !silent.contains(&register);
    let birth = *random.one(&["1978-04-17", "1970-03-02", "1994-12-05", "1976-11-24", "1976-11-25"].map(day));
    let person = person(&mut random, number, birth, today);
    let record = record(&mut random, number, &person);
    let disability = disability(&mut random, number, today);
    PensionPaymentFacts {
        today,
        asked_at: format!("{today}T10:14:00+05:00"),
        iin: iin(),
        person: Some(person).filter(|_| answers(Register::PersonRegister)),
        record: Some(record).filter(|_| answers(Register::Fund)),
        disability: disability.filter(|_| answers(Register::DisabilityRegister)),
        banks: if answers(Register::BankDirectory) { banks(2 + number % 4) } else { Vec::new() },
        banks_version: "2026-11-01".to_owned(),
        regions: regions().iter().skip(number % 3).cloned().collect(),
        lump_threshold: lump_threshold(today),
        silent,
    }
}

fn day(text: &str) -> Day {
    text.parse().expect("the days here are written right")
}

fn iin() -> Iin {
    "780417403079".parse().expect("the number here is written right")
}

fn person(random: &mut Random, number: usize, birth: Day, today: Day) -> Person {
    let patronymic = (!number.is_multiple_of(5)).then(|| "НҰРЛАНҚЫЗЫ".to_owned());
    let name = FullName { surname: "СЕЙІТҚАЛИ".to_owned(), given: "ӘЛИЯ".to_owned(), patronymic };
    let documents = 1 + number % 3;
    let document = |at: usize| IdentityDocument {
        kind: DocumentKind::ALL[at % 4],
        series: (at == 1).then(|| "N".to_owned()),
        number: format!("04172{number:02}{at:02}"),
        issued: day("2020-05-20"),
        valid_until: if number == 44 {
            day("2021-01-01")
        } else if at == 2 {
            today
        } else {
            day("2034-05-19")
        },
        issuer: "ҚР ІІМ".to_owned(),
    };
    let documents = (0..documents).map(document).collect();
    Person { name, birth, alive: !random.once_in(20), capable: !random.once_in(20), documents }
}

fn record(random: &mut Random, number: usize, person: &Person) -> FundRecord {
    let kinds: &[Contribution] = match number % 6 {
        0 => &[Contribution::Mandatory],
        1 => &[Contribution::Voluntary],
        2 => &[Contribution::Mandatory, Contribution::Occupational],
        3 => &[Contribution::Voluntary, Contribution::Mandatory],
        4 => &[Contribution::Voluntary, Contribution::Occupational, Contribution::Mandatory],
        _ => &[Contribution::Voluntary, Contribution::Voluntary],
    };
    let account = |(at, contribution): (usize, &Contribution)| PensionAccount {
        number: format!("0107{at}020190400{number:07}"),
        contribution: *contribution,
        balance: random.one(&["6184320.55", "828588.00", "828588.01", "1450000.00", "0.01"].map(money)).to_owned(),
        open_application: random.once_in(9),
        annual_paid: random.once_in(9),
        returned_payment: random.once_in(12),
    };
    FundRecord {
        name: person.name.clone(),
        birth: person.birth,
        document: person.documents.first().cloned().filter(|_| number.is_multiple_of(2)),
        accounts: if number == 43 { Vec::new() } else { kinds.iter().enumerate().map(account).collect() },
        insurer_transfer: number == 42,
        phone: Some("+77015550117".to_owned()),
        email: None,
    }
}

fn money(text: &str) -> Money {
    text.parse().expect("the amounts here are written right")
}

fn disability(random: &mut Random, number: usize, today: Day) -> Option<Disability> {
    let rows = [
        Some(Disability { group: 1, indefinite: true, valid_until: None }),
        Some(Disability { group: 2, indefinite: true, valid_until: None }),
        Some(Disability { group: 3, indefinite: true, valid_until: None }),
        Some(Disability { group: 1, indefinite: false, valid_until: Some(today) }),
        None,
    ];
    if number < 15 { rows[number % 2] } else { *random.one(&rows) }
}

/// Code, BIC, BIN and name of banks, with branches.
fn banks(count: usize) -> Vec<Bank> {
    let rows = [
        ("601", "HSBKKZKX", "940140000385", "Halyk Bank"),
        ("722", "CASPKZKA", "971240001315", "Kaspi Bank"),
        ("856", "KCJBKZKX", "980640000093", "Bank CenterCredit"),
        ("965", "IRTYKZKA", "990740000683", "ForteBank"),
        ("948", "EURIKZKA", "950240000112", "Eurasian Bank"),
    ];
    rows.iter().take(count).map(|&(code, bic, bin, name)| bank(code, bic, bin, name)).collect()
}

fn bank(code: &str, bic: &str, bin: &str, name: &str) -> Bank {
    let names = |name: &str| Names { kk: name.to_owned(), ru: name.to_owned(), en: name.to_owned() };
    let branch = |place: &&str| Branch {
        code: (*place).to_owned(),
        name: names(place),
        bic: format!("{bic}{place}"),
        bin: bin.to_owned(),
        bank_iban: format!("KZ00{code}B00000000{place}00"),
    };
    Bank {
        iban_code: code.to_owned(),
        bic: bic.to_owned(),
        bin: bin.to_owned(),
        name: names(name),
        branches: ["AST", "ALA"].iter().map(branch).collect(),
    }
}
