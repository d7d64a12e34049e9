//! BER to DER: some programs stream a message with indefinite lengths and a chopped content; everything after this module
//! reads strict DER. Written by hand because the readers that accept BER keep the inner headers of a chopped string.

use crate::Fault;

/// The largest message that is looked at, bytes.
pub const MAX_MESSAGE: usize = 10 * 1024 * 1024;
/// A signed message with certificates and a time stamp nests some fifteen levels deep.
const MAX_DEPTH: usize = 24;
/// Bounds the work of everything that comes after: sorting a SET is quadratic. A message with chain and time stamp has
/// under a thousand elements.
const MAX_ELEMENTS: usize = 6_000;

const OCTET_STRING: u8 = 0x04;
const CONSTRUCTED: u8 = 0x20;
const SEQUENCE: u8 = 0x30;
const SET: u8 = 0x31;

/// Rewrites one BER element as DER: definite minimal lengths, whole octet strings. The order inside a SET and the values
/// stay as they are.
///
/// # Errors
/// [`Fault::Malformed`] when the input is too large, too deep, has long tags, a chopped string other than an octet string,
/// or bytes after the element.
pub fn normalise(input: &[u8]) -> Result<Vec<u8>, Fault> {
    if input.len() > MAX_MESSAGE {
        return Err(Fault::Malformed("larger than 10 MB"));
    }
    let mut der = Vec::with_capacity(input.len());
    let rest = Walk { elements: 0 }.element(input, MAX_DEPTH, &mut der)?;
    if rest.is_empty() { Ok(der) } else { Err(Fault::Malformed("bytes after the message")) }
}

enum Length {
    Definite(usize),
    Indefinite,
}

struct Walk {
    elements: usize,
}

impl Walk {
    /// Copies one element into `der` and returns what follows it.
    fn element<'a>(&mut self, input: &'a [u8], depth: usize, der: &mut Vec<u8>) -> Result<&'a [u8], Fault> {
        self.elements += 1;
        if self.elements > MAX_ELEMENTS {
            return Err(Fault::Malformed("too many elements"));
        }
        let (tag, length, body) = header(input)?;
        if tag & CONSTRUCTED == 0 {
            return primitive(tag, &length, body, der);
        }
        let depth = depth.checked_sub(1).ok_or(Fault::Malformed("nested too deep"))?;
        let mut inner = Vec::new();
        let rest = if tag == OCTET_STRING | CONSTRUCTED {
            each(&length, body, |input| chunk(input, depth, &mut inner))?
        } else if tag & 0xC0 != 0 || tag == SEQUENCE || tag == SET {
            each(&length, body, |input| self.element(input, depth, &mut inner))?
        } else {
            return Err(Fault::Malformed("a constructed value that must be primitive"));
        };
        put(if tag == OCTET_STRING | CONSTRUCTED { OCTET_STRING } else { tag }, &inner, der);
        Ok(rest)
    }
}

fn primitive<'a>(tag: u8, length: &Length, body: &'a [u8], der: &mut Vec<u8>) -> Result<&'a [u8], Fault> {
    let Length::Definite(length) = *length else {
        return Err(Fault::Malformed("a primitive value without length"));
    };
    if tag == 0 || tag | CONSTRUCTED == SEQUENCE || tag | CONSTRUCTED == SET {
        return Err(Fault::Malformed("a primitive value that must be constructed"));
    }
    let (value, rest) = body.split_at_checked(length).ok_or(Fault::Malformed("cut short"))?;
    put(tag, value, der);
    Ok(rest)
}

/// One piece of a chopped octet string: its value without the header.
fn chunk<'a>(input: &'a [u8], depth: usize, value: &mut Vec<u8>) -> Result<&'a [u8], Fault> {
    let (tag, length, body) = header(input)?;
    if tag == OCTET_STRING | CONSTRUCTED {
        let depth = depth.checked_sub(1).ok_or(Fault::Malformed("nested too deep"))?;
        return each(&length, body, |input| chunk(input, depth, value));
    }
    let Length::Definite(length) = length else {
        return Err(Fault::Malformed("a primitive value without length"));
    };
    if tag != OCTET_STRING {
        return Err(Fault::Malformed("a piece of an octet string that is not one"));
    }
    let (piece, rest) = body.split_at_checked(length).ok_or(Fault::Malformed("cut short"))?;
    value.extend_from_slice(piece);
    Ok(rest)
}

/// Walks over the children of a constructed value and returns what follows the value.
fn each<'a>(
    length: &Length,
    body: &'a [u8],
    mut child: impl FnMut(&'a [u8]) -> Result<&'a [u8], Fault>,
) -> Result<&'a [u8], Fault> {
    match *length {
        Length::Definite(length) => {
            let (mut children, rest) = body.split_at_checked(length).ok_or(Fault::Malformed("cut short"))?;
            while !children.is_empty() {
                children = child(children)?;
            }
            Ok(rest)
        }
        Length::Indefinite => {
            let mut children = body;
            loop {
                if let Some(rest) = children.strip_prefix(&[0, 0]) {
                    return Ok(rest);
                }
                children = child(children)?;
            }
        }
    }
}

