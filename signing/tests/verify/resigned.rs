//! Lists that their issuer signed as they are: what a list says decides, and not only that its bytes were changed.

use der::{Decode, Encode, asn1::BitString};
use signing::{Fault, RevocationList, oids};
use simulators::authority::ListShape;
use time::Duration;
use x509_cert::{crl::CertificateList, serial_number::SerialNumber};

use crate::{certificate::unknown_extension, support::*};

/// A list of the authority, changed and then signed.
fn resigned(change: impl Fn(&mut CertificateList)) -> Result<(), Fault> {
    let other = SerialNumber::new(&[9; 20]).unwrap();
    let shape = ListShape::base(&[(other, now() - Duration::DAY)], now());
    let mut list = CertificateList::from_der(&AUTHORITY.list_as(&shape, AUTHORITY.issuing()).unwrap()).unwrap();
    change(&mut list);
    let signature = AUTHORITY.issuing().sign_bytes(&list.tbs_cert_list.to_der().unwrap()).unwrap();
    list.signature = BitString::from_bytes(&signature).unwrap();
    RevocationList::read(&list.to_der().unwrap(), &ANCHORS).map(drop)
}

fn extended(critical: bool) -> Result<(), Fault> {
    resigned(|list| {
        let entries = list.tbs_cert_list.revoked_certificates.as_mut().unwrap();
        entries[0].crl_entry_extensions = Some(vec![unknown_extension(critical)]);
    })
}

/// An entry that must be understood and is not makes the whole list unbelievable; one that need not be says nothing.
#[test]
fn what_an_entry_adds() {
    assert_eq!(extended(false), Ok(()));
    assert_eq!(extended(true).map_err(|fault| fault.code()), Err("revocation_unknown"));
}

/// The signature must be by the algorithm that the list names, also when the key would verify it.
#[test]
fn the_named_algorithm_is_that_of_the_key() {
    assert_eq!(resigned(|_| ()), Ok(()));
    let renamed = resigned(|list| {
        list.signature_algorithm.oid = oids::GOST_2015_512_WITH_STREEBOG;
        list.tbs_cert_list.signature = list.signature_algorithm.clone();
    });
    assert_eq!(renamed.map_err(|fault| fault.code()), Err("revocation_unknown"));
}
