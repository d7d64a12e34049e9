//! Tries of a password: what stands against one, and what a wrong one costs. All of it goes by the IIN as typed, whether or
//! not anybody has it, so that no answer tells who is known.

use super::entrance::Caller;
use super::place;
use crate::app::App;
use crate::clock::seconds;
use crate::http::ApiError;
use crate::store::audit::{self, Event};
use crate::store::entrances::{self, Entrance};
use crate::store::throttle::{self, DISOWNED, Limit, WRONG_HERE, WRONG_IN_A_ROW, WRONG_IN_SESSION, WRONG_PASSWORDS};
use crate::store::{Db, accounts};
use shared::auth::views::{EntranceEvent, EntranceWay};
use shared::kernel::problem::Problem;
use shared::values::{full_name::FullName, iin::Iin};

/// What somebody who tries a password has proven already.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Beside {
    /// Nothing.
    Nothing,
    /// A code that was sent to a contact on file.
    Code,
    /// A session of this person.
    Session,
}

/// A try.
#[derive(Clone)]
pub(super) struct Try {
    iin: Iin,
    beside: Beside,
    address: String,
    at: i64,
    entrance: Entrance,
}

impl Try {
    /// A try for this person by this caller.
    pub(super) fn new(app: &App, caller: &Caller, iin: Iin, beside: Beside) -> Self {
        let (at, place) = (app.clock.millis(), caller.place.clone());
        let entrance = Entrance { at, event: EntranceEvent::WrongPassword, way: EntranceWay::Password, place };
        Self { iin, beside, address: caller.address.to_string(), at, entrance }
    }

    /// Tries it with one run of the hash, whether or not there is anything to compare with. The answer of parallel tries
    /// is given one by one: more than are allowed are never told anything.
    pub(super) async fn run(self, app: &App, password: String) -> Result<Proven, ApiError> {
        let tried = self.clone();
        let account = app.store.read(move |db| {
            tried.refuse(db)?;
            Ok::<_, ApiError>(accounts::find(db, &tried.iin)?)
        });
        let account = account.await?;
        let hash = account.as_ref().and_then(|account| account.password.clone());
        let fits = app.passwords.fits(password.clone(), hash.clone()).await?;
        let tried = self.clone();
        let judged = app.store.write(move |db| tried.judge(db, fits)).await?;
        let (Ok(()), Some(account), Some(hash)) = (judged, account, hash) else {
            return Err(Problem::WrongCredentials.into());
        };
        let stronger = match app.passwords.is_weak(&hash) {
            true => Some(app.passwords.hash(password, &app.random).await?),
            false => None,
        };
        Ok(Proven { tried: self, name: account.name, hash, stronger })
    }

    /// Refuses a try that may not be made now.
    fn refuse(&self, db: &mut Db) -> Result<(), ApiError> {
        let iin = self.iin.as_str();
        if self.beside != Beside::Session {
            if is_blocked(db, &self.iin, self.at)? {
                return Err(Problem::PasswordBlocked.into());
            }
            if self.beside == Beside::Nothing && throttle::wait(db, &WRONG_PASSWORDS, iin, self.at)?.is_some() {
                return Err(Problem::CodeNeeded.into());
            }
        }
        let mut longest = None;
        for (limit, key) in self.pausing() {
            longest = longest.max(throttle::pause(db, &limit, &key, self.at)?);
        }
        match longest {
            Some(wait) => Err(Problem::TooManyTries { retry_after: seconds(wait) }.into()),
            None => Ok(()),
        }
    }

    /// What a wrong one makes pauses by. A session that was stolen has as many addresses as its thief.
    fn pausing(&self) -> Vec<(Limit, String)> {
        let mut pausing = vec![(WRONG_HERE, self.here())];
        if self.beside == Beside::Session {
            pausing.push((WRONG_IN_SESSION, self.iin.to_string()));
        }
        pausing
    }

    /// Counts a wrong one. The value and not the error says that it was wrong: what was counted is kept.
    fn judge(&self, db: &mut Db, fits: bool) -> Result<Result<(), ()>, ApiError> {
        self.refuse(db)?;
        if fits {
            return Ok(Ok(()));
        }
        for (limit, key) in self.pausing() {
            throttle::note(db, &limit, &key, self.at)?;
        }
        throttle::note(db, &WRONG_PASSWORDS, self.iin.as_str(), self.at)?;
        throttle::note(db, &WRONG_IN_A_ROW, self.iin.as_str(), self.at)?;
        entrances::note(db, &self.iin, &self.entrance)?;
        let (iin, detail) = (Some(&self.iin), place::from(&self.entrance.place));
        audit::put(db, &Event { at: self.at, kind: "password", iin, code: "wrong_password", detail: &detail })?;
        Ok(Err(()))
    }

    fn here(&self) -> String {
        format!("{} {}", self.iin, self.address)
    }
}

/// A password that was right.
#[derive(Clone)]
pub(super) struct Proven {
    tried: Try,
    /// Names of whoever it is.
    pub(super) name: FullName,
    hash: String,
    stronger: Option<String>,
}

impl Proven {
    /// In the transaction of what the password was given for: it must still be the one, and the wrong ones before it are
    /// forgotten.
    pub(super) fn settle(&self, db: &mut Db) -> Result<(), ApiError> {
        let Try { iin, .. } = &self.tried;
        self.tried.refuse(db)?;
        let stands = accounts::find(db, iin)?.is_some_and(|now| now.password.as_ref() == Some(&self.hash));
        if !stands {
            return Err(Problem::WrongCredentials.into());
        }
        throttle::forget(db, &WRONG_HERE, &self.tried.here())?;
        throttle::forget(db, &WRONG_IN_A_ROW, iin.as_str())?;
        if let Some(stronger) = &self.stronger {
            accounts::replace_hash(db, iin, &self.hash, stronger)?;
        }
        Ok(())
    }
}

/// Must the password be set anew before it can be tried?
fn is_blocked(db: &mut Db, iin: &Iin, now: i64) -> Result<bool, ApiError> {
    let iin = iin.as_str();
    Ok(throttle::wait(db, &WRONG_IN_A_ROW, iin, now)?.is_some() || throttle::wait(db, &DISOWNED, iin, now)?.is_some())
}

/// Blocks the password until it is set anew by a code.
pub(super) fn block(db: &mut Db, iin: &Iin, now: i64) -> Result<(), ApiError> {
    Ok(throttle::note(db, &DISOWNED, iin.as_str(), now)?)
}

/// Takes the block away.
pub(super) fn unblock(db: &mut Db, iin: &Iin) -> Result<(), ApiError> {
    Ok(throttle::forget(db, &DISOWNED, iin.as_str())?)
}

/// Forgets the wrong ones: what was tried was tried of a password that is no more.
pub(super) fn forget_all(db: &mut Db, iin: &Iin) -> Result<(), ApiError> {
    for limit in [WRONG_HERE, WRONG_IN_SESSION, WRONG_PASSWORDS, WRONG_IN_A_ROW] {
        throttle::forget_all(db, &limit, iin.as_str())?;
    }
    Ok(())
}
