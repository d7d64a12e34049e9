//! The file of a receipt: a ZIP without compression that anybody can open, with the digests of its parts in `SHA256SUMS`.
//! There is one way to write a receipt, and only that is read: any changed byte makes it another file.

use core::fmt::Write;

use sha2::{Digest, Sha256};

use super::{Judgement, KeptEvidence, NOT_A_RECEIPT, Receipt};
use crate::{Anchors, receipt::Finding};

/// The largest receipt that is looked at, bytes: a document, a message around it, two lists.
pub const MAX_RECEIPT: usize = 160 * 1024 * 1024;

const DOCUMENT: &str = "document.pdf";
const SIGNATURE: &str = "signature.p7s";
const CHAIN: &str = "chain-";
const ANSWER: &str = "ocsp-answer.der";
const NONCE: &str = "ocsp-nonce.bin";
const BASE: &str = "revoked.crl";
const DELTA: &str = "revoked-delta.crl";
const SUMS: &str = "SHA256SUMS";

/// A file of the archive.
type Part<'a> = (String, &'a [u8]);

impl Receipt {
    /// The receipt as a file: a ZIP archive with the document, the message (also to be checked with
    /// `openssl cms -verify -inform DER -content document.pdf`), the certificates and the evidence.
    ///
    /// # Errors
    /// Larger than [`MAX_RECEIPT`].
    pub fn to_zip(&self) -> Result<Vec<u8>, TooLarge> {
        let parts = self.parts();
        if parts.iter().map(|(_, bytes)| bytes.len()).sum::<usize>() > MAX_RECEIPT {
            return Err(TooLarge);
        }
        let sums = sums(&parts);
        let mut all = parts;
        all.push((SUMS.to_owned(), sums.as_bytes()));
        Ok(zip(&all))
    }

    /// Reads what [`Self::to_zip`] wrote, and nothing else.
    #[must_use]
    pub fn from_zip(file: &[u8]) -> Option<Self> {
        if file.len() > MAX_RECEIPT * 2 {
            return None;
        }
        let receipt = Self::from_parts(&unzip(file)?)?;
        (receipt.to_zip().ok()? == file).then_some(receipt)
    }

    fn parts(&self) -> Vec<Part<'_>> {
        let mut parts = vec![(DOCUMENT.to_owned(), &self.document[..]), (SIGNATURE.to_owned(), &self.cms[..])];
        let chain = self.chain.iter().enumerate();
        parts.extend(chain.map(|(at, certificate)| (format!("{CHAIN}{}.cer", at + 1), &certificate[..])));
        match &self.evidence {
            KeptEvidence::Ocsp { answer, nonce } => {
                parts.push((ANSWER.to_owned(), answer));
                parts.push((NONCE.to_owned(), nonce));
            }
            KeptEvidence::Lists { base, delta } => {
                parts.push((BASE.to_owned(), base));
                parts.extend(delta.iter().map(|delta| (DELTA.to_owned(), &delta[..])));
            }
            KeptEvidence::None => (),
        }
        parts
    }

    fn from_parts(parts: &[Part<'_>]) -> Option<Self> {
        let part = |name: &str| parts.iter().find(|(other, _)| other == name).map(|(_, bytes)| bytes.to_vec());
        let evidence = match (part(ANSWER), part(BASE)) {
            (Some(answer), _) => KeptEvidence::Ocsp { answer, nonce: part(NONCE)?.try_into().ok()? },
            (None, Some(base)) => KeptEvidence::Lists { base, delta: part(DELTA) },
            (None, None) => KeptEvidence::None,
        };
        let chain = parts.iter().filter(|(name, _)| name.starts_with(CHAIN)).map(|(_, bytes)| bytes.to_vec());
        Some(Self { document: part(DOCUMENT)?, cms: part(SIGNATURE)?, chain: chain.collect(), evidence })
    }
}

/// Judges a file: what is no receipt of ours cannot be told about.
#[must_use]
pub fn judge(file: &[u8], anchors: &Anchors) -> Judgement {
    match Receipt::from_zip(file) {
        Some(receipt) => receipt.judge(anchors),
        None => Judgement::refused(Finding::CannotTell, NOT_A_RECEIPT),
    }
}

/// A receipt that no program would open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLarge;

impl core::fmt::Display for TooLarge {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("the receipt is too large")
    }
}

impl core::error::Error for TooLarge {}

