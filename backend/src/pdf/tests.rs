use std::process::{Command, Stdio};

use shared::kernel::document::{WrittenBlock, WrittenRow};

use super::*;

/// All 42 letters of the Kazakh alphabet.
const ALPHABET: &str = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя";

fn sheet(rows: &[(&str, &str)]) -> Sheet {
    let row = |&(label, value): &(&str, &str)| WrittenRow { label: label.into(), value: value.into() };
    let block = |heading: &str, rows: &[(&str, &str)]| WrittenBlock {
        id: "block".into(),
        heading: heading.into(),
        rows: rows.iter().map(row).collect(),
    };
    Sheet {
        number: "2026-000123".into(),
        made_on: Day::new(2026, 11, 24).unwrap(),
        language: Language::Kk,
        document: WrittenDocument {
            title: "Зейнетақы төлемдерін тағайындау".into(),
            blocks: vec![block("Өтініш", rows)],
        },
    }
}

fn press() -> Press {
    Press::new(Turns::at_once(1)).unwrap()
}

/// What a reader of the file gets, spaces and breaks taken out: lines are broken where the page ends.
fn read(pdf: &[u8]) -> String {
    read_by(pdf, "pdftotext", &["-raw", "-", "-"]).split_whitespace().collect::<String>().replace('\u{200b}', "")
}

fn read_by(pdf: &[u8], program: &str, arguments: &[&str]) -> String {
    let mut reader = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("poppler-utils are installed by tools/setup");
    let pdf = pdf.to_owned();
    let mut input = reader.stdin.take().unwrap();
    let writer = std::thread::spawn(move || std::io::Write::write_all(&mut input, &pdf));
    let output = reader.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// the whole alphabet, upper and lower, and the signs around amounts come out of the file as they went in.
#[test]
fn every_kazakh_letter_can_be_read_from_the_file() {
    let upper = ALPHABET.to_uppercase();
    let pdf = press()
        .set(&sheet(&[("Әріптер", ALPHABET), ("Бас әріптер", &upper), ("Сомасы", "1\u{a0}234,50 ₸ №")]))
        .unwrap();
    let text = read(&pdf);
    assert_eq!(ALPHABET.chars().count(), 42);
    assert!(text.contains(ALPHABET), "{text}");
    assert!(text.contains(&upper), "{text}");
    assert!(text.contains("1234,50₸№"), "{text}");
}

#[test]
fn number_language_title_and_tags_are_there_and_the_file_is_small() {
    let sheet = sheet(&[("Аты", "АСҚАР")]);
    let pdf = press().set(&sheet).unwrap();
    assert!(pdf.len() < 100_000, "{}", pdf.len());
    let text = read(&pdf);
    assert!(text.contains("2026-000123") && text.contains(&sheet.data_sha256()), "{text}");
    let raw = String::from_utf8_lossy(&pdf);
    assert!(raw.contains("/Lang"), "the language is said");
    assert!(raw.contains("pdfuaid") && raw.contains("pdfaid"), "both standards are claimed");
    let info = read_by(&pdf, "pdfinfo", &["-"]);
    for line in ["Title:           Зейнетақы төлемдерін тағайындау", "Tagged:          yes", "A4"]
    {
        assert!(info.contains(line), "{info}");
    }
}

#[test]
fn a_word_of_five_thousand_letters_is_there_to_the_last_one() {
    let word: String = ALPHABET.chars().cycle().take(5_000).collect();
    let sheet = sheet(&[("Көше", &word)]);
    let pdf = press().set(&sheet).unwrap();
    // Between two pages stands the footer of the first.
    let mut text = read(&pdf);
    for (page, of) in (1..10).flat_map(|page| (page..10).map(move |of| (page, of))) {
        text = text.replace(&format!("{}{page}/{of}SHA-256{}", sheet.number, sheet.data_sha256()), "");
    }
    assert!(text.contains(&word), "{text}");
    assert!(pdf.len() < 100_000, "{}", pdf.len());
}

#[test]
fn a_letter_that_cannot_be_printed_stops_no_application() {
    let pdf = press().set(&sheet(&[("Көше", "А\u{202e}Б\u{0}😀א\u{200b}")])).unwrap();
    assert!(read(&pdf).contains("А[U+202E]Б[U+0000][U+1F600][U+05D0][U+200B]"), "{}", read(&pdf));
}

#[test]
fn every_letter_that_passes_as_printable_is_printed() {
    let press = press();
    let all: String =
        ('\0'..=char::MAX).filter(|&letter| press.letters.legible(&letter.to_string()).starts_with(letter)).collect();
    let spaced: Vec<String> = all.chars().map(|letter| letter.to_string()).collect();
    press.set(&sheet(&[("Әріптер", &all), ("Бөлек", &spaced.join(" "))])).unwrap();
}

#[test]
fn values_are_text_and_never_markup() {
    let typed = "#let $a$ *b* <c> #eval(\"1\") = -- \\ `x` // y";
    let pdf = press().set(&sheet(&[("Көше", typed)])).unwrap();
    assert!(read(&pdf).contains(&typed.split_whitespace().collect::<String>()), "{}", read(&pdf));
}

#[test]
fn the_same_sheet_gives_the_same_bytes() {
    let sheet = sheet(&[("Аты", "АСҚАР")]);
    assert_eq!(press().set(&sheet).unwrap(), press().set(&sheet).unwrap());
    let other = Sheet { number: "2026-000124".into(), ..sheet.clone() };
    assert_ne!(press().set(&sheet).unwrap(), press().set(&other).unwrap());
    assert_ne!(sheet.data_sha256(), other.data_sha256());
}

/// Whoever waited may go; the place is free when the work is over and not before.
#[tokio::test]
async fn a_sheet_that_nobody_waits_for_keeps_its_place() {
    let press = Arc::new(press());
    // Long enough to be under way when it is looked at.
    let mut printing = Box::pin(press.print(sheet(&[("Тегі", "ӘБДІҒАППАРОВА"); 300])));
    let begun = std::future::poll_fn(|context| std::task::Poll::Ready(printing.as_mut().poll(context)));
    assert!(begun.await.is_pending());
    drop(printing);
    assert_eq!(press.turns.free(), 0);
    assert!(press.turns.turn().await.is_ok(), "it comes free");
}
