//! Lists of revoked certificates, every part open to change.

use der::{
    Encode,
    asn1::{BitString, OctetString, Uint},
};
use signing::oids;
use time::{Duration, OffsetDateTime};
use x509_cert::{
    crl::{CertificateList, RevokedCert, TbsCertList},
    ext::{Extension, pkix::CrlReason},
    serial_number::SerialNumber,
};

use super::{Authority, AuthorityError, certificate::asn1_time, signer::SigningKey};

/// How a list is made. [`ListShape::base`] and [`ListShape::delta`] are honest ones; a test changes one thing.
#[derive(Clone, Debug)]
pub struct ListShape {
    /// When it was issued.
    pub this_update: OffsetDateTime,
    /// When the next one is due; none leaves it out.
    pub next_update: Option<OffsetDateTime>,
    /// Its number; none leaves it out.
    pub number: Option<u64>,
    /// The number of the base that it changes; none for a base.
    pub changes: Option<u64>,
    /// Serial number, since when, why.
    pub revoked: Vec<(SerialNumber, OffsetDateTime, Option<CrlReason>)>,
    /// Extensions besides the usual ones.
    pub further: Vec<Extension>,
}

impl ListShape {
    /// The list of the day: what was revoked until midnight, for a day and an hour.
    #[must_use]
    pub fn base(revoked: &[(SerialNumber, OffsetDateTime)], now: OffsetDateTime) -> Self {
        let midnight = now.replace_time(time::Time::MIDNIGHT);
        Self {
            this_update: midnight,
            next_update: Some(midnight + Duration::hours(25)),
            number: Some(number(midnight)),
            changes: None,
            revoked: entries(revoked, |at| at <= midnight),
            further: Vec::new(),
        }
    }

    /// What was revoked since midnight, for an hour.
    #[must_use]
    pub fn delta(revoked: &[(SerialNumber, OffsetDateTime)], now: OffsetDateTime) -> Self {
        let midnight = now.replace_time(time::Time::MIDNIGHT);
        Self {
            this_update: now,
            next_update: Some(now + Duration::HOUR),
            number: Some(number(now)),
            changes: Some(number(midnight)),
            revoked: entries(revoked, |at| at > midnight),
            further: Vec::new(),
        }
    }
}

/// Lists are numbered by the time, so that later ones have higher numbers.
fn number(at: OffsetDateTime) -> u64 {
    u64::try_from(at.unix_timestamp()).unwrap_or_default()
}

fn entries(
    revoked: &[(SerialNumber, OffsetDateTime)],
    since: impl Fn(OffsetDateTime) -> bool,
) -> Vec<(SerialNumber, OffsetDateTime, Option<CrlReason>)> {
    let told = revoked.iter().filter(|(_, at)| since(*at));
    told.map(|(serial, at)| (serial.clone(), *at, None)).collect()
}

impl Authority {
    /// The revoked certificates and since when.
    ///
    /// # Errors
    /// The folder.
    pub fn revoked(&self) -> Result<Vec<(SerialNumber, OffsetDateTime)>, AuthorityError> {
        self.store.revoked()
    }

    /// A list of any shape, signed by `issuer`, DER.
    ///
    /// # Errors
    /// The list cannot be written: a fault of this program.
    pub fn list_as(&self, shape: &ListShape, issuer: &SigningKey) -> Result<Vec<u8>, AuthorityError> {
        let algorithm = issuer.key.algorithm();
        let revoked = shape.revoked.iter().map(entry).collect::<Result<Vec<_>, _>>()?;
        let numbers = [(oids::CRL_NUMBER, false, shape.number), (oids::DELTA_CRL_INDICATOR, true, shape.changes)];
        let numbers = numbers.into_iter().filter_map(|(oid, critical, number)| Some((oid, critical, number?)));
        let mut extensions = numbers
            .map(|(extn_id, critical, number)| {
                let extn_value = OctetString::new(Uint::new(&number.to_be_bytes())?.to_der()?)?;
                Ok(Extension { extn_id, critical, extn_value })
            })
            .collect::<Result<Vec<_>, der::Error>>()?;
        extensions.extend(shape.further.iter().cloned());
        let tbs_cert_list = TbsCertList {
            version: x509_cert::Version::V2,
            signature: algorithm.clone(),
            issuer: issuer.certificate.tbs_certificate.subject.clone(),
            this_update: asn1_time(shape.this_update)?,
            next_update: shape.next_update.map(asn1_time).transpose()?,
            revoked_certificates: (!revoked.is_empty()).then_some(revoked),
            crl_extensions: (!extensions.is_empty()).then_some(extensions),
        };
        let signature = issuer.key.sign(&tbs_cert_list.to_der()?)?;
        let signature = BitString::from_bytes(&signature)?;
        Ok(CertificateList { tbs_cert_list, signature_algorithm: algorithm, signature }.to_der()?)
    }
}

fn entry(entry: &(SerialNumber, OffsetDateTime, Option<CrlReason>)) -> Result<RevokedCert, AuthorityError> {
    let (serial_number, at, reason) = entry;
    let reason = reason.map(|reason| {
        let extn_value = OctetString::new(reason.to_der()?)?;
        Ok::<_, der::Error>(vec![Extension { extn_id: oids::CRL_REASON, critical: false, extn_value }])
    });
    Ok(RevokedCert {
        serial_number: serial_number.clone(),
        revocation_date: asn1_time(*at)?,
        crl_entry_extensions: reason.transpose()?,
    })
}
