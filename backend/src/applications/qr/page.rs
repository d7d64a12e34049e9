//! The page's side: a code, where its signing stands, and calling it off.

use super::{LIFE, advance, find, standing};
use crate::app::App;
use crate::applications::review::ReviewPath;
use crate::clock::seconds;
use crate::http::citizen::hash;
use crate::http::{ApiError, Json, Path, Session};
use crate::store::Db;
use crate::store::qr::{self, Operation};
use crate::store::reviews;
use axum::http::StatusCode;
use reqwest::Url;
use schemars::JsonSchema;
use serde::Deserialize;
use shared::kernel::problem::Problem;
use shared::kernel::signing::{Event, Signing, Way};
use shared::signing_views::{QrAsked, QrView};
use shared::values::iin::Iin;

/// Codes that one person may have open at once, each for another document.
const OPEN_AT_ONCE: usize = 2;

/// An operation of a review in a path.
#[derive(Clone, Deserialize, JsonSchema)]
pub(super) struct OperationPath {
    /// The review's identifier.
    pub(super) id: String,
    /// The operation's identifier.
    pub(super) operation: String,
}

/// `POST /api/reviews/{id}/qr`: a new code; one that was open for the same document is over. Of a document that was signed already
/// its answer says so.
pub(super) async fn make(
    session: Session,
    Path(ReviewPath { id: review }): Path<ReviewPath>,
    Json(asked): Json<QrAsked>,
) -> Result<(StatusCode, Json<QrView>), ApiError> {
    let app = session.app();
    let (id, now, token) = (app.random.id(), app.clock.millis(), session.token());
    let control = format!("{:02}", app.random.below(100));
    let known_by = hash(&id);
    let of = review.clone();
    let made = session.write(move |db, citizen| {
        let iin = &citizen.iin;
        reviews::find(db, iin, &review)?.ok_or(Problem::NotFound)?;
        let mut operation = Operation {
            review: review.clone(),
            iin: *iin,
            session: token,
            control: control.clone(),
            language: asked.language,
            expires_at: now + LIFE,
            state: Signing::Asked { way: Way::Qr },
            since: now,
            message: None,
        };
        operation.state = standing(db, &operation, now)?;
        if let Signing::NotSent(_) = operation.state {
            return Err(Problem::ReviewOutdated.into());
        }
        make_room(db, iin, &review, now)?;
        qr::put(db, &known_by, &operation)?;
        Ok(operation)
    });
    let operation = made.await?;
    app.road.signings.moved(of);
    Ok((StatusCode::CREATED, Json(view(app, id, operation))))
}

/// Ends what is open for the same review; refuses when too much is open for others.
fn make_room(db: &mut Db, iin: &Iin, review: &str, now: i64) -> Result<(), ApiError> {
    let mut open = Vec::new();
    for (id, operation) in qr::unexpired(db, iin, now)? {
        if operation.review == review {
            // One that has ended already stays as it ended.
            let _ = advance(db, &id, &Event::Cancel, now)?;
        } else if find(db, &id, now)?.is_some_and(|it| it.state.outcome().is_none()) {
            open.push(operation.expires_at);
        }
    }
    match open.first() {
        Some(first) if open.len() >= OPEN_AT_ONCE => {
            Err(Problem::TooManyTries { retry_after: seconds(first - now) }.into())
        }
        _ => Ok(()),
    }
}

/// `GET /api/reviews/{id}/qr/{operation}`: asked by the page itself, so no sign of life.
pub(super) async fn show(session: Session, Path(path): Path<OperationPath>) -> Result<Json<QrView>, ApiError> {
    look(&session, path).await.map(Json)
}

/// Where an operation of the person stands.
pub(super) async fn look(session: &Session, path: OperationPath) -> Result<QrView, ApiError> {
    let (app, now) = (session.app(), session.app().clock.millis());
    let OperationPath { id: review, operation: id } = path;
    let known_by = hash(&id);
    let found = session.read_quietly(move |db, citizen| own(db, &citizen.iin, &review, &known_by, now));
    Ok(view(app, id, found.await?))
}

/// `DELETE /api/reviews/{id}/qr/{operation}`: calls it off, and says what stands: an application that was made stays.
pub(super) async fn cancel(session: Session, Path(path): Path<OperationPath>) -> Result<Json<QrView>, ApiError> {
    let (app, now) = (session.app(), session.app().clock.millis());
    let OperationPath { id: review, operation: id } = path;
    let (known_by, of) = (hash(&id), review.clone());
    let ended = session.write(move |db, citizen| {
        own(db, &citizen.iin, &review, &known_by, now)?;
        let _ = advance(db, &known_by, &Event::Cancel, now)?;
        own(db, &citizen.iin, &review, &known_by, now)
    });
    let operation = ended.await?;
    app.road.signings.moved(of);
    Ok(Json(view(app, id, operation)))
}

fn own(db: &mut Db, iin: &Iin, review: &str, id: &qr::OperationHash, now: i64) -> Result<Operation, ApiError> {
    let operation = find(db, id, now)?.filter(|it| it.iin == *iin && it.review == review);
    operation.ok_or_else(|| Problem::NotFound.into())
}

fn view(app: &App, id: String, operation: Operation) -> QrView {
    QrView {
        text: format!("mobileSign:{}/api/qr/{id}", app.settings.public_origin),
        link: link(app, &id),
        control: operation.control,
        seconds_left: seconds(operation.expires_at - app.clock.millis()),
        state: operation.state,
        operation: id,
    }
}

/// Opens eGov Mobile where there is no second screen to scan; the address in it has the marker that links of the older kind had.
fn link(app: &App, id: &str) -> String {
    let address = format!("{}/api/qr/mgovSign/{id}", app.settings.public_origin);
    let app_store = [("isi", "1476128386"), ("ibi", "kz.egov.mobile"), ("apn", "kz.mobile.mgov")];
    let parameters = [("link", address.as_str())].into_iter().chain(app_store);
    Url::parse_with_params("https://m.egov.kz/mobileSign/", parameters).map(String::from).unwrap_or_default()
}
