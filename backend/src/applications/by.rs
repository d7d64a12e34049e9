//! Who hands a signature over: a session, with what NCALayer made, or the phone, for an operation that was begun in one.

use super::qr;
use crate::app::App;
use crate::http::{ApiError, Session};
use crate::store::Db;
use crate::store::qr::{MessageHash, OperationHash};
use shared::kernel::signing::Way;
use shared::values::iin::Iin;

/// Who hands a signature over.
pub(super) enum By {
    /// Somebody signed in.
    Session(Session),
    /// eGov Mobile.
    Phone(Phone),
}

/// eGov Mobile with a signature.
pub(super) struct Phone {
    /// The server.
    pub(super) app: App,
    /// For which operation.
    pub(super) operation: OperationHash,
    /// The message as it came.
    pub(super) message: MessageHash,
}

impl By {
    /// The server.
    pub(super) fn app(&self) -> &App {
        match self {
            Self::Session(session) => session.app(),
            Self::Phone(phone) => &phone.app,
        }
    }

    /// The way of signing.
    pub(super) fn way(&self) -> Way {
        match self {
            Self::Session(_) => Way::Key,
            Self::Phone(_) => Way::Qr,
        }
    }

    /// The operation and its message, when it is the phone.
    pub(super) fn phone(&self) -> Option<(OperationHash, MessageHash)> {
        match self {
            Self::Session(_) => None,
            Self::Phone(phone) => Some((phone.operation, phone.message)),
        }
    }

    /// Checks that session or operation still stands and does `work` in the same transaction.
    ///
    /// # Errors
    /// What `work` answered, the store's failure, or that there is no session or operation any more.
    pub(super) async fn write<T: Send + 'static>(
        &self,
        mut work: impl FnMut(&mut Db, &Iin) -> Result<T, ApiError> + Send + 'static,
    ) -> Result<T, ApiError> {
        match self {
            Self::Session(session) => session.write(move |db, citizen| work(db, &citizen.iin)).await,
            Self::Phone(Phone { app, operation, .. }) => {
                let (operation, now) = (*operation, app.clock.millis());
                let checked = move |db: &mut Db| {
                    let iin = qr::signer(db, &operation, now)?;
                    work(db, &iin)
                };
                app.store.write(checked).await
            }
        }
    }

    /// The same, on one state of the store.
    ///
    /// # Errors
    /// As [`By::write`].
    pub(super) async fn read<T: Send + 'static>(
        &self,
        mut work: impl FnMut(&mut Db, &Iin) -> Result<T, ApiError> + Send + 'static,
    ) -> Result<T, ApiError> {
        match self {
            Self::Session(session) => session.read(move |db, citizen| work(db, &citizen.iin)).await,
            Self::Phone(Phone { app, operation, .. }) => {
                let (operation, now) = (*operation, app.clock.millis());
                let checked = move |db: &mut Db| {
                    let iin = qr::signer(db, &operation, now)?;
                    work(db, &iin)
                };
                app.store.read(checked).await
            }
        }
    }
}
