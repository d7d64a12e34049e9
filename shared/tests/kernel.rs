//! The machinery of forms, problems, statuses and texts.

mod common;
#[path = "common/spoken.rs"]
mod spoken;

use common::{facts, form};
use serde_json::json;
use shared::auth::views::{EntranceEvent, EntranceWay};
use shared::blocks::bank_details::BankDetailsForm;
use shared::kernel::eligibility::{Refusal, Register};
use shared::kernel::form::{Checker, Errors, Form};
use shared::kernel::life::ApplicationStatus;
use shared::kernel::problem::{Code, Problem, Violation};
use shared::services::pension_payment::{PensionPayment, PensionPaymentForm};
use shared::services::{Service, ServiceKind};
use shared::texts::{Language, Texts};

/// what is missing is told apart from what is wrong, so that the buttons know when to become active.
#[test]
fn missing_and_wrong() {
    let facts = facts("aliya");
    let mut form = form("aliya");
    form.bank_details.iban = "KZ36601A000000012345".into();
    form.bank_details.account_kind = None;
    form.contacts.house = String::new();
    let errors = form.check(&facts).expect_err("an incomplete form");
    assert!(!errors.is_empty());
    let missing: Vec<&str> = errors.missing().map(|it| it.pointer.as_str()).collect();
    assert_eq!(
        missing,
        ["/bank_details/account_kind", "/bank_details/bank", "/bank_details/branch", "/contacts/house"]
    );
    assert_eq!(errors.at("/bank_details/iban").map(|it| &it.code), Some(&Code::BadChecksum));
    assert_eq!(errors.at("/bank_details/patronymic_on_account"), None);
    let of_bank = errors.filter(|pointer| pointer.starts_with("/bank_details"));
    assert_eq!(of_bank.0.len(), 4);
    assert!(of_bank.filter(|_| false).is_empty());
    assert!(Errors::default().is_empty());
}

/// A field reads, writes and is known by its name.
#[test]
fn fields() {
    let mut bank = BankDetailsForm::default();
    *(BankDetailsForm::IBAN.get_mut)(&mut bank) = "KZ".into();
    assert_eq!((BankDetailsForm::IBAN.get)(&bank), "KZ");
    assert_eq!(BankDetailsForm::IBAN.name, "iban");
    assert!(BankDetailsForm::BANK == BankDetailsForm::BANK && BankDetailsForm::BANK != BankDetailsForm::BRANCH);
    let mut form = PensionPaymentForm::default();
    (PensionPaymentForm::BANK_DETAILS.get_mut)(&mut form).iban = "KZ".into();
    assert_eq!((PensionPaymentForm::BANK_DETAILS.get)(&form), &bank);
}

/// A violation is flat on the wire: pointer, code and the code's own parameters.
#[test]
fn violations_on_the_wire() {
    let violation = Violation { pointer: "/iin".into(), code: Code::WrongLength { expected: 12, found: 11 } };
    let wire = json!({ "pointer": "/iin", "code": "wrong-length", "expected": 12, "found": 11 });
    assert_eq!(json!(violation), wire);
    assert_eq!(serde_json::from_value::<Violation>(wire).ok(), Some(violation));
}

/// each problem is answered with its status.
#[test]
fn statuses_of_problems() {
    for problem in spoken::problems() {
        let expected = match problem.id() {
            "invalid-request" => 400,
            "signed-out" | "wrong-credentials" => 401,
            "foreign-origin" | "code-needed" | "password-blocked" => 403,
            "not-found" | "person-not-found" => 404,
            "method-not-allowed" => 405,
            "no-contacts" | "contact-shared" | "contact-not-kazakhstan" | "agreement-missing" => 409,
            "consent-missing" | "refused" | "review-outdated" | "receipt-not-ready" => 409,
            "code-expired" | "code-used-up" | "challenge-expired" => 410,
            "draft-changed" => 412,
            "too-large" => 413,
            "invalid-form" | "robot-check" | "wrong-code" | "signature-refused" | "key-refused" => 422,
            "too-many-tries" | "resend-too-soon" => 429,
            "internal" => 500,
            "message-not-sent" | "register-silent" | "overloaded" => 503,
            other => panic!("no status is expected for {other}"),
        };
        assert_eq!(problem.status(), expected, "{problem:?}");
        let wire = json!(problem);
        assert_eq!(serde_json::from_value::<Problem>(wire).ok(), Some(problem));
    }
}

