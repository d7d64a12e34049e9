//! The electronic services, each declared once.

pub mod pension_payment;

use crate::kernel::document::Document;
use crate::kernel::eligibility::Eligibility;
use crate::kernel::form::Form;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;

/// An electronic service that ends in a signed application.
pub trait Service: 'static {
    /// Its place in addresses, texts, the list and «My applications».
    const KIND: ServiceKind;
    /// Schema of a stored draft; grows when old drafts need [`Service::migrate`].
    const SCHEMA: u16;
    /// What is typed in.
    type Form: Form<Facts = Self::Facts> + Serialize + DeserializeOwned;
    /// What is known.
    type Facts: Serialize + DeserializeOwned + Clone + PartialEq + 'static;

    /// Why this person cannot apply now. Asked by the list, on opening, on review, on signing and on acceptance.
    fn eligibility(facts: &Self::Facts) -> Eligibility;

    /// A new draft: what is known already is not asked again (WCAG 3.3.7).
    fn start(facts: &Self::Facts) -> Self::Form;

    /// What is reviewed, printed, signed and kept, built once from proven values.
    fn document(valid: &Valid<Self>, facts: &Self::Facts) -> Document;

    /// Reads a draft stored under an older schema.
    fn migrate(_schema: u16, draft: Value) -> Value {
        draft
    }
}

/// The proven form of a service.
pub type Valid<S> = <<S as Service>::Form as Form>::Valid;

/// Writes the list of services: the kinds with their slugs.
macro_rules! services {
    ($($(#[$doc:meta])* $kind:ident = $slug:literal),+ $(,)?) => {
        /// A kind of service.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
        pub enum ServiceKind {
            $($(#[$doc])* #[serde(rename = $slug)] $kind,)+
        }

        impl ServiceKind {
            /// Every kind, in the order of the services list.
            pub const ALL: &'static [Self] = &[$(Self::$kind),+];

            /// Its place in addresses and text ids.
            #[must_use]
            pub const fn slug(self) -> &'static str {
                match self {
                    $(Self::$kind => $slug,)+
                }
            }

            /// Reads a slug.
            #[must_use]
            pub fn from_slug(slug: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|kind| kind.slug() == slug)
            }
        }
    };
}

services! {
    /// Зейнетақы төлемдерін тағайындау туралы өтініш.
    PensionPayment = "pension-payment",
}
