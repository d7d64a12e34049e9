//! Getting in: IIN and password, a key (R-024, R-038; of its holder), sessions
//! registration and reset by one code (R-023, R-029, R-045, R-048…R-061), another password in the cabinet
//! the older form (R-062…R-074). What only a page shows of them (R-016…) is the client's.

mod code;
mod common;
mod cookie;
mod entrance;
mod login;
mod new_password;
mod not_me;
mod older;
mod on_file;
mod pace;
pub mod password;
mod place;
mod proof_of_work;
mod registration;
mod sessions_view;
mod signature;
mod tries;

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
const CODE_EXPIRED: Problem = Problem::CodeExpired { minutes: 0 };

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
                let of_password = [Problem::WrongCredentials, Problem::CodeNeeded, Problem::PasswordBlocked];
                may(op, &[&of_password[..], &[INVALID_FORM, TOO_MANY, REFUSED]].concat())
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
                may(op, &[KEY_REFUSED, Problem::ChallengeExpired, Problem::PersonNotFound, REFUSED, FUND_SILENT])
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
        .merge(password_routes())
}

/// What a code or the old password is given for.
fn password_routes() -> ApiRouter<App> {
    let of_code = [WRONG_CODE, CODE_EXPIRED, Problem::CodeUsedUp, TOO_MANY, INVALID_FORM, REFUSED];
    ApiRouter::new()
        .api_route(
            "/api/registration/older",
            post_with(older::begin, |op| {
                let op = op.id("registration-older").summary("Steps 1 and 2 of the older form (R-062), where it is on");
                let of_person = [Problem::PersonNotFound, Problem::AgreementMissing, FUND_SILENT];
                may(op, &[&of_person[..], &[Problem::NotFound, INVALID_FORM, ROBOT_CHECK, TOO_MANY]].concat())
            }),
        )
        .api_route(
            "/api/registration/{id}/password",
            post_with(new_password::by_registration, |op| {
                let op = op.id("registration-password").summary("Step 4: the code and a new password");
                may(op, &[&of_code[..], &[Problem::NotFound]].concat())
            }),
        )
        .api_route(
            "/api/registration/{id}/session",
            post_with(login::begin_with_code, |op| {
                let op = op.id("login-code").summary("Sign in with a code and the password, after too many wrong ones");
                let of_password = [Problem::WrongCredentials, Problem::PasswordBlocked, Problem::NotFound];
                may(op, &[&of_code[..], &of_password].concat())
            }),
        )
        .api_route(
            "/api/password",
            post_with(new_password::by_code, |op| {
                let op = op.id("password-code").summary("A code that is already there, and a new password");
                may(op, &[&of_code[..], &[ROBOT_CHECK]].concat())
            })
            .put_with(new_password::change, |op| {
                let op = op.id("password-change").summary("Another password, inside the cabinet");
                may(op, &[Problem::SignedOut, Problem::WrongCredentials, TOO_MANY, INVALID_FORM])
            }),
        )
        .api_route(
            "/api/not-me",
            post_with(not_me::disown, |op| {
                may(op.id("not-me").summary("«It was not me»: the answer to a notice"), &[Problem::NotFound])
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
