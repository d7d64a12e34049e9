//! The receipt of a signed application as the server gives it out, and what is kept beside it.

use crate::road::Walker;
use crate::support::TestApp;
use backend::applications::check_due;
use base64ct::{Base64, Encoding};
use rusqlite::Connection;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use shared::values::iin::Iin;
use signing::receipt::{Clock, Finding, Judgement, KeptEvidence, Receipt, judge};
use simulators::authority::{KeyHolder, KeyKind, KeyState, Profile, Standing};
use simulators::modes::{Mode, Register};
use simulators::time_stamps::TimeStamps;
use std::path::Path;
use std::process::{Command, Output};
use time::Duration;

/// Places of each part at which a byte is changed.
const PLACES: usize = 200;

/// An application signed with this kind of key: whose, its number, its receipt.
async fn signed(app: &TestApp, kind: KeyKind) -> (Walker<'_>, String, Vec<u8>) {
    let (walker, review) = Walker::reviewing(app, "aliya").await;
    let cms = walker.signed(&walker.document(&review).await, kind, KeyState::Good);
    let answer = walker.sign(&review, &cms).await;
    assert_eq!(answer.verdict(), "201", "{}", answer.text());
    let number = answer.json()["number"].as_str().unwrap().to_owned();
    let answer = walker.browser.get(&format!("/api/applications/{number}/receipt")).await;
    assert_eq!((answer.verdict().as_str(), answer.header("content-type")), ("200", "application/zip"));
    assert_eq!(answer.header("content-disposition"), format!("attachment; filename=\"{number}-receipt.zip\""));
    (walker, number, answer.body)
}

fn judged(app: &TestApp, file: &[u8]) -> Judgement {
    judge(file, &app.app.trust)
}

/// Both kinds of key: the receipt holds the bytes that were signed and judges as the server did, by the responder's answer.
#[tokio::test]
async fn the_receipt_holds_what_was_signed() {
    for kind in [KeyKind::Sign, KeyKind::Gost] {
        let app = TestApp::new().await;
        let (walker, number, file) = signed(&app, kind).await;
        let judgement = judged(&app, &file);
        assert_eq!((judgement.finding, judgement.reasons.len()), (Finding::Valid, 3), "{judgement:?}");
        assert_eq!(judgement.signed_at, Some((app.clock.now(), Clock::Responder)));
        let verdict = judgement.verdict.unwrap();
        assert_eq!(verdict.iin, app.persona("aliya").iin);
        assert_eq!(walker.application(&number).await["signer"]["serial"], verdict.serial);
        let receipt = Receipt::from_zip(&file).unwrap();
        let pdf = walker.browser.get(&format!("/api/applications/{number}/document")).await;
        assert!(receipt.document == pdf.body, "the document is the stored one");
        let again = walker.browser.get(&format!("/api/applications/{number}/receipt")).await;
        assert!(again.body == file, "asked for again it is the same file");
    }
}

/// One byte of the file changed at 200 places inside document, message and evidence: never valid; nor is the document when
/// whoever changed it packs the receipt anew.
#[tokio::test]
async fn a_changed_byte_is_never_valid() {
    for kind in [KeyKind::Sign, KeyKind::Gost] {
        let app = TestApp::new().await;
        let (_walker, _number, file) = signed(&app, kind).await;
        let receipt = Receipt::from_zip(&file).unwrap();
        let KeptEvidence::Ocsp { answer, .. } = &receipt.evidence else { panic!("the responder has answered") };
        for (what, part) in [("document", &receipt.document), ("message", &receipt.cms), ("evidence", answer)] {
            let begins = file.windows(part.len()).position(|window| window == &part[..]).unwrap();
            for place in 0..PLACES {
                let mut changed = file.clone();
                changed[begins + place * part.len() / PLACES] ^= 1 << (place % 8);
                assert_ne!(judged(&app, &changed).finding, Finding::Valid, "{what}, place {place}");
            }
        }
        for place in 0..PLACES {
            let mut changed = receipt.clone();
            let at = place * changed.document.len() / PLACES;
            changed.document[at] ^= 1 << (place % 8);
            let judgement = judged(&app, &changed.to_zip().unwrap());
            assert_eq!(judgement.finding, Finding::Invalid, "document packed anew, place {place}");
        }
    }
}

