//! Lists of revoked certificates (CRL, RFC 5280, 5): a base with everything, a delta with what has changed since.

use der::{
    Decode, Encode, Reader, SliceReader, Tag, TagNumber,
    asn1::{BitString, ContextSpecific, Uint},
};
use sha2::{Digest, Sha256};
use spki::AlgorithmIdentifierOwned;
use time::OffsetDateTime;
use x509_cert::{
    Certificate,
    crl::RevokedCert,
    ext::{
        Extension, Extensions,
        pkix::{CrlReason, crl::dp::IssuingDistributionPoint},
    },
    name::Name,
    serial_number::SerialNumber,
    time::Time,
};

use crate::{Anchors, Fault, algorithm, dates, oids, profile, revocation::MAX_SKEW};

/// The national list takes some twenty megabytes.
pub const MAX_LIST: usize = 64 * 1024 * 1024;

/// A list by a pinned authority, its signature verified. Reading a large one takes a while, asking it does not: it is read
/// once and kept.
#[derive(Clone, Debug)]
pub struct RevocationList {
    issuer: Certificate,
    authority: [u8; 32],
    this_update: OffsetDateTime,
    next_update: OffsetDateTime,
    number: Option<Number>,
    /// The number of the base that it changes; a base has none.
    changes: Option<Number>,
    /// By serial number.
    entries: Vec<Entry>,
}

/// Length, then the bytes from the highest on: compares as the number does.
type Number = (usize, Vec<u8>);

/// Length and bytes of a serial number, which has no more than 21.
type Serial = (u8, [u8; 21]);

#[derive(Clone, Copy, Debug)]
struct Entry {
    serial: Serial,
    /// Since when it is revoked; none when a delta takes it off the list.
    revoked: Option<OffsetDateTime>,
}

fn refused<T>(why: &'static str) -> Result<T, Fault> {
    Err(Fault::RevocationUnknown(why))
}

impl RevocationList {
    /// Reads a list (DER) and verifies it by the key of the pinned authority that issued it. Whether it is in date is judged
    /// when it is asked.
    ///
    /// # Errors
    /// [`Fault::RevocationUnknown`].
    pub fn read(list: &[u8], anchors: &Anchors) -> Result<Self, Fault> {
        if list.len() > MAX_LIST {
            return refused("the list is too large");
        }
        let signed = Signed::from_der(list).or(refused("the list is not readable"))?;
        let body = Body::from_der(signed.body).or(refused("the list is not readable"))?;
        if signed.algorithm != body.algorithm {
            return refused("the list names two signature algorithms");
        }
        let issuer = issuer(&signed, &body.issuer, anchors)?;
        let extensions = Reach::read(&body.extensions)?;
        let next_update = body.next_update.ok_or(Fault::RevocationUnknown("the list has no end"))?;
        let mut entries = body.entries;
        entries.sort_unstable_by_key(|entry| entry.serial);
        Ok(Self {
            authority: fingerprint(&issuer).or(refused("the authority cannot be named"))?,
            issuer,
            this_update: dates::instant(body.this_update),
            next_update: dates::instant(next_update),
            number: extensions.number,
            changes: extensions.changes,
            entries,
        })
    }

    /// When it was issued.
    #[must_use]
    pub fn this_update(&self) -> OffsetDateTime {
        self.this_update
    }

    /// When the next one is due: after that it says nothing.
    #[must_use]
    pub fn next_update(&self) -> OffsetDateTime {
        self.next_update
    }

    /// Whether it only tells what has changed since a base.
    #[must_use]
    pub fn is_delta(&self) -> bool {
        self.changes.is_some()
    }

    /// The authority that issued it: SHA-256 of its pinned certificate.
    #[must_use]
    pub fn authority(&self) -> [u8; 32] {
        self.authority
    }

    /// Was it issued before the other? Numbers only grow (RFC 5280, 5.2.3); the time decides where one has none.
    #[must_use]
    pub fn is_older_than(&self, other: &Self) -> bool {
        match (&self.number, &other.number) {
            (Some(own), Some(others)) if own != others => own < others,
            _ => self.this_update < other.this_update,
        }
    }

