//! GOST signatures judged twice: by this crate and by `agreement.py`, which knows nothing of it.

use std::{
    fmt::Write as _,
    io::Write as _,
    process::{Command, Stdio},
};

use simulators::authority::{KeyHolder, SigningKey};

use crate::{
    range::{self, Case},
    support::*,
};

const EACH: usize = 1_000;

fn point(key: &SigningKey) -> Vec<u8> {
    key.certificate.tbs_certificate.subject_public_key_info.subject_public_key.raw_bytes()[3..].to_vec()
}

/// Signatures of four keys, and what can be broken about them.
fn cases() -> Vec<Case> {
    let keys: Vec<_> = (0..4)
        .map(|number| {
            AUTHORITY.gost_key(&KeyHolder::new(&format!("85010130001{number}"), "ӘЛІ", "АСҚАР", None)).unwrap()
        })
        .collect();
    let points: Vec<_> = keys.iter().map(point).collect();
    let good: Vec<Case> = (0..EACH)
        .map(|number| {
            let message = format!("өтініш {number}");
            let signature = keys[number % 4].sign_bytes(message.as_bytes()).unwrap();
            [points[number % 4].clone(), signing::gost::digest(message.as_bytes()).to_vec(), signature]
        })
        .collect();
    let broken = good.iter().enumerate().map(|(number, case)| {
        let (mut case, bit) = (case.clone(), number * 7 % 512);
        match number % 7 {
            0 => case[1][bit / 8] ^= 1 << (bit % 8),
            1 => case[2][bit / 8] ^= 1 << (bit % 8),
            2 => case[2][64 + bit / 8] ^= 1 << (bit % 8),
            3 => case[0] = points[(number + 1) % 4].clone(),
            4 => case[2].rotate_left(64),
            5 => case[0][bit / 8] ^= 1 << (bit % 8),
            _ => case[2][64..].fill(if number % 2 == 0 { 0 } else { 0xFF }),
        }
        case
    });
    let broken: Vec<_> = broken.collect();
    [good, broken].concat()
}

fn by_python(cases: &[Case]) -> Vec<bool> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/verify/agreement.py");
    let mut python = Command::new("python3").arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut input = String::new();
    for case in cases {
        let words = case.each_ref().map(|bytes| {
            bytes.iter().fold(String::new(), |mut text, byte| {
                write!(text, "{byte:02x}").unwrap();
                text
            })
        });
        writeln!(input, "{}", words.join(" ")).unwrap();
    }
    let mut stdin = python.stdin.take().unwrap();
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()).unwrap());
    let output = python.wait_with_output().unwrap();
    writer.join().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap().lines().map(|line| line == "1").collect()
}

/// A thousand signatures and a thousand broken ones, and numbers at the ends of their range: both say the same of each.
#[test]
fn two_implementations_agree() {
    let (at_the_ends, held): (Vec<_>, Vec<_>) =
        range::cases().into_iter().map(|(_, case, holds)| (case, holds)).unzip();
    let cases = [cases(), at_the_ends].concat();
    let ours: Vec<_> = cases
        .iter()
        .map(|[key, digest, signature]| {
            let digest: &[u8; 64] = digest.as_slice().try_into().unwrap();
            signing::gost::verify_digest(key, digest, signature).is_ok()
        })
        .collect();
    assert_eq!(ours, by_python(&cases));
    assert_eq!(ours, [vec![true; EACH], vec![false; EACH], held].concat());
}
