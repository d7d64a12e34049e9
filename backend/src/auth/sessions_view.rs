//! The sessions of a person, and the history of entrances.

use super::entrance::view;
use crate::app::App;
use crate::clock::rfc3339;
use crate::http::{ApiError, Json, Path, Session, may};
use crate::store::audit::{self, Event};
use crate::store::{Db, accounts, entrances, sessions};
use aide::axum::ApiRouter;
use aide::axum::routing::{delete_with, get_with, post_with};
use axum::response::NoContent;
use schemars::JsonSchema;
use serde::Deserialize;
use shared::auth::views::{EntranceView, EntrancesView, SessionEntry, SessionView};
use shared::kernel::problem::Problem;
use shared::values::iin::Iin;

/// A minute in milliseconds.
const MINUTE: i64 = 60 * 1000;

/// Routes of the sessions that stand.
pub(super) fn routes() -> ApiRouter<App> {
    let signed_out = [Problem::SignedOut];
    ApiRouter::new()
        .api_route(
            "/api/session/renewal",
            post_with(renew, |op| may(op.id("renewal").summary("A sign of life: go on"), &signed_out)),
        )
        .api_route(
            "/api/entrances",
            get_with(list, |op| may(op.id("entrances").summary("Sessions and the history of entrances"), &signed_out)),
        )
        .api_route(
            "/api/sessions",
            delete_with(end_others, |op| may(op.id("end-others").summary("End the other sessions"), &signed_out)),
        )
        .api_route(
            "/api/sessions/{id}",
            delete_with(end, |op| {
                let op = op.id("end-session").summary("End one of the own sessions");
                may(op, &[Problem::SignedOut, Problem::NotFound])
            }),
        )
}

/// `GET /api/session`: no sign of life, so that a page may ask how long is left.
pub(super) async fn show(session: Session) -> Result<Json<SessionView>, ApiError> {
    let (token, now) = (session.token(), session.app().clock.millis());
    session.read_quietly(move |db, _| Ok(Json(standing(db, &token, now)?))).await
}

/// `POST /api/session/renewal`
async fn renew(session: Session) -> Result<Json<SessionView>, ApiError> {
    let (token, now) = (session.token(), session.app().clock.millis());
    let renewed = session.write(move |db, _| {
        sessions::touch(db, &token, now)?;
        Ok(Json(standing(db, &token, now)?))
    });
    renewed.await
}

fn standing(db: &mut Db, token: &sessions::TokenHash, now: i64) -> Result<SessionView, ApiError> {
    let seen = sessions::find(db, token, now)?.ok_or(Problem::SignedOut)?;
    let account = accounts::find(db, &seen.iin)?.ok_or(Problem::SignedOut)?;
    Ok(view(&seen, account.name))
}

/// `GET /api/entrances`
async fn list(session: Session) -> Result<Json<EntrancesView>, ApiError> {
    let (token, now) = (session.token(), session.app().clock.millis());
    let listed = session.read(move |db, citizen| {
        let sessions = sessions::list(db, &citizen.iin, now)?;
        let history = entrances::list(db, &citizen.iin, now)?;
        Ok(Json(EntrancesView {
            sessions: sessions.into_iter().map(|it| entry(it, &token)).collect(),
            history: history.into_iter().map(entrance).collect(),
        }))
    });
    listed.await
}

fn entry(it: sessions::Listed, asking: &sessions::TokenHash) -> SessionEntry {
    SessionEntry {
        id: it.id,
        is_current: it.token == *asking,
        place: it.place,
        way: it.way,
        began_at: rfc3339(it.started_at),
        seen_at: rfc3339(it.seen_at - it.seen_at.rem_euclid(MINUTE)),
    }
}

fn entrance(it: entrances::Entrance) -> EntranceView {
    EntranceView { at: rfc3339(it.at), event: it.event, way: it.way, place: it.place }
}

/// `DELETE /api/sessions`
async fn end_others(session: Session) -> Result<NoContent, ApiError> {
    let (token, now) = (session.token(), session.app().clock.millis());
    let ended = session.write(move |db, citizen| {
        sessions::end_others(db, &citizen.iin, &token)?;
        note(db, &citizen.iin, "others-ended", "", now)
    });
    ended.await?;
    Ok(NoContent)
}

fn note(db: &mut Db, iin: &Iin, code: &str, detail: &str, now: i64) -> Result<(), ApiError> {
    Ok(audit::put(db, &Event { at: now, kind: "session", iin: Some(iin), code, detail })?)
}

/// A session in a path.
#[derive(Deserialize, JsonSchema)]
struct ById {
    /// Its identifier, as `GET /api/entrances` gives it.
    id: String,
}

/// `DELETE /api/sessions/{id}`: another person's is not found.
async fn end(session: Session, Path(ById { id }): Path<ById>) -> Result<NoContent, ApiError> {
    let now = session.app().clock.millis();
    let ended = session.write(move |db, citizen| {
        if !sessions::end_by_id(db, &citizen.iin, &id)? {
            return Err(Problem::NotFound.into());
        }
        note(db, &citizen.iin, "ended", &format!("session={id}"), now)
    });
    ended.await?;
    Ok(NoContent)
}
