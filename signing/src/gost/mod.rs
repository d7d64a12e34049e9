//! ГОСТ 34.10-2015 of 512 bits in the form of the national authority: Streebog-512 (RFC 6986) and the curve of [`curve`].
//! All numbers are little-endian, which is not what the Russian documents say: a key is X and Y, a signature r and s, and the
//! digest is read as a number the same way. Verification only.

mod curve;
mod order {
    //! Apart: the macro makes a public type without a word about it.
    crypto_bigint::impl_modulus!(
        Order,
        crypto_bigint::U512,
        "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF27E69532F48D89116FF22B8D4E0560609B4B38ABFAD2B85DCACDB1411F10B275"
    );
}

use crypto_bigint::{
    Encoding, U512,
    modular::constant_mod::{Residue, ResidueParams},
};
use streebog::{Digest, Streebog512};

use self::{curve::Point, order::Order};

/// How many points the base makes.
const ORDER: U512 = Order::MODULUS;

type Scalar = Residue<Order, { U512::LIMBS }>;

/// Streebog-512.
#[must_use]
pub fn digest(message: &[u8]) -> [u8; 64] {
    Streebog512::digest(message).into()
}

/// Verifies a signature (r and s, 64 bytes each, little-endian) over a message with a key (X and Y, likewise).
///
/// # Errors
/// The reason, for the audit record.
pub fn verify(key: &[u8], message: &[u8], signature: &[u8]) -> Result<(), &'static str> {
    verify_digest(key, &digest(message), signature)
}

/// The same over a digest.
///
/// # Errors
/// The reason, for the audit record.
pub fn verify_digest(key: &[u8], digest: &[u8; 64], signature: &[u8]) -> Result<(), &'static str> {
    let (x, y) = halves(key).ok_or("the key has another length")?;
    let point = Point::read(x, y).ok_or("the key is not a point of the curve")?;
    let (r, s) = halves(signature).ok_or("the signature has another length")?;
    let (r, s) = (U512::from_le_bytes(*r), U512::from_le_bytes(*s));
    let in_range = |number: &U512| *number != U512::ZERO && *number < ORDER;
    if !in_range(&r) || !in_range(&s) {
        return Err("a number of the signature is out of range");
    }
    let e = Scalar::new(&U512::from_le_bytes(*digest));
    // Zero stands for one.
    let (inverse, _) = if e == Scalar::ZERO { Scalar::ONE } else { e }.invert();
    let base = Scalar::new(&s).mul(&inverse).retrieve();
    let own = Scalar::new(&r).mul(&inverse).neg().retrieve();
    if point.combined(&base, &own).has_x(&r, &ORDER) { Ok(()) } else { Err("the signature does not verify") }
}

fn halves(pair: &[u8]) -> Option<(&[u8; 64], &[u8; 64])> {
    let (first, second) = pair.split_first_chunk::<64>()?;
    Some((first, second.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6986, 10.1: the first example of the hash, read in the order of its bytes.
    #[test]
    fn the_digest_is_streebog_512() {
        let message = b"012345678901234567890123456789012345678901234567890123456789012";
        let digest = digest(message);
        assert_eq!(digest[..8], [0x1B, 0x54, 0xD0, 0x1A, 0x4A, 0xF5, 0xB9, 0xD5]);
        assert_eq!(digest[56..], [0x41, 0x79, 0x78, 0x91, 0xC1, 0x64, 0x6F, 0x48]);
    }
}
