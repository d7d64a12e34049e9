//! Verification is arithmetic without a pause. One core is left to everything else, however many signatures come at once.

use crate::http::ApiError;
use std::num::NonZero;
use std::sync::Arc;
use tokio::sync::Semaphore;

/// Bounds how many verifications run at once; whoever has to wait holds no thread.
pub struct Verifications(Arc<Semaphore>);

impl Verifications {
    /// As many at once as the machine has cores, less one; at least one.
    #[must_use]
    pub fn on_spare_cores() -> Self {
        let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
        Self(Arc::new(Semaphore::new(cores.saturating_sub(1).max(1))))
    }

    /// Does `work` off the async threads, once its turn has come.
    ///
    /// # Errors
    /// It panicked.
    pub async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, ApiError> {
        let turn = Arc::clone(&self.0).acquire_owned().await.map_err(ApiError::internal)?;
        let done = tokio::task::spawn_blocking(move || {
            // Held until the work is over, also when nobody waits for it any more.
            let _turn = turn;
            work()
        });
        done.await.map_err(ApiError::internal)
    }
}
