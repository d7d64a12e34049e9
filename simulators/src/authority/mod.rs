//! The test certification authority (ҰКО / НУЦ played on loopback): root, issuing authority, OCSP responder and the keys of
//! the demo citizens. Everything is made on first use and kept in a folder; no key is part of the project.

mod certificate;
mod files;
mod gost;
mod holder;
mod lists;
mod ocsp;
mod private;
mod signer;
mod stamp;
mod store;
mod tsp;

use std::{
    collections::BTreeMap,
    fmt, io,
    path::Path,
    sync::{Arc, Mutex},
};

use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::post,
};
use der::{EncodePem, asn1::ObjectIdentifier, pem::LineEnding};
use signing::oids;
use time::{Duration, OffsetDateTime};
use x509_cert::{Certificate, serial_number::SerialNumber};
use x509_ocsp::OcspResponse;

use self::{
    certificate::{KEY_BITS, issue},
    ocsp::AnswerSigner,
    private::PrivateKey,
    store::Store,
};
use crate::{clock::Clock, world::locked};

pub(crate) use self::tsp::{query, token};
pub use self::{
    certificate::Profile,
    files::{LISTS, lists_router},
    holder::{KeyHolder, KeyId, KeyKind, KeyState, keys_of_a_person},
    lists::ListShape,
    ocsp::{AnswerShape, Responder},
    signer::{Included, Naming, Scheme, Shape, SigningKey, attribute, encode},
    stamp::{StampShape, stamp_as},
    store::Standing,
    tsp::stamps_router,
};

const ROOT_NAME: &str = "НЕГІЗГІ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ (RSA) DEMO";
const ISSUING_NAME: &str = "ҰЛТТЫҚ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ (RSA) DEMO";
const GOST_ROOT_NAME: &str = "НЕГІЗГІ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ (GOST) DEMO";
const GOST_ISSUING_NAME: &str = "ҰЛТТЫҚ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ (GOST) DEMO";
const RESPONDER_NAME: &str = "OCSP RESPONDER (RSA) DEMO";

/// Why the authority cannot work.
#[derive(Debug)]
pub enum AuthorityError {
    /// Its folder.
    Folder(io::Error),
    /// A structure that cannot be read or written.
    Coding(der::Error),
    /// A key that cannot be made, read or used.
    Key(String),
}

impl fmt::Display for AuthorityError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(error) => write!(f, "the authority's folder: {error}"),
            Self::Coding(error) => write!(f, "the authority's certificates: {error}"),
            Self::Key(error) => write!(f, "the authority's keys: {error}"),
        }
    }
}

impl std::error::Error for AuthorityError {}

impl From<io::Error> for AuthorityError {
    fn from(error: io::Error) -> Self {
        Self::Folder(error)
    }
}

impl From<der::Error> for AuthorityError {
    fn from(error: der::Error) -> Self {
        Self::Coding(error)
    }
}

macro_rules! key_error {
    ($($error:ty),+) => {$(
        impl From<$error> for AuthorityError {
            fn from(error: $error) -> Self {
                Self::Key(error.to_string())
            }
        }
    )+};
}
key_error!(rsa::Error, rsa::signature::Error, rsa::pkcs8::Error, spki::Error);

/// Root and issuing authority.
#[derive(Clone)]
struct Pair {
    root: Certificate,
    issuing: SigningKey,
}

/// The authority.
pub struct Authority {
    store: Store,
    clock: Clock,
    national: Pair,
    /// The same of ГОСТ 34.10-2015.
    gost: Pair,
    /// The issuing keys of the look-alike authorities, of RSA and of ГОСТ (true), made when first asked for.
    look_alikes: Mutex<BTreeMap<bool, SigningKey>>,
}

impl Authority {
    /// Opens the authority kept in `state`, or makes it there: keys under `authority`, the certificates to pin under
    /// `anchors` (`root.pem` and `issuing.pem`). All keys ever made follow from the seed.
    ///
    /// # Errors
    /// [`AuthorityError`]: the folder cannot be used.
    pub fn open(state: &Path, clock: Clock, seed: [u8; 32]) -> Result<Self, AuthorityError> {
        let store = Store::open(&state.join("authority"), seed)?;
        let (national, gost) = {
            let _lock = store.lock()?;
            (pair(&store, "national", [ROOT_NAME, ISSUING_NAME])?, gost_pair(&store, "gost")?)
        };
        let authority = Self { store, clock, national, gost, look_alikes: Mutex::default() };
        authority.write_anchors(&state.join("anchors"))?;
        Ok(authority)
    }

