//! Answers about revocation: every row is one change away from the answer that is believed.

use der::{Decode, Encode};
use signing::{Checked, Evidence, Fault, Kind};
use simulators::authority::{AnswerShape, KeyKind, KeyState, Responder, Standing};
use time::Duration;
use x509_cert::serial_number::SerialNumber;
use x509_ocsp::{BasicOcspResponse, CertStatus, OcspRequest, OcspResponse};

use crate::support::*;

fn checked() -> Checked {
    signing::inspect(&good(), &expected(), &ANCHORS, now()).unwrap()
}

fn with_answer(answer: &[u8]) -> Result<(), Fault> {
    let evidence = Evidence::Ocsp { answer, nonce: &NONCE };
    signing::conclude(&checked(), &evidence, now()).map(|_| ())
}

fn shaped_answer(change: impl Fn(&mut AnswerShape)) -> Vec<u8> {
    let mut shape = AnswerShape::default();
    change(&mut shape);
    AUTHORITY.ocsp_as(&checked().ocsp_request(&NONCE).unwrap(), now(), &shape).unwrap()
}

#[test]
fn the_request_names_the_certificate_and_the_nonce() {
    let request = OcspRequest::from_der(&checked().ocsp_request(&NONCE).unwrap()).unwrap();
    assert_eq!(request.nonce().unwrap().0.as_bytes(), NONCE);
    let [asked] = request.tbs_request.request_list.as_slice() else { panic!("one certificate is asked about") };
    assert_eq!(asked.req_cert.serial_number, KEY.certificate.tbs_certificate.serial_number);
    assert_eq!(asked.req_cert.issuer_name_hash.as_bytes().len(), 32, "SHA-256");
}

/// a revoked key is refused and the person is told so.
#[test]
fn a_revoked_certificate() {
    let message = key(KeyKind::Sign, KeyState::Revoked).sign_attached(DOCUMENT, now()).unwrap();
    let fault = judge(&message, &expected()).unwrap_err();
    assert_eq!((fault.code(), fault.kind()), ("revoked", Kind::Revoked));
    assert!(matches!(fault, Fault::Revoked { at } if at < now()));
}

/// A key revoked after it was issued is refused from that moment on.
#[test]
fn a_certificate_revoked_later() {
    let key = issued(|profile| profile.not_after = now() + Duration::days(17));
    let message = key.sign_attached(DOCUMENT, now()).unwrap();
    assert!(judge(&message, &expected()).is_ok());
    let serial = &key.certificate.tbs_certificate.serial_number;
    AUTHORITY.set_standing(serial, Standing::Revoked(now())).unwrap();
    assert_eq!(judge(&message, &expected()), Err(Fault::Revoked { at: now() }));
    AUTHORITY.set_standing(serial, Standing::Good).unwrap();
}

#[test]
fn good_answers() {
    for (what, answer) in [
        ("honest", shaped_answer(|_| ())),
        ("by the issuer itself", shaped_answer(|it| it.responder = Responder::Issuer)),
        ("five minutes old", shaped_answer(|it| it.age = signing::MAX_AGE)),
        ("by a clock two minutes ahead", shaped_answer(|it| it.age = -signing::MAX_SKEW)),
        ("with the authorities' certificates", with_certificates(3)),
        ("with a next update", shaped_answer(|it| it.next_update = Some(Duration::ZERO))),
    ] {
        assert_eq!(with_answer(&answer), Ok(()), "{what}");
    }
}

#[test]
fn answers_that_are_not_believed() {
    let other_serial = {
        let mut request = OcspRequest::from_der(&checked().ocsp_request(&NONCE).unwrap()).unwrap();
        let mut id = request.tbs_request.request_list.remove(0).req_cert;
        id.serial_number = SerialNumber::from(7_u8);
        id
    };
    let root_asked = signing_root_id();
    let second = Duration::SECOND;
    for (what, answer) in [
        ("unknown", shaped_answer(|it| it.status = Some(CertStatus::unknown()))),
        ("another certificate", shaped_answer(|it| it.about = Some(other_serial.clone()))),
        ("the same number of another issuer", shaped_answer(|it| it.about = Some(root_asked.clone()))),
        ("another nonce", shaped_answer(|it| it.nonce = Some(Some(vec![8; 32])))),
        ("no nonce", shaped_answer(|it| it.nonce = Some(None))),
        ("stale", shaped_answer(|it| it.age = signing::MAX_AGE + second)),
        ("from the future", shaped_answer(|it| it.age = -signing::MAX_SKEW - second)),
        ("next update in the past", shaped_answer(|it| it.next_update = Some(-second))),
        ("a look-alike responder", shaped_answer(|it| it.responder = Responder::LookAlike)),
        ("a certificate that may not answer", shaped_answer(|it| it.responder = Responder::WithoutPurpose)),
        ("another key under the responder's certificate", shaped_answer(|it| it.responder = Responder::WrongKey)),
        ("the responder under another name", shaped_answer(|it| it.responder = Responder::Misnamed)),
        ("try later", AUTHORITY.ocsp_try_later()),
        ("malformed request", AUTHORITY.ocsp(b"nonsense", now()).unwrap()),
        ("nothing", Vec::new()),
        ("nonsense", b"<html>503</html>".to_vec()),
        ("a byte after it", [shaped_answer(|_| ()), vec![0]].concat()),
        ("too large", with_certificates(30)),
        ("asked about nothing", no_answers()),
        ("the same twice", twice()),
        ("another algorithm", relabelled()),
        ("of another kind", of_another_kind()),
    ] {
        let fault = with_answer(&answer).unwrap_err();
        assert_eq!((fault.code(), fault.kind()), ("revocation_unknown", Kind::CannotCheckNow), "{what}: {fault}");
    }
    let later = with_answer(&AUTHORITY.ocsp_try_later()).unwrap_err();
    assert_eq!(later, Fault::RevocationUnknown("the responder asks to try later"));
    let unavailable = signing::conclude(&checked(), &Evidence::Unavailable, now()).unwrap_err();
    assert_eq!(unavailable, Fault::RevocationUnknown("the responder could not be reached"));
}

