//! Reads answers of the server out of JSON.
//!
//! The types are described for serde already, and serde would read them; but what it generates reads each type in two
//! shapes and explains every mistake, which is half as much again as the rest of the client. Here a type is a line: the
//! compiler finds a field that was forgotten, and the tests compare with what serde writes.

use serde_json::Value;
use shared::api::*;
use shared::auth::views::*;
use shared::blocks::bank_details::{AccountKind, Bank, BankDetailsForm, Branch};
use shared::blocks::contacts::ContactsForm;
use shared::blocks::identity_document::{DocumentKind, IdentityDocument, IdentityDocumentForm};
use shared::kernel::document::{Names, WrittenBlock, WrittenDocument, WrittenRow};
use shared::kernel::eligibility::{Eligibility, Refusal, Register, Subject};
use shared::kernel::life::ApplicationStatus;
use shared::kernel::problem::SignatureFault;
use shared::kernel::signing::{NotSent, Signing, Way};
use shared::services::ServiceKind;
use shared::services::pension_payment::{
    AccountForm, Contribution, Disability, Frequency, FundRecord, PaymentForm, PaymentGround, PaymentScope,
    PensionAccount, PensionPaymentFacts, PensionPaymentForm, Person, Region,
};
use shared::signing_views::QrView;
use shared::texts::Language;
use shared::values::{day::Day, full_name::FullName, iin::Iin, money::Money};
use std::str::FromStr;

/// What can be read out of JSON.
pub trait Read: Sized {
    /// Takes it out of `value`; `None` when it is not there.
    fn read(value: &mut Value) -> Option<Self>;
}

/// Reads the text of an answer; no text at all is like `null`.
#[must_use]
pub fn read<T: Read>(text: &str) -> Option<T> {
    T::read(&mut parse(text)?)
}

#[inline(never)]
fn parse(text: &str) -> Option<Value> {
    if text.is_empty() { Some(Value::Null) } else { serde_json::from_str(text).ok() }
}

/// A field of an object; a missing one is like `null`.
fn field<T: Read>(value: &mut Value, name: &str) -> Option<T> {
    T::read(place(value, name).unwrap_or(&mut Value::Null))
}

#[inline(never)]
fn place<'v>(value: &'v mut Value, name: &str) -> Option<&'v mut Value> {
    value.get_mut(name)
}

impl Read for () {
    fn read(_: &mut Value) -> Option<Self> {
        Some(())
    }
}

impl Read for Value {
    fn read(value: &mut Value) -> Option<Self> {
        Some(value.take())
    }
}

impl Read for String {
    #[inline(never)]
    fn read(value: &mut Value) -> Option<Self> {
        match value.take() {
            Value::String(text) => Some(text),
            _ => None,
        }
    }
}

impl Read for bool {
    fn read(value: &mut Value) -> Option<Self> {
        value.as_bool()
    }
}

impl Read for u64 {
    fn read(value: &mut Value) -> Option<Self> {
        value.as_u64()
    }
}

impl Read for u32 {
    fn read(value: &mut Value) -> Option<Self> {
        u64::read(value)?.try_into().ok()
    }
}

impl Read for u8 {
    fn read(value: &mut Value) -> Option<Self> {
        u64::read(value)?.try_into().ok()
    }
}

