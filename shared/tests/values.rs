//! Values: their one written form, and what is said about a wrong one.

mod common;

use common::day;
use proptest::prelude::*;
use shared::kernel::problem::Code;
use shared::values::address::AddressText;
use shared::values::day::Day;
use shared::values::email::Email;
use shared::values::full_name::FullName;
use shared::values::iban::{self, Iban};
use shared::values::iin::Iin;
use shared::values::letters;
use shared::values::money::Money;
use shared::values::phone::{AnyPhone, MobilePhone};
use shared::values::postal_index::{NewIndex, OldIndex};

fn wrong(letter: &str, position: usize) -> Code {
    Code::WrongLetter { letter: letter.into(), position }
}

fn alike(letter: &str, position: usize, instead: &str) -> Code {
    Code::LookAlike { letter: letter.into(), position, instead: instead.into() }
}

/// what is wrong with an account is named with its place.
#[test]
fn iban_codes() {
    let rows = [
        ("KZ35601A00000001234５", wrong("U+FF15", 20)),
        ("КZ35601A000000012345", alike("К", 1, "K")),
        ("kz35601а000000012345", alike("а", 8, "A")),
        ("KZ35601A0000_0012345", wrong("_", 13)),
        ("KZ3560-1A 0000\u{a0}00012\u{202f}345!", wrong("!", 21)),
        ("KZA5601A000000012345", wrong("A", 3)),
        ("KZ3B601A000000012345", wrong("B", 4)),
        ("KZ35B01A000000012345", wrong("B", 5)),
        ("KZ3560BA000000012345", wrong("B", 7)),
        ("K", Code::WrongLength { expected: 20, found: 1 }),
        ("KX", Code::Malformed),
        ("- -", Code::WrongLength { expected: 20, found: 0 }),
    ];
    for (typed, expected) in rows {
        assert_eq!(typed.parse::<Iban>().unwrap_err(), expected, "{typed}");
    }
    let iban: Iban = "KZ35601A000000012345".parse().unwrap();
    assert_eq!(iban.grouped(), "KZ35 601A 0000 0001 2345");
    assert_eq!(iban.as_str(), "KZ35601A000000012345");
    assert_eq!(iban.bank_code(), "601");
    assert_eq!(iban::grouped("01071"), "0107 1");
}

/// spaces do not matter in an IIN, a wrong sign is named.
#[test]
fn iin_codes() {
    assert_eq!("780417 403079".parse::<Iin>().unwrap().to_string(), "780417403079");
    assert_eq!("7804 1740307б".parse::<Iin>().unwrap_err(), wrong("б", 12));
    assert_eq!("\u{200b}780417403079".parse::<Iin>().unwrap_err(), wrong("U+200B", 1));
    assert_eq!("78041740307".parse::<Iin>().unwrap_err(), Code::WrongLength { expected: 12, found: 11 });
    let iin: Iin = "780417403079".parse().unwrap();
    assert_eq!(format!("{iin:?}"), "Iin(…)");
    assert_eq!(serde_json::to_string(&iin).unwrap(), "\"780417403079\"");
    assert!(serde_json::from_str::<Iin>("\"780417403078\"").is_err());
    assert_eq!(
        "800101100003".parse::<Iin>().map(|iin| iin.birth()),
        "800101100003".parse::<Iin>().map(|_| Day::new(1880, 1, 1))
    );
}

/// how phones are read, grouped and masked.
#[test]
fn phones() {
    let written = [
        ("+7 (701) 123-45-67", "+77011234567"),
        ("8.701.123.45.67", "+77011234567"),
        ("7701/123/45/67", "+77011234567"),
        ("701–123–45–67", "+77011234567"),
        (" (+7) 701 123 45 67", "+77011234567"),
    ];
    for (typed, expected) in written {
        assert_eq!(typed.parse::<MobilePhone>().unwrap().as_str(), expected, "{typed}");
    }
    let refused = [
        ("+7 701 123 45 6", Code::Malformed),
        ("7 701 123 45 6", Code::NotKazakhstan),
        ("6011234567", Code::Malformed),
        ("96011234567", Code::Malformed),
        ("8 601 123 45 67", Code::NotKazakhstan),
        ("+1 701 123 45 67", Code::NotKazakhstan),
        ("+", Code::NotKazakhstan),
        ("8 701 1234567x", wrong("x", 14)),
        ("8+7011234567", wrong("+", 2)),
    ];
    for (typed, expected) in refused {
        assert_eq!(typed.parse::<AnyPhone>().unwrap_err(), expected, "{typed}");
    }
    let mobile: MobilePhone = "87777777777".parse().unwrap();
    assert_eq!(mobile.masked(), "+7 777 *** ** 77");
    assert_eq!(mobile.grouped(), "+7 777 777 77 77");
    assert_eq!(mobile.to_string(), "+77777777777");
    let landline: AnyPhone = "8 7172 12 34 56".parse().unwrap();
    assert_eq!(landline.grouped(), "+7 717 212 34 56");
    assert!(!landline.is_mobile());
    assert_eq!(landline.masked(), "+7 717 *** ** 56");
}

