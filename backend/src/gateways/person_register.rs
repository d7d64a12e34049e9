//! «Жеке тұлғалар» мемлекеттік деректер базасы (ЖТ МДБ / ГБД ФЛ): who a person is by the state's own record
//! (R-003… …R-009).

use serde::Deserialize;
use shared::{
    blocks::identity_document::IdentityDocument,
    kernel::eligibility::Register,
    services::pension_payment::Person,
    values::{day::Day, full_name::FullName, iin::Iin},
};

use super::register::{Clock, GatewayError, RegisterClient};

/// The register's client.
#[derive(Clone)]
pub struct PersonRegister(RegisterClient);

#[derive(Deserialize)]
struct Record {
    iin: Iin,
    name: FullName,
    birth: Day,
    life: Life,
    capacity: Capacity,
    documents: Vec<IdentityDocument>,
}

#[derive(Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
enum Life {
    Alive,
    Dead,
}

#[derive(Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
enum Capacity {
    Full,
    Limited,
    None,
}

impl PersonRegister {
    /// A client of the register at `origin`.
    #[must_use]
    pub fn new(http: reqwest::Client, origin: &str, clock: Clock) -> Self {
        Self(RegisterClient::new(http, origin, "/person-register/v1", Register::PersonRegister, clock))
    }

    /// What the state knows of a person; nothing when there is no such person.
    ///
    /// # Errors
    /// The register gives no usable answer.
    pub async fn person(&self, iin: &Iin) -> Result<Option<Person>, GatewayError> {
        let Some(record) = self.0.find::<Record>(&format!("/persons/{iin}")).await? else {
            return Ok(None);
        };
        if record.iin != *iin {
            return Err(self.0.malformed("the answer is about another person"));
        }
        Ok(Some(Person {
            name: record.name,
            birth: record.birth,
            alive: record.life == Life::Alive,
            capable: record.capacity == Capacity::Full,
            documents: record.documents,
        }))
    }
}
