//! Keys, certificates and their standing, kept in a folder so that they are made once.

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

use der::{Decode, Encode};
use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};
use rsa::{
    RsaPrivateKey,
    pkcs8::{DecodePrivateKey, EncodePrivateKey},
};
use sha2::{Digest, Sha256};
use time::OffsetDateTime;
use x509_cert::{Certificate, serial_number::SerialNumber};

use super::{AuthorityError, gost::GostKey, private::PrivateKey};

/// How a certificate stands with the authority.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Issued and not revoked.
    Good,
    /// Revoked since this moment.
    Revoked(OffsetDateTime),
}

/// The folder.
#[derive(Debug)]
pub(super) struct Store {
    folder: PathBuf,
    seed: [u8; 32],
}

impl Store {
    /// Opens or makes the folder. The seed is the source of all keys made here.
    pub fn open(folder: &Path, seed: [u8; 32]) -> Result<Self, AuthorityError> {
        for part in ["keys", "certificates", "standing"] {
            fs::create_dir_all(folder.join(part))?;
        }
        Ok(Self { folder: folder.to_owned(), seed })
    }

    /// Lets one process or thread at a time make keys and certificates; the lock ends with the value.
    pub fn lock(&self) -> Result<File, AuthorityError> {
        let file = File::options().create(true).append(true).open(self.folder.join("lock"))?;
        file.lock()?;
        Ok(file)
    }

    /// The key of ГОСТ 34.10-2015 of this label, made on first use.
    pub fn gost_key(&self, label: &str) -> Result<PrivateKey, AuthorityError> {
        let path = self.folder.join("keys").join(label);
        let kept = read(&path)?.and_then(|bytes| <[u8; 64]>::try_from(bytes).ok());
        let secret = kept.unwrap_or_else(|| signing::gost::digest(&[&self.seed[..], label.as_bytes()].concat()));
        if kept.is_none() {
            write(&path, &secret)?;
        }
        Ok(PrivateKey::Gost(GostKey::new(&secret)))
    }

    /// The RSA key of this label, made with so many bits on first use.
    pub fn key(&self, label: &str, bits: usize) -> Result<PrivateKey, AuthorityError> {
        let path = self.folder.join("keys").join(label);
        if let Some(bytes) = read(&path)? {
            return Ok(PrivateKey::Rsa(Box::new(RsaPrivateKey::from_pkcs8_der(&bytes)?)));
        }
        let seed = Sha256::new().chain_update(self.seed).chain_update(label).finalize();
        let key = RsaPrivateKey::new(&mut ChaCha20Rng::from_seed(seed.into()), bits)?;
        write(&path, key.to_pkcs8_der()?.as_bytes())?;
        Ok(PrivateKey::Rsa(Box::new(key)))
    }

    /// The certificate kept under a label.
    pub fn certificate(&self, label: &str) -> Result<Option<Certificate>, AuthorityError> {
        let bytes = read(&self.folder.join("certificates").join(label))?;
        Ok(bytes.map(|bytes| Certificate::from_der(&bytes)).transpose()?)
    }

    /// Keeps a certificate under a label.
    pub fn keep(&self, label: &str, certificate: &Certificate) -> Result<(), AuthorityError> {
        Ok(write(&self.folder.join("certificates").join(label), &certificate.to_der()?)?)
    }

    /// How a certificate stands; none when it was never issued here.
    pub fn standing(&self, serial: &SerialNumber) -> Result<Option<Standing>, AuthorityError> {
        let Some(bytes) = read(&self.standing_path(serial))? else {
            return Ok(None);
        };
        let text = String::from_utf8_lossy(&bytes);
        let revoked = text.strip_prefix("revoked ").and_then(|seconds| seconds.parse().ok());
        let revoked = revoked.and_then(|seconds| OffsetDateTime::from_unix_timestamp(seconds).ok());
        Ok(Some(revoked.map_or(Standing::Good, Standing::Revoked)))
    }

    /// Notes how a certificate stands.
    pub fn set_standing(&self, serial: &SerialNumber, standing: Standing) -> Result<(), AuthorityError> {
        let text = match standing {
            Standing::Good => "good".to_owned(),
            Standing::Revoked(at) => format!("revoked {}", at.unix_timestamp()),
        };
        Ok(write(&self.standing_path(serial), text.as_bytes())?)
    }

    /// The revoked certificates and since when, by serial number.
    pub fn revoked(&self) -> Result<Vec<(SerialNumber, OffsetDateTime)>, AuthorityError> {
        let mut revoked = Vec::new();
        for entry in fs::read_dir(self.folder.join("standing"))? {
            let Some(serial) = entry?.file_name().to_str().and_then(serial_of) else {
                continue;
            };
            if let Some(Standing::Revoked(at)) = self.standing(&serial)? {
                revoked.push((serial, at));
            }
        }
        revoked.sort_by(|(one, _), (other, _)| one.as_bytes().cmp(other.as_bytes()));
        Ok(revoked)
    }

    fn standing_path(&self, serial: &SerialNumber) -> PathBuf {
        let name: String = serial.as_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
        self.folder.join("standing").join(name)
    }
}

/// What [`Store::standing_path`] names.
fn serial_of(name: &str) -> Option<SerialNumber> {
    let digits = (0..name.len()).step_by(2).map(|at| u8::from_str_radix(name.get(at..at + 2)?, 16).ok());
    SerialNumber::new(&digits.collect::<Option<Vec<u8>>>()?).ok()
}

fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Writes aside and renames, so that nobody reads half a file.
pub(super) fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let aside = path.with_added_extension("new");
    fs::write(&aside, bytes)?;
    fs::rename(&aside, path)
}
