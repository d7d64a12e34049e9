//! Object identifiers of the national certificate profile and of the formats that carry it.

use der::asn1::ObjectIdentifier;

const fn oid(text: &str) -> ObjectIdentifier {
    ObjectIdentifier::new_unwrap(text)
}

/// Key purpose «log in» (clientAuth).
pub const CLIENT_AUTH: ObjectIdentifier = oid("1.3.6.1.5.5.7.3.2");
/// Key purpose «sign documents» (emailProtection).
pub const EMAIL_PROTECTION: ObjectIdentifier = oid("1.3.6.1.5.5.7.3.4");
/// Key purpose of an OCSP responder.
pub const OCSP_SIGNING: ObjectIdentifier = oid("1.3.6.1.5.5.7.3.9");
/// Key purpose of a time-stamping authority.
pub const TIME_STAMPING: ObjectIdentifier = oid("1.3.6.1.5.5.7.3.8");
/// Holder is an individual (жеке тұлға / физическое лицо).
pub const INDIVIDUAL: ObjectIdentifier = oid("1.2.398.3.3.4.1.1");
/// Holder acts for a legal person (заңды тұлға / юридическое лицо); the role stands one arc below.
pub const LEGAL_PERSON: ObjectIdentifier = oid("1.2.398.3.3.4.1.2");
/// Arc of the certificate policies of the national authority.
pub const POLICY_ARC: ObjectIdentifier = oid("1.2.398.3.3.2");
/// Policy «signing key of an individual».
pub const POLICY_SIGN_INDIVIDUAL: ObjectIdentifier = oid("1.2.398.3.3.2.3");
/// Policy «authentication key of an individual».
pub const POLICY_AUTH_INDIVIDUAL: ObjectIdentifier = oid("1.2.398.3.3.2.4");

/// RSA key; as a signature algorithm of a CMS signer it means PKCS#1 v1.5 with the signer's digest.
pub const RSA_ENCRYPTION: ObjectIdentifier = oid("1.2.840.113549.1.1.1");
/// RSA PKCS#1 v1.5 with SHA-256.
pub const SHA256_WITH_RSA: ObjectIdentifier = oid("1.2.840.113549.1.1.11");
/// ГОСТ 34.10-2015 key of 512 bits; as a signature algorithm of a CMS signer it means the one below.
pub const GOST_2015_512: ObjectIdentifier = oid("1.2.398.3.10.1.1.2.2");
/// The curve of such keys.
pub const GOST_2015_512_CURVE: ObjectIdentifier = oid("1.2.398.3.10.1.1.2.2.1");
/// ГОСТ 34.10-2015 of 512 bits with Streebog-512.
pub const GOST_2015_512_WITH_STREEBOG: ObjectIdentifier = oid("1.2.398.3.10.1.1.2.3.2");
/// Streebog-512 (ГОСТ 34.11-2015).
pub const STREEBOG_512: ObjectIdentifier = oid("1.2.398.3.10.1.3.3");
/// SHA-512.
pub const SHA512: ObjectIdentifier = oid("2.16.840.1.101.3.4.2.3");
/// SHA-256.
pub const SHA256: ObjectIdentifier = oid("2.16.840.1.101.3.4.2.1");

/// CMS content type «signed data».
pub const SIGNED_DATA: ObjectIdentifier = oid("1.2.840.113549.1.7.2");
/// CMS content type «data».
pub const DATA: ObjectIdentifier = oid("1.2.840.113549.1.7.1");
/// Content type of a time stamp.
pub const TST_INFO: ObjectIdentifier = oid("1.2.840.113549.1.9.16.1.4");
/// Signed attribute: content type.
pub const CONTENT_TYPE: ObjectIdentifier = oid("1.2.840.113549.1.9.3");
/// Signed attribute: digest of the content.
pub const MESSAGE_DIGEST: ObjectIdentifier = oid("1.2.840.113549.1.9.4");
/// Signed attribute: the time claimed by the signer's computer.
pub const SIGNING_TIME: ObjectIdentifier = oid("1.2.840.113549.1.9.5");
/// Signed attribute: the certificate that the signature is bound to (RFC 5035).
pub const SIGNING_CERTIFICATE_V2: ObjectIdentifier = oid("1.2.840.113549.1.9.16.2.47");
/// Unsigned attribute: time stamp over the signature value.
pub const TIME_STAMP_TOKEN: ObjectIdentifier = oid("1.2.840.113549.1.9.16.2.14");

/// Subject attribute CN: surname and given name.
pub const COMMON_NAME: ObjectIdentifier = oid("2.5.4.3");
/// Subject attribute SURNAME.
pub const SURNAME: ObjectIdentifier = oid("2.5.4.4");
/// Subject attribute SERIALNUMBER: `IIN` and twelve digits.
pub const SERIAL_NUMBER: ObjectIdentifier = oid("2.5.4.5");
/// Subject attribute GIVENNAME: in this profile it holds the **patronymic**.
pub const GIVEN_NAME: ObjectIdentifier = oid("2.5.4.42");

/// Certificate extension: key usage.
pub const KEY_USAGE: ObjectIdentifier = oid("2.5.29.15");
/// Certificate extension: extended key usage.
pub const EXTENDED_KEY_USAGE: ObjectIdentifier = oid("2.5.29.37");
/// Certificate extension: basic constraints.
pub const BASIC_CONSTRAINTS: ObjectIdentifier = oid("2.5.29.19");
/// Certificate extension: certificate policies.
pub const CERTIFICATE_POLICIES: ObjectIdentifier = oid("2.5.29.32");
/// Extension of a list of revoked certificates: its number.
pub const CRL_NUMBER: ObjectIdentifier = oid("2.5.29.20");
/// Extension of a revoked certificate: why.
pub const CRL_REASON: ObjectIdentifier = oid("2.5.29.21");
/// Extension of a list of revoked certificates: what it changes, by number.
pub const DELTA_CRL_INDICATOR: ObjectIdentifier = oid("2.5.29.27");
/// Extension of a list of revoked certificates: of which certificates it speaks.
pub const ISSUING_DISTRIBUTION_POINT: ObjectIdentifier = oid("2.5.29.28");
/// Extension of an OCSP request and answer: the number used once.
pub const OCSP_NONCE: ObjectIdentifier = oid("1.3.6.1.5.5.7.48.1.2");
/// Type of a basic OCSP answer.
pub const OCSP_BASIC: ObjectIdentifier = oid("1.3.6.1.5.5.7.48.1.1");

/// Whether `oid` is `arc` itself or stands below it.
pub fn within(oid: ObjectIdentifier, arc: ObjectIdentifier) -> bool {
    oid.as_bytes().starts_with(arc.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arc_ends_at_a_node() {
        assert!(within(POLICY_ARC, POLICY_ARC));
        assert!(within(POLICY_AUTH_INDIVIDUAL, POLICY_ARC));
        assert!(within(oid("1.2.398.3.3.4.1.2.1"), LEGAL_PERSON));
        assert!(!within(oid("1.2.398.3.3.4.1.20"), LEGAL_PERSON));
        assert!(!within(INDIVIDUAL, LEGAL_PERSON));
    }
}
