//! Handing a signature in until it is known what became of it. Nothing here is said that is not certain: an answer that got lost
//! may have been a good one, so the server is asked whether there is an application before «nothing was sent» may be told.

use crate::api::{Answer, Failure};
use shared::kernel::problem::Problem;

/// Pauses before it is tried or asked again, milliseconds; the last one is kept to.
const PAUSES: [i32; 5] = [1_000, 2_000, 4_000, 8_000, 15_000];

/// How often it is handed in before the server is only asked.
const TRIES: usize = 5;

/// Milliseconds after which a server that lost a signature on the way will not record it any more: longer than all registers
/// and the authority may take together.
const SETTLED: f64 = 60_000.0;

/// What to do next, after so many milliseconds.
#[derive(Debug, PartialEq)]
pub enum Next {
    /// Hand the signature in. Repeating is safe: however often it arrives, there is one application.
    Send(i32),
    /// Ask whether there is an application.
    Ask(i32),
    /// There is one, with this number.
    Made(String),
    /// There is none, for certain, and this is why.
    NotSent(Failure),
}

/// What is known of a signature that is being handed in.
#[derive(Default)]
pub struct HandIn {
    tries: usize,
    pauses: usize,
    /// When a try ended last without its outcome, milliseconds of the page.
    unclear: Option<f64>,
    /// Why the last try failed.
    failure: Option<Failure>,
    /// The last question was not answered.
    away: bool,
}

impl HandIn {
    /// It is tried no more, only asked.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        self.tries >= TRIES
    }

    /// A try has failed.
    pub fn sent(&mut self, failure: Failure, now: f64) -> Next {
        self.tries += 1;
        self.away = false;
        if !is_unclear(&failure) {
            // A verdict on these very bytes is one on every try.
            let judged = matches!(failure, Failure::Problem(Problem::SignatureRefused { .. }));
            if judged || self.unclear.is_none() {
                return Next::NotSent(failure);
            }
            self.tries = self.tries.max(TRIES);
        } else {
            self.unclear = Some(now);
        }
        self.failure = Some(failure);
        if self.is_unknown() { Next::Ask(0) } else { Next::Send(self.pause()) }
    }

    /// The server was asked for the number of the application.
    pub fn asked(&mut self, answer: Answer<Option<String>>, now: f64) -> Next {
        match answer {
            Ok(Some(number)) => Next::Made(number),
            // Without the document there is no application of it either.
            Ok(None) | Err(Failure::Problem(Problem::NotFound)) => self.none(now),
            Err(_) => {
                self.away = true;
                Next::Ask(self.pause())
            }
        }
    }

    fn none(&mut self, now: f64) -> Next {
        if self.away {
            // It is back, and knows of nothing: the signature is here still.
            return Next::Send(0);
        }
        let settled = self.unclear.is_none_or(|at| now - at >= SETTLED);
        match self.failure.take_if(|_| settled) {
            Some(failure) => Next::NotSent(failure),
            None => Next::Ask(self.pause()),
        }
    }

    fn pause(&mut self) -> i32 {
        self.pauses += 1;
        PAUSES[(self.pauses - 1).min(PAUSES.len() - 1)]
    }
}

/// The signature may have been recorded all the same.
fn is_unclear(failure: &Failure) -> bool {
    matches!(failure, Failure::Offline | Failure::Problem(Problem::Internal { .. } | Problem::Overloaded))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::unreadable;
    use shared::kernel::eligibility::Register;
    use shared::kernel::problem::SignatureFault;
    use wasm_bindgen_test::wasm_bindgen_test;

    fn refused() -> Failure {
        Failure::Problem(Problem::SignatureRefused { reason: SignatureFault::Expired })
    }

    fn silent() -> Failure {
        Failure::Problem(Problem::RegisterSilent { register: Register::Fund })
    }

    /// As many failures as are tried without asking, one second apart.
    fn tried(failure: &Failure) -> HandIn {
        let mut course = HandIn::default();
        for (second, pause) in PAUSES[..TRIES - 1].iter().enumerate() {
            assert_eq!(course.sent(failure.clone(), 1_000.0 * second as f64), Next::Send(*pause));
            assert!(!course.is_unknown());
        }
        assert_eq!(course.sent(failure.clone(), 5_000.0), Next::Ask(0), "{failure:?}");
        assert!(course.is_unknown());
        course
    }

    /// What the server itself refuses at the first try was not sent.
    #[wasm_bindgen_test]
    fn a_plain_refusal_is_certain() {
        for failure in [refused(), silent(), Failure::Problem(Problem::ReviewOutdated)] {
            assert_eq!(HandIn::default().sent(failure.clone(), 0.0), Next::NotSent(failure));
        }
    }

    /// of an answer that was lost, only the server tells what it was.
    #[wasm_bindgen_test]
    fn the_number_ends_it() {
        for failure in [Failure::Offline, unreadable(), Failure::Problem(Problem::Overloaded)] {
            let mut course = tried(&failure);
            assert_eq!(course.asked(Ok(Some("2026-000001".into())), 6_000.0), Next::Made("2026-000001".into()));
        }
    }

    /// A server that is away is asked without end, at the longest pause; once it is back it gets the signature again.
    #[wasm_bindgen_test]
    fn it_is_asked_until_it_answers() {
        let mut course = tried(&unreadable());
        for minutes in 1..100 {
            assert_eq!(course.asked(Err(Failure::Offline), 60_000.0 * f64::from(minutes)), Next::Ask(15_000));
        }
        assert_eq!(course.asked(Ok(None), 6_000_000.0), Next::Send(0));
        assert_eq!(course.sent(unreadable(), 6_000_000.0), Next::Ask(0), "still unknown");
    }

    /// «Nothing was sent» is told when no try can be under way any more, not before.
    #[wasm_bindgen_test]
    fn none_is_believed_when_it_is_settled() {
        let mut course = tried(&unreadable());
        assert_eq!(course.asked(Ok(None), 5_001.0), Next::Ask(15_000));
        assert_eq!(course.asked(Ok(None), 64_999.0), Next::Ask(15_000));
        assert_eq!(course.asked(Ok(None), 65_000.0), Next::NotSent(unreadable()));
        let mut gone = tried(&unreadable());
        let not_found = Failure::Problem(Problem::NotFound);
        assert_eq!(gone.asked(Err(not_found), 65_000.0), Next::NotSent(unreadable()));
    }

    /// A refusal after a lost answer says nothing about the try before, unless it is about the signature itself.
    #[wasm_bindgen_test]
    fn a_refusal_after_a_lost_answer_is_asked_about() {
        let mut course = HandIn::default();
        assert_eq!(course.sent(Failure::Offline, 0.0), Next::Send(1_000));
        assert_eq!(course.sent(silent(), 1_000.0), Next::Ask(0));
        assert!(course.is_unknown());
        assert_eq!(course.asked(Ok(None), 1_000.0), Next::Ask(2_000));
        assert_eq!(course.asked(Ok(None), 60_000.0), Next::NotSent(silent()));
        let mut course = HandIn::default();
        assert_eq!(course.sent(Failure::Offline, 0.0), Next::Send(1_000));
        assert_eq!(course.sent(refused(), 1_000.0), Next::NotSent(refused()));
    }
}
