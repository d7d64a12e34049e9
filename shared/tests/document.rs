//! The document and what the Fund receives.

mod common;

use common::{day, facts, form};
use serde_json::json;
use shared::kernel::document::{Document, Names, Value, WrittenDocument};
use shared::kernel::form::Form;
use shared::services::Service;
use shared::services::pension_payment::{PensionPayment, PensionPaymentForm, identity_document_update, payload};
use shared::texts::{Language, Texts};

fn document(persona: &str, change: impl Fn(&mut PensionPaymentForm)) -> Document {
    let (facts, mut form) = (facts(persona), form(persona));
    change(&mut form);
    PensionPayment::document(&form.check(&facts).expect("a valid form"), &facts)
}

fn written(persona: &str, language: Language) -> WrittenDocument {
    document(persona, |_| {}).write(&Texts::of(language))
}

/// Every field with its label and value, one row a requirement, in the order of the form (R-095, R-107…R-147).
#[test]
fn every_field_in_kazakh() {
    let document = written("aliya", Language::Kk);
    assert_eq!(document.title, "Зейнетақы төлемдерін тағайындау туралы өтініш", "R-095");
    let expected = [
        ("R-107", "Жеке басты куәландыратын құжат", ""),
        ("R-108", "Құжат түрі", "Жеке куәлік"),
        ("R-109", "Сериясы (бар болса)", "көрсетілмеген"),
        ("R-110", "Құжат нөмірі", "041721467"),
        ("R-111", "Берілген күні", "20.05.2024"),
        ("R-112", "Қолданыс мерзімі", "19.05.2034"),
        ("R-113", "Кім берді", "ҚР ІІМ"),
        ("R-115", "Жеке зейнетақы шоты", ""),
        ("R-116", "ЖЗШ нөмірі", "01071020190400015838"),
        ("R-115", "Жарналардың түрі", "Міндетті зейнетақы жарналары (МЗЖ)"),
        ("R-116", "Жинақ сомасы", "6\u{a0}184\u{a0}320,55 теңге"),
        ("R-117", "Төлемдер", ""),
        ("R-118", "Зейнетақы төлемдерінің түрі", "мүгедектігі бар адамдарға"),
        ("R-119", "Кезеңділігі", "ай сайын"),
        ("R-121", "Қызмет көрсету өңірі", "Астана қаласы"),
        ("R-122", "Төлем түрі", "толық"),
        ("R-123", "Белгіленген сома түрінде", "жоқ"),
        ("R-124", "Сомасы", "Қор есептейді"),
        ("R-125", "Банктік деректемелер", ""),
        ("R-126", "Бенефициардың ТАӘ", "СЕЙІТҚАЛИ ӘЛИЯ НҰРЛАНҚЫЗЫ"),
        ("R-127", "Бенефициардың ЖСН", "780417403079"),
        ("R-128", "Сіздің банктік шотыңыздың деректемелерінде әкеңіздің аты көрсетілген бе?", "иә"),
        ("R-129", "Шотты таңдау", "карталық"),
        ("R-130", "Алушының ЖСК/IBAN", "KZ35 601A 0000 0001 2345"),
        ("R-131", "Төлем валютасы", "KZT"),
        ("R-132", "Банк атауы", "«Қазақстан Халық Банкі» АҚ"),
        ("R-132", "Филиал/бөлімше", "Астана филиалы"),
        ("R-133", "БСК", "HSBKKZKXAST"),
        ("R-134", "БСН", "940141000549"),
        ("R-135", "Банктің ЖСК/IBAN", "KZ12 601B 0000 0000 0002"),
        ("R-138", "Байланыс ақпараты", ""),
        ("R-139", "Облыс", "Ақмола облысы"),
        ("R-139", "Қала немесе ауыл", "Көкшетау қаласы"),
        ("R-139", "Аудан", "көрсетілмеген"),
        ("R-139", "Көше", "Абай көшесі"),
        ("R-139", "Үйдің нөмірі", "5А"),
        ("R-140", "Пәтер", "12"),
        ("R-141", "Индекс (ескі)", "020000"),
        ("R-142", "Индекс (жаңа)", "көрсетілмеген"),
        ("R-143", "Байланысу телефоны", "+7 716 225 12 34"),
        ("R-144", "Ұялы телефон", "+7 701 555 01 17"),
        ("R-145", "E-mail", "name@posta.example"),
        ("R-199", "Қол қою", ""),
    ];
    let mut found = Vec::new();
    for block in &document.blocks {
        found.push((block.heading.as_str(), ""));
        found.extend(block.rows.iter().map(|row| (row.label.as_str(), row.value.as_str())));
    }
    let rows: Vec<(&str, &str)> = expected.iter().map(|row| (row.1, row.2)).collect();
    assert_eq!(found, rows);
}

/// the same rows in each language, in its own words.
#[test]
fn every_language() {
    let counts = |document: &WrittenDocument| document.blocks.iter().map(|block| block.rows.len()).collect::<Vec<_>>();
    let kk = written("aliya", Language::Kk);
    for (language, label, bank, ground) in [
        (Language::Ru, "ИИК/IBAN получателя", "АО «Народный Банк Казахстана»", "лицам с инвалидностью"),
        (Language::En, "Recipient’s IBAN", "Halyk Bank of Kazakhstan JSC", "to persons with disability"),
    ] {
        let other = written("aliya", language);
        assert_eq!(counts(&other), counts(&kk));
        assert_eq!(other.blocks[3].rows[4].label, label);
        assert_eq!(other.blocks[3].rows[6].value, bank);
        assert_eq!(other.blocks[2].rows[0].value, ground);
        assert_ne!(other.title, kk.title);
    }
    let ids: Vec<&str> = kk.blocks.iter().map(|block| block.id.as_str()).collect();
    assert_eq!(ids, ["identity-document", "account", "payment", "bank-details", "contacts", "signing"]);
}

