//! The server and the outside world in one process on loopback, with one clock that browser tests move.
//!
//! Prints one line of JSON with its addresses and ends on SIGTERM or SIGINT. Code and settings are the product's own;
//! only the clock is another: a rule of fifteen minutes is tested at fifteen minutes. The log goes to standard error, at the
//! level of somebody who looks for a fault: what must not stand in a log is looked for in this one.

mod control;
mod world;

use clap::Parser;
use std::path::PathBuf;
use std::process::ExitCode;
use tracing_subscriber::EnvFilter;

/// What is logged unless `RUST_LOG` says otherwise.
const TALKATIVE: &str = "debug,backend=trace,shared=trace,signing=trace,simulators=trace";

/// Settings of the harness.
#[derive(Debug, Parser)]
struct Arguments {
    /// Folder of the built client.
    #[arg(long)]
    dist: PathBuf,
    /// Folder where the test authority's keys are shared between runs: making them takes seconds.
    #[arg(long, default_value = "../target/tmp/authority")]
    authority: PathBuf,
}

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(TALKATIVE));
    // No time and no colours: a code of six digits is looked for, and microseconds have six digits.
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(false)
        .without_time()
        .init();
    match run(arguments).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(line) => {
            eprintln!("harness: {line}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Arguments) -> Result<(), String> {
    let world = world::World::start(arguments.dist, arguments.authority).await?;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.map_err(|error| error.to_string())?;
    let control = listener.local_addr().map_err(|error| error.to_string())?;
    println!(
        "{}",
        serde_json::json!({
            "origin": world.origin(),
            "outside": world.outside(),
            "ncalayer": world.ncalayer(),
            "control": format!("http://{control}"),
        })
    );
    control::serve(listener, world).await
}
