//! The older registration form (R-057, R-062…R-074), off unless the server's settings say otherwise.

use super::iin;
use crate::fields;
use crate::kernel::form::{Checker, Field, Form};
use crate::kernel::problem::Code;
use crate::values::{day::Day, email::Email, full_name::FullName, iin::Iin, phone::MobilePhone};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// Who it is, and where the code shall go. `POST /api/registration/older`
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct OlderRegistrationForm {
    /// Surname.
    pub surname: String,
    /// Given name.
    pub given: String,
    /// Patronymic, if any.
    pub patronymic: String,
    /// IIN as typed.
    pub iin: String,
    /// Mobile number or e-mail address on file.
    pub contact: String,
    /// Solution of the anti-robot challenge.
    pub proof: String,
}

fields!(OlderRegistrationForm {
    SURNAME: String = surname,
    GIVEN: String = given,
    PATRONYMIC: String = patronymic,
    IIN: String = iin,
    CONTACT: String = contact,
    PROOF: String = proof,
});

/// A contact as the person typed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TypedContact {
    /// A mobile number of Kazakhstan.
    Phone(MobilePhone),
    /// An e-mail address.
    Email(Email),
}

impl FromStr for TypedContact {
    type Err = Code;

    /// What has an `@` is meant to be an address.
    fn from_str(text: &str) -> Result<Self, Code> {
        if text.contains('@') { text.parse().map(Self::Email) } else { text.parse().map(Self::Phone) }
    }
}

/// Data that can be compared with the Fund's.
pub struct OlderRegistration {
    /// IIN.
    pub iin: Iin,
    /// Names as typed; compared without letter case.
    pub name: FullName,
    /// Where the code shall go.
    pub contact: TypedContact,
    /// Solution of the challenge, not yet looked at.
    pub proof: String,
}

impl Form for OlderRegistrationForm {
    const ID: &'static str = "older-registration";
    /// Today in Kazakhstan, where it is known.
    type Facts = Option<Day>;
    type Valid = OlderRegistration;

    fn rules(&self, today: &Option<Day>, on: &mut Checker<'_, Self>) -> Option<OlderRegistration> {
        let surname = name(on, Self::SURNAME, &self.surname);
        let given = name(on, Self::GIVEN, &self.given);
        let patronymic = Some(self.patronymic.trim().to_owned()).filter(|name| !name.is_empty());
        let iin = iin(on, Self::IIN, *today);
        let contact = on.parse(Self::CONTACT);
        if self.proof.is_empty() {
            return on.fail(Self::PROOF, Code::Required);
        }
        let name = FullName { surname: surname?, given: given?, patronymic };
        Some(OlderRegistration { iin: iin?, name, contact: contact?, proof: self.proof.clone() })
    }
}

/// A name that must be there, without the spaces around it.
fn name<F: Form>(on: &mut Checker<'_, F>, field: Field<F>, typed: &str) -> Option<String> {
    let typed = typed.trim();
    if typed.is_empty() { on.fail(field, Code::Required) } else { Some(typed.to_owned()) }
}
