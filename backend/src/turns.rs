//! Work that computes without a pause: signatures, hashes of passwords, documents. One core is left to everything else, however
//! much of one kind comes at once.

use crate::http::ApiError;
use std::num::NonZero;
use std::sync::Arc;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Bounds how much work of one kind runs at once; whoever has to wait holds no thread.
pub struct Turns(Arc<Semaphore>);

impl Turns {
    /// As many at once as the machine has cores, less one; at least one.
    #[must_use]
    pub fn on_spare_cores() -> Self {
        let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
        Self::at_once(cores.saturating_sub(1))
    }

    /// As many at once as said, at least one.
    #[must_use]
    pub fn at_once(most: usize) -> Self {
        Self(Arc::new(Semaphore::new(most.max(1))))
    }

    /// How many could begin now.
    #[must_use]
    pub fn free(&self) -> usize {
        self.0.available_permits()
    }

    /// Waits for a turn, for who has to fetch something large before the work.
    ///
    /// # Errors
    /// There are no turns any more.
    pub async fn turn(&self) -> Result<Turn, ApiError> {
        Arc::clone(&self.0).acquire_owned().await.map(Turn).map_err(ApiError::internal)
    }

    /// Does `work` off the async threads, once its turn has come.
    ///
    /// # Errors
    /// It panicked.
    pub async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, ApiError> {
        self.turn().await?.run(work).await
    }
}

/// One of the few at once.
pub struct Turn(OwnedSemaphorePermit);

impl Turn {
    /// Does `work` off the async threads.
    ///
    /// # Errors
    /// It panicked.
    pub async fn run<T: Send + 'static>(self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, ApiError> {
        let Self(turn) = self;
        let done = tokio::task::spawn_blocking(move || {
            // Held until the work is over, also when nobody waits for it any more.
            let _turn = turn;
            work()
        });
        done.await.map_err(ApiError::internal)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::{Mutex, mpsc};

    /// However many come, no more than allowed run at once, and all of them come to their turn.
    #[tokio::test]
    async fn no_more_than_allowed_at_once() {
        let turns = Turns::at_once(2);
        let (begun, mut has_begun) = tokio::sync::mpsc::unbounded_channel();
        let (go_on, held) = mpsc::channel::<()>();
        let held = Arc::new(Mutex::new(held));
        let work = |number: u32| {
            let (begun, held) = (begun.clone(), Arc::clone(&held));
            turns.run(move || {
                let told = begun.send(number).is_ok();
                let freed = held.lock().is_ok_and(|held| held.recv().is_ok());
                told && freed
            })
        };
        let others = async {
            let first = [has_begun.recv().await, has_begun.recv().await];
            assert!(first.iter().all(Option::is_some));
            assert_eq!((turns.free(), has_begun.try_recv().ok()), (0, None));
            for _ in 0..3 {
                assert!(go_on.send(()).is_ok());
            }
            has_begun.recv().await
        };
        let (one, two, three, last) = tokio::join!(work(1), work(2), work(3), others);
        assert!([one, two, three].into_iter().all(|done| done.is_ok_and(|done| done)) && last.is_some());
    }
}
