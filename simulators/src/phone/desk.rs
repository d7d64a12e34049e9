//! The desk's part for the phone: a page of its own, to be opened beside the cabinet, and its JSON (`contracts/phone.yaml`).

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
};

use axum::{
    Json, Router,
    extract::{Path, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use serde::{Deserialize, Serialize};

use super::{ChosenKey, Move, Phone, PhoneError, Said, Screen};
use crate::{
    answer::{Body, Failure, failure, failure_with, not_found},
    desk::file,
    ncalayer::NcaLayer,
    world::locked,
};

/// So many screens are remembered; older ones are closed.
const REMEMBERED: usize = 32;

/// The phone, its screens, and the people who may hold it.
#[derive(Clone)]
struct Held {
    phone: Phone,
    people: NcaLayer,
    screens: Arc<Mutex<Screens>>,
}

#[derive(Default)]
struct Screens {
    opened: u64,
    shown: VecDeque<(String, Screen)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Scan {
    text: String,
    #[serde(default = "kazakh")]
    language: String,
}

fn kazakh() -> String {
    "kk".to_owned()
}

#[derive(Serialize)]
struct View {
    id: String,
    #[serde(flatten)]
    screen: Screen,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Played {
    #[serde(rename = "move")]
    what: Move,
    key: String,
}

/// The routes with their full paths.
pub fn desk_router(phone: Phone, people: NcaLayer) -> Router {
    const HTML: &str = "text/html; charset=utf-8";
    const SCRIPT: &str = "text/javascript; charset=utf-8";
    Router::new()
        .route("/desk/phone.html", get(async || file(HTML, include_str!("../../desk/phone.html"))))
        .route("/desk/phone.js", get(async || file(SCRIPT, include_str!("../../desk/phone.js"))))
        .route("/desk/phone-words.js", get(async || file(SCRIPT, include_str!("../../desk/phone-words.js"))))
        .route("/desk/api/phone/screens", post(scan))
        .route("/desk/api/phone/screens/{screen}/documents/{document}", get(document))
        .route("/desk/api/phone/screens/{screen}/move", post(play))
        .with_state(Held { phone, people, screens: Arc::default() })
}

async fn scan(State(held): State<Held>, Body(scan): Body<Scan>) -> Result<Json<View>, Failure> {
    let screen = held.phone.scan(&scan.text, &scan.language).await.map_err(|error| told(&error))?;
    let mut screens = locked(&held.screens);
    screens.opened += 1;
    let id = format!("s{}", screens.opened);
    screens.shown.push_back((id.clone(), screen.clone()));
    if screens.shown.len() > REMEMBERED {
        screens.shown.pop_front();
    }
    Ok(Json(View { id, screen }))
}

impl Held {
    fn screen(&self, id: &str) -> Result<Screen, Failure> {
        let screens = locked(&self.screens);
        screens.shown.iter().find(|(known, _)| known == id).map(|(_, screen)| screen.clone()).ok_or_else(not_found)
    }
}

async fn document(
    State(held): State<Held>,
    Path((screen, document)): Path<(String, u64)>,
) -> Result<Response, Failure> {
    let screen = held.screen(&screen)?;
    let shown = screen.documents.into_iter().find(|it| it.id == document).ok_or_else(not_found)?;
    Ok(([(header::CONTENT_TYPE, "application/pdf")], shown.content).into_response())
}

async fn play(
    State(held): State<Held>,
    Path(screen): Path<String>,
    Body(played): Body<Played>,
) -> Result<Json<Vec<Said>>, Failure> {
    let screen = held.screen(&screen)?;
    let key = ChosenKey::named(&played.key, &held.people.holders());
    let key = key.ok_or_else(|| failure(StatusCode::UNPROCESSABLE_ENTITY, "unknown-key"))?;
    held.phone.play(&screen, played.what, &key).await.map(Json).map_err(|error| told(&error))
}

fn told(error: &PhoneError) -> Failure {
    let (status, code) = match error {
        PhoneError::NotACode | PhoneError::NotLoopback(_) => (StatusCode::UNPROCESSABLE_ENTITY, "not-a-code"),
        PhoneError::Refused(_) => (StatusCode::CONFLICT, "refused"),
        PhoneError::Cabinet(_) => (StatusCode::BAD_GATEWAY, "cabinet"),
        PhoneError::Key(_) => (StatusCode::INTERNAL_SERVER_ERROR, "key"),
    };
    failure_with(status, code, error.to_string())
}
