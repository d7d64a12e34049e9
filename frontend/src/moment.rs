//! Times as people read them, in Kazakhstan's one time zone whatever the machine is set to.

/// Milliseconds between UTC and the time of Kazakhstan (UTC+5).
const OFFSET: f64 = 5.0 * 3_600_000.0;

/// A day and a time of day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moment {
    /// `24.11.2026`
    pub date: String,
    /// `14:05`
    pub time: String,
}

impl Moment {
    /// Reads RFC 3339; what cannot be read is shown as it came.
    #[must_use]
    pub fn read(instant: &str) -> Self {
        let utc = js_sys::Date::parse(instant);
        if utc.is_nan() { Self { date: instant.to_owned(), time: String::new() } } else { Self::at(utc) }
    }

    /// The moment so many milliseconds after 1970 began.
    #[must_use]
    pub fn at(utc: f64) -> Self {
        let local = js_sys::Date::new(&(utc + OFFSET).into());
        Self {
            date: format!("{:02}.{:02}.{}", local.get_utc_date(), local.get_utc_month() + 1, local.get_utc_full_year()),
            time: format!("{:02}:{:02}", local.get_utc_hours(), local.get_utc_minutes()),
        }
    }

    /// Date and time, `24.11.2026, 14:05`.
    #[must_use]
    pub fn whole(&self) -> String {
        format!("{}, {}", self.date, self.time)
    }
}

/// An ISO day as `24.11.2026`; what cannot be read is shown as it came.
#[must_use]
pub fn day(iso: &str) -> String {
    iso.parse().map_or_else(|_| iso.to_owned(), shared::values::day::Day::dotted)
}
