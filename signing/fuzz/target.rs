//! The readers, and what must hold of each: whatever is accepted says what one of the good inputs says. What may differ is
//! told at each reader: bytes that no signature covers, and ways of writing the same.

use base64ct::{Base64, Encoding};
use cms::{
    content_info::ContentInfo,
    signed_data::{SignedData, SignerInfo, SignerInfos},
};
use der::{Any, Decode, Encode, asn1::SetOfVec};
use signing::{
    Anchors, Checked, Evidence, Expected, Fault, Policy, Purpose, RevocationList, TimeStamp, Verdict,
    receipt::{Finding, Judgement, KeptEvidence, Receipt, judge},
};
use time::OffsetDateTime;

use super::{
    change::{self, Numbers},
    corpus::{DOCUMENT, NONCE, NOW},
    file, inputs,
};

/// What the inputs are judged against.
pub struct Fixture {
    anchors: Anchors,
    /// Answers about the keys of the corpus.
    answers: [Vec<u8>; 2],
    /// The message that answers and authorities are judged with, and what is found about it.
    checked: Checked,
    verdict: Verdict,
    /// What the messages say, and the same without their stamps.
    said: Vec<Said>,
    lists: Vec<Vec<u8>>,
    receipts: Vec<Vec<u8>>,
    /// What the receipts say, and the same without the stamps.
    judgements: Vec<Judgement>,
}

/// What a message says: the signed attributes, the signature, and what is found about them.
#[derive(Clone, Debug, PartialEq)]
struct Said {
    attributes: Vec<u8>,
    signature: Vec<u8>,
    verdict: Verdict,
}

impl Fixture {
    /// Read from the corpus.
    pub fn read() -> Self {
        let anchors = Anchors::from_pem(&file("anchors.pem")).unwrap();
        let KeptEvidence::Ocsp { answer: about_gost, .. } = receipt(&file("receipt/gost.zip")).evidence else {
            panic!("the receipt has an answer")
        };
        let answers = [file("ocsp/good.der"), about_gost];
        let checked = signing::inspect(&file("cms/rsa.der"), &expected(), &anchors, now()).unwrap();
        let verdict = conclude(&checked, &answers).unwrap();
        let messages = [inputs("cms"), inputs("tsp")].concat();
        let said = messages.iter().flat_map(|input| {
            let said = said(input, &anchors, &answers).unwrap();
            let verdict = Verdict { time_stamp: TimeStamp::Absent, ..said.verdict.clone() };
            [Said { verdict, ..said.clone() }, said]
        });
        let receipts = inputs("receipt");
        let judgements = receipts.iter().flat_map(|file| {
            let whole = receipt(file);
            let bare = Receipt { cms: without_stamp(&whole.cms), ..whole.clone() };
            [whole.judge(&anchors), bare.judge(&anchors)]
        });
        let (said, judgements) = (said.collect(), judgements.collect());
        Self { answers, checked, verdict, said, lists: inputs("crl"), judgements, receipts, anchors }
    }
}

fn now() -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp(NOW).unwrap()
}

fn expected() -> Expected<'static> {
    Expected { purpose: Purpose::Sign, content: DOCUMENT, iin: Some("850101300014"), policy: Policy::default() }
}

fn receipt(file: &[u8]) -> Receipt {
    Receipt::from_zip(file).unwrap()
}

fn conclude(checked: &Checked, answers: &[Vec<u8>]) -> Result<Verdict, Fault> {
    let answers: Vec<_> = answers.iter().map(|answer| Evidence::Ocsp { answer, nonce: &NONCE }).collect();
    signing::conclude_by_first(checked, &answers, now())
}

fn signed_data(message: &[u8]) -> SignedData {
    ContentInfo::from_der(&signing::normalise(message).unwrap()).unwrap().content.decode_as().unwrap()
}

/// The one signer.
fn signer(data: &SignedData) -> SignerInfo {
    data.signer_infos.0.get(0).unwrap().clone()
}

fn without_stamp(message: &[u8]) -> Vec<u8> {
    let mut data = signed_data(message);
    let signer = SignerInfo { unsigned_attrs: None, ..signer(&data) };
    data.signer_infos = SignerInfos(SetOfVec::try_from(vec![signer]).unwrap());
    let content = Any::encode_from(&data).unwrap();
    ContentInfo { content_type: signing::oids::SIGNED_DATA, content }.to_der().unwrap()
}

/// What an accepted message says. It is about a key of the corpus: nobody else's is known to be good.
fn said(message: &[u8], anchors: &Anchors, answers: &[Vec<u8>]) -> Option<Said> {
    let checked = signing::inspect(message, &expected(), anchors, now()).ok()?;
    let verdict = match conclude(&checked, answers) {
        Err(Fault::TimeStamp(_)) => return None,
        concluded => concluded.unwrap(),
    };
    let signer = signer(&signed_data(message));
    let attributes = signer.signed_attrs.unwrap().to_der().unwrap();
    Some(Said { attributes, signature: signer.signature.into_bytes(), verdict })
}

/// A reader: where its inputs are, how they are changed, and whether it took the input.
pub struct Target {
    pub name: &'static str,
    pub folder: &'static str,
    pub change: fn(&mut Numbers, &[Vec<u8>]) -> Vec<u8>,
    pub judge: fn(&Fixture, &[u8]) -> bool,
}

const fn target(name: &'static str, judge: fn(&Fixture, &[u8]) -> bool) -> Target {
    Target { name, folder: name, change: change::bytes, judge }
}

/// All of them.
pub const TARGETS: [Target; 9] = [
    target("armour", armour),
    target("ber", ber),
    target("cms", cms),
    target("tsp", cms),
    target("ocsp", ocsp),
    target("crl", crl),
    target("anchors", anchors),
    target("receipt", whole_receipt),
    Target { name: "part", folder: "receipt", change: change::part, judge: repacked },
];

