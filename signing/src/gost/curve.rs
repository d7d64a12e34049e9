//! The curve id-tc26-gost-3410-12-512-paramSetA (RFC 7836): y² = x³ − 3x + b modulo p = 2⁵¹² − 569. Points are held in
//! Jacobian coordinates, x = X/Z², y = Y/Z³. Everything here is public, so the time may depend on the values.

use std::sync::LazyLock;

use crypto_bigint::{Encoding, Limb, U512};

/// The modulus is 2⁵¹² less this.
const SHORT_OF: Limb = Limb(569);
const B: Field = Field(U512::from_be_hex(
    "E8C2505DEDFC86DDC1BD0B2B6667F1DA34B82574761CB0E879BD081CFD0B6265\
     EE3CB090F30D27614CB4574010DA90DD862EF9D4EBEE4761503190785A71C760",
));
const BASE: Point = Point {
    x: Field(U512::from_u8(3)),
    y: Field(U512::from_be_hex(
        "7503CFE87A836AE3A61B8816E25450E6CE5E1C93ACF1ABC1778064FDCBEFA921\
         DF1626BE4FD036E93D75E6A50E3A41E98028FE5FC235F5B889A589CB5215F2A4",
    )),
    z: Field::ONE,
};

/// A number modulo p.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Field(U512);

impl Field {
    const ZERO: Self = Self(U512::ZERO);
    const ONE: Self = Self(U512::ONE);
    const MODULUS: U512 = U512::MAX.wrapping_sub(&U512::from_u16(568));

    fn read(little_endian: &[u8; 64]) -> Option<Self> {
        let number = U512::from_le_bytes(*little_endian);
        (number < Self::MODULUS).then_some(Self(number))
    }

    fn plus(self, other: Self) -> Self {
        Self(self.0.add_mod_special(&other.0, SHORT_OF))
    }

    fn minus(self, other: Self) -> Self {
        Self(self.0.sub_mod_special(&other.0, SHORT_OF))
    }

    fn times(self, other: Self) -> Self {
        Self(self.0.mul_mod_special(&other.0, SHORT_OF))
    }

    fn squared(self) -> Self {
        self.times(self)
    }

    fn doubled(self) -> Self {
        self.plus(self)
    }
}

/// A point of the curve; the one at infinity has no Z.
#[derive(Clone, Copy, Debug)]
pub struct Point {
    x: Field,
    y: Field,
    z: Field,
}

/// The multiples 0 to 15 of a point.
type Multiples = [Point; 16];

static MULTIPLES_OF_BASE: LazyLock<Multiples> = LazyLock::new(|| BASE.multiples());

impl Point {
    const INFINITY: Self = Self { x: Field::ONE, y: Field::ONE, z: Field::ZERO };

    /// The point with these coordinates, little-endian; none when it is not on the curve or a coordinate is not below p.
    pub fn read(x: &[u8; 64], y: &[u8; 64]) -> Option<Self> {
        let (x, y) = (Field::read(x)?, Field::read(y)?);
        let cube = x.squared().times(x);
        let right = cube.minus(x.doubled().plus(x)).plus(B);
        (y.squared() == right).then_some(Self { x, y, z: Field::ONE })
    }

    /// `base`·P + `own`·self: four bits of both numbers at a time, from the top.
    pub fn combined(self, base: &U512, own: &U512) -> Self {
        let (of_base, of_self) = (&*MULTIPLES_OF_BASE, self.multiples());
        let digits = base.to_be_bytes().into_iter().zip(own.to_be_bytes());
        digits.fold(Self::INFINITY, |sum, (base, own)| {
            let high = sum.shifted().plus(of_base[usize::from(base >> 4)]).plus(of_self[usize::from(own >> 4)]);
            high.shifted().plus(of_base[usize::from(base & 15)]).plus(of_self[usize::from(own & 15)])
        })
    }

    /// Whether the x coordinate, taken modulo `order`, is `remainder`, which is below it. No division: x·Z² is compared.
    pub fn has_x(&self, remainder: &U512, order: &U512) -> bool {
        if self.z == Field::ZERO {
            return false;
        }
        let is_x = |x: U512| Field(x).times(self.z.squared()) == self.x;
        // Between the order and p there are a few numbers more.
        is_x(*remainder) || *remainder < Field::MODULUS.wrapping_sub(order) && is_x(remainder.wrapping_add(order))
    }

    fn multiples(self) -> Multiples {
        let mut multiples = [Self::INFINITY; 16];
        for number in 1..16 {
            multiples[number] = multiples[number - 1].plus(self);
        }
        multiples
    }

    /// Sixteen times the point.
    fn shifted(self) -> Self {
        self.doubled().doubled().doubled().doubled()
    }

    /// «dbl-2001-b», for curves with a = −3. Infinity stays what it is; no point of this curve has y = 0.
    fn doubled(self) -> Self {
        let Self { x, y, z } = self;
        let delta = z.squared();
        let gamma = y.squared();
        let beta = x.times(gamma);
        let product = x.minus(delta).times(x.plus(delta));
        let alpha = product.doubled().plus(product);
        let beta4 = beta.doubled().doubled();
        let x3 = alpha.squared().minus(beta4.doubled());
        let z3 = y.plus(z).squared().minus(gamma).minus(delta);
        let gamma8 = gamma.squared().doubled().doubled().doubled();
        Self { x: x3, y: alpha.times(beta4.minus(x3)).minus(gamma8), z: z3 }
    }

