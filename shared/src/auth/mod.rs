//! Forms of registration and login (R-019… …R-061).

use crate::api::MaskedContact;
use crate::fields;
use crate::kernel::form::{Checker, Field, Form};
use crate::kernel::problem::Code;
use crate::values::{day::Day, iin::Iin, letters};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

mod password;

pub use password::{Guesses, MAX_PASSWORD, MIN_PASSWORD};

/// IIN and password. `POST /api/session`
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct LoginForm {
    /// IIN as typed.
    pub iin: String,
    /// Password, never trimmed or cut.
    pub password: String,
}

/// Step 2 of registration: IIN and the anti-robot check. `POST /api/registration`
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct RegistrationForm {
    /// IIN as typed.
    pub iin: String,
    /// Solution of the challenge: base64 of ALTCHA's JSON payload.
    pub proof: String,
}

/// Step 3: which contact the code goes to. `POST /api/registration/{id}/code`
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct ContactChoiceForm {
    /// Identifier of the contact.
    pub contact: Option<String>,
    /// Language of the message: `kk`, `ru` or `en`.
    pub language: crate::texts::Language,
}

/// Step 4: the code and a new password, twice. `POST /api/registration/{id}/password`
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct NewPasswordForm {
    /// The code as typed: spaces and hyphens do not matter.
    pub code: String,
    /// The new password.
    pub password: String,
    /// The same again.
    pub repeated: String,
}

fields!(LoginForm { IIN: String = iin, PASSWORD: String = password });
fields!(RegistrationForm { IIN: String = iin, PROOF: String = proof });
fields!(ContactChoiceForm { CONTACT: Option<String> = contact });
fields!(NewPasswordForm { CODE: String = code, PASSWORD: String = password, REPEATED: String = repeated });

/// Reads an IIN; a birth date after `today` exists for nobody. The browser before login does not know the day.
fn iin<F: Form>(on: &mut Checker<'_, F>, field: Field<F>, today: Option<Day>) -> Option<Iin> {
    let iin: Iin = on.parse(field)?;
    let unborn = today.is_some_and(|today| iin.birth().is_some_and(|birth| birth > today));
    if unborn { on.fail(field, Code::BadDate) } else { Some(iin) }
}

/// IIN and password that can be tried.
pub struct Login {
    /// Whose.
    pub iin: Iin,
    /// As typed.
    pub password: String,
}

impl Form for LoginForm {
    const ID: &'static str = "login";
    /// Today in Kazakhstan, where it is known.
    type Facts = Option<Day>;
    type Valid = Login;

    fn rules(&self, today: &Option<Day>, on: &mut Checker<'_, Self>) -> Option<Login> {
        let iin = iin(on, Self::IIN, *today);
        if self.password.is_empty() {
            return on.fail(Self::PASSWORD, Code::Required);
        }
        Some(Login { iin: iin?, password: self.password.clone() })
    }
}

/// A registration that can be begun once the proof of work holds.
pub struct Registration {
    /// Whose.
    pub iin: Iin,
    /// Solution of the challenge, not yet looked at.
    pub proof: String,
}

impl Form for RegistrationForm {
    const ID: &'static str = "registration";
    /// Today in Kazakhstan, where it is known.
    type Facts = Option<Day>;
    type Valid = Registration;

    fn rules(&self, today: &Option<Day>, on: &mut Checker<'_, Self>) -> Option<Registration> {
        let iin = iin(on, Self::IIN, *today);
        if self.proof.is_empty() {
            return on.fail(Self::PROOF, Code::Required);
        }
        Some(Registration { iin: iin?, proof: self.proof.clone() })
    }
}

impl Form for ContactChoiceForm {
    const ID: &'static str = "contact-choice";
    /// The contacts on offer.
    type Facts = Vec<MaskedContact>;
    type Valid = MaskedContact;

    fn rules(&self, offered: &Vec<MaskedContact>, on: &mut Checker<'_, Self>) -> Option<MaskedContact> {
        on.one_of(Self::CONTACT, offered, |contact| &contact.id).cloned()
    }
}

/// A one-time code of six digits.
#[derive(Clone, PartialEq, Eq)]
pub struct OneTimeCode(String);

impl OneTimeCode {
    /// Digits of a code.
    pub const LENGTH: usize = 6;

    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for OneTimeCode {
    type Err = Code;

    /// Spaces and hyphens do not matter.
    fn from_str(text: &str) -> Result<Self, Code> {
        let typed = text.chars().filter(|&letter| !letters::is_space(letter) && !letters::is_dash(letter));
        let plain: String = typed.collect();
        if let Some((place, letter)) = plain.chars().enumerate().find(|(_, letter)| !letter.is_ascii_digit()) {
            return Err(letters::refuse(letter, place + 1, None));
        }
        if plain.len() != Self::LENGTH {
            return Err(Code::WrongLength { expected: Self::LENGTH, found: plain.len() });
        }
        Ok(Self(plain))
    }
}

/// A code to be tried and the password it is to set.
pub struct NewPassword {
    /// The code.
    pub code: OneTimeCode,
    /// The password, as typed.
    pub password: String,
}

impl Form for NewPasswordForm {
    const ID: &'static str = "new-password";
    /// What a stranger would guess first.
    type Facts = Guesses;
    type Valid = NewPassword;

    fn rules(&self, guesses: &Guesses, on: &mut Checker<'_, Self>) -> Option<NewPassword> {
        let code = on.parse(Self::CODE);
        let password = match password::fault(&self.password, guesses) {
            Some(fault) => on.fail(Self::PASSWORD, fault),
            None => Some(self.password.clone()),
        };
        if self.repeated.is_empty() {
            return on.fail(Self::REPEATED, Code::Required);
        }
        if self.repeated != self.password {
            return on.fail(Self::REPEATED, Code::Mismatch);
        }
        Some(NewPassword { code: code?, password: password? })
    }
}
