//! Receipts: checked offline, at the moment of signing, long after the certificate has expired.

use std::{fs, path::Path};

use der::Encode;
use signing::{
    Evidence, RevocationList,
    receipt::{Clock, Finding, KeptEvidence, Receipt, judge},
};
use simulators::authority::{AnswerShape, KeyKind, KeyState, ListShape, Profile, Shape, SigningKey, encode};
use time::{Duration, OffsetDateTime};

use crate::support::*;

pub fn chain(key: &SigningKey) -> Vec<Vec<u8>> {
    key.chain.iter().map(|certificate| certificate.to_der().unwrap()).collect()
}

fn message(key: &SigningKey, attached: bool, stamped: bool) -> Vec<u8> {
    let mut shape = Shape { attached, ..Shape::national(key, now()) };
    if stamped {
        let bare = key.signed_data(DOCUMENT, &shape).unwrap();
        let signature = bare.signer_infos.0.get(0).unwrap().signature.as_bytes().to_vec();
        shape.unsigned = vec![AUTHORITY.stamp(&signature, now() - Duration::SECOND).unwrap()];
    }
    encode(&key.signed_data(DOCUMENT, &shape).unwrap()).unwrap()
}

/// A receipt as the cabinet keeps it.
fn kept(key: &SigningKey, cms: Vec<u8>, shape: &AnswerShape) -> Receipt {
    let policy = signing::Policy { content: signing::Placement::Either, ..signing::Policy::default() };
    let expected = signing::Expected { policy, ..expected() };
    let checked = signing::inspect(&cms, &expected, &ANCHORS, now());
    let checked = checked.unwrap();
    let nonce = checked.nonce();
    let answer = AUTHORITY.ocsp_as(&checked.ocsp_request(&nonce).unwrap(), now(), shape).unwrap();
    let evidence = KeptEvidence::Ocsp { answer, nonce };
    Receipt { document: DOCUMENT.to_vec(), cms, chain: chain(key), evidence }
}

fn receipt() -> Receipt {
    kept(&KEY, good(), &AnswerShape::default())
}

fn with_lists(base: &ListShape, delta: Option<&ListShape>) -> Receipt {
    let list = |shape: &ListShape| AUTHORITY.list_as(shape, AUTHORITY.issuing()).unwrap();
    Receipt { evidence: KeptEvidence::Lists { base: list(base), delta: delta.map(list) }, ..receipt() }
}

pub fn found(receipt: &Receipt) -> (Finding, Vec<&'static str>, Option<(OffsetDateTime, Clock)>) {
    let judgement = receipt.judge(&ANCHORS);
    assert_eq!(judgement.verdict.is_some(), judgement.finding == Finding::Valid);
    (judgement.finding, judgement.reasons, judgement.signed_at)
}

/// Valid, by whatever was kept, and when it was signed.
#[test]
fn receipts_that_hold() {
    let plain = vec!["document_signed", "certificate_trusted", "not_revoked_then"];
    let stamped = [&plain[..], &["time_stamped"]].concat();
    let earlier = now() - Duration::SECOND;
    let gost = AUTHORITY.gost_key(&holder()).unwrap();
    let (base, delta) = (ListShape::base(&[], now()), ListShape::delta(&[], now()));
    for (what, receipt, reasons, at) in [
        ("an answer", receipt(), &plain, (now(), Clock::Responder)),
        (
            "a stamp",
            kept(&KEY, message(&KEY, true, true), &AnswerShape::default()),
            &stamped,
            (earlier, Clock::TimeStamp),
        ),
        (
            "content apart",
            kept(&KEY, message(&KEY, false, false), &AnswerShape::default()),
            &plain,
            (now(), Clock::Responder),
        ),
        ("GOST", kept(&gost, message(&gost, true, false), &AnswerShape::default()), &plain, (now(), Clock::Responder)),
        ("a list", with_lists(&base, None), &plain, (now(), Clock::Signer)),
        ("two lists", with_lists(&base, Some(&delta)), &plain, (now(), Clock::Signer)),
    ] {
        assert_eq!(found(&receipt), (Finding::Valid, reasons.clone(), Some(at)), "{what}");
        let file = receipt.to_zip().unwrap();
        assert_eq!(judge(&file, &ANCHORS), receipt.judge(&ANCHORS), "{what}");
    }
    let verdict = receipt().judge(&ANCHORS).verdict.unwrap();
    assert_eq!(Ok(verdict), judge_at(&good(), &expected(), now(), &AnswerShape::default()));
}

