//! The phone before a cabinet that is nothing but the protocol: what it asks, shows and sends.

use std::{
    process::Command,
    sync::{Arc, Mutex},
};

use axum::{
    Json, Router,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    routing::get,
};
use base64ct::{Base64, Encoding};
use serde_json::{Value, json};
use simulators::{
    authority::KeyHolder,
    flaw::Flaw,
    phone::{ChosenKey, Move, Phone, PhoneError, Screen},
};
use tokio::net::TcpListener;

use crate::support::{Running, clock, settings, start};

const DOCUMENT: &[u8] = b"%PDF-1.7 \xd3\xe9";

/// A cabinet of one document; it keeps what is sent and refuses nothing but a wrong token.
#[derive(Clone)]
pub struct Cabinet {
    address: std::net::SocketAddr,
    method: &'static str,
    sent: Arc<Mutex<Vec<String>>>,
}

impl Cabinet {
    pub async fn start() -> Self {
        Self::with("CMS_WITH_DATA").await
    }

    async fn with(method: &'static str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let cabinet = Self { address: listener.local_addr().unwrap(), method, sent: Arc::default() };
        let documents = get(documents).put(taken).layer(axum::extract::DefaultBodyLimit::disable());
        let routes = Router::new().route("/{id}", get(introduce)).route("/{id}/documents", documents);
        let routes = routes.with_state(cabinet.clone());
        tokio::spawn(async move { axum::serve(listener, routes).await });
        cabinet
    }

    /// What its QR code holds.
    pub fn code(&self) -> String {
        format!("mobileSign:http://{}/1", self.address)
    }

    /// A code that it does not know.
    pub fn other_code(&self) -> String {
        format!("mobileSign:http://{}/2", self.address)
    }

    fn sent(&self) -> Vec<Value> {
        self.sent.lock().unwrap().iter().map(|text| serde_json::from_str(text).unwrap_or(Value::Null)).collect()
    }
}

type Told = (StatusCode, Json<Value>);

async fn introduce(State(cabinet): State<Cabinet>, Path(id): Path<String>, headers: HeaderMap) -> Told {
    if id != "1" {
        return (StatusCode::GONE, Json(json!({ "message": "Кодтың уақыты өтті" })));
    }
    let language = headers["accept-language"].to_str().unwrap();
    assert!(headers.get("authorization").is_none() && headers.get("cookie").is_none());
    let introduction = json!({ "description": format!("in {language}"), "expiry_date": "2026-11-24T15:35:00.000+05:00",
        "organisation": { "nameRu": "АО «ЕНПФ»", "nameKz": "«БЖЗҚ» АҚ", "nameEn": "UAPF JSC", "bin": "971240002115" },
        "document": { "uri": format!("http://{}/1/documents", cabinet.address), "auth_type": "Token", "auth_token": "t0" } });
    (StatusCode::OK, Json(introduction))
}

fn is_allowed(headers: &HeaderMap) -> bool {
    headers.get("authorization").is_some_and(|it| it == "Bearer t0")
}

async fn documents(State(cabinet): State<Cabinet>, headers: HeaderMap) -> Told {
    if !is_allowed(&headers) {
        return (StatusCode::UNAUTHORIZED, Json(json!({ "message": "" })));
    }
    (
        StatusCode::OK,
        Json(json!({ "signMethod": cabinet.method, "version": 1, "documentsToSign": [{ "id": 1,
        "nameRu": "Заявление", "nameKz": "Өтініш", "nameEn": "Application", "meta": [{ "name": "№", "value": "42" }],
        "document": { "file": { "mime": "@file/pdf", "data": Base64::encode_string(DOCUMENT) } } }] })),
    )
}

async fn taken(State(cabinet): State<Cabinet>, headers: HeaderMap, body: String) -> Told {
    if !is_allowed(&headers) {
        return (StatusCode::UNAUTHORIZED, Json(json!({ "message": "" })));
    }
    assert!(headers.get("origin").is_none() && headers.get("cookie").is_none());
    cabinet.sent.lock().unwrap().push(body);
    (StatusCode::OK, Json(json!({ "message": "success" })))
}

/// A phone, and the good key of a demo citizen.
fn phone(running: &Running) -> (Phone, ChosenKey) {
    let phone = Phone::new(Arc::clone(running.outside.authority()), clock().0).unwrap();
    let persona = running.outside.persona("aliya").unwrap();
    let key = ChosenKey::named(&format!("{}-sign", persona.iin), &[KeyHolder::from(&persona)]);
    (phone, key.unwrap())
}

fn message(sent: &Value) -> Vec<u8> {
    Base64::decode_vec(sent["documentsToSign"][0]["document"]["file"]["data"].as_str().unwrap()).unwrap()
}

