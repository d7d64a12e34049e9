//! Signing in with IIN and password, and signing out.

use super::code::Given;
use super::cookie::{SESSION, WithCookie};
use super::entrance::{self, Caller, Entering};
use super::pace::pace;
use super::place;
use super::registration::{ById, find};
use super::tries::{Beside, Try};
use crate::app::App;
use crate::http::citizen::token;
use crate::http::{ApiError, Json, Path};
use crate::store::registrations;
use crate::store::throttle::LOGINS;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::NoContent;
use shared::auth::views::{EntranceWay, SessionView};
use shared::auth::{CodeLoginForm, CodePurpose, LoginForm};
use shared::kernel::form::Form;

/// `POST /api/session`: the same answer, in the same time, whether or not the IIN is known.
pub(super) async fn begin(
    State(app): State<App>,
    caller: Caller,
    Json(form): Json<LoginForm>,
) -> Result<WithCookie<Json<SessionView>>, ApiError> {
    let login = form.check(&Some(app.clock.today()))?;
    pace(&app, LOGINS, caller.address).await?;
    let iin = login.iin;
    let proven = Try::new(&app, &caller, iin, Beside::Nothing).run(&app, login.password).await?;
    super::refuse_dead(&app, &iin).await?;
    let who = Entering { iin, name: proven.name.clone(), way: EntranceWay::Password, language: login.language };
    entrance::enter(&app, &caller, who, move |db| proven.settle(db)).await
}

/// `POST /api/registration/{id}/session`: a code and the password, after so many wrong ones that the password alone is not
/// enough.
pub(super) async fn begin_with_code(
    State(app): State<App>,
    caller: Caller,
    Path(ById { id }): Path<ById>,
    Json(form): Json<CodeLoginForm>,
) -> Result<WithCookie<Json<SessionView>>, ApiError> {
    let login = form.check(&())?;
    pace(&app, LOGINS, caller.address).await?;
    let now = app.clock.millis();
    let key = id.clone();
    let (registration, _) = app.store.read(move |db| find(db, &key, now)).await?;
    let iin = registration.iin;
    let from = place::from(&caller.place);
    let given = Given { registration: id, iin, purpose: CodePurpose::Entrance, code: login.code, from };
    given.check(&app).await?;
    let proven = Try::new(&app, &caller, iin, Beside::Code).run(&app, login.password).await?;
    super::refuse_dead(&app, &iin).await?;
    let who = Entering { iin, name: proven.name.clone(), way: EntranceWay::Password, language: login.language };
    let server = app.clone();
    entrance::enter(&app, &caller, who, move |db| {
        proven.settle(db)?;
        given.attempt(db, &server, now)??;
        Ok(registrations::use_up(db, &given.registration)?)
    })
    .await
}

/// `DELETE /api/session`: whoever asks is signed out afterwards.
pub(super) async fn end(State(app): State<App>, headers: HeaderMap) -> Result<WithCookie<NoContent>, ApiError> {
    if let Some(token) = token(&headers, &app) {
        let now = app.clock.millis();
        app.store.write(move |db| entrance::end(db, &token, "signed-out", now)).await.map_err(ApiError::from)?;
    }
    Ok(WithCookie(vec![SESSION.clear(&app)], NoContent))
}
