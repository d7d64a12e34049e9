//! ЖСК / ИИК: the account number (IBAN) of Kazakhstan.

use crate::kernel::problem::Code;
use crate::values::letters;
use std::fmt;
use std::str::FromStr;

const LENGTH: usize = 20;

/// A formally valid account number: `KZ`, two check digits, three digits of the bank, 13 characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Iban([u8; LENGTH]);

impl Iban {
    /// The 20 characters without spaces.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// Characters 5–7: whose account it is.
    #[must_use]
    pub fn bank_code(&self) -> &str {
        &self.as_str()[4..7]
    }

    /// Paper form, by four: `KZ35 601A 0000 0001 2345`.
    #[must_use]
    pub fn grouped(&self) -> String {
        grouped(self.as_str())
    }
}

/// Any account number in groups of four.
#[must_use]
pub fn grouped(number: &str) -> String {
    let mut out = String::with_capacity(number.len() * 5 / 4);
    for (place, letter) in number.chars().enumerate() {
        if place > 0 && place % 4 == 0 {
            out.push(' ');
        }
        out.push(letter);
    }
    out
}

/// Remainder of ISO 7064 mod 97-10: the first four characters moved to the end, `A` = 10 … `Z` = 35.
fn remainder(account: &[u8; LENGTH]) -> u32 {
    account[4..].iter().chain(&account[..4]).fold(0, |rest, &letter| match letter {
        b'0'..=b'9' => (rest * 10 + u32::from(letter - b'0')) % 97,
        _ => (rest * 100 + u32::from(letter - b'A') + 10) % 97,
    })
}

impl FromStr for Iban {
    type Err = Code;

    /// Spaces, hyphens and letter case do not matter; places are counted without them.
    fn from_str(text: &str) -> Result<Self, Code> {
        let mut plain = Vec::with_capacity(LENGTH);
        let typed = text.chars().filter(|&letter| !letters::is_space(letter) && !letters::is_dash(letter));
        for (place, letter) in typed.enumerate() {
            if !letter.is_ascii_alphanumeric() {
                let instead = letters::latin_for(letter).map(|latin| latin.to_ascii_uppercase());
                return Err(letters::refuse(letter, place + 1, instead));
            }
            plain.push(letter.to_ascii_uppercase() as u8);
        }
        if plain.len() >= 2 && !plain.starts_with(b"KZ") {
            return Err(Code::Malformed);
        }
        let found = plain.len();
        let account: [u8; LENGTH] = plain.try_into().map_err(|_| Code::WrongLength { expected: LENGTH, found })?;
        if let Some(place) = (2..7).find(|&place| !account[place].is_ascii_digit()) {
            return Err(letters::refuse(account[place].into(), place + 1, None));
        }
        if remainder(&account) != 1 {
            return Err(Code::BadChecksum);
        }
        Ok(Self(account))
    }
}

impl fmt::Display for Iban {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
