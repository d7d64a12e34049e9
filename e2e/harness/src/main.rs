//! The server and the outside world in one process on loopback, with one clock that browser tests move.
//!
//! Prints one line of JSON with its addresses and ends on SIGTERM or SIGINT. Code and settings are the product's own;
//! only the clock is another: a rule of fifteen minutes is tested at fifteen minutes.

mod control;
mod world;

use clap::Parser;
use std::path::PathBuf;
use std::process::ExitCode;

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
            "control": format!("http://{control}"),
        })
    );
    control::serve(listener, world).await
}
