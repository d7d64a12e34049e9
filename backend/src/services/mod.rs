//! What the server adds to a service: where its facts come from and what the Fund receives. The road itself
//! (`applications/`) knows only this trait.

mod pension_payment;

use crate::app::App;
use crate::store::reviews::Subject;
use serde_json::Value;
use shared::api::AccountView;
use shared::blocks::identity_document::IdentityDocument;
use shared::kernel::eligibility::Register;
use shared::services::pension_payment::PensionPayment;
use shared::services::{Service, ServiceKind, Valid};
use shared::values::{full_name::FullName, iin::Iin};
use std::future::Future;

/// What the registers answered.
pub struct Known<Facts> {
    /// Facts for the rules.
    pub facts: Facts,
    /// Accounts as pages show them.
    pub accounts: Vec<AccountView>,
}

/// A service on the server.
pub trait Adapter: Service<Facts: Send + Sync, Form: Send + Sync> {
    /// Asks the registers, side by side. One that is silent is named in the facts; the rest works. `unanswered` are accounts
    /// of the person's own applications that the Fund has not answered: they are open, though the Fund does not know it yet.
    /// Whoever reads them from the store does so first: one that is answered meanwhile is told by the Fund.
    fn known(app: &App, iin: Iin, unanswered: &[String]) -> impl Future<Output = Known<Self::Facts>> + Send;

    /// Registers that did not answer.
    fn silent(facts: &Self::Facts) -> &[Register];

    /// The person's names by ЖТ МДБ, which those in the certificate must equal.
    fn holder(facts: &Self::Facts) -> Option<&FullName>;

    /// Versions of the dictionaries that the facts were built with.
    fn dictionaries(facts: &Self::Facts) -> String;

    /// What the Fund receives, made of proven values alone.
    fn payload(valid: &Valid<Self>, facts: &Self::Facts) -> Value;

    /// The chosen identity document, when the Fund's record has another.
    fn identity_document(valid: &Valid<Self>, facts: &Self::Facts) -> Option<IdentityDocument>;

    /// What the application is about, for lists.
    fn subject(valid: &Valid<Self>) -> Subject;

    /// Where money and messages go by a payload that was kept.
    fn destinations(payload: &Value) -> Destinations;

    /// The same as the registers knew it, by the facts that were kept with a payload.
    fn known_destinations(facts: &Value) -> Destinations;
}

/// Where an application sends money and messages: whoever it belongs to is told when that changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Destinations {
    /// Bank account of the payee.
    pub account: Option<String>,
    /// Mobile number, E.164.
    pub mobile: Option<String>,
    /// E-mail.
    pub email: Option<String>,
}

impl Destinations {
    /// See [`Adapter::destinations`].
    #[must_use]
    pub fn of(kind: ServiceKind, payload: &Value) -> Self {
        match kind {
            ServiceKind::PensionPayment => PensionPayment::destinations(payload),
        }
    }

    /// See [`Adapter::known_destinations`].
    #[must_use]
    pub fn known(kind: ServiceKind, facts: &Value) -> Self {
        match kind {
            ServiceKind::PensionPayment => PensionPayment::known_destinations(facts),
        }
    }
}

/// The text at a pointer of what was kept.
fn text_at(kept: &Value, pointer: &str) -> Option<String> {
    kept.pointer(pointer).and_then(Value::as_str).map(str::to_owned)
}

/// Runs a generic function for the service of a kind: the one place where kinds become types.
macro_rules! for_kind {
    ($kind:expr, $function:ident($($argument:expr),* $(,)?)) => {
        match $kind {
            shared::services::ServiceKind::PensionPayment => {
                $function::<shared::services::pension_payment::PensionPayment>($($argument),*).await
            }
        }
    };
}

pub(crate) use for_kind;
