//! How long it takes to judge a signature, bare and in a whole message, and what everybody else notices of it.

use crate::load::{self, Figures, Next, middle, now};
use backend::http::citizen::hash;
use backend::store::{Store, challenges};
use base64ct::{Base64, Encoding};
use sha2::{Digest, Sha256};
use signing::{Anchors, Expected, LOGIN_PREFIX, Policy, Purpose};
use simulators::authority::{Authority, KeyHolder, KeyKind, KeyState};
use simulators::flaw::{self, Flaw};
use std::hint::black_box;
use std::io::Write;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use time::OffsetDateTime;

type Failure = Box<dyn std::error::Error>;

const RUNS: usize = 200;
/// A document as long as a long one.
const DOCUMENT: usize = 100 * 1024;

/// The one cookie by which the server knows the browser of all these challenges.
const BROWSER: &str = "bench";

fn holder() -> KeyHolder {
    KeyHolder::new("850101300014", "ӘЛІҰЛЫ", "АСҚАР", None)
}

/// Prints the middle times of RSA and GOST: the signature alone, and a message of 100 KB with certificate and chain.
///
/// # Errors
/// A signature cannot be made, or does not hold.
pub fn print_times(authority: &Authority, at: OffsetDateTime) -> Result<(), Failure> {
    let anchors = Anchors::from_pem(authority.anchors_pem()?.as_bytes()).map_err(|it| format!("{it:?}"))?;
    let document = vec![b'x'; DOCUMENT];
    println!("\nJudging a signature, the middle of {RUNS}");
    let keys =
        [("RSA", authority.key(&holder(), KeyKind::Sign, KeyState::Good)?), ("GOST", authority.gost_key(&holder())?)];
    for (name, key) in keys {
        let spki = &key.certificate.tbs_certificate.subject_public_key_info;
        let signature = key.sign_bytes(b"attributes")?;
        let bare = timed(|| signing::verify_signature(black_box(spki), b"attributes", &signature).is_ok())?;
        let message = key.sign_attached(&document, at)?;
        let expected = Expected { purpose: Purpose::Sign, content: &document, iin: None, policy: Policy::default() };
        let whole = timed(|| black_box(signing::inspect(&message, &expected, &anchors, at)).is_ok())?;
        println!("  {name:>4}: signature {bare:.3?}; message of 100 KB with certificate and chain {whole:.3?}");
    }
    Ok(())
}

/// The middle time of something that has to hold.
fn timed(mut holds: impl FnMut() -> bool) -> Result<Duration, Failure> {
    let mut times = Vec::with_capacity(RUNS);
    for _ in 0..RUNS {
        let began = now();
        if !holds() {
            return Err("a good signature does not hold".into());
        }
        times.push(began.elapsed());
    }
    Ok(middle(times))
}

/// The text that is to be signed, the same each time.
fn text() -> Vec<u8> {
    [LOGIN_PREFIX, b"bench"].concat()
}

/// Gives the text out so often, each time for one answer.
///
/// # Errors
/// The store's.
pub async fn give_out(store: &Store, times: usize, now: i64) -> Result<(), Failure> {
    let digest = Sha256::digest(text()).into();
    let put = store.write(move |db| {
        (0..times).try_for_each(|time| challenges::put(db, &format!("bench-{time}"), &hash(BROWSER), &digest, now))
    });
    put.await.map_err(|error| format!("{error:?}").into())
}

/// A message over that text whose signature, of GOST, is wrong in one bit: it costs the server a whole verification each
/// time, and lets nobody in.
pub struct Entering {
    message: String,
    given_out: usize,
    next: AtomicUsize,
}

impl Entering {
    /// The message, for texts that were given out.
    ///
    /// # Errors
    /// It cannot be made.
    pub fn new(authority: &Authority, given_out: usize, at: OffsetDateTime) -> Result<Self, Failure> {
        let key = authority.gost_key(&holder())?;
        let message = flaw::sign(authority, &key, (&text(), true), at, Some(Flaw::WrongSignature))?;
        Ok(Self { message: Base64::encode_string(&message), given_out, next: AtomicUsize::new(0) })
    }

    /// As many connections, each with a message that waits for its verification, again and again.
    pub fn writers(self: &Arc<Self>, connections: usize) -> Vec<Next> {
        let writer = |_| {
            let entering = Arc::clone(self);
            Box::new(move |request: &mut Vec<u8>| entering.write(request)) as Next
        };
        (0..connections).map(writer).collect()
    }

    fn write(&self, request: &mut Vec<u8>) {
        let text = self.next.fetch_add(1, Ordering::Relaxed);
        let body = format!(r#"{{"id":"bench-{text}","cms":"{}","language":"kk"}}"#, self.message);
        // Writing into memory cannot fail.
        let _ = write!(
            request,
            "POST /api/session/signature HTTP/1.1\r\nhost: cabinet\r\nsec-fetch-site: same-origin\r\ncookie: login={BROWSER}\r\n\
             content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        );
    }

    /// Did the texts suffice? Where they ran out, the server had an easier time than is said.
    fn is_honest(&self) -> bool {
        self.next.load(Ordering::Relaxed) <= self.given_out
    }
}

/// Readers alone, and the same readers while `waiting` verifications wait all the time; the third is the verifications.
///
/// # Errors
/// A connection fails, or the texts given out were not enough.
pub async fn beside(
    server: SocketAddr,
    readers: impl Fn() -> Vec<Next>,
    entering: &Arc<Entering>,
    waiting: usize,
    length: Duration,
) -> Result<[Figures; 3], Failure> {
    let alone = load::round(server, readers(), length).await?;
    let (beside, verified) =
        tokio::join!(load::round(server, readers(), length), load::round(server, entering.writers(waiting), length));
    if !entering.is_honest() {
        return Err("the texts given out ran out".into());
    }
    Ok([alone, beside?, verified?])
}
