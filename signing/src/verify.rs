//! The order of the checks. The first that fails is the answer.

use core::fmt::Write;

use der::Encode;
use time::OffsetDateTime;
use x509_cert::Certificate;

use crate::{Anchors, Evidence, Fault, Names, Purpose, dates, lists, message::Message, profile, revocation, timestamp};

/// How every text to be signed for login begins, so that it can never be taken for a document.
pub const LOGIN_PREFIX: &[u8] = b"ENPF-CABINET-LOGIN/1\n";

/// What must have been signed, and by whom.
#[derive(Clone, Copy, Debug)]
pub struct Expected<'a> {
    /// What the signature is for.
    pub purpose: Purpose,
    /// The bytes that were given out to be signed.
    pub content: &'a [u8],
    /// The IIN of the session when signing; none at login, where the certificate tells who enters.
    pub iin: Option<&'a str>,
    /// What else is asked; [`Policy::default`] where nothing is configured.
    pub policy: Policy,
}

/// What the cabinet's operator decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Login takes a key of ГОСТ 34.10-2015 that is both keys of a pair and not said to be for login. On by default: people
    /// with such a key have no other.
    pub login_accepts_gost_single_key: bool,
    /// A message without a time stamp is refused. Off by default; one that is present is judged either way.
    pub time_stamp_required: bool,
    /// Where the content must be: inside by default.
    pub content: Placement,
}

impl Default for Policy {
    fn default() -> Self {
        Self { login_accepts_gost_single_key: true, time_stamp_required: false, content: Placement::Attached }
    }
}

/// Where the content of a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placement {
    /// Inside the message.
    Attached,
    /// Apart from it: the bytes that were given out are what was signed.
    Detached,
    /// Either.
    Either,
}

/// A message that passed everything that needs no outside answer. It proves nothing yet: [`conclude`] does.
#[derive(Clone, Debug)]
pub struct Checked {
    purpose: Purpose,
    expected_iin: Option<String>,
    leaf: Certificate,
    /// Issuer first, root last.
    chain: Vec<Certificate>,
    signing_time: Option<OffsetDateTime>,
    signature: [u8; 32],
    /// Judged with the rest, told in its place: last.
    time_stamp: Result<TimeStamp, Fault>,
}

/// A time stamp next to the signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeStamp {
    /// None.
    Absent,
    /// There is one, and it holds.
    Holds {
        /// The moment at which the signature was there.
        at: OffsetDateTime,
    },
}

/// A signature that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// What the signature is for.
    pub purpose: Purpose,
    /// ЖСН / ИИН of the signer, twelve digits.
    pub iin: String,
    /// Names in the certificate, to be compared with the state register.
    pub names: Names,
    /// Serial number of the certificate, upper-case hexadecimal without separators.
    pub serial: String,
    /// Issuer of the certificate (RFC 4514 text).
    pub issuer: String,
    /// First moment of the certificate's validity.
    pub not_before: OffsetDateTime,
    /// Last moment of the certificate's validity.
    pub not_after: OffsetDateTime,
    /// The signer's own clock: information, not proof.
    pub claimed_signing_time: Option<OffsetDateTime>,
    /// The moment at which the responder called the certificate good, or of the newest list.
    pub good_at: OffsetDateTime,
    /// Which evidence said so: its place among those brought.
    pub decided_by: usize,
    /// The time stamp that came with the signature.
    pub time_stamp: TimeStamp,
    /// The signer's certificate, DER.
    pub leaf: Vec<u8>,
    /// The pinned certificates above it, DER, issuer first, root last.
    pub chain: Vec<Vec<u8>>,
}

/// Who signed, where nothing can be told about revocation yet and everything else holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pending {
    /// ЖСН / ИИН of the signer, twelve digits.
    pub iin: String,
    /// Names in the certificate.
    pub names: Names,
    /// Serial number of the certificate, upper-case hexadecimal without separators.
    pub serial: String,
    /// Issuer of the certificate (RFC 4514 text).
    pub issuer: String,
    /// The time stamp that came with the signature.
    pub time_stamp: TimeStamp,
    /// The signer's certificate, DER.
    pub leaf: Vec<u8>,
    /// The pinned certificates above it, DER, issuer first, root last.
    pub chain: Vec<Vec<u8>>,
}

/// Checks 1 to 8: everything that can be judged from the message, the pinned authorities and the time.
///
/// # Errors
/// The first check that failed.
pub fn inspect(
    message: &[u8],
    expected: &Expected<'_>,
    anchors: &Anchors,
    now: OffsetDateTime,
) -> Result<Checked, Fault> {
    let message = Message::read(message)?;
    message.check_content(expected.content, expected.policy.content)?;
    if expected.content.starts_with(LOGIN_PREFIX) != (expected.purpose == Purpose::Login) {
        return Err(Fault::ContentMismatch);
    }
    message.check_digest(expected.content)?;
    message.check_signature()?;
    message.check_binding()?;
    let chain = anchors.chain(&message.leaf, now)?;
    profile::check_usage(&message.leaf, expected.purpose, &expected.policy)?;
    Ok(Checked {
        purpose: expected.purpose,
        expected_iin: expected.iin.map(str::to_owned),
        signing_time: message.signing_time(),
        signature: message.signature_digest(),
        time_stamp: time_stamp(&message, expected.policy, anchors, now),
        leaf: message.leaf,
        chain,
    })
}