    fn write_anchors(&self, folder: &Path) -> Result<(), AuthorityError> {
        let _lock = self.store.lock()?;
        std::fs::create_dir_all(folder)?;
        store::write(&folder.join("root.pem"), pem(&self.national.root)?.as_bytes())?;
        store::write(&folder.join("issuing.pem"), pem(&self.national.issuing.certificate)?.as_bytes())?;
        store::write(&folder.join("gost-root.pem"), pem(&self.gost.root)?.as_bytes())?;
        store::write(&folder.join("gost-issuing.pem"), pem(&self.gost.issuing.certificate)?.as_bytes())?;
        Ok(())
    }

    /// Roots and issuing authorities, PEM: what the cabinet pins.
    ///
    /// # Errors
    /// A certificate cannot be written.
    pub fn anchors_pem(&self) -> Result<String, AuthorityError> {
        let certificates = [&self.national, &self.gost].map(|pair| [&pair.root, &pair.issuing.certificate]);
        certificates.as_flattened().iter().map(|certificate| pem(certificate)).collect()
    }

    /// The root's certificate.
    pub fn root(&self) -> &Certificate {
        &self.national.root
    }

    /// The key that issues people's certificates.
    pub fn issuing(&self) -> &SigningKey {
        &self.national.issuing
    }

    /// The key that issues people's certificates of ГОСТ 34.10-2015.
    pub fn gost_issuing(&self) -> &SigningKey {
        &self.gost.issuing
    }

    /// A person's single key of ГОСТ 34.10-2015, made when first asked for.
    ///
    /// # Errors
    /// [`AuthorityError`].
    pub fn gost_key(&self, holder: &KeyHolder) -> Result<SigningKey, AuthorityError> {
        self.key(holder, KeyKind::Gost, KeyState::Good)
    }

    /// The issuing key of an authority with the same names and other keys.
    ///
    /// # Errors
    /// [`AuthorityError`].
    pub fn look_alike(&self) -> Result<SigningKey, AuthorityError> {
        self.look_alike_of(false)
    }

    fn look_alike_of(&self, gost: bool) -> Result<SigningKey, AuthorityError> {
        let mut kept = locked(&self.look_alikes);
        if let Some(issuing) = kept.get(&gost) {
            return Ok(issuing.clone());
        }
        let _lock = self.store.lock()?;
        let made = if gost {
            gost_pair(&self.store, "gost-lookalike")?
        } else {
            pair(&self.store, "lookalike", [ROOT_NAME, ISSUING_NAME])?
        };
        Ok(kept.entry(gost).or_insert(made.issuing).clone())
    }

    /// The key of a label for a certificate of this profile, made on first use; the folder is locked already.
    fn private_key(&self, label: &str, profile: &Profile) -> Result<PrivateKey, AuthorityError> {
        if profile.gost { self.store.gost_key(label) } else { self.store.key(label, profile.key_bits) }
    }

    /// A person's key, made when first asked for (that takes up to some seconds: call it off the async threads).
    ///
    /// # Errors
    /// [`AuthorityError`].
    pub fn key(&self, holder: &KeyHolder, kind: KeyKind, state: KeyState) -> Result<SigningKey, AuthorityError> {
        let now = (self.clock)();
        let label = KeyId { iin: holder.iin.clone(), kind, state }.to_string();
        let issuer = match (state, kind) {
            (KeyState::LookAlike, kind) => self.look_alike_of(kind == KeyKind::Gost)?,
            (_, KeyKind::Gost) => self.gost_issuing().clone(),
            (_, KeyKind::Auth | KeyKind::Sign) => self.issuing().clone(),
        };
        let profile = profile(holder, kind, state, now);
        let _lock = self.store.lock()?;
        let key = self.private_key(&label, &profile)?;
        let certificate = match self.store.certificate(&label)? {
            Some(kept) if still_serves(&kept, &profile, &issuer, state, now)? => kept,
            _ => {
                let made = issue(&profile, &key, Some(&issuer.certificate), &issuer.key)?;
                self.store.keep(&label, &made)?;
                made
            }
        };
        if state != KeyState::LookAlike {
            let standing = match state {
                KeyState::Revoked => Standing::Revoked(now - Duration::days(7)),
                _ => Standing::Good,
            };
            let serial = &certificate.tbs_certificate.serial_number;
            if self.store.standing(serial)?.is_none() {
                self.store.set_standing(serial, standing)?;
            }
        }
        Ok(SigningKey { key, certificate, chain: above(&issuer) })
    }

