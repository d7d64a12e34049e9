//! Phone numbers of Kazakhstan.

use crate::kernel::problem::Code;
use crate::values::letters;
use std::fmt;
use std::str::FromStr;

/// First three digits of mobile numbers, by the public numbering plan. Numbers may move between operators, so the
/// prefix tells that it is a mobile of Kazakhstan and nothing more.
pub const MOBILE_PREFIXES: [&str; 19] = [
    "700", "701", "702", "705", "706", "707", "708", "747", "760", "761", "762", "763", "764", "771", "775", "776",
    "777", "778", "785",
];

/// First two digits of landline numbers: the zones 710–719 and 720–729.
pub const LANDLINE_PREFIXES: [&str; 2] = ["71", "72"];

/// A mobile or landline number of Kazakhstan.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AnyPhone(String);

/// A mobile number of a Kazakhstan operator.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MobilePhone(AnyPhone);

impl AnyPhone {
    /// `+7XXXXXXXXXX` (E.164).
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Is it a mobile?
    #[must_use]
    pub fn is_mobile(&self) -> bool {
        MOBILE_PREFIXES.iter().any(|prefix| self.0[2..].starts_with(prefix))
    }

    /// `+7 777 777 77 77`, for review and print.
    #[must_use]
    pub fn grouped(&self) -> String {
        let digits = &self.0;
        format!("{} {} {} {} {}", &digits[..2], &digits[2..5], &digits[5..8], &digits[8..10], &digits[10..])
    }

    /// `+7 777 *** ** 77`: enough to know one's own number by.
    #[must_use]
    pub fn masked(&self) -> String {
        format!("{} {} *** ** {}", &self.0[..2], &self.0[2..5], &self.0[10..])
    }
}

impl MobilePhone {
    /// `+7XXXXXXXXXX` (E.164).
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// `+7 777 777 77 77`, for review and print.
    #[must_use]
    pub fn grouped(&self) -> String {
        self.0.grouped()
    }

    /// `+7 777 *** ** 77`.
    #[must_use]
    pub fn masked(&self) -> String {
        self.0.masked()
    }
}

/// The ten digits after the country code, which is written `+7`, `7`, `8` or not at all.
fn national(text: &str) -> Result<String, Code> {
    let mut digits = String::with_capacity(11);
    for (place, letter) in text.chars().enumerate() {
        let between = letters::is_space(letter) || letters::is_dash(letter) || matches!(letter, '(' | ')' | '.' | '/');
        match letter {
            '0'..='9' => digits.push(letter),
            '+' if digits.is_empty() => {}
            _ if between => {}
            _ => return Err(letters::refuse(letter, place + 1, None)),
        }
    }
    let international = text.trim_start().starts_with('+');
    match (digits.len(), digits.as_bytes().first()) {
        (_, first) if international && first != Some(&b'7') => Err(Code::NotKazakhstan),
        (11, Some(b'7' | b'8')) => Ok(digits.split_off(1)),
        (10, Some(b'7')) if !international => Ok(digits),
        _ => Err(Code::Malformed),
    }
}

impl FromStr for AnyPhone {
    type Err = Code;

    fn from_str(text: &str) -> Result<Self, Code> {
        let national = national(text)?;
        let known = MOBILE_PREFIXES.iter().chain(&LANDLINE_PREFIXES).any(|prefix| national.starts_with(prefix));
        if known { Ok(Self(format!("+7{national}"))) } else { Err(Code::NotKazakhstan) }
    }
}

impl FromStr for MobilePhone {
    type Err = Code;

    /// A landline is malformed here, a number of no operator of Kazakhstan is not of Kazakhstan.
    fn from_str(text: &str) -> Result<Self, Code> {
        let phone: AnyPhone = text.parse()?;
        if phone.is_mobile() { Ok(Self(phone)) } else { Err(Code::Malformed) }
    }
}

impl fmt::Display for AnyPhone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for MobilePhone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
