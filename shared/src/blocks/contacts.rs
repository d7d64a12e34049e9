//! The block «Байланыс ақпараты» (R-138…R-147).

use crate::fields;
use crate::kernel::form::{Checker, Form};
use crate::kernel::problem::Code;
use serde::{Deserialize, Serialize};

/// Address, phones and e-mail, as typed. A village has no streets and a city of republican significance no oblast:
/// what must be given is decided by the rules.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct ContactsForm {
    /// Облыс.
    pub oblast: String,
    /// Қала немесе ауыл.
    pub city: String,
    /// Аудан.
    pub district: String,
    /// Көше.
    pub street: String,
    /// Үй.
    pub house: String,
    /// Пәтер.
    pub apartment: String,
    /// Индекс (ескі), 6 digits.
    pub old_index: String,
    /// Байланысу телефоны, landline or mobile.
    pub contact_phone: String,
    /// Ұялы телефон.
    pub mobile_phone: String,
    /// E-mail, Latin.
    pub email: String,
}

fields!(ContactsForm {
    OBLAST: String = oblast,
    CITY: String = city,
    DISTRICT: String = district,
    STREET: String = street,
    HOUSE: String = house,
    APARTMENT: String = apartment,
    OLD_INDEX: String = old_index,
    CONTACT_PHONE: String = contact_phone,
    MOBILE_PHONE: String = mobile_phone,
    EMAIL: String = email,
});

/// Proven contacts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contacts {}
