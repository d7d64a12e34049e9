//! The certification authority's answers about revocation (RFC 6960 over HTTP).

use reqwest::{StatusCode, header};
use shared::kernel::eligibility::Register;

use super::register::{Clock, GatewayError, RegisterClient};

/// The responder's client.
#[derive(Clone)]
pub struct Ocsp(RegisterClient);

impl Ocsp {
    /// A client of the responder at `address`, its full address.
    #[must_use]
    pub fn new(http: reqwest::Client, address: &str, clock: Clock) -> Self {
        Self(RegisterClient::new(http, address, "", Register::Authority, clock))
    }

    /// Sends a request (DER) and gives back the answer (DER) unjudged: `signing` judges it.
    ///
    /// # Errors
    /// The responder gives no usable answer.
    pub async fn ask(&self, request: Vec<u8>) -> Result<Vec<u8>, GatewayError> {
        let sent = self.0.send("", |http, address| {
            http.post(address).header(header::CONTENT_TYPE, "application/ocsp-request").body(request)
        });
        let answer = sent.await?;
        if answer.status == StatusCode::OK { Ok(answer.body) } else { Err(self.0.unexpected(&answer)) }
    }
}
