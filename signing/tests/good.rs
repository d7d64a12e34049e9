//! Messages that are accepted.

mod support;

use signing::{LOGIN_PREFIX, Names, Purpose, TimeStamp};
use simulators::authority::{KeyKind, KeyState};
use support::*;

/// the signing key of the person signs the document; the verdict says who, with what, until when.
#[test]
fn the_signing_key_signs_a_document() {
    let key = key(KeyKind::Sign, KeyState::Good);
    let message = key.sign_attached(DOCUMENT, now()).unwrap();
    let verdict = judge(&message, &expected()).unwrap();
    assert_eq!(verdict.iin, IIN);
    let names =
        Names {
            surname: "ӘЛІҰЛЫ".to_owned(), given: "АСҚАР".to_owned(), patronymic: Some("ӘДІЛҰЛЫ".to_owned())
        };
    assert_eq!(verdict.names, names);
    assert_eq!(verdict.claimed_signing_time, Some(now()));
    assert_eq!(verdict.good_at, now());
    assert_eq!(verdict.time_stamp, TimeStamp::Absent);
    assert_eq!(verdict.chain.len(), 2);
}

/// the authentication key opens the cabinet.
#[test]
fn the_authentication_key_logs_in() {
    let challenge = [LOGIN_PREFIX, b"nonce=1\n"].concat();
    let key = key(KeyKind::Auth, KeyState::Good);
    let message = key.sign_attached(&challenge, now()).unwrap();
    let expected = signing::Expected { purpose: Purpose::Login, content: &challenge, iin: None };
    assert_eq!(judge(&message, &expected).map(|verdict| verdict.iin), Ok(IIN.to_owned()));
}
