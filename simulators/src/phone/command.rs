//! `simulators phone TEXT --as PERSONA`: the app as a command, for a terminal and for scripts.

use std::{path::PathBuf, sync::Arc, time::Duration};

use clap::Args;

use super::{ChosenKey, Move, Phone, PhoneError, Screen};
use crate::{authority::Authority, clock::Clock, flaw::Flaw, outside::holders, personas, settings::Settings};

/// Plays eGov Mobile: opens what a QR code holds, shows it and signs it
#[derive(Debug, Args)]
pub struct Arguments {
    /// What the code holds, `mobileSign:http://…`, or the link for the same phone
    text: String,
    /// Demo citizen who holds the phone, by the short name in `personas.json`
    #[arg(long = "as", value_name = "PERSONA")]
    persona: String,
    /// Key: `sign`, `gost` or `auth`, alone or followed by `-expired`, `-revoked`, `-lookalike`, `-othername`, `-org`, `-noiin`
    #[arg(long, default_value = "sign")]
    key: String,
    /// Language of the phone: kk, ru or en
    #[arg(long, default_value = "kk")]
    language: String,
    /// Presses «cancel» instead of signing
    #[arg(long, group = "instead")]
    cancel: bool,
    /// Sends rubbish instead of a result
    #[arg(long, group = "instead")]
    rubbish: bool,
    /// Sends more than anybody takes
    #[arg(long, group = "instead")]
    flood: bool,
    /// Signs other bytes than were shown
    #[arg(long, group = "instead")]
    tamper: bool,
    /// Sends the result twice
    #[arg(long, group = "instead")]
    twice: bool,
    /// Thinks for so many seconds between reading and signing
    #[arg(long, value_name = "SECONDS", default_value_t = 0)]
    after: u64,
    /// Keeps the document that was shown in this file
    #[arg(long, value_name = "FILE")]
    save: Option<PathBuf>,
}

impl Arguments {
    fn what(&self) -> Move {
        match self {
            Self { cancel: true, .. } => Move::Cancel,
            Self { rubbish: true, .. } => Move::Rubbish,
            Self { flood: true, .. } => Move::Flood,
            Self { tamper: true, .. } => Move::Flawed(Flaw::TamperedContent),
            Self { twice: true, .. } => Move::Twice,
            _ => Move::Sign,
        }
    }
}

/// Plays it and prints what the screen shows and what the cabinet says. True when the cabinet took the last thing sent.
///
/// # Errors
/// One line.
pub async fn run(settings: &Settings, clock: Clock, arguments: &Arguments) -> Result<bool, String> {
    let people = personas::carried().map_err(|error| error.to_string())?;
    let person = people.iter().find(|person| person.id == arguments.persona);
    let person = person.ok_or_else(|| format!("no demo citizen is called `{}`", arguments.persona))?;
    let key = ChosenKey::named(&format!("{}-{}", person.iin, arguments.key), &holders(&people));
    let key = key.ok_or_else(|| format!("no key is called `{}`", arguments.key))?;
    let authority = Authority::open(settings.authority_dir(), Arc::clone(&clock), settings.seed);
    let authority = authority.map_err(|error| error.to_string())?;
    let told = |error: PhoneError| error.to_string();
    let phone = Phone::new(Arc::new(authority), clock).map_err(told)?;
    let screen = phone.scan(&arguments.text, &arguments.language).await.map_err(told)?;
    print(&screen);
    keep(&screen, arguments)?;
    tokio::time::sleep(Duration::from_secs(arguments.after)).await;
    let said = phone.play(&screen, arguments.what(), &key).await.map_err(told)?;
    for answer in &said {
        println!("{}: {}", answer.status, answer.message);
    }
    Ok(said.last().is_some_and(|answer| answer.status == 200))
}

fn print(screen: &Screen) {
    println!("{}\n{}, {}", screen.description, screen.organisation, screen.expires);
    for document in &screen.documents {
        println!("{} ({} {}, {})", document.name, document.size, document.mime, document.sha256);
        for (name, value) in &document.meta {
            println!("  {name}: {value}");
        }
    }
}

fn keep(screen: &Screen, arguments: &Arguments) -> Result<(), String> {
    let (Some(file), Some(document)) = (&arguments.save, screen.documents.first()) else { return Ok(()) };
    std::fs::write(file, &document.content).map_err(|error| format!("{}: {error}", file.display()))
}
