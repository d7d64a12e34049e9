//! A new password: by a code, for who has none or has forgotten it (R-023, R-029, R-050, R-054…R-059), or in the cabinet by
//! the old one.

use super::code::{self, Given};
use super::common::is_common;
use super::cookie::WithCookie;
use super::entrance::{self, Caller, Entering};
use super::on_file::OnFile;
use super::pace::pace;
use super::password::in_one_form;
use super::place;
use super::registration::{ById, find, spend};
use super::tries::{self, Beside, Try};
use crate::app::App;
use crate::http::{ApiError, Json, Path, Session};
use crate::store::audit::{self, Event};
use crate::store::entrances::Entrance;
use crate::store::notices::{About, Notice, NoticeKind};
use crate::store::throttle::LOGINS;
use crate::store::{Db, accounts, entrances, notices, registrations, sessions};
use axum::extract::State;
use axum::response::NoContent;
use shared::auth::views::{EntranceEvent, EntranceWay, SessionView};
use shared::auth::{
    ChangePasswordForm, CodeEntranceFacts, CodeEntranceForm, CodePurpose, Guesses, NewPassword, NewPasswordForm,
};
use shared::kernel::form::{Errors, Form};
use shared::kernel::problem::Problem;
use shared::texts::Language;
use shared::values::{full_name::FullName, iin::Iin};

/// `POST /api/registration/{id}/password`: sets the password and ends every session; whoever set it now signs in.
pub(super) async fn by_registration(
    State(app): State<App>,
    caller: Caller,
    Path(ById { id }): Path<ById>,
    Json(form): Json<NewPasswordForm>,
) -> Result<NoContent, ApiError> {
    let form = NewPasswordForm { password: in_one_form(&form.password), repeated: in_one_form(&form.repeated), ..form };
    let (key, now) = (id.clone(), app.clock.millis());
    let (registration, person) = app.store.read(move |db| find(db, &key, now)).await?;
    let code = form.check(&common(registration.iin.as_str()))?.code;
    let (iin, from) = (registration.iin, place::from(&caller.place));
    let given = Given { registration: id, iin, purpose: CodePurpose::Password, code, from };
    set(&app, &caller, given, person, |guesses| form.check(guesses)).await
}

/// `POST /api/password`: for who holds a code and comes from nowhere. An IIN for which there is no registration looks like
/// one whose code is too old.
pub(super) async fn by_code(
    State(app): State<App>,
    caller: Caller,
    Json(form): Json<CodeEntranceForm>,
) -> Result<NoContent, ApiError> {
    let form =
        CodeEntranceForm { password: in_one_form(&form.password), repeated: in_one_form(&form.repeated), ..form };
    let today = Some(app.clock.today());
    let check = |guesses: &Guesses| form.check(&CodeEntranceFacts { today, guesses: guesses.clone() });
    let asked = check(&common(&form.iin))?;
    spend(&app, &asked.proof, caller.address).await?;
    let (iin, now) = (asked.iin, app.clock.millis());
    let expired = code::expired(&app);
    let newest = app.store.read(move |db| {
        let newest = registrations::newest(db, &iin, CodePurpose::Password, now)?;
        let id = newest.ok_or_else(|| expired.clone())?;
        let (_, person) = find(db, &id, now)?;
        Ok::<_, ApiError>((id, person))
    });
    let (id, person) = newest.await?;
    let from = place::from(&caller.place);
    let given = Given { registration: id, iin, purpose: CodePurpose::Password, code: asked.new.code, from };
    set(&app, &caller, given, person, |guesses| Ok(check(guesses)?.new)).await
}

/// What a stranger would try first who knows the IIN alone.
fn common(iin: &str) -> Guesses {
    Guesses { own: vec![iin.to_owned()], is_common }
}

/// Sets a password by a code. `check` judges the form once more, now by what the Fund has on file: that a password is made
/// of somebody's name, phone or mailbox is told only to who knows the code.
async fn set(
    app: &App,
    caller: &Caller,
    given: Given,
    person: OnFile,
    check: impl FnOnce(&Guesses) -> Result<NewPassword, Errors>,
) -> Result<NoContent, ApiError> {
    let iin = given.iin;
    let sent = given.check(app).await?;
    let new = check(&person.guesses(&iin))?;
    super::refuse_dead(app, &iin).await?;
    // The code was right. It is used up only together with the password, whose hash takes its time.
    let hash = app.passwords.hash(new.password, &app.random).await?;
    let change = Change::new(app, caller, NoticeKind::PasswordReset, sent.language);
    let (server, name) = (app.clone(), person.name);
    let done = app.store.write(move |db| {
        if let Err(problem) = given.attempt(db, &server, change.entrance.at)? {
            return Ok(Err(problem)); // a wrong try is kept
        }
        registrations::use_up(db, &given.registration)?;
        change.keep(db, iin, name.clone(), &hash)?;
        Ok::<_, ApiError>(Ok(()))
    });
    done.await??;
    Ok(NoContent)
}

