//! The clock that everything here is told: a program hands in the system's, a test one that it moves.

use std::sync::Arc;

use time::OffsetDateTime;

/// Says what time it is, in UTC.
pub type Clock = Arc<dyn Fn() -> OffsetDateTime + Send + Sync>;

/// The system's own clock: the one place of this program that reads it.
#[must_use]
pub fn system() -> Clock {
    #[expect(clippy::disallowed_methods, reason = "the single injected place: everything else is handed this clock")]
    Arc::new(OffsetDateTime::now_utc)
}
