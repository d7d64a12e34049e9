//! Reading columns that hold our own words.

use super::db::{Error, Result, Row};
use rusqlite::types::Type;
use serde::de::DeserializeOwned;

/// A column whose text `parse` understands.
pub(super) fn parsed<T>(row: &Row<'_>, column: usize, parse: impl FnOnce(&str) -> Option<T>) -> Result<T> {
    let text: String = row.get(column)?;
    parse(&text).ok_or_else(|| foreign(column))
}

/// A column that holds JSON.
pub(super) fn json<T: DeserializeOwned>(row: &Row<'_>, column: usize) -> Result<T> {
    parsed(row, column, |text| serde_json::from_str(text).ok())
}

/// A column that holds JSON or nothing.
pub(super) fn json_if_any<T: DeserializeOwned>(row: &Row<'_>, column: usize) -> Result<Option<T>> {
    let text: Option<String> = row.get(column)?;
    text.map(|text| serde_json::from_str(&text).map_err(|_| foreign(column))).transpose()
}

fn foreign(column: usize) -> Error {
    rusqlite::Error::FromSqlConversionFailure(column, Type::Text, "not a value of ours".into()).into()
}
