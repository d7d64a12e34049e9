//! The window of the program: requests that wait for a person, and the keys they may choose.

use std::collections::VecDeque;

use serde::Serialize;
use tokio::sync::oneshot;

use super::protocol::Ask;
use crate::authority::{KeyHolder, KeyId, KeyKind, KeyState, keys_of_a_person, purposes};

/// The only storage that the demo citizens have: a file.
pub const STORAGE: &str = "PKCS12";
/// Password of every demo key file, as the official test keys have it.
pub const PASSWORD: &str = "Qwerty12";

/// What the person did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Signed with this key.
    Key(KeyId),
    /// Pressed «cancel».
    Cancel,
}

/// Why the window did not accept what the person did; it stays open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// No such request waits (any more).
    NotWaiting,
    /// The storage is not there, or the page does not allow it.
    Storage,
    /// No such key.
    UnknownKey,
    /// The key is shown greyed out: it does not match the page's filters.
    KeyNotOffered,
    /// Wrong password.
    Password,
}

impl Refusal {
    /// The code on the desk.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NotWaiting => "not-waiting",
            Self::Storage => "no-such-storage",
            Self::UnknownKey => "unknown-key",
            Self::KeyNotOffered => "key-not-offered",
            Self::Password => "wrong-password",
        }
    }
}

/// A request that waits for a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Pending {
    /// Names the request on the desk.
    pub id: String,
    /// Storages that the page allows; none allows all.
    pub allowed_storages: Option<Vec<String>>,
    /// Key purposes that the page asks for.
    pub ext_key_usage_oids: Vec<String>,
    /// Only this person's keys.
    pub iin: Option<String>,
    /// How many documents are signed at once.
    pub documents: usize,
    /// Keys, those that can be chosen first.
    pub keys: Vec<OfferedKey>,
}

/// A key in the window.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OfferedKey {
    /// [`KeyId`] as text.
    pub id: String,
    /// File name and holder.
    pub label: String,
    /// Which key.
    pub kind: KeyKind,
    /// ЖСН / ИИН of the holder.
    pub iin: String,
    /// What is the matter with it.
    pub state: KeyState,
    /// It matches the filters; otherwise it is greyed out.
    pub enabled: bool,
}

struct Waiting {
    id: String,
    ask: Ask,
    answer: oneshot::Sender<Choice>,
}

/// Requests that wait, oldest first: the window shows one at a time.
#[derive(Default)]
pub struct Queue {
    made: u64,
    waiting: VecDeque<Waiting>,
}

impl Queue {
    /// Puts a request into the queue; the receiver tells what the person did.
    pub fn add(&mut self, ask: Ask) -> (String, oneshot::Receiver<Choice>) {
        self.made += 1;
        let id = format!("r{}", self.made);
        let (answer, choice) = oneshot::channel();
        self.waiting.push_back(Waiting { id: id.clone(), ask, answer });
        (id, choice)
    }

    /// Takes a request out: the page went away.
    pub fn remove(&mut self, id: &str) {
        self.waiting.retain(|waiting| waiting.id != id);
    }

    /// Takes all requests out: the program ends.
    pub fn clear(&mut self) {
        self.waiting.clear();
    }

    /// The request in the window.
    pub fn shown(&self, holders: &[KeyHolder]) -> Option<Pending> {
        self.waiting.front().map(|waiting| Pending {
            id: waiting.id.clone(),
            allowed_storages: waiting.ask.storages.clone(),
            ext_key_usage_oids: waiting.ask.purposes.clone(),
            iin: waiting.ask.iin.clone(),
            documents: waiting.ask.contents.len(),
            keys: offered(&waiting.ask, holders),
        })
    }

    /// The person chose a key and pressed «sign».
    pub fn sign(
        &mut self,
        id: &str,
        storage: &str,
        key: &str,
        password: &str,
        holders: &[KeyHolder],
    ) -> Result<(), Refusal> {
        let waiting = self.waiting.iter().find(|waiting| waiting.id == id).ok_or(Refusal::NotWaiting)?;
        let allowed = waiting.ask.storages.as_ref().is_none_or(|allowed| allowed.iter().any(|one| one == storage));
        if storage != STORAGE || !allowed {
            return Err(Refusal::Storage);
        }
        let key: KeyId = key.parse().map_err(|()| Refusal::UnknownKey)?;
        if !holders.iter().any(|holder| holder.iin == key.iin) {
            return Err(Refusal::UnknownKey);
        }
        if !matches(&waiting.ask, &key) {
            return Err(Refusal::KeyNotOffered);
        }
        if password != PASSWORD {
            return Err(Refusal::Password);
        }
        self.answer(id, Choice::Key(key))
    }

    /// The person pressed «cancel».
    pub fn cancel(&mut self, id: &str) -> Result<(), Refusal> {
        self.answer(id, Choice::Cancel)
    }

    fn answer(&mut self, id: &str, choice: Choice) -> Result<(), Refusal> {
        let place = self.waiting.iter().position(|waiting| waiting.id == id).ok_or(Refusal::NotWaiting)?;
        let waiting = self.waiting.remove(place).ok_or(Refusal::NotWaiting)?;
        waiting.answer.send(choice).map_err(|_| Refusal::NotWaiting)
    }
}

/// Whether the page's filters let this key be chosen: it carries every purpose and belongs to the person.
pub fn matches(ask: &Ask, key: &KeyId) -> bool {
    let carried: Vec<String> = purposes(key.kind, key.state).iter().map(ToString::to_string).collect();
    let says_whose = key.state != KeyState::WithoutIin;
    ask.purposes.iter().all(|purpose| carried.contains(purpose))
        && ask.iin.as_ref().is_none_or(|iin| says_whose && *iin == key.iin)
}

/// The first good key that the filters let be chosen.
pub fn first_match(ask: &Ask, holders: &[KeyHolder]) -> Option<KeyId> {
    all_keys(holders).map(|(_, key)| key).find(|key| key.state == KeyState::Good && matches(ask, key))
}

fn all_keys(holders: &[KeyHolder]) -> impl Iterator<Item = (&KeyHolder, KeyId)> {
    holders.iter().flat_map(|holder| {
        keys_of_a_person().map(move |(kind, state)| (holder, KeyId { iin: holder.iin.clone(), kind, state }))
    })
}

fn offered(ask: &Ask, holders: &[KeyHolder]) -> Vec<OfferedKey> {
    let mut keys: Vec<_> = all_keys(holders)
        .map(|(holder, key)| OfferedKey {
            id: key.to_string(),
            label: format!("{} {} {}", key.kind.file(), holder.surname, holder.given),
            kind: key.kind,
            iin: key.iin.clone(),
            state: key.state,
            enabled: matches(ask, &key),
        })
        .collect();
    keys.sort_by_key(|key| (!key.enabled, ask.iin.as_ref().is_some_and(|iin| *iin != key.iin)));
    keys
}