    /// Issues a certificate of any profile over the key of `label` (made when first asked for), in the name of `issuer`, and
    /// notes it as good.
    ///
    /// # Errors
    /// [`AuthorityError`].
    pub fn issue(&self, label: &str, profile: &Profile, issuer: &SigningKey) -> Result<SigningKey, AuthorityError> {
        let _lock = self.store.lock()?;
        let key = self.private_key(label, profile)?;
        let certificate = issue(profile, &key, Some(&issuer.certificate), &issuer.key)?;
        let serial = &certificate.tbs_certificate.serial_number;
        if self.store.standing(serial)?.is_none() {
            self.store.set_standing(serial, Standing::Good)?;
        }
        Ok(SigningKey { key, certificate, chain: above(issuer) })
    }

    /// Changes how a certificate stands.
    ///
    /// # Errors
    /// The folder.
    pub fn set_standing(&self, serial: &SerialNumber, standing: Standing) -> Result<(), AuthorityError> {
        self.store.set_standing(serial, standing)
    }

    /// The responder's answer to a request, both DER; a request that cannot be read is answered too.
    ///
    /// # Errors
    /// [`AuthorityError`].
    pub fn ocsp(&self, request: &[u8], now: OffsetDateTime) -> Result<Vec<u8>, AuthorityError> {
        self.ocsp_as(request, now, &AnswerShape::default())
    }

    /// An answer of any shape.
    ///
    /// # Errors
    /// [`AuthorityError`].
    pub fn ocsp_as(&self, request: &[u8], now: OffsetDateTime, shape: &AnswerShape) -> Result<Vec<u8>, AuthorityError> {
        let gost = ocsp::is_about(request, &self.gost.issuing.certificate)?;
        let issuer = if gost { self.gost_issuing() } else { self.issuing() };
        let signer = self.answer_signer(shape.responder, issuer)?;
        ocsp::answer(request, now, shape, &signer, |id| {
            if ocsp::is_issuer(id, &issuer.certificate)? { self.store.standing(&id.serial_number) } else { Ok(None) }
        })
    }

    /// The answer of a responder that has no time.
    pub fn ocsp_try_later(&self) -> Vec<u8> {
        ocsp::bare(&OcspResponse::try_later())
    }

    fn answer_signer(&self, responder: Responder, issuer: &SigningKey) -> Result<AnswerSigner, AuthorityError> {
        let issuer = match responder {
            Responder::LookAlike => self.look_alike()?,
            _ => issuer.clone(),
        };
        if responder == Responder::Issuer {
            return Ok(AnswerSigner { certificate: issuer.certificate, key: issuer.key });
        }
        let _lock = self.store.lock()?;
        let mut profile = Profile::responder(RESPONDER_NAME);
        if responder == Responder::WithoutPurpose {
            profile.purposes = vec![oids::CLIENT_AUTH];
        }
        let key = match issuer.key {
            PrivateKey::Rsa(_) => self.store.key("responder", KEY_BITS)?,
            PrivateKey::Gost(_) => self.store.gost_key("gost-responder")?,
        };
        let certificate = issue(&profile, &key, Some(&issuer.certificate), &issuer.key)?;
        let key = if responder == Responder::WrongKey { self.store.key("lookalike-issuing", KEY_BITS)? } else { key };
        Ok(AnswerSigner { certificate, key })
    }
}

/// The responder over HTTP: `POST /authority/ocsp`.
pub fn router(authority: Arc<Authority>) -> Router {
    Router::new().route("/authority/ocsp", post(respond)).with_state(authority)
}