fn header(input: &[u8]) -> Result<(u8, Length, &[u8]), Fault> {
    let (&tag, rest) = input.split_first().ok_or(Fault::Malformed("cut short"))?;
    if tag & 0x1F == 0x1F {
        return Err(Fault::Malformed("a long tag"));
    }
    let (&first, rest) = rest.split_first().ok_or(Fault::Malformed("cut short"))?;
    match first {
        0x00..=0x7F => Ok((tag, Length::Definite(usize::from(first)), rest)),
        0x80 => Ok((tag, Length::Indefinite, rest)),
        0x81..=0x84 => {
            let (octets, rest) =
                rest.split_at_checked(usize::from(first & 0x7F)).ok_or(Fault::Malformed("cut short"))?;
            let length = octets.iter().fold(0_u64, |sum, octet| sum << 8 | u64::from(*octet));
            let length = usize::try_from(length).map_err(|_| Fault::Malformed("an impossible length"))?;
            Ok((tag, Length::Definite(length), rest))
        }
        _ => Err(Fault::Malformed("an impossible length")),
    }
}

fn put(tag: u8, value: &[u8], der: &mut Vec<u8>) {
    der.push(tag);
    match value.len() {
        short @ 0..=0x7F => der.push(short as u8),
        long => {
            let octets = long.to_be_bytes();
            let octets = &octets[octets.iter().take_while(|octet| **octet == 0).count()..];
            der.push(0x80 | octets.len() as u8);
            der.extend_from_slice(octets);
        }
    }
    der.extend_from_slice(value);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn der_stays_as_it_is() {
        for der in [&[0x05, 0x00][..], &[0x30, 0x03, 0x02, 0x01, 0x07], &[0xA0, 0x02, 0x04, 0x00], &[0x80, 0x01, 0x00]]
        {
            assert_eq!(normalise(der).as_deref(), Ok(der));
        }
        let long = [&[0x04, 0x81, 0x80][..], &[7; 128]].concat();
        assert_eq!(normalise(&long).as_deref(), Ok(&long[..]));
    }

    #[test]
    fn streams_become_der() {
        let chopped = [0x30, 0x80, 0x24, 0x80, 0x04, 0x01, 1, 0x24, 0x03, 0x04, 0x01, 2, 0x04, 0x00, 0, 0, 0, 0];
        assert_eq!(normalise(&chopped).as_deref(), Ok(&[0x30, 0x04, 0x04, 0x02, 1, 2][..]));
        assert_eq!(normalise(&[0x04, 0x82, 0x00, 0x01, 9]).as_deref(), Ok(&[0x04, 0x01, 9][..]));
    }

    #[test]
    fn impossible_input_is_refused() {
        for (input, why) in [
            (&[][..], "cut short"),
            (&[0x30], "cut short"),
            (&[0x30, 0x05, 0x02], "cut short"),
            (&[0x04, 0x02, 0x01], "cut short"),
            (&[0x30, 0x80, 0x05, 0x00], "cut short"),
            (&[0x24, 0x80, 0x04, 0x05, 0], "cut short"),
            (&[0x04, 0x82, 0x01], "cut short"),
            (&[0x05, 0x00, 0x00], "bytes after the message"),
            (&[0x1F, 0x81, 0x01, 0x00], "a long tag"),
            (&[0x04, 0x80, 0, 0], "a primitive value without length"),
            (&[0x24, 0x80, 0x04, 0x80, 0, 0], "a primitive value without length"),
            (&[0x24, 0x80, 0x02, 0x01, 5, 0, 0], "a piece of an octet string that is not one"),
            (&[0x23, 0x02, 0x03, 0x00], "a constructed value that must be primitive"),
            (&[0x10, 0x00], "a primitive value that must be constructed"),
            (&[0x11, 0x00], "a primitive value that must be constructed"),
            (&[0x00, 0x00], "a primitive value that must be constructed"),
            (&[0x04, 0x85, 0, 0, 0, 0, 1, 9], "an impossible length"),
            (&[0x04, 0xFF], "an impossible length"),
        ] {
            assert_eq!(normalise(input), Err(Fault::Malformed(why)), "{input:02X?}");
        }
    }

    fn nested(depth: usize, tag: u8) -> Vec<u8> {
        (0..depth).fold(vec![0x04, 0x00], |inner, _| [&[tag, inner.len() as u8][..], &inner].concat())
    }

    #[test]
    fn depth_number_and_size_are_bounded() {
        for tag in [0x30, 0x24] {
            assert!(normalise(&nested(MAX_DEPTH, tag)).is_ok());
            assert_eq!(normalise(&nested(MAX_DEPTH + 1, tag)), Err(Fault::Malformed("nested too deep")));
        }
        let many = |count: usize| [&[0x30, 0x80][..], &[0x05, 0x00].repeat(count), &[0, 0]].concat();
        assert!(normalise(&many(MAX_ELEMENTS - 1)).is_ok());
        assert_eq!(normalise(&many(MAX_ELEMENTS)), Err(Fault::Malformed("too many elements")));
        let size = |value: usize| [&[0x04, 0x83][..], &value.to_be_bytes()[5..], &vec![0; value]].concat();
        assert!(normalise(&size(MAX_MESSAGE - 5)).is_ok());
        assert_eq!(normalise(&size(MAX_MESSAGE - 4)), Err(Fault::Malformed("larger than 10 MB")));
    }
}
