//! Messages that were made over a document without holding it (`CMS_SIGN_ONLY`): the stored bytes are put inside, so that
//! one form is judged and kept. The signature covers the digest of the bytes, so bytes of another document are found out.

use super::Refused;
use cms::content_info::ContentInfo;
use cms::signed_data::SignedData;
use der::asn1::OctetString;
use der::{Any, Decode, Encode};
use signing::Fault;

/// The message with `content` inside; one that holds something already stays as it is.
///
/// # Errors
/// What is no message of signed data.
pub fn attached(cms: Vec<u8>, content: &[u8]) -> Result<Vec<u8>, Refused> {
    let der = signing::normalise(&cms)?;
    let unreadable = |_: der::Error| Refused::from(Fault::Malformed("not readable signed data"));
    let mut info = ContentInfo::from_der(&der).map_err(unreadable)?;
    let mut data: SignedData = info.content.decode_as().map_err(unreadable)?;
    if data.encap_content_info.econtent.is_some() {
        return Ok(cms);
    }
    let content = OctetString::new(content).map_err(unreadable)?;
    data.encap_content_info.econtent = Some(Any::encode_from(&content).map_err(unreadable)?);
    info.content = Any::encode_from(&data).map_err(unreadable)?;
    info.to_der().map_err(unreadable)
}
