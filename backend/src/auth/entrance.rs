//! The one place where sessions begin: old session over, new one, history, device, all in one transaction.

use super::cookie::{self, DEVICE, SESSION, WithCookie};
use super::place;
use crate::app::App;
use crate::clock::seconds;
use crate::http::citizen::{cookie, hash, token};
use crate::http::{Address, ApiError, Json};
use crate::store::audit::{self, Event};
use crate::store::devices::Device;
use crate::store::entrances::Entrance;
use crate::store::notices::{About, Notice, NoticeKind};
use crate::store::sessions::{Ended, Listed, New, Seen, TokenHash};
use crate::store::{self, Db, accounts, devices, entrances, notices, sessions};
use aide::OperationInput;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use shared::auth::views::{EntranceEvent, EntranceWay, Place, SessionView};
use shared::kernel::problem::Problem;
use shared::texts::Language;
use shared::values::{full_name::FullName, iin::Iin};

/// A day in milliseconds.
const DAY: i64 = 24 * 60 * 60 * 1000;

/// Who stands at the door: from where, with which device, out of which session.
#[derive(Clone, Debug)]
pub(super) struct Caller {
    /// Network address.
    pub(super) address: Address,
    /// What its owner is told about where an entrance came from.
    pub(super) place: Place,
    device: Option<String>,
    session: Option<TokenHash>,
}

impl FromRequestParts<App> for Caller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, ApiError> {
        let address = Address::of(parts, &app.settings);
        Ok(Self {
            address,
            place: place::of(&parts.headers, address),
            device: cookie(&parts.headers, app, DEVICE.name).map(str::to_owned),
            session: token(&parts.headers, app),
        })
    }
}

impl OperationInput for Caller {}

/// Somebody who has proven who they are.
#[derive(Clone, Debug)]
pub(super) struct Entering {
    /// IIN.
    pub(super) iin: Iin,
    /// Names by ЖТ МДБ or the Fund.
    pub(super) name: FullName,
    /// How they entered.
    pub(super) way: EntranceWay,
    /// Of the notices about it.
    pub(super) language: Language,
}

/// Lets somebody in. `also` is what has to hold, and is done, in the same transaction and before anything else: its error
/// takes everything back.
pub(super) async fn enter(
    app: &App,
    caller: &Caller,
    who: Entering,
    mut also: impl FnMut(&mut Db) -> Result<(), ApiError> + Send + 'static,
) -> Result<WithCookie<Json<SessionView>>, ApiError> {
    let now = app.clock.millis();
    let (session, token) = cookie::token(app);
    let fresh = cookie::token(app).0;
    let new = New { token, id: app.random.id(), iin: who.iin, way: who.way, place: caller.place.clone() };
    let (device, old) = (caller.device.clone(), caller.session);
    let about = About::Place(caller.place.clone());
    let notice = Notice { id: app.random.id(), kind: NoticeKind::NewDevice, language: who.language, at: now, about };
    let (seen, name, device) = app
        .store
        .write(move |db| {
            also(db)?;
            if let Some(old) = old {
                end(db, &old, "replaced", now)?; // whoever knows the old cookie knows nothing of the new session
            }
            accounts::note_entrance(db, &new.iin, &who.name, who.language, now)?;
            let device = ours(db, device.as_deref())?.unwrap_or(&fresh).to_owned();
            for ended in sessions::begin(db, &new, now)? {
                note_pushed_out(db, &new.iin, ended, now)?;
            }
            note(db, &new, &device, &notice)?;
            let seen = sessions::find(db, &new.token, now)?.ok_or(Problem::SignedOut)?;
            Ok::<_, ApiError>((seen, who.name.clone(), device))
        })
        .await?;
    let cookies = vec![SESSION.set(app, &session), DEVICE.set(app, &device)];
    Ok(WithCookie(cookies, Json(view(&seen, name))))
}

/// The device's cookie, if it is one that we gave.
fn ours<'d>(db: &mut Db, device: Option<&'d str>) -> Result<Option<&'d str>, ApiError> {
    match device {
        Some(device) if devices::is_ours(db, &hash(device))? => Ok(Some(device)),
        _ => Ok(None),
    }
}

/// Ends a session and puts on record how; one that is not there ends without a word.
pub(super) fn end(db: &mut Db, token: &TokenHash, code: &str, now: i64) -> store::Result<()> {
    let Some(Ended { iin, id }) = sessions::end(db, token)? else {
        return Ok(());
    };
    audit::put(db, &Event { at: now, kind: "session", iin: Some(&iin), code, detail: &format!("session={id}") })
}

/// Puts on record which session had to make room for a new one: its owner may not know that there were so many.
fn note_pushed_out(db: &mut Db, iin: &Iin, ended: Listed, now: i64) -> store::Result<()> {
    let detail = format!("session={}", ended.id);
    let entrance = Entrance { at: now, event: EntranceEvent::PushedOut, way: ended.way, place: ended.place };
    entrances::note(db, iin, &entrance)?;
    audit::put(db, &Event { at: now, kind: "session", iin: Some(iin), code: entrance.event.id(), detail: &detail })
}

/// Puts the entrance into the history; the owner hears of a device that is new.
fn note(db: &mut Db, new: &New, device: &str, notice: &Notice) -> Result<(), ApiError> {
    let now = notice.at;
    let is_told = match devices::note(db, &new.iin, &hash(device), now)? {
        Device::Known => false,
        Device::First => !has_just_registered(db, new, now)?,
        Device::New => true,
    };
    let event = if is_told {
        notices::put(db, &new.iin, notice)?;
        EntranceEvent::EnteredFromNewDevice
    } else {
        EntranceEvent::Entered
    };
    let entrance = Entrance { at: now, event, way: new.way, place: new.place.clone() };
    entrances::note(db, &new.iin, &entrance)?;
    let (from, Place { browser, system, .. }) = (place::from(&new.place), &new.place);
    let detail = format!("way={} session={} {from} {browser} {system}", new.way.id(), new.id);
    audit::put(db, &Event { at: now, kind: "entrance", iin: Some(&new.iin), code: event.id(), detail: &detail })?;
    Ok(())
}

/// Does the owner know of this first entrance anyway? Setting a password was told a moment ago, and by a code that came to
/// the owner's contact; of a key nobody has told them anything.
fn has_just_registered(db: &mut Db, new: &New, now: i64) -> Result<bool, ApiError> {
    let set_at = accounts::password_set_at(db, &new.iin)?;
    Ok(new.way == EntranceWay::Password && set_at.is_some_and(|at| (now - DAY..=now).contains(&at)))
}

/// A session that stands.
pub(super) fn view(seen: &Seen, name: FullName) -> SessionView {
    SessionView { iin: seen.iin, name, way: seen.way, idle_left: seconds(seen.idle_left), left: seconds(seen.left) }
}
