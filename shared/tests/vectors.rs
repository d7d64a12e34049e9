//! Known right and wrong numbers, names, addresses and phones, row by row.

mod common;

use common::{rows, text, vectors};
use shared::kernel::problem::Code;
use shared::values::full_name::fold;
use shared::values::iban::Iban;
use shared::values::iin::Iin;
use shared::values::phone::{AnyPhone, LANDLINE_PREFIXES, MOBILE_PREFIXES, MobilePhone};
use shared::values::postal_index::{NewIndex, OldIndex};
use shared::values::{address::AddressText, bin::Bin};

///
#[test]
fn iin() {
    let vectors = vectors("iin");
    for row in rows(&vectors, "valid") {
        let iin: Iin = text(row, "iin").parse().unwrap_or_else(|code| panic!("{row}: {code:?}"));
        assert_eq!(iin.birth().unwrap().to_string(), text(row, "birth"));
        assert_eq!(iin.as_str(), text(row, "iin"));
    }
    for row in rows(&vectors, "invalid") {
        assert_eq!(text(row, "iin").parse::<Iin>().unwrap_err().id(), text(row, "code"), "{row}");
    }
}

///
#[test]
fn bin() {
    let vectors = vectors("bin");
    for row in rows(&vectors, "valid") {
        assert_eq!(text(row, "bin").parse::<Bin>().unwrap().to_string(), text(row, "bin"));
    }
    for row in rows(&vectors, "invalid") {
        assert_eq!(text(row, "bin").parse::<Bin>().unwrap_err().id(), text(row, "code"), "{row}");
    }
}

///
#[test]
fn iban() {
    let vectors = vectors("iban");
    for row in rows(&vectors, "valid") {
        let iban: Iban = text(row, "iban").parse().unwrap_or_else(|code| panic!("{row}: {code:?}"));
        assert_eq!(iban.to_string(), text(row, "iban"));
        assert_eq!(iban.bank_code(), &text(row, "iban")[4..7]);
    }
    for row in rows(&vectors, "invalid") {
        assert_eq!(text(row, "iban").parse::<Iban>().unwrap_err().id(), text(row, "code"), "{row}");
    }
    for row in rows(&vectors, "normalised") {
        assert_eq!(text(row, "input").parse::<Iban>().unwrap().as_str(), text(row, "iban"));
    }
    for row in rows(&vectors, "mismatch") {
        assert_ne!(text(row, "iban").parse::<Iban>().unwrap().bank_code(), text(row, "chosen_bank"));
    }
}

/// letter case and spaces do not matter, the alphabet does.
#[test]
fn names() {
    for row in rows(&vectors("names"), "names") {
        assert_eq!(fold(text(row, "a")) == fold(text(row, "b")), row["equal"] == true, "{row}");
    }
}

///
#[test]
fn cyrillic() {
    for row in rows(&vectors("cyrillic"), "addresses") {
        assert_eq!(text(row, "text").parse::<AddressText<100>>().is_ok(), row["ok"] == true, "{row}");
    }
}

///
#[test]
fn postal_index() {
    for row in rows(&vectors("postal_index"), "indexes") {
        let typed = text(row, "index");
        let old = typed.parse::<OldIndex>().ok().map(|index| index.to_string());
        let new = typed.parse::<NewIndex>().ok().map(|index| index.to_string());
        let stored = row["normalised"].as_str().unwrap_or(typed).to_owned();
        let (expected_old, expected_new) = match row["kind"].as_str() {
            Some("old") => (Some(stored), None),
            Some(_) => (None, Some(stored)),
            None => (None, None),
        };
        assert_eq!((old, new), (expected_old, expected_new), "{row}");
        assert_eq!(row["ok"] == true, row["kind"].is_string(), "{row}");
    }
}

///
#[test]
fn phone() {
    let vectors = vectors("phone");
    for row in rows(&vectors, "vectors") {
        let (any, mobile) = (text(row, "input").parse::<AnyPhone>(), text(row, "input").parse::<MobilePhone>());
        let (any, mobile) = (any.map(|it| it.to_string()), mobile.map(|it| it.to_string()));
        match (text(row, "kind"), row["e164"].as_str()) {
            ("mobile", Some(e164)) => {
                assert_eq!((any.as_deref(), mobile.as_deref()), (Ok(e164), Ok(e164)), "{row}");
            }
            ("landline", Some(e164)) => {
                assert_eq!((any.as_deref(), mobile.as_deref()), (Ok(e164), Err(&Code::Malformed)), "{row}");
            }
            ("too short" | "too long", None) => {
                assert_eq!((any, mobile), (Err(Code::Malformed), Err(Code::Malformed)), "{row}");
            }
            _ => assert_eq!((any, mobile), (Err(Code::NotKazakhstan), Err(Code::NotKazakhstan)), "{row}"),
        }
    }
    let known: Vec<&str> = rows(&vectors, "mobile").iter().filter_map(|prefix| prefix.as_str()).collect();
    assert_eq!(known, MOBILE_PREFIXES);
    for zone in rows(&vectors, "zones") {
        assert!(LANDLINE_PREFIXES.iter().any(|prefix| zone.as_str().unwrap().starts_with(prefix)), "{zone}");
    }
}
