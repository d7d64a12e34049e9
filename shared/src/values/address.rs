//! Parts of a postal address, in Cyrillic letters only.

use crate::kernel::problem::Code;
use crate::values::letters;
use std::fmt;
use std::str::FromStr;

/// Signs that may stand in an address besides letters, digits and spaces.
const SIGNS: &str = ".,-–/№\"«»'():";

/// Kazakh letters beyond the Russian ones.
const KAZAKH: &str = "ӘәҒғҚқҢңӨөҰұҮүҺһІіЁё";

/// A part of an address of at most `MAX` characters; single spaces between words.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AddressText<const MAX: usize>(String);

impl<const MAX: usize> AddressText<MAX> {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<const MAX: usize> From<AddressText<MAX>> for String {
    fn from(text: AddressText<MAX>) -> Self {
        text.0
    }
}

/// One of the letters of the Kazakh alphabet; `й` and `ё` only as one character, for composing needs Unicode tables.
fn is_letter(letter: char) -> bool {
    matches!(letter, 'А'..='я') || KAZAKH.contains(letter)
}

impl<const MAX: usize> FromStr for AddressText<MAX> {
    type Err = Code;

    fn from_str(text: &str) -> Result<Self, Code> {
        let allowed = |letter: char| {
            is_letter(letter) || letter.is_ascii_digit() || letters::is_space(letter) || SIGNS.contains(letter)
        };
        if let Some((place, letter)) = text.chars().enumerate().find(|&(_, letter)| !allowed(letter)) {
            return Err(letters::refuse(letter, place + 1, letters::cyrillic_for(letter)));
        }
        let words: Vec<&str> = text.split(letters::is_space).filter(|word| !word.is_empty()).collect();
        let plain = words.join(" ");
        if plain.chars().count() > MAX {
            return Err(Code::TooLong { max: MAX });
        }
        if !plain.chars().any(|letter| is_letter(letter) || letter.is_ascii_digit()) {
            return Err(Code::Malformed);
        }
        Ok(Self(plain))
    }
}

impl<const MAX: usize> fmt::Display for AddressText<MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
