//! `backend receipt verify`: three answers with their exit codes, in three languages, from a file and the trusted certificates
//! alone. The receipts are those of the corpus of `signing`.

use backend::receipt::Command;
use shared::texts::{Language, Texts};
use shared::verify;
use signing::Fault;
use signing::receipt::{Clock, Finding, KeptEvidence, REASONS, Receipt};
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

fn corpus(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../signing/fuzz/corpus").join(name)
}

/// What the program says with these arguments after `backend receipt`, and its exit code.
fn run(arguments: &[&str]) -> (i32, String) {
    let all: Vec<OsString> = ["backend", "receipt"].iter().chain(arguments).map(OsString::from).collect();
    assert!(Command::is_asked(&all));
    match Command::run(&all) {
        Ok((said, code)) | Err((said, code)) => (code, said),
    }
}

/// What it says of a file by the authority of the corpus.
fn verify(file: &Path, language: &str) -> (i32, String) {
    let (file, anchors) = (file.to_str().unwrap(), corpus("anchors"));
    run(&["verify", file, "--trust-anchors", anchors.to_str().unwrap(), "--language", language])
}

fn changed(folder: &TempDir, change: impl FnOnce(&mut Receipt)) -> PathBuf {
    let mut receipt = Receipt::from_zip(&std::fs::read(corpus("receipt/rsa.zip")).unwrap()).unwrap();
    change(&mut receipt);
    let path = folder.path().join("changed.zip");
    std::fs::write(&path, receipt.to_zip().unwrap()).unwrap();
    path
}

/// Valid: who signed, by which certificate, when, and by what that is known.
#[test]
fn a_receipt_that_holds_is_told_in_full() {
    let (code, said) = verify(&corpus("receipt/rsa.zip"), "en");
    assert_eq!(code, 0, "{said}");
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines[0], "The signature is valid");
    assert_eq!(lines.iter().filter(|line| line.starts_with("- ")).count(), 4, "{said}");
    assert!(lines.contains(&"Signed by: ӘЛІҰЛЫ АСҚАР ӘДІЛҰЛЫ"), "{said}");
    assert!(lines.contains(&"Time of signing: 24.11.2026, 15:00:00 (UTC+5)"), "{said}");
    assert!(lines.contains(&"What the time is known by: A time stamp"), "{said}");
    for (file, first) in [("receipt/gost.zip", "Қолтаңба жарамды"), ("receipt/lists.zip", "Қолтаңба жарамды")]
    {
        let (code, said) = verify(&corpus(file), "kk");
        assert_eq!((code, said.lines().next()), (0, Some(first)), "{file}: {said}");
    }
    assert!(verify(&corpus("receipt/rsa.zip"), "ru").1.starts_with("Подпись действительна\n"));
}

/// Each row is one change to a receipt that holds.
#[test]
fn what_does_not_hold_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let document: fn(&mut Receipt) = |it| it.document[20] ^= 1;
    let signature: fn(&mut Receipt) = |it| {
        let end = it.cms.len() / 2;
        it.cms[end] ^= 1;
    };
    let chain: fn(&mut Receipt) = |it| it.chain.truncate(1);
    let evidence: fn(&mut Receipt) = |it| it.evidence = KeptEvidence::None;
    for (what, change, code) in
        [("document", document, 1), ("signature", signature, 1), ("chain", chain, 1), ("evidence", evidence, 2)]
    {
        let (found, said) = verify(&changed(&folder, change), "kk");
        assert_eq!(found, code, "{what}: {said}");
        assert!(said.lines().nth(1).is_some_and(|line| line.starts_with("- ")), "{what}: {said}");
        assert!(!said.contains("ӘЛІҰЛЫ"), "{what} tells a signer: {said}");
    }
}

/// What is no receipt, and a receipt of another authority, cannot be told about; nothing panics over rubbish.
#[test]
fn rubbish_cannot_be_told_about() {
    let folder = tempfile::tempdir().unwrap();
    let whole = std::fs::read(corpus("receipt/rsa.zip")).unwrap();
    let mut flipped = whole.clone();
    flipped[100] ^= 1;
    for bytes in [&b""[..], b"PK\x03\x04", &[0xFF; 4096], &whole[..whole.len() - 1], &flipped] {
        let file = folder.path().join("file");
        std::fs::write(&file, bytes).unwrap();
        let (code, said) = verify(&file, "en");
        assert_eq!(code, 2);
        assert!(said.contains("This is no receipt of the cabinet"), "{said}");
    }
    // The other pair of the authority, by other names: root and issuer of GOST keys.
    let pem = std::fs::read_to_string(corpus("anchors.pem")).unwrap();
    let anchors = folder.path().join("anchors");
    std::fs::create_dir(&anchors).unwrap();
    let begin = "-----BEGIN CERTIFICATE-----";
    let others: Vec<String> = pem.split(begin).skip(3).map(|rest| format!("{begin}{rest}")).collect();
    std::fs::write(anchors.join("others.pem"), others.concat()).unwrap();
    let file = corpus("receipt/rsa.zip");
    let asked = ["verify", file.to_str().unwrap(), "--trust-anchors", anchors.to_str().unwrap(), "--language", "en"];
    let (code, said) = run(&asked);
    assert_eq!((code, said.lines().next()), (2, Some("Nothing can be told about the signature")), "{said}");
}

/// What cannot be judged at all has an exit code of its own, and one line.
#[test]
fn arguments_and_files_that_are_not_there() {
    let (file, anchors) = (corpus("receipt/rsa.zip"), corpus("anchors"));
    let (file, anchors) = (file.to_str().unwrap(), anchors.to_str().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let empty = folder.path().to_str().unwrap();
    for arguments in [
        &["verify", "no-such-file", "--trust-anchors", anchors][..],
        &["verify", empty, "--trust-anchors", anchors],
        &["verify", file, "--trust-anchors", "no-such-folder"],
        &["verify", file, "--trust-anchors", empty],
        &["verify", file, "--trust-anchors", anchors, "--language", "de"],
        &["verify", "--trust-anchors", anchors],
        &["read", file],
        &[],
    ] {
        let (code, said) = run(arguments);
        assert_eq!(code, 3, "{arguments:?}: {said}");
    }
    let (code, said) = run(&["verify", "--help"]);
    assert_eq!(code, 0);
    assert!(said.contains("Exit code 0: valid, 1: not valid, 2: cannot tell"), "{said}");
}

/// Every code of the verifier has words in each language, and no words are left over.
#[test]
fn every_code_has_words() {
    let reasons: BTreeSet<&str> = REASONS.into_iter().chain(Fault::CODES).collect();
    for texts in Language::ALL.map(Texts::of) {
        let mut said = BTreeSet::new();
        let mut hear = |words: String, code: &str| {
            assert!(!words.contains(code), "{code} has no words in {:?}", texts.language());
            assert!(said.insert(words), "{code} says what another says in {:?}", texts.language());
        };
        reasons.iter().for_each(|code| hear(verify::reason(&texts, code), &format!("reason-{code}")));
        Finding::ALL.iter().for_each(|it| hear(verify::finding(&texts, it.code()), &format!("finding-{}", it.code())));
        Clock::ALL.iter().for_each(|it| hear(verify::clock(&texts, it.code()), &format!("clock-{}", it.code())));
        let known = |kind: &str| texts.ids().filter(|id| id.starts_with(kind)).count();
        assert_eq!(known("verify-reason-"), reasons.len());
        assert_eq!(known("verify-finding-"), Finding::ALL.len());
        assert_eq!(known("verify-clock-"), Clock::ALL.len());
    }
}
