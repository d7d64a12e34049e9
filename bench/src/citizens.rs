//! Invented citizens put straight into the store: signed in, with a consent and two applications each.

use backend::auth::password::Passwords;
use backend::clock::{Random, hex};
use backend::http::citizen::hash;
use backend::keys::Keys;
use backend::settings::CONSENT_VERSION;
use backend::store::evidence::Proof;
use backend::store::{Error, Limits, Store, accounts, applications, consents, reviews, sessions};
use shared::auth::views::{EntranceWay, Place};
use shared::kernel::document::WrittenDocument;
use shared::services::ServiceKind;
use shared::services::pension_payment::Contribution;
use shared::texts::Language;
use shared::values::{full_name::FullName, iin::Iin};
use std::path::Path;

const KIND: ServiceKind = ServiceKind::PensionPayment;

/// Password of each of them.
const PASSWORD: &str = "tulpar kokshe 47 dala";

/// A new database with the keys that belong to it: without them the server does not start on it.
///
/// # Errors
/// The store's, or the key file cannot be written.
pub fn database(file: &Path) -> Result<(Store, Keys), Box<dyn std::error::Error>> {
    let keys = Keys::make(&file.with_extension("keys"), &Random::system())?;
    Ok((Store::open(file, Limits::default(), keys.audit())?, keys))
}

/// Puts `count` citizens into the database, each with a password, and gives the tokens of their sessions.
///
/// # Errors
/// The store's.
pub async fn seed(
    store: &Store,
    keys: &Keys,
    count: usize,
    now: i64,
) -> Result<Vec<String>, Box<dyn std::error::Error>> {
    let random = Random::system();
    let password =
        Passwords::new(keys).hash(PASSWORD.to_owned(), &random).await.map_err(|error| format!("{error:?}"))?;
    let mut tokens = Vec::with_capacity(count);
    for iin in invented().take(count) {
        let token = hex(&random.bytes::<32>());
        let name = FullName { surname: "ТЕСТОВ".to_owned(), given: "ТЕСТ".to_owned(), patronymic: None };
        let account = accounts::Account { password: Some(password.clone()), name, language: Language::Kk };
        let ids = [random.id(), random.id(), random.id()];
        let session = sessions::New {
            token: hash(&token),
            id: random.id(),
            iin,
            way: EntranceWay::Password,
            place: Place { browser: String::new(), system: String::new(), address: String::new() },
        };
        store
            .write(move |db| {
                accounts::set_password(db, &iin, &account, now)?;
                sessions::begin(db, &session, now)?;
                let consent = consents::Consent {
                    id: ids[0].clone(),
                    version: CONSENT_VERSION.to_owned(),
                    language: Language::Kk,
                    channel: "web".to_owned(),
                    given_at: now,
                };
                consents::give(db, &iin, KIND, &consent)?;
                for id in &ids[1..] {
                    let number = reviews::next_number(db, 2026)?;
                    let review = review(id, number, now);
                    reviews::keep(db, &iin, &review, &evidence(&ids[0]))?;
                    applications::record(db, &iin, &review, &signed(now))?;
                }
                Ok::<_, Error>(())
            })
            .await?;
        tokens.push(token);
    }
    Ok(tokens)
}

/// Formally valid IINs of nobody; the first of them are the citizens that [`seed`] makes.
pub fn invented() -> impl Iterator<Item = Iin> {
    (0..9_999).flat_map(|number| (0..10).filter_map(move |check| format!("7501013{number:04}{check}").parse().ok()))
}

fn review(id: &str, number: String, now: i64) -> reviews::Review {
    reviews::Review {
        id: id.to_owned(),
        kind: KIND,
        number,
        draft: id.to_owned(),
        revision: 1,
        language: Language::Kk,
        made_at: now,
        document: WrittenDocument { title: String::new(), blocks: Vec::new() },
        pdf_sha256: "00".repeat(32),
        payload: serde_json::Value::Null,
        identity_document: None,
        subject: reviews::Subject {
            account: "01071020190400015838".to_owned(),
            contribution: Contribution::Mandatory,
            amount: None,
        },
    }
}

fn evidence(consent: &str) -> reviews::Evidence {
    reviews::Evidence {
        pdf: vec![0; 60_000],
        content: "00".repeat(32),
        facts: "{}".to_owned(),
        dictionaries: "{}".to_owned(),
        consent: consent.to_owned(),
    }
}

fn signed(now: i64) -> applications::Signed {
    applications::Signed {
        at: now,
        signer: applications::Signer {
            name: "ТЕСТОВ ТЕСТ".to_owned(),
            serial: "00".to_owned(),
            issuer: "ТЕСТ".to_owned(),
        },
        cms: vec![0; 64_000],
        evidence: Proof::Ocsp { answer: vec![0; 2_000], nonce: [0; 32] },
        certificates: "[]".to_owned(),
    }
}
