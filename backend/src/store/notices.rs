//! Notices: what a person is told about the account without having asked, by each channel, and «it was not me».

use super::db::{Db, FromRow, Result, Row};
use super::entrances::place;
use super::read::parsed;
use shared::api::Channel;
use shared::auth::views::Place;
use shared::services::ServiceKind;
use shared::texts::Language;
use shared::values::iin::Iin;

pub(super) const TABLES: &[&str] = &[
    "create table if not exists notice (id text primary key, iin text not null, kind text not null,
     language text not null, at integer not null, browser text not null, system text not null, address text not null,
     disowned_at integer, application text) strict, without rowid",
    "create index if not exists notice_at on notice (at)",
    "create table if not exists notice_delivery (notice text not null, channel text not null, tries integer not null,
     due_at integer not null, done_at integer, fault text, primary key (notice, channel)) strict, without rowid",
    "create index if not exists notice_delivery_due on notice_delivery (due_at) where done_at is null",
];

/// The column with the number of the application that a notice is about. The oldest files have no notices at all.
pub(super) const WITH_APPLICATION: &[&str] = &[
    "create table if not exists notice (id text primary key, iin text not null, kind text not null,
     language text not null, at integer not null, browser text not null, system text not null, address text not null,
     disowned_at integer) strict, without rowid",
    "alter table notice add column application text",
];

/// For seven days a notice can be answered with «it was not me», and for as long its delivery is tried.
pub const LIFE: i64 = 7 * 24 * 60 * 60 * 1000;
/// Whoever takes a delivery has so long for it; then another server may.
const LEASE: i64 = 60 * 1000;

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    /// The password was set by a code.
    PasswordReset,
    /// The password was changed in the cabinet.
    PasswordChanged,
    /// Somebody entered from a device not seen before.
    NewDevice,
    /// An application was signed and accepted.
    ApplicationAccepted,
    /// The same, and its bank account is another than in the application before it.
    BankChange,
    /// The same, and its mobile number or e-mail is not the known one.
    ContactChange,
    /// The same, and both are.
    BankAndContactChange,
}

impl NoticeKind {
    const ALL: [Self; 7] = [
        Self::PasswordReset,
        Self::PasswordChanged,
        Self::NewDevice,
        Self::ApplicationAccepted,
        Self::BankChange,
        Self::ContactChange,
        Self::BankAndContactChange,
    ];

    /// Its name in the store and the last part of its text id, `notice-new-device`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::PasswordReset => "password-reset",
            Self::PasswordChanged => "password-changed",
            Self::NewDevice => "new-device",
            Self::ApplicationAccepted => "application-accepted",
            Self::BankChange => "bank-change",
            Self::ContactChange => "contact-change",
            Self::BankAndContactChange => "bank-and-contact-change",
        }
    }
}

/// A notice.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// Random identifier.
    pub id: String,
    /// What happened.
    pub kind: NoticeKind,
    /// In which language it is told.
    pub language: Language,
    /// When it happened, milliseconds since 1970.
    pub at: i64,
    /// What is told besides.
    pub about: About,
}

/// What a notice tells besides what happened and when.
#[derive(Clone, Debug, PartialEq)]
pub enum About {
    /// From where it was done.
    Place(Place),
    /// To which application it happened.
    Application(Application),
}

/// An application as a notice names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Application {
    /// Its number.
    pub number: String,
    /// Of which service.
    pub kind: ServiceKind,
}

const CHANNELS: [Channel; 2] = [Channel::Sms, Channel::Email];

const fn channel_id(channel: Channel) -> &'static str {
    match channel {
        Channel::Sms => "sms",
        Channel::Email => "email",
    }
}

/// Puts a notice on its way, in the transaction of what it tells; those that nobody can answer any more are forgotten.
///
/// # Errors
/// The store's.
pub fn put(db: &mut Db, iin: &Iin, notice: &Notice) -> Result<()> {
    let (old, now) = (notice.at - LIFE, notice.at);
    db.run("delete from notice_delivery where notice in (select id from notice where at <= $1)", &[&old])?;
    db.run("delete from notice where at <= $1", &[&old])?;
    let (place, application) = match &notice.about {
        About::Place(place) => (Some(place), None),
        About::Application(application) => (None, Some(application.number.as_str())),
    };
    let column = |of: fn(&Place) -> &String| place.map_or("", |place| of(place).as_str());
    db.run(
        "insert into notice (id, iin, kind, language, at, browser, system, address, application)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        &[
            &notice.id,
            &iin.as_str(),
            &notice.kind.id(),
            &notice.language.code(),
            &now,
            &column(|it| &it.browser),
            &column(|it| &it.system),
            &column(|it| &it.address),
            &application,
        ],
    )?;
    for channel in CHANNELS {
        db.run(
            "insert into notice_delivery (notice, channel, tries, due_at) values ($1, $2, 0, $3)",
            &[&notice.id, &channel_id(channel), &now],
        )?;
    }
    Ok(())
}

