//! The document to be signed: facts asked again, the form proven, the PDF made and kept with everything it was made of.

use super::crash::crash_point;
use super::{consent, draft, refuse, view};
use crate::app::App;
use crate::clock::{hex, moment};
use crate::http::{ApiError, Json, Path, Session};
use crate::pdf::Sheet;
use crate::services::Adapter;
use crate::store::applications;
use crate::store::consents::Consent;
use crate::store::drafts::{self, Draft};
use crate::store::reviews::{self, Evidence, Review};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use schemars::JsonSchema;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use shared::api::{ReviewAsked, ReviewView};
use shared::kernel::document::{Document, Value};
use shared::kernel::form::Form;
use shared::kernel::problem::Problem;
use shared::texts::{Language, Texts};
use time::{UtcOffset, macros::format_description};

/// `POST /api/services/{kind}/review`: the same draft in the same language, of the same facts, is the same review.
pub(super) async fn make<S: Adapter>(
    session: Session,
    Json(asked): Json<ReviewAsked>,
) -> Result<(StatusCode, Json<ReviewView>), ApiError> {
    let read = session.read(|db, citizen| {
        let consent = consent::required(db, &citizen.iin, S::KIND)?;
        let draft = drafts::find(db, &citizen.iin, S::KIND)?.ok_or(Problem::NotFound)?;
        let unanswered = applications::unanswered(db, &citizen.iin, S::KIND)?;
        Ok((citizen.iin, consent, draft, unanswered))
    });
    let (iin, consent, stored, unanswered) = read.await?;
    if stored.revision.unsigned_abs() != asked.revision {
        return Err(draft::changed::<S>(Some(&stored))?.into());
    }
    let app = session.app();
    let facts = S::known(app, iin, &unanswered).await.facts;
    let made = prove::<S>(app, &facts, &stored, asked.language, &consent)?;
    let key = (stored.id.clone(), stored.revision, asked.language, made.content.clone());
    let before = session.read(move |db, citizen| {
        let review = reviews::same(db, &key.0, key.1, key.2, &key.3)?;
        let application = review.as_ref().map(|it| applications::of_review(db, &citizen.iin, &it.id)).transpose()?;
        Ok(review.map(|review| (review, application.flatten())))
    });
    if let Some((review, application)) = before.await? {
        let application = application.map(|it| it.number);
        return Ok((StatusCode::CREATED, Json(view::review(review, iin, application))));
    }
    let review = keep::<S>(&session, &stored, asked.language, made).await?;
    crash_point("document-stored");
    Ok((StatusCode::CREATED, Json(view::review(review, iin, None))))
}

/// Proven, and not yet numbered.
struct Made {
    document: Document,
    content: String,
    facts: String,
    dictionaries: String,
    consent: Consent,
    payload: serde_json::Value,
    identity_document: Option<shared::blocks::identity_document::IdentityDocument>,
    subject: reviews::Subject,
}

fn prove<S: Adapter>(
    app: &App,
    facts: &S::Facts,
    stored: &Draft,
    language: Language,
    consent: &Consent,
) -> Result<Made, ApiError> {
    refuse(&S::eligibility(facts))?;
    let valid = draft::read::<S>(stored)?.check(facts)?;
    let document = S::document(&valid, facts);
    let payload = S::payload(&valid, facts);
    let identity_document = S::identity_document(&valid, facts);
    let written = document.write(app.texts.of(language));
    let content = (&written, &payload, &identity_document, &consent.id, app.clock.today());
    let content = serde_json::to_vec(&content).map_err(ApiError::internal)?;
    Ok(Made {
        document,
        content: hex(&Sha256::digest(content)),
        facts: serde_json::to_string(facts).map_err(ApiError::internal)?,
        dictionaries: S::dictionaries(facts),
        consent: consent.clone(),
        payload,
        identity_document,
        subject: S::subject(&valid),
    })
}

