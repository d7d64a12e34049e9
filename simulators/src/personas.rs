//! The demo citizens: `personas.json` is the single source for the registers, the README and the browser tests.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use time::Date;

use crate::iso_date;
use crate::records::{
    Capacity, Contact, Disability, Document, FundRecord, Life, Name, PensionAccount, PersonRecord, Sex,
};

/// The file itself, compiled in: the program needs nothing beside it.
pub const PERSONAS_JSON: &str = include_str!("../personas.json");

/// The same sentence in the cabinet's three languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Localized {
    /// Қазақша.
    pub kk: String,
    /// По-русски.
    pub ru: String,
    /// English.
    pub en: String,
}

/// What ЖТ МДБ says beyond names, birth and sex.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegisterPart {
    /// Life status.
    pub life: Life,
    /// Legal capacity.
    pub capacity: Capacity,
    /// Documents, valid or not.
    pub documents: Vec<Document>,
}

/// What the Fund has on file; names are written only where they differ from the state's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FundPart {
    /// Names on the Fund's file, when they differ.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Name>,
    /// The document on file.
    pub document: Option<Document>,
    /// Contacts on file.
    pub contacts: Vec<Contact>,
    /// Pension accounts.
    pub accounts: Vec<PensionAccount>,
    /// A transfer to an insurer is open.
    pub insurer_transfer: bool,
    /// An additional agreement chooses the internet as the way of information.
    pub information_agreement: bool,
}

/// A demo citizen: one situation, seen by every outside system in the same way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Persona {
    /// Short Latin name, used in file names and tests.
    pub id: String,
    /// The situation.
    pub situation: Localized,
    /// What the cabinet does with it: «what to see».
    pub see: Localized,
    /// The end this person comes to, for tests: `signed`, `refused:<reason>`, `registration:<problem>` and so on.
    pub end: String,
    /// Number of the account that `end` is about, when it is about one.
    pub account: Option<String>,
    /// ЖСН / ИИН: invented, formally valid.
    pub iin: String,
    /// Names by the state's record.
    pub name: Name,
    /// Day of birth.
    #[serde(with = "iso_date")]
    pub birth: Date,
    /// Sex.
    pub sex: Sex,
    /// The population register; absent: it does not know the person.
    pub register: Option<RegisterPart>,
    /// The Fund; absent: not a contributor.
    pub fund: Option<FundPart>,
    /// The disability register; absent: no record.
    pub disability: Option<Disability>,
    /// Names in the person's certificates, when they are not those of the state's record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate_name: Option<Name>,
}

impl Persona {
    /// The answer of ЖТ МДБ.
    #[must_use]
    pub fn person_record(&self) -> Option<PersonRecord> {
        self.register.as_ref().map(|part| PersonRecord {
            iin: self.iin.clone(),
            name: self.name.clone(),
            birth: self.birth,
            sex: self.sex,
            life: part.life,
            capacity: part.capacity,
            documents: part.documents.clone(),
        })
    }

    /// The answer of the Fund, before any application of this run.
    #[must_use]
    pub fn fund_record(&self) -> Option<FundRecord> {
        self.fund.as_ref().map(|part| FundRecord {
            iin: self.iin.clone(),
            name: part.name.clone().unwrap_or_else(|| self.name.clone()),
            birth: self.birth,
            document: part.document.clone(),
            contacts: part.contacts.clone(),
            accounts: part.accounts.clone(),
            insurer_transfer: part.insurer_transfer,
            information_agreement: part.information_agreement,
        })
    }

    /// The names that stand in this person's certificates.
    #[must_use]
    pub fn certificate_name(&self) -> &Name {
        self.certificate_name.as_ref().unwrap_or(&self.name)
    }
}

/// A `personas.json` that cannot be used.
#[derive(Debug)]
pub struct PersonasError(String);

impl std::fmt::Display for PersonasError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "personas.json: {}", self.0)
    }
}

impl std::error::Error for PersonasError {}

/// Reads demo citizens.
///
/// # Errors
/// JSON of another shape, or two citizens with the same id or IIN.
pub fn parse(json: &str) -> Result<Vec<Persona>, PersonasError> {
    let personas: Vec<Persona> = serde_json::from_str(json).map_err(|error| PersonasError(error.to_string()))?;
    let (mut ids, mut iins) = (BTreeSet::new(), BTreeSet::new());
    for persona in &personas {
        if !ids.insert(&persona.id) || !iins.insert(&persona.iin) {
            return Err(PersonasError(format!("`{}` stands there twice", persona.id)));
        }
    }
    Ok(personas)
}

/// The demo citizens that the program carries.
///
/// # Errors
/// As [`parse`]; a test proves that the carried file is sound.
pub fn carried() -> Result<Vec<Persona>, PersonasError> {
    parse(PERSONAS_JSON)
}
