//! Finds the words of violations, problems and refusals: a field's own ones, else the shared ones.

use super::eligibility::Refusal;
use super::problem::{Code, Problem, RobotCheckFault, SignatureFault, Violation};
use crate::texts::Texts;
use crate::values::money::Money;

/// Tries left from which on their number is told: before, it only alarms (ux 11).
const TOLD_TRIES: u32 = 3;

/// What happened, and what the person can do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// What happened.
    pub what: String,
    /// What to do.
    pub advice: String,
}

/// Text id of a field's label from its pointer: `/bank_details/iban` is `bank-details-iban`; a field of the form itself
/// takes the form's own id, `root`. Numbers of list items are left out.
#[must_use]
pub fn label_id(root: &str, pointer: &str) -> String {
    let mut names = pointer.rsplit('/').filter(|name| !name.is_empty() && name.parse::<usize>().is_err());
    let field = names.next().unwrap_or_default();
    format!("{}-{field}", names.next().unwrap_or(root)).replace('_', "-")
}

/// What is wrong with a field: its own words for the code, else the shared ones.
#[must_use]
pub fn violation(texts: &Texts, root: &str, violation: &Violation) -> String {
    let args = arguments(&violation.code);
    let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let code = violation.code.id();
    let own = texts.find(&format!("{}.{code}", label_id(root, &violation.pointer)), &args);
    own.unwrap_or_else(|| texts.say(&format!("error-{code}"), &args))
}

/// What a problem tells the person.
#[must_use]
pub fn problem(texts: &Texts, problem: &Problem) -> Told {
    if let Problem::Refused { refusals } = problem
        && let Some(first) = refusals.first()
    {
        return refusal(texts, *first);
    }
    let args = match problem {
        Problem::TooManyTries { retry_after } | Problem::ResendTooSoon { retry_after } => {
            vec![("after", after(texts, *retry_after))]
        }
        Problem::WrongCode { tries_left } => vec![("tries", tries_left.to_string())],
        Problem::CodeExpired { minutes } => vec![("minutes", minutes.to_string())],
        Problem::InvalidForm { errors } => vec![("count", errors.len().to_string())],
        Problem::RegisterSilent { register } => vec![("register", texts.get(&format!("register-{}", register.id())))],
        Problem::Internal { reference } => vec![("reference", reference.clone())],
        _ => Vec::new(),
    };
    let told = told(texts, &problem_id(problem), &args);
    match problem {
        Problem::WrongCode { tries_left } if *tries_left > TOLD_TRIES => {
            Told { advice: texts.get("problem-wrong-code.again"), ..told }
        }
        _ => told,
    }
}

/// «In 5 minutes», from seconds: minutes from two minutes on, hours from two hours on, rounded up so that nobody comes
/// too early.
fn after(texts: &Texts, seconds: u64) -> String {
    let (id, count) = match seconds {
        0..120 => ("after-seconds", seconds),
        120..7_200 => ("after-minutes", seconds.div_ceil(60)),
        _ => ("after-hours", seconds.div_ceil(3_600)),
    };
    texts.say(id, &[("count", &count.to_string())])
}

/// Text id of a problem, with the fault for those that have several.
#[must_use]
pub fn problem_id(problem: &Problem) -> String {
    match problem {
        Problem::RobotCheck { reason } => format!("problem-robot-check-{}", reason.id()),
        Problem::KeyRefused { reason } => format!("problem-key-refused-{}", reason.id()),
        Problem::SignatureRefused { reason } => format!("problem-signature-refused-{}", reason.id()),
        other => format!("problem-{}", other.id()),
    }
}

/// What a reason against an application tells the person.
#[must_use]
pub fn refusal(texts: &Texts, refusal: Refusal) -> Told {
    let args = match refusal {
        Refusal::RegisterSilent(register) => vec![("register", texts.get(&format!("register-{}", register.id())))],
        _ => Vec::new(),
    };
    told(texts, &format!("refusal-{}", refusal.id()), &args)
}

fn told(texts: &Texts, id: &str, args: &[(&str, String)]) -> Told {
    let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
    Told { what: texts.say(id, &args), advice: texts.say(&format!("{id}.advice"), &args) }
}

