//! Signing by QR: operations, each good for one signing of one review. They are known here by the hash of their identifier
//! alone, and the phone's token is not kept at all: who reads the store can open nothing.

use super::db::{Db, FromRow, Result, Row};
use super::read::{json, parsed};
use super::sessions::TokenHash;
use shared::kernel::signing::Signing;
use shared::texts::Language;
use shared::values::iin::Iin;

pub(super) const TABLES: &[&str] = &[
    "create table if not exists qr_operation (id blob primary key, review text not null, iin text not null,
     session blob not null, control text not null, language text not null, expires_at integer not null,
     state text not null, since integer not null, message blob) strict, without rowid",
    "create index if not exists qr_operation_iin on qr_operation (iin, expires_at)",
    "create index if not exists qr_operation_expires on qr_operation (expires_at)",
];

/// SHA-256 of an operation's identifier.
pub type OperationHash = [u8; 32];

/// SHA-256 of a message as the phone sent it.
pub type MessageHash = [u8; 32];

/// An ended operation is remembered so long, to answer repetitions: a day, in milliseconds.
const REMEMBERED: i64 = 24 * 60 * 60 * 1000;

/// An operation.
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// What is signed.
    pub review: String,
    /// Who signs.
    pub iin: Iin,
    /// The session it was begun in: it ends with it.
    pub session: TokenHash,
    /// Two digits, shown on both screens.
    pub control: String,
    /// Language of the page.
    pub language: Language,
    /// When it is over, milliseconds since 1970 as all times here.
    pub expires_at: i64,
    /// Where it was left; [`crate::applications`] knows what time and the world have made of it since.
    pub state: Signing,
    /// Since when.
    pub since: i64,
    /// The message that was accepted.
    pub message: Option<MessageHash>,
}

impl FromRow for Operation {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        Ok(Self {
            review: row.get(0)?,
            iin: parsed(row, 1, |iin| iin.parse().ok())?,
            session: row.get(2)?,
            control: row.get(3)?,
            language: parsed(row, 4, Language::from_code)?,
            expires_at: row.get(5)?,
            state: json(row, 6)?,
            since: row.get(7)?,
            message: row.get(8)?,
        })
    }
}

const OPERATION: &str =
    "select review, iin, session, control, language, expires_at, state, since, message from qr_operation";

/// Keeps a new operation, and forgets those that nobody asks about any more.
///
/// # Errors
/// The store's.
pub fn put(db: &mut Db, id: &OperationHash, new: &Operation) -> Result<()> {
    db.run("delete from qr_operation where expires_at < $1", &[&(new.since - REMEMBERED)])?;
    db.run(
        "insert into qr_operation (id, review, iin, session, control, language, expires_at, state, since)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        &[
            id,
            &new.review,
            &new.iin.as_str(),
            &new.session,
            &new.control,
            &new.language.code(),
            &new.expires_at,
            &text(&new.state),
            &new.since,
        ],
    )
    .map(drop)
}

fn text(state: &Signing) -> String {
    serde_json::to_string(state).unwrap_or_default()
}

/// An operation.
///
/// # Errors
/// The store's.
pub fn find(db: &mut Db, id: &OperationHash) -> Result<Option<Operation>> {
    db.one(&format!("{OPERATION} where id = $1"), &[id])
}

/// The operations of a person whose time is not over at `now`, the oldest first; some may have ended otherwise.
///
/// # Errors
/// The store's.
pub fn unexpired(db: &mut Db, iin: &Iin, now: i64) -> Result<Vec<(OperationHash, Operation)>> {
    let ids: Vec<(OperationHash,)> = db.all(
        "select id from qr_operation where iin = $1 and expires_at > $2 order by expires_at",
        &[&iin.as_str(), &now],
    )?;
    let mut all = Vec::new();
    for (id,) in ids {
        all.extend(find(db, &id)?.map(|operation| (id, operation)));
    }
    Ok(all)
}

/// Writes down where an operation stands from `now` on.
///
/// # Errors
/// The store's.
pub fn set(db: &mut Db, id: &OperationHash, state: &Signing, now: i64) -> Result<()> {
    db.run("update qr_operation set state = $2, since = $3 where id = $1", &[id, &text(state), &now]).map(drop)
}

/// Writes down which message was accepted: the same again gets the same answer.
///
/// # Errors
/// The store's.
pub fn accepted(db: &mut Db, id: &OperationHash, message: &MessageHash) -> Result<()> {
    db.run("update qr_operation set message = $2 where id = $1", &[id, message]).map(drop)
}
