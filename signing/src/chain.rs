//! Trust: a certificate is believed when a pinned authority's **key** verifies it; equal names prove nothing.

use core::fmt;

use der::{EncodePem, pem::LineEnding};
use time::OffsetDateTime;
use x509_cert::{Certificate, name::Name};

use crate::{Fault, algorithm, dates, names, profile};

/// Issuing authority and root, and room for one between them.
const MAX_CHAIN: usize = 3;

/// Another authority altogether, as far as its name goes.
pub(crate) const NOT_PINNED: &str = "the issuer is not pinned";
/// A matter of the moment.
pub(crate) const OUTSIDE_DATES: &str = "an authority outside its dates";

/// The pinned certificates of the national authority: roots and the authorities that issue people's certificates.
#[derive(Clone, Debug)]
pub struct Anchors {
    certificates: Vec<Certificate>,
}

/// Why a file of pinned certificates cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnchorsError {
    /// Not a sequence of PEM certificates.
    NotPem,
    /// No self-issued certificate among them.
    NoRoot,
    /// Nothing but roots.
    NoIssuer,
    /// One of them is not an authority, or no other one has issued it.
    Loose,
}

impl fmt::Display for AnchorsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotPem => "the pinned certificates are not in PEM form",
            Self::NoRoot => "there is no root among the pinned certificates",
            Self::NoIssuer => "there is no issuing authority among the pinned certificates",
            Self::Loose => "a pinned certificate is not an authority under a pinned root",
        })
    }
}

impl core::error::Error for AnchorsError {}

impl Anchors {
    /// Reads concatenated PEM certificates: at least one root and one issuing authority under it.
    ///
    /// # Errors
    /// [`AnchorsError`]: the configuration is wrong. Dates are judged at each use.
    pub fn from_pem(pem: &[u8]) -> Result<Self, AnchorsError> {
        let pem = pem.trim_ascii();
        if pem.is_empty() {
            return Err(AnchorsError::NotPem);
        }
        let certificates = Certificate::load_pem_chain(pem).map_err(|_| AnchorsError::NotPem)?;
        let roots = certificates.iter().filter(|certificate| is_root(certificate)).count();
        if roots == 0 {
            return Err(AnchorsError::NoRoot);
        }
        if roots == certificates.len() {
            return Err(AnchorsError::NoIssuer);
        }
        let anchors = Self { certificates };
        let loose = |certificate: &Certificate| {
            check_authority(certificate).is_err() || !is_root(certificate) && anchors.above(certificate).is_err()
        };
        if anchors.certificates.iter().any(loose) { Err(AnchorsError::Loose) } else { Ok(anchors) }
    }

    /// The pinned certificates as [`Self::from_pem`] reads them: for whoever judges elsewhere by the same ones.
    #[must_use]
    pub fn to_pem(&self) -> String {
        // What was read can be written.
        self.certificates.iter().filter_map(|one| one.to_pem(LineEnding::LF).ok()).collect()
    }

    /// The pinned authorities above a certificate, the issuer first, the root last. The dates of all of them are judged at
    /// `now`; certificates that came with a message play no part.
    ///
    /// # Errors
    /// [`Fault::Untrusted`], [`Fault::Expired`], [`Fault::NotYetValid`].
    pub fn chain(&self, leaf: &Certificate, now: OffsetDateTime) -> Result<Vec<Certificate>, Fault> {
        let chain = self.above(leaf)?;
        for authority in &chain {
            check_authority(authority)?;
            check_dates(authority, now).map_err(|_| Fault::Untrusted(OUTSIDE_DATES))?;
        }
        check_dates(leaf, now)?;
        Ok(chain.into_iter().cloned().collect())
    }

    fn above(&self, leaf: &Certificate) -> Result<Vec<&Certificate>, Fault> {
        let mut chain: Vec<&Certificate> = Vec::new();
        while chain.len() < MAX_CHAIN {
            let issuer = self.issuer_of(chain.last().copied().unwrap_or(leaf))?;
            chain.push(issuer);
            if is_root(issuer) {
                return Ok(chain);
            }
        }
        Err(Fault::Untrusted("no root above the certificate"))
    }

    /// The pinned authorities of this name.
    pub(crate) fn named(&self, name: &Name) -> impl Iterator<Item = &Certificate> {
        self.certificates.iter().filter(move |one| names::same(&one.tbs_certificate.subject, name))
    }

    fn issuer_of(&self, certificate: &Certificate) -> Result<&Certificate, Fault> {
        let issuer = &certificate.tbs_certificate.issuer;
        let mut fault = Fault::Untrusted(NOT_PINNED);
        for candidate in self.named(issuer) {
            match algorithm::verify_certificate(certificate, candidate) {
                Ok(()) => return Ok(candidate),
                Err(why) => fault = Fault::Untrusted(why),
            }
        }
        Err(fault)
    }
}

fn is_root(certificate: &Certificate) -> bool {
    names::same(&certificate.tbs_certificate.subject, &certificate.tbs_certificate.issuer)
}

fn check_authority(certificate: &Certificate) -> Result<(), Fault> {
    if !profile::is_authority(certificate) || !profile::may_sign_certificates(certificate) {
        return Err(Fault::Untrusted("the issuer is not an authority"));
    }
    if profile::has_foreign_critical_extension(certificate) {
        return Err(Fault::Untrusted("an unknown critical extension of the issuer"));
    }
    Ok(())
}

/// The certificate is within its dates; both ends belong to them.
///
/// # Errors
/// [`Fault::Expired`], [`Fault::NotYetValid`].
pub fn check_dates(certificate: &Certificate, now: OffsetDateTime) -> Result<(), Fault> {
    let validity = &certificate.tbs_certificate.validity;
    let (not_before, not_after) = (dates::instant(validity.not_before), dates::instant(validity.not_after));
    if now < not_before {
        return Err(Fault::NotYetValid { not_before });
    }
    if now > not_after {
        return Err(Fault::Expired { not_after });
    }
    Ok(())
}