    /// What it says of a serial number: listed more than once, revoked prevails.
    fn entry(&self, serial: &Serial) -> Option<Option<OffsetDateTime>> {
        let from = self.entries.partition_point(|entry| entry.serial < *serial);
        let about = self.entries[from..].iter().take_while(|entry| entry.serial == *serial);
        about.map(|entry| entry.revoked).max_by_key(Option::is_some)
    }

    fn check_serves(&self, issuer: &Certificate, now: OffsetDateTime) -> Result<(), Fault> {
        if self.issuer != *issuer {
            return refused("a list of another authority");
        }
        if self.this_update - now > MAX_SKEW || self.next_update < now {
            return refused("the list is not in date");
        }
        Ok(())
    }
}

/// SHA-256 of a certificate.
pub fn fingerprint(certificate: &Certificate) -> der::Result<[u8; 32]> {
    Ok(Sha256::digest(certificate.to_der()?).into())
}

/// Judges a certificate by a base and what has changed since, and returns the moment that they speak of.
///
/// # Errors
/// [`Fault::Revoked`], [`Fault::RevocationUnknown`].
pub fn check(
    leaf: &Certificate,
    issuer: &Certificate,
    base: &RevocationList,
    delta: Option<&RevocationList>,
    now: OffsetDateTime,
) -> Result<OffsetDateTime, Fault> {
    base.check_serves(issuer, now)?;
    if base.is_delta() {
        return refused("the list is only a part");
    }
    let delta = match delta {
        Some(delta) => applicable(base, delta, issuer, now)?,
        None => None,
    };
    let serial = serial_key(&leaf.tbs_certificate.serial_number);
    let told = delta.and_then(|delta| delta.entry(&serial)).or_else(|| base.entry(&serial));
    match told.flatten() {
        Some(at) => Err(Fault::Revoked { at }),
        None => Ok(delta.map_or(base.this_update, |delta| base.this_update.max(delta.this_update))),
    }
}

/// The delta, unless the base is newer (RFC 5280, 5.2.4).
fn applicable<'a>(
    base: &RevocationList,
    delta: &'a RevocationList,
    issuer: &Certificate,
    now: OffsetDateTime,
) -> Result<Option<&'a RevocationList>, Fault> {
    delta.check_serves(issuer, now)?;
    let (Some(changes), Some(base_number), Some(number)) = (&delta.changes, &base.number, &delta.number) else {
        return refused("the changes do not fit the list");
    };
    if base_number < changes {
        return refused("the changes do not fit the list");
    }
    Ok((base_number < number).then_some(delta))
}

/// The pinned authority of this name whose key verifies the list and may.
fn issuer(signed: &Signed<'_>, name: &Name, anchors: &Anchors) -> Result<Certificate, Fault> {
    let signature = signed.signature.as_bytes().ok_or(Fault::RevocationUnknown("the list is not readable"))?;
    let mut named = anchors.named(name).filter(|authority| profile::may_sign_lists(authority));
    let verified = named.find(|authority| {
        let key = &authority.tbs_certificate.subject_public_key_info;
        algorithm::verify_as(&signed.algorithm, key, signed.body, signature).is_ok()
    });
    verified.cloned().ok_or(Fault::RevocationUnknown("the list is not signed by a pinned authority"))
}

fn serial_key(serial: &SerialNumber) -> Serial {
    let bytes = serial.as_bytes();
    let mut key = [0; 21];
    // The type lets no more than 21 bytes through.
    key.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
    (u8::try_from(bytes.len()).unwrap_or(u8::MAX), key)
}

