//! Consent to the processing of personal data: without it there is no draft and no document.

use super::view;
use crate::http::{ApiError, Json, Session};
use crate::settings::CONSENT_VERSION;
use crate::store::Db;
use crate::store::consents::{self, Consent};
use shared::api::{ConsentGiven, ConsentView};
use shared::kernel::problem::Problem;
use shared::services::{Service, ServiceKind};
use shared::values::iin::Iin;

/// `POST /api/services/{kind}/consent`: keeps version, time, channel and language. A text that is not in force is no
/// consent to the one that is.
pub(super) async fn give<S: Service>(
    session: Session,
    Json(given): Json<ConsentGiven>,
) -> Result<Json<ConsentView>, ApiError> {
    if given.version != CONSENT_VERSION {
        return Err(Problem::ConsentMissing.into());
    }
    let consent = Consent {
        id: session.app().random.id(),
        version: given.version,
        language: given.language,
        channel: "web".to_owned(),
        given_at: session.app().clock.millis(),
    };
    let kept = session.write(move |db, citizen| Ok(consents::give(db, &citizen.iin, S::KIND, &consent)?)).await?;
    Ok(Json(view::consent(kept)))
}

/// The consent in force.
///
/// # Errors
/// [`Problem::ConsentMissing`] or the store's.
pub(super) fn required(db: &mut Db, iin: &Iin, kind: ServiceKind) -> Result<Consent, ApiError> {
    consents::find(db, iin, kind, CONSENT_VERSION)?.ok_or_else(|| Problem::ConsentMissing.into())
}
