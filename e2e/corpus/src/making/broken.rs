//! Each field with each code that can come of it, and how such an answer looks.

use super::valid;
use corpus::Kind;
use corpus::random::Random;
use serde_json::{Value, json};

/// A field, a code and answers that bring it about.
#[derive(Clone)]
pub struct Pair {
    /// The form.
    pub kind: Kind,
    /// JSON pointer of the field.
    pub pointer: &'static str,
    /// The code.
    pub code: &'static str,
    /// An answer.
    answer: fn(&mut Random) -> Value,
}

impl Pair {
    /// Puts such an answer into a form.
    pub fn put(&self, form: &mut Value, random: &mut Random) {
        if let Some(field) = form.pointer_mut(self.pointer) {
            *field = (self.answer)(random);
        }
        if self.pointer == "/contacts/mobile_phone" && self.code == "required" {
            form["contacts"]["email"] = json!(" ");
        }
    }

    /// Does a verdict hold this fault?
    pub fn is_in(&self, verdict: &Value) -> bool {
        let errors = verdict["errors"].as_array();
        errors.is_some_and(|all| all.iter().any(|it| it["pointer"] == self.pointer && it["code"] == self.code))
    }
}

const fn pair(kind: Kind, pointer: &'static str, code: &'static str, answer: fn(&mut Random) -> Value) -> Pair {
    Pair { kind, pointer, code, answer }
}

const fn pay(pointer: &'static str, code: &'static str, answer: fn(&mut Random) -> Value) -> Pair {
    pair(Kind::PensionPayment, pointer, code, answer)
}

fn null(_: &mut Random) -> Value {
    Value::Null
}

fn blank(random: &mut Random) -> Value {
    json!(random.one(&["", " ", "\u{a0}", "\t \n"]))
}

fn unknown(random: &mut Random) -> Value {
    json!(random.text("XYZ0123456789", 1, 20))
}

fn latin(random: &mut Random) -> Value {
    json!(format!("Аб{}", random.text("AaBCcEeHhIiKMOoPpTXxy", 1, 4)))
}

fn wrong_sign(random: &mut Random) -> Value {
    json!(format!("Аб{}", random.text("DdFfRrSsZz<>@#\u{202e}\u{306}\u{200b}中\n", 1, 4) + "1"))
}

fn long(random: &mut Random) -> Value {
    json!(random.text("АаӘәҚқ1", 101, 400))
}

fn signs(random: &mut Random) -> Value {
    json!(random.text(".,-–/№\"«»'():", 1, 8))
}

fn iban_changed(random: &mut Random) -> Value {
    let right = valid::iban("601", random);
    let place = 7 + random.below(13);
    let other = if &right[place..=place] == "0" { "1" } else { "0" };
    json!(format!("{}{other}{}", &right[..place], &right[place + 1..]))
}

fn iban_cyrillic(random: &mut Random) -> Value {
    let right = valid::iban("601", random);
    let place = 7 + random.below(13);
    json!(format!(
        "{}{}{}",
        &right[..place],
        random.one(&["А", "в", "С", "е", "Н", "К", "М", "О", "р", "Т", "Х"]),
        &right[place + 1..]
    ))
}

fn iban_wrong_letter(random: &mut Random) -> Value {
    json!(random.one(&[
        "KZ356O1A000000012345",
        "KZ35601A0000_0012345",
        "KZ35601Ж000000012345",
        "KZ35\u{202e}601A000000012345"
    ]))
}

fn iban_length(random: &mut Random) -> Value {
    json!(format!("KZ{}", random.text("0123456789", 19, 60)))
}

fn iin_of(random: &mut Random, change: fn(String) -> String) -> Value {
    json!(change(valid::iin(random)))
}

fn next_digit(iin: String) -> String {
    let last = iin.as_bytes()[11] - b'0';
    format!("{}{}", &iin[..11], (last + 1) % 10)
}

fn wrong_phone(random: &mut Random) -> Value {
    json!(random.one(&["8 701 555 01 1O", "8 701 #1", "тел. 87011234567", "87011234567\u{200b}"]))
}

