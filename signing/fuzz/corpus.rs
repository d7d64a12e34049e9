//! The inputs that the changes start from. They hold certificates and messages of a test authority, no private key.

use std::{path::Path, sync::Arc};

use der::Encode;
use signing::{
    Anchors,
    receipt::{KeptEvidence, Receipt},
};
use simulators::authority::{
    AnswerShape, Authority, Included, KeyHolder, KeyKind, KeyState, ListShape, Shape, SigningKey, encode,
};
use time::OffsetDateTime;

/// What is signed.
pub const DOCUMENT: &[u8] = "%PDF-1.7 Зейнетақы төлемін тағайындауға өтініш".as_bytes();
/// Not random: runs repeat.
pub const NONCE: [u8; 32] = [7; 32];
/// 2026-11-24, 10:00 UTC.
pub const NOW: i64 = 1_795_514_400;

/// The moment of everything in it.
pub fn now() -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp(NOW).unwrap()
}

/// The authority that makes it, from its seed: nothing that an earlier one left in the folder counts.
pub fn authority(folder: &Path) -> Authority {
    let _ = std::fs::remove_dir_all(folder);
    Authority::open(folder, Arc::new(now), [1; 32]).unwrap()
}

/// Path in the corpus, and contents.
pub type File = (String, Vec<u8>);

/// All of them; made again they are the same.
pub fn make(authority: &Authority) -> Vec<File> {
    let mut files: Vec<File> = Vec::new();
    let mut write = |name: &str, bytes: &[u8]| files.push((name.to_owned(), bytes.to_vec()));
    let holder = KeyHolder::new("850101300014", "ӘЛІҰЛЫ", "АСҚАР", Some("ӘДІЛҰЛЫ"));
    let rsa = authority.key(&holder, KeyKind::Sign, KeyState::Good).unwrap();
    let gost = authority.gost_key(&holder).unwrap();
    let pem = authority.anchors_pem().unwrap();
    let anchors = Anchors::from_pem(pem.as_bytes()).unwrap();
    write("anchors.pem", pem.as_bytes());
    write("anchors/all.pem", pem.as_bytes());

    for (name, key) in [("rsa", &rsa), ("gost", &gost)] {
        let message = key.sign_attached(DOCUMENT, now()).unwrap();
        write(&format!("cms/{name}.der"), &message);
        write(&format!("ber/{name}.der"), &message);
        write(&format!("tsp/{name}.der"), &stamped(authority, key));
        let answer = answer(authority, &anchors, &message);
        write(&format!("receipt/{name}.zip"), &receipt(key, stamped(authority, key), answer).to_zip().unwrap());
    }
    let chain = Shape { included: Included::Chain, ..Shape::national(&rsa, now()) };
    write("cms/chain.der", &encode(&rsa.signed_data(DOCUMENT, &chain).unwrap()).unwrap());
    // A stream: indefinite lengths and an octet string in pieces.
    write("ber/stream.ber", &[0x30, 0x80, 0x24, 0x80, 0x04, 0x01, 1, 0x24, 0x03, 0x04, 0x01, 2, 0, 0, 0, 0]);
    write("armour/bare.txt", b"MIIB++++AA==");
    write("armour/url.txt", b"MIIB----AA==");
    write("armour/framed.txt", b"-----BEGIN CMS-----\n++++AA==\n-----END CMS-----\n");
    write("ocsp/good.der", &answer(authority, &anchors, &rsa.sign_attached(DOCUMENT, now()).unwrap()));
    files.extend(lists(authority, &rsa));
    files
}

fn lists(authority: &Authority, key: &SigningKey) -> Vec<File> {
    let other = x509_cert::serial_number::SerialNumber::new(&[9; 20]).unwrap();
    let (base, delta) = (ListShape::base(&[(other, now() - time::Duration::DAY)], now()), ListShape::delta(&[], now()));
    let base = authority.list_as(&base, authority.issuing()).unwrap();
    let delta = authority.list_as(&delta, authority.issuing()).unwrap();
    let kept = Receipt {
        evidence: KeptEvidence::Lists { base: base.clone(), delta: Some(delta.clone()) },
        ..receipt(key, key.sign_attached(DOCUMENT, now()).unwrap(), Vec::new())
    };
    let named = [("crl/base.crl", base), ("crl/delta.crl", delta), ("receipt/lists.zip", kept.to_zip().unwrap())];
    named.map(|(name, bytes)| (name.to_owned(), bytes)).to_vec()
}

fn receipt(key: &SigningKey, cms: Vec<u8>, answer: Vec<u8>) -> Receipt {
    let chain = key.chain.iter().map(|certificate| certificate.to_der().unwrap()).collect();
    Receipt { document: DOCUMENT.to_vec(), cms, chain, evidence: KeptEvidence::Ocsp { answer, nonce: NONCE } }
}

fn answer(authority: &Authority, anchors: &Anchors, message: &[u8]) -> Vec<u8> {
    let expected = signing::Expected {
        purpose: signing::Purpose::Sign,
        content: DOCUMENT,
        iin: None,
        policy: signing::Policy::default(),
    };
    let request = signing::inspect(message, &expected, anchors, now()).unwrap().ocsp_request(&NONCE).unwrap();
    authority.ocsp_as(&request, now(), &AnswerShape::default()).unwrap()
}

fn stamped(authority: &Authority, key: &SigningKey) -> Vec<u8> {
    let mut shape = Shape::national(key, now());
    let bare = key.signed_data(DOCUMENT, &shape).unwrap();
    let signature = bare.signer_infos.0.get(0).unwrap().signature.as_bytes().to_vec();
    shape.unsigned = vec![authority.stamp(&signature, now()).unwrap()];
    encode(&key.signed_data(DOCUMENT, &shape).unwrap()).unwrap()
}
