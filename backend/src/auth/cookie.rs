//! The cookie of a session: a random token, of which the server keeps the hash alone.

use crate::app::App;
use crate::clock::hex;
use crate::http::citizen::{cookie_name, hash};
use crate::store::sessions::{LONGEST, TokenHash};
use aide::OperationOutput;
use aide::generate::GenContext;
use aide::openapi::{Operation, Response as Described};
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};

/// A new token and what the store knows it by.
pub(super) fn token(app: &App) -> (String, TokenHash) {
    let token = hex(&app.random.bytes::<32>());
    let hash = hash(&token);
    (token, hash)
}

/// Header that hands the token to the browser.
pub(super) fn set(app: &App, token: &str) -> [(HeaderName, HeaderValue); 1] {
    header(app, token, LONGEST / 1000)
}

/// Header that takes it back.
pub(super) fn clear(app: &App) -> [(HeaderName, HeaderValue); 1] {
    header(app, "", 0)
}

fn header(app: &App, token: &str, seconds: i64) -> [(HeaderName, HeaderValue); 1] {
    let secure = if app.settings.is_https() { "; Secure" } else { "" };
    let cookie = format!("{}={token}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}", cookie_name(app));
    let value = HeaderValue::from_str(&cookie).expect("hexadecimal digits and names of ours fit a header");
    [(header::SET_COOKIE, value)]
}

/// An answer that also sets the cookie.
pub(super) struct WithCookie<R>(pub(super) [(HeaderName, HeaderValue); 1], pub(super) R);

impl<R: IntoResponse> IntoResponse for WithCookie<R> {
    fn into_response(self) -> Response {
        (self.0, self.1).into_response()
    }
}

impl<R: OperationOutput> OperationOutput for WithCookie<R> {
    type Inner = R::Inner;

    fn operation_response(ctx: &mut GenContext, operation: &mut Operation) -> Option<Described> {
        R::operation_response(ctx, operation)
    }

    fn inferred_responses(ctx: &mut GenContext, operation: &mut Operation) -> Vec<(Option<u16>, Described)> {
        R::inferred_responses(ctx, operation)
    }
}
