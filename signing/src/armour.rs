//! Text forms in which programs hand over a message.

use base64ct::{Base64, Base64Url, Base64UrlUnpadded, Encoding};

use crate::{Fault, ber::MAX_MESSAGE};

const LABELS: [&str; 2] = ["CMS", "PKCS7"];

/// Decodes a message given as PEM (`CMS` or `PKCS7`) or as bare base64, standard or url-safe; white space is ignored.
///
/// # Errors
/// [`Fault::Malformed`] when the text is anything else, down to wrong padding or a second block.
pub fn decode_armoured(text: &str) -> Result<Vec<u8>, Fault> {
    if text.len() > MAX_MESSAGE / 2 * 3 {
        return Err(Fault::Malformed("larger than 10 MB"));
    }
    let body: String = unframed(text.trim())?.chars().filter(|letter| !letter.is_ascii_whitespace()).collect();
    if body.is_empty() {
        return Err(Fault::Malformed("empty"));
    }
    match (body.contains(['-', '_']), body.ends_with('=')) {
        (false, _) => Base64::decode_vec(&body),
        (true, true) => Base64Url::decode_vec(&body),
        (true, false) => Base64UrlUnpadded::decode_vec(&body),
    }
    .map_err(|_| Fault::Malformed("not base64"))
}

fn unframed(text: &str) -> Result<&str, Fault> {
    if !text.starts_with("-----") {
        return Ok(text);
    }
    LABELS
        .iter()
        .find_map(|label| {
            text.strip_prefix("-----BEGIN ")?
                .strip_prefix(label)?
                .strip_prefix("-----")?
                .strip_suffix("-----")?
                .strip_suffix(label)?
                .strip_suffix("-----END ")
        })
        .ok_or(Fault::Malformed("not a PEM block of a signed message"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_in_use_is_read() {
        let bytes = vec![0xFB, 0xEF, 0xBE, 0x00];
        for text in [
            "++++AA==",
            " ++\r\n++AA==\n",
            "----AA",
            "----AA==",
            "-----BEGIN CMS-----\n++++AA==\n-----END CMS-----\n",
            "-----BEGIN PKCS7-----\r\n++++\r\nAA==\r\n-----END PKCS7-----",
        ] {
            assert_eq!(decode_armoured(text), Ok(bytes.clone()), "{text}");
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for text in [
            "",
            " \n",
            "++++AA",
            "++++AA=",
            "++++AB==",
            "++++-_AA",
            "----AA=",
            "----AA===",
            "++++AA==,",
            "қол",
            "-----BEGIN CMS-----\n-----END CMS-----",
            "-----BEGIN CMS-----\n++++AA==\n-----END PKCS7-----",
            "-----BEGIN CERTIFICATE-----\n++++AA==\n-----END CERTIFICATE-----",
            "-----BEGIN CMS-----\n++++AA==\n-----END CMS-----\n-----BEGIN CMS-----\n++++AA==\n-----END CMS-----",
            "-----BEGIN CMS-----\n++++AA==",
            "text -----BEGIN CMS-----\n++++AA==\n-----END CMS-----",
        ] {
            assert_eq!(decode_armoured(text).map_err(|fault| fault.code()), Err("malformed"), "{text}");
        }
    }

    #[test]
    fn size_is_bounded() {
        let limit = MAX_MESSAGE / 2 * 3;
        assert!(decode_armoured(&"A".repeat(limit)).is_ok());
        assert_eq!(decode_armoured(&"A".repeat(limit + 1)), Err(Fault::Malformed("larger than 10 MB")));
    }
}