/// openssl agrees about the RSA signature of the server's receipt, and its content is the PDF. Once the certificate has expired
/// openssl refuses the message alone, while the receipt still holds: it proves when it was signed.
#[tokio::test]
async fn openssl_agrees_until_the_certificate_expires() {
    let app = TestApp::new().await;
    let (_walker, _number, file) = signed(&app, KeyKind::Sign).await;
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("receipt.zip"), &file).unwrap();
    std::fs::write(folder.path().join("anchors.pem"), app.app.trust.to_pem()).unwrap();
    assert!(run(folder.path(), "python3", "-m zipfile -e receipt.zip .").status.success());
    assert!(run(folder.path(), "sha256sum", "--strict -c SHA256SUMS").status.success());
    let openssl = |at: i64| {
        let arguments = "cms -verify -binary -inform DER -in signature.p7s -CAfile anchors.pem -purpose any -attime";
        run(folder.path(), "openssl", &format!("{arguments} {at}"))
    };
    let said = openssl(app.clock.now().unix_timestamp());
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    assert!(said.stdout == std::fs::read(folder.path().join("document.pdf")).unwrap(), "eContent is the PDF");
    let judgement = judged(&app, &file);
    let expired = openssl(judgement.verdict.as_ref().unwrap().not_after.unix_timestamp() + 1);
    assert!(!expired.status.success());
    assert!(String::from_utf8_lossy(&expired.stderr).contains("certificate has expired"));
    assert_eq!(judgement.finding, Finding::Valid);
}

fn run(folder: &Path, program: &str, arguments: &str) -> Output {
    Command::new(program).args(arguments.split_whitespace()).current_dir(folder).output().unwrap()
}

/// a certificate that was over when the authority answered at last was good when its signature came. The receipt
/// does not call it expired: a time stamp proves when it was signed, and without one that cannot be told.
#[tokio::test]
async fn a_certificate_may_expire_while_its_signature_waits() {
    let held = ["document_signed", "certificate_trusted", "not_revoked_then", "time_stamped"];
    for (is_stamped, finding, reasons) in
        [(true, Finding::Valid, &held[..]), (false, Finding::CannotTell, &["expired_since"])]
    {
        let app = TestApp::new().await;
        let (walker, review) = Walker::reviewing(&app, "aliya").await;
        let (authority, now) = (app.outside.authority(), app.clock.now());
        let holder = KeyHolder::from(&app.persona("aliya"));
        let profile = Profile { not_after: now + Duration::MINUTE, ..Profile::individual(&holder, KeyKind::Sign, now) };
        let key = authority.issue("expires-while-checked", &profile, authority.issuing()).unwrap();
        authority.set_standing(&key.certificate.tbs_certificate.serial_number, Standing::Good).unwrap();
        let mut cms = key.sign_attached(&walker.document(&review).await, now).unwrap();
        if is_stamped {
            let stamps = TimeStamps::at(app.outside.url("authority/tsp")).unwrap();
            cms = stamps.stamped(&cms).await.unwrap();
        }
        app.outside.set_register(Register::Authority, Mode::OFF);
        assert_eq!(walker.sign(&review, &Base64::encode_string(&cms)).await.verdict(), "202");
        app.outside.set_register(Register::Authority, Mode::ON);
        app.clock.advance(Duration::minutes(5));
        assert_eq!(check_due(&app.app).await.unwrap(), 1);
        let number = review["number"].as_str().unwrap();
        assert_eq!(walker.statuses(number).await, ["signature_checking", "signed"]);
        let file = walker.browser.get(&format!("/api/applications/{number}/receipt")).await.body;
        let judgement = judged(&app, &file);
        assert_eq!((judgement.finding, &judgement.reasons[..]), (finding, reasons));
        assert_eq!(judgement.signed_at, is_stamped.then_some((now, Clock::TimeStamp)));
    }
}

/// a receipt is its applicant's alone.
#[tokio::test]
async fn nobody_else_gets_it() {
    let app = TestApp::new().await;
    let (walker, number, _file) = signed(&app, KeyKind::Sign).await;
    let path = format!("/api/applications/{number}/receipt");
    assert_eq!(app.signed_in("gulnar").await.get(&path).await.verdict(), "404 not-found");
    assert_eq!(app.browser().get(&path).await.verdict(), "401 signed-out");
    assert_eq!(walker.browser.get("/api/applications/2026-999999/receipt").await.verdict(), "404 not-found");
}

