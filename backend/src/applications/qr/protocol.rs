//! What is said between this server and eGov Mobile (signing reference 2.2…2.4): the names are the app's.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// API 1: who asks for what, and where it is.
#[derive(Serialize, JsonSchema)]
pub(super) struct Introduction {
    /// What for.
    pub(super) description: String,
    /// Until when, ISO 8601.
    pub(super) expiry_date: String,
    /// Who asks.
    pub(super) organisation: Organisation,
    /// Where API 2 is.
    pub(super) document: Place,
}

/// Who asks.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct Organisation {
    pub(super) name_ru: String,
    pub(super) name_kz: String,
    pub(super) name_en: String,
    /// БСН.
    pub(super) bin: String,
}

/// Where API 2 is and how to ask it.
#[derive(Serialize, JsonSchema)]
pub(super) struct Place {
    pub(super) uri: String,
    /// `Token`: `Authorization: Bearer <auth_token>`.
    pub(super) auth_type: String,
    pub(super) auth_token: String,
}

/// API 2: what is to be signed.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct Documents {
    /// `CMS_WITH_DATA` or `CMS_SIGN_ONLY`.
    pub(super) sign_method: String,
    pub(super) version: u32,
    pub(super) documents_to_sign: Vec<ToSign>,
}

/// A document to be signed.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct ToSign {
    /// Its number within the operation.
    pub(super) id: u64,
    pub(super) name_ru: String,
    pub(super) name_kz: String,
    pub(super) name_en: String,
    /// What the app shows beside it.
    pub(super) meta: Vec<Meta>,
    pub(super) document: Content,
}

/// Something that the app shows.
#[derive(Serialize, JsonSchema)]
pub(super) struct Meta {
    pub(super) name: String,
    pub(super) value: String,
}

/// A document's content.
#[derive(Serialize, JsonSchema)]
pub(super) struct Content {
    pub(super) file: File,
}

/// Bytes.
#[derive(Serialize, JsonSchema)]
pub(super) struct File {
    /// `@file/pdf`.
    pub(super) mime: String,
    /// base64.
    pub(super) data: String,
}

/// The result: the same as API 2, with the signed form in the place of the document. What else the app says is ignored.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct Signed {
    pub(super) documents_to_sign: Vec<SignedDocument>,
}

/// A document that was signed or not.
#[derive(Deserialize, JsonSchema)]
pub(super) struct SignedDocument {
    /// The number it was given out under.
    pub(super) id: u64,
    /// `CANCELED` when the person did not want to.
    pub(super) status: Option<String>,
    pub(super) document: Option<SignedContent>,
}

/// A document's signed form.
#[derive(Deserialize, JsonSchema)]
pub(super) struct SignedContent {
    pub(super) file: Option<SignedFile>,
}

/// The message.
#[derive(Deserialize, JsonSchema)]
pub(super) struct SignedFile {
    /// CMS, base64.
    pub(super) data: Option<String>,
}

/// What the app shows to the person.
#[derive(Serialize, JsonSchema)]
pub(super) struct Message {
    /// In the language asked for; `success` when it is done.
    pub(super) message: String,
}

/// An answer that the app shows to the person.
pub(super) struct Told {
    /// Status.
    pub(super) status: StatusCode,
    /// In words.
    pub(super) message: String,
}

impl IntoResponse for Told {
    fn into_response(self) -> Response {
        let mut response = (self.status, axum::Json(Message { message: self.message })).into_response();
        if self.status == StatusCode::UNAUTHORIZED {
            response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}

impl aide::OperationOutput for Told {
    type Inner = Message;
}
