//! Signing by QR through eGov Mobile (R-201, R-204…R-213, docs/decisions/qr.md). The page asks for an operation and follows it;
//! the phone, which knows only what the QR code holds, fetches the document and hands the signature over.
//!
//! What is kept of an operation is where it was left. Where it stands is found out each time: time goes on, the draft may
//! change, the other way may have made the application, the session may have ended.

mod describe;
mod follow;
mod page;
mod phone;
mod protocol;

pub(super) use describe::routes;
pub(super) use follow::Signings;

use crate::http::ApiError;
use crate::store::applications::Listed;
use crate::store::qr::{self, MessageHash, Operation, OperationHash};
use crate::store::{self, Db, applications, reviews, sessions};
use shared::kernel::life::ApplicationStatus;
use shared::kernel::problem::Problem;
use shared::kernel::signing::{Event, Signing, Way};
use shared::values::iin::Iin;

/// A code lives so long: 5 minutes, in milliseconds.
const LIFE: i64 = 5 * 60 * 1000;

/// A signature is judged within so long or not at all, in milliseconds: longer than every register may take together. A
/// signature that came in time is not lost when the code's time ends meanwhile.
const JUDGING: i64 = 60 * 1000;

/// Where an operation stands at `now`.
fn standing(db: &mut Db, operation: &Operation, now: i64) -> store::Result<Signing> {
    let state = operation.state.clone();
    let made = applications::of_review(db, &operation.iin, &operation.review)?;
    if let Some(after) = made.and_then(|made| state.clone().after(told_by(made))) {
        return Ok(after);
    }
    if state.outcome().is_some() {
        return Ok(state);
    }
    let ended = ended(db, operation, now)?;
    Ok(ended.and_then(|event| state.clone().after(event)).unwrap_or(state))
}

/// What the application of an operation's review means for it.
fn told_by(made: Listed) -> Event {
    match made.refused() {
        Some(reason) => Event::Refuse(reason),
        None if made.status == ApplicationStatus::SignatureChecking => Event::Check(made.number),
        None => Event::Accept(made.number),
    }
}

/// What has ended an operation that was left open.
fn ended(db: &mut Db, operation: &Operation, now: i64) -> store::Result<Option<Event>> {
    let is_judged = matches!(operation.state, Signing::Sent { .. });
    if is_judged && now >= operation.since + JUDGING {
        return Ok(Some(Event::Fail));
    }
    if !is_judged && now >= operation.expires_at {
        return Ok(Some(Event::Expire));
    }
    // Nobody cancelled: the code's time ends with the session that it was shown in.
    if sessions::find(db, &operation.session, now)?.is_none() {
        return Ok(Some(Event::Expire));
    }
    let stands = reviews::stands(db, &operation.iin, &operation.review)?;
    Ok((!stands).then_some(Event::Outdate))
}

/// An operation with where it stands; nothing when there is none.
fn find(db: &mut Db, id: &OperationHash, now: i64) -> store::Result<Option<Operation>> {
    let Some(mut operation) = qr::find(db, id)? else { return Ok(None) };
    operation.state = standing(db, &operation, now)?;
    Ok(Some(operation))
}

/// Lets `event` happen to an operation: the state after it, or, when it cannot happen, the state that stands.
fn advance(db: &mut Db, id: &OperationHash, event: &Event, now: i64) -> Result<Result<Signing, Signing>, ApiError> {
    let before = find(db, id, now)?.ok_or(Problem::NotFound)?.state;
    let Some(after) = before.clone().after(event.clone()) else { return Ok(Err(before)) };
    if after != before {
        qr::set(db, id, &after, now)?;
    }
    Ok(Ok(after))
}

/// Who signs by this operation, while its signature is being judged.
pub(super) fn signer(db: &mut Db, id: &OperationHash, now: i64) -> Result<Iin, ApiError> {
    let operation = find(db, id, now)?.filter(|it| it.state == Signing::Sent { way: Way::Qr });
    Ok(operation.ok_or(Problem::NotFound)?.iin)
}

/// The operation's signature was judged, and `state` is what has become of it; `message` is the one that was taken.
pub(super) fn keep(
    db: &mut Db,
    id: &OperationHash,
    message: Option<&MessageHash>,
    state: &Signing,
    now: i64,
) -> store::Result<()> {
    qr::set(db, id, state, now)?;
    message.map_or(Ok(()), |message| qr::accepted(db, id, message))
}