/// Judges the time stamp that came with a message; one that is missing is a fault where the policy asks for it.
///
/// # Errors
/// [`Fault::TimeStamp`].
pub(crate) fn time_stamp(
    message: &Message,
    policy: Policy,
    anchors: &Anchors,
    now: OffsetDateTime,
) -> Result<TimeStamp, Fault> {
    match message.time_stamp()? {
        Some(token) => {
            let at = timestamp::judge(&token, message.signature(), &message.leaf, anchors, now)?;
            Ok(TimeStamp::Holds { at })
        }
        None if policy.time_stamp_required => Err(Fault::TimeStamp("there is none")),
        None => Ok(TimeStamp::Absent),
    }
}

impl Checked {
    /// The number to ask the responder with about a document: SHA-256 over the signature. Its answer, which repeats the number,
    /// then proves that the signature was there. Of a login nothing is proven later; its number is random.
    #[must_use]
    pub const fn nonce(&self) -> [u8; 32] {
        self.signature
    }

    /// The OCSP request to send, DER. The nonce is [`Self::nonce`] for a document, else 32 random bytes, new for each request.
    ///
    /// # Errors
    /// [`Fault::RevocationUnknown`] when the certificate cannot be named in a request.
    pub fn ocsp_request(&self, nonce: &[u8; 32]) -> Result<Vec<u8>, Fault> {
        let unnamed = Fault::RevocationUnknown("the certificate cannot be named");
        let issuer = self.chain.first().ok_or(unnamed.clone())?;
        revocation::request(&self.leaf, issuer, nonce).map_err(|_| unnamed)
    }

    /// The authority that issued the certificate, named as a list names its own: [`crate::RevocationList::authority`].
    #[must_use]
    pub fn authority(&self) -> Option<[u8; 32]> {
        lists::fingerprint(self.chain.first()?).ok()
    }
}

/// Checks 9 to 11: revocation, the person, the time stamp.
///
/// # Errors
/// The first check that failed.
pub fn conclude(checked: &Checked, evidence: &Evidence<'_>, now: OffsetDateTime) -> Result<Verdict, Fault> {
    conclude_by_first(checked, &[*evidence], now)
}

/// The same with several kinds of evidence in order: an OCSP answer, then lists. The first that is clear decides; what comes
/// after it is asked only when nothing can be told from it.
///
/// # Errors
/// The first check that failed.
pub fn conclude_by_first(checked: &Checked, evidence: &[Evidence<'_>], now: OffsetDateTime) -> Result<Verdict, Fault> {
    let issuer = checked.chain.first().ok_or(Fault::Untrusted("the issuer is not pinned"))?;
    let (decided_by, good_at) = revocation::check_first(&checked.leaf, issuer, evidence, now)?;
    let Pending { iin, names, serial, issuer, time_stamp, leaf, chain } = pending(checked)?;
    let validity = checked.leaf.tbs_certificate.validity;
    Ok(Verdict {
        purpose: checked.purpose,
        iin,
        names,
        serial,
        issuer,
        not_before: dates::instant(validity.not_before),
        not_after: dates::instant(validity.not_after),
        claimed_signing_time: checked.signing_time,
        good_at,
        decided_by,
        time_stamp,
        leaf,
        chain,
    })
}

/// Checks 10 and 11 without the ninth: the person and the time stamp. A signature that passes may be kept until the authority
/// can be asked; it proves nothing before [`conclude`].
///
/// # Errors
/// The first check that failed.
pub fn pending(checked: &Checked) -> Result<Pending, Fault> {
    let iin = profile::iin(&checked.leaf)?;
    if checked.expected_iin.as_ref().is_some_and(|expected| *expected != iin) {
        return Err(Fault::ForeignKey);
    }
    let time_stamp = checked.time_stamp.clone()?;
    let tbs = &checked.leaf.tbs_certificate;
    Ok(Pending {
        iin,
        names: profile::names(&checked.leaf),
        serial: hexadecimal(tbs.serial_number.as_bytes()),
        issuer: tbs.issuer.to_string(),
        time_stamp,
        leaf: der(&checked.leaf)?,
        chain: checked.chain.iter().map(der).collect::<Result<_, _>>()?,
    })
}

/// Both steps at once, for evidence that is already at hand (a message from the archive).
///
/// # Errors
/// The first check that failed.
pub fn verify(
    message: &[u8],
    expected: &Expected<'_>,
    anchors: &Anchors,
    evidence: &Evidence<'_>,
    now: OffsetDateTime,
) -> Result<Verdict, Fault> {
    conclude(&inspect(message, expected, anchors, now)?, evidence, now)
}

fn der(certificate: &Certificate) -> Result<Vec<u8>, Fault> {
    certificate.to_der().map_err(|_| Fault::Malformed("the certificate"))
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02X}");
        text
    })
}