/// Lines that `sha256sum -c` reads.
fn sums(parts: &[Part<'_>]) -> String {
    parts.iter().fold(String::new(), |mut text, (name, bytes)| {
        for byte in Sha256::digest(bytes) {
            let _ = write!(text, "{byte:02x}");
        }
        let _ = writeln!(text, "  {name}");
        text
    })
}

/// «Stored»: the parts one after another, then the directory. The date is the format's first day: a receipt made again is
/// the same file.
fn zip(parts: &[Part<'_>]) -> Vec<u8> {
    const DATE: [u8; 4] = [0, 0, 0x21, 0];
    let (mut file, mut directory) = (Vec::new(), Vec::new());
    for (name, bytes) in parts {
        let (offset, size, length) = (number(file.len()), number(bytes.len()), name.len() as u8);
        // Needs version 1.0, no flags, stored; date, checksum, sizes; lengths of name and extra field.
        let head =
            [&[10, 0, 0, 0, 0, 0][..], &DATE, &crc32(bytes).to_le_bytes(), &size, &size, &[length, 0, 0, 0]].concat();
        file.extend([b"PK\x03\x04", &head[..], name.as_bytes(), bytes].concat());
        // Made by version 1.0; no comment, first disk, no attributes.
        directory.extend([b"PK\x01\x02\x0A\x00", &head[..], &[0; 10], &offset, name.as_bytes()].concat());
    }
    let (count, offset, size) = (parts.len() as u8, number(file.len()), number(directory.len()));
    let end = [b"PK\x05\x06\0\0\0\0", &[count, 0, count, 0][..], &size, &offset, &[0, 0]].concat();
    [file, directory, end].concat()
}

/// The parts of an archive of that form. It is not held to the format here: writing it again is.
fn unzip(file: &[u8]) -> Option<Vec<Part<'_>>> {
    let mut parts = Vec::new();
    let mut rest = file;
    while let Some(entry) = rest.strip_prefix(b"PK\x03\x04") {
        let (head, after) = entry.split_at_checked(26)?;
        let size = u32::from_le_bytes(head[14..18].try_into().ok()?);
        let (name, after) = after.split_at_checked(usize::from(head[22]))?;
        let (bytes, after) = after.split_at_checked(usize::try_from(size).ok()?)?;
        parts.push((String::from_utf8(name.to_vec()).ok()?, bytes));
        rest = after;
    }
    Some(parts)
}

fn number(size: usize) -> [u8; 4] {
    // Bounded by MAX_RECEIPT.
    u32::try_from(size).unwrap_or(u32::MAX).to_le_bytes()
}

/// The checksum of the format (ISO 3309), four bits at a time.
fn crc32(bytes: &[u8]) -> u32 {
    const TABLE: [u32; 16] = {
        let mut table = [0; 16];
        let mut at = 0;
        while at < 16 {
            let (mut value, mut bit) = (at as u32, 0);
            while bit < 4 {
                value = if value & 1 == 1 { value >> 1 ^ 0xEDB8_8320 } else { value >> 1 };
                bit += 1;
            }
            table[at] = value;
            at += 1;
        }
        table
    };
    let step = |sum: u32, digit: u32| sum >> 4 ^ TABLE[((sum ^ digit) & 15) as usize];
    !bytes.iter().fold(u32::MAX, |sum, byte| step(step(sum, u32::from(*byte)), u32::from(*byte >> 4)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_that_of_the_format() {
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
        assert_eq!(crc32(b""), 0);
    }

    fn receipt(evidence: KeptEvidence) -> Receipt {
        Receipt { document: b"%PDF".to_vec(), cms: vec![1; 300], chain: vec![vec![2; 70], vec![3]], evidence }
    }

    #[test]
    fn what_is_written_is_read() {
        for evidence in [
            KeptEvidence::Ocsp { answer: vec![4, 5], nonce: [6; 32] },
            KeptEvidence::Lists { base: vec![7], delta: None },
            KeptEvidence::Lists { base: vec![7], delta: Some(vec![8, 9]) },
            KeptEvidence::None,
        ] {
            let receipt = receipt(evidence);
            let file = receipt.to_zip().unwrap();
            assert_eq!(Receipt::from_zip(&file), Some(receipt));
            for at in 0..file.len() {
                let mut other = file.clone();
                other[at] ^= 1 << (at % 8);
                assert_eq!(Receipt::from_zip(&other), None, "byte {at}");
            }
            assert_eq!(Receipt::from_zip(&[&file[..], &[0]].concat()), None);
            assert_eq!(Receipt::from_zip(&file[..file.len() - 1]), None);
        }
    }

    #[test]
    fn size_is_bounded() {
        let large = Receipt { document: vec![0; MAX_RECEIPT], ..receipt(KeptEvidence::None) };
        assert_eq!(large.to_zip(), Err(TooLarge));
        assert_eq!(TooLarge.to_string(), "the receipt is too large");
        assert_eq!(Receipt::from_zip(b""), None);
    }
}
