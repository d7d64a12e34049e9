//! ЖСН / ИИН: the personal number.

use crate::kernel::problem::Code;
use crate::values::day::Day;
use crate::values::letters;
use serde::{Deserialize, Serialize, de};
use std::fmt;
use std::str::FromStr;

/// A formally valid individual identification number: 12 digits with a birth date and a check digit.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Iin([u8; 12]);

impl Iin {
    /// The 12 digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// Date of birth written in the number.
    #[must_use]
    pub fn birth(&self) -> Option<Day> {
        birth(&self.0)
    }
}

fn digit(ascii: u8) -> u32 {
    u32::from(ascii - b'0')
}

fn birth(digits: &[u8; 12]) -> Option<Day> {
    let two = |at: usize| (digit(digits[at]) * 10 + digit(digits[at + 1])) as u8;
    let century = match digits[6] {
        b'1' | b'2' => 1800,
        b'3' | b'4' => 1900,
        b'5' | b'6' => 2000,
        _ => return None,
    };
    Day::new(century + i32::from(two(0)), two(2), two(4))
}

/// The check digit of the first eleven digits, shared by IIN and BIN; `None` where no number can exist (domain 3).
#[must_use]
pub(crate) fn check_digit(digits: &[u8; 12]) -> Option<u32> {
    let sum = |from: u32| {
        let weight = |place: u32| (place + from - 1) % 11 + 1;
        (0..11).map(|place| digit(digits[place as usize]) * weight(place)).sum::<u32>() % 11
    };
    match sum(1) {
        10 => Some(sum(3)).filter(|&check| check != 10),
        check => Some(check),
    }
}

/// Twelve digits from text in which spaces do not matter.
pub(crate) fn twelve_digits(text: &str) -> Result<[u8; 12], Code> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if let Some((at, letter)) = plain.chars().enumerate().find(|(_, c)| !c.is_ascii_digit()) {
        return Err(letters::refuse(letter, at + 1, None));
    }
    plain.as_bytes().try_into().map_err(|_| Code::WrongLength { expected: 12, found: plain.len() })
}

impl FromStr for Iin {
    type Err = Code;

    fn from_str(text: &str) -> Result<Self, Code> {
        let digits = twelve_digits(text)?;
        birth(&digits).ok_or(Code::BadDate)?;
        if check_digit(&digits) != Some(digit(digits[11])) {
            return Err(Code::BadChecksum);
        }
        Ok(Self(digits))
    }
}

impl fmt::Display for Iin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Iin {
    /// Hidden, so that it cannot slip into a log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Iin(…)")
    }
}

impl Serialize for Iin {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Iin {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(|_| de::Error::custom("not an IIN"))
    }
}

#[cfg(feature = "openapi")]
impl schemars::JsonSchema for Iin {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Iin".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^[0-9]{12}$" })
    }
}
