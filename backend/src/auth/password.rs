//! Hashes of passwords: Argon2id with a pepper, on threads of their own and only so many at once.

use crate::clock::Random;
use crate::http::ApiError;
use crate::keys::Keys;
use crate::turns::Turns;
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use std::sync::atomic::{AtomicU64, Ordering};
use unicode_normalization::UnicodeNormalization;

/// Memory of a hash in KiB, passes, lanes.
const COST: (u32, u32, u32) = (19 * 1024, 2, 1);

/// A password as it is judged and hashed, NFKC: one keyboard sends `й` whole, another as `и` with a breve, and the person
/// sees the same. What is all ASCII stays as it is.
#[must_use]
pub fn in_one_form(password: &str) -> String {
    password.nfkc().collect()
}

/// The hasher.
pub struct Passwords {
    pepper: [u8; 32],
    turns: Turns,
    runs: AtomicU64,
}

impl Passwords {
    /// A hasher that keeps one processor free for everybody else.
    #[must_use]
    pub fn new(keys: &Keys) -> Self {
        Self { pepper: keys.pepper, turns: Turns::on_spare_cores(), runs: AtomicU64::new(0) }
    }

    /// How often a hash was counted since the start: as often for an unknown IIN as for a known one.
    #[must_use]
    pub fn runs(&self) -> u64 {
        self.runs.load(Ordering::SeqCst)
    }

    /// Was this hash counted more cheaply than hashes are now?
    #[must_use]
    pub fn is_weak(&self, hash: &str) -> bool {
        let (memory, passes, lanes) = COST;
        let params = PasswordHash::new(hash).ok().and_then(|hash| Params::try_from(&hash).ok());
        params.is_none_or(|it| it.m_cost() < memory || it.t_cost() < passes || it.p_cost() < lanes)
    }

    /// The hash of a password, PHC text.
    ///
    /// # Errors
    /// Our own failure.
    pub async fn hash(&self, password: String, random: &Random) -> Result<String, ApiError> {
        let salt = SaltString::encode_b64(&random.bytes::<16>()).map_err(ApiError::internal)?;
        let pepper = self.pepper;
        self.run(move || {
            let hash = hasher(&pepper)?.hash_password(in_one_form(&password).as_bytes(), &salt)?;
            Ok(hash.to_string())
        })
        .await
    }

    /// Does the password fit the hash? Without a hash it takes the same time and answers no.
    ///
    /// # Errors
    /// Our own failure.
    pub async fn fits(&self, password: String, hash: Option<String>) -> Result<bool, ApiError> {
        let pepper = self.pepper;
        self.run(move || {
            let (hasher, password) = (hasher(&pepper)?, in_one_form(&password));
            let Some(hash) = hash else {
                hasher.hash_password(password.as_bytes(), &SaltString::encode_b64(&[0; 16])?)?;
                return Ok(false);
            };
            match hasher.verify_password(password.as_bytes(), &PasswordHash::new(&hash)?) {
                Ok(()) => Ok(true),
                Err(argon2::password_hash::Error::Password) => Ok(false),
                Err(error) => Err(error),
            }
        })
        .await
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, argon2::password_hash::Error> + Send + 'static,
    ) -> Result<T, ApiError> {
        self.runs.fetch_add(1, Ordering::SeqCst);
        self.turns.run(work).await?.map_err(ApiError::internal)
    }
}

fn hasher(pepper: &[u8]) -> Result<Argon2<'_>, argon2::password_hash::Error> {
    let (memory, passes, lanes) = COST;
    let params = Params::new(memory, passes, lanes, None)?;
    Ok(Argon2::new_with_secret(pepper, Algorithm::Argon2id, Version::V0x13, params)?)
}
