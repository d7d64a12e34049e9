//! The numbers of a GOST signature must be from 1 to q − 1. Each pair here is a signature that holds, and the same with a
//! number that means as much modulo q: without the range it would hold as well, and a signature could be written in two ways.
//!
//! A signature holds when R = s/e·P − r/e·K has an x that is r modulo q (P the base point, K the key, e the digest). So keys
//! are made for small numbers:
//! - s above q: R = P, so r = 3; for e = 6 and s = 12345 the private key is (s − e)/r = 4113.
//! - s zero or q: R = P, r = e = 3 and the private key −1: s = r·(−1) + e. For e = 6 the same key needs s = 3.
//! - r above q: x of R is the first of the curve between q and p, q + 3; for s = e = 1 the key is (P − R)/3. Nobody knows its
//!   private key, which verification does not ask for.
//!
//! No signature has r zero or q: x of R would be 0 or q itself, and on this curve no point has either (neither b nor
//! q³ − 3q + b is a square). So those two rows are refused with and without the range.

use crate::gost::ORDER;

/// Key, digest, signature: as [`signing::gost::verify_digest`] takes them.
pub type Case = [Vec<u8>; 3];

/// 4113·P.
const KEY_4113: &str = "\
     04b820916e641f06b5fd6949a13e147647bf08e26cded884f61754bc71386f8b\
     e04079736115311362a565039f010792414cfa8c2a221e7c312d8dbcce58041c\
     18e4b79693257e8178e3ca95c5f56e14fd61ac8c1a8f9739cd40ee7f49143a7d\
     3cb668e4ba2db7a243ac5a2df0aa78004433228b45159801840acac015efaa71";

/// −P.
const KEY_MINUS_1: &str = "\
     0300000000000000000000000000000000000000000000000000000000000000\
     0000000000000000000000000000000000000000000000000000000000000000\
     230beaad34765a76470aca3da001d77f16bec5f15a198ac216c92fb041d9e920\
     de561034029b7f883e540e536ce3a13119afab1de977e4591c957c851730fc8a";

/// (P − R)/3.
const KEY_ABOVE: &str = "\
     f6327e613ec74dfee3040b4735649e9323f54f2066bc47abec5468b3550b46d7\
     a72039a13ce2e37b00fe1bf50f57451ce5594d6ba65045fab5f5141474733031\
     dc73851c2fee69de54dfcb0439e0a376ac994a58b37670fef26ac259cc3e3db8\
     2f1acaa7f55f11730baabfa14a1591f4e68e0be217b902546449398d546c2b68";

fn bytes(hexadecimal: &str) -> Vec<u8> {
    let digits: Vec<_> = hexadecimal.bytes().map(|digit| (digit as char).to_digit(16).unwrap() as u8).collect();
    digits.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect()
}

/// Little-endian.
fn number(small: u16) -> [u8; 64] {
    let mut number = [0; 64];
    number[..2].copy_from_slice(&small.to_le_bytes());
    number
}

/// q and so much more.
fn order_and(small: u16) -> [u8; 64] {
    let mut carry = 0;
    let mut sum = [0; 64];
    for (sum, (one, other)) in sum.iter_mut().zip(ORDER.into_iter().zip(number(small))) {
        carry += u16::from(one) + u16::from(other);
        *sum = carry as u8;
        carry >>= 8;
    }
    assert_eq!(carry, 0, "it fits 64 bytes");
    sum
}

/// What it is, the signature, and whether it holds.
pub fn cases() -> Vec<(&'static str, Case, bool)> {
    let case =
        |key: &str, digest: u16, r: [u8; 64], s: [u8; 64]| [bytes(key), number(digest).to_vec(), [r, s].concat()];
    vec![
        ("r, s", case(KEY_4113, 6, number(3), number(12345)), true),
        ("r, s + q", case(KEY_4113, 6, number(3), order_and(12345)), false),
        ("r, s by the key −1", case(KEY_MINUS_1, 6, number(3), number(3)), true),
        ("s is zero", case(KEY_MINUS_1, 3, number(3), number(0)), false),
        ("s is q", case(KEY_MINUS_1, 3, number(3), order_and(0)), false),
        ("r of an x above q", case(KEY_ABOVE, 1, number(3), number(1)), true),
        ("r + q, which is that x", case(KEY_ABOVE, 1, order_and(3), number(1)), false),
        ("r is zero", case(KEY_ABOVE, 1, number(0), number(1)), false),
        ("r is q", case(KEY_ABOVE, 1, order_and(0), number(1)), false),
    ]
}

/// Accepted, or refused for the range and nothing else.
#[test]
fn numbers_out_of_range_are_refused() {
    for (what, [key, digest, signature], holds) in cases() {
        let digest: &[u8; 64] = digest.as_slice().try_into().unwrap();
        let judged = signing::gost::verify_digest(&key, digest, &signature);
        assert_eq!(judged, if holds { Ok(()) } else { Err("a number of the signature is out of range") }, "{what}");
    }
}
