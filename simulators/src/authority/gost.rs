//! Keys of ГОСТ 34.10-2015, 512 bits, on the curve id-tc26-gost-3410-12-512-paramSetA: signing, written apart from the
//! verifier that it tests. Numbers are little-endian, as the national authority writes them.

use std::sync::LazyLock;

use der::{
    Any, Encode,
    asn1::{BitString, OctetString},
};
use num_bigint::BigUint;
use signing::{gost::digest, oids};
use spki::{AlgorithmIdentifierOwned, SubjectPublicKeyInfoOwned};

/// Modulus of the coordinates.
static P: LazyLock<BigUint> = LazyLock::new(|| (BigUint::from(1_u8) << 512_u32) - 569_u32);
/// Number of points.
static Q: LazyLock<BigUint> = LazyLock::new(|| {
    number(
        b"FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF\
          27E69532F48D89116FF22B8D4E0560609B4B38ABFAD2B85DCACDB1411F10B275",
    )
});
static BASE: LazyLock<Point> = LazyLock::new(|| {
    let y = number(
        b"7503CFE87A836AE3A61B8816E25450E6CE5E1C93ACF1ABC1778064FDCBEFA921\
          DF1626BE4FD036E93D75E6A50E3A41E98028FE5FC235F5B889A589CB5215F2A4",
    );
    Point { x: BigUint::from(3_u8), y, z: BigUint::from(1_u8) }
});

/// The base doubled again and again, for every bit of a factor.
static DOUBLES: LazyLock<Vec<Point>> =
    LazyLock::new(|| std::iter::successors(Some(BASE.clone()), |point| Some(point.doubled())).take(512).collect());

fn number(hexadecimal: &[u8]) -> BigUint {
    BigUint::parse_bytes(hexadecimal, 16).expect("the constants are numbers")
}

/// Jacobian coordinates; infinity has no z.
#[derive(Clone)]
struct Point {
    x: BigUint,
    y: BigUint,
    z: BigUint,
}

fn less(one: &BigUint, other: &BigUint) -> BigUint {
    (one + &*P - other % &*P) % &*P
}

impl Point {
    fn is_infinity(&self) -> bool {
        self.z == BigUint::ZERO
    }

    fn doubled(&self) -> Self {
        let (p, Self { x, y, z }) = (&*P, self);
        let y2 = y * y % p;
        let s = x * &y2 * 4_u8 % p;
        let z2 = z * z % p;
        // a = −3
        let m = less(x, &z2) * (x + &z2) * 3_u8 % p;
        let x3 = less(&(&m * &m % p), &(&s * 2_u8));
        let y3 = less(&(&m * less(&s, &x3) % p), &(&y2 * &y2 * 8_u8));
        Self { x: x3, y: y3, z: y * z * 2_u8 % p }
    }

    fn plus(&self, other: &Self) -> Self {
        if self.is_infinity() {
            return other.clone();
        }
        let p = &*P;
        let (z1, z2) = (&self.z * &self.z % p, &other.z * &other.z % p);
        let (u1, u2) = (&self.x * &z2 % p, &other.x * &z1 % p);
        let (s1, s2) = (&self.y * &z2 * &other.z % p, &other.y * &z1 * &self.z % p);
        let (h, r) = (less(&u2, &u1), less(&s2, &s1));
        let h2 = &h * &h % p;
        let (h3, v) = (&h * &h2 % p, &u1 * &h2 % p);
        let x = less(&less(&(&r * &r % p), &h3), &(&v * 2_u8));
        let y = less(&(&r * less(&v, &x) % p), &(s1 * h3));
        Self { x, y, z: &self.z * &other.z * h % p }
    }

    fn coordinates(&self) -> (BigUint, BigUint) {
        let inverse = self.z.modinv(&P).expect("no multiple below the order is infinity");
        let square = &inverse * &inverse % &*P;
        (&self.x * &square % &*P, &self.y * square * inverse % &*P)
    }
}

/// A multiple of the base. What is added is never the sum itself: the sum so far is of lower bits.
fn base_times(factor: &BigUint) -> Point {
    let infinity = Point { z: BigUint::ZERO, ..BASE.clone() };
    let set = (0..factor.bits()).zip(&*DOUBLES).filter(|(bit, _)| factor.bit(*bit));
    set.fold(infinity, |sum, (_, point)| sum.plus(point))
}

/// A private key.
#[derive(Clone)]
pub(super) struct GostKey(BigUint);

impl GostKey {
    /// The key of 64 bytes that nobody can guess.
    pub fn new(secret: &[u8; 64]) -> Self {
        Self(BigUint::from_bytes_le(secret) % (&*Q - 1_u8) + 1_u8)
    }

    /// What [`Self::new`] makes the key of.
    pub fn secret(&self) -> [u8; 64] {
        little_endian(&(&self.0 - 1_u8))
    }

    /// r and s. The number used once follows from key and message, so that a message signed twice is the same message.
    pub fn sign(&self, message: &[u8]) -> Vec<u8> {
        let hash = digest(message);
        let seed = digest(&[&self.secret()[..], &hash].concat());
        let k = BigUint::from_bytes_le(&seed) % (&*Q - 1_u8) + 1_u8;
        let e = BigUint::from_bytes_le(&hash) % &*Q;
        let e = if e == BigUint::ZERO { BigUint::from(1_u8) } else { e };
        let r = base_times(&k).coordinates().0 % &*Q;
        let s = (&r * &self.0 + k * e) % &*Q;
        [little_endian(&r), little_endian(&s)].concat()
    }

    /// X and Y.
    pub fn point(&self) -> Vec<u8> {
        let (x, y) = base_times(&self.0).coordinates();
        [little_endian(&x), little_endian(&y)].concat()
    }

    /// The public half in the form of a certificate.
    pub fn public_key(&self) -> Result<SubjectPublicKeyInfoOwned, der::Error> {
        let parameters = Any::encode_from(&vec![oids::GOST_2015_512_CURVE, oids::STREEBOG_512])?;
        let point = OctetString::new(self.point())?.to_der()?;
        Ok(SubjectPublicKeyInfoOwned {
            algorithm: AlgorithmIdentifierOwned { oid: oids::GOST_2015_512, parameters: Some(parameters) },
            subject_public_key: BitString::from_bytes(&point)?,
        })
    }
}

fn little_endian(number: &BigUint) -> [u8; 64] {
    let mut bytes = [0; 64];
    bytes.iter_mut().zip(number.to_bytes_le()).for_each(|(to, from)| *to = from);
    bytes
}
