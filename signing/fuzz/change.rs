//! Changes at random, repeated by their seed.

use super::parts::parts;
use signing::receipt::Receipt;

/// A small generator of numbers (splitmix64): a run is repeated by its seed.
pub struct Numbers(pub u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ mixed >> 31
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound.max(1) as u64) as usize
    }
}

/// One of the inputs, changed.
pub fn bytes(numbers: &mut Numbers, corpus: &[Vec<u8>]) -> Vec<u8> {
    let one = corpus[numbers.below(corpus.len())].clone();
    change(numbers, corpus, one)
}

/// One of the receipts with a part of it changed, written anew: digests and checksums are right, so it comes to the judging.
pub fn part(numbers: &mut Numbers, corpus: &[Vec<u8>]) -> Vec<u8> {
    let mut receipts: Vec<_> = corpus.iter().map(|file| Receipt::from_zip(file).unwrap()).collect();
    let chosen = numbers.below(receipts.len());
    let place = numbers.below(parts(&mut receipts[chosen]).len());
    let others = receipts.iter_mut().filter_map(|receipt| parts(receipt).get(place).map(|part| part.to_vec()));
    let others: Vec<_> = others.collect();
    let part = &mut *parts(&mut receipts[chosen])[place];
    *part = change(numbers, &others, part.clone());
    receipts[chosen].to_zip().unwrap()
}

/// A few changes of the kinds that find most: bits, lengths, pieces left out, doubled or taken from another input.
fn change(numbers: &mut Numbers, corpus: &[Vec<u8>], mut bytes: Vec<u8>) -> Vec<u8> {
    for _ in 0..=numbers.below(4) {
        let at = numbers.below(bytes.len());
        let length = numbers.below(24).min(bytes.len() - at);
        match numbers.below(7) {
            0 if at < bytes.len() => bytes[at] ^= 1 << numbers.below(8),
            1 if at < bytes.len() => bytes[at] = [0, 0x7F, 0x80, 0x81, 0x84, 0xFF][numbers.below(6)],
            2 => drop(bytes.drain(at..at + length)),
            3 => {
                let piece = bytes[at..at + length].to_vec();
                bytes.splice(at..at, piece);
            }
            4 => {
                let other = &corpus[numbers.below(corpus.len())];
                let from = numbers.below(other.len());
                let piece = other[from..(from + length).min(other.len())].to_vec();
                bytes.splice(at..at, piece);
            }
            5 => bytes.truncate(at),
            _ => bytes.splice(at..at, [numbers.next() as u8]).for_each(drop),
        }
    }
    bytes
}
