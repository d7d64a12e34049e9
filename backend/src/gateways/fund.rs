//! БЖЗҚ АЖ / ИС ЕНПФ: the Fund's information system. It knows accounts and contacts, registers applications and reports
//! what becomes of them.

use reqwest::StatusCode;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use shared::{
    api::{AccountView, Channel, LastContribution},
    blocks::identity_document::IdentityDocument,
    kernel::eligibility::Register,
    services::pension_payment::{Contribution, FundRecord, PensionAccount},
    values::{day::Day, full_name::FullName, iin::Iin, money::Money},
};

use super::register::{Clock, GatewayError, RegisterClient};

/// The largest number of events asked for at once.
const EVENTS_AT_ONCE: usize = 200;

/// The system's client.
#[derive(Clone)]
pub struct Fund(RegisterClient);

/// A contributor or recipient as the Fund knows them.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct FundPerson {
    /// IIN.
    pub iin: Iin,
    /// Names.
    pub name: FullName,
    /// Date of birth.
    pub birth: Day,
    /// Identity document on file.
    pub document: Option<IdentityDocument>,
    /// Contacts on file.
    pub contacts: Vec<Contact>,
    /// Pension accounts.
    pub accounts: Vec<Account>,
    /// A transfer to an insurance organisation is open.
    pub insurer_transfer: bool,
    /// An additional agreement chooses the internet as the way of information.
    pub information_agreement: bool,
}

/// A contact on the Fund's file.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Contact {
    /// Identifier within the person's contacts.
    pub id: String,
    /// Phone or mail.
    pub channel: Channel,
    /// E.164 number or address.
    pub value: String,
    /// Another person has it on file too.
    pub shared: bool,
}

/// A pension account.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Account {
    /// 20 characters.
    pub number: String,
    /// Kind of contributions.
    pub contribution: Contribution,
    /// Savings, tenge.
    pub balance: Money,
    /// The last contribution.
    pub last_contribution: Option<LastContribution>,
    /// An application for payment is open.
    pub open_application: bool,
    /// The annual amount was paid this year.
    pub annual_paid: bool,
    /// A payment came back.
    pub returned_payment: bool,
}

/// An application as the Fund receives it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Registration {
    /// Number; the idempotency key too.
    pub number: String,
    /// Slug of the service.
    pub kind: String,
    /// When it was signed, RFC 3339.
    pub signed_at: String,
    /// IIN of the applicant.
    pub iin: Iin,
    /// What the service asks for.
    pub payload: Value,
    /// The chosen document, when the Fund has another.
    pub identity_document: Option<IdentityDocument>,
    /// SHA-256 of the PDF, hex.
    pub document_sha256: String,
    /// The signature with the PDF inside, base64.
    pub cms: String,
}

/// The Fund has the application.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Registered {
    /// The same number.
    pub number: String,
    /// When it was registered, RFC 3339.
    pub registered_at: String,
}

/// Something happened to an application.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Event {
    /// Which application.
    pub number: String,
    /// The new status, as sent.
    pub status: String,
    /// When, RFC 3339.
    pub at: String,
    /// Why.
    pub reason: Option<String>,
    /// Amount, tenge; nothing when what was sent is none.
    #[serde(default, deserialize_with = "amount_if_readable")]
    pub amount: Option<Money>,
}

/// A place in the Fund's log.
#[derive(Clone, Debug, PartialEq)]
pub struct Logged {
    /// Grows with each event.
    pub cursor: i64,
    /// What happened; nothing when it cannot be read.
    pub event: Option<Event>,
}

#[derive(Deserialize)]
struct Events {
    events: Vec<Value>,
}

impl Logged {
    /// One event against the contract does not hold up those after it: its place is all that is needed to go on.
    fn read(sent: &Value) -> Option<Self> {
        let (cursor, event) = (sent["cursor"].as_i64(), Event::deserialize(sent).ok());
        if cursor.is_none() || event.is_none() {
            tracing::error!(cursor, "an event of the Fund's log cannot be read and is left out");
        }
        cursor.map(|cursor| Self { cursor, event })
    }
}

