//! The judging of a signature, the same for entering and for signing: the message, the authority's answer about
//! revocation, the person's names.

mod attach;
mod claim;
pub mod lists;

pub use attach::attached;
pub use claim::{Claim, Signer};

use crate::app::App;
use crate::gateways::lists::Pair;
use crate::http::ApiError;
use crate::store::evidence::Proof;
use base64ct::{Base64, Encoding};
use shared::kernel::problem::SignatureFault;
use shared::values::full_name::FullName;
use shared::values::iin::Iin;
use signing::{Checked, Evidence, Expected, Fault, Kind, Names, Policy, Purpose, Verdict};
use time::OffsetDateTime;

/// What must have been signed.
pub struct Asked {
    /// What for: it decides which key of the pair is accepted.
    pub purpose: Purpose,
    /// The bytes that were given out.
    pub content: Vec<u8>,
    /// Who must sign; at the entrance the certificate tells who it is.
    pub iin: Option<Iin>,
}

/// A signature that holds.
pub struct Judged {
    /// The message, decoded.
    pub cms: Vec<u8>,
    /// What the authority said about revocation: the evidence that decided. None for a login, of which there is no receipt.
    pub evidence: Proof,
    /// What was found.
    pub verdict: Verdict,
}

/// Why a signature is refused: for the audit and for the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The exact code, for the audit.
    pub code: &'static str,
    /// In words, for the audit; no personal data.
    pub detail: &'static str,
    /// What the person is told.
    pub told: SignatureFault,
}

impl From<Fault> for Refused {
    fn from(fault: Fault) -> Self {
        let told = match fault.kind() {
            Kind::WrongKey => SignatureFault::WrongKey,
            Kind::ForeignKey => SignatureFault::AnotherPerson,
            Kind::Expired => SignatureFault::Expired,
            Kind::Revoked => SignatureFault::Revoked,
            Kind::CannotCheckNow => SignatureFault::CannotCheck,
            Kind::DocumentDiffers => SignatureFault::DocumentDiffers,
            Kind::NotAccepted => SignatureFault::NotAccepted,
        };
        Self { code: fault.code(), detail: fault.detail(), told }
    }
}

impl Refused {
    /// Does the signature itself hold, by a certificate of the authority? Then the message was made by whom it names.
    #[must_use]
    pub fn is_of_its_signer(&self) -> bool {
        matches!(self.code, "expired" | "wrong_key" | "revoked" | "revocation_unknown" | "name_mismatch")
    }

    /// The line for the log.
    #[must_use]
    pub fn cause(&self) -> String {
        format!("{}: {}", self.code, self.detail)
    }
}

/// What the audit says of a message: what it is about, who is said to have signed it, and the rest in words.
#[must_use]
pub fn detail(of: &str, signer: Option<&Signer>, words: &str) -> String {
    let signer = signer.map(|signer| format!("serial={} issuer={}", signer.serial, signer.issuer)).unwrap_or_default();
    [of, &signer, words].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
}

/// A message out of its armour, not yet judged.
pub struct Message {
    /// The message, decoded.
    pub cms: Vec<u8>,
    /// What it says of itself.
    pub claim: Claim,
}

impl Message {
    /// Reads what the message says of itself.
    #[must_use]
    pub fn new(cms: Vec<u8>) -> Self {
        Self { claim: Claim::read(&cms), cms }
    }
}

/// Undoes the armour in which NCALayer hands a message over, off the async threads: it may be large. The outer error is
/// a failure of ours.
///
/// # Errors
/// The worker's failure.
pub async fn read(app: &App, armoured: String) -> Result<Result<Message, Refused>, ApiError> {
    app.verifications.run(move || Ok(Message::new(signing::decode_armoured(&armoured)?))).await
}

/// What becomes of a message.
pub enum Judgement {
    /// The signature holds.
    Holds(Judged),
    /// Nothing can be told about revocation now; everything else holds.
    Unknown(Pending),
    /// It does not hold.
    Refused(Refused),
}

impl Judgement {
    /// Where there is no later: what cannot be told is refused.
    ///
    /// # Errors
    /// [`Refused`].
    pub fn now(self) -> Result<Judged, Refused> {
        match self {
            Self::Holds(judged) => Ok(judged),
            Self::Unknown(Pending { why, .. }) | Self::Refused(why) => Err(why),
        }
    }
}

/// A signature that will hold, or not, once the authority can be asked.
pub struct Pending {
    /// The message, decoded.
    pub cms: Vec<u8>,
    /// What was found.
    pub found: signing::Pending,
    /// What the audit says meanwhile.
    pub why: Refused,
}

/// Judges a message; the outer error is a failure of ours.
///
/// # Errors
/// The worker's failure.
pub async fn judge(app: &App, asked: Asked, cms: Vec<u8>) -> Result<Judgement, ApiError> {
    let now = app.clock.now();
    judge_received(app, asked, cms, now).await
}