/// `PUT /api/password`: every other session ends, and this one goes on under a new name.
pub(super) async fn change(
    session: Session,
    caller: Caller,
    Json(form): Json<ChangePasswordForm>,
) -> Result<WithCookie<Json<SessionView>>, ApiError> {
    let form =
        ChangePasswordForm { password: in_one_form(&form.password), repeated: in_one_form(&form.repeated), ..form };
    let app = session.app().clone();
    pace(&app, LOGINS, caller.address).await?;
    let (token, now) = (session.token(), app.clock.millis());
    let known = session.read(move |db, citizen| {
        let seen = sessions::find(db, &token, now)?.ok_or(Problem::SignedOut)?;
        let account = accounts::find(db, &citizen.iin)?.ok_or(Problem::SignedOut)?;
        Ok((seen, account))
    });
    let (seen, account) = known.await?;
    let iin = seen.iin;
    let asked = form.check(&guesses(&app, iin, account.name.clone()).await)?;
    let proven = Try::new(&app, &caller, iin, Beside::Session).run(&app, asked.current).await?;
    let hash = app.passwords.hash(asked.password, &app.random).await?;
    let change = Change::new(&app, &caller, NoticeKind::PasswordChanged, account.language);
    let who = Entering { iin, name: account.name.clone(), way: seen.way, language: account.language };
    entrance::enter(&app, &caller, who, move |db| {
        // It may have been ended meanwhile, by who suspects this very change. Its time is judged by when it was asked.
        sessions::find(db, &token, now)?.ok_or(Problem::SignedOut)?;
        proven.settle(db)?;
        change.keep(db, iin, account.name.clone(), &hash)
    })
    .await
}

/// What a stranger would try first, as far as the Fund tells now: a silent Fund keeps nobody from a new password.
async fn guesses(app: &App, iin: Iin, name: FullName) -> Guesses {
    let asked = tokio::time::timeout(super::REGISTER_WAIT, app.gateways.fund.person(&iin)).await;
    let person = match asked {
        Ok(Ok(Some(person))) => person.into(),
        _ => OnFile { name, contacts: Vec::new() },
    };
    person.guesses(&iin)
}

/// A new password in the making: what is written down with it.
struct Change {
    entrance: Entrance,
    notice: Notice,
}

impl Change {
    fn new(app: &App, caller: &Caller, kind: NoticeKind, language: Language) -> Self {
        let event = match kind {
            NoticeKind::PasswordChanged => EntranceEvent::PasswordChanged,
            _ => EntranceEvent::PasswordReset,
        };
        let (at, place) = (app.clock.millis(), caller.place.clone());
        let notice = Notice { id: app.random.id(), kind, language, at, about: About::Place(place.clone()) };
        Self { entrance: Entrance { at, event, way: EntranceWay::Password, place }, notice }
    }

    /// Sets it: every session ends, the person hears of it, and what was tried of the old one is forgotten. «It was not me»
    /// stands against who knows the old one, and so is lifted by a code alone.
    fn keep(&self, db: &mut Db, iin: Iin, name: FullName, hash: &str) -> Result<(), ApiError> {
        let Self { entrance, notice } = self;
        let account = accounts::Account { password: Some(hash.to_owned()), name, language: notice.language };
        accounts::set_password(db, &iin, &account, entrance.at)?;
        sessions::end_all(db, &iin)?;
        tries::forget_all(db, &iin)?;
        if entrance.event == EntranceEvent::PasswordReset {
            tries::unblock(db, &iin)?;
        }
        entrances::note(db, &iin, entrance)?;
        notices::put(db, &iin, notice)?;
        let (code, detail) = (entrance.event.id(), place::from(&entrance.place));
        Ok(audit::put(db, &Event { at: entrance.at, kind: "password", iin: Some(&iin), code, detail: &detail })?)
    }
}