/// The status is worth more than the amount beside it.
fn amount_if_readable<'de, D: Deserializer<'de>>(sent: D) -> Result<Option<Money>, D::Error> {
    let amount = Option::<Value>::deserialize(sent)?.map(Money::deserialize);
    if let Some(Err(_)) = amount {
        tracing::error!("an amount in the Fund's log cannot be read and is left out");
    }
    Ok(amount.and_then(Result::ok))
}

impl FundPerson {
    /// The accounts as pages show them.
    #[must_use]
    pub fn account_views(&self) -> Vec<AccountView> {
        let view = |account: &Account| AccountView {
            number: account.number.clone(),
            contribution: account.contribution,
            balance: account.balance,
            last_contribution: account.last_contribution.clone(),
        };
        self.accounts.iter().map(view).collect()
    }

    /// The first contact of a channel.
    fn contact(&self, channel: Channel) -> Option<String> {
        self.contacts.iter().find(|it| it.channel == channel).map(|it| it.value.clone())
    }
}

impl From<FundPerson> for FundRecord {
    fn from(person: FundPerson) -> Self {
        Self {
            phone: person.contact(Channel::Sms),
            email: person.contact(Channel::Email),
            name: person.name,
            birth: person.birth,
            document: person.document,
            accounts: person.accounts.into_iter().map(PensionAccount::from).collect(),
            insurer_transfer: person.insurer_transfer,
        }
    }
}

impl From<Account> for PensionAccount {
    fn from(account: Account) -> Self {
        Self {
            number: account.number,
            contribution: account.contribution,
            balance: account.balance,
            open_application: account.open_application,
            annual_paid: account.annual_paid,
            returned_payment: account.returned_payment,
        }
    }
}

impl Fund {
    /// A client of the system at `origin`.
    #[must_use]
    pub fn new(http: reqwest::Client, origin: &str, clock: Clock) -> Self {
        Self(RegisterClient::new(http, origin, "/fund/v1", Register::Fund, clock))
    }

    /// What the Fund holds about a person; nothing when it does not know them.
    ///
    /// # Errors
    /// The Fund gives no usable answer.
    pub async fn person(&self, iin: &Iin) -> Result<Option<FundPerson>, GatewayError> {
        let found = self.0.find::<FundPerson>(&format!("/persons/{iin}")).await?;
        match found {
            Some(person) if person.iin != *iin => Err(self.0.malformed("the answer is about another person")),
            found => Ok(found),
        }
    }

    /// Hands an application over. However often it is repeated, the Fund registers one.
    ///
    /// # Errors
    /// [`super::GatewayFault::Silent`], [`super::GatewayFault::Failed`]: it may have been registered, ask again;
    /// [`super::GatewayFault::Refused`]: a business reason, asking again is of no use.
    pub async fn register(&self, registration: &Registration) -> Result<Registered, GatewayError> {
        let sent = self.0.send("/applications", |http, address| {
            http.post(address).header("Idempotency-Key", &registration.number).json(registration)
        });
        let answer = sent.await?;
        match answer.status {
            StatusCode::CREATED | StatusCode::OK => self.registered(&answer.body, &registration.number),
            StatusCode::UNPROCESSABLE_ENTITY => Err(self.0.refusal(&answer)),
            _ => Err(self.0.unexpected(&answer)),
        }
    }

    fn registered(&self, body: &[u8], number: &str) -> Result<Registered, GatewayError> {
        let registered: Registered = self.0.parse(body)?;
        if registered.number == number {
            Ok(registered)
        } else {
            Err(self.0.malformed("the answer is about another application"))
        }
    }

    /// Events after a place in the Fund's log, oldest first, at most 200.
    ///
    /// # Errors
    /// The Fund gives no usable answer.
    pub async fn events(&self, after: i64) -> Result<Vec<Logged>, GatewayError> {
        let path = format!("/application-events?after={after}&limit={EVENTS_AT_ONCE}");
        let page: Events = self.0.fetch(&path).await?;
        Ok(page.events.iter().filter_map(Logged::read).collect())
    }
}
