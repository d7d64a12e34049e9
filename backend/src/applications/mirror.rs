//! The mirror of the Fund's log: what becomes of an application at the Fund shows here within a second or two.

use crate::app::App;
use crate::clock::millis;
use crate::gateways::fund::{Event, Logged};
use crate::http::ApiError;
use crate::store::applications::{self, Step};
use shared::kernel::life::ApplicationStatus;
use std::time::Duration;
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

/// How often the Fund is asked.
const TICK: Duration = Duration::from_secs(1);
/// How often while it does not answer.
const TICK_IN_SILENCE: Duration = Duration::from_secs(3);

/// Mirrors for as long as the server runs.
pub(super) async fn run(app: App) {
    let mut heard = true;
    loop {
        let mirrored = mirror_once(&app).await;
        match &mirrored {
            Ok(taken) if *taken > 0 => continue,
            Err(error) if heard => tracing::warn!(cause = error.cause.as_deref(), "the Fund's log cannot be read"),
            _ => {}
        }
        heard = mirrored.is_ok();
        tokio::time::sleep(if heard { TICK } else { TICK_IN_SILENCE }).await;
    }
}

/// Takes over what the Fund's log has after the last event that was taken over; tells how many events that were. Taken
/// twice, an event changes nothing, and the place in the log moves in the same transaction, also past what cannot be read.
///
/// # Errors
/// The Fund does not answer, or the store's.
pub async fn mirror_once(app: &App) -> Result<usize, ApiError> {
    let after = app.store.read(applications::cursor).await.map_err(ApiError::from)?;
    let events = app.gateways.fund.events(after).await?;
    let taken = events.len();
    if taken == 0 {
        return Ok(0);
    }
    let now = app.clock.millis();
    app.store
        .write(move |db| {
            let mut last = after;
            for Logged { cursor, event } in &events {
                if let Some(event) = event {
                    applications::mirror(db, &event.number, *cursor, &step(event, now))?;
                }
                last = last.max(*cursor);
            }
            applications::read_up_to(db, last)
        })
        .await
        .map_err(ApiError::from)?;
    Ok(taken)
}

/// A status that this version does not know is kept and shown as it was sent.
fn step(event: &Event, now: i64) -> Step {
    Step {
        status: ApplicationStatus::from_code(&event.status),
        at: OffsetDateTime::parse(&event.at, &Rfc3339).map_or(now, millis),
        reason: event.reason.clone(),
        amount: event.amount,
    }
}
