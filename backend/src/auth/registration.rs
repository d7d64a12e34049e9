//! Registration, which is also the way to a new password (R-023, R-045…R-061): the check, a contact, a code, a password.

use super::code::{self, Fresh};
use super::common::is_common;
use super::{proof_of_work, seconds};
use crate::app::App;
use crate::gateways::fund::{Contact, FundPerson};
use crate::gateways::mail::Letter;
use crate::http::{Address, ApiError, Json, Path};
use crate::store::registrations::{self, CODE_LIFE, Issued, NewCode, RESEND, Tried};
use crate::store::{Db, accounts, robots, sessions};
use axum::extract::State;
use axum::response::NoContent;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared::api::{ChallengeView, Channel, CodeSentView, MaskedContact, RegistrationView};
use shared::auth::{ContactChoiceForm, Guesses, NewPassword, NewPasswordForm, RegistrationForm};
use shared::kernel::form::Form;
use shared::kernel::problem::{Problem, RobotCheckFault};
use shared::texts::Language;
use shared::values::email::Email;
use shared::values::phone::{AnyPhone, MobilePhone};
use shared::values::{full_name::FullName, iin::Iin};

/// Registrations from one address are counted over five minutes.
const WINDOW: i64 = 5 * 60 * 1000;

/// What is kept of the Fund's answer while the registration goes on.
#[derive(Serialize, Deserialize)]
struct OnFile {
    name: FullName,
    contacts: Vec<KeptContact>,
}

#[derive(Clone, Serialize, Deserialize)]
struct KeptContact {
    id: String,
    channel: Channel,
    value: String,
    shared: bool,
}

impl From<FundPerson> for OnFile {
    fn from(person: FundPerson) -> Self {
        let kept = |it: Contact| KeptContact { id: it.id, channel: it.channel, value: it.value, shared: it.shared };
        Self { name: person.name, contacts: person.contacts.into_iter().map(kept).collect() }
    }
}

impl KeptContact {
    fn masked(&self) -> MaskedContact {
        let masked = match self.channel {
            Channel::Sms => self.value.parse().map(|phone: AnyPhone| phone.masked()).ok(),
            Channel::Email => self.value.parse().map(|email: Email| email.masked()).ok(),
        };
        // What is neither a phone nor an address of ours is still not shown.
        let masked = masked.unwrap_or_else(|| "***".to_owned());
        MaskedContact { id: self.id.clone(), channel: self.channel, masked }
    }
}

/// Registration in a path.
#[derive(Deserialize, JsonSchema)]
pub(super) struct ById {
    /// Identifier that `POST /api/registration` gave.
    id: String,
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
    spend(&app, &asked.proof, address.to_string()).await?;
    let person = app.gateways.fund.person(&asked.iin).await?.ok_or(Problem::PersonNotFound)?;
    if person.contacts.is_empty() {
        return Err(Problem::NoContacts.into());
    }
    let person = OnFile::from(person);
    let contacts = person.contacts.iter().map(KeptContact::masked).collect();
    let (id, now) = (app.random.id(), app.clock.millis());
    let registration = registrations::Registration {
        iin: asked.iin,
        person: serde_json::to_string(&person).map_err(ApiError::internal)?,
    };
    let key = id.clone();
    app.store.write(move |db| Ok::<_, ApiError>(registrations::begin(db, &key, &registration, now)?)).await?;
    Ok(Json(RegistrationView { id, contacts }))
}

/// Checks the proof and takes it, once; counts the beginning for the address.
async fn spend(app: &App, proof: &str, address: String) -> Result<(), ApiError> {
    let refuse = |reason| Problem::RobotCheck { reason };
    let now = app.clock.millis();
    let solution = proof_of_work::check(proof, &app.keys, app.settings.proof_of_work_max, now).map_err(refuse)?;
    let most = i64::from(app.settings.registrations_per_address);
    app.store
        .write(move |db| {
            if let Some(wait) = robots::count_beginning(db, &address, most, WINDOW, now)? {
                return Err(Problem::TooManyTries { retry_after: seconds(wait) }.into());
            }
            if robots::spend(db, &solution.challenge, solution.expires_at, now)? {
                Ok(())
            } else {
                Err(ApiError::from(refuse(RobotCheckFault::Used)))
            }
        })
        .await
}

fn find(db: &mut Db, id: &str, now: i64) -> Result<(Iin, OnFile), ApiError> {
    let found = registrations::find(db, id, now)?.ok_or(Problem::NotFound)?;
    let person = serde_json::from_str(&found.person).map_err(ApiError::internal)?;
    Ok((found.iin, person))
}

