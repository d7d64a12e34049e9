//! Time and randomness as they are handed in: a program gives the system's, a test its own.

use shared::values::day::Day;
use std::pin::Pin;
use std::sync::Arc;
use std::time::{Duration, Instant};
use time::{OffsetDateTime, UtcOffset, format_description::well_known::Rfc3339};

/// Tells the time, in UTC.
#[derive(Clone)]
pub struct Clock {
    tell: Arc<dyn Fn() -> OffsetDateTime + Send + Sync>,
    wait: Arc<dyn Fn(Duration) -> Waiting + Send + Sync>,
}

type Waiting = Pin<Box<dyn Future<Output = ()> + Send>>;

impl Clock {
    /// A clock that asks `tell`.
    pub fn new(tell: impl Fn() -> OffsetDateTime + Send + Sync + 'static) -> Self {
        Self { tell: Arc::new(tell), wait: Arc::new(|length| Box::pin(tokio::time::sleep(length))) }
    }

    /// The same clock, on which waiting is what `wait` makes of it.
    #[must_use]
    pub fn with_waiting<W>(self, wait: impl Fn(Duration) -> W + Send + Sync + 'static) -> Self
    where
        W: Future<Output = ()> + Send + 'static,
    {
        Self { wait: Arc::new(move |length| Box::pin(wait(length))), ..self }
    }

    /// Waits.
    pub async fn sleep(&self, length: Duration) {
        (self.wait)(length).await;
    }

    /// The system's own.
    #[must_use]
    pub fn system() -> Self {
        #[expect(clippy::disallowed_methods, reason = "the single place that reads the system's clock")]
        Self::new(OffsetDateTime::now_utc)
    }

    /// The bare function, for a client of an outside system.
    #[must_use]
    pub fn teller(&self) -> Arc<dyn Fn() -> OffsetDateTime + Send + Sync> {
        Arc::clone(&self.tell)
    }

    /// The time now, UTC.
    #[must_use]
    pub fn now(&self) -> OffsetDateTime {
        (self.tell)()
    }

    /// The time now as the store keeps it: milliseconds since 1970, UTC.
    #[must_use]
    pub fn millis(&self) -> i64 {
        millis(self.now())
    }

    /// Today's date in Kazakhstan (UTC+5 everywhere since 2024-03-01).
    #[must_use]
    pub fn today(&self) -> Day {
        day_in_kazakhstan(self.now())
    }
}

/// The date in Kazakhstan at `moment`.
#[must_use]
pub fn day_in_kazakhstan(moment: OffsetDateTime) -> Day {
    Day(in_kazakhstan(moment).date())
}

/// `moment` by the clocks of Kazakhstan.
#[must_use]
pub fn in_kazakhstan(moment: OffsetDateTime) -> OffsetDateTime {
    const KAZAKHSTAN: UtcOffset = match UtcOffset::from_hms(5, 0, 0) {
        Ok(offset) => offset,
        Err(_) => panic!("five hours are an offset"),
    };
    moment.to_offset(KAZAKHSTAN)
}

/// Milliseconds since 1970, as the store keeps a moment.
#[must_use]
pub fn millis(moment: OffsetDateTime) -> i64 {
    i64::try_from(moment.unix_timestamp_nanos() / 1_000_000).unwrap_or(i64::MAX)
}

/// The moment of so many milliseconds since 1970; 1970 itself when no calendar holds it.
#[must_use]
pub fn moment(millis: i64) -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp_nanos(i128::from(millis) * 1_000_000).unwrap_or(OffsetDateTime::UNIX_EPOCH)
}

/// A stored moment as the API writes it: RFC 3339, UTC.
#[must_use]
pub fn rfc3339(millis: i64) -> String {
    moment(millis).format(&Rfc3339).unwrap_or_default()
}

/// Whole seconds that cover so many milliseconds; none for what is over.
#[must_use]
pub fn seconds(millis: i64) -> u64 {
    u64::try_from(millis).unwrap_or_default().div_ceil(1000)
}

/// Pauses between tries that double up to a longest one, milliseconds.
#[derive(Clone, Copy, Debug)]
pub struct Pauses {
    /// After the first failed try.
    pub first: i64,
    /// However many have failed.
    pub longest: i64,
}

impl Pauses {
    /// The pause after a try, by how many were made before it.
    #[must_use]
    pub fn after(self, tries: i64) -> i64 {
        let doublings = u32::try_from(tries.clamp(0, 20)).unwrap_or_default();
        (self.first << doublings).min(self.longest)
    }
}

/// A stop watch for figures in the log and the length of a batch; no rule asks it.
#[must_use]
pub fn stop_watch() -> Instant {
    #[expect(clippy::disallowed_methods, reason = "the single place that reads the monotonic clock")]
    Instant::now()
}

type Fill = dyn Fn(&mut [u8]) + Send + Sync;

/// Gives random bytes.
#[derive(Clone)]
pub struct Random(Arc<Fill>);

impl Random {
    /// Randomness that `fill` gives.
    pub fn new(fill: impl Fn(&mut [u8]) + Send + Sync + 'static) -> Self {
        Self(Arc::new(fill))
    }

    /// The system's own, fit for secrets.
    #[must_use]
    pub fn system() -> Self {
        Self::new(|bytes| getrandom::fill(bytes).expect("a server without randomness cannot go on"))
    }

    /// `N` random bytes.
    #[must_use]
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        (self.0)(&mut bytes);
        bytes
    }

    /// A random identifier of 128 bits, 32 hexadecimal digits.
    #[must_use]
    pub fn id(&self) -> String {
        hex(&self.bytes::<16>())
    }

    /// A number below `limit`, each equally likely.
    #[must_use]
    pub fn below(&self, limit: u32) -> u32 {
        let fair = u32::MAX - u32::MAX % limit;
        loop {
            let number = u32::from_le_bytes(self.bytes());
            if number < fair {
                return number % limit;
            }
        }
    }
}

/// Lower-case hexadecimal digits.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]).map(|half| char::from(DIGITS[usize::from(half)])).collect()
}

/// Reads lower-case or upper-case hexadecimal digits.
#[must_use]
pub fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> = text.chars().map(|c| c.to_digit(16).and_then(|it| u8::try_from(it).ok())).collect();
    let digits = digits.filter(|it| it.len() % 2 == 0)?;
    Some(digits.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    #[test]
    fn the_day_begins_at_midnight_in_kazakhstan() {
        assert_eq!(day_in_kazakhstan(datetime!(2026-11-24 18:59:59 UTC)).to_string(), "2026-11-24");
        assert_eq!(day_in_kazakhstan(datetime!(2026-11-24 19:00:00 UTC)).to_string(), "2026-11-25");
    }

    #[test]
    fn hexadecimal_goes_there_and_back() {
        assert_eq!(hex(&[0, 0xaf, 16]), "00af10");
        assert_eq!(from_hex("00AF10"), Some(vec![0, 0xaf, 16]));
        assert_eq!(from_hex("0"), None);
        assert_eq!(from_hex("0ж"), None);
    }

    #[test]
    fn numbers_stay_below_their_limit() {
        let random = Random::system();
        assert!((0..1000).all(|_| random.below(10) < 10));
        assert_eq!(random.id().len(), 32);
    }
}