/// how e-mail addresses are read and masked.
#[test]
fn emails() {
    let written = [
        ("Name.Surname+1%x_y-z@Mail.Example", "Name.Surname+1%x_y-z@mail.example"),
        ("a@b-c.kz", "a@b-c.kz"),
        ("1@2.kz", "1@2.kz"),
    ];
    for (typed, expected) in written {
        assert_eq!(typed.parse::<Email>().unwrap().as_str(), expected, "{typed}");
    }
    for malformed in [
        "a", "@b.kz", "a@b", "a@.kz", "a@b..kz", "a@b.k", "a@b.k1", "a@-b.kz", "a@b-.kz", "a@b@c.kz", "a@b_c.kz",
        "a@b.kz.",
    ] {
        assert_eq!(malformed.parse::<Email>().unwrap_err(), Code::Malformed, "{malformed}");
    }
    assert_eq!("a b@c.kz".parse::<Email>().unwrap_err(), wrong("U+0020", 2));
    assert_eq!("a@с.kz".parse::<Email>().unwrap_err(), alike("с", 3, "c"));
    assert_eq!("ж@c.kz".parse::<Email>().unwrap_err(), wrong("ж", 1));
    for (address, masked) in [
        ("aliya@posta.example", "a***a@posta.example"),
        ("abc@m.kz", "a***c@m.kz"),
        ("ab@m.kz", "a***@m.kz"),
        ("a@m.kz", "a***@m.kz"),
    ] {
        assert_eq!(address.parse::<Email>().unwrap().masked(), masked);
    }
    assert_eq!("A@B.KZ".parse::<Email>().unwrap().to_string(), "A@b.kz");
}

/// all 42 letters of the Kazakh alphabet in both cases, digits and the signs of addresses.
#[test]
fn letters_of_an_address() {
    let alphabet = "АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ";
    assert_eq!(alphabet.chars().count(), 42);
    for letter in alphabet.chars().chain(alphabet.to_lowercase().chars()).chain("0123456789".chars()) {
        assert!(letter.to_string().parse::<AddressText<9>>().is_ok(), "{letter}");
    }
    for sign in ".,-–/№\"«»'():".chars() {
        assert!(format!("5{sign}").parse::<AddressText<9>>().is_ok(), "{sign}");
        assert_eq!(sign.to_string().parse::<AddressText<9>>().unwrap_err(), Code::Malformed, "{sign}");
    }
    for other in "ЂѓћѢѐҐҗӣӟ;!?<>@#\n".chars() {
        let found = format!("А{other}").parse::<AddressText<9>>().unwrap_err();
        assert_eq!(found, Code::WrongLetter { letter: letters::shown(other), position: 2 }, "{other}");
    }
}

/// the Latin letters that look Cyrillic, each with its twin.
#[test]
fn look_alikes() {
    for (latin, cyrillic) in "AaBCcEeHhIiKkMmOoPpTtXxYy".chars().zip("АаВСсЕеНһІіКкМмОоРрТтХхУу".chars())
    {
        assert_eq!(letters::cyrillic_for(latin), Some(cyrillic));
        assert_eq!(letters::latin_for(cyrillic), Some(latin));
        assert_eq!(
            latin.to_string().parse::<AddressText<9>>().unwrap_err(),
            alike(&latin.to_string(), 1, &cyrillic.to_string())
        );
    }
    assert_eq!(letters::latin_for('Ү'), Some('Y'));
    assert_eq!(letters::latin_for('ү'), Some('y'));
    for latin in "DdFfGgJjLlNnQqRrSsUuVvWwZzb".chars() {
        assert_eq!(letters::cyrillic_for(latin), None, "{latin}");
    }
}

