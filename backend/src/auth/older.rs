//! The older registration form (R-062…R-074): what the additional agreement says, typed in full. Off unless a setting says
//! otherwise.

use super::on_file::{KeptContact, OnFile};
use super::registration::{begin_for, spend};
use crate::app::App;
use crate::http::{Address, ApiError, Json};
use aide::OperationInput;
use axum::extract::{FromRequestParts, State};
use axum::http::request::Parts;
use shared::api::RegistrationView;
use shared::auth::{CodePurpose, OlderRegistrationForm, TypedContact};
use shared::kernel::form::Form;
use shared::kernel::problem::Problem;
use shared::values::full_name::FullName;
use unicode_normalization::UnicodeNormalization;

/// The form is on offer; where it is not, there is nothing at its path.
pub(super) struct Offered;

impl FromRequestParts<App> for Offered {
    type Rejection = ApiError;

    async fn from_request_parts(_: &mut Parts, app: &App) -> Result<Self, ApiError> {
        if app.settings.older_registration { Ok(Self) } else { Err(Problem::NotFound.into()) }
    }
}

impl OperationInput for Offered {}

/// `POST /api/registration/older`: everything must be as the Fund has it. Which part differs is not told.
pub(super) async fn begin(
    _: Offered,
    State(app): State<App>,
    address: Address,
    Json(form): Json<OlderRegistrationForm>,
) -> Result<Json<RegistrationView>, ApiError> {
    let asked = form.check(&Some(app.clock.today()))?;
    spend(&app, &asked.proof, address).await?;
    let known = app.gateways.fund.person(&asked.iin).await?.ok_or(Problem::PersonNotFound)?;
    let is_agreed = known.information_agreement;
    let OnFile { name, contacts } = known.into();
    let contact = contacts.into_iter().find(|contact| is_same(contact, &asked.contact));
    let (Some(contact), true) = (contact, composed(&name).matches(&composed(&asked.name))) else {
        return Err(Problem::PersonNotFound.into());
    };
    if !is_agreed {
        return Err(Problem::AgreementMissing.into());
    }
    begin_for(&app, asked.iin, CodePurpose::Password, OnFile { name, contacts: vec![contact] }).await
}

fn is_same(contact: &KeptContact, typed: &TypedContact) -> bool {
    match typed {
        TypedContact::Phone(phone) => contact.value.parse().is_ok_and(|known| *phone == known),
        TypedContact::Email(email) => contact.value.to_lowercase() == email.as_str().to_lowercase(),
    }
}

/// Names in which a letter with its mark is one character, however it was typed.
fn composed(name: &FullName) -> FullName {
    let nfc = |text: &str| text.nfc().collect::<String>();
    FullName { surname: nfc(&name.surname), given: nfc(&name.given), patronymic: name.patronymic.as_deref().map(nfc) }
}
