//! Proof of work of the anti-robot check: finds the number whose SHA-256 with the salt is the challenge.
//!
//! ALTCHA's scheme. It runs in a web worker, so that the page never stands still; `pow-start.js` calls it range by range
//! and tells the page how far it got.

use sha2::{Digest, Sha256};
use wasm_bindgen::prelude::*;

/// The number between `from` and `to`, both included, for which SHA-256 over `salt` and the number in decimal is
/// `challenge` in hexadecimal; −1 when it is not among them or the challenge is no hash.
#[wasm_bindgen]
#[must_use]
pub fn search(salt: &str, challenge: &str, from: u32, to: u32) -> f64 {
    let Some(wanted) = hash_from_hex(challenge) else { return -1.0 };
    let salted = Sha256::new_with_prefix(salt);
    let mut digits = Digits::of(from);
    for number in from..=to {
        let mut hash = salted.clone();
        hash.update(digits.as_bytes());
        if hash.finalize().as_slice() == wanted {
            return f64::from(number);
        }
        digits.count();
    }
    -1.0
}

fn hash_from_hex(text: &str) -> Option<[u8; 32]> {
    let text = text.as_bytes();
    if text.len() != 64 {
        return None;
    }
    let mut hash = [0; 32];
    for (byte, pair) in hash.iter_mut().zip(text.chunks_exact(2)) {
        let digit = |at: usize| char::from(pair[at]).to_digit(16);
        *byte = (digit(0)? * 16 + digit(1)?) as u8;
    }
    Some(hash)
}

/// A number in decimal that counts up without being written anew: formatting would cost as much as hashing.
struct Digits {
    text: [u8; 11],
    start: usize,
}

impl Digits {
    fn of(mut number: u32) -> Self {
        let mut digits = Self { text: [b'0'; 11], start: 11 };
        while digits.start == 11 || number > 0 {
            digits.start -= 1;
            digits.text[digits.start] = b'0' + (number % 10) as u8;
            number /= 10;
        }
        digits
    }

    fn as_bytes(&self) -> &[u8] {
        &self.text[self.start..]
    }

    fn count(&mut self) {
        for at in (0..self.text.len()).rev() {
            self.start = self.start.min(at);
            if self.text[at] != b'9' {
                self.text[at] += 1;
                return;
            }
            self.text[at] = b'0';
        }
    }
}

fn main() {}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    wasm_bindgen_test_configure!(run_in_browser);

    fn challenge(salt: &str, number: u32) -> String {
        Sha256::digest(format!("{salt}{number}")).iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// the check that a person's machine passes.
    #[wasm_bindgen_test]
    fn finds_the_number() {
        let salt = "a0b1?expires=1790000000&max=50000&";
        for number in [0, 9, 10, 4321, 50_000] {
            assert_eq!(search(salt, &challenge(salt, number), 0, 50_000), f64::from(number));
        }
    }

    #[wasm_bindgen_test]
    fn tells_when_it_is_not_there() {
        assert_eq!(search("salt", &challenge("salt", 100), 0, 99), -1.0);
        assert_eq!(search("salt", &challenge("other", 5), 0, 99), -1.0);
        assert_eq!(search("salt", "not a hash", 0, 99), -1.0);
        assert_eq!(search("salt", &challenge("salt", 7), 7, 7), 7.0);
    }

    #[wasm_bindgen_test]
    fn counts_like_the_usual_writing() {
        let mut digits = Digits::of(0);
        for number in 0..1_200 {
            assert_eq!(digits.as_bytes(), number.to_string().as_bytes());
            digits.count();
        }
    }
}
