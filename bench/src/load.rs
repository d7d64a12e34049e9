//! Load over kept-alive connections: as many requests as the server answers, and how long each took.
//!
//! Plain sockets and prepared requests: the measuring program shares two cores with the server and must stay small.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// What came of a round.
#[derive(Clone, Copy, Debug)]
pub struct Figures {
    /// Answers a second.
    pub rate: f64,
    /// Half of the answers took at most this long.
    pub p50: Duration,
    /// All but one in a hundred took at most this long.
    pub p99: Duration,
    /// Answers that were not 2xx.
    pub refused: usize,
}

/// Writes the bytes of the next request of a connection.
pub type Next = Box<dyn FnMut(&mut Vec<u8>) + Send>;

/// Loads the server from one connection per request writer for `length`.
///
/// # Errors
/// A connection fails or is closed.
pub async fn round(server: SocketAddr, writers: Vec<Next>, length: Duration) -> std::io::Result<Figures> {
    let over = Arc::new(AtomicBool::new(false));
    let began = now();
    let connections: Vec<_> =
        writers.into_iter().map(|next| tokio::spawn(connection(server, next, Arc::clone(&over)))).collect();
    tokio::time::sleep(length).await;
    over.store(true, Ordering::Relaxed);
    let (mut times, mut refused) = (Vec::new(), 0);
    for each in connections {
        let (mine, mine_refused) = each.await.map_err(std::io::Error::other)??;
        times.extend(mine);
        refused += mine_refused;
    }
    let took = began.elapsed();
    times.sort_unstable();
    let at = |share: f64| times.get((times.len() as f64 * share) as usize).copied().unwrap_or_default();
    Ok(Figures { rate: times.len() as f64 / took.as_secs_f64(), p50: at(0.5), p99: at(0.99), refused })
}

async fn connection(
    server: SocketAddr,
    mut next: Next,
    over: Arc<AtomicBool>,
) -> std::io::Result<(Vec<Duration>, usize)> {
    let mut stream = TcpStream::connect(server).await?;
    stream.set_nodelay(true)?;
    let (mut request, mut answer) = (Vec::with_capacity(4096), Vec::with_capacity(16 * 1024));
    let (mut times, mut refused) = (Vec::with_capacity(64 * 1024), 0);
    while !over.load(Ordering::Relaxed) {
        request.clear();
        next(&mut request);
        let began = now();
        stream.write_all(&request).await?;
        read_answer(&mut stream, &mut answer).await?;
        times.push(began.elapsed());
        refused += usize::from(!answer.starts_with(b"HTTP/1.1 2"));
    }
    Ok((times, refused))
}

/// Reads one answer with a known length into `answer`.
async fn read_answer(stream: &mut TcpStream, answer: &mut Vec<u8>) -> std::io::Result<()> {
    answer.clear();
    loop {
        if stream.read_buf(answer).await? == 0 {
            return Err(std::io::Error::other("the server closed the connection"));
        }
        if let Some(whole) = whole_length(answer) {
            while answer.len() < whole {
                if stream.read_buf(answer).await? == 0 {
                    return Err(std::io::Error::other("the server closed the connection"));
                }
            }
            return Ok(());
        }
    }
}

/// Length of head and body, once the head is there.
fn whole_length(answer: &[u8]) -> Option<usize> {
    let head = answer.windows(4).position(|it| it == b"\r\n\r\n")? + 4;
    let text = std::str::from_utf8(&answer[..head]).ok()?;
    let length = text.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse().ok())?
    });
    Some(head + length.unwrap_or(0))
}

/// The moment; a measuring program has no other clock.
#[must_use]
pub fn now() -> Instant {
    #[expect(clippy::disallowed_methods, reason = "figures are about real time")]
    Instant::now()
}

/// The middle one of several times.
#[must_use]
pub fn middle(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// The figures of the middle round of three, by rate.
#[must_use]
pub fn median(mut rounds: Vec<Figures>) -> Option<Figures> {
    rounds.sort_by(|a, b| a.rate.total_cmp(&b.rate));
    rounds.get(rounds.len() / 2).copied()
}