/// The same for a message that was received earlier: its certificate must have been in date then; about revocation the
/// authority is asked now.
///
/// # Errors
/// The worker's failure.
pub async fn judge_received(
    app: &App,
    asked: Asked,
    cms: Vec<u8>,
    received_at: OffsetDateTime,
) -> Result<Judgement, ApiError> {
    let (worker, purpose) = (app.clone(), asked.purpose);
    let inspected = app.verifications.run(move || {
        let iin = asked.iin.as_ref().map(Iin::as_str);
        let login_accepts_gost_single_key = worker.settings.login_accepts_gost_single_key;
        // Only a document is proven later, when its certificate may have expired.
        let time_stamp_required = worker.settings.time_stamp_required && asked.purpose == Purpose::Sign;
        let policy = Policy { login_accepts_gost_single_key, time_stamp_required, ..Policy::default() };
        let expected = Expected { purpose: asked.purpose, content: &asked.content, iin, policy };
        signing::inspect(&cms, &expected, &worker.trust, received_at).map(|checked| (cms, checked))
    });
    let (cms, checked) = match inspected.await? {
        Ok(inspected) => inspected,
        Err(fault) => return Ok(Judgement::Refused(fault.into())),
    };
    // Nobody else's verification waits while the authority is asked.
    let answer = answer(app, purpose, &checked).await;
    let lists = checked.authority().and_then(|authority| app.lists.of(&authority));
    let now = app.clock.now();
    app.verifications.run(move || concluded(cms, &checked, answer, lists, now)).await
}

/// The responder's answer with the number it was asked with; nothing when it is silent. About a document that number proves
/// later that the signature was there when it was asked.
async fn answer(app: &App, purpose: Purpose, checked: &Checked) -> Option<(Vec<u8>, [u8; 32])> {
    let nonce = match purpose {
        Purpose::Sign => checked.nonce(),
        Purpose::Login => app.random.bytes(),
    };
    let request = checked.ocsp_request(&nonce).ok()?;
    let asked = app.gateways.ocsp.ask(request).await;
    let answer = asked.inspect_err(|error| tracing::warn!(%error, "a register is silent")).ok()?;
    Some((answer, nonce))
}

/// The responder's answer first; its authority's lists where nothing can be told from it.
fn concluded(
    cms: Vec<u8>,
    checked: &Checked,
    answer: Option<(Vec<u8>, [u8; 32])>,
    lists: Option<Pair>,
    now: OffsetDateTime,
) -> Judgement {
    let told = answer.as_ref().map(|(answer, nonce)| Evidence::Ocsp { answer, nonce });
    let listed = lists.as_ref().map(|Pair { base, delta }| Evidence::Lists {
        base: base.read(),
        delta: delta.as_ref().map(|delta| delta.read()),
    });
    let at_hand: Vec<_> = told.into_iter().chain(listed).collect();
    let evidence = if at_hand.is_empty() { &[Evidence::Unavailable][..] } else { &at_hand };
    let verdict = match signing::conclude_by_first(checked, evidence, now) {
        Ok(verdict) => verdict,
        Err(fault) => return not_held(cms, checked, fault),
    };
    let evidence = match evidence.get(verdict.decided_by) {
        _ if verdict.purpose == Purpose::Login => Proof::None,
        Some(Evidence::Ocsp { answer, nonce }) => Proof::Ocsp { answer: answer.to_vec(), nonce: **nonce },
        Some(Evidence::Lists { .. }) => lists.map_or(Proof::None, Pair::kept),
        Some(Evidence::Unavailable) | None => Proof::None,
    };
    Judgement::Holds(Judged { cms, evidence, verdict })
}

/// A signature whose person or time stamp is not right is refused whatever the authority would say.
fn not_held(cms: Vec<u8>, checked: &Checked, fault: Fault) -> Judgement {
    if !matches!(fault, Fault::RevocationUnknown(_)) {
        return Judgement::Refused(fault.into());
    }
    match signing::pending(checked) {
        Ok(found) => Judgement::Unknown(Pending { cms, found, why: fault.into() }),
        Err(worse) => Judgement::Refused(worse.into()),
    }
}

/// The names in a certificate.
fn full_name(names: &Names) -> FullName {
    FullName { surname: names.surname.clone(), given: names.given.clone(), patronymic: names.patronymic.clone() }
}

/// Are the names in the certificate those of the person in ЖТ МДБ?
fn check_holder(names: &Names, person: &FullName) -> Result<(), Refused> {
    if full_name(names).matches(person) {
        return Ok(());
    }
    let detail = "the names in the certificate are not those of the register";
    Err(Refused { code: "name_mismatch", detail, told: SignatureFault::NameMismatch })
}

/// Certificates, base64 of DER, the signer's first; JSON.
fn certificates(leaf: &Vec<u8>, chain: &[Vec<u8>]) -> String {
    let all = std::iter::once(leaf).chain(chain).map(|it| Base64::encode_string(it));
    serde_json::Value::from(all.collect::<Vec<_>>()).to_string()
}

impl Judged {
    /// Are the names in the certificate those of the person in ЖТ МДБ?
    ///
    /// # Errors
    /// [`Refused`].
    pub fn check_holder(&self, person: &FullName) -> Result<(), Refused> {
        check_holder(&self.verdict.names, person)
    }

    /// The names in the certificate.
    #[must_use]
    pub fn names(&self) -> FullName {
        full_name(&self.verdict.names)
    }

    /// Certificates, base64 of DER, the signer's first; JSON.
    #[must_use]
    pub fn certificates(&self) -> String {
        certificates(&self.verdict.leaf, &self.verdict.chain)
    }
}

impl Pending {
    /// As [`Judged::check_holder`].
    ///
    /// # Errors
    /// [`Refused`].
    pub fn check_holder(&self, person: &FullName) -> Result<(), Refused> {
        check_holder(&self.found.names, person)
    }

    /// As [`Judged::names`].
    #[must_use]
    pub fn names(&self) -> FullName {
        full_name(&self.found.names)
    }

    /// As [`Judged::certificates`].
    #[must_use]
    pub fn certificates(&self) -> String {
        certificates(&self.found.leaf, &self.found.chain)
    }
}
