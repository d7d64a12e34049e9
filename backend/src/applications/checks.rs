//! Signatures that were kept while nothing could be told about their keys: each is judged again until the authority answers.
//! Then the application goes to the Fund, or its draft comes back.

use super::crash::crash_point;
use super::told;
use crate::app::App;
use crate::clock::{Pauses, moment};
use crate::http::ApiError;
use crate::judge::{self, Asked, Judged, Judgement, Refused};
use crate::store::applications;
use crate::store::audit::{self, Event};
use crate::store::checks::{self, Due, Waiting};
use crate::store::{self, Db, Error, outbox, reviews};
use shared::values::iin::Iin;
use signing::Purpose;
use std::time::Duration;

/// How often it is looked whether something is due.
const TICK: Duration = Duration::from_millis(500);
/// How many rows are taken at once.
const AT_ONCE: i64 = 16;
/// A row that was taken is nobody else's for so long, in milliseconds: longer than the authority may take.
const LEASE: i64 = 60_000;
/// Pauses after failed tries.
pub(super) const PAUSES: Pauses = Pauses { first: 2_000, longest: 5 * 60_000 };

/// Checks for as long as the server runs.
pub(super) async fn run(app: App) {
    loop {
        if let Err(error) = check_due(&app).await {
            tracing::error!(cause = error.cause.as_deref(), "signatures that wait cannot be read or written");
        }
        tokio::time::sleep(TICK).await;
    }
}

/// Judges every signature whose time has come, once; tells how many that were.
///
/// # Errors
/// The store's. What is found is written down, and a failure with one row is logged.
pub async fn check_due(app: &App) -> Result<usize, ApiError> {
    let now = app.clock.millis();
    let due =
        app.store.write(move |db| checks::take_due(db, now, now + LEASE, AT_ONCE)).await.map_err(ApiError::from)?;
    let tried = due.len();
    for row in due {
        if let Err(error) = check(app, row).await {
            // Its lease runs out; the others do not wait for it.
            tracing::error!(cause = error.cause.as_deref(), "a signature that waits cannot be judged");
        }
    }
    Ok(tried)
}

async fn check(app: &App, row: Due) -> Result<(), ApiError> {
    let number = row.number.clone();
    let found = app.store.read(move |db| checks::waiting(db, &number)).await.map_err(ApiError::from)?;
    let Some(Waiting { iin, review, received_at, cms, pdf }) = found else { return Ok(()) };
    let asked = Asked { purpose: Purpose::Sign, content: pdf, iin: Some(iin) };
    let case = Case { number: row.number, review, now: app.clock.millis() };
    let followed = case.review.clone();
    match judge::judge_received(app, asked, cms, moment(received_at)).await? {
        Judgement::Holds(judged) => {
            crash_point("late-verdict");
            app.store.write(move |db| case.prove(db, &iin, &judged)).await?;
            app.road.outbox.notify_one();
        }
        Judgement::Refused(refused) => {
            let draft = app.random.id();
            app.store.write(move |db| case.disprove(db, &iin, &refused, &draft)).await.map_err(ApiError::from)?;
        }
        Judgement::Unknown(pending) => {
            return postpone(app, case, row.tries, pending.why).await.map_err(ApiError::from);
        }
    }
    app.road.signings.moved(followed);
    Ok(())
}

async fn postpone(app: &App, case: Case, tries: i64, why: Refused) -> Result<(), Error> {
    tracing::warn!(tries = tries + 1, cause = why.cause(), "a signature waits for the authority");
    let due_at = case.now + PAUSES.after(tries);
    app.store.write(move |db| checks::postpone(db, &case.number, due_at, why.detail)).await
}

/// An application whose signature was judged again.
struct Case {
    number: String,
    review: String,
    now: i64,
}

impl Case {
    /// Evidence, status, outbox row, notice and audit: all or nothing, and once whoever else has judged it too.
    fn prove(&self, db: &mut Db, iin: &Iin, judged: &Judged) -> Result<(), ApiError> {
        if !checks::done(db, &self.number)? {
            return Ok(());
        }
        applications::proven(db, &self.number, self.now, &judged.evidence)?;
        outbox::put(db, &self.number, self.now)?;
        let review = reviews::find(db, iin, &self.review)?;
        let review = review.ok_or_else(|| ApiError::internal("an application without its review"))?;
        told::tell(db, iin, &review, self.now)?;
        Ok(self.keep(db, iin, "accepted", "")?)
    }

    /// Status, the draft given back, and audit: all or nothing.
    fn disprove(&self, db: &mut Db, iin: &Iin, refused: &Refused, draft: &str) -> store::Result<()> {
        checks::restore_draft(db, &self.number, draft)?;
        if !checks::done(db, &self.number)? {
            return Ok(());
        }
        applications::disproven(db, &self.number, self.now, refused.told.id())?;
        self.keep(db, iin, refused.code, refused.detail)
    }

    fn keep(&self, db: &mut Db, iin: &Iin, code: &str, words: &str) -> store::Result<()> {
        let of = format!("review={} number={}", self.review, self.number);
        let detail = judge::detail(&of, None, words);
        audit::put(db, &Event { at: self.now, kind: "signature", iin: Some(iin), code, detail: &detail })
    }
}
