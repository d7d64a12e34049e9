//! Names of a person.

use serde::{Deserialize, Serialize};

/// Тегі, аты, әкесінің аты (ТАӘ / ФИО).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct FullName {
    /// Surname.
    pub surname: String,
    /// Given name.
    pub given: String,
    /// Patronymic, if any.
    pub patronymic: Option<String>,
}

impl FullName {
    /// Surname, given name and patronymic with spaces between.
    #[must_use]
    pub fn in_full(&self) -> String {
        let mut all = format!("{} {}", self.surname, self.given);
        if let Some(patronymic) = &self.patronymic {
            all.push(' ');
            all.push_str(patronymic);
        }
        all
    }

    /// The same person's names: letter case and spaces at the ends or doubled do not matter.
    #[must_use]
    pub fn matches(&self, other: &Self) -> bool {
        let same = |a: &str, b: &str| fold(a) == fold(b);
        let patronymic = |name: &Self| name.patronymic.as_deref().map(fold).filter(|it| !it.is_empty());
        same(&self.surname, &other.surname) && same(&self.given, &other.given) && patronymic(self) == patronymic(other)
    }
}

/// A name without what does not matter in a comparison.
#[must_use]
pub fn fold(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
