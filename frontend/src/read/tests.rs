//! What serde writes is read again, unchanged.

use super::*;
use serde::Serialize;
use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

/// Reads `written` as a `T` and expects serde to write exactly that again: no field is lost, none invented.
#[track_caller]
fn kept<T: Read + Serialize>(written: Value) {
    let read: Option<T> = read(&written.to_string());
    let again = read.map(|value| serde_json::to_value(value).expect("views can be written"));
    assert_eq!(again, Some(written));
}

fn name() -> Value {
    json!({ "surname": "ӘЛІ", "given": "АСҚАР", "patronymic": null })
}

fn document() -> Value {
    json!({
        "kind": "identity-card", "series": null, "number": "012345678", "issued": "2019-09-06",
        "valid_until": "2029-09-05", "issuer": "ҚР ІІМ",
    })
}

fn words() -> Value {
    json!({ "kk": "а", "ru": "б", "en": "c" })
}

fn eligibility() -> Value {
    json!({
        "refusals": [{ "reason": "register-silent", "register": "fund" }, { "reason": "no-account" }],
        "subjects": [{ "id": "1", "refusals": [{ "reason": "no-savings" }] }],
        "warnings": [{ "reason": "fund-record-differs" }],
    })
}

fn account() -> Value {
    json!({
        "number": "1", "contribution": "occupational", "balance": "6184320.55",
        "last_contribution": { "date": "2026-11-12", "amount": "35000.00" },
    })
}

fn summary() -> Value {
    json!({
        "number": "2026-000123", "kind": "pension-payment", "signed_at": "2026-11-20T10:00:00Z", "status": "in_work",
        "status_at": "2026-11-21T10:00:00Z", "reason": "x", "account": "1", "contribution": "voluntary",
        "amount": "10.00",
    })
}

fn written() -> Value {
    json!({ "title": "t", "blocks": [{ "id": "bank-details", "heading": "h", "rows": [{ "label": "l", "value": "v" }] }] })
}

fn form() -> Value {
    json!({
        "identity_document": { "document": "012345678" },
        "account": { "number": "1" },
        "payment": {
            "ground": "disability", "frequency": "one-off", "region": "75", "scope": "partial", "fixed": true,
            "amount": "1 000",
        },
        "bank_details": {
            "patronymic_on_account": false, "account_kind": "current", "iban": "KZ1", "bank": "HSBKKZKX", "branch": "HEAD",
        },
        "contacts": {
            "oblast": "а", "city": "б", "district": "в", "street": "г", "house": "1", "apartment": "2",
            "old_index": "050000", "contact_phone": "8", "mobile_phone": "+7", "email": "a@b.kz",
        },
    })
}

fn facts() -> Value {
    json!({
        "today": "2026-11-24", "asked_at": "2026-11-24T10:14:00+05:00", "silent": ["person-register", "sms", "mail"],
        "iin": "751231412341",
        "person": { "name": name(), "birth": "1975-12-31", "alive": true, "capable": false, "documents": [document()] },
        "record": {
            "name": name(), "birth": "1975-12-31", "document": document(),
            "accounts": [{
                "number": "1", "contribution": "mandatory", "balance": "0.01", "open_application": true,
                "annual_paid": false, "returned_payment": true,
            }],
            "insurer_transfer": true, "phone": "+77771234567", "email": null,
        },
        "disability": { "group": 1, "indefinite": true, "valid_until": null },
        "banks": [{
            "iban_code": "601", "bic": "HSBKKZKX", "bin": "940140000385", "name": words(),
            "branches": [{ "code": "HEAD", "name": words(), "bic": "X", "bin": "Y", "bank_iban": "Z" }],
        }],
        "banks_version": "1",
        "regions": [{ "code": "75", "name": words() }],
        "lump_threshold": "500000.00",
    })
}