fn short_phone(random: &mut Random) -> Value {
    json!(random.text("0123456", 1, 9))
}

fn foreign_phone(random: &mut Random) -> Value {
    json!(random.one(&["+7 495 123 45 67", "+49 151 2345678", "8 (703) 123 45 67", "7031234567", "+1 (701) 123-45-67"]))
}

fn email_long(random: &mut Random) -> Value {
    json!(format!("{}@posta.example", random.text("abc", 241, 400)))
}

fn iin_wrong_letter(random: &mut Random) -> Value {
    iin_of(random, |iin| format!("{}o", &iin[..11]))
}

fn iin_length(random: &mut Random) -> Value {
    iin_of(random, |iin| iin[..11].to_owned())
}

fn iin_date(random: &mut Random) -> Value {
    iin_of(random, |iin| format!("{}13{}", &iin[..2], &iin[4..]))
}

fn iin_checksum(random: &mut Random) -> Value {
    iin_of(random, next_digit)
}

/// Every pair there is. A pair that comes up in the corpus without standing here fails the program.
pub const PAIRS: [Pair; 93] = [
    pay("/identity_document/document", "required", null),
    pay("/identity_document/document", "not-offered", unknown),
    pay("/account/number", "required", null),
    pay("/account/number", "not-offered", unknown),
    pay("/payment/ground", "required", null),
    pay("/payment/ground", "not-offered", |random| json!(random.one(&["age", "disability"]))),
    pay("/payment/frequency", "required", null),
    pay("/payment/frequency", "not-offered", |_| json!("one-off")),
    pay("/payment/region", "required", null),
    pay("/payment/region", "not-offered", unknown),
    pay("/payment/scope", "required", null),
    pay("/payment/scope", "not-offered", |_| json!("partial")),
    pay("/payment/amount", "required", blank),
    pay("/payment/amount", "malformed", |random| json!(random.one(&["abc", "-5", "1,234", "1e5", "1.2.3", "١٢"]))),
    pay("/payment/amount", "not-positive", |random| json!(random.one(&["0", "0,00", "000.0"]))),
    pay("/payment/amount", "above-balance", |random| json!(random.one(&["9999999999", "7 000 000,01"]))),
    pay("/bank_details/patronymic_on_account", "required", null),
    pay("/bank_details/account_kind", "required", null),
    pay("/bank_details/iban", "required", blank),
    pay("/bank_details/iban", "look-alike", iban_cyrillic),
    pay("/bank_details/iban", "wrong-letter", iban_wrong_letter),
    pay("/bank_details/iban", "malformed", |random| json!(format!("RU{}", random.text("0123456789", 18, 18)))),
    pay("/bank_details/iban", "wrong-length", iban_length),
    pay("/bank_details/iban", "bad-checksum", iban_changed),
    pay("/bank_details/iban", "wrong-bank", |random| {
        json!(valid::iban(if random.once_in(2) { "601" } else { "722" }, random))
    }),
    pay("/bank_details/iban", "not-second-tier", |random| json!(valid::iban("125", random))),
    pay("/bank_details/bank", "required", null),
    pay("/bank_details/bank", "not-offered", unknown),
    pay("/bank_details/branch", "required", null),
    pay("/bank_details/branch", "not-offered", unknown),
    pay("/contacts/oblast", "required", blank),
    pay("/contacts/oblast", "look-alike", latin),
    pay("/contacts/oblast", "wrong-letter", wrong_sign),
    pay("/contacts/oblast", "too-long", long),
    pay("/contacts/oblast", "malformed", signs),
    pay("/contacts/city", "required", blank),
    pay("/contacts/city", "look-alike", latin),
    pay("/contacts/city", "wrong-letter", wrong_sign),
    pay("/contacts/city", "too-long", long),
    pay("/contacts/city", "malformed", signs),
    pay("/contacts/district", "look-alike", latin),
    pay("/contacts/district", "wrong-letter", wrong_sign),
    pay("/contacts/district", "too-long", long),
    pay("/contacts/district", "malformed", signs),
    pay("/contacts/street", "look-alike", latin),
    pay("/contacts/street", "wrong-letter", wrong_sign),
    pay("/contacts/street", "too-long", long),
    pay("/contacts/street", "malformed", signs),
    pay("/contacts/house", "required", blank),
    pay("/contacts/house", "look-alike", latin),
    pay("/contacts/house", "wrong-letter", wrong_sign),
    pay("/contacts/house", "too-long", long),
    pay("/contacts/house", "malformed", signs),
    pay("/contacts/apartment", "look-alike", latin),
    pay("/contacts/apartment", "wrong-letter", wrong_sign),
    pay("/contacts/apartment", "too-long", long),
    pay("/contacts/apartment", "malformed", signs),
    pay("/contacts/old_index", "wrong-letter", |random| json!(random.one(&["A25D5X3", "05000О", "05-00-00"]))),
    pay("/contacts/old_index", "wrong-length", |random| json!(random.one(&["05000", "0500000", "0"]))),
    pay("/contacts/contact_phone", "wrong-letter", wrong_phone),
    pay("/contacts/contact_phone", "malformed", short_phone),
    pay("/contacts/contact_phone", "not-kazakhstan", foreign_phone),
    pay("/contacts/mobile_phone", "required", blank),
    pay("/contacts/mobile_phone", "wrong-letter", wrong_phone),
    pay("/contacts/mobile_phone", "malformed", short_phone),
    pay("/contacts/mobile_phone", "not-kazakhstan", foreign_phone),
    pay("/contacts/email", "look-alike", |random| json!(random.one(&["nаme@posta.example", "a@роsta.example"]))),
    pay("/contacts/email", "wrong-letter", |random| {
        json!(random.one(&["a b@c.kz", "ж@c.kz", "a@b,kz", "a\u{200b}@b.kz"]))
    }),
    pay("/contacts/email", "too-long", email_long),
    pay("/contacts/email", "malformed", |random| {
        json!(random.one(&["a", "a@b", "@b.kz", "a@b..kz", "a@b@c.kz", "a@b.k1"]))
    }),
    pair(Kind::Login, "/iin", "required", blank),
    pair(Kind::Login, "/iin", "wrong-letter", iin_wrong_letter),
    pair(Kind::Login, "/iin", "wrong-length", iin_length),
    pair(Kind::Login, "/iin", "bad-date", iin_date),
    pair(Kind::Login, "/iin", "bad-checksum", iin_checksum),
    pair(Kind::Login, "/password", "required", |_| json!("")),
    pair(Kind::Registration, "/iin", "required", blank),
    pair(Kind::Registration, "/iin", "wrong-letter", iin_wrong_letter),
    pair(Kind::Registration, "/iin", "wrong-length", iin_length),
    pair(Kind::Registration, "/iin", "bad-date", iin_date),
    pair(Kind::Registration, "/iin", "bad-checksum", iin_checksum),
    pair(Kind::Registration, "/proof", "required", |_| json!("")),
    pair(Kind::ContactChoice, "/contact", "required", null),
    pair(Kind::ContactChoice, "/contact", "not-offered", unknown),
    pair(Kind::NewPassword, "/code", "required", blank),
    pair(Kind::NewPassword, "/code", "wrong-letter", |random| json!(random.one(&["12345O", "12.34.56", "один"]))),
    pair(Kind::NewPassword, "/code", "wrong-length", |random| json!(random.one(&["12345", "1234567", "-"]))),
    pair(Kind::NewPassword, "/password", "required", |_| json!("")),
    pair(Kind::NewPassword, "/password", "too-short", |random| json!(random.text("абв-0123456789", 1, 11))),
    pair(Kind::NewPassword, "/password", "too-long", |random| json!(random.text("абв-0123456789", 129, 300))),
    pair(Kind::NewPassword, "/password", "guessable", |random| {
        json!(random.one(&[
            "password-password",
            "aaaaaaaaaaaa",
            "780417403079 тау",
            "сейітқали-2026",
            "менің БЖЗҚ құпиям"
        ]))
    }),
    pair(Kind::NewPassword, "/repeated", "required", |_| json!("")),
    pair(Kind::NewPassword, "/repeated", "mismatch", |random| json!(random.text("абв", 1, 20))),
];
