//! The services list and a service opened: what is known, whether the person can apply, the draft.

use super::view;
use crate::app::App;
use crate::clock::rfc3339;
use crate::http::{ApiError, Json, Session};
use crate::services::{Adapter, for_kind};
use crate::settings::CONSENT_VERSION;
use crate::store::{applications, consents, drafts};
use shared::api::{ServiceSummary, ServiceView};
use shared::services::ServiceKind;
use shared::values::iin::Iin;

/// `GET /api/services`
pub(super) async fn list(session: Session) -> Result<Json<Vec<ServiceSummary>>, ApiError> {
    let stored = session.read(|db, citizen| {
        let own = ServiceKind::ALL.iter().map(|kind| applications::unanswered(db, &citizen.iin, *kind));
        let unanswered = own.collect::<Result<Vec<_>, _>>()?;
        Ok((citizen.iin, drafts::list(db, &citizen.iin)?, unanswered))
    });
    let (iin, drafts, unanswered) = stored.await?;
    let mut services = Vec::new();
    for (kind, unanswered) in ServiceKind::ALL.iter().zip(unanswered) {
        let draft = drafts.iter().copied().find(|draft| draft.kind == *kind);
        services.push(for_kind!(kind, summary(session.app(), iin, &unanswered, draft)));
    }
    Ok(Json(services))
}

async fn summary<S: Adapter>(
    app: &App,
    iin: Iin,
    unanswered: &[String],
    draft: Option<drafts::Listed>,
) -> ServiceSummary {
    let known = S::known(app, iin, unanswered).await;
    ServiceSummary {
        kind: S::KIND,
        eligibility: S::eligibility(&known.facts),
        accounts: known.accounts,
        draft: draft.map(view::draft),
    }
}

/// `GET /api/services/{kind}`
pub(super) async fn show<S: Adapter>(session: Session) -> Result<Json<ServiceView<S::Facts, S::Form>>, ApiError> {
    let stored = session.read(|db, citizen| {
        let consent = consents::find(db, &citizen.iin, S::KIND, CONSENT_VERSION)?;
        let unanswered = applications::unanswered(db, &citizen.iin, S::KIND)?;
        Ok((citizen.iin, consent, drafts::find(db, &citizen.iin, S::KIND)?, unanswered))
    });
    let (iin, consent, stored, unanswered) = stored.await?;
    let known = S::known(session.app(), iin, &unanswered).await;
    let draft = match &stored {
        Some(draft) => super::draft::read::<S>(draft)?,
        None => S::start(&known.facts),
    };
    Ok(Json(ServiceView {
        eligibility: S::eligibility(&known.facts),
        facts: known.facts,
        consent: consent.map(view::consent),
        draft,
        revision: stored.as_ref().map_or(0, |draft| draft.revision.unsigned_abs()),
        saved_at: stored.map(|draft| rfc3339(draft.saved_at)),
    }))
}
