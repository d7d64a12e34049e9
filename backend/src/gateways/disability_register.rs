//! The register of persons with disability (R-096…R-098).

use shared::{kernel::eligibility::Register, services::pension_payment::Disability, values::iin::Iin};

use super::register::{Clock, GatewayError, RegisterClient};

/// The register's client.
#[derive(Clone)]
pub struct DisabilityRegister(RegisterClient);

impl DisabilityRegister {
    /// A client of the register at `origin`.
    #[must_use]
    pub fn new(http: reqwest::Client, origin: &str, clock: Clock) -> Self {
        Self(RegisterClient::new(http, origin, "/disability-register/v1", Register::DisabilityRegister, clock))
    }

    /// The disability that is set for a person; nothing when there is none.
    ///
    /// # Errors
    /// The register gives no usable answer, or a group that does not exist.
    pub async fn disability(&self, iin: &Iin) -> Result<Option<Disability>, GatewayError> {
        let found = self.0.find::<Disability>(&format!("/persons/{iin}/disability")).await?;
        match found {
            Some(Disability { group: 1..=3, .. }) | None => Ok(found),
            Some(_) => Err(self.0.malformed("no such group")),
        }
    }
}
