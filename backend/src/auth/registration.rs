//! Registration up to the code (R-023, R-045…R-061): the check, a contact, a code. What the code is for follows elsewhere.

use super::code::{self, Binding, Fresh};
use super::on_file::{KeptContact, OnFile};
use super::pace::{pace, slow};
use super::proof_of_work;
use crate::app::App;
use crate::clock::seconds;
use crate::gateways::GatewayError;
use crate::gateways::mail::Letter;
use crate::http::{Address, ApiError, Json, Path};
use crate::store::registrations::{self, Issued, NewCode, RESEND};
use crate::store::throttle::{self, CODES_FROM_ADDRESS, Taken, registrations as begun};
use crate::store::{Db, robots};
use axum::extract::State;
use schemars::JsonSchema;
use serde::Deserialize;
use shared::api::{ChallengeView, Channel, CodeSentView, MaskedContact, RegistrationView};
use shared::auth::{CodePurpose, ContactChoiceForm, RegistrationForm};
use shared::kernel::form::Form;
use shared::kernel::problem::{Problem, RobotCheckFault};
use shared::texts::Language;
use shared::values::iin::Iin;
use shared::values::phone::MobilePhone;

/// Registration in a path.
#[derive(Deserialize, JsonSchema)]
pub(super) struct ById {
    /// Identifier that `POST /api/registration` gave.
    pub(super) id: String,
}

/// `GET /api/anti-robot`
pub(super) async fn challenge(State(app): State<App>) -> Json<ChallengeView> {
    let max = app.settings.proof_of_work_max;
    Json(proof_of_work::challenge(&app.keys, &app.random, max, app.clock.millis()))
}

/// `POST /api/registration`
pub(super) async fn begin(
    State(app): State<App>,
    address: Address,
    Json(form): Json<RegistrationForm>,
) -> Result<Json<RegistrationView>, ApiError> {
    let asked = form.check(&Some(app.clock.today()))?;
    spend(&app, &asked.proof, address).await?;
    let person = app.gateways.fund.person(&asked.iin).await?.ok_or(Problem::PersonNotFound)?;
    begin_for(&app, asked.iin, asked.purpose, person.into()).await
}

/// Begins a registration with the contacts that are offered.
pub(super) async fn begin_for(
    app: &App,
    iin: Iin,
    purpose: CodePurpose,
    person: OnFile,
) -> Result<Json<RegistrationView>, ApiError> {
    if person.contacts.is_empty() {
        return Err(Problem::NoContacts.into());
    }
    let contacts = person.contacts.iter().map(KeptContact::masked).collect();
    let (id, now) = (app.random.id(), app.clock.millis());
    let person = serde_json::to_string(&person).map_err(ApiError::internal)?;
    let (key, registration) = (id.clone(), registrations::Registration { iin, purpose, person });
    app.store.write(move |db| registrations::begin(db, &key, &registration, now)).await.map_err(ApiError::from)?;
    Ok(Json(RegistrationView { id, contacts }))
}

/// Checks the proof and takes it, once; counts it for the address.
pub(super) async fn spend(app: &App, proof: &str, address: Address) -> Result<(), ApiError> {
    let refuse = |reason| Problem::RobotCheck { reason };
    let now = app.clock.millis();
    let solution = proof_of_work::check(proof, &app.keys, app.settings.proof_of_work_max, now).map_err(refuse)?;
    let (limit, address) = (begun(app.settings.registrations_per_address), address.to_string());
    let taken = app.store.write(move |db| {
        let taken = throttle::take(db, &limit, &address, now)?;
        let is_new =
            matches!(taken, Taken::Wait(_)) || robots::spend(db, &solution.challenge, solution.expires_at, now)?;
        if is_new { Ok(taken) } else { Err(ApiError::from(refuse(RobotCheckFault::Used))) }
    });
    slow(app, &limit, taken.await?).await
}

/// A registration that stands, and what the Fund had on file when it began.
pub(super) fn find(db: &mut Db, id: &str, now: i64) -> Result<(registrations::Registration, OnFile), ApiError> {
    let found = registrations::find(db, id, now)?.ok_or(Problem::NotFound)?;
    let person = serde_json::from_str(&found.person).map_err(ApiError::internal)?;
    Ok((found, person))
}

