//! Moments of certificates and answers.

use der::asn1::GeneralizedTime;
use time::OffsetDateTime;
use x509_cert::time::Time;

/// A certificate's time as an instant.
pub fn instant(time: Time) -> OffsetDateTime {
    from_seconds(time.to_unix_duration().as_secs())
}

/// An answer's time as an instant.
pub fn generalized(time: GeneralizedTime) -> OffsetDateTime {
    from_seconds(time.to_unix_duration().as_secs())
}

fn from_seconds(seconds: u64) -> OffsetDateTime {
    // ASN.1 times end with the year 9999, as does the type.
    i64::try_from(seconds)
        .ok()
        .and_then(|seconds| OffsetDateTime::from_unix_timestamp(seconds).ok())
        .unwrap_or(OffsetDateTime::UNIX_EPOCH)
}
