//! Changes good inputs at random and feeds them to every reader of this crate: whatever comes, there is an answer, and what
//! is still accepted says the same (`target.rs`).
//!
//! `fuzz [TARGET|all] [SECONDS] [SEED]` runs (each target so long; the seed is printed), `fuzz corpus` makes the inputs anew.

#![expect(clippy::unwrap_used, reason = "what fails is the run")]

mod change;
mod corpus;
mod parts;
mod target;

use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use change::Numbers;
use target::{Fixture, TARGETS, Target};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus")
}

/// One file of the corpus.
fn file(name: &str) -> Vec<u8> {
    fs::read(folder().join(name)).unwrap()
}

/// The inputs of a target, in the order of their names.
fn inputs(target: &str) -> Vec<Vec<u8>> {
    let mut paths: Vec<_> = fs::read_dir(folder().join(target)).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.into_iter().map(|path| fs::read(path).unwrap()).collect()
}

/// The corpus anew, by a test authority whose keys follow from its seed.
fn make_corpus() {
    for (name, bytes) in corpus::make(&corpus::authority(Path::new("target/tmp/fuzz-authority"))) {
        let path = folder().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

/// How many inputs there were, and how many that are none of the corpus were accepted.
#[derive(Default)]
struct Counts {
    inputs: u64,
    accepted: u64,
}

#[expect(clippy::disallowed_methods, reason = "a run is bounded by the time on the wall")]
fn run(target: &Target, fixture: &Fixture, limit: Duration, seed: u64) -> Counts {
    let corpus = inputs(target.folder);
    let mut numbers = Numbers(seed);
    let start = std::time::Instant::now();
    let mut counts = Counts::default();
    for input in &corpus {
        assert!((target.judge)(fixture, input), "an input of the corpus is refused");
    }
    while counts.inputs % 64 != 0 || start.elapsed() < limit {
        let input = (target.change)(&mut numbers, &corpus);
        let last = Path::new("target/tmp/fuzz-last-input");
        let judged = std::panic::catch_unwind(|| (target.judge)(fixture, &input));
        let Ok(accepted) = judged else {
            fs::write(last, &input).unwrap();
            panic!("{}: seed {seed}, input {} is in {}", target.name, counts.inputs, last.display());
        };
        counts.inputs += 1;
        counts.accepted += u64::from(accepted && !corpus.contains(&input));
    }
    counts
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let wanted = arguments.next().unwrap_or_else(|| "all".to_owned());
    if wanted == "corpus" {
        return make_corpus();
    }
    let seconds = arguments.next().map_or(10, |text| text.parse().unwrap());
    let seed = arguments.next().map_or(1, |text| text.parse().unwrap());
    let fixture = Fixture::read();
    let chosen: Vec<_> = TARGETS.iter().filter(|target| wanted == "all" || wanted == target.name).collect();
    assert!(!chosen.is_empty(), "no such target");
    for target in chosen {
        let Counts { inputs, accepted } = run(target, &fixture, Duration::from_secs(seconds), seed);
        let found = format!("{accepted} others accepted, each says the same");
        println!("{:<8} seed {seed}, {inputs} inputs in {seconds} s, {found}", target.name);
    }
}
