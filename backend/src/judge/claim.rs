//! What a message says of itself, whether or not it is true: for the audit of refused messages, and to find the challenge
//! that a login answers. Nothing here is believed; [`super::judge`] does the judging.

use cms::cert::CertificateChoices;
use cms::content_info::ContentInfo;
use cms::signed_data::{SignedData, SignerIdentifier};
use der::asn1::OctetString;
use der::{Decode, Tag, Tagged};
use shared::values::iin::Iin;
use signing::oids;
use std::fmt::Write;
use x509_cert::Certificate;

/// Nobody has proven anything yet, and it goes into a log that is only added to: so much of a name is kept, …
const ISSUER_CHARACTERS: usize = 200;
/// … and so much of a number.
const SERIAL_BYTES: usize = 20;

/// What a message says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Claim {
    /// The content inside.
    pub content: Vec<u8>,
    /// Who is said to have signed.
    pub signer: Option<Signer>,
}

/// The certificate that a message names as its signer's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signer {
    /// IIN, when there is one.
    pub iin: Option<Iin>,
    /// Serial number, upper-case hexadecimal: the first 40 digits, which is as long as one may be (RFC 5280).
    pub serial: String,
    /// Issuer (RFC 4514 text): the first 200 characters.
    pub issuer: String,
}

impl Claim {
    /// Reads what can be read.
    #[must_use]
    pub fn read(cms: &[u8]) -> Self {
        Self::try_read(cms).unwrap_or_default()
    }

    fn try_read(cms: &[u8]) -> Option<Self> {
        let der = signing::normalise(cms).ok()?;
        let data: SignedData = ContentInfo::from_der(&der).ok()?.content.decode_as().ok()?;
        let content = data.encap_content_info.econtent.as_ref()?.decode_as::<OctetString>().ok()?;
        Some(Self { signer: signer(&data), content: content.into_bytes() })
    }
}

fn signer(data: &SignedData) -> Option<Signer> {
    let SignerIdentifier::IssuerAndSerialNumber(named) = &data.signer_infos.0.get(0)?.sid else {
        return None;
    };
    let mut inside = data.certificates.as_ref()?.0.iter().filter_map(|choice| match choice {
        CertificateChoices::Certificate(certificate) => Some(certificate),
        CertificateChoices::Other(_) => None,
    });
    // Both: another certificate with this number may have been put beside it, in the name of somebody else.
    let is_named = |it: &Certificate| {
        it.tbs_certificate.serial_number == named.serial_number && it.tbs_certificate.issuer == named.issuer
    };
    let leaf = inside.find(|it| is_named(it))?;
    let number = leaf.tbs_certificate.serial_number.as_bytes().iter().take(SERIAL_BYTES);
    let serial = number.fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02X}");
        text
    });
    let issuer = leaf.tbs_certificate.issuer.to_string().chars().take(ISSUER_CHARACTERS).collect();
    Some(Signer { iin: iin(leaf), serial, issuer })
}

fn iin(certificate: &Certificate) -> Option<Iin> {
    let entries = certificate.tbs_certificate.subject.0.iter().flat_map(|part| part.0.iter());
    let number = entries.filter(|entry| entry.oid == oids::SERIAL_NUMBER).find_map(|entry| {
        let is_text = matches!(entry.value.tag(), Tag::Utf8String | Tag::PrintableString);
        std::str::from_utf8(entry.value.value()).ok().filter(|_| is_text)
    });
    number?.strip_prefix("IIN")?.parse().ok()
}
