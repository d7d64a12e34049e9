//! What happens in a run: where, when and what is killed, and how the person signs. All of it follows from the seed.

use sha2::{Digest, Sha256};
use simulators::authority::KeyKind;
use std::fmt;
use std::time::Duration;

/// A step of the road.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The server's name for the point at which the step is done.
    pub point: &'static str,
    /// In words.
    pub name: &'static str,
}

/// The steps, in their order.
pub const STEPS: [Step; 8] = [
    Step { point: "document-stored", name: "document stored" },
    Step { point: "cms-received", name: "signature received" },
    Step { point: "verdict", name: "verified" },
    Step { point: "record", name: "half recorded" },
    Step { point: "outbox-row", name: "recorded" },
    LATER,
    Step { point: "fund-answer", name: "handed to the Fund" },
    Step { point: "notice-sent", name: "notified" },
];

/// What is only reached when nothing tells of the key while the person signs.
const LATER: Step = Step { point: "late-verdict", name: "verified later" };

/// How the person signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// With a key on the computer.
    Key(KeyKind),
    /// With a key on the phone.
    Phone(KeyKind),
}

const WAYS: [Way; 4] =
    [Way::Key(KeyKind::Sign), Way::Phone(KeyKind::Sign), Way::Key(KeyKind::Gost), Way::Phone(KeyKind::Gost)];

/// What is killed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// The server.
    Server,
    /// The outside world; the server lives on without it for a while.
    Outside,
    /// Both; the server may be back before the outside world is.
    Both {
        /// The server is.
        server_first: bool,
    },
}

/// When.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// Exactly when the step is done: the server stands still until it is killed.
    At,
    /// So long after it, the server going on.
    After(Duration),
}

/// A run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Its number, from 0.
    pub run: u32,
    /// Where.
    pub step: Step,
    /// When.
    pub moment: Moment,
    /// What.
    pub target: Target,
    /// How the person signs.
    pub way: Way,
    /// Nothing tells of the key while they do; afterwards it does.
    pub authority_is_off: bool,
}

impl Plan {
    /// The run of this number: every step in its turn with every way in its turn; first exactly at the step, then at a
    /// random moment after it, and so on.
    #[must_use]
    pub fn of(seed: u64, run: u32) -> Self {
        let index = run as usize;
        let (place, round) = (index % STEPS.len(), index / STEPS.len());
        let mut draw = Draw { seed, run, drawn: 0 };
        let moment = if round % 2 == 0 { Moment::At } else { Moment::After(draw.moment()) };
        let server_first = draw.below(2) == 0;
        let target = match (moment, draw.below(4)) {
            (_, 0) => Target::Both { server_first },
            // A server that stands still cannot live on.
            (Moment::After(_), 1) => Target::Outside,
            _ => Target::Server,
        };
        let (step, way) = (STEPS[place], WAYS[(place + round / 2) % WAYS.len()]);
        let authority_is_off = step == LATER || draw.below(4) == 0;
        Self { run, step, moment, target, way, authority_is_off }
    }
}

impl fmt::Display for Plan {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { run, step, moment, target, way, authority_is_off } = self;
        let authority = if *authority_is_off { ", authority off" } else { "" };
        write!(out, "run {run}: {}, {moment:?}, {target:?}, {way:?}{authority}", step.name)
    }
}

/// Numbers that follow from seed and run.
struct Draw {
    seed: u64,
    run: u32,
    drawn: u32,
}

impl Draw {
    fn next(&mut self) -> u64 {
        let place = (u64::from(self.run) << 32) | u64::from(self.drawn);
        self.drawn += 1;
        let digest = Sha256::new().chain_update(self.seed.to_le_bytes()).chain_update(place.to_le_bytes()).finalize();
        digest.first_chunk().map_or(0, |first| u64::from_le_bytes(*first))
    }

    fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    /// Up to 0.3 seconds, short ones as likely as long ones: what comes next takes from microseconds to a tenth of a second.
    fn moment(&mut self) -> Duration {
        let magnitude = 20 << self.below(14);
        Duration::from_micros(self.below(magnitude))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_the_same_runs_again() {
        let runs = |seed| (0..50).map(|run| Plan::of(seed, run)).collect::<Vec<_>>();
        assert_eq!(runs(1), runs(1));
        assert_ne!(runs(1), runs(2));
    }

    #[test]
    fn three_hundred_runs_have_every_step_with_every_way_and_both_moments() {
        let runs: Vec<Plan> = (0..300).map(|run| Plan::of(7, run)).collect();
        for step in STEPS {
            for way in WAYS {
                for at in [true, false] {
                    let same = |it: &&Plan| it.step == step && it.way == way && (it.moment == Moment::At) == at;
                    assert!(runs.iter().filter(same).count() >= 4, "{step:?} {way:?} {at}");
                }
            }
        }
        assert!(runs.iter().filter(|it| it.target == Target::Outside).count() >= 20);
        assert!(runs.iter().filter(|it| matches!(it.target, Target::Both { .. })).count() >= 40);
        assert!(runs.iter().filter(|it| it.authority_is_off).count() >= 80);
    }
}
