//! Tells people what happened to their account: by SMS and mail to the contacts that the Fund has on file, until the gateways
//! have taken it.

use crate::app::App;
use crate::applications::crash::crash_point;
use crate::clock::{Pauses, hex, in_kazakhstan, moment};
use crate::gateways::GatewayError;
use crate::gateways::fund::Contact;
use crate::gateways::mail::Letter;
use crate::keys::Keys;
use crate::store::Error;
use crate::store::notices::{self, About, Application, Due, LIFE, Notice};
use hmac::Mac;
use shared::api::Channel;
use shared::auth::views::Place;
use shared::texts::Texts;
use shared::values::phone::MobilePhone;
use std::time::Duration;
use time::OffsetDateTime;
use time::macros::format_description;

/// Notices are looked for so often.
const TICK: Duration = Duration::from_secs(1);
/// How many are taken at once.
const AT_ONCE: i64 = 16;
/// Pauses after failed tries.
const PAUSES: Pauses = Pauses { first: 2_000, longest: 15 * 60_000 };

/// Delivers for as long as the server runs.
pub(crate) async fn run(app: App) {
    loop {
        match deliver_due(&app).await {
            Ok(tried) if tried > 0 => continue,
            Ok(_) => {}
            Err(error) => tracing::error!(%error, "notices cannot be read or written"),
        }
        tokio::time::sleep(TICK).await;
    }
}

/// Tries every delivery whose time has come, once; tells how many were tried.
///
/// # Errors
/// The store's. What the gateways answer is written into the rows.
pub async fn deliver_due(app: &App) -> Result<usize, Error> {
    let now = app.clock.millis();
    let due = app.store.write(move |db| notices::take_due(db, now, AT_ONCE)).await?;
    let tried = due.len();
    for each in due {
        deliver(app, each).await?;
    }
    Ok(tried)
}

async fn deliver(app: &App, due: Due) -> Result<(), Error> {
    let (now, mine) = (app.clock.millis(), due.clone());
    if !app.store.write(move |db| notices::take_again(db, &mine, now)).await? {
        return Ok(());
    }
    let sent = send(app, &due).await;
    crash_point("notice-sent");
    let now = app.clock.millis();
    let kept = app.store.write(move |db| match &sent {
        Ok(Sent::Taken) => notices::done(db, &due, now, None),
        Ok(Sent::NoContact) => notices::done(db, &due, now, Some("no contact")),
        Err(error) => {
            tracing::warn!(%error, tries = due.tries + 1, "a notice was not sent yet");
            let next = now + PAUSES.after(due.tries);
            let is_over = next >= due.notice.at + LIFE;
            let fault = error.to_string();
            if is_over { notices::done(db, &due, now, Some(&fault)) } else { notices::postpone(db, &due, next, &fault) }
        }
    });
    kept.await
}

/// What became of a delivery that did not fail.
enum Sent {
    /// The gateway has it.
    Taken,
    /// The person has no contact of this kind, or none that is theirs alone.
    NoContact,
}

async fn send(app: &App, due: &Due) -> Result<Sent, GatewayError> {
    let person = app.gateways.fund.person(&due.iin).await?;
    let contacts = person.map(|person| person.contacts).unwrap_or_default();
    let Some(contact) = contacts.into_iter().find(|it| is_fit(it, due.channel)) else {
        return Ok(Sent::NoContact);
    };
    let texts = app.texts.of(due.notice.language);
    let text = message(texts, &due.notice, &link(app, &due.notice.id));
    let (id, at, subject) = (&due.notice.id, moment(due.notice.at), texts.get("notice-subject"));
    app.gateways.tell(due.channel, Letter { id, to: &contact.value, subject: &subject, text: &text, at }).await?;
    Ok(Sent::Taken)
}

/// A contact that another person has too is told nothing about this one, nor is a number of another country.
fn is_fit(contact: &Contact, channel: Channel) -> bool {
    let is_reached = channel == Channel::Email || contact.value.parse::<MobilePhone>().is_ok();
    contact.channel == channel && !contact.shared && is_reached
}

/// What is told: what happened, when and from where or in which application, and what to do if it was somebody else. No
/// IIN, no name, no account.
fn message(texts: &Texts, notice: &Notice, link: &str) -> String {
    let (id, at) = (format!("notice-{}", notice.kind.id()), clock(moment(notice.at)));
    let (said, not_me) = match &notice.about {
        About::Application(Application { number, kind }) => {
            let service = texts.get(kind.slug());
            (texts.say(&id, &[("at", &at), ("number", number), ("service", &service)]), "notice-not-me-application")
        }
        About::Place(from) => (texts.say(&id, &[("at", &at), ("place", &place(from))]), "notice-not-me"),
    };
    format!("{said}\n\n{}", texts.say(not_me, &[("link", link)]))
}

fn clock(moment: OffsetDateTime) -> String {
    in_kazakhstan(moment).format(format_description!("[day].[month].[year] [hour]:[minute]")).unwrap_or_default()
}

fn place(place: &Place) -> String {
    let known = [&place.browser, &place.system, &place.address].into_iter().filter(|part| !part.is_empty());
    known.map(String::as_str).collect::<Vec<_>>().join(", ")
}

/// The page on which «it was not me» is said. The secret stands behind `#`: it reaches no log.
fn link(app: &App, id: &str) -> String {
    format!("{}/not-me#{}", app.settings.public_origin, token(&app.keys, id))
}

/// Identifier and its keyed digest: the database alone does not give it.
fn token(keys: &Keys, id: &str) -> String {
    format!("{id}.{}", hex(&keys.notice(id).finalize().into_bytes()))
}

/// The identifier in a token that we made.
pub(crate) fn identified<'t>(keys: &Keys, token: &'t str) -> Option<&'t str> {
    let (id, digest) = token.split_once('.')?;
    let digest = crate::clock::from_hex(digest)?;
    keys.notice(id).verify_slice(&digest).ok().map(|()| id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_stop_growing() {
        let pauses: Vec<i64> = [0, 1, 2, 8, 9, 100].into_iter().map(|tries| PAUSES.after(tries)).collect();
        assert_eq!(pauses, [2_000, 4_000, 8_000, 512_000, 900_000, 900_000]);
    }

    #[test]
    fn a_place_is_what_is_known_of_it() {
        let of = |browser: &str, system: &str, address: &str| Place {
            browser: browser.to_owned(),
            system: system.to_owned(),
            address: address.to_owned(),
        };
        assert_eq!(place(&of("Chrome", "Android", "203.0.113.*")), "Chrome, Android, 203.0.113.*");
        assert_eq!(place(&of("", "", "203.0.113.*")), "203.0.113.*");
    }
}
