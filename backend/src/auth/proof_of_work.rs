//! The anti-robot check: a proof of work in the shape of ALTCHA (docs/decisions/proof-of-work.md).
//!
//! The browser looks for the number behind `SHA-256(salt + number)`. The salt carries expiry and difficulty and ends with
//! `&`, so that digits cannot be moved between the salt and the number.

use crate::clock::{Random, from_hex, hex};
use crate::keys::Keys;
use base64ct::{Base64, Encoding};
use hmac::Mac;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use shared::api::ChallengeView;
use shared::kernel::problem::RobotCheckFault;

/// A challenge can be answered for five minutes.
const LIFE: i64 = 5 * 60 * 1000;
const ALGORITHM: &str = "SHA-256";

/// A new challenge with a number from 0 to `max`.
pub(super) fn challenge(keys: &Keys, random: &Random, max: u64, now: i64) -> ChallengeView {
    let number = u64::from_le_bytes(random.bytes()) % (max + 1);
    let salt = format!("{}?expires={}&max={max}&", hex(&random.bytes::<12>()), (now + LIFE) / 1000);
    let challenge = digest(&salt, number);
    let signature = hex(&keys.challenge(&challenge).finalize().into_bytes());
    ChallengeView { algorithm: ALGORITHM.to_owned(), challenge, maxnumber: max, salt, signature }
}

/// A solution that holds; it must still be spent.
pub(super) struct Solution {
    /// What is spent.
    pub(super) challenge: String,
    /// Until when it could be used, milliseconds since 1970.
    pub(super) expires_at: i64,
}

/// ALTCHA's payload.
#[derive(Deserialize)]
struct Payload {
    algorithm: String,
    challenge: String,
    number: u64,
    salt: String,
    signature: String,
}

/// Checks a solution (base64 of ALTCHA's JSON) against `max`, the difficulty now asked for.
pub(super) fn check(proof: &str, keys: &Keys, max: u64, now: i64) -> Result<Solution, RobotCheckFault> {
    let payload = read(proof).filter(|it| it.algorithm == ALGORITHM).ok_or(RobotCheckFault::Wrong)?;
    let signature = from_hex(&payload.signature).unwrap_or_default();
    keys.challenge(&payload.challenge).verify_slice(&signature).map_err(|_| RobotCheckFault::Foreign)?;
    // The signature covers the challenge and the challenge, by its digest, the salt: nothing of it can be changed.
    let (expires, hardness) = parameters(&payload.salt).ok_or(RobotCheckFault::Wrong)?;
    if digest(&payload.salt, payload.number) != payload.challenge {
        return Err(RobotCheckFault::Wrong);
    }
    if hardness < max {
        return Err(RobotCheckFault::TooEasy);
    }
    let expires_at = expires.saturating_mul(1000);
    if now >= expires_at {
        return Err(RobotCheckFault::Expired);
    }
    Ok(Solution { challenge: payload.challenge, expires_at })
}

fn read(proof: &str) -> Option<Payload> {
    serde_json::from_slice(&Base64::decode_vec(proof.trim()).ok()?).ok()
}

/// Expiry (seconds since 1970) and greatest number.
fn parameters(salt: &str) -> Option<(i64, u64)> {
    let (_, parameters) = salt.strip_suffix('&')?.split_once('?')?;
    let (expires, max) = parameters.split_once('&')?;
    Some((expires.strip_prefix("expires=")?.parse().ok()?, max.strip_prefix("max=")?.parse().ok()?))
}

fn digest(salt: &str, number: u64) -> String {
    hex(&Sha256::digest(format!("{salt}{number}")))
}
