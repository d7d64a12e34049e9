//! States of an application at the Fund and the steps between them (`data/application_statuses.json`, R-214).

use std::{collections::BTreeSet, sync::LazyLock};

use serde::{Deserialize, Serialize};

/// The states and steps as data: the desk shows the same names.
pub const STATUSES_JSON: &str = include_str!("../../data/application_statuses.json");

/// A state that the Fund reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Қабылданды.
    Received,
    /// Тексерілуде.
    Checking,
    /// Өңдеуде.
    InWork,
    /// Мақұлданды.
    Approved,
    /// Банкке аударылды.
    Transferred,
    /// Орындалды.
    Executed,
    /// Банк/Қазпошта қайтарды.
    Returned,
    /// Бас тартылды.
    Rejected,
}

#[derive(Deserialize)]
struct Table {
    transitions: BTreeSet<(Status, Status)>,
}

static STEPS: LazyLock<BTreeSet<(Status, Status)>> = LazyLock::new(|| {
    let table: Table = serde_json::from_str(STATUSES_JSON).expect("a test reads the carried table");
    table.transitions
});

impl Status {
    /// Nothing follows.
    #[must_use]
    pub fn is_final(self) -> bool {
        self.next().is_empty()
    }

    /// The states that may follow this one.
    #[must_use]
    pub fn next(self) -> Vec<Self> {
        STEPS.iter().filter(|(from, _)| *from == self).map(|(_, to)| *to).collect()
    }

    /// May `to` follow this state?
    #[must_use]
    pub fn leads_to(self, to: Self) -> bool {
        STEPS.contains(&(self, to))
    }

    /// A state that a reason belongs to.
    #[must_use]
    pub fn asks_reason(self) -> bool {
        matches!(self, Self::Returned | Self::Rejected)
    }
}
