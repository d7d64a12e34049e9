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

/// Which key of the pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum KeyKind {
    /// `AUTH_RSA…`: for login.
    Auth,
    /// `RSA…`: for signing.
    Sign,
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
}

/// Names one key of one person: `<iin>-auth`, `<iin>-sign`, `<iin>-sign-expired`, `<iin>-auth-org`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId {
    /// ЖСН / ИИН of the holder.
    pub iin: String,
    /// Which key of the pair.
    pub kind: KeyKind,
    /// Its state.
    pub state: KeyState,
}

/// The keys that every person has.
pub const KEYS_OF_A_PERSON: [(KeyKind, KeyState); 12] = [
    (KeyKind::Auth, KeyState::Good),
    (KeyKind::Sign, KeyState::Good),
    (KeyKind::Auth, KeyState::Expired),
    (KeyKind::Auth, KeyState::Revoked),
    (KeyKind::Auth, KeyState::LookAlike),
    (KeyKind::Auth, KeyState::OtherName),
    (KeyKind::Auth, KeyState::Organisation),
    (KeyKind::Sign, KeyState::Expired),
    (KeyKind::Sign, KeyState::Revoked),
    (KeyKind::Sign, KeyState::LookAlike),
    (KeyKind::Sign, KeyState::OtherName),
    (KeyKind::Sign, KeyState::Organisation),
];

/// The end of a key's name for its state; nothing for a good one.
const STATES: [(KeyState, &str); 6] = [
    (KeyState::Good, ""),
    (KeyState::Expired, "-expired"),
    (KeyState::Revoked, "-revoked"),
    (KeyState::LookAlike, "-lookalike"),
    (KeyState::OtherName, "-othername"),
    (KeyState::Organisation, "-org"),
];

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.kind {
            KeyKind::Auth => "auth",
            KeyKind::Sign => "sign",
        };
        let state = STATES.iter().find(|(state, _)| *state == self.state).map_or("", |(_, name)| name);
        write!(f, "{}-{kind}{state}", self.iin)
    }
}

impl FromStr for KeyId {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (iin, rest) = text.split_once('-').ok_or(())?;
        let (kind, rest) = match (rest.strip_prefix("auth"), rest.strip_prefix("sign")) {
            (Some(rest), _) => (KeyKind::Auth, rest),
            (_, Some(rest)) => (KeyKind::Sign, rest),
            _ => return Err(()),
        };
        let state = STATES.iter().find(|(_, name)| *name == rest).map(|(state, _)| *state).ok_or(())?;
        Ok(Self { iin: iin.to_owned(), kind, state })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_read_as_they_are_written() {
        for (kind, state) in KEYS_OF_A_PERSON {
            let id = KeyId { iin: "850101300014".to_owned(), kind, state };
            assert_eq!(id.to_string().parse(), Ok(id));
        }
        for other in ["", "850101300014", "850101300014-seal", "850101300014-auth-lost"] {
            assert_eq!(other.parse::<KeyId>(), Err(()), "{other}");
        }
    }
}
