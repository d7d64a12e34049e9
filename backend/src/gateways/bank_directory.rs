//! The directory of second-tier banks with their branches (R-132…R-135), kept for ten minutes.

use std::sync::Arc;

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
    kept: Arc<Mutex<Option<Kept>>>,
}

/// An answer and when it came.
struct Kept {
    since: OffsetDateTime,
    banks: Arc<Banks>,
}

impl BankDirectory {
    /// A client of the directory at `origin`.
    #[must_use]
    pub fn new(http: reqwest::Client, origin: &str, clock: Clock) -> Self {
        let register = Register::BankDirectory;
        let client = RegisterClient::new(http, origin, "/bank-directory/v1", register, Arc::clone(&clock));
        Self { client, clock, kept: Arc::default() }
    }

    /// The banks that serve citizens: the answer of the last ten minutes, or a new one. While one asks, the others wait for
    /// the same answer. An old answer is never used in place of silence: accounts may have moved.
    ///
    /// # Errors
    /// The directory gives no usable answer.
    pub async fn banks(&self) -> Result<Arc<Banks>, GatewayError> {
        let mut kept = self.kept.lock().await;
        let now = (self.clock)();
        if let Some(kept) = kept.as_ref()
            && now >= kept.since
            && now - kept.since < FRESH
        {
            return Ok(Arc::clone(&kept.banks));
        }
        let banks: Arc<Banks> = Arc::new(self.client.fetch("/banks").await?);
        *kept = Some(Kept { since: now, banks: Arc::clone(&banks) });
        Ok(banks)
    }
}
