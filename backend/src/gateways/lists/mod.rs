//! The certification authority's lists of revoked certificates (RFC 5280, 5), fetched over HTTP and kept on disk.
//!
//! A list counts once it was verified by the key of a pinned authority, and only then takes the place of what stood, in the
//! folder and here. What is broken, another's, out of date or older than what stands changes nothing. Whether a list is still
//! in date is judged again each time it is asked (`signing`).

mod fetch;
mod folder;

use crate::settings::Settings;
use crate::store::evidence::{List, Proof};
pub use fetch::Fetched;
use fetch::fetch;
use folder::Folder;
use signing::{Anchors, Fault, MAX_SKEW, RevocationList};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use time::{Duration, OffsetDateTime};

/// A list in date is asked for again after a quarter of its remaining time, …
const PART: i32 = 4;
/// … not sooner than this, …
const SOONEST: Duration = Duration::MINUTE;
/// … and not later: a whole list stands for a day.
const LATEST: Duration = Duration::HOUR;

/// Which authority's, and whether it only tells what has changed.
pub type Key = ([u8; 32], bool);

/// A list with the bytes it was read from.
pub struct Listed {
    list: RevocationList,
    kept: List,
}

impl Listed {
    fn new(list: RevocationList, bytes: Vec<u8>) -> Arc<Self> {
        Arc::new(Self { list, kept: List::new(bytes) })
    }

    /// The list.
    #[must_use]
    pub const fn read(&self) -> &RevocationList {
        &self.list
    }
}

/// What an authority says: the whole and what has changed since.
pub struct Pair {
    /// The whole list.
    pub base: Arc<Listed>,
    /// The changes, where the authority publishes them.
    pub delta: Option<Arc<Listed>>,
}

impl Pair {
    /// The bytes, for a receipt.
    #[must_use]
    pub fn kept(self) -> Proof {
        Proof::Lists { base: self.base.kept.clone(), delta: self.delta.map(|delta| delta.kept.clone()) }
    }
}

/// Why a list was not taken.
#[derive(Debug)]
pub enum ListFault {
    /// It could not be fetched.
    Unreachable(String),
    /// It is no list of a pinned authority.
    NotAccepted(Fault),
    /// Its time is over or has not begun.
    NotInDate,
    /// A newer one stands.
    Older,
    /// It could not be kept on disk.
    NotKept(std::io::Error),
}

impl fmt::Display for ListFault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreachable(why) => write!(out, "the list cannot be fetched: {why}"),
            Self::NotAccepted(fault) => write!(out, "the list is not accepted: {}", fault.detail()),
            Self::NotInDate => out.write_str("the list is not in date"),
            Self::Older => out.write_str("the list is older than the one that stands"),
            Self::NotKept(error) => write!(out, "the list cannot be kept: {error}"),
        }
    }
}

impl std::error::Error for ListFault {}

/// All lists that stand, and where newer ones come from.
pub struct Lists {
    http: reqwest::Client,
    sources: Vec<String>,
    folder: Folder,
    standing: Mutex<BTreeMap<Key, Arc<Listed>>>,
}

/// What a source gave.
pub struct Taken {
    /// Which list it is.
    pub key: Key,
    /// What the source calls this very list.
    pub tag: Option<String>,
}

impl Lists {
    /// Opens the folder and reads what stands there; nobody is asked yet.
    ///
    /// # Errors
    /// One line: the folder cannot be used.
    pub fn open(settings: &Settings, anchors: &Anchors) -> Result<Self, String> {
        let path = settings.revocation_list_folder();
        let told = |error: std::io::Error| format!("REVOCATION_LIST_FOLDER {}: {error}", path.display());
        let folder = Folder::open(&path).map_err(told)?;
        let http = super::client().map_err(|error| format!("no HTTP client: {error}"))?;
        let lists = Self { http, sources: settings.revocation_lists.clone(), folder, standing: Mutex::default() };
        for bytes in lists.folder.all().map_err(told)? {
            match RevocationList::read(&bytes, anchors) {
                Ok(list) => lists.put(Listed::new(list, bytes)),
                Err(fault) => {
                    tracing::warn!(cause = fault.detail(), "a kept list of revoked certificates is passed over")
                }
            }
        }
        Ok(lists)
    }

    /// Where lists come from, by their places.
    #[must_use]
    pub fn sources(&self) -> &[String] {
        &self.sources
    }

    /// The lists of the authority with this fingerprint; nothing without a whole list.
    #[must_use]
    pub fn of(&self, authority: &[u8; 32]) -> Option<Pair> {
        let standing = self.standing();
        let base = standing.get(&(*authority, false)).cloned()?;
        Some(Pair { base, delta: standing.get(&(*authority, true)).cloned() })
    }

    /// Asks a source. `known` is the list it gave last and what it called it: that one is not sent again.
    ///
    /// # Errors
    /// [`ListFault::Unreachable`].
    pub async fn fetch(&self, source: &str, known: Option<&str>) -> Result<Fetched, ListFault> {
        fetch(&self.http, source, known).await.map_err(ListFault::Unreachable)
    }

    /// Takes a list, if it is one and newer than what stands. Reading and writing megabytes: not for the async threads.
    ///
    /// # Errors
    /// [`ListFault`]; what stood stands.
    pub fn take(&self, bytes: Vec<u8>, anchors: &Anchors, now: OffsetDateTime) -> Result<Key, ListFault> {
        let list = RevocationList::read(&bytes, anchors).map_err(ListFault::NotAccepted)?;
        if list.this_update() - now > MAX_SKEW || list.next_update() <= now {
            return Err(ListFault::NotInDate);
        }
        let key = (list.authority(), list.is_delta());
        if let Some(before) = self.standing().get(&key) {
            if before.kept.bytes() == bytes {
                return Ok(key);
            }
            if list.is_older_than(&before.list) {
                return Err(ListFault::Older);
            }
        }
        self.folder.keep(&key.0, key.1, &bytes).map_err(ListFault::NotKept)?;
        self.put(Listed::new(list, bytes));
        Ok(key)
    }

    /// When a list that stands is to be asked for again: well before its time is over.
    #[must_use]
    pub fn again_at(&self, key: &Key, now: OffsetDateTime) -> OffsetDateTime {
        let until = self.standing().get(key).map_or(now, |listed| listed.list.next_update());
        now + ((until - now) / PART).clamp(SOONEST, LATEST)
    }

    /// Of two readers at once the newer list stays.
    fn put(&self, listed: Arc<Listed>) {
        let key = (listed.list.authority(), listed.list.is_delta());
        let mut standing = self.standing();
        if standing.get(&key).is_none_or(|before| !listed.list.is_older_than(&before.list)) {
            standing.insert(key, listed);
        }
    }

    fn standing(&self) -> MutexGuard<'_, BTreeMap<Key, Arc<Listed>>> {
        // Every change is a single step: a panic elsewhere leaves it whole.
        self.standing.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