async fn respond(State(authority): State<Arc<Authority>>, request: Bytes) -> Response {
    let answered = tokio::task::spawn_blocking(move || authority.ocsp(&request, (authority.clock)())).await;
    match answered {
        Ok(Ok(answer)) => ([(header::CONTENT_TYPE, "application/ocsp-response")], answer).into_response(),
        _ => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// What a key of this kind and state may be used for, as its certificate will say.
#[must_use]
pub fn purposes(kind: KeyKind, state: KeyState) -> Vec<ObjectIdentifier> {
    profile(&KeyHolder::new("", "", "", None), kind, state, certificate::at(certificate::AUTHORITY_NOT_BEFORE)).purposes
}

fn profile(holder: &KeyHolder, kind: KeyKind, state: KeyState, now: OffsetDateTime) -> Profile {
    match state {
        KeyState::Good | KeyState::Revoked | KeyState::LookAlike => Profile::individual(holder, kind, now),
        KeyState::Expired => Profile::individual(holder, kind, now - Duration::days(365)),
        KeyState::OtherName => {
            let other = KeyHolder::new(&holder.iin, "БАСҚАЕВ", "БАСҚА", Some("БАСҚАҰЛЫ"));
            Profile::individual(&other, kind, now)
        }
        KeyState::Organisation => Profile::organisation(holder, kind, now),
        KeyState::WithoutIin => Profile::without_iin(holder, kind, now),
    }
}

/// Whether a kept certificate still is what is asked for: same names and issuer, and (not) expired by today's clock.
fn still_serves(
    kept: &Certificate,
    profile: &Profile,
    issuer: &SigningKey,
    state: KeyState,
    now: OffsetDateTime,
) -> Result<bool, AuthorityError> {
    let tbs = &kept.tbs_certificate;
    let seconds = |time: x509_cert::time::Time| i64::try_from(time.to_unix_duration().as_secs()).unwrap_or(i64::MAX);
    let (begin, end) = (seconds(tbs.validity.not_before), seconds(tbs.validity.not_after));
    let now = now.unix_timestamp();
    let fits = match state {
        KeyState::Expired => end < now,
        // A week before its end it is replaced, so that no demonstration meets an expiry it did not ask for.
        _ => begin <= now && now < end - 7 * 86_400,
    };
    let same_issuer = tbs.issuer == issuer.certificate.tbs_certificate.subject
        && signing_key_identifier(kept)
            == Some(certificate::key_identifier(&issuer.certificate.tbs_certificate.subject_public_key_info)?);
    Ok(fits && same_issuer && tbs.subject == profile.name()?)
}

/// The identifier of the key that signed a certificate, as the certificate says.
fn signing_key_identifier(certificate: &Certificate) -> Option<der::asn1::OctetString> {
    let authority_key = certificate.tbs_certificate.get::<x509_cert::ext::pkix::AuthorityKeyIdentifier>();
    authority_key.ok().flatten()?.1.key_identifier
}

fn above(issuer: &SigningKey) -> Vec<Certificate> {
    [std::slice::from_ref(&issuer.certificate), &issuer.chain].concat()
}

/// Root and issuing authority under a label, made on first use. Their dates do not depend on the clock, so they are the same
/// certificates whenever they are made again from the same keys.
fn pair(store: &Store, label: &str, names: [&str; 2]) -> Result<Pair, AuthorityError> {
    let root_key = store.key(&format!("{label}-root"), KEY_BITS)?;
    issued_pair(root_key, store.key(&format!("{label}-issuing"), KEY_BITS)?, names)
}

fn gost_pair(store: &Store, label: &str) -> Result<Pair, AuthorityError> {
    let names = [GOST_ROOT_NAME, GOST_ISSUING_NAME];
    let key = |which: &str| store.gost_key(&format!("{label}-{which}"));
    issued_pair(key("root")?, key("issuing")?, names)
}

fn issued_pair(root_key: PrivateKey, key: PrivateKey, names: [&str; 2]) -> Result<Pair, AuthorityError> {
    let root = issue(&Profile::certification_authority(names[0]), &root_key, None, &root_key)?;
    let mut profile = Profile::certification_authority(names[1]);
    profile.policies.push(oids::POLICY_ARC);
    let certificate = issue(&profile, &key, Some(&root), &root_key)?;
    Ok(Pair { issuing: SigningKey { key, certificate, chain: vec![root.clone()] }, root })
}

fn pem(certificate: &Certificate) -> Result<String, AuthorityError> {
    Ok(certificate.to_pem(LineEnding::LF)?)
}
