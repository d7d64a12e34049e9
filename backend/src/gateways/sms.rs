//! The SMS gateway.

use super::register::{GatewayError, RegisterClient};
use reqwest::StatusCode;
use serde::Serialize;
use shared::kernel::eligibility::Register;
use std::sync::Arc;
use time::OffsetDateTime;

/// The gateway's client.
pub struct Sms(RegisterClient);

/// A text message.
#[derive(Serialize)]
struct Message<'a> {
    id: &'a str,
    to: &'a str,
    text: &'a str,
}

impl Sms {
    /// A client of the gateway at `origin`.
    #[must_use]
    pub fn new(http: reqwest::Client, origin: &str, clock: Arc<dyn Fn() -> OffsetDateTime + Send + Sync>) -> Self {
        Self(RegisterClient::new(http, origin, "/sms/v1", Register::Sms, clock))
    }

    /// Hands a message over. `id` is the gateway's idempotency key, `to` an E.164 number.
    ///
    /// # Errors
    /// The gateway did not take it; it may still have been sent when the answer was lost.
    pub async fn send(&self, id: &str, to: &str, text: &str) -> Result<(), GatewayError> {
        let message = Message { id, to, text };
        let answer = self.0.send("/messages", |http, address| http.post(address).json(&message)).await?;
        if answer.status == StatusCode::ACCEPTED { Ok(()) } else { Err(self.0.unexpected(&answer)) }
    }
}
