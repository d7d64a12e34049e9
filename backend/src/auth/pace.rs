//! Slows down who asks too often, and then lets them wait (ux: login, code and account numbers). Most limits are an
//! address's: a carrier's many phones share one, and slowness hurts them less than a refusal.

use crate::app::App;
use crate::clock::seconds;
use crate::http::ApiError;
use crate::store::throttle::{self, Limit, Taken};
use shared::kernel::problem::Problem;
use std::time::Duration;

/// From half of the limit on an answer takes longer by this for each request that counts.
const STEP: Duration = Duration::from_millis(100);

/// Counts a request of `whom`: an address, or a browser by the hash of its cookie.
pub(super) async fn pace(app: &App, limit: Limit, whom: impl ToString) -> Result<(), ApiError> {
    let (whom, now) = (whom.to_string(), app.clock.millis());
    let taken = app.store.write(move |db| throttle::take(db, &limit, &whom, now));
    slow(app, &limit, taken.await.map_err(ApiError::from)?).await
}

/// What counting a request leads to: nothing, slowness or a wait.
pub(super) async fn slow(app: &App, limit: &Limit, taken: Taken) -> Result<(), ApiError> {
    match taken {
        Taken::Wait(wait) => Err(Problem::TooManyTries { retry_after: seconds(wait) }.into()),
        Taken::Number(number) => {
            let over = u32::try_from(number - limit.most / 2).unwrap_or(0);
            if over > 0 {
                app.clock.sleep(STEP * over).await;
            }
            Ok(())
        }
    }
}
