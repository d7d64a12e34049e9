//! Changes good inputs at random and feeds them to every reader of this crate: whatever comes, there is an answer, and what
//! is still accepted says the same.
//!
//! `fuzz [TARGET|all] [SECONDS] [SEED]` runs (each target so long; the seed is printed), `fuzz corpus` makes the inputs anew.

#![expect(clippy::unwrap_used, reason = "what fails is the run")]

mod corpus;
mod target;

use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

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

/// A small generator of numbers (splitmix64): a run is repeated by its seed.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ mixed >> 31
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound.max(1) as u64) as usize
    }
}

/// A few changes of the kinds that find most: bits, lengths, pieces left out, doubled or taken from another input.
fn mutate(numbers: &mut Numbers, corpus: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = corpus[numbers.below(corpus.len())].clone();
    for _ in 0..=numbers.below(4) {
        let at = numbers.below(bytes.len());
        let length = numbers.below(24).min(bytes.len() - at);
        match numbers.below(7) {
            0 if at < bytes.len() => bytes[at] ^= 1 << numbers.below(8),
            1 if at < bytes.len() => bytes[at] = [0, 0x7F, 0x80, 0x81, 0x84, 0xFF][numbers.below(6)],
            2 => drop(bytes.drain(at..at + length)),
            3 => {
                let piece = bytes[at..at + length].to_vec();
                bytes.splice(at..at, piece);
            }
            4 => {
                let other = &corpus[numbers.below(corpus.len())];
                let from = numbers.below(other.len());
                let piece = other[from..(from + length).min(other.len())].to_vec();
                bytes.splice(at..at, piece);
            }
            5 => bytes.truncate(at),
            _ => bytes.splice(at..at, [numbers.next() as u8]).for_each(drop),
        }
    }
    bytes
}

#[expect(clippy::disallowed_methods, reason = "a run is bounded by the time on the wall")]
fn run(target: &Target, fixture: &Fixture, limit: Duration, seed: u64) -> u64 {
    let corpus = inputs(target.name);
    let mut numbers = Numbers(seed);
    let start = std::time::Instant::now();
    let mut count = 0;
    for input in &corpus {
        assert!((target.judge)(fixture, input), "an input of the corpus is refused");
    }
    while count % 64 != 0 || start.elapsed() < limit {
        let input = mutate(&mut numbers, &corpus);
        let last = Path::new("target/tmp/fuzz-last-input");
        let judged = std::panic::catch_unwind(|| (target.judge)(fixture, &input));
        if judged.is_err() {
            fs::write(last, &input).unwrap();
            panic!("{}: seed {seed}, input {count} is in {}", target.name, last.display());
        }
        count += 1;
    }
    count
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
        let count = run(target, &fixture, Duration::from_secs(seconds), seed);
        println!("{:<8} seed {seed}, {count} inputs in {seconds} s, nothing found", target.name);
    }
}
