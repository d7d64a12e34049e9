//! Makes the corpus: valid forms, forms with a chosen fault, and texts that are hardly forms.

mod broken;
mod junk;
mod valid;

use corpus::facts::{SETS, set};
use corpus::random::Random;
use corpus::{Kind, Line, verdict};
use serde_json::Value;
use shared::services::pension_payment::PensionPaymentFacts;

pub use broken::{PAIRS, Pair};

/// Valid forms.
const VALID: usize = 4_200;
/// Texts that are hardly forms.
const JUNK: usize = 3_000;
/// Forms for each field and code.
const EACH: usize = 48;
/// Tries before a fault counts as impossible: a sign of a rule that is gone.
const TRIES: usize = 2_000;

/// A line with its verdict.
pub struct Judged {
    /// The line.
    pub line: Line,
    /// What the native build says.
    pub verdict: Value,
    /// Made as a text that is hardly a form.
    pub raw: bool,
}

/// Facts once made.
pub struct World {
    /// The sets by number.
    pub sets: Vec<PensionPaymentFacts>,
    /// Chance.
    pub random: Random,
}

impl World {
    fn judge(&self, line: Line, raw: bool) -> Judged {
        let verdict = verdict(&line, &self.sets[line.facts]);
        Judged { line, verdict, raw }
    }

    /// A valid form of a kind with its set of facts.
    fn valid(&mut self, kind: Kind) -> (usize, Value) {
        loop {
            let facts = self.random.below(SETS);
            if let Some(form) = valid::form(kind, &self.sets[facts], &mut self.random) {
                return (facts, form);
            }
        }
    }
}

/// The corpus of a seed.
pub fn corpus(seed: u64) -> Vec<Judged> {
    let mut world = World { sets: (0..SETS).map(set).collect(), random: Random::new(seed) };
    let mut all = Vec::new();
    for count in 0..VALID {
        let kind = kind(count);
        let (facts, form) = world.valid(kind);
        all.push(world.judge(Line { form: kind, facts, raw: form.to_string() }, false));
    }
    for pair in &PAIRS {
        all.extend((0..EACH).filter_map(|_| broken(&mut world, pair)));
    }
    for count in 0..JUNK {
        let kind = kind(count);
        let (facts, form) = world.valid(kind);
        let raw = junk::spoil(form, &mut world.random);
        all.push(world.judge(Line { form: kind, facts, raw }, true));
    }
    all
}

/// Most lines are applications.
fn kind(count: usize) -> Kind {
    match count % 12 {
        8 => Kind::Login,
        9 => Kind::Registration,
        10 => Kind::ContactChoice,
        11 => Kind::NewPassword,
        _ => Kind::PensionPayment,
    }
}

/// A form with the fault of the pair, among valid answers or other faults.
fn broken(world: &mut World, pair: &Pair) -> Option<Judged> {
    for _ in 0..TRIES {
        let (facts, mut form) = world.valid(pair.kind);
        pair.put(&mut form, &mut world.random);
        if world.random.once_in(3) {
            let other = world.random.one(&PAIRS).clone();
            if other.kind == pair.kind && other.pointer != pair.pointer {
                other.put(&mut form, &mut world.random);
            }
        }
        let judged = world.judge(Line { form: pair.kind, facts, raw: form.to_string() }, false);
        if pair.is_in(&judged.verdict) {
            return Some(judged);
        }
    }
    None
}
