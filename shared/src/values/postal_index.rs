//! Пошта индексі: the old one of six digits and the new one of seven characters.

use crate::kernel::problem::Code;
use crate::values::letters;
use std::fmt;
use std::str::FromStr;

/// The old postal index.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct OldIndex(String);

/// The new postal index, which only the post's directory gives.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct NewIndex(String);

impl OldIndex {
    /// The six digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl NewIndex {
    /// The seven characters, in capitals.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for OldIndex {
    type Err = Code;

    fn from_str(text: &str) -> Result<Self, Code> {
        let plain: String = text.chars().filter(|&letter| !letters::is_space(letter)).collect();
        if let Some((place, letter)) = plain.chars().enumerate().find(|(_, letter)| !letter.is_ascii_digit()) {
            return Err(letters::refuse(letter, place + 1, None));
        }
        if plain.len() == 6 { Ok(Self(plain)) } else { Err(Code::WrongLength { expected: 6, found: plain.len() }) }
    }
}

impl FromStr for NewIndex {
    type Err = Code;

    fn from_str(text: &str) -> Result<Self, Code> {
        let mut plain = String::with_capacity(7);
        for (place, letter) in text.chars().filter(|&letter| !letters::is_space(letter)).enumerate() {
            if !letter.is_ascii_alphanumeric() {
                let instead = letters::latin_for(letter).map(|latin| latin.to_ascii_uppercase());
                return Err(letters::refuse(letter, place + 1, instead));
            }
            plain.push(letter.to_ascii_uppercase());
        }
        let &[oblast, tens, ones, ..] = plain.as_bytes() else {
            return Err(Code::WrongLength { expected: 7, found: plain.len() });
        };
        if plain.len() != 7 {
            return Err(Code::WrongLength { expected: 7, found: plain.len() });
        }
        if oblast.is_ascii_alphabetic() && tens.is_ascii_digit() && ones.is_ascii_digit() {
            Ok(Self(plain))
        } else {
            Err(Code::Malformed)
        }
    }
}

impl fmt::Display for OldIndex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for NewIndex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
