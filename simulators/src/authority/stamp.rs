//! Time stamps (RFC 3161), every part open to change.

use der::{
    Any, Encode, Sequence, Tag,
    asn1::{Int, ObjectIdentifier, OctetString},
};
use sha2::{Digest, Sha256};
use signing::oids;
use spki::AlgorithmIdentifierOwned;
use time::OffsetDateTime;
use x509_cert::{attr::Attribute, ext::Extension};

use super::{
    Authority, AuthorityError, Included, Profile,
    private::PrivateKey,
    signer::{Shape, SigningKey, encode},
};

const STAMPER_NAME: &str = "TIME STAMPING AUTHORITY DEMO";

/// How a time stamp is made. [`StampShape::honest`] is a good one; a test changes one thing.
#[derive(Clone, Debug)]
pub struct StampShape {
    /// Version of what it says.
    pub version: u8,
    /// The algorithm of the digest.
    pub hash: ObjectIdentifier,
    /// The digest of what is stamped.
    pub imprint: Vec<u8>,
    /// The moment, as the format writes it.
    pub moment: String,
    /// The number that the request had.
    pub nonce: Option<Int>,
    /// Extensions of what it says.
    pub further: Vec<Extension>,
    /// The authority's certificate comes along.
    pub with_certificate: bool,
    /// Type of the content.
    pub content_type: ObjectIdentifier,
}

impl StampShape {
    /// A stamp over a signature.
    #[must_use]
    pub fn honest(signature: &[u8], at: OffsetDateTime) -> Self {
        let at = at.to_offset(time::UtcOffset::UTC);
        let (date, time) = (at.date(), at.time());
        let moment = format!(
            "{:04}{:02}{:02}{:02}{:02}{:02}.5Z",
            date.year(),
            u8::from(date.month()),
            date.day(),
            time.hour(),
            time.minute(),
            time.second()
        );
        Self {
            version: 1,
            hash: oids::SHA256,
            imprint: Sha256::digest(signature).to_vec(),
            moment,
            nonce: Int::new(&[9]).ok(),
            further: Vec::new(),
            with_certificate: true,
            content_type: oids::TST_INFO,
        }
    }
}

/// RFC 3161, 2.4.2.
#[derive(Sequence)]
struct TstInfo {
    version: u8,
    policy: ObjectIdentifier,
    message_imprint: MessageImprint,
    serial_number: u64,
    gen_time: Any,
    accuracy: Accuracy,
    ordering: bool,
    nonce: Option<Int>,
    #[asn1(context_specific = "1", tag_mode = "IMPLICIT", optional = "true")]
    extensions: Option<Vec<Extension>>,
}

#[derive(Sequence)]
pub(super) struct MessageImprint {
    pub hash_algorithm: AlgorithmIdentifierOwned,
    pub hashed_message: OctetString,
}

#[derive(Sequence)]
struct Accuracy {
    seconds: u8,
}

impl Authority {
    /// The key of the time-stamping authority under `issuer`.
    ///
    /// # Errors
    /// [`AuthorityError`].
    pub fn stamper(&self, issuer: &SigningKey) -> Result<SigningKey, AuthorityError> {
        let gost = matches!(issuer.key, PrivateKey::Gost(_));
        let profile = Profile { gost, ..Profile::time_stamping(STAMPER_NAME) };
        self.issue(if gost { "gost-stamper" } else { "stamper" }, &profile, issuer)
    }

    /// The attribute with a good time stamp over a signature, to be put beside it.
    ///
    /// # Errors
    /// [`AuthorityError`].
    pub fn stamp(&self, signature: &[u8], at: OffsetDateTime) -> Result<Attribute, AuthorityError> {
        stamp_as(&StampShape::honest(signature, at), &self.stamper(self.issuing())?, at)
    }
}

/// The attribute with a time stamp of any shape by any key.
///
/// # Errors
/// [`AuthorityError`].
pub fn stamp_as(shape: &StampShape, key: &SigningKey, at: OffsetDateTime) -> Result<Attribute, AuthorityError> {
    let value = der::Decode::from_der(&token_as(shape, key, at)?)?;
    Ok(Attribute { oid: oids::TIME_STAMP_TOKEN, values: vec![value].try_into()? })
}

/// A time stamp of any shape by any key, DER.
pub(super) fn token_as(shape: &StampShape, key: &SigningKey, at: OffsetDateTime) -> Result<Vec<u8>, AuthorityError> {
    let info = TstInfo {
        version: shape.version,
        policy: oids::POLICY_ARC,
        message_imprint: MessageImprint {
            hash_algorithm: AlgorithmIdentifierOwned { oid: shape.hash, parameters: Some(Any::null()) },
            hashed_message: OctetString::new(shape.imprint.clone())?,
        },
        serial_number: 7,
        gen_time: Any::new(Tag::GeneralizedTime, shape.moment.as_bytes())?,
        accuracy: Accuracy { seconds: 1 },
        ordering: true,
        nonce: shape.nonce.clone(),
        extensions: (!shape.further.is_empty()).then(|| shape.further.clone()),
    };
    let mut message = Shape::national(key, at);
    message.content_type = shape.content_type;
    if !shape.with_certificate {
        message.included = Included::These(Vec::new());
    }
    encode(&key.signed_data(&info.to_der()?, &message)?)
}
