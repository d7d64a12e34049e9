//! `GET /api/reviews/{id}/qr/{operation}/events`: server-sent events, one when the page begins to listen, one at each step, and
//! the last one again every fifteen seconds.

use super::page::{OperationPath, look};
use crate::http::{ApiError, Path, Session};
use axum::http::header::CACHE_CONTROL;
use axum::http::{HeaderName, HeaderValue};
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream::unfold;
use shared::kernel::signing::Signing;
use shared::signing_views::QrView;
use std::time::Duration;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{broadcast, watch};

/// An idle stream says so often again where the signing stands, milliseconds: no proxy takes it for dead, and the page, which
/// cannot see comments, knows that the line holds (`SILENCE` in `frontend/src/applications/qr_follow.rs`).
const AGAIN: i64 = 15_000;
/// Without a call it is looked so often whether time or another server has changed anything.
const TICK: Duration = Duration::from_secs(1);
/// More moves than this at once and a stream looks for itself.
const CALLS: usize = 64;

/// Tells those who follow a signing that it has moved.
pub(in crate::applications) struct Signings {
    moved: broadcast::Sender<String>,
    ending: watch::Sender<bool>,
}

impl Default for Signings {
    fn default() -> Self {
        Self { moved: broadcast::Sender::new(CALLS), ending: watch::Sender::new(false) }
    }
}

impl Signings {
    /// Something happened to the signing of this review.
    pub(in crate::applications) fn moved(&self, review: String) {
        // Without anybody listening there is nobody to tell.
        let _ = self.moved.send(review);
    }

    /// Ends every stream.
    pub(in crate::applications) fn end(&self) {
        self.ending.send_replace(true);
    }
}

/// The stream. It ends with the signing, with the session and with the server; a page that still needs it opens it again.
pub(super) async fn events(session: Session, Path(path): Path<OperationPath>) -> Result<Response, ApiError> {
    let signings = &session.app().road.signings;
    // Before the first look: what happens after it is heard.
    let (moved, ending) = (signings.moved.subscribe(), signings.ending.subscribe());
    let first = look(&session, path.clone()).await?;
    let follower = Follower { session, path, moved, ending, told: None, next: Some(first) };
    let stream = unfold(follower, |mut follower| async {
        let view = follower.next().await?;
        Some((Event::default().json_data(view), follower))
    });
    let mut response = Sse::new(stream).into_response();
    response.headers_mut().insert(HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));
    // Of itself a stream says `no-cache`, which lets it be kept: it is a person's, as all answers of the API.
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

struct Follower {
    session: Session,
    path: OperationPath,
    moved: broadcast::Receiver<String>,
    ending: watch::Receiver<bool>,
    /// What was told last, and when.
    told: Option<(Signing, i64)>,
    next: Option<QrView>,
}

impl Follower {
    /// The next thing to tell; nothing when all is told.
    async fn next(&mut self) -> Option<QrView> {
        if self.told.as_ref().is_some_and(|(told, _)| told.outcome().is_some()) {
            return None;
        }
        loop {
            let view = match self.next.take() {
                Some(view) => view,
                None => {
                    self.wait().await?;
                    look(&self.session, self.path.clone()).await.ok()?
                }
            };
            let now = self.session.app().clock.millis();
            if self.told.as_ref().is_none_or(|(told, at)| *told != view.state || now - at >= AGAIN) {
                self.told = Some((view.state.clone(), now));
                return Some(view);
            }
        }
    }

    /// Waits until it is worth a look; nothing when the server ends.
    async fn wait(&mut self) -> Option<()> {
        loop {
            tokio::select! {
                _ = self.ending.wait_for(|ending| *ending) => return None,
                () = tokio::time::sleep(TICK) => return Some(()),
                moved = self.moved.recv() => match moved {
                    Ok(review) if review != self.path.id => {}
                    Ok(_) | Err(RecvError::Lagged(_)) => return Some(()),
                    Err(RecvError::Closed) => return None,
                },
            }
        }
    }
}
