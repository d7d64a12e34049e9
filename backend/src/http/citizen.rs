//! Who is asking: the session behind the cookie, checked in the same transaction as the work it is for.

use super::error::ApiError;
use crate::app::App;
use crate::store::Db;
use crate::store::sessions::{self, Found, Seen, TokenHash};
use aide::OperationInput;
use aide::generate::GenContext;
use aide::openapi::Operation;
use axum::extract::FromRequestParts;
use axum::http::{HeaderMap, header, request::Parts};
use sha2::{Digest, Sha256};
use shared::kernel::problem::Problem;
use shared::values::iin::Iin;

/// Name of the session's cookie on loopback without https; see [`cookie_name`].
pub const SESSION_COOKIE: &str = "session";

/// The person signed in (кабинетке кірген адам / вошедший).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Citizen {
    /// IIN.
    pub iin: Iin,
}

/// A request of somebody signed in. That the session still stands is found out by [`Session::write`] and
/// [`Session::read`], together with the work.
pub struct Session {
    app: App,
    token: TokenHash,
}

impl Session {
    /// The server.
    #[must_use]
    pub fn app(&self) -> &App {
        &self.app
    }

    /// What the store knows this session by.
    #[must_use]
    pub fn token(&self) -> TokenHash {
        self.token
    }

    /// Checks the session and does `work` in one transaction; see [`crate::store::Store::write`]. A session found over is
    /// ended in that very transaction.
    ///
    /// # Errors
    /// [`Problem::SignedOut`], what `work` answered, or the store's failure.
    pub async fn write<T: Send + 'static>(
        &self,
        mut work: impl FnMut(&mut Db, &Citizen) -> Result<T, ApiError> + Send + 'static,
    ) -> Result<T, ApiError> {
        let (token, now) = (self.token, self.app.clock.millis());
        let checked = move |db: &mut Db| {
            let seen = match sessions::look(db, &token, now)? {
                Found::Standing(seen) => seen,
                Found::Over => {
                    sessions::end(db, &token)?;
                    return Ok(None); // no error, which would take the end back
                }
                Found::Nothing => return Ok(None),
            };
            if seen.is_stale {
                sessions::touch(db, &token, now)?;
            }
            work(db, &Citizen { iin: seen.iin }).map(Some)
        };
        self.app.store.write(checked).await?.ok_or_else(|| Problem::SignedOut.into())
    }

    /// Checks the session and does `work` on one state of the store; see [`crate::store::Store::read`]. A session found over
    /// is ended before anybody is told so; one that stands costs no write but its sign of life.
    ///
    /// # Errors
    /// [`Problem::SignedOut`], what `work` answered, or the store's failure.
    pub async fn read<T: Send + 'static>(
        &self,
        work: impl FnMut(&mut Db, &Citizen) -> Result<T, ApiError> + Send + 'static,
    ) -> Result<T, ApiError> {
        let now = self.app.clock.millis();
        let (done, seen) = self.look(work, now).await?;
        if seen.is_stale {
            let token = self.token;
            self.app.store.write(move |db| sessions::touch(db, &token, now)).await.map_err(ApiError::from)?;
        }
        Ok(done)
    }

    /// Like [`Session::read`], for what a page asks by itself again and again: it does not count as a sign of life.
    ///
    /// # Errors
    /// See [`Session::read`].
    pub async fn read_quietly<T: Send + 'static>(
        &self,
        work: impl FnMut(&mut Db, &Citizen) -> Result<T, ApiError> + Send + 'static,
    ) -> Result<T, ApiError> {
        Ok(self.look(work, self.app.clock.millis()).await?.0)
    }

    /// Who it is, for work that asks outside systems first.
    ///
    /// # Errors
    /// [`Problem::SignedOut`] or the store's failure.
    pub async fn citizen(&self) -> Result<Citizen, ApiError> {
        self.read(|_, citizen| Ok(*citizen)).await
    }

    async fn look<T: Send + 'static>(
        &self,
        mut work: impl FnMut(&mut Db, &Citizen) -> Result<T, ApiError> + Send + 'static,
        now: i64,
    ) -> Result<(T, Seen), ApiError> {
        let token = self.token;
        let checked = move |db: &mut Db| {
            Ok::<_, ApiError>(match sessions::look(db, &token, now)? {
                Found::Standing(seen) => Ok((work(db, &Citizen { iin: seen.iin })?, seen)),
                missing => Err(matches!(missing, Found::Over)),
            })
        };
        let is_over = match self.app.store.read(checked).await? {
            Ok(done) => return Ok(done),
            Err(is_over) => is_over,
        };
        if is_over {
            self.app.store.write(move |db| sessions::end(db, &token)).await.map_err(ApiError::from)?;
        }
        Err(Problem::SignedOut.into())
    }
}

impl FromRequestParts<App> for Session {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, ApiError> {
        let token = token(&parts.headers, app).ok_or(Problem::SignedOut)?;
        Ok(Self { app: app.clone(), token })
    }
}

impl OperationInput for Session {
    fn operation_input(_: &mut GenContext, operation: &mut Operation) {
        operation.security = vec![[("session".to_owned(), Vec::new())].into_iter().collect()];
    }
}

/// Name of a cookie on this server: over https browsers keep `__Host-` cookies to this very host; on loopback without https
/// they refuse such names.
pub(crate) fn cookie_name(app: &App, name: &str) -> String {
    if app.settings.is_https() { format!("__Host-{name}") } else { name.to_owned() }
}

/// The value of a cookie of ours in the request.
pub(crate) fn cookie<'h>(headers: &'h HeaderMap, app: &App, name: &str) -> Option<&'h str> {
    let name = cookie_name(app, name);
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|cookies| cookies.to_str().ok());
    let mut pairs = cookies.flat_map(|cookies| cookies.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(known, _)| *known == name).map(|(_, value)| value)
}

/// The hash of the session's token in the request's cookie.
pub(crate) fn token(headers: &HeaderMap, app: &App) -> Option<TokenHash> {
    cookie(headers, app, SESSION_COOKIE).map(hash)
}

/// What the store keeps of a token, and of anything else that is secret.
pub fn hash(token: &str) -> TokenHash {
    Sha256::digest(token).into()
}