/// Any base64 is a message, so the bytes may be any; written in the plainest way they are read again. Free: line breaks, the
/// frame, the alphabet.
fn armour(_: &Fixture, input: &[u8]) -> bool {
    let Ok(bytes) = signing::decode_armoured(&String::from_utf8_lossy(input)) else {
        return false;
    };
    assert_eq!(signing::decode_armoured(&Base64::encode_string(&bytes)), Ok(bytes));
    true
}

/// The values may be any; rewritten they are DER, which stays, and the same as a stream becomes the same again. Free: how
/// lengths are written, and the pieces of octet strings.
fn ber(_: &Fixture, input: &[u8]) -> bool {
    let Ok(der) = signing::normalise(input) else {
        return false;
    };
    assert_eq!(signing::normalise(&der).as_ref(), Ok(&der));
    let mut stream = Vec::new();
    assert!(streamed(&der, &mut stream).is_empty());
    match signing::normalise(&stream) {
        Err(Fault::Malformed("nested too deep")) => (),
        again => assert_eq!(again, Ok(der)),
    }
    true
}

/// The first element of `der` without its length, octet strings in two pieces; returns what follows it.
fn streamed<'a>(der: &'a [u8], stream: &mut Vec<u8>) -> &'a [u8] {
    let (header, length) = match usize::from(der[1]) {
        short @ 0..=0x7F => (2, short),
        long => (long - 0x7E, der[2..long - 0x7E].iter().fold(0, |sum, octet| sum << 8 | usize::from(*octet))),
    };
    let (mut value, rest) = der[header..].split_at(length);
    match der[0] {
        0x04 => {
            stream.extend([0x24, 0x80]);
            let (one, other) = value.split_at(value.len() / 2);
            for piece in [one, other] {
                stream.extend([&[0x04, 0x84], &(piece.len() as u32).to_be_bytes()[..], piece].concat());
            }
            stream.extend([0, 0]);
        }
        tag if tag & 0x20 != 0 => {
            stream.extend([tag, 0x80]);
            while !value.is_empty() {
                value = streamed(value, stream);
            }
            stream.extend([0, 0]);
        }
        _ => stream.extend(&der[..header + length]),
    }
    rest
}

/// Signed attributes, signature, certificate, person, moment: those of a message of the corpus. Free, because no signature
/// covers it: the version of the whole, further certificates and digest algorithms, other names of the same algorithms, and
/// the unsigned attributes, so a stamp may be lost; one that is there is one of the corpus.
fn cms(fixture: &Fixture, input: &[u8]) -> bool {
    let said = said(input, &fixture.anchors, &fixture.answers);
    assert!(said.iter().all(|said| fixture.said.contains(said)), "another message is accepted: {said:?}");
    said.is_some()
}

/// «Good» is said of the certificate that was asked about, as of the same moment, and nothing else is clear: neither «revoked»
/// nor «not known». Free: the certificates beside the answer, as long as its signer is among them.
fn ocsp(fixture: &Fixture, input: &[u8]) -> bool {
    match signing::conclude(&fixture.checked, &Evidence::Ocsp { answer: input, nonce: &NONCE }, now()) {
        Ok(verdict) => assert_eq!(verdict, fixture.verdict),
        Err(fault) => {
            let clear = fault.code() != "revocation_unknown" || fault.detail().contains("does not know");
            assert!(!clear, "another answer is believed: {fault}");
            return false;
        }
    }
    true
}

/// Nothing is free: the body is signed as it stands, and nothing stands outside it but the algorithm, which it repeats, and the
/// signature.
fn crl(fixture: &Fixture, input: &[u8]) -> bool {
    let read = RevocationList::read(input, &fixture.anchors);
    assert!(read.is_err() || fixture.lists.iter().any(|list| list == input), "another list is believed");
    read.is_ok()
}

/// Who pins certificates believes them, so their bytes may be any, and who was not pinned is nobody's authority. Written anew
/// they are read again, and a message that they bear out says what it said.
fn anchors(fixture: &Fixture, input: &[u8]) -> bool {
    let Ok(anchors) = Anchors::from_pem(input) else {
        return false;
    };
    let written = anchors.to_pem();
    assert_eq!(Anchors::from_pem(written.as_bytes()).unwrap().to_pem(), written);
    if let Ok(checked) = signing::inspect(&file("cms/rsa.der"), &expected(), &anchors, now()) {
        let found = signing::pending(&checked).unwrap();
        let Verdict { iin, names, serial, issuer, time_stamp, leaf, chain, .. } = fixture.verdict.clone();
        assert_eq!(found.chain.len(), chain.len());
        let chain = found.chain.clone();
        assert_eq!(found, signing::Pending { iin, names, serial, issuer, time_stamp, leaf, chain });
    }
    true
}

/// Nothing is free: a receipt can be written in one way only.
fn whole_receipt(fixture: &Fixture, input: &[u8]) -> bool {
    let valid = judge(input, &fixture.anchors).finding == Finding::Valid;
    assert!(!valid || fixture.receipts.iter().any(|receipt| receipt == input), "another receipt is valid");
    valid
}

/// What is valid is the document, its signer and its moment. Free: what is so in message and answer.
fn repacked(fixture: &Fixture, input: &[u8]) -> bool {
    let judgement = judge(input, &fixture.anchors);
    let valid = judgement.finding == Finding::Valid;
    let same = fixture.judgements.contains(&judgement) && receipt(input).document == DOCUMENT;
    assert!(!valid || same, "another receipt is valid: {judgement:?}");
    valid
}