#[wasm_bindgen_test]
fn views_are_kept() {
    kept::<SessionView>(json!({
        "iin": "751231412341", "name": name(), "way": "signature", "idle_left": 900, "left": 43200,
    }));
    kept::<LoginChallengeView>(json!({ "id": "c", "data": "RU5QRg==", "expires_in": 300 }));
    let place = || json!({ "browser": "Chrome", "system": "Android", "address": "203.0.113.*" });
    kept::<EntrancesView>(json!({
        "sessions": [{
            "id": "s", "is_current": true, "place": place(), "way": "password", "began_at": "t", "seen_at": "u",
        }],
        "history": [{ "at": "t", "event": "entered-from-new-device", "way": "signature", "place": place() }],
    }));
    kept::<ConfigView>(json!({
        "demonstration": true, "ncalayer": "ws://127.0.0.1:13579", "consent_version": "1", "older_registration": true,
        "time_stamp_required": false,
        "login_accepts_gost_single_key": true,
        "code_minutes": 10,
    }));
    kept::<ChallengeView>(
        json!({ "algorithm": "SHA-256", "challenge": "c", "maxnumber": 50_000, "salt": "s", "signature": "g" }),
    );
    let contact = |channel: &str| json!({ "id": "c1", "channel": channel, "masked": "+7 777 *** ** 77" });
    kept::<RegistrationView>(json!({ "id": "r", "contacts": [contact("sms"), contact("email")] }));
    kept::<CodeSentView>(json!({ "number": 2, "contact": contact("sms"), "valid_for": 900, "resend_after": 60 }));
    kept::<HomeView>(json!({
        "accounts": [account()], "silent": ["disability-register", "bank-directory", "authority"],
        "drafts": [{ "kind": "pension-payment", "saved_at": "t" }], "applications": [summary()],
    }));
    kept::<Vec<ServiceSummary>>(json!([{
        "kind": "pension-payment", "eligibility": eligibility(), "accounts": [account()], "draft": null,
    }]));
    kept::<ServiceView<PensionPaymentFacts, PensionPaymentForm>>(json!({
        "facts": facts(), "eligibility": eligibility(),
        "consent": { "version": "1", "given_at": "t", "language": "ru", "channel": "web" },
        "draft": form(), "revision": 7, "saved_at": "t",
    }));
    kept::<DraftSaved>(json!({ "revision": 8, "saved_at": "t" }));
    kept::<ReviewView>(json!({
        "id": "r", "kind": "pension-payment", "number": "n", "document": written(), "language": "en", "made_at": "t",
        "application": null, "iin": "751231412341",
    }));
    for state in [
        json!({ "is": "ready" }),
        json!({ "is": "asked", "way": "qr" }),
        json!({ "is": "opened" }),
        json!({ "is": "sent", "way": "key" }),
        json!({ "is": "accepted", "number": "n" }),
        json!({ "is": "checking", "number": "n" }),
        json!({ "is": "not-sent", "why": "cancelled" }),
        json!({ "is": "not-sent", "why": "expired" }),
        json!({ "is": "not-sent", "why": "outdated" }),
        json!({ "is": "not-sent", "why": "failed" }),
        json!({ "is": "not-sent", "why": "refused", "reason": "revoked" }),
    ] {
        kept::<QrView>(json!({
            "operation": "o", "text": "mobileSign:u", "link": "l", "control": "07", "seconds_left": 300, "state": state,
        }));
    }
    kept::<SignedView>(json!({ "number": "n", "signed_at": "t", "status": "signed" }));
    kept::<ApplicationView>(json!({
        "summary": summary(),
        "history": [{ "status": "a new one", "at": "t", "reason": null, "amount": null }],
        "due": null, "document": written(), "signer": { "name": "n", "serial": "s", "issuer": "i" },
        "document_sha256": "h",
    }));
}

#[wasm_bindgen_test]
fn names_are_kept() {
    for name in ["card", "current"] {
        kept::<AccountKind>(json!(name));
    }
    for name in ["identity-card", "passport", "residence-permit", "stateless-certificate"] {
        kept::<DocumentKind>(json!(name));
    }
    for name in ["age", "disability"] {
        kept::<PaymentGround>(json!(name));
    }
    for name in ["monthly", "one-off"] {
        kept::<Frequency>(json!(name));
    }
    for name in ["partial", "full"] {
        kept::<PaymentScope>(json!(name));
    }
    for name in ["mandatory", "occupational", "voluntary"] {
        kept::<Contribution>(json!(name));
    }
    for way in EntranceWay::ALL {
        kept::<EntranceWay>(json!(way.id()));
    }
    for event in EntranceEvent::ALL {
        kept::<EntranceEvent>(json!(event.id()));
    }
    for refusal in PLAIN_REFUSALS {
        kept::<Refusal>(json!({ "reason": refusal.id() }));
    }
}

/// Old and new drafts are read side by side: unknown keys are ignored, missing ones are empty.
#[wasm_bindgen_test]
fn drafts_are_read_leniently() {
    let draft: Option<PensionPaymentForm> = read(r#"{"account":{"number":"1","colour":"red"},"mood":1}"#);
    let expected = PensionPaymentForm { account: AccountForm { number: Some("1".into()) }, ..Default::default() };
    assert_eq!(draft, Some(expected));
}

#[wasm_bindgen_test]
fn what_is_something_else_is_none() {
    assert_eq!(read::<SessionView>(""), None);
    assert_eq!(read::<SessionView>("<html>"), None);
    let session = r#"{"iin":"1","name":{"surname":"a","given":"b"},"way":"password","idle_left":1,"left":2}"#;
    assert_eq!(read::<SessionView>(session), None);
    assert_eq!(read::<Vec<Register>>(r#"["fund","tomorrow"]"#), None);
    assert_eq!(read::<()>(""), Some(()));
}
