//! Messages that a broken or hostile program hands over in a person's name: each is one thing away from a good one.

use der::{Any, asn1::OctetString};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::authority::{Authority, AuthorityError, Included, Shape, SigningKey, encode};

/// What is wrong with a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Flaw {
    /// It is over other bytes than were given.
    TamperedContent,
    /// It is cut off in the middle.
    Truncated,
    /// The signer's certificate is not inside.
    NoCertificate,
    /// The digest is that of other bytes.
    WrongDigest,
    /// One bit of the signature is another.
    WrongSignature,
    /// It is bound to another certificate than the signer's.
    OtherCertificate,
    /// Its time stamp is over something else.
    WrongStamp,
}

/// A message over `content`, DER, with what is wrong with it.
///
/// # Errors
/// The key cannot sign or the message cannot be written: a fault of this program.
pub fn sign(
    authority: &Authority,
    key: &SigningKey,
    (content, attached): (&[u8], bool),
    at: OffsetDateTime,
    flaw: Option<Flaw>,
) -> Result<Vec<u8>, AuthorityError> {
    let mut shape = Shape { attached, ..Shape::national(key, at) };
    let mut signed = content.to_vec();
    match flaw {
        Some(Flaw::TamperedContent | Flaw::WrongDigest) => signed.push(b' '),
        Some(Flaw::NoCertificate) => shape.included = Included::These(Vec::new()),
        Some(Flaw::OtherCertificate) => shape.bound_to = key.chain.first().cloned(),
        Some(Flaw::WrongStamp) => shape.unsigned.push(authority.stamp(b"something else", at)?),
        Some(Flaw::Truncated | Flaw::WrongSignature) | None => {}
    }
    let mut data = key.signed_data(&signed, &shape)?;
    if flaw == Some(Flaw::WrongDigest) && attached {
        data.encap_content_info.econtent = Some(Any::encode_from(&OctetString::new(content)?)?);
    }
    let mut message = encode(&data)?;
    match flaw {
        Some(Flaw::Truncated) => message.truncate(message.len() / 2),
        // The signature stands last.
        Some(Flaw::WrongSignature) => message.iter_mut().next_back().into_iter().for_each(|byte| *byte ^= 1),
        _ => {}
    }
    Ok(message)
}
