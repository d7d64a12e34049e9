//! The SMS gateway (`contracts/sms.yaml`).

use std::sync::Arc;

use axum::{Json, Router, extract::State, http::StatusCode, routing::post};
use serde::{Deserialize, Serialize};

use crate::{
    answer::{Body, Failure, failure, malformed},
    inbox::{Delivery, Message},
    records::Channel,
    world::World,
};

/// The longest text a gateway takes: ten parts of 67 letters beyond the Latin alphabet.
const LONGEST: usize = 670;

/// A text message to send.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Outgoing {
    id: String,
    to: String,
    text: String,
}

#[derive(Debug, Serialize)]
struct Accepted {
    id: String,
}

/// The gateway's routes, to be mounted under `/sms`.
pub fn router(world: Arc<World>) -> Router {
    Router::new().route("/v1/messages", post(send)).with_state(world)
}

async fn send(
    State(world): State<Arc<World>>,
    Body(message): Body<Outgoing>,
) -> Result<(StatusCode, Json<Accepted>), Failure> {
    check(&message)?;
    let Outgoing { id, to, text } = message;
    let accepted = Accepted { id: id.clone() };
    match world.inbox.sms(Message { id, channel: Channel::Sms, to, subject: None, text, at: world.now() }) {
        Delivery::Taken => Ok((StatusCode::ACCEPTED, Json(accepted))),
        Delivery::Conflict => Err(failure(StatusCode::CONFLICT, "different-content")),
    }
}

fn check(message: &Outgoing) -> Result<(), Failure> {
    if message.id.is_empty() || message.id.len() > 100 {
        return Err(malformed("id: 1 to 100 characters"));
    }
    let digits = message.to.strip_prefix("+7").unwrap_or_default();
    if digits.len() != 10 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(malformed("to: +7 and ten digits"));
    }
    if message.text.is_empty() || message.text.chars().count() > LONGEST {
        return Err(malformed("text: 1 to 670 characters"));
    }
    Ok(())
}
