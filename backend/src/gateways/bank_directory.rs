//! The directory of second-tier banks with their branches (R-132…R-135), kept for ten minutes.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use serde::Deserialize;
use shared::{blocks::bank_details::Bank, kernel::eligibility::Register};
use time::{Duration, OffsetDateTime};
use tokio::sync::Mutex;

use super::register::{Clock, GatewayError, RegisterClient};

/// How long an answer is used before the directory is asked again.
const FRESH: Duration = Duration::minutes(10);

/// The directory as answered.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Banks {
    /// Its version.
    pub version: String,
    /// The banks.
    pub banks: Vec<Bank>,
}

/// The directory's client.
#[derive(Clone)]
pub struct BankDirectory {
    client: RegisterClient,
    clock: Clock,
    /// How often it was asked, counted when the answer is there.
    asked: Arc<AtomicU64>,
    last: Arc<Mutex<Option<Answer>>>,
}

/// What became of the last question, and when it was asked.
struct Answer {
    since: OffsetDateTime,
    banks: Result<Arc<Banks>, GatewayError>,
}

impl Answer {
    /// Banks serve while they are fresh; a failure serves those alone who came before it was known.
    fn serves(&self, now: OffsetDateTime, is_new: bool) -> bool {
        match self.banks {
            Ok(_) => now >= self.since && now - self.since < FRESH,
            Err(_) => is_new,
        }
    }
}

impl BankDirectory {
    /// A client of the directory at `origin`.
    #[must_use]
    pub fn new(http: reqwest::Client, origin: &str, clock: Clock) -> Self {
        let register = Register::BankDirectory;
        let client = RegisterClient::new(http, origin, "/bank-directory/v1", register, Arc::clone(&clock));
        Self { client, clock, asked: Arc::default(), last: Arc::default() }
    }

    /// The banks that serve citizens: the answer of the last ten minutes, or a new one. While one asks, the others wait for
    /// the same answer, or for the same failure: were each to ask again in turn, a silent directory would hold up the last
    /// of them for as many time limits as there are people. An old answer is never used in place of silence: accounts may have moved.
    ///
    /// # Errors
    /// The directory gives no usable answer.
    pub async fn banks(&self) -> Result<Arc<Banks>, GatewayError> {
        let asked_before = self.asked.load(Ordering::SeqCst);
        let mut last = self.last.lock().await;
        let now = (self.clock)();
        let is_new = self.asked.load(Ordering::SeqCst) != asked_before;
        if let Some(last) = last.as_ref().filter(|last| last.serves(now, is_new)) {
            return last.banks.clone();
        }
        let banks = self.client.fetch("/banks").await.map(Arc::new);
        *last = Some(Answer { since: now, banks: banks.clone() });
        self.asked.fetch_add(1, Ordering::SeqCst);
        banks
    }
}