/// what is final, and a status that this version does not know.
#[test]
fn statuses_of_applications() {
    for status in spoken::statuses() {
        let last = matches!(status.code(), "executed" | "rejected" | "revoked" | "signature_refused");
        assert_eq!(status.is_final(), last, "{status:?}");
    }
    let other = ApplicationStatus::from_code("at-the-notary");
    assert_eq!((other.code(), other.is_final()), ("at-the-notary", false));
    assert_eq!(json!(other), "at-the-notary");
    assert_eq!(serde_json::from_value::<ApplicationStatus>(json!("at-the-notary")).ok(), Some(other));
}

/// only silence passes by itself.
#[test]
fn passing_refusals() {
    for refusal in spoken::refusals() {
        assert_eq!(refusal.is_passing(), matches!(refusal, Refusal::RegisterSilent(_)), "{refusal:?}");
    }
    let silent = json!({ "reason": "register-silent", "register": "fund" });
    assert_eq!(json!(Refusal::RegisterSilent(Register::Fund)), silent);
}

/// three languages, Kazakh first.
#[test]
fn languages() {
    let rows = [(Language::Kk, "kk", "Қазақша"), (Language::Ru, "ru", "Русский"), (Language::En, "en", "English")];
    assert_eq!(Language::default(), Language::Kk);
    assert_eq!(Language::ALL.len(), rows.len());
    for (at, (language, code, name)) in rows.into_iter().enumerate() {
        assert_eq!(Language::ALL[at], language);
        assert_eq!((language.code(), language.own_name()), (code, name));
        assert_eq!(Language::from_code(code), Some(language));
        assert_eq!(language.hash().len(), 16);
        let texts = Texts::of(language);
        assert_eq!(texts.language(), language);
        assert!(texts.ids().any(|id| id == "app-name"));
        assert!(texts.ids().is_sorted());
        assert_eq!(texts.find("no-such-text", &[]), None);
    }
    assert_eq!(Language::from_code("kz"), None);
    assert_ne!(Language::Kk.hash(), Language::Ru.hash());
}

/// the service is found by its place in addresses.
#[test]
fn services() {
    assert_eq!(ServiceKind::ALL, [ServiceKind::PensionPayment]);
    for kind in ServiceKind::ALL {
        assert_eq!(ServiceKind::from_slug(kind.slug()), Some(*kind));
        assert_eq!(json!(kind), kind.slug());
    }
    assert_eq!(ServiceKind::from_slug("no-such-service"), None);
    let draft = json!({ "account": { "number": "1" } });
    assert_eq!(PensionPayment::migrate(1, draft.clone()), draft);
}

/// Drafts are read leniently: old and new versions of the cabinet run side by side.
#[test]
fn lenient_drafts() {
    let stored = json!({ "bank_details": { "iban": "KZ", "gone": 1 }, "new": {} });
    let read: PensionPaymentForm = serde_json::from_value(stored).expect("a readable draft");
    let expected = BankDetailsForm { iban: "KZ".into(), ..BankDetailsForm::default() };
    assert_eq!(read, PensionPaymentForm { bank_details: expected, ..PensionPaymentForm::default() });
}

/// an entrance's names are the same in texts, in the store and on the wire.
#[test]
fn entrances_on_the_wire() {
    for way in EntranceWay::ALL {
        assert_eq!(json!(way), way.id());
    }
    for event in EntranceEvent::ALL {
        assert_eq!(json!(event), event.id());
    }
}

/// A form that its rules prove although one of them was broken.
#[derive(Clone, Default, PartialEq)]
struct Careless {
    text: String,
}

shared::fields!(Careless { TEXT: String = text });

impl Form for Careless {
    const ID: &'static str = "careless";
    type Facts = ();
    type Valid = ();

    fn rules(&self, (): &(), on: &mut Checker<'_, Self>) -> Option<()> {
        on.fail::<_, ()>(Self::TEXT, Code::Required);
        Some(())
    }
}

/// what is proven has no violation, whatever the rules answer.
#[test]
fn a_violation_outweighs_a_proof() {
    assert_eq!(Careless::default().check(&()).err().map(|errors| errors.0.len()), Some(1));
}
