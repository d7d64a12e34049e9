//! What a password alone can reach: everything can be seen, nothing of the pension is changed without a signature.
//!
//! Every changing operation of the description stands in a table with how far it reaches, and every table of the store with
//! how far it is from the door. An operation or a table that is in neither fails here, and somebody has to decide.

use crate::headers::{Operation, operations};
use crate::road::{SERVICE, Walker, form, id};
use crate::support::{Answer, PASSWORD, TestApp, robot};
use serde_json::{Value, json};
use simulators::authority::{KeyKind, KeyState};
use simulators::personas::Persona;
use std::collections::{BTreeMap, BTreeSet};

/// How far an operation may reach, each as far as those before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Reach {
    /// Getting in and out: accounts, codes, sessions, throttles, records of it all.
    Door,
    /// What the person writes for themselves: consent, draft, the document made of it.
    Draft,
    /// Money and data: only over a document with the person's signature.
    Signed,
}

/// Every operation that changes something without a signature, and why it may.
const OPERATIONS: [(&str, Reach, &str); 21] = [
    ("POST /api/session", Reach::Door, "lets in by password: who is in only looks on"),
    ("DELETE /api/session", Reach::Door, "ends the session it comes with"),
    ("POST /api/session/renewal", Reach::Door, "a sign of life of the session it comes with"),
    ("POST /api/session/challenge", Reach::Door, "gives a nonce that only a key can answer"),
    ("POST /api/session/signature", Reach::Door, "lets in by a signature over the nonce"),
    ("DELETE /api/sessions", Reach::Door, "ends the person's own sessions: nobody gets in by it"),
    ("DELETE /api/sessions/{id}", Reach::Door, "ends one of the person's own sessions"),
    ("PUT /api/password", Reach::Door, "asks for the current password, and its owner is told"),
    ("POST /api/password", Reach::Door, "asks for a code sent to a contact on the Fund's file, and its owner is told"),
    ("POST /api/not-me", Reach::Door, "asks for the secret of a notice, and only shuts doors"),
    ("POST /api/registration", Reach::Door, "begins and gives nothing but masked contacts"),
    ("POST /api/registration/older", Reach::Door, "the same, by the older form"),
    ("POST /api/registration/{id}/code", Reach::Door, "sends a code to a contact on the Fund's file, to no other"),
    ("POST /api/registration/{id}/password", Reach::Door, "asks for that code, and its owner is told"),
    (
        "POST /api/registration/{id}/session",
        Reach::Door,
        "asks for that code and the password: who is in only looks on",
    ),
    (
        "POST /api/services/pension-payment/consent",
        Reach::Draft,
        "a consent to look into registers; the signed document names it",
    ),
    ("PUT /api/services/pension-payment/draft", Reach::Draft, "the Fund hears of a draft only when it is signed"),
    (DELETE_DRAFT, Reach::Draft, "takes back what was never sent"),
    ("POST /api/services/pension-payment/review", Reach::Draft, "makes the document that is to be signed"),
    ("POST /api/reviews/{id}/qr", Reach::Draft, "shows the document to a phone, whose signature it waits for"),
    ("DELETE /api/reviews/{id}/qr/{operation}", Reach::Draft, "stops waiting for the phone"),
];

/// The operations that a signature opens: handed over by the page, or by a phone, which has no session but a token.
const SIGNED: [&str; 2] = [SIGNATURE, "PUT /api/qr/{operation}/documents"];
const DELETE_DRAFT: &str = "DELETE /api/services/pension-payment/draft";
const SIGNATURE: &str = "POST /api/reviews/{id}/signature";

/// Tables of the door. None of them holds anything that the Fund would act on.
const DOOR_TABLES: [&str; 13] = [
    "account",
    "audit",
    "audit_head",
    "device",
    "entrance",
    "login_challenge",
    "notice",
    "notice_delivery",
    "one_time_code",
    "registration",
    "session",
    "throttle",
    "used_challenge",
];
/// Tables that only a signed document may change, or that are written for one.
const SIGNED_TABLES: [&str; 7] =
    ["application", "application_status", "evidence", "fund_mirror", "outbox", "revocation_list", "signature_check"];