/// Gives the number, prints and keeps.
async fn keep<S: Adapter>(
    session: &Session,
    stored: &Draft,
    language: Language,
    mut made: Made,
) -> Result<Review, ApiError> {
    let app = session.app();
    let today = app.clock.today();
    let number = session.write(move |db, _| Ok(reviews::next_number(db, today.0.year())?)).await?;
    let texts = app.texts.of(language);
    made.document.add("signing", "signing-number", Value::Text(number.clone()));
    made.document.add("signing", "signing-made", Value::Day(today));
    made.document.add("signing", "signing-consent", Value::Text(given(&made.consent, texts)));
    let document = made.document.write(texts);
    let sheet = Sheet { number: number.clone(), made_on: today, language, document: document.clone() };
    let pdf = app.road.press.print(sheet).await?;
    let review = Review {
        id: app.random.id(),
        kind: S::KIND,
        number,
        draft: stored.id.clone(),
        revision: stored.revision,
        language,
        made_at: app.clock.millis(),
        document,
        pdf_sha256: hex(&Sha256::digest(&pdf)),
        payload: made.payload,
        identity_document: made.identity_document,
        subject: made.subject,
    };
    let evidence = Evidence {
        pdf,
        content: made.content,
        facts: made.facts,
        dictionaries: made.dictionaries,
        consent: made.consent.id,
    };
    store::<S>(session, review, evidence).await
}

/// Of two that were asked for at once, the first stays. Of a draft that has gone or changed while the registers were asked,
/// nothing is kept: whoever deleted it wants it to be nowhere.
async fn store<S: Adapter>(session: &Session, review: Review, evidence: Evidence) -> Result<Review, ApiError> {
    let kept = session.write(move |db, citizen| {
        let before = reviews::same(db, &review.draft, review.revision, review.language, &evidence.content)?;
        if let Some(before) = before {
            return Ok(before);
        }
        let draft = drafts::find(db, &citizen.iin, S::KIND)?.ok_or(Problem::NotFound)?;
        if draft.id != review.draft || draft.revision != review.revision {
            return Err(draft::changed::<S>(Some(&draft))?.into());
        }
        reviews::keep(db, &citizen.iin, &review, &evidence)?;
        Ok(review.clone())
    });
    kept.await
}

/// «24.11.2026, 16:20 (text 2026-11)».
fn given(consent: &Consent, texts: &Texts) -> String {
    let offset = UtcOffset::from_hms(5, 0, 0).unwrap_or(UtcOffset::UTC);
    let at = moment(consent.given_at).to_offset(offset);
    let day = at.format(format_description!("[day].[month].[year]")).unwrap_or_default();
    let time = at.format(format_description!("[hour]:[minute]")).unwrap_or_default();
    texts.say("signing-consent-given", &[("day", &day), ("time", &time), ("version", &consent.version)])
}

/// A review in a path.
#[derive(Deserialize, JsonSchema)]
pub(super) struct ReviewPath {
    /// Its random identifier.
    pub(super) id: String,
}

/// `GET /api/reviews/{id}`
pub(super) async fn show(session: Session, Path(path): Path<ReviewPath>) -> Result<Json<ReviewView>, ApiError> {
    let found = session.read(move |db, citizen| {
        let review = reviews::find(db, &citizen.iin, &path.id)?.ok_or(Problem::NotFound)?;
        let application = applications::of_review(db, &citizen.iin, &path.id)?;
        Ok(view::review(review, citizen.iin, application.map(|it| it.number)))
    });
    found.await.map(Json)
}

/// `GET /api/reviews/{id}/document`: the very bytes that are signed.
pub(super) async fn document(session: Session, Path(path): Path<ReviewPath>) -> Result<Response, ApiError> {
    let found = session
        .read(move |db, citizen| reviews::pdf(db, &citizen.iin, &path.id)?.ok_or_else(|| Problem::NotFound.into()));
    let (number, pdf) = found.await?;
    Ok(file(pdf, "application/pdf", &format!("{number}.pdf")))
}

/// A file under its name.
pub(super) fn file(bytes: Vec<u8>, kind: &'static str, name: &str) -> Response {
    // Names are made of numbers alone, so nothing needs quoting.
    let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""));
    let disposition = disposition.unwrap_or(HeaderValue::from_static("attachment"));
    let kind = HeaderValue::from_static(kind);
    ([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, disposition)], bytes).into_response()
}
