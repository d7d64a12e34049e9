//! Everything that can be said: codes, problems, refusals, statuses, labels, words of dictionaries.
#![allow(dead_code, clippy::unwrap_used, reason = "each test program uses a part; a surprise stops the test")]

use shared::auth::views::{EntranceEvent, EntranceWay};
use shared::auth::{
    ChangePasswordForm, CodeEntranceForm, CodeLoginForm, ContactChoiceForm, LoginForm, NewPasswordForm,
    OlderRegistrationForm, RegistrationForm,
};
use shared::blocks::bank_details::{AccountKind, BankDetailsForm};
use shared::blocks::contacts::ContactsForm;
use shared::blocks::identity_document::{DocumentKind, IdentityDocumentForm};
use shared::kernel::eligibility::{Refusal, Register};
use shared::kernel::form::Form;
use shared::kernel::life::ApplicationStatus;
use shared::kernel::problem::{Code, Problem, RobotCheckFault, SignatureFault};
use shared::kernel::words;
use shared::services::pension_payment::{
    AccountForm, Contribution, Frequency, PaymentForm, PaymentGround, PaymentScope,
};

/// Every code, with parameters.
pub fn codes() -> Vec<Code> {
    let letter = || "Q".to_owned();
    vec![
        Code::Required,
        Code::Malformed,
        Code::WrongLength { expected: 20, found: 19 },
        Code::TooShort { min: 12 },
        Code::TooLong { max: 60 },
        Code::BadChecksum,
        Code::BadDate,
        Code::NotOffered,
        Code::WrongLetter { letter: letter(), position: 7 },
        Code::LookAlike { letter: letter(), position: 7, instead: "Я".into() },
        Code::NotKazakhstan,
        Code::WrongBank,
        Code::NotSecondTier,
        Code::NotPositive,
        Code::AboveBalance { max: "1450000.00".into() },
        Code::Mismatch,
        Code::Guessable,
    ]
}

/// Every refusal.
pub fn refusals() -> Vec<Refusal> {
    let mut all = vec![
        Refusal::NoValidDocument,
        Refusal::LifeStatus,
        Refusal::Capacity,
        Refusal::FundRecordDiffers,
        Refusal::DisabilityNotConfirmed,
        Refusal::NoGround,
        Refusal::OpenApplication,
        Refusal::InsurerTransfer,
        Refusal::AnnualPaid,
        Refusal::ReturnedPayment,
        Refusal::NoSavings,
        Refusal::NoAccount,
    ];
    all.extend(Register::ALL.map(Refusal::RegisterSilent));
    all
}

/// Every problem.
pub fn problems() -> Vec<Problem> {
    let mut all = vec![
        Problem::InvalidRequest,
        Problem::InvalidForm { errors: Vec::new() },
        Problem::TooLarge,
        Problem::SignedOut,
        Problem::NotFound,
        Problem::MethodNotAllowed,
        Problem::ForeignOrigin,
        Problem::WrongCredentials,
        Problem::CodeNeeded,
        Problem::PasswordBlocked,
        Problem::ChallengeExpired,
        Problem::AgreementMissing,
        Problem::TooManyTries { retry_after: 8 },
        Problem::PersonNotFound,
        Problem::NoContacts,
        Problem::ContactShared,
        Problem::ContactNotKazakhstan,
        Problem::MessageNotSent,
        Problem::ResendTooSoon { retry_after: 42 },
        Problem::WrongCode { tries_left: 3 },
        Problem::CodeExpired { minutes: 15 },
        Problem::CodeUsedUp,
        Problem::ConsentMissing,
        Problem::Refused { refusals: Vec::new() },
        Problem::DraftChanged { draft: serde_json::Value::Null, revision: 2 },
        Problem::ReviewOutdated,
        Problem::ReceiptNotReady,
        Problem::RegisterSilent { register: Register::Fund },
        Problem::Overloaded,
        Problem::Internal { reference: "r-17".into() },
    ];
    all.extend(RobotCheckFault::ALL.map(|reason| Problem::RobotCheck { reason }));
    all.extend(SignatureFault::ALL.map(|reason| Problem::SignatureRefused { reason }));
    all.extend(SignatureFault::ALL.map(|reason| Problem::KeyRefused { reason }));
    all
}

