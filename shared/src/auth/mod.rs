//! Forms of registration and login (R-019… …R-061).

use crate::fields;
use crate::kernel::form::{Checker, Form};
use crate::kernel::problem::Code;
use crate::values::iin::Iin;
use serde::{Deserialize, Serialize};

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