/// a sign that cannot be seen is named by its number.
#[test]
fn invisible_signs() {
    for (sign, shown) in [
        ('\u{202e}', "U+202E"),
        ('\u{200b}', "U+200B"),
        ('\u{0301}', "U+0301"),
        ('\u{ad}', "U+00AD"),
        ('\u{7f}', "U+007F"),
        (' ', "U+0020"),
        ('\u{0}', "U+0000"),
        ('\u{1f600}', "U+1F600"),
        ('\u{0488}', "U+0488"),
        ('<', "<"),
        ('~', "~"),
        ('®', "®"),
        ('ʯ', "ʯ"),
        ('Ω', "Ω"),
        ('…', "…"),
        ('₸', "₸"),
        ('™', "™"),
    ] {
        assert_eq!(letters::shown(sign), shown);
    }
}

/// single spaces between words; the length is counted then.
#[test]
fn written_addresses() {
    let written = |typed: &str| typed.parse::<AddressText<10>>().map(String::from);
    assert_eq!(written("Төле\u{a0}  би 1"), Ok("Төле би 1".into()));
    assert_eq!(written("\tАқкөл  12345"), Err(Code::TooLong { max: 10 }));
    assert_eq!(written("\tАқкөл   1234"), Ok("Аққөл 1234".replace("Аққөл", "Ақкөл")));
    assert_eq!("Ақкөл".parse::<AddressText<5>>().unwrap().as_str(), "Ақкөл");
    assert_eq!("Ақкөл".parse::<AddressText<5>>().unwrap().to_string(), "Ақкөл");
}

///
#[test]
fn indexes() {
    assert_eq!("05 00 00".parse::<OldIndex>().unwrap().as_str(), "050000");
    assert_eq!("0500001".parse::<OldIndex>().unwrap_err(), Code::WrongLength { expected: 6, found: 7 });
    assert_eq!("05000O".parse::<OldIndex>().unwrap_err(), wrong("O", 6));
    assert_eq!("a25 d5x3".parse::<NewIndex>().unwrap().as_str(), "A25D5X3");
    assert_eq!("A25D5X3".parse::<NewIndex>().unwrap().to_string(), "A25D5X3");
    let length = |found| Code::WrongLength { expected: 7, found };
    let rows = [
        ("A25D5X", length(6)),
        ("A25D5X33", length(8)),
        ("A2", length(2)),
        ("125D5X3", Code::Malformed),
        ("AB5D5X3", Code::Malformed),
        ("A2BD5X3", Code::Malformed),
        ("A25D5х3", alike("х", 6, "X")),
        ("A25D5Ж3", wrong("Ж", 6)),
    ];
    for (typed, expected) in rows {
        assert_eq!(typed.parse::<NewIndex>().unwrap_err(), expected, "{typed}");
    }
}

/// days as the forms of the Fund write them, and ages.
#[test]
fn days() {
    assert_eq!(day("2026-01-09").dotted(), "09.01.2026");
    for malformed in
        ["2026-1-09", "2026-01-9", "2026.01.09", "26-01-2009", "2026-01-099", "+026-01-09", "2026-01/09", ""]
    {
        assert_eq!(malformed.parse::<Day>().unwrap_err(), Code::Malformed, "{malformed}");
    }
    for none in ["2026-02-29", "2026-13-01", "2026-00-10", "2026-01-32"] {
        assert_eq!(none.parse::<Day>().unwrap_err(), Code::BadDate, "{none}");
    }
    let ages = [("1976-11-24", 50), ("1976-11-25", 49), ("1976-12-01", 49), ("1976-10-30", 50), ("2026-11-24", 0)];
    for (birth, years) in ages {
        assert_eq!(day(birth).years_until(day("2026-11-24")), years, "{birth}");
    }
    assert_eq!(day("2000-02-29").years_until(day("2026-02-28")), 25);
    assert_eq!(serde_json::from_str::<Day>("\"2026-11-24\"").unwrap().to_string(), "2026-11-24");
    assert!(serde_json::from_str::<Day>("\"2026-11-31\"").is_err());
}

