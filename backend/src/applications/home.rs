//! The home page: accounts, drafts, the newest applications.

use super::view;
use crate::http::{ApiError, Json, Session};
use crate::store::{applications, drafts};
use shared::api::HomeView;

/// How many applications the page shows.
const NEWEST: i64 = 5;

/// `GET /api/home`: without the Fund the rest is shown all the same.
pub(super) async fn show(session: Session) -> Result<Json<HomeView>, ApiError> {
    let stored = session.read(|db, citizen| {
        let drafts = drafts::list(db, &citizen.iin)?;
        Ok((citizen.iin, drafts, applications::list(db, &citizen.iin, NEWEST)?))
    });
    let (iin, drafts, applications) = stored.await?;
    let asked = session.app().gateways.fund.person(&iin).await;
    let (accounts, silent) = match asked {
        Ok(person) => (person.map(|person| person.account_views()).unwrap_or_default(), Vec::new()),
        Err(error) => {
            tracing::warn!(%error, "a register is silent");
            (Vec::new(), vec![error.register])
        }
    };
    Ok(Json(HomeView {
        accounts,
        silent,
        drafts: drafts.into_iter().map(view::draft).collect(),
        applications: applications.into_iter().map(view::summary).collect(),
    }))
}
