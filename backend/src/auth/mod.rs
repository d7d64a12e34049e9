//! Getting in: registration, login, sessions (R-016… …R-061).

mod code;
mod common;
mod cookie;
mod entrance;
mod login;
pub mod password;
mod place;
mod proof_of_work;
mod registration;
mod signature;
mod sessions_view;

use crate::app::App;
use crate::http::{ApiError, may};
use aide::axum::ApiRouter;
use aide::axum::routing::{get_with, post_with};
use shared::kernel::eligibility::{Refusal, Register};
use shared::kernel::problem::{Problem, RobotCheckFault, SignatureFault};
use shared::values::iin::Iin;
use std::time::Duration;

const INVALID_FORM: Problem = Problem::InvalidForm { errors: Vec::new() };
const TOO_MANY: Problem = Problem::TooManyTries { retry_after: 0 };
const ROBOT_CHECK: Problem = Problem::RobotCheck { reason: RobotCheckFault::Wrong };
const FUND_SILENT: Problem = Problem::RegisterSilent { register: Register::Fund };
const RESEND_TOO_SOON: Problem = Problem::ResendTooSoon { retry_after: 0 };
const WRONG_CODE: Problem = Problem::WrongCode { tries_left: 0 };

const KEY_REFUSED: Problem = Problem::KeyRefused { reason: SignatureFault::NotAccepted };
const REFUSED: Problem = Problem::Refused { refusals: Vec::new() };

/// Nobody waits longer for the life status when entering.
const REGISTER_WAIT: Duration = Duration::from_secs(2);

/// Everything before and around a session.
pub fn routes() -> ApiRouter<App> {
    ApiRouter::new()
        .merge(sessions_view::routes())
        .api_route(
            "/api/session",
            post_with(login::begin, |op| {
                let op = op.id("login").summary("Sign in with IIN and password");
                may(op, &[Problem::WrongCredentials, INVALID_FORM, TOO_MANY, REFUSED])
            })
            .get_with(sessions_view::show, |op| {
                may(op.id("session").summary("Who is signed in, and for how long"), &[Problem::SignedOut])
            })
            .delete_with(login::end, |op| may(op.id("logout").summary("Sign out"), &[])),
        )
        .api_route(
            "/api/session/challenge",
            post_with(signature::challenge, |op| {
                may(op.id("login-challenge").summary("A text to be signed for entering"), &[TOO_MANY])
            }),
        )
        .api_route(
            "/api/session/signature",
            post_with(signature::enter, |op| {
                let op = op.id("login-signature").summary("Sign in with the text signed by a key for login");
                let of_key = [KEY_REFUSED, Problem::ChallengeExpired];
                may(op, &[&of_key[..], &[Problem::PersonNotFound, REFUSED, FUND_SILENT, TOO_MANY]].concat())
            }),
        )
        .api_route(
            "/api/anti-robot",
            get_with(registration::challenge, |op| {
                may(op.id("challenge").summary("Challenge of the anti-robot check"), &[])
            }),
        )
        .api_route(
            "/api/registration",
            post_with(registration::begin, |op| {
                let op = op.id("registration-begin").summary("Step 2: IIN and the anti-robot check");
                may(
                    op,
                    &[INVALID_FORM, ROBOT_CHECK, TOO_MANY, Problem::PersonNotFound, Problem::NoContacts, FUND_SILENT],
                )
            }),
        )
        .api_route(
            "/api/registration/{id}/code",
            post_with(registration::send_code, |op| {
                let op = op.id("registration-code").summary("Step 3: the contact for the code");
                may(
                    op,
                    &[
                        INVALID_FORM,
                        Problem::NotFound,
                        Problem::ContactShared,
                        Problem::ContactNotKazakhstan,
                        RESEND_TOO_SOON,
                        TOO_MANY,
                        Problem::MessageNotSent,
                    ],
                )
            }),
        )
        .api_route(
            "/api/registration/{id}/password",
            post_with(registration::set_password, |op| {
                let op = op.id("registration-password").summary("Step 4: the code and a new password");
                let of_code = [WRONG_CODE, Problem::CodeExpired, Problem::CodeUsedUp, TOO_MANY];
                may(op, &[&of_code[..], &[INVALID_FORM, Problem::NotFound, REFUSED]].concat())
            }),
        )
}

/// Refuses who is dead by the state's record. While the register is silent the cabinet opens: nothing is signed
/// in it before the register has answered.
async fn refuse_dead(app: &App, iin: &Iin) -> Result<(), ApiError> {
    let asked = tokio::time::timeout(REGISTER_WAIT, app.gateways.person_register.person(iin)).await;
    match asked {
        Ok(Ok(Some(person))) if !person.alive => Err(Problem::Refused { refusals: vec![Refusal::LifeStatus] }.into()),
        Ok(Err(error)) => {
            tracing::warn!(%error, "the life status is not known");
            Ok(())
        }
        _ => Ok(()),
    }
}

/// Whole seconds that cover so many milliseconds.
fn seconds(millis: i64) -> u64 {
    u64::try_from(millis).unwrap_or(0).div_ceil(1000)
}
