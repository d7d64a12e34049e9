//! Whose key it is, of which kind and in which state.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::personas::Persona;

/// A person with keys: the names are those that stand in the certificates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyHolder {
    /// ЖСН / ИИН.
    pub iin: String,
    /// Тегі / фамилия.
    pub surname: String,
    /// Аты / имя.
    pub given: String,
    /// Әкесінің аты / отчество, if there is one.
    pub patronymic: Option<String>,
}

impl KeyHolder {
    /// Short form of the constructor for tables.
    #[must_use]
    pub fn new(iin: &str, surname: &str, given: &str, patronymic: Option<&str>) -> Self {
        Self {
            iin: iin.to_owned(),
            surname: surname.to_owned(),
            given: given.to_owned(),
            patronymic: patronymic.map(str::to_owned),
        }
    }
}

impl From<&Persona> for KeyHolder {
    fn from(persona: &Persona) -> Self {
        let name = persona.certificate_name();
        Self::new(&persona.iin, &name.surname, &name.given, name.patronymic.as_deref())
    }
}

/// Which key: one of the pair, or the single one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum KeyKind {
    /// `AUTH_RSA…`: for login.
    Auth,
    /// `RSA…`: for signing.
    Sign,
    /// `GOST512…`: the single key of ГОСТ 34.10-2015, for both and not said to be for login.
    Gost,
}

impl KeyKind {
    /// What the name of its file begins with.
    #[must_use]
    pub fn file(self) -> &'static str {
        match self {
            Self::Auth => "AUTH_RSA256",
            Self::Sign => "RSA256",
            Self::Gost => "GOST512",
        }
    }

    /// Its part of a [`KeyId`].
    fn name(self) -> &'static str {
        match self {
            Self::Auth => "auth",
            Self::Sign => "sign",
            Self::Gost => "gost",
        }
    }
}

/// What is the matter with the key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum KeyState {
    /// Nothing.
    Good,
    /// Its certificate has expired.
    Expired,
    /// Its certificate was revoked.
    Revoked,
    /// Issued by an authority with the same names and other keys.
    LookAlike,
    /// The certificate is in other names than the state register has.
    OtherName,
    /// The key of an organisation's head.
    Organisation,
    /// The certificate does not say whose it is by number.
    WithoutIin,
}

/// Names one key of one person: `<iin>-auth`, `<iin>-sign`, `<iin>-gost`, `<iin>-sign-expired`, `<iin>-auth-org`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId {
    /// ЖСН / ИИН of the holder.
    pub iin: String,
    /// Which key.
    pub kind: KeyKind,
    /// Its state.
    pub state: KeyState,
}

/// The kinds of keys that every person has, …
pub const KINDS: [KeyKind; 3] = [KeyKind::Auth, KeyKind::Sign, KeyKind::Gost];

/// … each in every state, the good ones first.
pub fn keys_of_a_person() -> impl Iterator<Item = (KeyKind, KeyState)> {
    let good = KINDS.map(|kind| (kind, KeyState::Good));
    let others = KINDS.into_iter().flat_map(|kind| STATES[1..].iter().map(move |(state, _)| (kind, *state)));
    good.into_iter().chain(others)
}

/// The end of a key's name for its state; nothing for a good one.
const STATES: [(KeyState, &str); 7] = [
    (KeyState::Good, ""),
    (KeyState::Expired, "-expired"),
    (KeyState::Revoked, "-revoked"),
    (KeyState::LookAlike, "-lookalike"),
    (KeyState::OtherName, "-othername"),
    (KeyState::Organisation, "-org"),
    (KeyState::WithoutIin, "-noiin"),
];

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = self.kind.name();
        let state = STATES.iter().find(|(state, _)| *state == self.state).map_or("", |(_, name)| name);
        write!(f, "{}-{kind}{state}", self.iin)
    }
}

impl FromStr for KeyId {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (iin, rest) = text.split_once('-').ok_or(())?;
        let of = |kind: KeyKind| Some((kind, rest.strip_prefix(kind.name())?));
        let (kind, rest) = KINDS.into_iter().find_map(of).ok_or(())?;
        let state = STATES.iter().find(|(_, name)| *name == rest).map(|(state, _)| *state).ok_or(())?;
        Ok(Self { iin: iin.to_owned(), kind, state })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_read_as_they_are_written() {
        for (kind, state) in keys_of_a_person() {
            let id = KeyId { iin: "850101300014".to_owned(), kind, state };
            assert_eq!(id.to_string().parse(), Ok(id));
        }
        for other in ["", "850101300014", "850101300014-seal", "850101300014-auth-lost"] {
            assert_eq!(other.parse::<KeyId>(), Err(()), "{other}");
        }
    }
}
