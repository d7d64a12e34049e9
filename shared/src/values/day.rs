//! A calendar day.

use crate::kernel::problem::Code;
use serde::{Deserialize, Serialize, de};
use std::fmt;
use std::str::FromStr;
use time::{Date, Month};

/// A day of the calendar; ISO (`2026-11-24`) on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub Date);

impl Day {
    /// The day of a year, month and day of the month, when there is one.
    #[must_use]
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        Date::from_calendar_date(year, Month::try_from(month).ok()?, day).ok().map(Self)
    }

    /// `24.11.2026`, as the forms of the Fund have it.
    #[must_use]
    pub fn dotted(self) -> String {
        format!("{:02}.{:02}.{:04}", self.0.day(), u8::from(self.0.month()), self.0.year())
    }

    /// Whole years from this day to `later`; born on 29 February, one is a year older on 1 March.
    #[must_use]
    pub fn years_until(self, later: Self) -> i32 {
        let turned = (u8::from(later.0.month()), later.0.day()) >= (u8::from(self.0.month()), self.0.day());
        later.0.year() - self.0.year() - i32::from(!turned)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.0.year(), u8::from(self.0.month()), self.0.day())
    }
}

impl FromStr for Day {
    type Err = Code;

    fn from_str(text: &str) -> Result<Self, Code> {
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let (Some(year), Some("-"), Some(month), Some("-"), Some(day)) =
            (text.get(..4), text.get(4..5), text.get(5..7), text.get(7..8), text.get(8..))
        else {
            return Err(Code::Malformed);
        };
        if day.len() != 2 || !(digits(year) && digits(month) && digits(day)) {
            return Err(Code::Malformed);
        }
        let number = |part: &str| part.parse().map_err(|_| Code::Malformed);
        let year = year.parse().map_err(|_| Code::Malformed)?;
        Self::new(year, number(month)?, number(day)?).ok_or(Code::BadDate)
    }
}

impl Serialize for Day {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(|_| de::Error::custom("not a day"))
    }
}

#[cfg(feature = "openapi")]
impl schemars::JsonSchema for Day {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Day".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "format": "date" })
    }
}
