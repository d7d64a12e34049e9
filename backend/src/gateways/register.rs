//! What every client of an outside register does: a time limit, retries of reads, a limit on the answer's size, and a
//! short memory of silence, so that a register which hangs is not waited for by everybody.

use std::{fmt, sync::Arc, sync::Mutex, sync::PoisonError, time::Duration};

use reqwest::{RequestBuilder, Response, StatusCode};
use serde::{Deserialize, de::DeserializeOwned};
use shared::kernel::eligibility::Register;
use time::OffsetDateTime;

/// Says what time it is, UTC.
pub type Clock = Arc<dyn Fn() -> OffsetDateTime + Send + Sync>;

/// How long an answer is waited for.
const TIME_LIMIT: Duration = Duration::from_secs(4);
/// Pauses before the second and the third try of a read that failed at once. A try that ran out of time is not repeated:
/// the person has waited long enough.
const PAUSES: [Duration; 2] = [Duration::from_millis(100), Duration::from_millis(400)];
/// No honest answer is larger.
const MOST_BYTES: usize = 4 * 1024 * 1024;
/// After so many answers in a row that never came, the register counts as silent …
const SILENCES: u32 = 3;
/// … for so long, and then one is asked again.
const REST: time::Duration = time::Duration::seconds(5);

/// A register gave no usable answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GatewayError {
    /// Which.
    pub register: Register,
    /// What went wrong.
    pub fault: GatewayFault,
}

/// What went wrong with a register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GatewayFault {
    /// Nobody was reached, or it told of a failure of its own (5xx): what was sent has not been taken. The detail is for the
    /// log.
    Failed(String),
    /// No answer in time, or a line that broke: what was sent may have been taken all the same.
    Silent(String),
    /// It understood and said no; the reason as it gave it.
    Refused(String),
    /// It answered something else than the contract says.
    Malformed(String),
}

impl fmt::Display for GatewayError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let register = self.register.id();
        match &self.fault {
            GatewayFault::Failed(why) | GatewayFault::Silent(why) => write!(out, "{register} does not answer: {why}"),
            GatewayFault::Refused(why) => write!(out, "{register} refuses: {why}"),
            GatewayFault::Malformed(why) => write!(out, "{register} answers against its contract: {why}"),
        }
    }
}

impl std::error::Error for GatewayError {}

/// `{"error": "not-found"}` and the like: what a contract's refusals look like.
#[derive(Deserialize)]
struct Failure {
    error: String,
    reason: Option<String>,
}

/// A client of one register.
#[derive(Clone)]
pub struct RegisterClient {
    http: reqwest::Client,
    base: String,
    register: Register,
    clock: Clock,
    silence: Arc<Mutex<Silence>>,
}

#[derive(Default)]
struct Silence {
    in_a_row: u32,
    until: Option<OffsetDateTime>,
}

/// An answer with its body read.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) body: Vec<u8>,
}

impl RegisterClient {
    /// `origin` is where the register stands (`https://host[:port]`), `prefix` its part of the path (`/fund/v1`).
    #[must_use]
    pub fn new(http: reqwest::Client, origin: &str, prefix: &str, register: Register, clock: Clock) -> Self {
        let base = format!("{}{prefix}", origin.trim_end_matches('/'));
        Self { http, base, register, clock, silence: Arc::default() }
    }

    fn failed(&self, why: impl fmt::Display) -> GatewayError {
        GatewayError { register: self.register, fault: GatewayFault::Failed(why.to_string()) }
    }

    fn silent(&self, why: impl fmt::Display) -> GatewayError {
        GatewayError { register: self.register, fault: GatewayFault::Silent(why.to_string()) }
    }

    pub(crate) fn refused(&self, why: impl fmt::Display) -> GatewayError {
        GatewayError { register: self.register, fault: GatewayFault::Refused(why.to_string()) }
    }

    pub(crate) fn malformed(&self, why: impl fmt::Display) -> GatewayError {
        GatewayError { register: self.register, fault: GatewayFault::Malformed(why.to_string()) }
    }

    /// Reads a thing; nothing when the register knows none.
    ///
    /// # Errors
    /// See [`GatewayFault`].
    pub(crate) async fn find<T: DeserializeOwned>(&self, path: &str) -> Result<Option<T>, GatewayError> {
        let answer = self.read(path).await?;
        match answer.status {
            StatusCode::OK => self.parse(&answer.body).map(Some),
            StatusCode::NOT_FOUND if self.failure(&answer).is_ok_and(|it| it.error == "not-found") => Ok(None),
            _ => Err(self.unexpected(&answer)),
        }
    }

    /// Reads a thing that is always there.
    ///
    /// # Errors
    /// See [`GatewayFault`].
    pub(crate) async fn fetch<T: DeserializeOwned>(&self, path: &str) -> Result<T, GatewayError> {
        let answer = self.read(path).await?;
        if answer.status == StatusCode::OK { self.parse(&answer.body) } else { Err(self.unexpected(&answer)) }
    }

    /// Sends once; `request` gets the full address.
    ///
    /// # Errors
    /// [`GatewayFault::Silent`] or an answer that is too large.
    pub(crate) async fn send(
        &self,
        path: &str,
        request: impl FnOnce(&reqwest::Client, String) -> RequestBuilder,
    ) -> Result<Answer, GatewayError> {
        self.rested()?;
        self.attempt(request(&self.http, format!("{}{path}", self.base))).await.map_err(|(error, _)| error)
    }

