//! What a run came to, and the sum of all.

use super::plan::{Plan, STEPS, Step};
use std::fmt;

/// What went wrong in a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Something that was promised is not there.
    Lost(String),
    /// Something is there twice.
    Doubled(String),
    /// Anything else: a wrong number, a draft that should be there or gone, a server that ended by itself, time.
    Broken(String),
}

impl Fault {
    /// Judges a number of things of which there must be one.
    ///
    /// # Errors
    /// There are none, or more.
    pub fn one<T>(what: &str, things: Vec<T>) -> Result<T, Self> {
        let count = things.len();
        let mut things = things.into_iter();
        match (things.next(), count) {
            (Some(only), 1) => Ok(only),
            (None, _) => Err(Self::Lost(format!("no {what}"))),
            (Some(_), _) => Err(Self::Doubled(format!("{what}: {count}"))),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Lost(what) => write!(out, "LOST: {what}"),
            Self::Doubled(what) => write!(out, "DOUBLED: {what}"),
            Self::Broken(what) => write!(out, "BROKEN: {what}"),
        }
    }
}

impl<E: std::error::Error> From<E> for Fault {
    fn from(error: E) -> Self {
        Self::Broken(error.to_string())
    }
}

/// The sum.
#[derive(Clone, Debug, Default)]
pub struct Tally(Vec<(Plan, Outcome)>);

/// How many messages came more than once in a run that ended well, or what went wrong.
pub type Outcome = Result<usize, Fault>;

impl Tally {
    /// Adds a run.
    pub fn add(&mut self, plan: Plan, outcome: Outcome) {
        self.0.push((plan, outcome));
    }

    /// Did every run end well?
    #[must_use]
    pub fn is_good(&self) -> bool {
        self.0.iter().all(|(_, outcome)| outcome.is_ok())
    }

    fn row(&self, out: &mut fmt::Formatter<'_>, name: &str, step: Option<Step>) -> fmt::Result {
        let of = |(plan, _): &&(Plan, Outcome)| step.is_none_or(|step| plan.step == step);
        let faults = || self.0.iter().filter(of).filter_map(|(_, outcome)| outcome.as_ref().err());
        let (runs, lost) =
            (self.0.iter().filter(of).count(), faults().filter(|it| matches!(it, Fault::Lost(_))).count());
        let doubled = faults().filter(|it| matches!(it, Fault::Doubled(_))).count();
        let broken = faults().count() - lost - doubled;
        writeln!(out, "{name:<22}{runs:>6}{lost:>6}{doubled:>9}{broken:>8}")
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "{:<22}{:>6}{:>6}{:>9}{:>8}", "killed at or after", "runs", "lost", "doubled", "broken")?;
        for step in STEPS {
            self.row(out, step.name, Some(step))?;
        }
        self.row(out, "in all", None)?;
        let repeated: usize = self.0.iter().filter_map(|(_, outcome)| outcome.as_ref().ok()).sum();
        write!(out, "the same message again, under its own identifier: {repeated}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_good_none_is_lost_and_two_are_doubled() {
        assert_eq!(Fault::one("application", vec![1]), Ok(1));
        assert_eq!(Fault::one::<u8>("application", vec![]), Err(Fault::Lost("no application".to_owned())));
        assert_eq!(Fault::one("application", vec![1, 2]), Err(Fault::Doubled("application: 2".to_owned())));
    }
}