/// amounts as people write them.
#[test]
fn money() {
    let written = [
        ("1 234,5", "1234.50"),
        ("1234.50", "1234.50"),
        ("6\u{a0}184\u{202f}320,55", "6184320.55"),
        ("0", "0.00"),
        ("007", "7.00"),
        ("123456789012345", "123456789012345.00"),
    ];
    for (typed, expected) in written {
        assert_eq!(typed.parse::<Money>().unwrap().to_string(), expected, "{typed}");
    }
    for malformed in ["", ",5", "1,", "1,234", "1,2,3", "1.2,3", "-1", "1e5", "١", "1234567890123456", "1 тг"] {
        assert_eq!(malformed.parse::<Money>().unwrap_err(), Code::Malformed, "{malformed}");
    }
    let grouped =
        [("6184320.55", "6\u{a0}184\u{a0}320,55"), ("999", "999,00"), ("1000", "1\u{a0}000,00"), ("0.5", "0,50")];
    for (amount, expected) in grouped {
        assert_eq!(amount.parse::<Money>().unwrap().grouped(), expected);
    }
    let debt = Money(-"1234.5".parse::<Money>().unwrap().0);
    assert_eq!(debt.grouped(), "−1\u{a0}234,50");
    assert!(!debt.is_positive() && !Money::default().is_positive() && "0.01".parse::<Money>().unwrap().is_positive());
    assert_eq!(serde_json::to_string(&"5".parse::<Money>().unwrap()).unwrap(), "\"5.00\"");
    assert!(serde_json::from_str::<Money>("\"five\"").is_err());
}

/// the same names, whatever the case and the spaces.
#[test]
fn full_names() {
    let name = |surname: &str, given: &str, patronymic: Option<&str>| FullName {
        surname: surname.into(),
        given: given.into(),
        patronymic: patronymic.map(str::to_owned),
    };
    let asqar = name("ӘЛІҰЛЫ", "АСҚАР", Some("ӘДІЛҰЛЫ"));
    assert!(asqar.matches(&name(" әліұлы", "Асқар ", Some("Әділұлы"))));
    assert!(!asqar.matches(&name("ӘЛІҰЛЫ", "АСҚАР", None)));
    assert!(!asqar.matches(&name("ӘЛІҰЛЫ", "АСКАР", Some("ӘДІЛҰЛЫ"))));
    assert!(!asqar.matches(&name("АЛІҰЛЫ", "АСҚАР", Some("ӘДІЛҰЛЫ"))));
    assert!(name("А", "Б", None).matches(&name("А", "Б", Some(" "))));
    assert_eq!(asqar.in_full(), "ӘЛІҰЛЫ АСҚАР ӘДІЛҰЛЫ");
    assert_eq!(name("А", "Б", None).in_full(), "А Б");
}

proptest! {
    /// one changed character is always noticed.
    #[test]
    fn a_changed_character_breaks_an_account(place in 2_usize..20, digit in 0_u8..10) {
        let mut account = *b"KZ257220000000000001";
        let other = b'0' + digit;
        prop_assume!(account[place] != other);
        account[place] = other;
        let typed = std::str::from_utf8(&account).unwrap();
        prop_assert_eq!(typed.parse::<Iban>(), Err(Code::BadChecksum));
    }

    /// every account can be made valid by exactly one pair of check digits from 02 to 98.
    #[test]
    fn one_pair_of_check_digits(rest in "[0-9]{3}[0-9A-Z]{13}") {
        let fitting = (2..=98).filter(|check| format!("KZ{check:02}{rest}").parse::<Iban>().is_ok()).count();
        prop_assert_eq!(fitting, 1);
    }

    /// what is written is read back.
    #[test]
    fn money_round_trip(tiyn in 0_i64..10_000_000_000_000) {
        let text = format!("{}.{:02}", tiyn / 100, tiyn % 100);
        let money: Money = text.parse().unwrap();
        prop_assert_eq!(money.to_string(), text);
        prop_assert_eq!(money.grouped().parse::<Money>().unwrap(), money);
    }

    /// no text makes a value panic.
    #[test]
    fn any_text(text in "\\PC{0,30}") {
        let _ = (text.parse::<Iban>(), text.parse::<Iin>(), text.parse::<AnyPhone>(), text.parse::<Email>());
        let _ = (text.parse::<OldIndex>(), text.parse::<NewIndex>(), text.parse::<Money>(), text.parse::<Day>());
        if let Ok(email) = text.parse::<Email>() {
            prop_assert!(email.masked().contains("***"));
        }
    }
}
