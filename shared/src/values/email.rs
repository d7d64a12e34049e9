//! E-mail addresses.

use crate::kernel::problem::Code;
use crate::values::letters;
use std::fmt;
use std::str::FromStr;

/// Longest address that mail can carry.
const MAX: usize = 254;

/// An e-mail address in Latin letters; the domain in small letters, the part before `@` as typed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Email(String);

impl Email {
    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `a***n@mail.example`: enough to know one's own address by.
    #[must_use]
    pub fn masked(&self) -> String {
        let (local, domain) = self.0.split_once('@').unwrap_or((&self.0, ""));
        let first = &local[..1];
        let last = if local.len() > 2 { &local[local.len() - 1..] } else { "" };
        format!("{first}***{last}@{domain}")
    }
}

fn is_label(label: &str) -> bool {
    !label.is_empty()
        && !label.starts_with('-')
        && !label.ends_with('-')
        && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

impl FromStr for Email {
    type Err = Code;

    fn from_str(text: &str) -> Result<Self, Code> {
        let allowed = |letter: char| letter.is_ascii_alphanumeric() || "._%+-@".contains(letter);
        if let Some((place, letter)) = text.chars().enumerate().find(|&(_, letter)| !allowed(letter)) {
            return Err(letters::refuse(letter, place + 1, letters::latin_for(letter)));
        }
        if text.len() > MAX {
            return Err(Code::TooLong { max: MAX });
        }
        let (local, domain) = text.split_once('@').ok_or(Code::Malformed)?;
        let (_, top) = domain.rsplit_once('.').ok_or(Code::Malformed)?;
        let top_fits = top.len() >= 2 && top.bytes().all(|byte| byte.is_ascii_alphabetic());
        if local.is_empty() || !top_fits || !domain.split('.').all(is_label) {
            return Err(Code::Malformed);
        }
        Ok(Self(format!("{local}@{}", domain.to_ascii_lowercase())))
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
