//! «It was not me»: the answer to a notice.

use super::entrance::Caller;
use super::{place, tries};
use crate::app::App;
use crate::http::{ApiError, Json};
use crate::notices::identified;
use crate::store::audit::{self, Event};
use crate::store::entrances::Entrance;
use crate::store::{entrances, notices, sessions};
use axum::extract::State;
use axum::response::NoContent;
use shared::auth::NotMe;
use shared::auth::views::{EntranceEvent, EntranceWay};
use shared::kernel::problem::Problem;

/// `POST /api/not-me`: ends every session and blocks the password until it is set anew. Each notice can be answered once.
pub(super) async fn disown(
    State(app): State<App>,
    caller: Caller,
    Json(asked): Json<NotMe>,
) -> Result<NoContent, ApiError> {
    let id = identified(&app.keys, asked.token.trim()).ok_or(Problem::NotFound)?.to_owned();
    let now = app.clock.millis();
    let from = place::from(&caller.place);
    let entrance =
        Entrance { at: now, event: EntranceEvent::Disowned, way: EntranceWay::Password, place: caller.place };
    let done = app.store.write(move |db| {
        let iin = notices::disown(db, &id, now)?.ok_or(Problem::NotFound)?;
        sessions::end_all(db, &iin)?;
        tries::block(db, &iin, now)?;
        entrances::note(db, &iin, &entrance)?;
        let detail = format!("notice={id} {from}");
        let event = Event { at: now, kind: "password", iin: Some(&iin), code: entrance.event.id(), detail: &detail };
        Ok::<_, ApiError>(audit::put(db, &event)?)
    });
    done.await.map(|()| NoContent)
}
