//! The server's secret keys: one file that only its owner may read, made at the first start.

use crate::clock::{Random, from_hex, hex};
use crate::settings::Settings;
use hmac::{Hmac, Mac};
use sha2::Sha256;
use std::io::{ErrorKind, Write};
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
}

impl Keys {
    /// Reads the key file; makes it when neither it nor a database is there.
    ///
    /// # Errors
    /// One line: the file is unreadable, open to others, or missing beside a database whose passwords need it.
    pub fn open(settings: &Settings, random: &Random) -> Result<Self, String> {
        let path = settings.key_file();
        let told = |why: &dyn std::fmt::Display| format!("KEY_FILE {}: {why}", path.display());
        match std::fs::read_to_string(&path) {
            Ok(text) => {
                let mode = std::fs::metadata(&path).map_err(|error| told(&error))?.permissions().mode();
                if mode & 0o077 != 0 {
                    return Err(told(&"may be read by its owner alone (chmod 600)"));
                }
                let secret = from_hex(text.trim()).filter(|secret| secret.len() == 32);
                secret.map(|secret| Self::derive(&secret)).ok_or_else(|| told(&"not 64 hexadecimal digits"))
            }
            Err(error) if error.kind() == ErrorKind::NotFound && settings.database.exists() => {
                Err(told(&"missing, and without it no password in the database can be checked"))
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {
                Self::make(&path, random).map_err(|error| told(&error))
            }
            Err(error) => Err(told(&error)),
        }
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
        Self { pepper: key("password pepper"), code: key("one-time code"), challenge: key("anti-robot challenge") }
    }

    /// Digest of a one-time code.
    #[must_use]
    pub fn code(&self, parts: &[&[u8]]) -> Hmac256 {
        digest(&self.code, parts)
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
