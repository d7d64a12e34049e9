//! Valid forms.

use corpus::random::Random;
use corpus::{Kind, contacts};
use serde_json::{Value, json};
use shared::blocks::bank_details::AccountKind;
use shared::services::pension_payment::{PaymentFacts, PaymentForm, PensionPaymentFacts, PensionPaymentForm};

const CYRILLIC: &str = "АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯаәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя";

/// A valid form for these facts; none where they allow none.
pub fn form(kind: Kind, facts: &PensionPaymentFacts, random: &mut Random) -> Option<Value> {
    Some(match kind {
        Kind::PensionPayment => return payment(facts, random).map(|form| json!(form)),
        Kind::Login => json!({ "iin": iin(random), "password": random.text("abc -0Қ", 1, 20) }),
        Kind::Registration => json!({ "iin": iin(random), "proof": random.text("abcdef0123456789+/=", 4, 80) }),
        Kind::ContactChoice => {
            json!({ "contact": random.one(&contacts(facts)).id, "language": random.one(&["kk", "ru", "en"]) })
        }
        Kind::NewPassword => {
            let password = format!("Көкжиек-{}", random.text("0123456789абвг xyz!", 12, 100));
            json!({ "code": random.one(&["123456", "00 00 01", "98-76-54", " 111 222 "]), "password": password, "repeated": password })
        }
    })
}

/// A right personal number of somebody born in the twentieth century.
pub fn iin(random: &mut Random) -> String {
    loop {
        let start = format!(
            "{:02}{:02}{:02}{}{:04}",
            random.below(100),
            1 + random.below(12),
            1 + random.below(28),
            3 + random.below(2),
            random.below(10_000)
        );
        if let Some(found) =
            (0..10).map(|check| format!("{start}{check}")).find(|it| crate::independent::iin(it).is_some())
        {
            return found;
        }
    }
}

/// A right account of the bank with this code.
pub fn iban(code: &str, random: &mut Random) -> String {
    let rest = random.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", 13, 13);
    let all = (2..=98).map(|check| format!("KZ{check:02}{code}{rest}"));
    all.into_iter().find(|it| crate::independent::iban(it).is_some()).expect("one pair of check digits always fits")
}

/// As people type it.
fn typed(iban: &str, random: &mut Random) -> String {
    match random.below(4) {
        0 => shared::values::iban::grouped(iban),
        1 => iban.to_lowercase(),
        2 => format!(" {}-{} ", &iban[..4], &iban[4..]),
        _ => iban.to_owned(),
    }
}

fn address(random: &mut Random, most: usize) -> String {
    let word = random.text(CYRILLIC, 1, most - 4);
    match random.below(4) {
        0 => format!("{word}-1А"),
        1 => format!("{word} 2/3"),
        2 => format!("«{word}».").chars().take(most).collect(),
        _ => word,
    }
}

fn payment(facts: &PensionPaymentFacts, random: &mut Random) -> Option<PensionPaymentForm> {
    let (accounts, documents) = (facts.open_accounts(), facts.valid_documents());
    if accounts.is_empty() || documents.is_empty() || facts.banks.is_empty() {
        return None;
    }
    let mut form = PensionPaymentForm::default();
    let account = random.one(&accounts);
    form.account.number = Some(account.number.clone());
    if documents.len() > 1 || random.once_in(2) {
        form.identity_document.document = Some(random.one(&documents).number.clone());
    }
    form.payment = terms(&PaymentFacts::new(facts, Some(account)), random);
    let bank = random.one(&facts.banks);
    let details = &mut form.bank_details;
    details.patronymic_on_account = Some(random.once_in(2));
    details.account_kind = Some(*random.one(&AccountKind::ALL));
    details.iban = typed(&iban(&bank.iban_code, random), random);
    details.bank = Some(bank.bic.clone());
    details.branch = Some(random.one(&bank.branches).code.clone());
    reach(&mut form, random);
    Some(form)
}

fn terms(facts: &PaymentFacts, random: &mut Random) -> PaymentForm {
    let mut form = PaymentForm { region: Some(random.one(&facts.regions).code.clone()), ..PaymentForm::default() };
    form.ground = Some(*random.one(&facts.grounds()));
    form.frequency = Some(*random.one(&facts.frequencies(&form)));
    form.scope = Some(*random.one(&facts.scopes(&form)));
    form.fixed = random.once_in(2);
    let asked = facts.amount_is_asked(&form);
    let balance = facts.account.as_ref().map_or_else(String::new, |account| account.balance.to_string());
    form.amount = match random.below(4) {
        // What is not asked is not read, whatever it is.
        _ if !asked => random.text("0123456789 abc,", 0, 6),
        0 => "0,01".to_owned(),
        1 => balance.replace('.', ","),
        _ => balance,
    };
    form
}

fn reach(form: &mut PensionPaymentForm, random: &mut Random) {
    let contacts = &mut form.contacts;
    if random.once_in(3) {
        contacts.city = (*random.one(&["Алматы", "Астана қаласы", "г. Шымкент"])).to_owned();
    } else {
        contacts.oblast = address(random, 60);
        contacts.city = address(random, 60);
    }
    contacts.house = random.one(&["5А", "5Б/1", "1", "12 к. 3"]).to_string();
    for (part, most) in [(&mut contacts.district, 60), (&mut contacts.street, 100), (&mut contacts.apartment, 10)] {
        if random.once_in(2) {
            *part = address(random, most);
        }
    }
    contacts.old_index = random.one(&["", "050000", "01 00 00"]).to_string();
    contacts.contact_phone = random.one(&["", "8 (7172) 12-34-56", "+7 701 123 45 67"]).to_string();
    match random.below(3) {
        0 => {
            contacts.mobile_phone = format!("+7 {} 123-45-{:02}", random.one(&["701", "777", "785"]), random.below(100))
        }
        1 => contacts.email = format!("{}@posta.example", random.text("abcxyz019._-", 1, 30)),
        _ => {
            contacts.mobile_phone = "87471234567".to_owned();
            contacts.email = "Name@Posta.Example".to_owned();
        }
    }
}