/// Every status the cabinet knows.
pub fn statuses() -> Vec<ApplicationStatus> {
    let codes = [
        "signature_checking",
        "signature_refused",
        "signed",
        "received",
        "checking",
        "in_work",
        "approved",
        "transferred",
        "executed",
        "returned",
        "rejected",
        "revoked",
    ];
    codes.map(ApplicationStatus::from_code).to_vec()
}

/// The label ids of every field of every form.
pub fn labels() -> Vec<String> {
    let mut all = Vec::new();
    let mut form = |id: &str, typed: serde_json::Value, leave_out: &[&str]| {
        let names = typed.as_object().unwrap().keys().filter(|name| !leave_out.contains(&name.as_str()));
        all.extend(names.map(|name| words::label_id(id, &format!("/{name}"))));
    };
    form(IdentityDocumentForm::ID, serde_json::to_value(IdentityDocumentForm::default()).unwrap(), &[]);
    form(AccountForm::ID, serde_json::to_value(AccountForm::default()).unwrap(), &[]);
    form(PaymentForm::ID, serde_json::to_value(PaymentForm::default()).unwrap(), &[]);
    form(BankDetailsForm::ID, serde_json::to_value(BankDetailsForm::default()).unwrap(), &[]);
    form(ContactsForm::ID, serde_json::to_value(ContactsForm::default()).unwrap(), &[]);
    // Nobody types the proof of work, the language of the page, or what a code is for.
    let silent = ["proof", "language", "purpose"];
    form(LoginForm::ID, serde_json::to_value(LoginForm::default()).unwrap(), &silent);
    form(RegistrationForm::ID, serde_json::to_value(RegistrationForm::default()).unwrap(), &silent);
    form(ContactChoiceForm::ID, serde_json::to_value(ContactChoiceForm::default()).unwrap(), &silent);
    form(NewPasswordForm::ID, serde_json::to_value(NewPasswordForm::default()).unwrap(), &silent);
    form(CodeLoginForm::ID, serde_json::to_value(CodeLoginForm::default()).unwrap(), &silent);
    form(CodeEntranceForm::ID, serde_json::to_value(CodeEntranceForm::default()).unwrap(), &silent);
    form(ChangePasswordForm::ID, serde_json::to_value(ChangePasswordForm::default()).unwrap(), &silent);
    form(OlderRegistrationForm::ID, serde_json::to_value(OlderRegistrationForm::default()).unwrap(), &silent);
    all
}

/// The words of the dictionaries.
pub fn dictionary_ids() -> Vec<String> {
    let mut all: Vec<String> = ["yes", "no", "nothing", "amount", "app-name"].map(str::to_owned).to_vec();
    all.extend(Register::ALL.map(|register| format!("register-{}", register.id())));
    all.extend(statuses().iter().map(|status| format!("status-{}", status.code())));
    all.extend(Contribution::ALL.map(|it| it.text_id().to_owned()));
    all.extend(DocumentKind::ALL.map(|it| it.text_id().to_owned()));
    all.extend(AccountKind::ALL.map(|it| it.text_id().to_owned()));
    all.extend(PaymentGround::ALL.map(|it| it.text_id().to_owned()));
    all.extend(Frequency::ALL.map(|it| it.text_id().to_owned()));
    all.extend(PaymentScope::ALL.map(|it| it.text_id().to_owned()));
    all.extend(EntranceWay::ALL.map(|it| format!("entrance-way-{}", it.id())));
    all.extend(EntranceEvent::ALL.map(|it| format!("entrance-event-{}", it.id())));
    all
}