/// A delivery whose time has come.
#[derive(Clone, Debug, PartialEq)]
pub struct Due {
    /// By which way.
    pub channel: Channel,
    /// How often it was tried before.
    pub tries: i64,
    /// To whom.
    pub iin: Iin,
    /// What is told.
    pub notice: Notice,
}

impl FromRow for Due {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        let channel = |id: &str| CHANNELS.into_iter().find(|channel| channel_id(*channel) == id);
        let kind = |id: &str| NoticeKind::ALL.into_iter().find(|kind| kind.id() == id);
        Ok(Self {
            channel: parsed(row, 0, channel)?,
            tries: row.get(1)?,
            iin: parsed(row, 2, |iin| iin.parse().ok())?,
            notice: Notice {
                id: row.get(3)?,
                kind: parsed(row, 4, kind)?,
                language: parsed(row, 5, Language::from_code)?,
                at: row.get(6)?,
                about: about(row)?,
            },
        })
    }
}

fn about(row: &Row<'_>) -> Result<About> {
    let number: Option<String> = row.get(10)?;
    Ok(match number {
        Some(number) => About::Application(Application { number, kind: parsed(row, 11, ServiceKind::from_slug)? }),
        None => About::Place(place(row, 7)?),
    })
}

/// Takes deliveries whose time has come, the longest waiting first. They come up again by themselves when nobody tells
/// what became of them.
///
/// # Errors
/// The store's.
pub fn take_due(db: &mut Db, now: i64, most: i64) -> Result<Vec<Due>> {
    let due: Vec<Due> = db.all(
        "select channel, tries, notice.iin, id, notice.kind, language, at, browser, system, address,
         notice.application, application.kind
         from notice_delivery join notice on notice = id
         left join application on application.number = notice.application
         where done_at is null and due_at <= $1 order by due_at, id, channel limit $2",
        &[&now, &most],
    )?;
    for each in &due {
        retry_at(db, each, now + LEASE, None)?;
    }
    Ok(due)
}

/// Takes a delivery for as long again, just before it is sent: those before it in its batch may have used up its time.
/// False when another server took it meanwhile, or it is done.
///
/// # Errors
/// The store's.
pub fn take_again(db: &mut Db, due: &Due, now: i64) -> Result<bool> {
    // Whoever took it later counted one try more.
    let taken = db.run(
        "update notice_delivery set due_at = $4 where notice = $1 and channel = $2 and tries = $3 and done_at is null",
        &[&due.notice.id, &channel_id(due.channel), &(due.tries + 1), &(now + LEASE)],
    )?;
    Ok(taken == 1)
}

/// Nothing more is to be done: it was sent, or never can be.
///
/// # Errors
/// The store's.
pub fn done(db: &mut Db, due: &Due, now: i64, fault: Option<&str>) -> Result<()> {
    db.run(
        "update notice_delivery set done_at = $3, fault = $4 where notice = $1 and channel = $2",
        &[&due.notice.id, &channel_id(due.channel), &now, &fault],
    )
    .map(drop)
}

/// To be tried again.
///
/// # Errors
/// The store's.
pub fn postpone(db: &mut Db, due: &Due, due_at: i64, fault: &str) -> Result<()> {
    retry_at(db, due, due_at, Some(fault))
}

fn retry_at(db: &mut Db, due: &Due, due_at: i64, fault: Option<&str>) -> Result<()> {
    db.run(
        "update notice_delivery set tries = $3, due_at = $4, fault = coalesce($5, fault)
         where notice = $1 and channel = $2 and done_at is null",
        &[&due.notice.id, &channel_id(due.channel), &(due.tries + 1), &due_at, &fault],
    )
    .map(drop)
}

/// «It was not me»: whose notice it was, once, and only within its life.
///
/// # Errors
/// The store's.
pub fn disown(db: &mut Db, id: &str, now: i64) -> Result<Option<Iin>> {
    let since = now - LIFE;
    let found: Option<(String,)> =
        db.one("select iin from notice where id = $1 and disowned_at is null and at > $2", &[&id, &since])?;
    db.run("update notice set disowned_at = $2 where id = $1 and disowned_at is null", &[&id, &now])?;
    Ok(found.and_then(|(iin,)| iin.parse().ok()))
}
