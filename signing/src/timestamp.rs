//! Time stamps (RFC 3161) over a signature: they prove that it was there at a moment.

use der::{
    Any, Decode, Sequence, Tag, Tagged,
    asn1::{GeneralizedTime, Int, ObjectIdentifier, OctetString},
};
use spki::AlgorithmIdentifierOwned;
use time::OffsetDateTime;
use x509_cert::{
    Certificate,
    ext::{Extensions, pkix::name::GeneralName},
};

use crate::{Anchors, Fault, algorithm::Hash, chain, dates, message::Message, oids, profile, revocation::MAX_SKEW};

/// Judges a token (DER) over a signature made with the key of `signer`, and returns the moment that it proves. The token is
/// signed by a time-stamping authority under a pinned one, all of them within their dates at that moment; so was the signer.
///
/// # Errors
/// [`Fault::TimeStamp`].
pub fn judge(
    token: &[u8],
    signature: &[u8],
    signer: &Certificate,
    anchors: &Anchors,
    now: OffsetDateTime,
) -> Result<OffsetDateTime, Fault> {
    let (message, info) = read(token)?;
    message.check_signature().map_err(of_the_stamp)?;
    message.check_binding().map_err(of_the_stamp)?;
    info.check_imprint(signature)?;
    let at = moment(&info.gen_time).ok_or(Fault::TimeStamp("its moment cannot be read"))?;
    if at - now > MAX_SKEW {
        return Err(Fault::TimeStamp("from the future"));
    }
    if !profile::may_stamp_time(&message.leaf) {
        return Err(Fault::TimeStamp("not by a time-stamping authority"));
    }
    anchors.chain(&message.leaf, at).map_err(of_the_stamp)?;
    chain::check_dates(signer, at).map_err(|_| Fault::TimeStamp("outside the dates of the signer's certificate"))?;
    Ok(at)
}

/// The token and what it says; the digest inside fits, nothing is believed yet.
fn read(token: &[u8]) -> Result<(Message, TstInfo), Fault> {
    let message = Message::read_der(token, oids::TST_INFO).map_err(of_the_stamp)?;
    let content = message.content().ok_or(Fault::TimeStamp("it says nothing"))?;
    message.check_digest(content).map_err(of_the_stamp)?;
    let info = TstInfo::from_der(content).map_err(|_| Fault::TimeStamp("not readable"))?;
    if info.version != 1 {
        return Err(Fault::TimeStamp("an unknown version"));
    }
    if info.extensions.iter().flatten().any(|extension| extension.critical) {
        return Err(Fault::TimeStamp("an unknown critical extension"));
    }
    Ok((message, info))
}

fn of_the_stamp(fault: Fault) -> Fault {
    Fault::TimeStamp(fault.detail())
}

/// RFC 3161, 2.4.2.
#[derive(Sequence)]
struct TstInfo {
    version: u8,
    policy: ObjectIdentifier,
    message_imprint: MessageImprint,
    serial_number: Int,
    /// May have fractions of a second, which the type for such times does not read.
    gen_time: Any,
    accuracy: Option<Accuracy>,
    #[asn1(default = "Default::default")]
    ordering: bool,
    nonce: Option<Int>,
    #[asn1(context_specific = "0", tag_mode = "EXPLICIT", optional = "true")]
    tsa: Option<GeneralName>,
    #[asn1(context_specific = "1", tag_mode = "IMPLICIT", optional = "true")]
    extensions: Option<Extensions>,
}

#[derive(Sequence)]
struct MessageImprint {
    hash_algorithm: AlgorithmIdentifierOwned,
    hashed_message: OctetString,
}

#[derive(Sequence)]
struct Accuracy {
    seconds: Option<u64>,
    #[asn1(context_specific = "0", tag_mode = "IMPLICIT", optional = "true")]
    millis: Option<u16>,
    #[asn1(context_specific = "1", tag_mode = "IMPLICIT", optional = "true")]
    micros: Option<u16>,
}

impl TstInfo {
    fn check_imprint(&self, signature: &[u8]) -> Result<(), Fault> {
        let imprint = &self.message_imprint;
        let hash = Hash::named(&imprint.hash_algorithm).ok_or(Fault::TimeStamp("its digest is not accepted"))?;
        if imprint.hashed_message.as_bytes() == hash.digest(signature) {
            Ok(())
        } else {
            Err(Fault::TimeStamp("over another signature"))
        }
    }
}

/// `YYYYMMDDhhmmss`, fractions if any, `Z`; whole seconds are enough.
fn moment(time: &Any) -> Option<OffsetDateTime> {
    let text = time.value();
    let (seconds, rest) = text.split_at_checked(14).filter(|_| time.tag() == Tag::GeneralizedTime)?;
    let fraction = rest.strip_suffix(b"Z")?;
    let is_fraction = fraction.is_empty()
        || fraction.strip_prefix(b".").is_some_and(|it| !it.is_empty() && it.iter().all(u8::is_ascii_digit));
    let whole = Any::new(Tag::GeneralizedTime, [seconds, b"Z"].concat()).ok().filter(|_| is_fraction)?;
    whole.decode_as::<GeneralizedTime>().ok().map(dates::generalized)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments() {
        let read = |text: &str| {
            let time = Any::new(Tag::GeneralizedTime, text.as_bytes()).unwrap();
            moment(&time).map(OffsetDateTime::unix_timestamp)
        };
        let at = Some(1_795_514_400);
        assert_eq!((read("20261124100000Z"), read("20261124100000.999Z"), read("20261124100000.5Z")), (at, at, at));
        for other in [
            "",
            "Z",
            "20261124100000",
            "20261124100000.Z",
            "20261124100000,5Z",
            "20261124100000.5",
            "20261124100000+0500",
            "20261324100000Z",
            "202611241000Z",
            "20261124100000.a1Z",
        ] {
            assert_eq!(read(other), None, "{other}");
        }
        assert_eq!(moment(&Any::new(Tag::UtcTime, &b"20261124100000Z"[..]).unwrap()), None);
    }
}