impl Entry {
    fn read(revoked: &RevokedCert) -> der::Result<Self> {
        let mut reason = None;
        for extension in revoked.crl_entry_extensions.iter().flatten() {
            match extension.extn_id {
                oids::CRL_REASON => reason = Some(CrlReason::from_der(extension.extn_value.as_bytes())?),
                // The certificate is not of this issuer, or something else that must be understood.
                _ if extension.critical => return Err(Tag::Sequence.value_error()),
                _ => (),
            }
        }
        let at = dates::instant(revoked.revocation_date);
        let revoked_at = (reason != Some(CrlReason::RemoveFromCRL)).then_some(at);
        Ok(Self { serial: serial_key(&revoked.serial_number), revoked: revoked_at })
    }
}

/// What the extensions say of the list itself.
#[derive(Default)]
struct Reach {
    number: Option<Number>,
    changes: Option<Number>,
}

impl Reach {
    fn read(extensions: &[Extension]) -> Result<Self, Fault> {
        let mut reach = Self::default();
        for extension in extensions {
            match extension.extn_id {
                oids::CRL_NUMBER => reach.number = Some(number(extension)?),
                oids::DELTA_CRL_INDICATOR => reach.changes = Some(number(extension)?),
                oids::ISSUING_DISTRIBUTION_POINT => check_people(extension)?,
                _ if extension.critical => return refused("an unknown critical extension of the list"),
                _ => (),
            }
        }
        Ok(reach)
    }
}

fn number(extension: &Extension) -> Result<Number, Fault> {
    let number = Uint::from_der(extension.extn_value.as_bytes()).or(refused("the list is not readable"))?;
    Ok((number.as_bytes().len(), number.as_bytes().to_vec()))
}

/// The list speaks of all people's certificates of its issuer.
fn check_people(extension: &Extension) -> Result<(), Fault> {
    let point = IssuingDistributionPoint::from_der(extension.extn_value.as_bytes());
    let point = point.or(refused("the list is not readable"))?;
    let partial = point.only_contains_ca_certs
        || point.only_contains_attribute_certs
        || point.indirect_crl
        || point.only_some_reasons.is_some();
    if partial { refused("the list is only a part") } else { Ok(()) }
}

/// The whole: the body as it stands, and the signature over it.
struct Signed<'a> {
    body: &'a [u8],
    algorithm: AlgorithmIdentifierOwned,
    signature: BitString,
}

impl<'a> Signed<'a> {
    fn from_der(list: &'a [u8]) -> der::Result<Self> {
        let mut reader = SliceReader::new(list)?;
        let signed = reader.sequence(|whole| {
            Ok(Self { body: whole.tlv_bytes()?, algorithm: whole.decode()?, signature: whole.decode()? })
        })?;
        reader.finish(signed)
    }
}

struct Body {
    algorithm: AlgorithmIdentifierOwned,
    issuer: Name,
    this_update: Time,
    next_update: Option<Time>,
    entries: Vec<Entry>,
    extensions: Extensions,
}

impl Body {
    fn from_der(body: &[u8]) -> der::Result<Self> {
        let mut reader = SliceReader::new(body)?;
        let body = reader.sequence(|parts| {
            // Version 2 is written as 1, and is the only one with extensions.
            let version: Option<u8> = parts.decode()?;
            if version != Some(1) {
                return Err(Tag::Integer.value_error());
            }
            let (algorithm, issuer) = (parts.decode()?, parts.decode()?);
            let (this_update, next_update) = (parts.decode()?, parts.decode()?);
            let entries = if parts.peek_tag().ok() == Some(Tag::Sequence) { entries(parts)? } else { Vec::new() };
            let extensions = ContextSpecific::<Extensions>::decode_explicit(parts, TagNumber::N0)?;
            let extensions = extensions.map(|extensions| extensions.value).unwrap_or_default();
            Ok(Self { algorithm, issuer, this_update, next_update, entries, extensions })
        })?;
        reader.finish(body)
    }
}

/// One after another: all of them as the type that holds everything would take many times the room.
fn entries<'a>(parts: &mut impl Reader<'a>) -> der::Result<Vec<Entry>> {
    parts.sequence(|list| {
        let mut entries = Vec::new();
        while !list.is_finished() {
            entries.push(Entry::read(&list.decode()?)?);
        }
        Ok(entries)
    })
}
