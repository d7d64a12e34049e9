//! The simulators as a program: starts them, prints where they are and waits for the end.

use std::process::ExitCode;

use clap::Parser;
use simulators::{Outside, Settings, clock};
use tokio::signal::unix::{SignalKind, signal};

/// The outside world of the cabinet on loopback
#[derive(Parser)]
#[command(version)]
struct Command {
    #[command(flatten)]
    settings: Settings,
}

#[tokio::main]
async fn main() -> ExitCode {
    let Command { mut settings } = Command::parse();
    if let Err(error) = getrandom::fill(&mut settings.seed) {
        eprintln!("simulators: no randomness for the authority's keys: {error}");
        return ExitCode::FAILURE;
    }
    let outside = match Outside::start(settings, clock::system()).await {
        Ok(outside) => outside,
        Err(error) => {
            eprintln!("simulators: {error}");
            return ExitCode::FAILURE;
        }
    };
    // Before the line that says it stands: who reads it may end the program at once.
    let ended = match end() {
        Ok(ended) => ended,
        Err(error) => {
            eprintln!("simulators: cannot wait for signals: {error}");
            return ExitCode::FAILURE;
        }
    };
    println!(
        "simulators: desk {}, mail {}, NCALayer ws://{}",
        outside.url("desk/"),
        outside.smtp(),
        outside.websocket()
    );
    ended.await;
    // Connections that play «silent» are let go; nothing here needs long to end.
    outside.stop().await;
    ExitCode::SUCCESS
}

/// Listens to SIGINT and SIGTERM; what it gives waits for one.
fn end() -> std::io::Result<impl Future<Output = ()>> {
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}
