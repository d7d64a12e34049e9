//! The server's secret keys: one file that only its owner may read, made at the first start.

use crate::clock::{Random, from_hex, hex};
use crate::settings::Settings;
use hmac::{Hmac, Mac};
use sha2::Sha256;
use std::io::Write;
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::Path;

/// A keyed digest.
pub type Hmac256 = Hmac<Sha256>;

/// Keys derived from the secret, one for each purpose.
pub struct Keys {
    /// Mixed into every password hash; kept apart from the database.
    pub pepper: [u8; 32],
    code: [u8; 32],
    challenge: [u8; 32],
    notice: [u8; 32],
    phone: [u8; 32],
    audit: Seal,
}

/// The key that seals the head of the audit log.
#[derive(Clone, Copy)]
pub struct Seal([u8; 32]);

impl Seal {
    /// The seal over a head.
    #[must_use]
    pub fn mac(&self, head: &str) -> Vec<u8> {
        digest(&self.0, &[head.as_bytes()]).finalize().into_bytes().to_vec()
    }

    /// Is it the seal over this head?
    #[must_use]
    pub fn holds(&self, head: &str, mac: &[u8]) -> bool {
        digest(&self.0, &[head.as_bytes()]).verify_slice(mac).is_ok()
    }
}

impl Keys {
    /// Reads the key file; makes it when neither it nor a database is there.
    ///
    /// # Errors
    /// One line: the file is unreadable, open to others, or missing beside a database whose passwords need it.
    pub fn open(settings: &Settings, random: &Random) -> Result<Self, String> {
        let path = settings.key_file();
        let told = |why: &dyn std::fmt::Display| format!("KEY_FILE {}: {why}", path.display());
        match path.try_exists().map_err(|error| told(&error))? {
            true => Self::read(&path),
            false if settings.database.exists() => {
                Err(told(&"missing, and without it no password in the database can be checked"))
            }
            false => Self::make(&path, random).map_err(|error| told(&error)),
        }
    }

    /// Reads a key file that is there.
    ///
    /// # Errors
    /// One line: the file is unreadable or open to others.
    pub fn read(path: &Path) -> Result<Self, String> {
        let told = |why: &dyn std::fmt::Display| format!("KEY_FILE {}: {why}", path.display());
        let text = std::fs::read_to_string(path).map_err(|error| told(&error))?;
        let mode = std::fs::metadata(path).map_err(|error| told(&error))?.permissions().mode();
        if mode & 0o077 != 0 {
            return Err(told(&"may be read by its owner alone (chmod 600)"));
        }
        let secret = from_hex(text.trim()).filter(|secret| secret.len() == 32);
        secret.map(|secret| Self::derive(&secret)).ok_or_else(|| told(&"not 64 hexadecimal digits"))
    }

    /// Makes a key file.
    ///
    /// # Errors
    /// The file is there already or cannot be written.
    pub fn make(path: &Path, random: &Random) -> std::io::Result<Self> {
        let secret = random.bytes::<32>();
        let mut file = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
        file.write_all(hex(&secret).as_bytes())?;
        file.sync_all()?;
        Ok(Self::derive(&secret))
    }

    fn derive(secret: &[u8]) -> Self {
        let key = |purpose: &str| digest(secret, &[purpose.as_bytes()]).finalize().into_bytes().into();
        Self {
            pepper: key("password pepper"),
            code: key("one-time code"),
            challenge: key("anti-robot challenge"),
            notice: key("not-me link"),
            phone: key("phone token"),
            audit: Seal(key("audit log")),
        }
    }

    /// The seal of the audit log's head.
    #[must_use]
    pub fn audit(&self) -> Seal {
        self.audit
    }

    /// Digest of a one-time code.
    #[must_use]
    pub fn code(&self, parts: &[&[u8]]) -> Hmac256 {
        digest(&self.code, parts)
    }

    /// Digest of a notice's identifier: only who has the message knows it.
    #[must_use]
    pub fn notice(&self, id: &str) -> Hmac256 {
        digest(&self.notice, &[id.as_bytes()])
    }

    /// What a phone must bring for an operation of signing by QR: nobody who only knows its identifier can make it.
    #[must_use]
    pub fn phone(&self, operation: &str) -> Hmac256 {
        digest(&self.phone, &[operation.as_bytes()])
    }

    /// Digest of an anti-robot challenge.
    #[must_use]
    pub fn challenge(&self, challenge: &str) -> Hmac256 {
        digest(&self.challenge, &[challenge.as_bytes()])
    }
}

/// HMAC over parts, each preceded by its length so that they cannot run into one another; a single part stands alone.
fn digest(key: &[u8], parts: &[&[u8]]) -> Hmac256 {
    let mut digest = Hmac256::new_from_slice(key).expect("a key of any length is taken");
    for part in parts {
        if parts.len() > 1 {
            digest.update(&(part.len() as u64).to_be_bytes());
        }
        digest.update(part);
    }
    digest
}
