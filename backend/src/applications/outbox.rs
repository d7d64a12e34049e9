//! Handing applications over to the Fund: a row is tried until the Fund has answered for good, and the idempotency key makes
//! one of however many tries.

use super::crash::crash_point;
use crate::app::App;
use crate::clock::{Pauses, millis, rfc3339};
use crate::gateways::fund::{Registered, Registration};
use crate::gateways::{GatewayError, GatewayFault};
use crate::store::outbox::{self, Due, Parcel};
use crate::store::{Error, applications};
use base64ct::{Base64, Encoding};
use std::time::Duration;
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

/// Without a call the outbox is looked at so often.
const TICK: Duration = Duration::from_millis(500);
/// How many rows are taken at once.
const AT_ONCE: i64 = 16;
/// Pauses after failed tries.
const PAUSES: Pauses = Pauses { first: 1_000, longest: 5 * 60_000 };
/// After an answer against the contract somebody has to look; it is tried again all the same.
const PAUSE_FOR_PEOPLE: i64 = 15 * 60_000;

/// Delivers for as long as the server runs.
pub(super) async fn run(app: App) {
    loop {
        let delivered = deliver_due(&app).await;
        match delivered {
            Ok(tried) if tried > 0 => continue,
            Ok(_) => {}
            Err(error) => tracing::error!(%error, "the outbox cannot be read or written"),
        }
        // Called or not, a look costs little.
        let _ = tokio::time::timeout(TICK, app.road.outbox.notified()).await;
    }
}

/// Tries every row whose time has come, once; tells how many were tried.
///
/// # Errors
/// The store's. What the Fund answers is written into the rows, as is a failure with one of them.
pub async fn deliver_due(app: &App) -> Result<usize, Error> {
    let now = app.clock.millis();
    let due = app.store.read(move |db| outbox::due(db, now, AT_ONCE)).await?;
    let tried = due.len();
    for row in due {
        let (number, pause) = (row.number.clone(), PAUSES.after(row.tries));
        if let Err(error) = deliver(app, row).await {
            // Left as it is it would be the longest waiting for ever, and all behind it would never be tried.
            tracing::error!(%error, "an outbox row cannot be read or written");
            postpone(app, number, pause, error.to_string()).await?;
        }
    }
    Ok(tried)
}

async fn deliver(app: &App, row: Due) -> Result<(), Error> {
    let number = row.number.clone();
    let Some(parcel) = app.store.read(move |db| outbox::parcel(db, &number)).await? else {
        tracing::error!("an outbox row without an application");
        return postpone(app, row.number, PAUSE_FOR_PEOPLE, "no application".to_owned()).await;
    };
    let answer = app.gateways.fund.register(&registration(parcel)).await;
    crash_point("fund-answer");
    match answer {
        Ok(registered) => registered_at(app, row.number, &registered).await,
        Err(GatewayError { fault: GatewayFault::Refused(reason), .. }) => rejected(app, row.number, reason).await,
        Err(error) => {
            tracing::warn!(%error, tries = row.tries + 1, "an application was not handed over yet");
            let pause = match &error.fault {
                GatewayFault::Malformed(_) => PAUSE_FOR_PEOPLE,
                _ => PAUSES.after(row.tries),
            };
            postpone(app, row.number, pause, error.to_string()).await
        }
    }
}

fn registration(parcel: Parcel) -> Registration {
    Registration {
        number: parcel.number,
        kind: parcel.kind.slug().to_owned(),
        signed_at: rfc3339(parcel.signed_at),
        iin: parcel.iin,
        payload: parcel.payload,
        identity_document: parcel.identity_document,
        document_sha256: parcel.pdf_sha256,
        cms: Base64::encode_string(&parcel.cms),
    }
}

async fn registered_at(app: &App, number: String, registered: &Registered) -> Result<(), Error> {
    let now = app.clock.millis();
    let told = OffsetDateTime::parse(&registered.registered_at, &Rfc3339).map(millis);
    let at = told.unwrap_or(now);
    app.store
        .write(move |db| {
            if !outbox::done(db, &number, now)? {
                return Ok(());
            }
            applications::registered(db, &number, at)
        })
        .await
}

async fn rejected(app: &App, number: String, reason: String) -> Result<(), Error> {
    let now = app.clock.millis();
    app.store
        .write(move |db| {
            if !outbox::done(db, &number, now)? {
                return Ok(());
            }
            applications::rejected(db, &number, now, &reason)
        })
        .await
}

async fn postpone(app: &App, number: String, pause: i64, fault: String) -> Result<(), Error> {
    let due_at = app.clock.millis() + pause;
    app.store.write(move |db| outbox::postpone(db, &number, due_at, &fault)).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_stop_growing() {
        let pauses: Vec<i64> = [0, 1, 2, 8, 9, 100].into_iter().map(|tries| PAUSES.after(tries)).collect();
        assert_eq!(pauses, [1_000, 2_000, 4_000, 256_000, 300_000, 300_000]);
    }
}