/// The number of the good certificate under the root's name and key.
fn signing_root_id() -> x509_ocsp::CertId {
    let mut request = OcspRequest::from_der(&checked().ocsp_request(&NONCE).unwrap()).unwrap();
    let mut id = request.tbs_request.request_list.remove(0).req_cert;
    id.issuer_key_hash = der::asn1::OctetString::new(vec![9; 32]).unwrap();
    id
}

fn answered(change: impl Fn(&mut OcspRequest)) -> Vec<u8> {
    let mut request = OcspRequest::from_der(&checked().ocsp_request(&NONCE).unwrap()).unwrap();
    change(&mut request);
    AUTHORITY.ocsp(&request.to_der().unwrap(), now()).unwrap()
}

fn no_answers() -> Vec<u8> {
    answered(|request| request.tbs_request.request_list.clear())
}

fn twice() -> Vec<u8> {
    answered(|request| {
        let list = &mut request.tbs_request.request_list;
        list.push(list[0].clone());
    })
}

/// A good answer with further certificates, which are not signed.
fn with_certificates(number: usize) -> Vec<u8> {
    changed(|basic| {
        let certificates = basic.certs.as_mut().unwrap();
        certificates.extend(std::iter::repeat_n(AUTHORITY.root().clone(), number));
    })
}

/// A good answer whose signature is called by another algorithm.
fn relabelled() -> Vec<u8> {
    changed(|basic| {
        basic.signature_algorithm.oid = der::asn1::ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.13");
    })
}

/// The good answer under another name of what it is.
fn of_another_kind() -> Vec<u8> {
    let mut answer = OcspResponse::from_der(&shaped_answer(|_| ())).unwrap();
    answer.response_bytes.as_mut().unwrap().response_type = signing::oids::POLICY_ARC;
    answer.to_der().unwrap()
}

/// A good answer changed after it was signed.
fn changed(change: impl Fn(&mut BasicOcspResponse)) -> Vec<u8> {
    let mut answer = OcspResponse::from_der(&shaped_answer(|_| ())).unwrap();
    let bytes = answer.response_bytes.as_mut().unwrap();
    let mut basic = BasicOcspResponse::from_der(bytes.response.as_bytes()).unwrap();
    change(&mut basic);
    bytes.response = der::asn1::OctetString::new(basic.to_der().unwrap()).unwrap();
    answer.to_der().unwrap()
}

/// A responder whose own certificate is over is not believed.
#[test]
fn a_responder_outside_its_dates() {
    let far = now() + Duration::days(365 * 30);
    let request = checked().ocsp_request(&NONCE).unwrap();
    let answer = AUTHORITY.ocsp(&request, far).unwrap();
    let judged = signing::conclude(&checked(), &Evidence::Ocsp { answer: &answer, nonce: &NONCE }, far);
    assert_eq!(judged, Err(Fault::RevocationUnknown("not signed by a responder of the issuer")));
}

/// A serial number that the authority never gave is unknown to it.
#[test]
fn the_responder_knows_only_its_own() {
    let look_alike = key(KeyKind::Sign, KeyState::LookAlike);
    let mut request = OcspRequest::from_der(&checked().ocsp_request(&NONCE).unwrap()).unwrap();
    request.tbs_request.request_list[0].req_cert.serial_number =
        look_alike.certificate.tbs_certificate.serial_number.clone();
    let answer = AUTHORITY.ocsp(&request.to_der().unwrap(), now()).unwrap();
    let bytes = OcspResponse::from_der(&answer).unwrap().response_bytes.unwrap();
    let basic = BasicOcspResponse::from_der(bytes.response.as_bytes()).unwrap();
    assert_eq!(basic.tbs_response_data.responses[0].cert_status, CertStatus::unknown());
}