    /// «add-2007-bl», with the cases that it leaves out.
    fn plus(self, other: Self) -> Self {
        if self.z == Field::ZERO {
            return other;
        }
        if other.z == Field::ZERO {
            return self;
        }
        let (square1, square2) = (self.z.squared(), other.z.squared());
        let (u1, u2) = (self.x.times(square2), other.x.times(square1));
        let (s1, s2) = (self.y.times(other.z).times(square2), other.y.times(self.z).times(square1));
        let h = u2.minus(u1);
        if h == Field::ZERO {
            return if s1 == s2 { self.doubled() } else { Self::INFINITY };
        }
        let i = h.doubled().squared();
        let j = h.times(i);
        let r = s2.minus(s1).doubled();
        let v = u1.times(i);
        let x = r.squared().minus(j).minus(v.doubled());
        let y = r.times(v.minus(x)).minus(s1.times(j).doubled());
        Self { x, y, z: self.z.plus(other.z).squared().minus(square1).minus(square2).times(h) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gost::ORDER;

    fn same(one: Point, other: Point) -> bool {
        let (z1, z2) = (one.z.squared(), other.z.squared());
        one.x.times(z2) == other.x.times(z1) && one.y.times(z2.times(other.z)) == other.y.times(z1.times(one.z))
    }

    fn times(number: u64) -> Point {
        Point::INFINITY.combined(&U512::from_u64(number), &U512::ZERO)
    }

    #[test]
    fn the_base_is_on_the_curve_and_has_the_order() {
        assert!(Point::read(&BASE.x.0.to_le_bytes(), &BASE.y.0.to_le_bytes()).is_some());
        assert_eq!(BASE.combined(&ORDER, &U512::ZERO).z, Field::ZERO);
        assert_eq!(BASE.combined(&U512::ZERO, &ORDER).z, Field::ZERO);
        assert!(same(BASE.combined(&ORDER.wrapping_add(&U512::ONE), &U512::ZERO), BASE));
    }

    /// Sums are what repeated addition gives, whatever way they are reached.
    #[test]
    fn sums_of_multiples() {
        let mut sum = Point::INFINITY;
        for number in 0..40_u64 {
            assert!(number == 0 || same(sum, times(number)), "{number}");
            assert!(same(times(2 * number + 1), sum.doubled().plus(BASE)));
            let own = BASE.combined(&U512::from_u64(7), &U512::from_u64(number));
            assert!(same(own, times(7 + number)));
            sum = sum.plus(BASE);
        }
        let opposite = Point { y: Field::ZERO.minus(BASE.y), ..BASE };
        assert_eq!(BASE.plus(opposite).z, Field::ZERO);
        assert!(same(times(5).plus(Point::INFINITY), times(5)));
        assert_eq!(Point::INFINITY.doubled().z, Field::ZERO);
    }

    #[test]
    fn points_beside_the_curve_are_none() {
        let (x, y) = (BASE.x.0.to_le_bytes(), BASE.y.0.to_le_bytes());
        let one_more = |number: U512| number.wrapping_add(&U512::ONE).to_le_bytes();
        assert!(Point::read(&one_more(BASE.x.0), &y).is_none());
        assert!(Point::read(&x, &one_more(BASE.y.0)).is_none());
        assert!(Point::read(&x, &x).is_none());
        assert!(Point::read(&[0; 64], &[0; 64]).is_none());
        // The same point, its x written as a number that is not below p.
        assert!(Point::read(&BASE.x.0.wrapping_add(&Field::MODULUS).to_le_bytes(), &y).is_none());
        assert!(Point::read(&Field::MODULUS.to_le_bytes(), &y).is_none());
        assert!(Point::read(&U512::MAX.to_le_bytes(), &y).is_none());
    }

    /// x of a point may lie between the order and p; then its remainder is x less the order.
    #[test]
    fn x_is_compared_modulo_the_order() {
        let x = ORDER.wrapping_add(&U512::from_u8(5));
        let z = Field(U512::from_u8(7));
        let point = Point { x: Field(x).times(z.squared()), y: Field::ONE, z };
        assert!(point.has_x(&U512::from_u8(5), &ORDER));
        assert!(!point.has_x(&U512::from_u8(6), &ORDER));
        assert!(BASE.has_x(&U512::from_u8(3), &ORDER));
        assert!(!BASE.has_x(&U512::from_u8(4), &ORDER));
        assert!(!Point::INFINITY.has_x(&U512::ONE, &ORDER));
        // One remainder that is just not small enough, and one that just is.
        let room = Field::MODULUS.wrapping_sub(&ORDER);
        let last = Point { x: Field(Field::MODULUS.wrapping_sub(&U512::ONE)), ..BASE };
        assert!(last.has_x(&room.wrapping_sub(&U512::ONE), &ORDER));
        assert!(!Point { x: Field::ZERO, ..BASE }.has_x(&room, &ORDER));
    }
}
