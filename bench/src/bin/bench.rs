//! `make bench`: figures of this machine, printed and never asserted.
//!
//! Sizes of the client as it travels, then the server under load: 64 connections, the database on a memory file system,
//! the middle of three rounds. `bench [SECONDS A ROUND]`, 10 by default.

use bench::load::{Figures, Next, median, round};
use bench::logins::{Middles, middles};
use bench::{citizens, programs::Programs};
use shared::values::iin::Iin;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

const CONNECTIONS: usize = 64;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let seconds = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(10);
    sizes(Path::new("dist"))?;
    let memory = Path::new("/dev/shm");
    let state = if memory.is_dir() { tempfile::tempdir_in(memory)? } else { tempfile::tempdir()? };
    let now = backend::clock::Clock::system().millis();
    let tokens = citizens::seed(&state.path().join("cabinet.db"), CONNECTIONS, now).await?;
    let tokens: Arc<[String]> = tokens.into();
    let programs = Programs::start(Path::new("target/release"), Path::new("dist"), state.path()).await?;
    println!("\nLoad: {CONNECTIONS} connections, 3 rounds of {seconds} s, the middle one");
    let length = Duration::from_secs(seconds);
    let mut saves = Vec::new();
    let mut lists = Vec::new();
    for number in 0..3 {
        saves.push(round(programs.server, save_writers(&tokens, number), length).await?);
        lists.push(round(programs.server, list_writers(&tokens), length).await?);
    }
    report("saving a draft (session, ownership, consent, 1.9 KB, durable)", median(saves));
    report("reading «My applications» (session, two applications)", median(lists));
    let iins: Vec<Iin> = citizens::invented().take(2 * CONNECTIONS).collect();
    let (known, unknown) = iins.split_at(CONNECTIONS);
    let pairs: Vec<(Iin, Iin)> = known.iter().copied().zip(unknown.iter().copied()).collect();
    let Middles { known, unknown } = middles(programs.server, &pairs).await?;
    println!(
        "\nA wrong password, the middle of {CONNECTIONS}: {known:.2?} for a known IIN, {unknown:.2?} for an unknown one"
    );
    programs.stop().await?;
    Ok(())
}

fn report(what: &str, figures: Option<Figures>) {
    if let Some(Figures { rate, p50, p99, refused }) = figures {
        println!("  {rate:>8.0}/s  p50 {p50:>8.2?}  p99 {p99:>8.2?}  not 2xx: {refused}  {what}");
    }
}

/// Each connection is a citizen's tab that types into its draft.
fn save_writers(tokens: &Arc<[String]>, round: u64) -> Vec<Next> {
    let street = "Қабанбай батыр даңғылы ".repeat(20);
    (0..CONNECTIONS)
        .map(|citizen| {
            let (tokens, street) = (Arc::clone(tokens), street.clone());
            let mut sequence = 0_u64;
            Box::new(move |request: &mut Vec<u8>| {
                sequence += 1;
                let body = format!(
                    r#"{{"form":{{"contacts":{{"city":"Астана","street":"{street}","house":"{sequence}"}}}},"base":0,"tab":"bench","sequence":{}}}"#,
                    round * 1_000_000_000 + sequence
                );
                head(request, "PUT", "/api/services/pension-payment/draft", &tokens[citizen]);
                // Writing into memory cannot fail.
                let _ = write!(request, "content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}", body.len());
            }) as Next
        })
        .collect()
}

fn list_writers(tokens: &Arc<[String]>) -> Vec<Next> {
    (0..CONNECTIONS)
        .map(|citizen| {
            let tokens = Arc::clone(tokens);
            Box::new(move |request: &mut Vec<u8>| {
                head(request, "GET", "/api/applications", &tokens[citizen]);
                request.extend_from_slice(b"\r\n");
            }) as Next
        })
        .collect()
}

fn head(request: &mut Vec<u8>, method: &str, path: &str, token: &str) {
    // Writing into memory cannot fail.
    let _ = write!(
        request,
        "{method} {path} HTTP/1.1\r\nhost: cabinet\r\nsec-fetch-site: same-origin\r\ncookie: session={token}\r\n"
    );
}

fn sizes(dist: &Path) -> std::io::Result<()> {
    println!("Client as it travels (KB = 1000 bytes, brotli where the server has it)");
    let mut files: Vec<_> = std::fs::read_dir(dist)?.filter_map(Result::ok).map(|entry| entry.path()).collect();
    files.sort();
    let mut total = 0;
    for file in files {
        let ending = file.extension().and_then(|it| it.to_str()).unwrap_or_default();
        if !file.is_file() || matches!(ending, "br" | "gz") {
            continue;
        }
        let packed = file.with_extension(format!("{ending}.br"));
        let length = std::fs::metadata(if packed.is_file() { &packed } else { &file })?.len();
        total += length;
        let raw = std::fs::metadata(&file)?.len();
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        println!("  {:>8.1}  (raw {:>8.1})  {name}", length as f64 / 1000.0, raw as f64 / 1000.0);
    }
    println!("  {:>8.1}  in all", total as f64 / 1000.0);
    Ok(())
}