/// the amount and the tick as they were asked for.
#[test]
fn amounts() {
    let amount = |persona: &str, change: fn(&mut PensionPaymentForm)| {
        let document = document(persona, change).write(&Texts::of(Language::Kk));
        let rows = &document.blocks[2].rows;
        (rows[4].value.clone(), rows[5].value.clone())
    };
    type Change = fn(&mut PensionPaymentForm);
    let rows: [(&str, Change, &str, &str); 5] = [
        ("aliya", |_| {}, "жоқ", "Қор есептейді"),
        ("fatima", |_| {}, "жоқ", "828\u{a0}588,00 теңге"),
        ("gulnar", |_| {}, "жоқ", "150\u{a0}000,00 теңге"),
        ("daniyar", |_| {}, "иә", "20\u{a0}000,00 теңге"),
        ("daniyar", |form| form.payment.fixed = false, "жоқ", "640\u{a0}250,75 теңге"),
    ];
    for (persona, change, fixed, expected) in rows {
        assert_eq!(amount(persona, change), (fixed.into(), expected.into()), "{persona}");
    }
}

/// what the road adds stands in the block of the signing, or in a block of its own.
#[test]
fn rows_of_the_road() {
    let mut document = document("aliya", |_| {});
    document.add("signing", "signing-number", Value::Text("2026-000017".into()));
    document.add("signing", "signing-consent", Value::Text("24.11.2026 10:14".into()));
    document.add("consent", "consent-agree", Value::Nothing);
    let written = document.write(&Texts::of(Language::Kk));
    let signing: Vec<&str> = written.blocks[5].rows.iter().map(|row| row.value.as_str()).collect();
    assert_eq!(signing, ["2026-000017", "24.11.2026 10:14"]);
    assert_eq!(written.blocks[6].rows[0].value, "көрсетілмеген");
    assert_eq!(written.blocks.len(), 7);
}

/// What the Fund receives (R-116…R-145); R-128 decides the payee's name, R-133…R-135 follow the branch.
#[test]
fn payload_of_the_fund() {
    let facts = facts("aliya");
    let payment = form("aliya").check(&facts).unwrap();
    let expected = json!({
        "account": "01071020190400015838", "contribution": "mandatory", "ground": "disability", "frequency": "monthly",
        "scope": "full", "fixed": false, "amount": null, "region": "71",
        "bank_account": {
            "payee": "СЕЙІТҚАЛИ ӘЛИЯ НҰРЛАНҚЫЗЫ", "iin": "780417403079", "kind": "card", "iban": "KZ35601A000000012345",
            "currency": "KZT", "branch": "AST", "bic": "HSBKKZKXAST", "bin": "940141000549",
            "bank_iban": "KZ12601B000000000002",
        },
        "address": {
            "oblast": "Ақмола облысы", "city": "Көкшетау қаласы", "district": null, "street": "Абай көшесі",
            "house": "5А", "apartment": "12", "old_index": "020000", "new_index": null,
        },
        "contact_phone": "+77162251234", "mobile_phone": "+77015550117", "email": "name@posta.example",
    });
    assert_eq!(json!(payload(&payment, &facts)), expected);
}

/// the payee is named with the patronymic only if the account has it.
#[test]
fn payee() {
    for (persona, answer, expected) in [
        ("aliya", true, "СЕЙІТҚАЛИ ӘЛИЯ НҰРЛАНҚЫЗЫ"),
        ("aliya", false, "СЕЙІТҚАЛИ ӘЛИЯ"),
        ("mehmet", true, "ӨЗТҮРІК МЕХМЕТ"),
    ] {
        let (facts, mut form) = (facts(persona), form(persona));
        form.bank_details.patronymic_on_account = Some(answer);
        let payment = form.check(&facts).unwrap();
        assert_eq!(payload(&payment, &facts).bank_account.payee, expected);
    }
}

/// the amount asked for reaches the Fund with two places.
#[test]
fn payload_amount() {
    let facts = facts("erlan");
    let payment = form("erlan").check(&facts).unwrap();
    assert_eq!(json!(payload(&payment, &facts))["amount"], "35000.50");
}

/// the chosen document goes along exactly when the Fund's differs.
#[test]
fn document_for_the_fund() {
    let mut facts = facts("aliya");
    let payment = form("aliya").check(&facts).unwrap();
    assert_eq!(identity_document_update(&payment, &facts), None);
    facts.record.as_mut().unwrap().document.as_mut().unwrap().issued = day("2014-05-20");
    assert_eq!(identity_document_update(&payment, &facts), Some(payment.document.clone()));
    facts.record.as_mut().unwrap().document = None;
    assert_eq!(identity_document_update(&payment, &facts), Some(payment.document.clone()));
    let zhanna = form("zhanna").check(&common::facts("zhanna")).unwrap();
    assert!(identity_document_update(&zhanna, &common::facts("zhanna")).is_some());
}

/// A value in words.
#[test]
fn values_in_words() {
    let texts = Texts::of(Language::En);
    let names = Names { kk: "а".into(), ru: "б".into(), en: "c".into() };
    let rows = [
        (Value::Text("as it is".into()), "as it is"),
        (Value::Word("yes"), "yes"),
        (Value::Names(names), "c"),
        (Value::Day(day("2026-11-24")), "24.11.2026"),
        (Value::Money("1000".parse().unwrap()), "1\u{a0}000,00 tenge"),
        (Value::Iban("KZ35601A000000012345".into()), "KZ35 601A 0000 0001 2345"),
        (Value::Nothing, "not given"),
    ];
    for (value, expected) in rows {
        assert_eq!(value.write(&texts), expected);
    }
}
