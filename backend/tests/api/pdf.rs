//! The signed PDF as a reader gets it.

use crate::road::{Walker, form};
use crate::support::TestApp;
use serde_json::{Value, json};
use std::process::{Command, Stdio};

/// All 42 letters of the Kazakh alphabet, as an address could hold them.
const LETTERS: &str = "Аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя";

/// What the file says, without spaces and breaks: lines are broken where the page ends.
fn text(pdf: &[u8]) -> String {
    let mut reader = Command::new("pdftotext")
        .args(["-raw", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("poppler-utils are installed by tools/setup");
    let (pdf, mut input) = (pdf.to_owned(), reader.stdin.take().unwrap());
    let writer = std::thread::spawn(move || std::io::Write::write_all(&mut input, &pdf));
    let output = reader.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    bare(&String::from_utf8(output.stdout).unwrap())
}

fn bare(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace() && *letter != '\u{200b}').collect()
}

fn words(review: &Value) -> Vec<String> {
    let document = &review["document"];
    let mut words = vec![document["title"].clone()];
    for block in document["blocks"].as_array().unwrap() {
        words.push(block["heading"].clone());
        words.extend(
            block["rows"].as_array().unwrap().iter().flat_map(|row| [row["label"].clone(), row["value"].clone()]),
        );
    }
    words.into_iter().map(|word| word.as_str().unwrap().to_owned()).collect()
}

/// everything on the check page is in the file, in each language, in its order, with the number on each page.
#[tokio::test]
async fn the_file_says_what_the_check_page_says() {
    let app = TestApp::new().await;
    let walker = Walker::consenting(&app, "aliya").await;
    let mut typed = form("aliya");
    typed["contacts"]["street"] = json!(LETTERS);
    walker.save(&typed, 0, 1).await;
    for language in ["kk", "ru", "en"] {
        let review = walker.review_in(language, 1).await;
        assert_eq!(review.verdict(), "201", "{}", review.text());
        let review = review.json();
        let pdf = walker.document(&review).await;
        assert!(pdf.len() <= 100_000, "{} bytes", pdf.len());
        let said = text(&pdf);
        for word in words(&review) {
            assert!(said.contains(&bare(&word)), "{language}: «{word}» in {said}");
        }
        assert!(said.contains(LETTERS), "{language}: all 42 letters");
        assert!(said.contains(review["number"].as_str().unwrap()));
    }
}

/// The same draft in another world on another day of the same date gives the same bytes: nothing of the surroundings is in
/// them.
#[tokio::test]
async fn the_same_application_gives_the_same_bytes() {
    let mut files = Vec::new();
    for _ in 0..2 {
        let app = TestApp::new().await;
        let (walker, review) = Walker::reviewing(&app, "aliya").await;
        files.push(walker.document(&review).await);
    }
    assert!(files[0] == files[1]);
}

/// A letter that the font lacks, from a register or the directory of banks, stops no application: it is written by its
/// number.
#[tokio::test]
async fn a_registers_strange_letters_stop_no_application() {
    let app = TestApp::new().await;
    let mut persona = app.persona("aliya");
    let issuer: String = "ІІМ\u{202e}😀\u{7}א".to_owned() + &"ұ".repeat(5_000);
    persona.register.as_mut().unwrap().documents[0].issuer = issuer;
    app.outside.set_person(persona);
    let (walker, review) = Walker::reviewing(&app, "aliya").await;
    let pdf = walker.document(&review).await;
    let said = text(&pdf);
    assert!(said.contains("ІІМ[U+202E][U+1F600][U+0007][U+05D0]ұұұ"), "{said}");
    assert!(said.matches('ұ').count() >= 5_000);
    assert!(pdf.len() <= 100_000, "{} bytes", pdf.len());
    let cms = walker.signature(&review).await;
    assert_eq!(walker.sign(&review, &cms).await.verdict(), "201");
}
