//! The Fund's books: registered applications, their states and the numbered list of events.

use std::{io::Result, path::Path};

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use time::OffsetDateTime;

use super::{journal::Journal, status::Status};
use crate::records::{Contribution, Document, FundRecord};

/// What is posted to register an application.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Registration {
    /// Number given by the cabinet; the idempotency key too.
    pub number: String,
    /// Service, `pension-payment`.
    pub kind: String,
    /// When it was signed.
    #[serde(with = "time::serde::rfc3339")]
    pub signed_at: OffsetDateTime,
    /// ЖСН / ИИН of the applicant.
    pub iin: String,
    /// What the service asks for.
    pub payload: Value,
    /// The document that the Fund's record takes, when it differs.
    pub identity_document: Option<Document>,
    /// SHA-256 of the signed document, hexadecimal.
    pub document_sha256: String,
    /// The signature with the document in it, base64.
    pub cms: String,
}

/// A registered application.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Application {
    /// What was posted.
    #[serde(flatten)]
    pub registration: Registration,
    /// When the Fund registered it.
    #[serde(with = "time::serde::rfc3339")]
    pub registered_at: OffsetDateTime,
    /// Where it stands now.
    pub status: Status,
}

/// A step of an application, numbered over all applications.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// Grows by at least one with every event and never repeats, not even after a reset.
    pub cursor: u64,
    /// Number of the application.
    pub number: String,
    /// The state it came to.
    pub status: Status,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// Why, for a return or a rejection.
    pub reason: Option<String>,
    /// Tenge, where the step has an amount.
    #[serde(with = "rust_decimal::serde::str_option")]
    pub amount: Option<Decimal>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Entry {
    Registered { application: Box<Application>, cursor: u64 },
    Event { event: Event },
    Reset { cursor: u64 },
}

/// What a registration came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Registered {
    /// Entered now.
    New(OffsetDateTime),
    /// The same was entered before.
    Before(OffsetDateTime),
    /// The number was used for other content.
    Conflict,
}

/// Why a step was not taken.
#[derive(Debug)]
pub enum StepError {
    /// No such application.
    Unknown,
    /// The state does not follow the present one.
    NotNext(Status),
    /// A return or rejection without a reason.
    ReasonMissing,
    /// The journal cannot be written.
    Journal(std::io::Error),
}

/// The books, kept in a journal.
#[derive(Debug)]
pub struct Ledger {
    journal: Journal,
    applications: Vec<Application>,
    events: Vec<Event>,
    cursor: u64,
}

impl Ledger {
    /// Opens the books.
    ///
    /// # Errors
    /// As [`Journal::open`].
    pub fn open(path: &Path) -> Result<Self> {
        let (journal, entries) = Journal::open(path)?;
        let mut ledger = Self { journal, applications: Vec::new(), events: Vec::new(), cursor: 0 };
        for entry in entries {
            ledger.apply(entry);
        }
        Ok(ledger)
    }

    /// Registered applications, oldest first.
    #[must_use]
    pub fn applications(&self) -> &[Application] {
        &self.applications
    }

    /// All events, oldest first.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// Enters an application once, whatever is repeated, and appends the event `received`.
    ///
    /// # Errors
    /// The journal cannot be written.
    pub fn register(&mut self, registration: Registration, now: OffsetDateTime) -> Result<Registered> {
        let known = self.applications.iter().find(|it| it.registration.number == registration.number);
        if let Some(known) = known {
            let same = known.registration == registration;
            return Ok(if same { Registered::Before(known.registered_at) } else { Registered::Conflict });
        }
        let application = Application { registration, registered_at: now, status: Status::Received };
        self.write(Entry::Registered { application: Box::new(application), cursor: self.cursor + 1 })?;
        Ok(Registered::New(now))
    }

    /// Moves an application on.
    ///
    /// # Errors
    /// See [`StepError`].
    pub fn step(
        &mut self,
        number: &str,
        status: Status,
        reason: Option<String>,
        amount: Option<Decimal>,
        now: OffsetDateTime,
    ) -> std::result::Result<Event, StepError> {
        let known = self.applications.iter().find(|it| it.registration.number == number);
        let from = known.ok_or(StepError::Unknown)?.status;
        if !from.leads_to(status) {
            return Err(StepError::NotNext(from));
        }
        let reason = reason.filter(|text| !text.trim().is_empty());
        if status.asks_reason() && reason.is_none() {
            return Err(StepError::ReasonMissing);
        }
        let event = Event { cursor: self.cursor + 1, number: number.to_owned(), status, at: now, reason, amount };
        self.write(Entry::Event { event: event.clone() }).map_err(StepError::Journal)?;
        Ok(event)
    }

    /// Empties the books; the numbering of events goes on.
    ///
    /// # Errors
    /// The journal cannot be written.
    pub fn reset(&mut self) -> Result<()> {
        self.write(Entry::Reset { cursor: self.cursor })
    }

    /// Lets another program open the journal.
    pub fn release(&self) {
        self.journal.release();
    }

    /// A person's record with what their applications of this run changed in it.
    pub fn update(&self, record: &mut FundRecord) {
        for application in self.applications.iter().filter(|it| it.registration.iin == record.iin) {
            if let Some(document) = &application.registration.identity_document {
                record.document = Some(document.clone());
            }
            for account in &mut record.accounts {
                if !mentions(&application.registration.payload, &account.number) {
                    continue;
                }
                account.open_application |= !application.status.is_final();
                account.returned_payment |= application.status == Status::Returned;
                account.annual_paid |=
                    application.status == Status::Executed && account.contribution != Contribution::Voluntary;
            }
        }
    }

    fn write(&mut self, entry: Entry) -> Result<()> {
        self.journal.append(&entry)?;
        self.apply(entry);
        Ok(())
    }

    fn apply(&mut self, entry: Entry) {
        match entry {
            // One line for the application and its first event: a kill cannot part them.
            Entry::Registered { application, cursor } => {
                self.cursor = cursor;
                self.events.push(Event {
                    cursor,
                    number: application.registration.number.clone(),
                    status: application.status,
                    at: application.registered_at,
                    reason: None,
                    amount: None,
                });
                self.applications.push(*application);
            }
            Entry::Event { event } => {
                self.cursor = event.cursor;
                let moved = self.applications.iter_mut().find(|it| it.registration.number == event.number);
                if let Some(application) = moved {
                    application.status = event.status;
                }
                self.events.push(event);
            }
            Entry::Reset { cursor } => {
                self.cursor = cursor;
                self.applications.clear();
                self.events.clear();
            }
        }
    }
}

/// Does this text stand anywhere in the payload? A payload is the service's own; the account it is about is the one
/// whose number it carries.
fn mentions(payload: &Value, text: &str) -> bool {
    match payload {
        Value::String(value) => value == text,
        Value::Array(items) => items.iter().any(|item| mentions(item, text)),
        Value::Object(members) => members.values().any(|item| mentions(item, text)),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}