/// A signer's clock that goes wrong is held within the time of the lists.
#[test]
fn the_signers_clock_is_held_within_the_lists() {
    let base = ListShape::base(&[], now());
    let (from, until) = (base.this_update, base.next_update.unwrap());
    for (clock, at) in [(from - Duration::DAY, from), (from, from), (until, until), (until + Duration::DAY, until)] {
        let cms = KEY.sign_attached(DOCUMENT, clock).unwrap();
        let receipt = Receipt { cms, ..with_lists(&base, None) };
        assert_eq!(found(&receipt).2, Some((at, Clock::Signer)), "{clock}");
    }
    let delta = ListShape::delta(&[], now());
    let cms = KEY.sign_attached(DOCUMENT, from).unwrap();
    let receipt = Receipt { cms, ..with_lists(&base, Some(&delta)) };
    assert_eq!(found(&receipt).2, Some((now(), Clock::Signer)));
}

/// The certificate was good then; that it has expired or was revoked since does not matter.
#[test]
fn a_receipt_outlives_its_certificate() {
    let key = issued(|profile| profile.not_after = now() + Duration::SECOND);
    let receipt = kept(&key, key.sign_attached(DOCUMENT, now()).unwrap(), &AnswerShape::default());
    let serial = &key.certificate.tbs_certificate.serial_number;
    AUTHORITY.set_standing(serial, simulators::authority::Standing::Revoked(now())).unwrap();
    assert_eq!(found(&receipt).0, Finding::Valid);
    AUTHORITY.set_standing(serial, simulators::authority::Standing::Good).unwrap();
}

/// What is wrong with a receipt, and what it does not tell.
#[test]
fn receipts_that_do_not_hold() {
    use Finding::{CannotTell, Invalid};
    let other = |change: &dyn Fn(&mut Receipt)| {
        let mut receipt = receipt();
        change(&mut receipt);
        receipt
    };
    let key_of = |state| key(KeyKind::Sign, state);
    let revoked = key_of(KeyState::Revoked);
    let short = issued(|profile| profile.not_after = now() - Duration::days(2));
    let listed = {
        let mut base = ListShape::base(&[], now());
        base.revoked = vec![(KEY.certificate.tbs_certificate.serial_number.clone(), base.this_update, None)];
        with_lists(&base, None)
    };
    let stale_lists = with_lists(&ListShape::base(&[], now()), Some(&ListShape::delta(&[], now() - Duration::DAY)));
    let stamp = message(&KEY, true, true);
    for (what, receipt, finding, reason) in [
        ("another document", other(&|it| it.document.push(0)), Invalid, "content_mismatch"),
        ("no document", other(&|it| it.document.clear()), Invalid, "content_mismatch"),
        ("no message", other(&|it| it.cms.clear()), Invalid, "malformed"),
        ("no chain", other(&|it| it.chain.clear()), Invalid, "chain_differs"),
        ("another chain", other(&|it| it.chain.reverse()), Invalid, "chain_differs"),
        ("nothing about revocation", other(&|it| it.evidence = KeptEvidence::None), CannotTell, "revocation_unknown"),
        (
            "another nonce",
            other(&|it| {
                if let KeptEvidence::Ocsp { nonce, .. } = &mut it.evidence {
                    nonce[0] ^= 1;
                }
            }),
            CannotTell,
            "revocation_unknown",
        ),
        (
            "no answer",
            other(&|it| it.evidence = KeptEvidence::Ocsp { answer: Vec::new(), nonce: NONCE }),
            CannotTell,
            "revocation_unknown",
        ),
        (
            "answer about another certificate",
            Receipt { evidence: receipt().evidence, ..kept_revoked(&revoked) },
            CannotTell,
            "revocation_unknown",
        ),
        ("revoked then", kept_revoked(&revoked), Invalid, "revoked"),
        ("on the list", listed, Invalid, "revoked"),
        ("lists of two times", stale_lists, CannotTell, "revocation_unknown"),
        (
            "the key for login",
            other(&|it| it.cms = message(&key(KeyKind::Auth, KeyState::Good), true, false)),
            Invalid,
            "wrong_key",
        ),
        (
            "a look-alike authority",
            other(&|it| it.cms = message(&key_of(KeyState::LookAlike), true, false)),
            Invalid,
            "untrusted",
        ),
        ("expired then", other(&|it| it.cms = message(&short, true, false)), Invalid, "expired"),
        (
            "a broken stamp",
            other(&|it| {
                it.cms = stamp.clone();
                *it.cms.last_mut().unwrap() ^= 1;
            }),
            Invalid,
            "timestamp",
        ),
    ] {
        assert_eq!(found(&receipt), (finding, vec![reason], None), "{what}");
    }
    let judged = judge(b"PK", &ANCHORS);
    assert_eq!((judged.finding, judged.reasons), (CannotTell, vec!["not_a_receipt"]));
}

