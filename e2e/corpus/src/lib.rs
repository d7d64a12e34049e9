//! The verdict of the rules on any text that claims to be a form. Built natively and for the browser; the two must give
//! the same bytes for the same corpus.

pub mod facts;
pub mod random;

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Value, json};
use shared::api::{Channel, MaskedContact};
use shared::auth::{ContactChoiceForm, Guesses, LoginForm, NewPasswordForm, RegistrationForm};
use shared::kernel::form::Form;
use shared::services::pension_payment::{PensionPaymentFacts, PensionPaymentForm, identity_document_update, payload};
use std::collections::BTreeMap;

/// A text that claims to be a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Which form.
    pub form: Kind,
    /// Number of the set of facts, 0 to 49.
    pub facts: usize,
    /// What was sent; often JSON.
    pub raw: String,
}

/// The forms of the corpus.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Application for a pension payment.
    PensionPayment,
    /// Login.
    Login,
    /// Step 2 of registration.
    Registration,
    /// Step 3 of registration.
    ContactChoice,
    /// Step 4 of registration.
    NewPassword,
}

impl Kind {
    /// The name in the table of fields and codes.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::PensionPayment => PensionPaymentForm::ID,
            Self::Login => LoginForm::ID,
            Self::Registration => RegistrationForm::ID,
            Self::ContactChoice => ContactChoiceForm::ID,
            Self::NewPassword => NewPasswordForm::ID,
        }
    }
}

/// Lines of JSON in, one verdict a line out.
#[cfg_attr(target_arch = "wasm32", wasm_bindgen::prelude::wasm_bindgen)]
#[must_use]
pub fn verdicts(lines: &str) -> String {
    let mut known = BTreeMap::new();
    let mut all = String::new();
    for line in lines.lines() {
        let verdict = match serde_json::from_str::<Line>(line) {
            Ok(line) => verdict(&line, known.entry(line.facts).or_insert_with(|| facts::set(line.facts))),
            Err(error) => json!({ "no line": error.to_string() }),
        };
        all.push_str(&verdict.to_string());
        all.push('\n');
    }
    all
}

/// The whole result of the rules: what is proven, every violation, or why it could not be read at all.
#[must_use]
pub fn verdict(line: &Line, facts: &PensionPaymentFacts) -> Value {
    match line.form {
        Kind::PensionPayment => judged::<PensionPaymentForm>(
            &line.raw,
            facts,
            |payment| json!({ "payload": payload(payment, facts), "identity_document": identity_document_update(payment, facts) }),
        ),
        Kind::Login => judged::<LoginForm>(&line.raw, &Some(facts.today), |login| json!([login.iin, login.password])),
        Kind::Registration => {
            judged::<RegistrationForm>(&line.raw, &Some(facts.today), |begun| json!([begun.iin, begun.proof]))
        }
        Kind::ContactChoice => judged::<ContactChoiceForm>(&line.raw, &contacts(facts), |contact| json!(contact)),
        Kind::NewPassword => {
            judged::<NewPasswordForm>(&line.raw, &guesses(facts), |new| json!([new.code.as_str(), new.password]))
        }
    }
}

fn judged<F: Form + DeserializeOwned>(raw: &str, facts: &F::Facts, proven: impl Fn(&F::Valid) -> Value) -> Value {
    match serde_json::from_str::<F>(raw).map(|form| form.check(facts)) {
        Ok(Ok(valid)) => json!({ "valid": proven(&valid) }),
        Ok(Err(errors)) => json!({ "errors": errors.0 }),
        Err(error) => json!({ "unreadable": error.to_string() }),
    }
}

/// The contacts on offer to this person.
#[must_use]
pub fn contacts(facts: &PensionPaymentFacts) -> Vec<MaskedContact> {
    let contact = |id: usize| MaskedContact {
        id: format!("c{id}"),
        channel: if id.is_multiple_of(2) { Channel::Email } else { Channel::Sms },
        masked: "***".to_owned(),
    };
    (1..=1 + facts.banks.len() % 3).map(contact).collect()
}

/// What would be guessed first of this person's passwords.
#[must_use]
pub fn guesses(facts: &PensionPaymentFacts) -> Guesses {
    let names = facts.person.iter().map(|person| person.name.in_full());
    let own = names.chain([facts.iin.to_string()]).collect();
    Guesses { own, is_common: |password| password == "password-password" }
}
