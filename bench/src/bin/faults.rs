//! `make faults`: server and outside world are killed with SIGKILL at every step of signing and at random moments around the
//! steps. Prints the seed and what was lost or doubled; anything but nothing is a failure.
//!
//! From the environment: `RUNS` (300), `SEED` (random), `ONLY` (one run of that seed), `STAGES` (runs side by side, 8),
//! `CRASH_BACKEND` (`backend` built with the feature `crash-points`, `target/crash-backend`).

use bench::faults::{Fault, Ground, Outcome, Plan, Stage, Tally, run};
use std::env::var;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use tokio::task::JoinSet;
use tokio::time::timeout;

/// No run takes longer.
const LONGEST: Duration = Duration::from_secs(300);
/// The authority's keys are kept from one start to the next: they take seconds to make.
const AUTHORITY: &str = "target/tmp/faults-authority";

#[tokio::main]
async fn main() -> ExitCode {
    match all().await {
        Ok(tally) if tally.is_good() => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(fault) => {
            eprintln!("faults: {fault}");
            ExitCode::FAILURE
        }
    }
}

async fn all() -> Result<Tally, Fault> {
    let random = backend::clock::Random::system();
    let seed = number("SEED")?.unwrap_or_else(|| u64::from(u32::from_le_bytes(random.bytes::<4>())));
    let only = number("ONLY")?.map(|run| u32::try_from(run).unwrap_or(u32::MAX));
    let runs = number("RUNS")?.map_or(300, |runs| u32::try_from(runs).unwrap_or(u32::MAX));
    let (first, end) = only.map_or((0, runs), |run| (run, run.saturating_add(1)));
    let stages = number("STAGES")?.unwrap_or(8).clamp(1, u64::from(end - first).max(1)) as usize;
    println!("seed {seed}, runs {first}…{}, {stages} side by side", end - 1);
    let began = bench::load::now();
    let folder = tempfile::tempdir()?;
    let backend = var("CRASH_BACKEND").map_or_else(|_| PathBuf::from("target/crash-backend"), PathBuf::from);
    let simulators = PathBuf::from("target/release/simulators");
    let ground = Ground::prepare(simulators, backend, Path::new(AUTHORITY), folder.path()).await?;
    let tally = play(Arc::new(ground), seed, (first, end), stages).await?;
    println!("\n{tally}\nseed {seed}, {:.0?}", began.elapsed());
    Ok(tally)
}

/// Plays all runs, each on the first stage that is free.
async fn play(ground: Arc<Ground>, seed: u64, (first, end): (u32, u32), stages: usize) -> Result<Tally, Fault> {
    let next = Arc::new(AtomicU32::new(first));
    let mut playing = JoinSet::new();
    for number in 0..stages {
        let (ground, next) = (Arc::clone(&ground), Arc::clone(&next));
        playing.spawn(async move {
            let mut stage = Stage::open(ground, number).await?;
            let mut played = Vec::new();
            loop {
                let run = next.fetch_add(1, Ordering::Relaxed);
                if run >= end {
                    return Ok::<_, Fault>(played);
                }
                played.push(one(&mut stage, Plan::of(seed, run)).await);
            }
        });
    }
    let mut tally = Tally::default();
    while let Some(played) = playing.join_next().await {
        played??.into_iter().for_each(|(plan, outcome)| tally.add(plan, outcome));
    }
    Ok(tally)
}

async fn one(stage: &mut Stage, plan: Plan) -> (Plan, Outcome) {
    let late = || Fault::Broken(format!("not over after {LONGEST:?}"));
    let outcome = timeout(LONGEST, run(stage, &plan)).await.unwrap_or_else(|_| Err(late()));
    match &outcome {
        Ok(_) => println!("{plan}: one"),
        Err(fault) => println!("{plan}: {fault}"),
    }
    (plan, outcome)
}

/// A number in the environment.
fn number(name: &str) -> Result<Option<u64>, Fault> {
    let Ok(text) = var(name) else { return Ok(None) };
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|_| Fault::Broken(format!("{name}: a number is expected")))
}
