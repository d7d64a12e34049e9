//! Signing in and out with IIN and password.

use super::cookie::{self, WithCookie};
use crate::app::App;
use crate::http::citizen::token;
use crate::http::{Address, ApiError, Json, Session};
use crate::store::{Db, accounts, sessions};
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::NoContent;
use shared::auth::LoginForm;
use shared::auth::views::{EntranceWay, SessionView};
use shared::kernel::form::Form;
use shared::kernel::problem::Problem;
use shared::values::{full_name::FullName, iin::Iin};

/// `POST /api/session`: the same answer, in the same time, whether or not the IIN is known.
pub(super) async fn begin(
    State(app): State<App>,
    Address(address): Address,
    Json(form): Json<LoginForm>,
) -> Result<WithCookie<Json<SessionView>>, ApiError> {
    let login = form.check(&Some(app.clock.today()))?;
    let (iin, address, now) = (login.iin, address.to_string(), app.clock.millis());
    let account = account(&app, iin, address.clone(), now).await?;
    let hash = account.as_ref().map(|account| account.password.clone());
    let fits = app.passwords.fits(login.password, hash.clone()).await?;
    if fits {
        super::refuse_dead(&app, &iin).await?;
    }
    let (token, token_hash) = cookie::token(&app);
    let begun = app
        .store
        .write(move |db| {
            refuse_in_pause(db, &iin, &address, now)?; // of parallel tries only the first ten are told anything
            // The password may have been changed while the hash was counted.
            let stands = accounts::find(db, &iin)?.is_some_and(|now| Some(now.password) == hash);
            if !(fits && stands) {
                accounts::count_wrong(db, &iin, &address, now)?;
                return Ok(false);
            }
            accounts::forget_wrong(db, &iin, &address)?;
            sessions::begin(db, &token_hash, &iin, now)?;
            Ok::<_, ApiError>(true)
        })
        .await?;
    match account {
        Some(account) if begun => Ok(WithCookie(cookie::set(&app, &token), Json(view(iin, account.name)))),
        _ => Err(Problem::WrongCredentials.into()),
    }
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

/// `GET /api/session`
pub(super) async fn show(session: Session) -> Result<Json<SessionView>, ApiError> {
    let view = session.read(|db, citizen| {
        let account = accounts::find(db, &citizen.iin)?.ok_or(Problem::SignedOut)?;
        Ok(view(citizen.iin, account.name))
    });
    Ok(Json(view.await?))
}

/// `DELETE /api/session`: whoever asks is signed out afterwards.
pub(super) async fn end(State(app): State<App>, headers: HeaderMap) -> Result<WithCookie<NoContent>, ApiError> {
    if let Some(token) = token(&headers, &app) {
        app.store.write(move |db| sessions::end(db, &token)).await.map_err(ApiError::from)?;
    }
    Ok(WithCookie(cookie::clear(&app), NoContent))
}

/// A session just begun or seen.
pub(super) fn view(iin: Iin, name: FullName) -> SessionView {
    let seconds = |millis| super::seconds(millis);
    SessionView {
        iin,
        name,
        way: EntranceWay::Password,
        idle_left: seconds(sessions::IDLE),
        left: seconds(sessions::LONGEST),
    }
}
