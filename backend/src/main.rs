//! Starts the server; settings come from the command line or the environment (`backend --help`). `backend audit verify`
//! looks at the audit log instead, `backend audit reseal` brings it under a new key file, and `backend receipt verify` looks
//! at the receipt of a signed application.

use backend::{Clock, Random, Settings, audit, receipt};
use std::process::ExitCode;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tracing_subscriber::EnvFilter;

#[tokio::main]
async fn main() -> ExitCode {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    let arguments: Vec<_> = std::env::args_os().collect();
    if audit::Command::is_asked(&arguments) {
        return match audit::Command::run(&arguments, &Clock::system(), &Random::system()) {
            Ok(said) => told(&said, 0),
            Err((said, code)) => told(&said, code),
        };
    }
    if receipt::Command::is_asked(&arguments) {
        return match receipt::Command::run(&arguments) {
            Ok((found, code)) => {
                println!("{found}");
                exit_code(code)
            }
            Err((said, code)) => told(&said, code),
        };
    }
    let settings = match Settings::read(arguments) {
        Ok(settings) => settings,
        Err((said, code)) => return told(&said, code),
    };
    // Before the address is told: whoever reads it may ask to end at once.
    let (Ok(interrupted), Ok(terminated)) = (signal(SignalKind::interrupt()), signal(SignalKind::terminate())) else {
        return told("error: signals cannot be received", 1);
    };
    match backend::start(settings, Clock::system(), Random::system()).await {
        Ok(running) => {
            println!("listening on http://{}", running.address);
            asked_to_end(interrupted, terminated).await;
            running.stop().await;
            ExitCode::SUCCESS
        }
        Err(said) => told(&format!("error: {said}"), 1),
    }
}

/// Help goes to standard output, a complaint to standard error.
fn told(said: &str, code: i32) -> ExitCode {
    if code == 0 {
        println!("{said}");
        return ExitCode::SUCCESS;
    }
    eprintln!("{said}");
    exit_code(code)
}

fn exit_code(code: i32) -> ExitCode {
    ExitCode::from(u8::try_from(code).unwrap_or(1))
}

/// Waits for Ctrl-C or the signal to end.
async fn asked_to_end(mut interrupted: Signal, mut terminated: Signal) {
    tokio::select! {
        _ = interrupted.recv() => {}
        _ = terminated.recv() => {}
    }
}
