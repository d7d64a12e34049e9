//! `make bench`: figures of this machine, printed and never asserted.
//!
//! Sizes of the client as it travels, then the server under load: 64 connections, the database on a memory file system,
//! the middle of three rounds. `bench [SECONDS A ROUND]`, 10 by default.

use bench::load::{Figures, Next, median, round};
use bench::logins::{Middles, middles};
use bench::signatures::{self, Entering};
use bench::{citizens, programs::Programs, sizes};
use shared::values::iin::Iin;
use simulators::authority::Authority;
use simulators::clock;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use time::OffsetDateTime;

const CONNECTIONS: usize = 64;
/// So many read their list while …
const READERS: usize = 8;
/// … so many signatures wait to be judged, all the time.
const WAITING: usize = 50;
/// More than a server judges.
const VERIFICATIONS_A_SECOND: u64 = 4_000;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let seconds = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(10);
    let dist = Path::new("dist");
    sizes::files(dist)?;
    sizes::pages(dist, Path::new("target/wasm32-unknown-unknown/wasm-release/frontend.parts"))?;
    sizes::parts(Path::new("target/wasm32-unknown-unknown/wasm-named/frontend.wasm"), "pension_payment")?;
    let memory = Path::new("/dev/shm");
    let state = if memory.is_dir() { tempfile::tempdir_in(memory)? } else { tempfile::tempdir()? };
    let now = backend::clock::Clock::system().millis();
    let (store, keys) = citizens::database(&state.path().join("cabinet.db"))?;
    let tokens: Arc<[String]> = citizens::seed(&store, &keys, CONNECTIONS, now).await?.into();
    let given_out = usize::try_from(3 * seconds * VERIFICATIONS_A_SECOND)?;
    signatures::give_out(&store, given_out, now).await?;
    drop(store);
    let programs = Programs::start(Path::new("target/release"), dist, state.path()).await?;
    let authority = Authority::open(&state.path().join("outside"), clock::system(), [7; 32])?;
    let at = OffsetDateTime::from_unix_timestamp(now / 1000)?;
    signatures::print_times(&authority, at)?;
    let length = Duration::from_secs(seconds);
    let entering = Arc::new(Entering::new(&authority, given_out, at)?);
    beside_verifications(&programs, &tokens, &entering, length).await?;
    println!("\nLoad: {CONNECTIONS} connections, 3 rounds of {seconds} s, the middle one");
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

/// What reading feels of signatures that wait to be judged.
async fn beside_verifications(
    programs: &Programs,
    tokens: &Arc<[String]>,
    entering: &Arc<Entering>,
    length: Duration,
) -> Result<(), Box<dyn std::error::Error>> {
    println!(
        "\n{READERS} readers alone, and beside {WAITING} signatures of GOST that wait to be judged, the middle of 3"
    );
    let mut rounds = [Vec::new(), Vec::new(), Vec::new()];
    for _ in 0..3 {
        let readers = || list_writers(&tokens[..READERS]);
        let figures = signatures::beside(programs.server, readers, entering, WAITING, length).await?;
        rounds.iter_mut().zip(figures).for_each(|(rounds, each)| rounds.push(each));
    }
    let [alone, beside, judged] = rounds.map(median);
    report("reading alone", alone);
    report("reading beside the signatures", beside);
    report("signatures judged meanwhile, each refused", judged);
    if let (Some(alone), Some(beside)) = (alone, beside) {
        println!("  p99 of reading grows {:.2} times", beside.p99.as_secs_f64() / alone.p99.as_secs_f64());
    }
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

/// Each connection is a citizen who looks at the list again and again.
fn list_writers(tokens: &[String]) -> Vec<Next> {
    tokens
        .iter()
        .map(|token| {
            let token = token.clone();
            Box::new(move |request: &mut Vec<u8>| {
                head(request, "GET", "/api/applications", &token);
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
