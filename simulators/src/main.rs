//! The simulators as a program: starts them, prints where they are and waits for the end.

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use simulators::{Outside, Settings, clock, phone::command};
use tokio::signal::unix::{SignalKind, signal};

/// The outside world of the cabinet on loopback
#[derive(Parser)]
#[command(version)]
struct Command {
    #[command(flatten)]
    settings: Settings,
    #[command(subcommand)]
    play: Option<Play>,
}

#[derive(Subcommand)]
enum Play {
    Phone(command::Arguments),
}

#[tokio::main]
async fn main() -> ExitCode {
    let Command { mut settings, play } = Command::parse();
    if let Err(error) = getrandom::fill(&mut settings.seed) {
        eprintln!("simulators: no randomness for the authority's keys: {error}");
        return ExitCode::FAILURE;
    }
    if let Some(Play::Phone(arguments)) = play {
        return phone(&settings, &arguments).await;
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

/// Plays eGov Mobile once.
async fn phone(settings: &Settings, arguments: &command::Arguments) -> ExitCode {
    match command::run(settings, clock::system(), arguments).await {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("simulators: {error}");
            ExitCode::FAILURE
        }
    }
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
