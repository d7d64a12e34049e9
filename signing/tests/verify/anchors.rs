//! Files of pinned certificates.

use der::{EncodePem, pem::LineEnding};
use signing::{Anchors, AnchorsError, Fault};
use simulators::authority::{AnswerShape, KeyKind, Profile};
use time::Duration;
use x509_cert::{Certificate, ext::pkix::KeyUsages};

use crate::support::*;

/// Certificates one after another.
pub fn pem(certificates: &[&Certificate]) -> String {
    certificates.iter().map(|certificate| certificate.to_pem(LineEnding::LF).unwrap()).collect()
}

#[test]
fn a_file_that_cannot_be_pinned_is_refused() {
    let (root, issuing) = (AUTHORITY.root(), &AUTHORITY.issuing().certificate);
    let look_alike = AUTHORITY.look_alike().unwrap().certificate;
    let cases = [
        (String::new(), Some(AnchorsError::NotPem)),
        (" \n".to_owned(), Some(AnchorsError::NotPem)),
        ("certificates".to_owned(), Some(AnchorsError::NotPem)),
        (pem(&[root]).replace("MII", "MIJ"), Some(AnchorsError::NotPem)),
        (pem(&[issuing]), Some(AnchorsError::NoRoot)),
        (pem(&[root]), Some(AnchorsError::NoIssuer)),
        (pem(&[root, issuing, &look_alike]), Some(AnchorsError::Loose)),
        (pem(&[root, issuing, &KEY.certificate]), Some(AnchorsError::Loose)),
        (pem(&[root, issuing]), None),
        (pem(&[issuing, root]) + "\n\n", None),
    ];
    for (text, error) in cases {
        let read = Anchors::from_pem(text.as_bytes());
        assert_eq!(read.as_ref().err(), error.as_ref(), "{text}");
        assert!(read.is_err() || read.unwrap().to_pem().trim() == text.trim(), "{text}");
    }
    assert_eq!(AnchorsError::Loose.to_string(), "a pinned certificate is not an authority under a pinned root");
}

/// A pinned certificate must be an authority in every respect.
#[test]
fn a_pinned_issuer_is_an_authority() {
    let with = |change: fn(&mut Profile)| {
        let mut profile = Profile::certification_authority("ҰКО");
        change(&mut profile);
        // Signed by the issuing authority: one more level.
        let issuer = AUTHORITY.issue("varied-issuer", &profile, AUTHORITY.issuing()).unwrap();
        let pinned = pem(&[AUTHORITY.root(), &AUTHORITY.issuing().certificate, &issuer.certificate]);
        Anchors::from_pem(pinned.as_bytes()).map(|_| ())
    };
    assert_eq!(with(|_| ()), Ok(()));
    assert_eq!(with(|it| it.authority = Some(false)), Err(AnchorsError::Loose));
    assert_eq!(with(|it| it.authority = None), Err(AnchorsError::Loose));
    assert_eq!(with(|it| it.usage = KeyUsages::CRLSign.into()), Err(AnchorsError::Loose));
    assert_eq!(with(|it| it.further = vec![crate::certificate::unknown_extension(true)]), Err(AnchorsError::Loose));
    assert_eq!(with(|it| it.further = vec![crate::certificate::unknown_extension(false)]), Ok(()));
}

/// The dates of the pinned certificates are judged by the server's clock too.
#[test]
fn an_authority_outside_its_dates_is_not_trusted() {
    let far = now() + Duration::days(365 * 30);
    let key = issued(|profile| profile.not_after = far);
    let message = key.sign_attached(DOCUMENT, now()).unwrap();
    let judged = judge_at(&message, &expected(), far, &AnswerShape::default());
    assert_eq!(judged, Err(Fault::Untrusted("an authority outside its dates")));
}

/// Root, one authority below it and the issuer: a longer chain is not followed.
#[test]
fn a_long_chain_is_not_followed() {
    let mut issuer = AUTHORITY.issuing().clone();
    let mut pinned = vec![AUTHORITY.root().clone(), issuer.certificate.clone()];
    let mut accepted = Vec::new();
    for next in ["ҰКО 3", "ҰКО 4", "ҰКО 5"] {
        let profile = Profile::individual(&holder(), KeyKind::Sign, now());
        let leaf = AUTHORITY.issue("varied-2048", &profile, &issuer).unwrap();
        let message = leaf.sign_attached(DOCUMENT, now()).unwrap();
        let anchors = Anchors::from_pem(pem(&pinned.iter().collect::<Vec<_>>()).as_bytes()).unwrap();
        accepted.push(signing::inspect(&message, &expected(), &anchors, now()).map(|_| ()));
        issuer = AUTHORITY.issue("varied-issuer", &Profile::certification_authority(next), &issuer).unwrap();
        pinned.push(issuer.certificate.clone());
    }
    assert_eq!(accepted, [Ok(()), Ok(()), Err(Fault::Untrusted("no root above the certificate"))]);
    let loose = pem(&pinned.iter().collect::<Vec<_>>());
    assert_eq!(Anchors::from_pem(loose.as_bytes()).err(), Some(AnchorsError::Loose));
}
