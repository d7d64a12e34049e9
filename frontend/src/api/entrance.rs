//! Registration, entering, sessions and passwords.

use super::{Answer, Failure, SESSION, act, get, json, post};
use gloo_net::http::Method;
use shared::api::{ChallengeView, CodeSentView, RegistrationView};
use shared::auth::views::{EntrancesView, LoginChallengeView, SessionView};
use shared::auth::{
    ChangePasswordForm, CodeEntranceForm, CodeLoginForm, ContactChoiceForm, LoginForm, LoginSignature, NewPasswordForm,
    NotMe, OlderRegistrationForm, RegistrationForm,
};
use shared::kernel::problem::Problem;

/// A challenge of the anti-robot check.
pub async fn challenge() -> Answer<ChallengeView> {
    get("/api/anti-robot").await
}

/// Step 2 of registration.
pub async fn register(form: &RegistrationForm) -> Answer<RegistrationView> {
    post("/api/registration", form).await
}

/// Steps 2 and 3 in the older way: the one contact that was named and is on file.
pub async fn register_older(form: &OlderRegistrationForm) -> Answer<RegistrationView> {
    post("/api/registration/older", form).await
}

/// Step 3 of registration, and the same again for another code.
pub async fn send_code(registration: &str, form: &ContactChoiceForm) -> Answer<CodeSentView> {
    post(&format!("/api/registration/{registration}/code"), form).await
}

/// Step 4 of registration.
pub async fn set_password(registration: &str, form: &NewPasswordForm) -> Answer<()> {
    act(Method::POST, &format!("/api/registration/{registration}/password"), json(form)).await
}

/// Signs in with a code and the password, after too many wrong ones.
pub async fn sign_in_by_code(registration: &str, form: &CodeLoginForm) -> Answer<SessionView> {
    post(&format!("/api/registration/{registration}/session"), form).await
}

/// Sets a password with a code that is there already.
pub async fn enter_code(form: &CodeEntranceForm) -> Answer<()> {
    act(Method::POST, "/api/password", json(form)).await
}

/// Another password. The session goes on under another name, the others end.
pub async fn change_password(form: &ChangePasswordForm) -> Answer<SessionView> {
    super::send(Method::PUT, "/api/password", json(form)).await
}

/// Signs in by IIN and password.
pub async fn sign_in(form: &LoginForm) -> Answer<SessionView> {
    post(SESSION, form).await
}

/// What is to be signed for entering.
pub async fn login_challenge() -> Answer<LoginChallengeView> {
    super::send(Method::POST, "/api/session/challenge", None).await
}

/// Signs in by ЭЦҚ.
pub async fn sign_in_by_key(signature: &LoginSignature) -> Answer<SessionView> {
    post("/api/session/signature", signature).await
}

/// Who is signed in; nobody is no failure. No sign of life.
pub async fn session() -> Answer<Option<SessionView>> {
    match get(SESSION).await {
        Err(Failure::Problem(Problem::SignedOut)) => Ok(None),
        answer => answer.map(Some),
    }
}

/// A sign of life; nobody is no failure.
pub async fn renew() -> Answer<Option<SessionView>> {
    match super::send(Method::POST, "/api/session/renewal", None).await {
        Err(Failure::Problem(Problem::SignedOut)) => Ok(None),
        answer => answer.map(Some),
    }
}

/// Signs out.
pub async fn sign_out() -> Answer<()> {
    act(Method::DELETE, SESSION, None).await
}

/// Sessions that stand and entrances that were.
pub async fn entrances() -> Answer<EntrancesView> {
    get("/api/entrances").await
}

/// Ends a session, or all but this one.
pub async fn end_sessions(id: Option<&str>) -> Answer<()> {
    let path = id.map_or_else(|| "/api/sessions".to_owned(), |id| format!("/api/sessions/{id}"));
    act(Method::DELETE, &path, None).await
}

/// «It was not me.»
pub async fn not_me(token: &str) -> Answer<()> {
    act(Method::POST, "/api/not-me", json(&NotMe { token: token.to_owned() })).await
}