impl<T: Read> Read for Option<T> {
    fn read(value: &mut Value) -> Option<Self> {
        if value.is_null() { Some(None) } else { T::read(value).map(Some) }
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(value: &mut Value) -> Option<Self> {
        value.as_array_mut()?.iter_mut().map(T::read).collect()
    }
}

fn parsed<T: FromStr>(value: &Value) -> Option<T> {
    value.as_str()?.parse().ok()
}

/// Values that are written as text and read from it by their own rules.
macro_rules! texts {
    ($($type:ty),+ $(,)?) => {$(
        impl Read for $type {
            fn read(value: &mut Value) -> Option<Self> {
                parsed(value)
            }
        }
    )+};
}

/// Choices by their names on the wire.
macro_rules! names {
    ($($type:ident { $($name:literal => $variant:ident),+ $(,)? })+) => {$(
        impl Read for $type {
            fn read(value: &mut Value) -> Option<Self> {
                match value.as_str()? {
                    $($name => Some(Self::$variant),)+
                    _ => None,
                }
            }
        }
    )+};
}

/// Objects by their fields.
macro_rules! objects {
    ($($type:ident { $($field:ident),+ $(,)? })+) => {$(
        impl Read for $type {
            fn read(value: &mut Value) -> Option<Self> {
                Some(Self { $($field: field(value, stringify!($field))?),+ })
            }
        }
    )+};
}

/// Forms: what is missing is empty, so that old and new drafts can be read side by side.
macro_rules! forms {
    ($($type:ident { $($field:ident),+ $(,)? })+) => {$(
        impl Read for $type {
            fn read(value: &mut Value) -> Option<Self> {
                Some(Self { $($field: field(value, stringify!($field)).unwrap_or_default()),+ })
            }
        }
    )+};
}

texts!(Day, Iin, Money);

names! {
    AccountKind { "card" => Card, "current" => Current }
    Channel { "sms" => Sms, "email" => Email }
    Contribution { "mandatory" => Mandatory, "occupational" => Occupational, "voluntary" => Voluntary }
    DocumentKind {
        "identity-card" => IdentityCard,
        "passport" => Passport,
        "residence-permit" => ResidencePermit,
        "stateless-certificate" => StatelessCertificate,
    }
    EntranceEvent {
        "entered" => Entered,
        "entered-from-new-device" => EnteredFromNewDevice,
        "wrong-password" => WrongPassword,
        "key-refused" => KeyRefused,
        "password-reset" => PasswordReset,
        "password-changed" => PasswordChanged,
        "disowned" => Disowned,
        "pushed-out" => PushedOut,
    }
    EntranceWay { "password" => Password, "signature" => Signature }
    Frequency { "monthly" => Monthly, "one-off" => OneOff }
    Language { "kk" => Kk, "ru" => Ru, "en" => En }
    PaymentGround { "age" => Age, "disability" => Disability }
    PaymentScope { "partial" => Partial, "full" => Full }
    Register {
        "person-register" => PersonRegister,
        "disability-register" => DisabilityRegister,
        "fund" => Fund,
        "bank-directory" => BankDirectory,
        "authority" => Authority,
        "sms" => Sms,
        "mail" => Mail,
    }
    Way { "key" => Key, "qr" => Qr }
}

impl Read for ServiceKind {
    fn read(value: &mut Value) -> Option<Self> {
        Self::from_slug(value.as_str()?)
    }
}

impl Read for ApplicationStatus {
    fn read(value: &mut Value) -> Option<Self> {
        value.as_str().map(Self::from_code)
    }
}

impl Read for SignatureFault {
    fn read(value: &mut Value) -> Option<Self> {
        Self::ALL.into_iter().find(|fault| *value == fault.id())
    }
}

impl Read for NotSent {
    fn read(value: &mut Value) -> Option<Self> {
        Some(match value["why"].as_str()? {
            "cancelled" => Self::Cancelled,
            "expired" => Self::Expired,
            "refused" => Self::Refused { reason: field(value, "reason")? },
            "outdated" => Self::Outdated,
            "failed" => Self::Failed,
            _ => return None,
        })
    }
}

impl Read for Signing {
    fn read(value: &mut Value) -> Option<Self> {
        Some(match value["is"].as_str()? {
            "ready" => Self::Ready,
            "asked" => Self::Asked { way: field(value, "way")? },
            "opened" => Self::Opened,
            "sent" => Self::Sent { way: field(value, "way")? },
            "accepted" => Self::Accepted { number: field(value, "number")? },
            "checking" => Self::Checking { number: field(value, "number")? },
            "not-sent" => Self::NotSent(NotSent::read(value)?),
            _ => return None,
        })
    }
}

/// Refusals that are about no register.
const PLAIN_REFUSALS: &[Refusal] = &[
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

impl Read for Refusal {
    fn read(value: &mut Value) -> Option<Self> {
        if value["reason"] == "register-silent" {
            return field(value, "register").map(Self::RegisterSilent);
        }
        PLAIN_REFUSALS.iter().copied().find(|refusal| value["reason"] == refusal.id())
    }
}

objects! {
    AccountView { number, contribution, balance, last_contribution }
    ApplicationSummary {
        number, kind, signed_at, status, status_at, reason, account, contribution, amount,
    }
    ApplicationView { summary, history, due, document, signer, document_sha256 }
    Bank { iban_code, bic, bin, name, branches }
    Branch { code, name, bic, bin, bank_iban }
    ChallengeView { algorithm, challenge, maxnumber, salt, signature }
    CodeSentView { number, contact, valid_for, resend_after }
    ConfigView { demonstration, ncalayer, consent_version, code_minutes, older_registration, time_stamp_required, login_accepts_gost_single_key }
    ConsentView { version, given_at, language, channel }
    Disability { group, indefinite, valid_until }
    DraftSaved { revision, saved_at }
    DraftSummary { kind, saved_at }
    EntranceView { at, event, way, place }
    EntrancesView { sessions, history }
    Eligibility { refusals, subjects, warnings }
    FullName { surname, given, patronymic }
    FundRecord { name, birth, document, accounts, insurer_transfer, phone, email }
    HomeView { accounts, silent, drafts, applications }
    IdentityDocument { kind, series, number, issued, valid_until, issuer }
    LastContribution { date, amount }
    LoginChallengeView { id, data, expires_in }
    MaskedContact { id, channel, masked }
    Names { kk, ru, en }
    PensionAccount { number, contribution, balance, open_application, annual_paid, returned_payment }
    PensionPaymentFacts {
        today, asked_at, silent, iin, person, record, disability, banks, banks_version, regions, lump_threshold,
    }
    Person { name, birth, alive, capable, documents }
    QrView { operation, text, link, control, seconds_left, state }
    Region { code, name }
    Place { browser, system, address }
    RegistrationView { id, contacts }
    ReviewView { id, kind, number, document, language, made_at, application, iin }
    ServiceSummary { kind, eligibility, accounts, draft }
    SessionEntry { id, is_current, place, way, began_at, seen_at }
    SessionView { iin, name, way, idle_left, left }
    SignedView { number, signed_at, status }
    SignerView { name, serial, issuer }
    StatusView { status, at, reason, amount }
    Subject { id, refusals }
    WrittenBlock { id, heading, rows }
    WrittenDocument { title, blocks }
    WrittenRow { label, value }
}

forms! {
    AccountForm { number }
    BankDetailsForm { patronymic_on_account, account_kind, iban, bank, branch }
    ContactsForm {
        oblast, city, district, street, house, apartment, old_index, contact_phone, mobile_phone, email,
    }
    IdentityDocumentForm { document }
    PaymentForm { ground, frequency, region, scope, fixed, amount }
    PensionPaymentForm { identity_document, account, payment, bank_details, contacts }
}

impl<Facts: Read, Form: Read> Read for ServiceView<Facts, Form> {
    fn read(value: &mut Value) -> Option<Self> {
        Some(Self {
            facts: field(value, "facts")?,
            eligibility: field(value, "eligibility")?,
            consent: field(value, "consent")?,
            draft: field(value, "draft")?,
            revision: field(value, "revision")?,
            saved_at: field(value, "saved_at")?,
        })
    }
}

#[cfg(test)]
mod tests;
