//! БСН / БИН: the number of a legal person.

use crate::kernel::problem::Code;
use crate::values::iin::{check_digit, twelve_digits};
use std::fmt;
use std::str::FromStr;

/// A formally valid business identification number: month of registration, kind, check digit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Bin([u8; 12]);

impl Bin {
    /// The 12 digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl FromStr for Bin {
    type Err = Code;

    fn from_str(text: &str) -> Result<Self, Code> {
        let digits = twelve_digits(text)?;
        let month = (digits[2] - b'0') * 10 + (digits[3] - b'0');
        if !(1..=12).contains(&month) {
            return Err(Code::BadDate);
        }
        // 4 resident, 5 non-resident, 6 joint entrepreneurship; a person's number has 0–3 here.
        if !(b'4'..=b'6').contains(&digits[4]) {
            return Err(Code::Malformed);
        }
        if check_digit(&digits) != Some(u32::from(digits[11] - b'0')) {
            return Err(Code::BadChecksum);
        }
        Ok(Self(digits))
    }
}

impl fmt::Display for Bin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
