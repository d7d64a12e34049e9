//! The readers, and what must hold of each.

use signing::{Anchors, Checked, Evidence, Expected, Policy, Purpose, RevocationList, receipt};
use time::OffsetDateTime;

use super::{
    corpus::{DOCUMENT, NONCE, NOW},
    file,
};

/// What the inputs are judged against.
pub struct Fixture {
    anchors: Anchors,
    /// The message that answers are about.
    checked: Checked,
}

impl Fixture {
    /// Read from the corpus.
    pub fn read() -> Self {
        let anchors = Anchors::from_pem(&file("anchors.pem")).unwrap();
        let checked = signing::inspect(&file("cms/rsa.der"), &Self::expected(), &anchors, Self::now()).unwrap();
        Self { anchors, checked }
    }

    fn now() -> OffsetDateTime {
        OffsetDateTime::from_unix_timestamp(NOW).unwrap()
    }

    fn expected() -> Expected<'static> {
        Expected { purpose: Purpose::Sign, content: DOCUMENT, iin: Some("850101300014"), policy: Policy::default() }
    }
}

/// A reader: whether it took the input.
pub struct Target {
    pub name: &'static str,
    pub judge: fn(&Fixture, &[u8]) -> bool,
}

/// All of them.
pub const TARGETS: [Target; 8] = [
    Target { name: "armour", judge: |_, input| signing::decode_armoured(&String::from_utf8_lossy(input)).is_ok() },
    Target { name: "ber", judge: ber },
    Target { name: "cms", judge: cms },
    Target { name: "tsp", judge: cms },
    Target { name: "ocsp", judge: ocsp },
    Target { name: "crl", judge: |fixture, input| RevocationList::read(input, &fixture.anchors).is_ok() },
    Target { name: "anchors", judge: |_, input| Anchors::from_pem(input).is_ok() },
    Target {
        name: "receipt",
        judge: |fixture, input| receipt::judge(input, &fixture.anchors).finding == receipt::Finding::Valid,
    },
];

/// Rewriting what is already DER changes nothing.
fn ber(_: &Fixture, input: &[u8]) -> bool {
    let Ok(der) = signing::normalise(input) else {
        return false;
    };
    assert_eq!(signing::normalise(&der).as_ref(), Ok(&der));
    true
}

fn cms(fixture: &Fixture, input: &[u8]) -> bool {
    let checked = signing::inspect(input, &Fixture::expected(), &fixture.anchors, Fixture::now());
    if let Ok(checked) = &checked {
        let _ = signing::conclude(checked, &Evidence::Unavailable, Fixture::now());
    }
    checked.is_ok()
}

/// What is believed is about the certificate that was asked about.
fn ocsp(fixture: &Fixture, input: &[u8]) -> bool {
    let evidence = Evidence::Ocsp { answer: input, nonce: &NONCE };
    let judged = signing::conclude(&fixture.checked, &evidence, Fixture::now());
    judged.is_ok_and(|verdict| verdict.good_at == Fixture::now())
}