    /// A refusal in the contract's shape.
    pub(crate) fn refusal(&self, answer: &Answer) -> GatewayError {
        match self.failure(answer) {
            Ok(failure) => self.refused(failure.reason.unwrap_or(failure.error)),
            Err(error) => error,
        }
    }

    pub(crate) fn unexpected(&self, answer: &Answer) -> GatewayError {
        self.malformed(format_args!("status {}", answer.status))
    }

    pub(crate) fn parse<T: DeserializeOwned>(&self, body: &[u8]) -> Result<T, GatewayError> {
        // The place alone: the text of a serde error may quote what was in the answer.
        let place = |error: serde_json::Error| {
            let class = error.classify();
            self.malformed(format_args!("{class:?} at {}:{}", error.line(), error.column()))
        };
        serde_json::from_slice(body).map_err(place)
    }

    fn failure(&self, answer: &Answer) -> Result<Failure, GatewayError> {
        self.parse(&answer.body)
    }

    async fn read(&self, path: &str) -> Result<Answer, GatewayError> {
        self.rested()?;
        let mut pauses = PAUSES.iter();
        loop {
            match self.attempt(self.http.get(format!("{}{path}", self.base))).await {
                Ok(answer) => return Ok(answer),
                Err((error, again)) => match pauses.next().filter(|_| again) {
                    Some(pause) => tokio::time::sleep(*pause).await,
                    None => return Err(error),
                },
            }
        }
    }

    /// One try; with an error, whether another is worth making.
    async fn attempt(&self, request: RequestBuilder) -> Result<Answer, (GatewayError, bool)> {
        match request.timeout(TIME_LIMIT).send().await {
            Ok(response) if response.status().is_server_error() => {
                self.heard();
                Err((self.of_status(response.status()), true))
            }
            Ok(response) => {
                let status = response.status();
                let body = self.body(response).await?;
                self.heard();
                Ok(Answer { status, body })
            }
            Err(error) => Err(self.broken(&error)),
        }
    }

    async fn body(&self, mut response: Response) -> Result<Vec<u8>, (GatewayError, bool)> {
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| self.broken(&error))? {
            if body.len() + chunk.len() > MOST_BYTES {
                return Err((self.malformed("the answer is too large"), false));
            }
            body.extend_from_slice(&chunk);
        }
        Ok(body)
    }

    fn broken(&self, error: &reqwest::Error) -> (GatewayError, bool) {
        if error.is_timeout() {
            self.unheard();
            return (self.silent("no answer in time"), false);
        }
        self.heard(); // it fails at once, so nobody has to be kept from waiting
        // The address holds an IIN and must not reach a log.
        let error = if error.is_connect() { self.failed("no connection") } else { self.silent("the connection broke") };
        (error, true)
    }

    /// A failure that was told; by 504 somebody in between tells that it did not wait for the answer.
    fn of_status(&self, status: StatusCode) -> GatewayError {
        let why = format_args!("status {status}");
        if status == StatusCode::GATEWAY_TIMEOUT { self.silent(why) } else { self.failed(why) }
    }

    fn rested(&self) -> Result<(), GatewayError> {
        let mut silence = self.silence.lock().unwrap_or_else(PoisonError::into_inner);
        let now = (self.clock)();
        match silence.until {
            // A rest of more than its length was begun before the clock was set back: it is over.
            Some(until) if now < until && until - now <= REST => Err(self.failed("it was silent a moment ago")),
            Some(_) => {
                // One asker finds out; the others go on resting until it is known.
                silence.until = Some(now + REST);
                Ok(())
            }
            None => Ok(()),
        }
    }

    fn heard(&self) {
        *self.silence.lock().unwrap_or_else(PoisonError::into_inner) = Silence::default();
    }

    fn unheard(&self) {
        let mut silence = self.silence.lock().unwrap_or_else(PoisonError::into_inner);
        silence.in_a_row += 1;
        if silence.in_a_row >= SILENCES {
            silence.until = Some((self.clock)() + REST);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicI64, Ordering};

    /// A register rests for five seconds, then one asks and the others go on resting; a clock set back in between does not
    /// lengthen it.
    #[test]
    fn a_rest_ends_also_by_a_clock_set_back() {
        for (passed, is_over) in [(4_999, false), (5_000, true), (-1, true), (-3_600_000, true)] {
            let now = Arc::new(AtomicI64::new(0));
            let told = Arc::clone(&now);
            let clock: Clock = Arc::new(move || crate::clock::moment(told.load(Ordering::SeqCst)));
            let http = crate::gateways::client().unwrap();
            let client = RegisterClient::new(http, "http://127.0.0.1:9", "/fund/v1", Register::Fund, clock);
            (0..SILENCES).for_each(|_| client.unheard());
            assert!(client.rested().is_err());
            now.store(passed, Ordering::SeqCst);
            assert_eq!(client.rested().is_ok(), is_over, "{passed}");
            assert!(client.rested().is_err(), "{passed}: one alone finds out");
        }
    }
}
