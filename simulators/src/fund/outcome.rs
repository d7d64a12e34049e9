//! What the Fund does with the next applications: chosen on the desk or by a test.

use std::sync::Mutex;

use serde::{Deserialize, Serialize};

use crate::world::locked;

/// What becomes of a posted application.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Registered and answered.
    #[default]
    Ok,
    /// Registered, but the answer never comes.
    AcceptThenTimeout,
    /// Refused for a business reason (422).
    Refuse,
    /// Fails (500) before anything is registered.
    #[serde(rename = "error-500")]
    Error500,
}

/// An outcome for the next so many applications.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NextOutcome {
    /// What happens.
    pub outcome: Outcome,
    /// How many times; afterwards everything is well again.
    #[serde(default = "once")]
    pub times: u32,
}

fn once() -> u32 {
    1
}

/// The chosen outcomes.
#[derive(Debug, Default)]
pub struct Outcomes(Mutex<NextOutcome>);

impl Outcomes {
    /// What would happen next.
    #[must_use]
    pub fn next(&self) -> NextOutcome {
        *locked(&self.0)
    }

    /// Chooses.
    pub fn set(&self, next: NextOutcome) {
        *locked(&self.0) = next;
    }

    /// The outcome for this application, counted down.
    pub fn take(&self) -> Outcome {
        let mut next = locked(&self.0);
        if next.times == 0 {
            *next = NextOutcome::default();
            return Outcome::Ok;
        }
        next.times -= 1;
        let outcome = next.outcome;
        if next.times == 0 {
            *next = NextOutcome::default();
        }
        outcome
    }
}
