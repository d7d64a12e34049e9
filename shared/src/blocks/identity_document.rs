//! The block «Жеке басты куәландыратын құжат» (R-107…R-114): everything from ЖТ МДБ, a choice only among several.

use crate::kernel::form::{Checker, Form};
use crate::kernel::problem::Code;
use crate::values::day::Day;
use crate::fields;
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

/// Documents on offer and the day they must be valid on.
pub struct DocumentFacts<'a> {
    /// Today in Kazakhstan.
    pub today: Day,
    /// What ЖТ МДБ has.
    pub documents: &'a [IdentityDocument],
}