/// The parameters of a code's words.
#[must_use]
pub fn arguments(code: &Code) -> Vec<(&'static str, String)> {
    match code {
        Code::WrongLength { expected, found } => vec![("expected", expected.to_string()), ("found", found.to_string())],
        Code::TooShort { min } => vec![("min", min.to_string())],
        Code::TooLong { max } => vec![("max", max.to_string())],
        Code::WrongLetter { letter, position } => vec![("letter", letter.clone()), ("position", position.to_string())],
        Code::LookAlike { letter, position, instead } => {
            vec![("letter", letter.clone()), ("position", position.to_string()), ("instead", instead.clone())]
        }
        Code::AboveBalance { max } => {
            vec![("max", max.parse().map_or_else(|_| max.clone(), |amount: Money| amount.grouped()))]
        }
        _ => Vec::new(),
    }
}

impl Code {
    /// Its name on the wire and the last part of its text id, `bad-checksum`.
    #[must_use]
    pub const fn id(&self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Malformed => "malformed",
            Self::WrongLength { .. } => "wrong-length",
            Self::TooShort { .. } => "too-short",
            Self::TooLong { .. } => "too-long",
            Self::BadChecksum => "bad-checksum",
            Self::BadDate => "bad-date",
            Self::NotOffered => "not-offered",
            Self::WrongLetter { .. } => "wrong-letter",
            Self::LookAlike { .. } => "look-alike",
            Self::NotKazakhstan => "not-kazakhstan",
            Self::WrongBank => "wrong-bank",
            Self::NotSecondTier => "not-second-tier",
            Self::NotPositive => "not-positive",
            Self::AboveBalance { .. } => "above-balance",
            Self::Mismatch => "mismatch",
            Self::Guessable => "guessable",
        }
    }
}

impl Problem {
    /// Its name on the wire and the last part of its text id, `wrong-code`.
    #[must_use]
    pub const fn id(&self) -> &'static str {
        match self {
            Self::InvalidRequest => "invalid-request",
            Self::InvalidForm { .. } => "invalid-form",
            Self::TooLarge => "too-large",
            Self::SignedOut => "signed-out",
            Self::NotFound => "not-found",
            Self::MethodNotAllowed => "method-not-allowed",
            Self::ForeignOrigin => "foreign-origin",
            Self::WrongCredentials => "wrong-credentials",
            Self::CodeNeeded => "code-needed",
            Self::PasswordBlocked => "password-blocked",
            Self::KeyRefused { .. } => "key-refused",
            Self::ChallengeExpired => "challenge-expired",
            Self::AgreementMissing => "agreement-missing",
            Self::TooManyTries { .. } => "too-many-tries",
            Self::RobotCheck { .. } => "robot-check",
            Self::PersonNotFound => "person-not-found",
            Self::NoContacts => "no-contacts",
            Self::ContactShared => "contact-shared",
            Self::ContactNotKazakhstan => "contact-not-kazakhstan",
            Self::MessageNotSent => "message-not-sent",
            Self::ResendTooSoon { .. } => "resend-too-soon",
            Self::WrongCode { .. } => "wrong-code",
            Self::CodeExpired { .. } => "code-expired",
            Self::CodeUsedUp => "code-used-up",
            Self::ConsentMissing => "consent-missing",
            Self::Refused { .. } => "refused",
            Self::DraftChanged { .. } => "draft-changed",
            Self::ReviewOutdated => "review-outdated",
            Self::ReceiptNotReady => "receipt-not-ready",
            Self::RegisterSilent { .. } => "register-silent",
            Self::SignatureRefused { .. } => "signature-refused",
            Self::Overloaded => "overloaded",
            Self::Internal { .. } => "internal",
        }
    }
}

impl RobotCheckFault {
    /// Every fault.
    pub const ALL: [Self; 5] = [Self::Wrong, Self::Foreign, Self::TooEasy, Self::Expired, Self::Used];

    /// Its name on the wire and the last part of its text id.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Wrong => "wrong",
            Self::Foreign => "foreign",
            Self::TooEasy => "too-easy",
            Self::Expired => "expired",
            Self::Used => "used",
        }
    }
}

impl SignatureFault {
    /// Every fault.
    pub const ALL: [Self; 8] = [
        Self::WrongKey,
        Self::AnotherPerson,
        Self::Expired,
        Self::Revoked,
        Self::CannotCheck,
        Self::NameMismatch,
        Self::DocumentDiffers,
        Self::NotAccepted,
    ];

    /// Its name on the wire and the last part of its text id.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::WrongKey => "wrong-key",
            Self::AnotherPerson => "another-person",
            Self::Expired => "expired",
            Self::Revoked => "revoked",
            Self::CannotCheck => "cannot-check",
            Self::NameMismatch => "name-mismatch",
            Self::DocumentDiffers => "document-differs",
            Self::NotAccepted => "not-accepted",
        }
    }
}