/// `POST /api/registration/{id}/code`
pub(super) async fn send_code(
    State(app): State<App>,
    address: Address,
    Path(ById { id }): Path<ById>,
    Json(form): Json<ContactChoiceForm>,
) -> Result<Json<CodeSentView>, ApiError> {
    let (key, now) = (id.clone(), app.clock.millis());
    let (registration, person) = app.store.read(move |db| find(db, &key, now)).await?;
    let offered: Vec<MaskedContact> = person.contacts.iter().map(KeptContact::masked).collect();
    let chosen = form.check(&offered)?;
    let contact = person.contacts.into_iter().find(|it| it.id == chosen.id).ok_or(Problem::NotFound)?;
    refuse_unfit(&contact)?;
    pace(&app, CODES_FROM_ADDRESS, address).await?;
    let (valid_for, resend_after) = (seconds(app.settings.code_life()), seconds(RESEND));
    // Who leaves meanwhile leaves no code that is counted and never sent.
    let sent = tokio::spawn(send(app, id, registration, contact, form.language)).await;
    let number = sent.map_err(ApiError::internal)??;
    Ok(Json(CodeSentView { number, contact: chosen, valid_for, resend_after }))
}

/// A contact that another person has too gets no code, nor a number of another country.
fn refuse_unfit(contact: &KeptContact) -> Result<(), Problem> {
    if contact.shared {
        return Err(Problem::ContactShared);
    }
    match contact.channel {
        Channel::Sms if contact.value.parse::<MobilePhone>().is_err() => Err(Problem::ContactNotKazakhstan),
        _ => Ok(()),
    }
}

/// Counts a code and sends it; what is not taken is not counted, as far as that can be told.
async fn send(
    app: App,
    id: String,
    registration: registrations::Registration,
    contact: KeptContact,
    language: Language,
) -> Result<u32, ApiError> {
    let iin = registration.iin;
    let binding = Binding { registration: &id, purpose: registration.purpose, contact: &contact.value };
    let code = code::fresh(&app, binding);
    let number = issue(&app, &id, iin, &contact.value, language, &code).await?;
    if let Err(error) = deliver(&app, &id, language, &contact, number, &code.digits).await {
        let is_lost = !error.may_have_been_taken();
        let allowed = app.store.write(move |db| registrations::allow_resend(db, &id, &iin, number, is_lost));
        allowed.await.map_err(ApiError::from)?;
        return Err(ApiError { problem: Problem::MessageNotSent, cause: Some(error.to_string()) });
    }
    Ok(number)
}

async fn issue(
    app: &App,
    id: &str,
    iin: Iin,
    contact: &str,
    language: Language,
    code: &Fresh,
) -> Result<u32, ApiError> {
    let (id, contact, salt, digest) = (id.to_owned(), contact.to_owned(), code.salt, code.digest.clone());
    let now = app.clock.millis();
    let issued = app.store.write(move |db| {
        let code = NewCode { registration: &id, iin: &iin, contact: &contact, language, salt: &salt, digest: &digest };
        registrations::issue(db, &code, now)
    });
    match issued.await.map_err(ApiError::from)? {
        Issued::Number(number) => Ok(number),
        Issued::TooSoon(wait) => Err(Problem::ResendTooSoon { retry_after: seconds(wait) }.into()),
        Issued::TooMany(wait) => Err(Problem::TooManyTries { retry_after: seconds(wait) }.into()),
    }
}

/// Hands the message over.
async fn deliver(
    app: &App,
    id: &str,
    language: Language,
    contact: &KeptContact,
    number: u32,
    digits: &str,
) -> Result<(), GatewayError> {
    let texts = app.texts.of(language);
    let text = code::message(texts, &app.settings, number, digits);
    let id = format!("{id}-{number}");
    let (subject, at) = (texts.get("message-code-subject"), app.clock.now());
    let letter = Letter { id: &id, to: &contact.value, subject: &subject, text: &text, at };
    app.gateways.tell(contact.channel, letter).await
}
