//! How long it takes to judge a signature, in milliseconds: the middle of many runs, RSA and GOST, bare and whole message.

#![expect(clippy::unwrap_used, reason = "what fails is the measurement")]
#![expect(clippy::disallowed_methods, reason = "this is what a stop-watch is for")]

use std::{hint::black_box, path::Path, sync::Arc, time::Instant};

use signing::{Anchors, Expected, Policy, Purpose};
use simulators::authority::{Authority, KeyHolder, KeyKind, KeyState, SigningKey};
use time::OffsetDateTime;

const RUNS: usize = 200;

fn middle(mut run: impl FnMut()) -> f64 {
    let mut times: Vec<_> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[RUNS / 2]
}

fn main() {
    let now = OffsetDateTime::from_unix_timestamp(1_795_514_400).unwrap();
    let folder = Path::new("target/tmp/speed-authority");
    let authority = Authority::open(folder, Arc::new(move || now), [1; 32]).unwrap();
    let anchors = Anchors::from_pem(authority.anchors_pem().unwrap().as_bytes()).unwrap();
    let holder = KeyHolder::new("850101300014", "ӘЛІҰЛЫ", "АСҚАР", None);
    let document = vec![b'x'; 100 * 1024];
    let keys: [(&str, SigningKey); 2] = [
        ("rsa", authority.key(&holder, KeyKind::Sign, KeyState::Good).unwrap()),
        ("gost", authority.gost_key(&holder).unwrap()),
    ];
    for (name, key) in keys {
        let spki = &key.certificate.tbs_certificate.subject_public_key_info;
        let signature = key.sign_bytes(b"attributes").unwrap();
        let bare = middle(|| signing::verify_signature(black_box(spki), b"attributes", &signature).unwrap());
        let message = key.sign_attached(&document, now).unwrap();
        let policy = Policy::default();
        let expected = Expected { purpose: Purpose::Sign, content: &document, iin: None, policy };
        let whole = middle(|| drop(black_box(signing::inspect(&message, &expected, &anchors, now).unwrap())));
        println!("{name}: signature {bare:.3} ms; message of 100 KB with certificate and chain {whole:.3} ms");
    }
}