fn kept_revoked(key: &SigningKey) -> Receipt {
    kept(key, key.sign_attached(DOCUMENT, now()).unwrap(), &AnswerShape::default())
}

/// Authorities that are not pinned here: nothing can be told.
#[test]
fn a_receipt_of_a_foreign_authority_cannot_be_told() {
    let mut issuer = Profile::certification_authority("ҰКО 3");
    issuer.policies.push(signing::oids::POLICY_ARC);
    let issuer = AUTHORITY.issue("varied-issuer", &issuer, AUTHORITY.issuing()).unwrap();
    let leaf = AUTHORITY.issue("varied-2048", &Profile::individual(&holder(), KeyKind::Sign, now()), &issuer).unwrap();
    let foreign = Receipt { cms: leaf.sign_attached(DOCUMENT, now()).unwrap(), ..receipt() };
    assert_eq!(found(&foreign), (Finding::CannotTell, vec!["untrusted"], None));
}

/// One byte changed at 200 places of the document, of the message and of the evidence: never valid, neither as the file nor
/// (for what is signed) as its parts.
#[test]
fn a_changed_byte_is_never_valid() {
    for receipt in [receipt(), with_lists(&ListShape::base(&[], now()), Some(&ListShape::delta(&[], now())))] {
        let file = receipt.to_zip().unwrap();
        assert_eq!(judge(&file, &ANCHORS).finding, Finding::Valid);
        for place in 0..file.len().max(600) {
            let at = place * file.len() / file.len().max(600);
            let mut changed = file.clone();
            changed[at] = changed[at].wrapping_add(1 + (place % 255) as u8);
            assert_ne!(judge(&changed, &ANCHORS).finding, Finding::Valid, "byte {at}");
        }
        for part in 0..3 {
            for place in 0..200 {
                let mut changed = receipt.clone();
                let bytes = match (part, &mut changed.evidence) {
                    (0, _) => &mut changed.document,
                    (1, _) => &mut changed.cms,
                    (_, KeptEvidence::Ocsp { answer, .. }) => answer,
                    (_, KeptEvidence::Lists { base, .. }) => base,
                    (_, KeptEvidence::None) => unreachable!("both have evidence"),
                };
                let at = place * bytes.len() / 200;
                bytes[at] = bytes[at].wrapping_add(1 + (place % 255) as u8);
                let judgement = changed.judge(&ANCHORS);
                let same = judgement.verdict == receipt.judge(&ANCHORS).verdict;
                // What no signature covers (the version of the message, certificates beside an answer) says nothing.
                assert!(judgement.finding != Finding::Valid || same && part > 0, "part {part}, byte {at}");
            }
        }
    }
}

/// The file is an archive that other programs read, and what is in it holds before openssl.
#[test]
fn other_programs_read_a_receipt() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("receipt");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("receipt.zip"), receipt().to_zip().unwrap()).unwrap();
    fs::write(folder.join("anchors.pem"), AUTHORITY.anchors_pem().unwrap()).unwrap();
    let run = |program: &str, arguments: &str| {
        let output = std::process::Command::new(program)
            .args(arguments.split_whitespace())
            .current_dir(&folder)
            .output()
            .unwrap();
        assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
        output.stdout
    };
    run("python3", "-m zipfile -e receipt.zip .");
    assert_eq!(fs::read(folder.join("document.pdf")).unwrap(), DOCUMENT);
    run("sha256sum", "--strict -c SHA256SUMS");
    let at = now().unix_timestamp();
    let signed = run(
        "openssl",
        &format!("cms -verify -binary -inform DER -in signature.p7s -CAfile anchors.pem -purpose any -attime {at}"),
    );
    assert_eq!(signed, DOCUMENT);
    run("openssl", "x509 -inform DER -in chain-1.cer -noout");
}

/// Lists read once serve many questions; a receipt reads its own.
#[test]
fn lists_kept_and_lists_read_say_the_same() {
    let base = AUTHORITY.list_as(&ListShape::base(&[], now()), AUTHORITY.issuing()).unwrap();
    let read = RevocationList::read(&base, &ANCHORS).unwrap();
    let evidence = Evidence::Lists { base: &read, delta: None };
    let verdict = signing::verify(&good(), &expected(), &ANCHORS, &evidence, now()).unwrap();
    let receipt = Receipt { evidence: KeptEvidence::Lists { base, delta: None }, ..receipt() };
    assert_eq!(receipt.judge(&ANCHORS).verdict, Some(verdict));
}
