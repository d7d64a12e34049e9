//! Amounts in tenge.

use crate::kernel::problem::Code;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize, de};
use std::fmt;
use std::str::FromStr;

/// An amount in tenge with two places (tiyn); decimal text on the wire, never a float.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Money(pub Decimal);

impl Money {
    /// Is there anything?
    #[must_use]
    pub fn is_positive(self) -> bool {
        self.0 > Decimal::ZERO
    }

    /// `6 184 320,55`: thousands parted by a narrow no-break space's wide sister (U+00A0), comma before tiyn.
    #[must_use]
    pub fn grouped(self) -> String {
        let text = format!("{:.2}", self.0);
        let (whole, tiyn) = text.split_once('.').unwrap_or((&text, "00"));
        let (sign, whole) = whole.strip_prefix('-').map_or(("", whole), |rest| ("−", rest));
        let mut grouped = String::from(sign);
        for (place, digit) in whole.chars().enumerate() {
            if place > 0 && (whole.len() - place) % 3 == 0 {
                grouped.push('\u{a0}');
            }
            grouped.push(digit);
        }
        grouped + "," + tiyn
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.2}", self.0)
    }
}

impl FromStr for Money {
    type Err = Code;

    /// Takes `1 234,50` and `1234.50`: digits, spaces between them, one comma or point before at most two digits.
    fn from_str(text: &str) -> Result<Self, Code> {
        let plain: String = text.chars().filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}')).collect();
        let (whole, tiyn) = plain.split_once([',', '.']).unwrap_or((&plain, ""));
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || whole.len() > 15 || !digits(whole) || !digits(tiyn) || tiyn.len() > 2 {
            return Err(Code::Malformed);
        }
        if tiyn.is_empty() && plain.len() != whole.len() {
            return Err(Code::Malformed);
        }
        let mut amount: Decimal = format!("{whole}.{tiyn:0<2}").parse().map_err(|_| Code::Malformed)?;
        amount.rescale(2);
        Ok(Self(amount))
    }
}

impl Serialize for Money {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Money {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(|_| de::Error::custom("not an amount"))
    }
}

#[cfg(feature = "openapi")]
impl schemars::JsonSchema for Money {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Money".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^[0-9]+\\.[0-9]{2}$" })
    }
}
