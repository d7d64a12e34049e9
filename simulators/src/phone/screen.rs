//! What the app shows: who asks for what, and the documents with what stands beside them.

use base64ct::{Base64, Encoding};
use reqwest::Url;
use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::PhoneError;

/// What is on the phone's screen.
#[derive(Clone, Debug, Serialize)]
pub struct Screen {
    /// What for.
    pub description: String,
    /// Until when, as the cabinet says it.
    pub expires: String,
    /// Who asks, in the phone's language.
    pub organisation: String,
    /// How it is signed.
    pub sign_method: String,
    /// What is signed.
    pub documents: Vec<Shown>,
    #[serde(skip)]
    pub(super) address: Url,
    #[serde(skip)]
    pub(super) token: String,
    #[serde(skip)]
    pub(super) language: String,
    /// API 2 as it came.
    #[serde(skip)]
    body: Value,
}

/// A document on the screen.
#[derive(Clone, Debug, Serialize)]
pub struct Shown {
    /// Its number.
    pub id: u64,
    /// Its name, in the phone's language.
    pub name: String,
    /// What stands beside it: names and values.
    pub meta: Vec<(String, String)>,
    /// Kind, as the cabinet says it.
    pub mime: String,
    /// How many bytes.
    pub size: usize,
    /// SHA-256 of the bytes, hexadecimal.
    pub sha256: String,
    /// The bytes.
    #[serde(skip)]
    pub content: Vec<u8>,
}

impl Screen {
    pub(super) fn new(
        address: Url,
        token: &str,
        language: &str,
        introduction: &Value,
        body: Value,
    ) -> Result<Self, PhoneError> {
        let listed = body["documentsToSign"].as_array().filter(|documents| !documents.is_empty());
        let listed = listed.ok_or_else(|| PhoneError::Cabinet("API 2 names no document".to_owned()))?;
        let documents = listed.iter().map(|document| shown(document, language)).collect::<Result<_, _>>()?;
        Ok(Self {
            description: text(&introduction["description"]),
            expires: text(&introduction["expiry_date"]),
            organisation: text(&introduction["organisation"][named(language)]),
            sign_method: text(&body["signMethod"]),
            documents,
            address,
            token: token.to_owned(),
            language: language.to_owned(),
            body,
        })
    }

    /// The answer: the JSON as it came, each document changed.
    pub(super) fn answered(&self, change: impl Fn(&mut Value) -> Result<(), PhoneError>) -> Result<String, PhoneError> {
        let mut body = self.body.clone();
        for document in body["documentsToSign"].as_array_mut().into_iter().flatten() {
            change(document)?;
        }
        Ok(body.to_string())
    }
}

fn shown(document: &Value, language: &str) -> Result<Shown, PhoneError> {
    let file = &document["document"]["file"];
    let content = Base64::decode_vec(file["data"].as_str().unwrap_or_default());
    let content = content.map_err(|error| PhoneError::Cabinet(format!("the document is not base64: {error}")))?;
    let meta = document["meta"].as_array().into_iter().flatten();
    Ok(Shown {
        id: document["id"].as_u64().unwrap_or_default(),
        name: text(&document[named(language)]),
        meta: meta.map(|it| (text(&it["name"]), text(&it["value"]))).collect(),
        mime: text(&file["mime"]),
        size: content.len(),
        sha256: Sha256::digest(&content).iter().map(|byte| format!("{byte:02x}")).collect(),
        content,
    })
}

/// The member that has a name in this language.
fn named(language: &str) -> &'static str {
    match language {
        "ru" => "nameRu",
        "en" => "nameEn",
        _ => "nameKz",
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
