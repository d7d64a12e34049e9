//! «Менің өтініштерім»: the list, the page of an application, its files.

use super::review::file;
use super::{tagged, view};
use crate::app::App;
use crate::clock::{day_in_kazakhstan, moment};
use crate::http::{ApiError, Citizen, Path, Session};
use crate::store::Db;
use crate::store::applications::{self, Listed};
use crate::store::receipts;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use schemars::JsonSchema;
use serde::Deserialize;
use shared::api::{ApplicationSummary, ApplicationView, SignerView};
use shared::dictionaries::payment_due;
use shared::kernel::problem::Problem;
use signing::receipt::KeptEvidence;

/// More than anybody has.
const MOST: i64 = 200;

/// An application in a path.
#[derive(Deserialize, JsonSchema)]
pub(super) struct ApplicationPath {
    /// Its number, `2026-000123`.
    number: String,
}

async fn read<T: Send + 'static>(
    session: &Session,
    headers: &HeaderMap,
    work: impl FnMut(&mut Db, &Citizen) -> Result<T, ApiError> + Send + 'static,
) -> Result<T, ApiError> {
    if tagged::is_poll(headers) { session.read_quietly(work).await } else { session.read(work).await }
}

/// `GET /api/applications`
pub(super) async fn list(session: Session, headers: HeaderMap) -> Result<Response, ApiError> {
    let listed = read(&session, &headers, |db, citizen| Ok(applications::list(db, &citizen.iin, MOST)?)).await?;
    let views: Vec<ApplicationSummary> = listed.into_iter().map(view::summary).collect();
    tagged::answer(&headers, &views)
}

/// `GET /api/applications/{number}`
pub(super) async fn show(
    session: Session,
    headers: HeaderMap,
    Path(path): Path<ApplicationPath>,
) -> Result<Response, ApiError> {
    let number = path.number;
    let view = read(&session, &headers, move |db, citizen| {
        let listed = applications::find(db, &citizen.iin, &number)?.ok_or(Problem::NotFound)?;
        full(db, listed)
    });
    tagged::answer(&headers, &view.await?)
}

fn full(db: &mut Db, listed: Listed) -> Result<ApplicationView, ApiError> {
    let missing = || ApiError::internal("an application without its review");
    let details = applications::details(db, &listed.number)?.ok_or_else(missing)?;
    let history = applications::history(db, &listed.number)?;
    let due = details.registered_at.map(|at| payment_due(day_in_kazakhstan(moment(at))).to_string());
    Ok(ApplicationView {
        summary: view::summary(listed),
        history: history.into_iter().map(view::status).collect(),
        due,
        document: details.document,
        signer: SignerView { name: details.signer.name, serial: details.signer.serial, issuer: details.signer.issuer },
        document_sha256: details.pdf_sha256,
    })
}

/// `GET /api/applications/{number}/document`
pub(super) async fn document(session: Session, Path(path): Path<ApplicationPath>) -> Result<Response, ApiError> {
    let name = format!("{}.pdf", path.number);
    let found = session.read(move |db, citizen| {
        applications::pdf(db, &citizen.iin, &path.number)?.ok_or_else(|| Problem::NotFound.into())
    });
    Ok(file(found.await?, "application/pdf", &name))
}

/// `GET /api/applications/{number}/signature`: the message with the PDF inside.
pub(super) async fn signature(session: Session, Path(path): Path<ApplicationPath>) -> Result<Response, ApiError> {
    let name = format!("{}.p7m", path.number);
    let found = session.read(move |db, citizen| {
        applications::cms(db, &citizen.iin, &path.number)?.ok_or_else(|| Problem::NotFound.into())
    });
    Ok(file(found.await?, "application/pkcs7-mime", &name))
}

/// `GET /api/applications/{number}/receipt`: everything by which anybody can judge the signature later, offline. There is none
/// while nothing is known about the certificate.
pub(super) async fn receipt(
    State(app): State<App>,
    session: Session,
    Path(path): Path<ApplicationPath>,
) -> Result<Response, ApiError> {
    let name = format!("{}-receipt.zip", path.number);
    // Lists take megabytes, and each byte is summed up twice: who waits holds none of them.
    let turn = app.verifications.turn().await?;
    let found = session.read(move |db, citizen| {
        let receipt = receipts::find(db, &citizen.iin, &path.number)?.ok_or(Problem::NotFound)?;
        if receipt.evidence == KeptEvidence::None { Err(Problem::ReceiptNotReady.into()) } else { Ok(receipt) }
    });
    let receipt = found.await?;
    let packed = turn.run(move || receipt.to_zip()).await?;
    Ok(file(packed.map_err(ApiError::internal)?, "application/zip", &name))
}