async fn scanned(phone: &Phone, cabinet: &Cabinet) -> Screen {
    phone.scan(&cabinet.code(), "ru").await.unwrap()
}

/// what is shown is what the cabinet gave, in the phone's language.
#[tokio::test]
async fn the_screen_shows_the_document() {
    let (running, cabinet) = (start().await, Cabinet::start().await);
    let (phone, _) = phone(&running);
    let screen = scanned(&phone, &cabinet).await;
    assert_eq!((&*screen.description, &*screen.organisation), ("in ru", "АО «ЕНПФ»"));
    assert_eq!(screen.documents.len(), 1);
    let shown = &screen.documents[0];
    assert_eq!((&*shown.name, &shown.content[..]), ("Заявление", DOCUMENT));
    assert_eq!(shown.meta, [("№".to_owned(), "42".to_owned())]);
    let link = format!("https://m.egov.kz/mobileSign/?link=http%3A%2F%2F{}%2F1&isi=1", cabinet.address);
    assert_eq!(phone.scan(&link, "kk").await.unwrap().documents[0].name, "Өтініш");
    let over = phone.scan(&cabinet.other_code(), "kk").await.unwrap_err();
    assert_eq!(over.to_string(), "410: Кодтың уақыты өтті");
    assert!(matches!(phone.scan("mobileSign:https://10.0.0.1/1", "kk").await, Err(PhoneError::NotLoopback(_))));
}

/// each move sends what it says, and the message is over the very bytes.
#[tokio::test]
async fn each_move_sends_what_it_says() {
    for method in ["CMS_WITH_DATA", "CMS_SIGN_ONLY"] {
        let (running, cabinet) = (start().await, Cabinet::with(method).await);
        let (phone, key) = phone(&running);
        let screen = scanned(&phone, &cabinet).await;
        for (what, answers) in [
            (Move::Sign, 1),
            (Move::Twice, 2),
            (Move::Flawed(Flaw::TamperedContent), 1),
            (Move::Cancel, 1),
            (Move::Rubbish, 1),
            (Move::Flood, 1),
        ] {
            let said = phone.play(&screen, what, &key).await.unwrap();
            assert_eq!(said.len(), answers, "{what:?}");
        }
        let unknown = phone.play(&screen, Move::WrongToken, &key).await.unwrap();
        assert_eq!(unknown[0].status, 401);
        let sent = cabinet.sent();
        assert_eq!(sent.len(), 7, "nothing came with a wrong token");
        assert_eq!(sent[0]["documentsToSign"][0]["nameKz"], "Өтініш", "the JSON as it came");
        let holds = |message: &[u8], part: &[u8]| message.windows(part.len()).any(|it| it == part);
        assert_eq!(holds(&message(&sent[0]), DOCUMENT), method == "CMS_WITH_DATA");
        assert_eq!(sent[1], sent[2]);
        assert_ne!(message(&sent[3]), message(&sent[0]));
        assert_eq!(sent[4]["documentsToSign"][0]["status"], "CANCELED");
        assert_eq!((&sent[5], &sent[6]), (&Value::Null, &Value::Null));
        assert_eq!(cabinet.sent.lock().unwrap()[6].len(), 16 << 20);
    }
}

/// The command shows, signs and tells how it went.
#[tokio::test]
async fn the_command_plays_the_phone() {
    let (running, cabinet) = (start().await, Cabinet::start().await);
    let authority = settings(running.state.path()).authority_dir.unwrap();
    let play = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_simulators"));
        command.env("SIMULATORS_AUTHORITY", &authority).arg("phone").args(arguments);
        command
    };
    let (code, other) = (cabinet.code(), cabinet.other_code());
    for (arguments, good, says) in [
        (vec![&*code, "--as", "aliya", "--language", "en"], true, "UAPF JSC"),
        (vec![&*code, "--as", "aliya", "--cancel"], true, "200: success"),
        (vec![&*code, "--as", "aliya", "--twice"], true, "200: success\n200: success"),
        (vec![&*code, "--as", "aliya", "--key", "gost"], true, "200: success"),
        (vec![&*code, "--as", "nobody"], false, "no demo citizen is called `nobody`"),
        (vec![&*code, "--as", "aliya", "--key", "none"], false, "no key is called `none`"),
        (vec![&*other, "--as", "aliya"], false, "410: Кодтың уақыты өтті"),
        (vec!["mobileSign:http://10.0.0.1/1", "--as", "aliya"], false, "not on this machine"),
        (vec![&*code, "--as", "aliya", "--cancel", "--twice"], false, "cannot be used with"),
    ] {
        let mut command = play(&arguments);
        let output = tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap();
        let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert_eq!(output.status.success(), good, "{arguments:?}: {said}");
        assert!(said.contains(says), "{arguments:?}: {said}");
    }
    assert_eq!(cabinet.sent().len(), 5);
}
