//! Saving what is typed, valid or not: one transaction, and no field is lost silently between two tabs.

use super::consent;
use crate::clock::rfc3339;
use crate::http::{ApiError, Json, Session};
use crate::services::Adapter;
use crate::settings::CONSENT_VERSION;
use crate::store::drafts::{self, Draft, Save, Saved};
use crate::store::reviews;
use axum::response::NoContent;
use serde_json::Value;
use shared::api::{DraftSave, DraftSaved};
use shared::kernel::problem::Problem;
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// No honest draft is larger, as JSON.
const LARGEST: usize = 64 * 1024;
/// No honest tab has a longer name.
const LONGEST_TAB: usize = 64;

/// `PUT /api/services/{kind}/draft`: what the form does not know is dropped, letters are brought to one form (NFC).
pub(super) async fn save<S: Adapter>(
    session: Session,
    Json(sent): Json<DraftSave<S::Form>>,
) -> Result<Json<DraftSaved>, ApiError> {
    let now = session.app().clock.millis();
    let save = prepare::<S>(&session, sent, now)?;
    let saved = session.write(move |db, citizen| {
        let standing = drafts::standing(db, &citizen.iin, S::KIND)?;
        if standing.as_ref().is_none_or(|standing| standing.consent != save.consent) {
            consent::required(db, &citizen.iin, S::KIND)?;
        }
        Ok(drafts::save(db, &citizen.iin, S::KIND, standing.as_ref(), &save)?)
    });
    match saved.await? {
        Saved::Taken(revision) => Ok(Json(DraftSaved { revision: revision.unsigned_abs(), saved_at: rfc3339(now) })),
        Saved::Changed(stands) => Err(changed::<S>(stands.as_ref())?.into()),
    }
}

/// `DELETE /api/services/{kind}/draft`: neither what was typed stays nor a document made of it and not signed.
pub(super) async fn delete<S: Adapter>(session: Session) -> Result<NoContent, ApiError> {
    let removed = session.write(|db, citizen| {
        reviews::forget_unsigned(db, &citizen.iin, S::KIND)?;
        Ok(drafts::remove(db, &citizen.iin, S::KIND)?)
    });
    if removed.await? { Ok(NoContent) } else { Err(Problem::NotFound.into()) }
}

fn prepare<S: Adapter>(session: &Session, sent: DraftSave<S::Form>, now: i64) -> Result<Save, ApiError> {
    if sent.tab.len() > LONGEST_TAB {
        return Err(Problem::InvalidRequest.into());
    }
    let number = |number: u64| i64::try_from(number).map_err(|_| Problem::InvalidRequest);
    let form = normalised(serde_json::to_string(&sent.form).map_err(ApiError::internal)?)?;
    if form.len() > LARGEST {
        return Err(Problem::TooLarge.into());
    }
    Ok(Save {
        id: session.app().random.id(),
        schema: S::SCHEMA.into(),
        form,
        base: number(sent.base)?,
        tab: sent.tab,
        sequence: number(sent.sequence)?,
        consent: CONSENT_VERSION.to_owned(),
        now,
    })
}

/// JSON with every text in NFC: two ways to type «й» are one letter. Text by text, since a mark after an escape belongs to
/// the letter that the escape stands for.
fn normalised(json: String) -> Result<String, ApiError> {
    if is_nfc(&json) {
        return Ok(json);
    }
    let mut value: Value = serde_json::from_str(&json).map_err(ApiError::internal)?;
    normalise(&mut value);
    Ok(value.to_string())
}

fn normalise(value: &mut Value) {
    match value {
        Value::String(text) => *text = text.nfc().collect(),
        Value::Array(items) => items.iter_mut().for_each(normalise),
        Value::Object(members) => members.values_mut().for_each(normalise),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// What stands instead of what was sent; without a draft, an empty form of revision 0.
pub(super) fn changed<S: Adapter>(stands: Option<&Draft>) -> Result<Problem, ApiError> {
    let form = match stands {
        Some(draft) => read::<S>(draft)?,
        None => S::Form::default(),
    };
    Ok(Problem::DraftChanged {
        draft: serde_json::to_value(form).map_err(ApiError::internal)?,
        revision: stands.map_or(0, |draft| draft.revision.unsigned_abs()),
    })
}

/// A stored draft as a form of this version.
///
/// # Errors
/// It is not readable, which no draft that was stored by us is.
pub(super) fn read<S: Adapter>(draft: &Draft) -> Result<S::Form, ApiError> {
    let stored: Value = serde_json::from_str(&draft.form).map_err(ApiError::internal)?;
    let schema = u16::try_from(draft.schema).unwrap_or_default();
    let current = if schema == S::SCHEMA { stored } else { S::migrate(schema, stored) };
    // The text of the error may quote what was typed.
    serde_json::from_value(current).map_err(|error| ApiError::internal(format_args!("draft: {:?}", error.classify())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_ways_to_type_a_letter_are_one_and_escapes_stay_whole() {
        let typed = r#"{"a":"и"#.to_owned() + "\u{306}" + r#"","b":["\n"# + "\u{303}" + r#""]}"#;
        let kept: Value = serde_json::from_str(&normalised(typed).unwrap()).unwrap();
        assert_eq!(kept, serde_json::json!({ "a": "й", "b": ["\n\u{303}"] }));
    }
}
