//! The block «Жеке басты куәландыратын құжат» (R-107…R-114): everything from ЖТ МДБ, a choice only among several.

use crate::fields;
use crate::kernel::form::{Checker, Form};
use crate::values::day::Day;
use serde::{Deserialize, Serialize};

/// Which document, when there are several valid ones.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct IdentityDocumentForm {
    /// Number of the chosen document.
    pub document: Option<String>,
}

fields!(IdentityDocumentForm { DOCUMENT: Option<String> = document });

/// Құжат түрі.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum DocumentKind {
    /// Жеке куәлік.
    IdentityCard,
    /// Төлқұжат.
    Passport,
    /// Тұруға ықтиярхат.
    ResidencePermit,
    /// Азаматтығы жоқ адамның куәлігі.
    StatelessCertificate,
}

/// An identity document as a register has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct IdentityDocument {
    /// Type.
    pub kind: DocumentKind,
    /// Series, if any.
    pub series: Option<String>,
    /// Number.
    pub number: String,
    /// Date of issue.
    pub issued: Day,
    /// Last day of validity.
    pub valid_until: Day,
    /// Issuing authority.
    pub issuer: String,
}

impl DocumentKind {
    /// All, in the order of the dictionary.
    pub const ALL: [Self; 4] = [Self::IdentityCard, Self::Passport, Self::ResidencePermit, Self::StatelessCertificate];

    /// Text id of its name.
    #[must_use]
    pub const fn text_id(self) -> &'static str {
        match self {
            Self::IdentityCard => "document-kind-identity-card",
            Self::Passport => "document-kind-passport",
            Self::ResidencePermit => "document-kind-residence-permit",
            Self::StatelessCertificate => "document-kind-stateless-certificate",
        }
    }
}

impl IdentityDocument {
    /// Valid on `today`: issued already and not past its last day.
    #[must_use]
    pub fn is_valid_on(&self, today: Day) -> bool {
        self.issued <= today && today <= self.valid_until
    }
}

/// The documents that are valid today, which are the ones on offer.
#[must_use]
pub fn valid_documents(documents: &[IdentityDocument], today: Day) -> Vec<IdentityDocument> {
    documents.iter().filter(|document| document.is_valid_on(today)).cloned().collect()
}

impl Form for IdentityDocumentForm {
    const ID: &'static str = "identity-document";
    /// The valid documents, see [`valid_documents`].
    type Facts = Vec<IdentityDocument>;
    type Valid = IdentityDocument;

    /// A single valid document is taken without a choice; several need one.
    fn rules(&self, valid: &Vec<IdentityDocument>, on: &mut Checker<'_, Self>) -> Option<IdentityDocument> {
        if let [only] = valid.as_slice() {
            return Some(only.clone());
        }
        on.one_of(Self::DOCUMENT, valid, |document| &document.number).cloned()
    }
}