/// Tables that a person's own writing may change.
const DRAFT_TABLES: [&str; 6] = ["application_number", "consent", "draft", "draft_revision", "qr_operation", "review"];

fn reach_of(operation: &Operation) -> Option<Reach> {
    let name = operation.name();
    if SIGNED.contains(&name.as_str()) {
        return Some(Reach::Signed);
    }
    OPERATIONS.iter().find(|(known, ..)| *known == name).map(|(_, reach, _)| *reach)
}

fn reach_of_table(table: &str) -> Reach {
    if SIGNED_TABLES.contains(&table) {
        Reach::Signed
    } else if DRAFT_TABLES.contains(&table) {
        Reach::Draft
    } else {
        Reach::Door
    }
}

/// R-034, ux 11 (step-up): nothing that changes anything is mounted, and nothing is stored, without a word on how far it
/// reaches: it asks for a signature, or stands in the table with the reason why it need not.
#[tokio::test]
async fn every_change_has_its_reach() {
    let changing = operations().into_iter().filter(Operation::changes);
    let described: BTreeSet<String> = changing.map(|operation| operation.name()).collect();
    let known = OPERATIONS.iter().map(|(name, ..)| *name).chain(SIGNED);
    assert_eq!(described, known.map(str::to_owned).collect());
    let tables: BTreeSet<String> = rows(&TestApp::new().await).await.into_keys().collect();
    let known = [&DOOR_TABLES[..], &DRAFT_TABLES, &SIGNED_TABLES].concat();
    assert_eq!(tables, known.into_iter().map(str::to_owned).collect());
}

/// Every row of every table, as text.
async fn rows(app: &TestApp) -> BTreeMap<String, Vec<String>> {
    let read = app.app.store.read(|db| {
        let tables = "select name from sqlite_schema where type = 'table' and name not like 'sqlite%'";
        let tables: Vec<(String,)> = db.all(tables, &[])?;
        let mut all = BTreeMap::new();
        for (table,) in tables {
            let columns: Vec<(String,)> = db.all("select name from pragma_table_info($1)", &[&table])?;
            let quoted: Vec<String> = columns.into_iter().map(|(column,)| format!("quote({column})")).collect();
            let rows: Vec<(String,)> = db.all(&format!("select {} from {table}", quoted.join(" || ',' || ")), &[])?;
            all.insert(table, rows.into_iter().map(|(row,)| row).collect());
        }
        Ok::<_, backend::store::Error>(all)
    });
    read.await.unwrap()
}

/// The tables whose rows differ.
fn changed(before: &BTreeMap<String, Vec<String>>, after: &BTreeMap<String, Vec<String>>) -> Vec<String> {
    after.iter().filter(|(table, rows)| before.get(*table) != Some(rows)).map(|(table, _)| table.clone()).collect()
}

/// Asks for an operation as well as a person can who has a draft, a document and everything but the key.
async fn ask(walker: &Walker<'_>, operation: &Operation, review: &Value, signature: &str) -> Answer {
    let browser = &walker.browser;
    match operation.name().as_str() {
        "POST /api/services/pension-payment/consent" => walker.consent().await,
        "PUT /api/services/pension-payment/draft" => walker.save(&form(walker.persona), 1, 2).await,
        "POST /api/services/pension-payment/review" => walker.review_in("ru", 1).await,
        SIGNATURE => walker.sign(review, signature).await,
        "POST /api/reviews/{id}/qr" => browser.post(&format!("/api/reviews/{}/qr", id(review)), &json!({})).await,
        _ => operation.ask(browser).await,
    }
}