/// `POST /api/registration/{id}/code`
pub(super) async fn send_code(
    State(app): State<App>,
    Path(ById { id }): Path<ById>,
    Json(form): Json<ContactChoiceForm>,
) -> Result<Json<CodeSentView>, ApiError> {
    let (key, now) = (id.clone(), app.clock.millis());
    let (iin, person) = app.store.read(move |db| find(db, &key, now)).await?;
    let offered: Vec<MaskedContact> = person.contacts.iter().map(KeptContact::masked).collect();
    let chosen = form.check(&offered)?;
    let contact = person.contacts.into_iter().find(|it| it.id == chosen.id).ok_or(Problem::NotFound)?;
    refuse_unfit(&contact)?;
    let code = code::fresh(&app, &id);
    let number = issue(&app, &id, iin, &code, now).await?;
    if let Err(cause) = deliver(&app, &id, form.language, &contact, number, &code.digits).await {
        app.store.write(move |db| registrations::allow_resend(db, &id, number)).await.map_err(ApiError::from)?;
        return Err(ApiError { problem: Problem::MessageNotSent, cause: Some(cause) });
    }
    let (valid_for, resend_after) = (seconds(CODE_LIFE), seconds(RESEND));
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

async fn issue(app: &App, id: &str, iin: Iin, code: &Fresh, now: i64) -> Result<u32, ApiError> {
    let (id, salt, digest) = (id.to_owned(), code.salt, code.digest.clone());
    let issued = app.store.write(move |db| {
        let code = NewCode { registration: &id, iin: &iin, salt: &salt, digest: &digest };
        registrations::issue(db, &code, now)
    });
    match issued.await.map_err(ApiError::from)? {
        Issued::Number(number) => Ok(number),
        Issued::TooSoon(wait) => Err(Problem::ResendTooSoon { retry_after: seconds(wait) }.into()),
        Issued::TooMany(wait) => Err(Problem::TooManyTries { retry_after: seconds(wait) }.into()),
    }
}

/// Hands the message over; the error is for the log.
async fn deliver(
    app: &App,
    id: &str,
    language: Language,
    contact: &KeptContact,
    number: u32,
    digits: &str,
) -> Result<(), String> {
    let texts = app.texts.of(language);
    let text = code::message(texts, &app.settings.host(), number, digits);
    let id = format!("{id}-{number}");
    let sent = match contact.channel {
        Channel::Sms => app.gateways.sms.send(&id, &contact.value, &text).await,
        Channel::Email => {
            let subject = texts.get("message-code-subject");
            let at = app.clock.now();
            app.gateways.mail.send(Letter { id: &id, to: &contact.value, subject: &subject, text: &text, at }).await
        }
    };
    sent.map_err(|error| error.to_string())
}

/// `POST /api/registration/{id}/password`: sets the password and ends every session; whoever set it now signs in.
pub(super) async fn set_password(
    State(app): State<App>,
    Path(ById { id }): Path<ById>,
    Json(form): Json<NewPasswordForm>,
) -> Result<NoContent, ApiError> {
    let (key, now) = (id.clone(), app.clock.millis());
    let (iin, person) = app.store.read(move |db| find(db, &key, now)).await?;
    let asked = form.check(&guesses(&iin, &person))?;
    attempt(&app, &id, iin, &asked, None).await?;
    super::refuse_dead(&app, &iin).await?;
    // The code was right. It is used up only together with the password, whose hash takes its time.
    let password = app.passwords.hash(asked.password.clone(), &app.random).await?;
    let account = accounts::Account { password: Some(password), name: person.name };
    attempt(&app, &id, iin, &asked, Some(account)).await?;
    Ok(NoContent)
}

/// Tries the code; with an account it is also used, all in one transaction.
async fn attempt(
    app: &App,
    id: &str,
    iin: Iin,
    asked: &NewPassword,
    account: Option<accounts::Account>,
) -> Result<(), ApiError> {
    let (id, code, server, now) = (id.to_owned(), asked.code.clone(), app.clone(), app.clock.millis());
    let tried = app.store.write(move |db| {
        let fits = |salt: &[u8], digest: &[u8]| code::fits(&server.keys, &id, &code, salt, digest);
        let tried = registrations::try_code(db, &id, &iin, fits, now)?;
        if let (Tried::Right, Some(account)) = (&tried, &account) {
            registrations::use_up(db, &id)?;
            accounts::set_password(db, &iin, account, now)?;
            sessions::end_all(db, &iin)?;
        }
        Ok::<_, ApiError>(tried)
    });
    match tried.await? {
        Tried::Right => Ok(()),
        Tried::Wrong(tries_left) => Err(Problem::WrongCode { tries_left }.into()),
        Tried::Expired => Err(Problem::CodeExpired.into()),
        Tried::UsedUp => Err(Problem::CodeUsedUp.into()),
        Tried::TooMany(wait) => Err(Problem::TooManyTries { retry_after: seconds(wait) }.into()),
    }
}

/// What a stranger would try first for this person.
fn guesses(iin: &Iin, person: &OnFile) -> Guesses {
    let name = &person.name;
    let mut own = vec![iin.to_string(), name.surname.clone(), name.given.clone()];
    own.extend(name.patronymic.clone());
    own.extend(person.contacts.iter().map(|contact| contact.value.clone()));
    Guesses { own, is_common }
}
