//! Application for a pension payment: facts from four registers, and what the Fund receives.

use super::{Adapter, Destinations, Known, text_at};
use crate::app::App;
use crate::gateways::GatewayError;
use crate::store::reviews::Subject;
use serde_json::{Value, json};
use shared::blocks::identity_document::IdentityDocument;
use shared::dictionaries;
use shared::kernel::eligibility::Register;
use shared::services::pension_payment::{self, FundRecord, Payment, PensionPayment, PensionPaymentFacts};
use shared::values::{full_name::FullName, iin::Iin};
use time::{OffsetDateTime, UtcOffset, format_description::well_known::Rfc3339};

impl Adapter for PensionPayment {
    async fn known(app: &App, iin: Iin, unanswered: &[String]) -> Known<PensionPaymentFacts> {
        let gateways = &app.gateways;
        let (person, record, disability, banks) = tokio::join!(
            gateways.person_register.person(&iin),
            gateways.fund.person(&iin),
            gateways.disability_register.disability(&iin),
            gateways.bank_directory.banks(),
        );
        let mut silent = Vec::new();
        let person = heard(person, &mut silent).flatten();
        let record = heard(record, &mut silent).flatten();
        let disability = heard(disability, &mut silent).flatten();
        let banks = heard(banks, &mut silent);
        let accounts = record.as_ref().map(|record| record.account_views()).unwrap_or_default();
        let now = app.clock.now();
        let today = app.clock.today();
        let facts = PensionPaymentFacts {
            today,
            asked_at: in_kazakhstan(now),
            silent,
            iin,
            person,
            record: record.map(|record| with_own(record.into(), unanswered)),
            disability,
            banks: banks.as_ref().map(|it| it.banks.clone()).unwrap_or_default(),
            banks_version: banks.map(|it| it.version.clone()).unwrap_or_default(),
            regions: dictionaries::regions().to_vec(),
            lump_threshold: dictionaries::lump_threshold(today),
        };
        Known { facts, accounts }
    }

    fn silent(facts: &PensionPaymentFacts) -> &[Register] {
        &facts.silent
    }

    fn holder(facts: &PensionPaymentFacts) -> Option<&FullName> {
        facts.person.as_ref().map(|person| &person.name)
    }

    fn dictionaries(facts: &PensionPaymentFacts) -> String {
        let indicators = dictionaries::indicators(facts.today).map(|it| it.valid_from.to_string());
        json!({ "banks": facts.banks_version, "indicators": indicators }).to_string()
    }

    fn payload(payment: &Payment, facts: &PensionPaymentFacts) -> Value {
        json!(pension_payment::payload(payment, facts))
    }

    fn identity_document(payment: &Payment, facts: &PensionPaymentFacts) -> Option<IdentityDocument> {
        pension_payment::identity_document_update(payment, facts)
    }

    fn subject(payment: &Payment) -> Subject {
        Subject {
            account: payment.account.number.clone(),
            contribution: payment.account.contribution,
            amount: payment.amount,
        }
    }

    fn destinations(payload: &Value) -> Destinations {
        Destinations {
            account: text_at(payload, "/bank_account/iban"),
            mobile: text_at(payload, "/mobile_phone"),
            email: text_at(payload, "/email"),
        }
    }

    fn known_destinations(facts: &Value) -> Destinations {
        // The Fund's system tells no bank account.
        Destinations { account: None, mobile: text_at(facts, "/record/phone"), email: text_at(facts, "/record/email") }
    }
}

/// The Fund's record, with the person's own applications that it does not know yet.
fn with_own(mut record: FundRecord, unanswered: &[String]) -> FundRecord {
    for account in &mut record.accounts {
        account.open_application |= unanswered.contains(&account.number);
    }
    record
}

/// What a register answered; a silent one is written down, and the log told once.
fn heard<T>(answer: Result<T, GatewayError>, silent: &mut Vec<Register>) -> Option<T> {
    answer
        .inspect_err(|error| {
            tracing::warn!(%error, "a register is silent");
            silent.push(error.register);
        })
        .ok()
}

/// RFC 3339 with the offset of Kazakhstan.
fn in_kazakhstan(moment: OffsetDateTime) -> String {
    let offset = UtcOffset::from_hms(5, 0, 0).unwrap_or(UtcOffset::UTC);
    moment.to_offset(offset).format(&Rfc3339).unwrap_or_default()
}
