//! Forms of registration and login (R-019… …R-061).

use crate::api::MaskedContact;
use crate::fields;
use crate::kernel::form::{Checker, Field, Form};
use crate::kernel::problem::Code;
use crate::texts::Language;
use crate::values::{day::Day, iin::Iin, letters};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

mod older;
mod password;
mod requests;
pub mod views;

pub use older::{OlderRegistration, OlderRegistrationForm, TypedContact};
pub use password::{Guesses, MAX_PASSWORD, MIN_PASSWORD};

/// Minutes that a one-time code lives at most, and unless a setting shortens it.
pub const CODE_MINUTES: u32 = 15;
pub use requests::{LoginSignature, NotMe};

/// IIN and password. `POST /api/session`
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct LoginForm {
    /// IIN as typed.
    pub iin: String,
    /// Password, never trimmed or cut.
    pub password: String,
    /// Language of the page: notices about this entrance are written in it.
    pub language: Language,
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
    /// What the code will be for; it works for nothing else.
    pub purpose: CodePurpose,
}

/// What a one-time code is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum CodePurpose {
    /// To set a password, the first or a new one.
    #[default]
    Password,
    /// To enter with the password after too many wrong ones.
    Entrance,
}

/// Step 3: which contact the code goes to. `POST /api/registration/{id}/code`
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct ContactChoiceForm {
    /// Identifier of the contact.
    pub contact: Option<String>,
    /// Language of the message: `kk`, `ru` or `en`.
    pub language: Language,
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

/// The code and the password, after too many wrong passwords. `POST /api/registration/{id}/session`
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct CodeLoginForm {
    /// The code as typed.
    pub code: String,
    /// Password, never trimmed or cut.
    pub password: String,
    /// Language of the page.
    pub language: Language,
}

/// A code that is already there, and a new password: straight to the last step. `POST /api/password`
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct CodeEntranceForm {
    /// IIN as typed.
    pub iin: String,
    /// The code as typed.
    pub code: String,
    /// The new password.
    pub password: String,
    /// The same again.
    pub repeated: String,
    /// Solution of the anti-robot challenge.
    pub proof: String,
}

/// Another password, inside the cabinet. `PUT /api/password`
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct ChangePasswordForm {
    /// The password that holds now.
    pub current: String,
    /// The new password.
    pub password: String,
    /// The same again.
    pub repeated: String,
}

fields!(CodeLoginForm { CODE: String = code, PASSWORD: String = password });
fields!(CodeEntranceForm {
    IIN: String = iin,
    CODE: String = code,
    PASSWORD: String = password,
    REPEATED: String = repeated,
    PROOF: String = proof,
});
fields!(ChangePasswordForm { CURRENT: String = current, PASSWORD: String = password, REPEATED: String = repeated });
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
    /// Of the notices about it.
    pub language: Language,
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
        Some(Login { iin: iin?, password: self.password.clone(), language: self.language })
    }
}

/// A registration that can be begun once the proof of work holds.
pub struct Registration {
    /// Whose.
    pub iin: Iin,
    /// Solution of the challenge, not yet looked at.
    pub proof: String,
    /// What the code will be for.
    pub purpose: CodePurpose,
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
        Some(Registration { iin: iin?, proof: self.proof.clone(), purpose: self.purpose })
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

/// Reads a new password and its repetition.
fn new_password<F: Form>(
    on: &mut Checker<'_, F>,
    (field, password): (Field<F>, &str),
    (repetition, repeated): (Field<F>, &str),
    guesses: &Guesses,
) -> Option<String> {
    let proven = match password::fault(password, guesses) {
        Some(fault) => on.fail(field, fault),
        None => Some(password.to_owned()),
    };
    if repeated.is_empty() {
        return on.fail(repetition, Code::Required);
    }
    if repeated != password {
        return on.fail(repetition, Code::Mismatch);
    }
    proven
}

impl Form for NewPasswordForm {
    const ID: &'static str = "new-password";
    /// What a stranger would guess first.
    type Facts = Guesses;
    type Valid = NewPassword;

    fn rules(&self, guesses: &Guesses, on: &mut Checker<'_, Self>) -> Option<NewPassword> {
        let code = on.parse(Self::CODE);
        let password = new_password(on, (Self::PASSWORD, &self.password), (Self::REPEATED, &self.repeated), guesses);
        Some(NewPassword { code: code?, password: password? })
    }
}

/// A code and a password to enter with.
pub struct CodeLogin {
    /// The code.
    pub code: OneTimeCode,
    /// The password, as typed.
    pub password: String,
    /// Of the notices about it.
    pub language: Language,
}

impl Form for CodeLoginForm {
    const ID: &'static str = "code-login";
    type Facts = ();
    type Valid = CodeLogin;

    fn rules(&self, (): &(), on: &mut Checker<'_, Self>) -> Option<CodeLogin> {
        let code = on.parse(Self::CODE);
        if self.password.is_empty() {
            return on.fail(Self::PASSWORD, Code::Required);
        }
        Some(CodeLogin { code: code?, password: self.password.clone(), language: self.language })
    }
}

/// What is known when somebody comes with a code.
#[derive(Clone, Debug, Default)]
pub struct CodeEntranceFacts {
    /// Today in Kazakhstan, where it is known.
    pub today: Option<Day>,
    /// What a stranger would guess first.
    pub guesses: Guesses,
}

/// Somebody with a code, a new password and a solved challenge.
pub struct CodeEntrance {
    /// Whose.
    pub iin: Iin,
    /// Code and password.
    pub new: NewPassword,
    /// Solution of the challenge, not yet looked at.
    pub proof: String,
}

impl Form for CodeEntranceForm {
    const ID: &'static str = "code-entrance";
    type Facts = CodeEntranceFacts;
    type Valid = CodeEntrance;

    fn rules(&self, facts: &CodeEntranceFacts, on: &mut Checker<'_, Self>) -> Option<CodeEntrance> {
        let iin = iin(on, Self::IIN, facts.today);
        let code = on.parse(Self::CODE);
        let repeated = (Self::REPEATED, self.repeated.as_str());
        let password = new_password(on, (Self::PASSWORD, &self.password), repeated, &facts.guesses);
        if self.proof.is_empty() {
            return on.fail(Self::PROOF, Code::Required);
        }
        let new = NewPassword { code: code?, password: password? };
        Some(CodeEntrance { iin: iin?, new, proof: self.proof.clone() })
    }
}

/// The password that holds and the one that shall.
pub struct ChangePassword {
    /// As typed.
    pub current: String,
    /// As typed.
    pub password: String,
}

impl Form for ChangePasswordForm {
    const ID: &'static str = "change-password";
    /// What a stranger would guess first.
    type Facts = Guesses;
    type Valid = ChangePassword;

    fn rules(&self, guesses: &Guesses, on: &mut Checker<'_, Self>) -> Option<ChangePassword> {
        let current = match self.current.as_str() {
            "" => on.fail(Self::CURRENT, Code::Required),
            given => Some(given.to_owned()),
        };
        let password = new_password(on, (Self::PASSWORD, &self.password), (Self::REPEATED, &self.repeated), guesses);
        Some(ChangePassword { current: current?, password: password? })
    }
}
