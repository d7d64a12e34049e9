//! `backend receipt verify`: was this document signed, by whom and when? Offline, by the pinned authorities alone.

use crate::clock::in_kazakhstan;
use crate::settings::{read_trust_anchors, told};
use clap::{Parser, Subcommand};
use shared::texts::{Language, Texts};
use shared::values::full_name::FullName;
use shared::verify::{clock, finding, reason};
use signing::receipt::{Clock, Finding, Judgement, MAX_RECEIPT, judge};
use signing::{Anchors, Verdict};
use std::ffi::OsString;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use time::OffsetDateTime;

/// Exit code when nothing was judged: arguments that cannot be understood, files that cannot be read.
const NOT_JUDGED: i32 = 3;

/// Work on the receipt of a signed application. It reads the receipt and the trusted certificates and nothing else: no
/// settings, no network, no clock.
#[derive(Clone, Debug, Parser)]
#[command(name = "backend receipt")]
pub struct Command {
    #[command(subcommand)]
    task: Task,
}

#[derive(Clone, Debug, Subcommand)]
enum Task {
    /// Judges a receipt at its moment of signing. Exit code 0: valid, 1: not valid, 2: cannot tell, 3: nothing was judged.
    Verify(Asked),
}

#[derive(Clone, Debug, clap::Args)]
struct Asked {
    /// The receipt, a ZIP file as the cabinet gives it out.
    file: PathBuf,
    /// Folder with the trusted certificates of the certification authority, `*.pem`.
    #[arg(long, env = "TRUST_ANCHORS")]
    trust_anchors: PathBuf,
    /// Language of the answer: kk, ru or en.
    #[arg(long, default_value = "kk", value_parser = language)]
    language: Language,
}

impl Command {
    /// Is it asked for? The first argument says so.
    #[must_use]
    pub fn is_asked(arguments: &[OsString]) -> bool {
        arguments.get(1).is_some_and(|first| first == "receipt")
    }

    /// Reads the arguments and judges: what was found in words, and the exit code.
    ///
    /// # Errors
    /// What to print when nothing was judged, and the exit code: 0 for help, otherwise 3.
    pub fn run(arguments: &[OsString]) -> Result<(String, i32), (String, i32)> {
        let command = Self::try_parse_from(&arguments[1..]).map_err(|error| {
            let (said, code) = told(&error);
            (said, if code == 0 { 0 } else { NOT_JUDGED })
        })?;
        let Task::Verify(asked) = command.task;
        asked.verify().map_err(|said| (format!("error: {said}"), NOT_JUDGED))
    }
}

impl Asked {
    fn verify(&self) -> Result<(String, i32), String> {
        let anchors = Anchors::from_pem(read_trust_anchors(&self.trust_anchors)?.join("\n").as_bytes())
            .map_err(|error| format!("TRUST_ANCHORS: {error}"))?;
        let file = read(&self.file).map_err(|error| format!("{}: {error}", self.file.display()))?;
        let judgement = judge(&file, &anchors);
        Ok((in_words(&judgement, &Texts::of(self.language)), exit_code(judgement.finding)))
    }
}

/// Of a file that is too large for a receipt, as much as shows it.
fn read(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(2 * MAX_RECEIPT as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

const fn exit_code(finding: Finding) -> i32 {
    match finding {
        Finding::Valid => 0,
        Finding::Invalid => 1,
        Finding::CannotTell => 2,
    }
}

fn in_words(judgement: &Judgement, texts: &Texts) -> String {
    let mut lines = vec![finding(texts, judgement.finding.code())];
    lines.extend(judgement.reasons.iter().map(|code| format!("- {}", reason(texts, code))));
    lines.extend(judgement.verdict.iter().flat_map(|verdict| signer(verdict, texts)));
    lines.extend(judgement.signed_at.iter().flat_map(|(at, by)| moment(*at, *by, texts)));
    lines.join("\n")
}

fn signer(verdict: &Verdict, texts: &Texts) -> [String; 2] {
    let names = verdict.names.clone();
    let name = FullName { surname: names.surname, given: names.given, patronymic: names.patronymic }.in_full();
    let certificate = [("serial", verdict.serial.as_str()), ("issuer", verdict.issuer.as_str())];
    [texts.say("verify-said-signer", &[("name", &name)]), texts.say("verify-said-certificate", &certificate)]
}

fn moment(at: OffsetDateTime, by: Clock, texts: &Texts) -> [String; 2] {
    let local = in_kazakhstan(at);
    let (day, month, year) = (local.day(), u8::from(local.month()), local.year());
    let (hour, minute, second) = local.to_hms();
    let at = format!("{day:02}.{month:02}.{year:04}, {hour:02}:{minute:02}:{second:02}");
    let by = clock(texts, by.code());
    [texts.say("verify-said-at", &[("at", &at)]), texts.say("verify-said-clock", &[("clock", &by)])]
}

fn language(code: &str) -> Result<Language, String> {
    Language::from_code(code).ok_or_else(|| "must be kk, ru or en".to_owned())
}
