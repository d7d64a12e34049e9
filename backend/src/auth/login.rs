//! Signing in and out with IIN and password.

use super::cookie::{SESSION, WithCookie};
use super::entrance::{self, Caller, Entering};
use crate::app::App;
use crate::http::citizen::token;
use crate::http::{ApiError, Json};
use crate::store::entrances::Entrance;
use crate::store::{Db, accounts, entrances, sessions};
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::NoContent;
use shared::auth::LoginForm;
use shared::auth::views::{EntranceEvent, EntranceWay, SessionView};
use shared::kernel::form::Form;
use shared::kernel::problem::Problem;
use shared::values::iin::Iin;

/// `POST /api/session`: the same answer, in the same time, whether or not the IIN is known.
pub(super) async fn begin(
    State(app): State<App>,
    caller: Caller,
    Json(form): Json<LoginForm>,
) -> Result<WithCookie<Json<SessionView>>, ApiError> {
    let login = form.check(&Some(app.clock.today()))?;
    let (iin, address, now) = (login.iin, caller.address.to_string(), app.clock.millis());
    let account = account(&app, iin, address.clone(), now).await?;
    let hash = account.as_ref().and_then(|account| account.password.clone());
    let fits = app.passwords.fits(login.password, hash.clone()).await?;
    let Some(account) = account.filter(|_| fits) else {
        return Err(refuse(&app, &caller, iin, now).await?);
    };
    super::refuse_dead(&app, &iin).await?;
    let who = Entering { iin, name: account.name, way: EntranceWay::Password, language: login.language };
    entrance::enter(&app, &caller, who, move |db| {
        refuse_in_pause(db, &iin, &address, now)?;
        // The password may have been changed while the hash was counted.
        if accounts::find(db, &iin)?.is_none_or(|now| now.password != hash) {
            return Err(Problem::WrongCredentials.into());
        }
        Ok(accounts::forget_wrong(db, &iin, &address)?)
    })
    .await
}

/// Counts a wrong password; of parallel tries only the first ten are told anything but to wait.
async fn refuse(app: &App, caller: &Caller, iin: Iin, now: i64) -> Result<ApiError, ApiError> {
    let (address, place) = (caller.address.to_string(), caller.place.clone());
    let entrance = Entrance { at: now, event: EntranceEvent::WrongPassword, way: EntranceWay::Password, place };
    let counted = app.store.write(move |db| {
        refuse_in_pause(db, &iin, &address, now)?;
        accounts::count_wrong(db, &iin, &address, now)?;
        Ok::<_, ApiError>(entrances::note(db, &iin, &entrance)?)
    });
    counted.await.map(|()| Problem::WrongCredentials.into())
}

/// The account, unless a pause stands against trying.
async fn account(app: &App, iin: Iin, address: String, now: i64) -> Result<Option<accounts::Account>, ApiError> {
    app.store
        .read(move |db| {
            refuse_in_pause(db, &iin, &address, now)?;
            Ok(accounts::find(db, &iin)?)
        })
        .await
}

fn refuse_in_pause(db: &mut Db, iin: &Iin, address: &str, now: i64) -> Result<(), ApiError> {
    match accounts::pause(db, iin, address, now)? {
        Some(wait) => Err(Problem::TooManyTries { retry_after: super::seconds(wait) }.into()),
        None => Ok(()),
    }
}

/// `DELETE /api/session`: whoever asks is signed out afterwards.
pub(super) async fn end(State(app): State<App>, headers: HeaderMap) -> Result<WithCookie<NoContent>, ApiError> {
    if let Some(token) = token(&headers, &app) {
        app.store.write(move |db| sessions::end(db, &token)).await.map_err(ApiError::from)?;
    }
    Ok(WithCookie(vec![SESSION.clear(&app)], NoContent))
}