/// Without evidence there is no receipt, and the answer says so.
#[tokio::test]
async fn without_evidence_there_is_none_yet() {
    let app = TestApp::new().await;
    let (walker, number, _file) = signed(&app, KeyKind::Sign).await;
    Connection::open(&app.settings.database).unwrap().execute("delete from evidence", []).unwrap();
    let answer = walker.browser.get(&format!("/api/applications/{number}/receipt")).await;
    assert_eq!(answer.verdict(), "409 receipt-not-ready");
}

/// Beside the receipt stands, for each application, what the registers answered, the versions of the dictionaries and the
/// consent, as they were when the document was made; later answers and a later consent change none of it.
#[tokio::test]
async fn what_it_was_made_of_is_kept_beside_it() {
    let app = TestApp::new().await;
    let (walker, number, file) = signed(&app, KeyKind::Sign).await;
    let kept = || {
        let sql = "select review.facts, review.dictionaries, review.pdf_sha256, consent.version, consent.iin
                   from application join review on review.id = application.review join consent on consent.id = review.consent
                   where application.number = ?1";
        let row = |row: &rusqlite::Row<'_>| -> rusqlite::Result<[String; 5]> {
            Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?])
        };
        Connection::open(&app.settings.database).unwrap().query_row(sql, [&number], row).unwrap()
    };
    let then = kept();
    app.clock.advance(Duration::days(400));
    let again = app.signed_in("aliya").await;
    let version = again.get("/api/config").await.json()["consent_version"].clone();
    let consent = json!({ "version": version, "language": "ru" });
    assert_eq!(again.post(&format!("{}/consent", crate::road::SERVICE), &consent).await.verdict(), "200");
    assert_eq!(kept(), then);
    let [facts, dictionaries, pdf, consented, iin] = then;
    let facts: Value = serde_json::from_str(&facts).unwrap();
    assert_eq!(facts["person"]["name"]["given"], "ӘЛИЯ");
    assert_eq!(facts["record"]["accounts"][0]["number"], "01071020190400015838");
    assert!(facts["asked_at"].is_string() && !dictionaries.is_empty(), "{dictionaries}");
    assert_eq!(pdf, backend::clock::hex(&Sha256::digest(&Receipt::from_zip(&file).unwrap().document)));
    assert_eq!((json!(consented), iin.parse::<Iin>().is_ok()), (version, true));
    drop(walker);
}

/// Lists take megabytes: a receipt reads what was kept once its turn has come, so that those who wait hold nothing.
#[tokio::test]
async fn who_waits_for_a_receipt_holds_nothing() {
    let app = TestApp::new().await;
    let (walker, number, _file) = signed(&app, KeyKind::Sign).await;
    let path = format!("/api/applications/{number}/receipt");
    let turns = app.app.verifications.free();
    let (begun, mut has_begun) = tokio::sync::mpsc::unbounded_channel();
    let (go_on, held) = std::sync::mpsc::channel::<()>();
    let held = std::sync::Arc::new(std::sync::Mutex::new(held));
    let busy: Vec<_> = (0..turns)
        .map(|_| {
            let (server, begun, held) = (app.app.clone(), begun.clone(), held.clone());
            tokio::spawn(async move {
                let wait = move || begun.send(()).is_ok() && held.lock().unwrap().recv().is_ok();
                server.verifications.run(wait).await
            })
        })
        .collect();
    for _ in 0..turns {
        has_begun.recv().await.unwrap();
    }
    let asked = walker.browser.get(&path);
    let mut asked = std::pin::pin!(asked);
    let waiting = tokio::time::timeout(std::time::Duration::from_millis(300), &mut asked).await;
    assert!(waiting.is_err(), "its turn has not come");
    Connection::open(&app.settings.database).unwrap().execute("delete from evidence", []).unwrap();
    for _ in 0..turns {
        go_on.send(()).unwrap();
    }
    assert_eq!(asked.await.verdict(), "409 receipt-not-ready", "read after its turn had come");
    for worker in busy {
        assert!(worker.await.unwrap().unwrap());
    }
}
