//! Verification of signatures made with ЭЦҚ / ЭЦП: bytes, time, pinned authorities and evidence in, a verdict out.
//!
//! Pure: no I/O, no clock, no randomness; the same code runs on the server and in a browser. The caller brings the OCSP
//! answer or the lists of revoked certificates, the time and the random nonce:
//!
//! ```no_run
//! # fn fetch(request: Vec<u8>) -> Option<Vec<u8>> { None }
//! # fn example(text: &str, pdf: &[u8], pem: &[u8], crl: &[u8], nonce: [u8; 32], now: time::OffsetDateTime)
//! # -> Result<signing::Verdict, signing::Fault> {
//! use signing::{Anchors, Evidence, Expected, Policy, Purpose, RevocationList};
//!
//! let anchors = Anchors::from_pem(pem).expect("judged once, at start");
//! let base = RevocationList::read(crl, &anchors)?; // read in the background, kept
//!
//! let cms = signing::decode_armoured(text)?; // PEM or base64, as the signing program hands it over
//! let policy = Policy::default();
//! let expected = Expected { purpose: Purpose::Sign, content: pdf, iin: Some("850101300014"), policy };
//! let checked = signing::inspect(&cms, &expected, &anchors, now)?; // checks 1 to 8, no outside help
//! let answer = fetch(checked.ocsp_request(&nonce)?); // POST application/ocsp-request to the configured address
//! let answer = answer.as_deref().map_or(Evidence::Unavailable, |answer| Evidence::Ocsp { answer, nonce: &nonce });
//! let evidence = [answer, Evidence::Lists { base: &base, delta: None }]; // the first that is clear decides
//! let verdict = signing::conclude_by_first(&checked, &evidence, now)?; // checks 9 to 11
//! # Ok(verdict) }
//! ```
//!
//! - [`Fault::code`] is the code for the audit record, [`Fault::kind`] what the person is told. `revocation_unknown` of a
//!   document means «signed, being checked»: [`Checked`] is concluded later, or the message is inspected again.
//! - [`Verdict`] holds IIN, names, serial number, issuer, dates, the certificate and its chain. Comparing the names with the
//!   state register is the caller's (R-007).
//! - The text signed at login begins with [`LOGIN_PREFIX`]; such a text is refused as a document, anything else as a login.
//! - Accepted: CMS in DER or BER, one signer, RSA of at least 2048 bits with SHA-256 or ГОСТ 34.10-2015 of 512 bits with
//!   Streebog-512, certificates of the pinned authorities. Only pinned certificates build the chain; those inside the message
//!   are never asked.
//! - [`Policy`] is what the operator decides: one GOST key for login too, time stamps asked for, content inside or apart.
//! - Revocation: an OCSP answer with our nonce, or a [`RevocationList`] with or without its delta. Whatever is broken, stale
//!   or another's is never «good».
//! - A time stamp is judged when it is there: [`TimeStamp::Holds`], or the message is refused as `timestamp`.
//! - [`receipt`] keeps all of it and judges it later, offline, at the moment of signing.
//! - `fuzz/` has a program that changes good inputs at random and feeds them to every reader here; `make bench` measures.

mod algorithm;
mod armour;
mod ber;
mod chain;
mod dates;
mod fault;
pub mod gost;
mod lists;
mod message;
mod names;
pub mod oids;
mod profile;
pub mod receipt;
mod revocation;
mod timestamp;
mod verify;

pub use algorithm::verify as verify_signature;
pub use armour::decode_armoured;
pub use ber::{MAX_MESSAGE, normalise};
pub use chain::{Anchors, AnchorsError};
pub use fault::{Fault, Kind};
pub use lists::{MAX_LIST, RevocationList};
pub use profile::{Names, Purpose};
pub use revocation::{Evidence, MAX_AGE, MAX_SKEW, nonce_of};
pub use verify::{
    Checked, Expected, LOGIN_PREFIX, Pending, Placement, Policy, TimeStamp, Verdict, conclude, conclude_by_first,
    inspect, pending, verify,
};