/// signed in with a password, a person calls everything that changes anything, and no operation changes more than
/// its reach; a signature opens what is left.
#[tokio::test]
async fn without_a_signature_nothing_of_the_pension_changes() {
    let app = TestApp::new().await;
    let (walker, review) = Walker::reviewing(&app, "aliya").await;
    let bytes = walker.document(&review).await;
    let persona = app.persona("aliya");
    let signatures = [
        String::new(),
        "bm90IGEgc2lnbmF0dXJl".to_owned(),
        walker.signed(&bytes, KeyKind::Auth, KeyState::Good),
        crate::road::signed_by(&app, "gulnar", &bytes, KeyKind::Sign, KeyState::Good),
    ];
    let mut changing: Vec<Operation> = operations().into_iter().filter(Operation::changes).collect();
    // What a signature would open comes while the document stands, and the draft goes last.
    changing.sort_by_key(|it| (reach_of(it) != Some(Reach::Signed), reach_of(it), it.name() == DELETE_DRAFT));
    for operation in changing {
        let tries = if operation.name() == SIGNATURE { &signatures[..] } else { &signatures[..1] };
        for signature in tries {
            let before = rows(&app).await;
            let answer = ask(&walker, &operation, &review, signature).await;
            assert_within(&operation, &changed(&before, &rows(&app).await));
            assert!(operation.name() != SIGNATURE || answer.verdict() == "422 signature-refused");
        }
        assert_eq!(backend::applications::deliver_due(&app.app).await.unwrap(), 0);
        assert!(app.outside.applications().is_empty(), "{} reached the Fund", operation.name());
        let contacts = |it: &Persona| format!("{:?}", it.fund.as_ref().map(|it| &it.contacts));
        assert_eq!(contacts(&app.persona("aliya")), contacts(&persona), "{}", operation.name());
        if walker.browser.get("/api/session").await.status == 401 {
            robot::enter(&walker.browser, &persona.iin, PASSWORD).await;
        }
    }
}

fn assert_within(operation: &Operation, changed: &[String]) {
    // Of what a signature opens nothing at all is reached without one.
    let reach = reach_of(operation).filter(|reach| *reach != Reach::Signed).unwrap_or(Reach::Door);
    for table in changed {
        assert!(reach_of_table(table) <= reach, "{} changed {table}", operation.name());
    }
}

/// The same measure sees what a signature does: it is no measure that sees nothing.
#[tokio::test]
async fn a_signature_reaches_the_fund() {
    let app = TestApp::new().await;
    let (walker, review) = Walker::reviewing(&app, "aliya").await;
    let cms = walker.signature(&review).await;
    let before = rows(&app).await;
    assert_eq!(walker.sign(&review, &cms).await.verdict(), "201", "{}", id(&review));
    let changed = changed(&before, &rows(&app).await);
    for table in ["application", "application_status", "draft", "outbox"] {
        assert!(changed.iter().any(|it| it == table), "{table} in {changed:?}");
    }
    assert!(changed.iter().any(|it| reach_of_table(it) == Reach::Signed));
}

/// nobody is at anything of a person's without a session.
#[tokio::test]
async fn without_a_session_no_change_is_possible() {
    let app = TestApp::new().await;
    let before_login = [
        "POST /api/session",
        "DELETE /api/session",
        "POST /api/session/challenge",
        "POST /api/session/signature",
        "POST /api/password",
        "POST /api/not-me",
    ];
    for operation in operations().into_iter().filter(Operation::changes) {
        let is_open = before_login.contains(&operation.name().as_str())
            || operation.template.contains("/registration")
            || operation.is_phones();
        let answer = operation.ask(&app.browser()).await;
        assert_eq!(answer.verdict() == "401 signed-out", !is_open, "{}", operation.name());
    }
    assert_eq!(app.browser().get(SERVICE).await.verdict(), "401 signed-out");
    assert!(app.outside.applications().is_empty());
}
