//! The phone's side: what is to be signed, and the result. Whatever is wrong is said in the person's language.

use super::protocol::{
    Content, Documents, File, Introduction, Message, Meta, Organisation, Place, Signed, ToSign, Told,
};
use super::{advance, find};
use crate::app::App;
use crate::applications::by::{By, Phone};
use crate::applications::sign::sign;
use crate::clock::{in_kazakhstan, moment};
use crate::http::citizen::hash;
use crate::http::{AcceptLanguage, ApiError, Json, Path, json};
use crate::store::qr::{MessageHash, Operation, OperationHash};
use crate::store::reviews;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use base64ct::{Base64, Base64UrlUnpadded, Encoding};
use hmac::Mac;
use schemars::JsonSchema;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use shared::kernel::life::ApplicationStatus;
use shared::kernel::problem::{Problem, SignatureFault};
use shared::kernel::signing::{Event, NotSent, Signing, Way};
use shared::kernel::words;
use shared::texts::{Args, Language, Texts};
use time::macros::format_description;

/// The only document of an operation.
const DOCUMENT: u64 = 1;

/// The largest result: far more than a document with its signature.
const LARGEST: usize = 512 * 1024;

/// What the protocol answers when all is well.
const SUCCESS: &str = "success";

/// An operation in a path.
#[derive(Deserialize, JsonSchema)]
pub(super) struct PhonePath {
    /// The identifier out of the QR code.
    operation: String,
}

/// A phone's request about an operation: who asks, and in which language it is answered.
struct Asking {
    app: App,
    id: String,
    known_by: OperationHash,
    language: Language,
}

impl Asking {
    /// Finds the operation.
    async fn about(app: App, id: String, asked: Option<Language>) -> Result<(Self, Operation), Told> {
        let known_by = hash(&id);
        let mut asking = Self { app, id, known_by, language: asked.unwrap_or_default() };
        let now = asking.app.clock.millis();
        let found = asking.app.store.read(move |db| find(db, &known_by, now)).await;
        match found {
            Ok(Some(operation)) => {
                asking.language = asked.unwrap_or(operation.language);
                Ok((asking, operation))
            }
            Ok(None) => Err(asking.told(StatusCode::NOT_FOUND, "qr-phone-unknown")),
            Err(error) => Err(asking.failed(&error.into())),
        }
    }

    fn texts(&self) -> &Texts {
        self.app.texts.of(self.language)
    }

    fn told(&self, status: StatusCode, id: &str) -> Told {
        self.said(status, id, &[])
    }

    fn said(&self, status: StatusCode, id: &str, args: Args<'_>) -> Told {
        Told { status, message: self.texts().say(id, args) }
    }

    /// What the app is told of a result that was taken.
    fn taken(&self, status: &ApplicationStatus) -> String {
        match status {
            ApplicationStatus::SignatureChecking => self.texts().get("qr-state-checking"),
            _ => SUCCESS.to_owned(),
        }
    }

    /// The token is the operation's own.
    fn check(&self, headers: &HeaderMap) -> Result<(), Told> {
        let brought = headers.get(header::AUTHORIZATION).and_then(|it| it.to_str().ok()?.strip_prefix("Bearer "));
        let brought = brought.and_then(|token| Base64UrlUnpadded::decode_vec(token.trim()).ok()).unwrap_or_default();
        let held = self.app.keys.phone(&self.id).verify_slice(&brought);
        held.map_err(|_| self.told(StatusCode::UNAUTHORIZED, "qr-phone-token"))
    }

    /// Lets `event` happen. The inner error is the state in which it cannot.
    async fn advance(&self, event: Event) -> Result<Result<Signing, Signing>, Told> {
        let (known_by, now) = (self.known_by, self.app.clock.millis());
        let done = self.app.store.write(move |db| advance(db, &known_by, &event, now)).await;
        done.map_err(|error| self.failed(&error))
    }

    /// Why nothing can be done with an operation in this state.
    fn over(&self, state: &Signing) -> Told {
        let id = match state {
            Signing::NotSent(NotSent::Expired) => "qr-phone-expired",
            Signing::NotSent(NotSent::Cancelled) => "qr-phone-cancelled",
            Signing::NotSent(NotSent::Outdated) => "qr-phone-outdated",
            Signing::Ready | Signing::Asked { .. } => return self.told(StatusCode::FORBIDDEN, "qr-phone-unopened"),
            _ => "qr-phone-used",
        };
        self.told(StatusCode::GONE, id)
    }

    /// What is told of a signature that made no application.
    fn refused(&self, problem: &Problem) -> Told {
        match problem {
            Problem::SignatureRefused { reason } => {
                let passing = *reason == SignatureFault::CannotCheck;
                let status = if passing { StatusCode::SERVICE_UNAVAILABLE } else { StatusCode::FORBIDDEN };
                let words = words::problem(self.texts(), problem);
                self.said(status, "qr-phone-refused", &[("what", &words.what), ("advice", &words.advice)])
            }
            Problem::Refused { .. } => self.told(StatusCode::FORBIDDEN, "qr-phone-not-eligible"),
            Problem::ReviewOutdated => self.told(StatusCode::GONE, "qr-phone-outdated"),
            _ => self.told(StatusCode::SERVICE_UNAVAILABLE, "qr-phone-later"),
        }
    }

    /// A failure that is not the phone's.
    fn failed(&self, error: &ApiError) -> Told {
        tracing::warn!(cause = error.cause.as_deref(), "a phone could not be served");
        self.told(StatusCode::SERVICE_UNAVAILABLE, "qr-phone-later")
    }
}

/// API 1, `GET /api/qr/{operation}`, no credentials: who asks for what, and the token for the rest.
pub(super) async fn introduce(
    State(app): State<App>,
    AcceptLanguage(language): AcceptLanguage,
    Path(PhonePath { operation: id }): Path<PhonePath>,
) -> Result<Json<Introduction>, Told> {
    let (asking, operation) = Asking::about(app, id, language).await?;
    if operation.state.outcome().is_some() {
        return Err(asking.over(&operation.state));
    }
    let Asking { app, id, .. } = &asking;
    let named = |language| app.texts.of(language).get("qr-phone-organisation");
    let format = format_description!("[year]-[month]-[day]T[hour]:[minute]:[second].[subsecond digits:3]+05:00");
    let expiry_date = in_kazakhstan(moment(operation.expires_at)).format(format).unwrap_or_default();
    let title = title(&asking, &operation).await?;
    Ok(Json(Introduction {
        description: asking.texts().say("qr-phone-description", &[("document", &title)]),
        expiry_date,
        organisation: Organisation {
            name_ru: named(Language::Ru),
            name_kz: named(Language::Kk),
            name_en: named(Language::En),
            bin: app.settings.organisation_bin.clone(),
        },
        document: Place {
            uri: format!("{}/api/qr/{id}/documents", app.settings.public_origin),
            auth_type: "Token".to_owned(),
            auth_token: Base64UrlUnpadded::encode_string(&app.keys.phone(id).finalize().into_bytes()),
        },
    }))
}

async fn title(asking: &Asking, operation: &Operation) -> Result<String, Told> {
    let (iin, review) = (operation.iin, operation.review.clone());
    let found = asking.app.store.read(move |db| reviews::find(db, &iin, &review)).await;
    match found {
        Ok(Some(review)) => Ok(asking.texts().get(review.kind.slug())),
        Ok(None) => Err(asking.told(StatusCode::GONE, "qr-phone-outdated")),
        Err(error) => Err(asking.failed(&error.into())),
    }
}

/// API 2, `GET /api/qr/{operation}/documents`: the very bytes of the review.
pub(super) async fn documents(
    State(app): State<App>,
    AcceptLanguage(language): AcceptLanguage,
    Path(PhonePath { operation: id }): Path<PhonePath>,
    headers: HeaderMap,
) -> Result<Json<Documents>, Told> {
    let (asking, operation) = Asking::about(app, id, language).await?;
    asking.check(&headers)?;
    let (iin, review) = (operation.iin, operation.review.clone());
    let found = asking.app.store.read(move |db| {
        let kept = reviews::find(db, &iin, &review)?;
        Ok::<_, ApiError>(kept.zip(reviews::pdf(db, &iin, &review)?))
    });
    let found = found.await.map_err(|error| asking.failed(&error))?;
    // The bytes are at hand before the page hears that they were fetched.
    asking.advance(Event::Open).await?.map_err(|state| asking.over(&state))?;
    let (kept, (number, pdf)) = found.ok_or_else(|| asking.told(StatusCode::GONE, "qr-phone-outdated"))?;
    asking.app.road.signings.moved(operation.review);
    let named = |language| asking.app.texts.of(language).get(kept.kind.slug());
    let meta = [("qr-phone-number", number), ("qr-phone-control", operation.control)];
    Ok(Json(Documents {
        sign_method: asking.app.settings.qr_sign_method.name().to_owned(),
        version: 1,
        documents_to_sign: vec![ToSign {
            id: DOCUMENT,
            name_ru: named(Language::Ru),
            name_kz: named(Language::Kk),
            name_en: named(Language::En),
            meta: meta.into_iter().map(|(id, value)| Meta { name: asking.texts().get(id), value }).collect(),
            document: Content {
                file: File { mime: asking.app.settings.qr_mime.clone(), data: Base64::encode_string(&pdf) },
            },
        }],
    }))
}

/// What the phone brings.
enum Brought {
    Cancellation,
    Signature(String),
}

/// API 2, `PUT /api/qr/{operation}/documents`: the result. The same again gets the same answer, another one 410.
pub(super) async fn signed(
    State(app): State<App>,
    AcceptLanguage(language): AcceptLanguage,
    Path(PhonePath { operation: id }): Path<PhonePath>,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<Message>, Told> {
    let (asking, operation) = Asking::about(app, id, language).await?;
    asking.check(&headers)?;
    let can_be_repeated = matches!(
        operation.state,
        Signing::Accepted { .. } | Signing::Checking { .. } | Signing::NotSent(NotSent::Cancelled)
    );
    if operation.state.outcome().is_some() && !can_be_repeated {
        return Err(asking.over(&operation.state));
    }
    let brought = read(&headers, body).await.map_err(|(status, id)| asking.told(status, id))?;
    let done = match brought {
        Brought::Cancellation => asking.cancel(&operation).await,
        Brought::Signature(data) => asking.sign(operation, data).await,
    };
    done.map(|message| Json(Message { message }))
}

/// Reads the result, or tells what is wrong with it.
async fn read(headers: &HeaderMap, body: Body) -> Result<Brought, (StatusCode, &'static str)> {
    const UNREADABLE: (StatusCode, &str) = (StatusCode::BAD_REQUEST, "qr-phone-unreadable");
    let bytes = json::bytes(headers, body, LARGEST).await.map_err(|error| match error.problem {
        Problem::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "qr-phone-too-large"),
        _ => UNREADABLE,
    })?;
    let signed: Signed = serde_json::from_slice(&bytes).map_err(|_| UNREADABLE)?;
    let mut documents = signed.documents_to_sign.into_iter();
    let (Some(only), None) = (documents.next(), documents.next()) else {
        return Err((StatusCode::BAD_REQUEST, "qr-phone-one-document"));
    };
    if only.id != DOCUMENT {
        return Err((StatusCode::BAD_REQUEST, "qr-phone-other-document"));
    }
    if only.status.is_some_and(|status| status == "CANCELED") {
        return Ok(Brought::Cancellation);
    }
    let data = only.document.and_then(|it| it.file).and_then(|it| it.data);
    data.map(Brought::Signature).ok_or(UNREADABLE)
}

impl Asking {
    async fn cancel(&self, operation: &Operation) -> Result<String, Told> {
        let ended = self.advance(Event::Cancel).await?;
        self.app.road.signings.moved(operation.review.clone());
        match ended {
            Ok(_) | Err(Signing::NotSent(NotSent::Cancelled)) => Ok(SUCCESS.to_owned()),
            Err(state) => Err(self.over(&state)),
        }
    }

    async fn sign(&self, operation: Operation, data: String) -> Result<String, Told> {
        let message: MessageHash = Sha256::digest(&data).into();
        if let Err(state) = self.advance(Event::Send(Way::Qr)).await? {
            return self.again(&message).await?.ok_or_else(|| self.over(&state));
        }
        self.app.road.signings.moved(operation.review.clone());
        let by = By::Phone(Phone { app: self.app.clone(), operation: self.known_by, message });
        match sign(&by, operation.review.clone(), data).await {
            Ok((_, listed)) => Ok(self.taken(&listed.status)),
            Err(error) => self.not_made(&operation, &message, error).await,
        }
    }

    /// This signature made no application. Perhaps the same, sent twice, did meanwhile, or something ended the operation.
    async fn not_made(&self, operation: &Operation, message: &MessageHash, error: ApiError) -> Result<String, Told> {
        if let Some(done) = self.again(message).await? {
            return Ok(done);
        }
        let happened = match error.problem {
            Problem::ReviewOutdated => Event::Outdate,
            _ => Event::Fail,
        };
        let ended = self.advance(happened).await?;
        self.app.road.signings.moved(operation.review.clone());
        match (&error.problem, ended) {
            // Judged, and refused as what it is.
            (Problem::SignatureRefused { .. }, _) | (_, Ok(_)) => {
                tracing::warn!(cause = error.cause.as_deref(), "a phone's signature made no application");
                Err(self.refused(&error.problem))
            }
            (_, Err(state)) => Err(self.over(&state)),
        }
    }

    /// What was told of this message, if it is the one that was kept.
    async fn again(&self, message: &MessageHash) -> Result<Option<String>, Told> {
        let (known_by, now) = (self.known_by, self.app.clock.millis());
        let found = self.app.store.read(move |db| find(db, &known_by, now)).await;
        let found = found.map_err(|error| self.failed(&error.into()))?;
        let same = found.filter(|it| it.message.as_ref() == Some(message));
        Ok(same.and_then(|it| match it.state {
            Signing::Checking { .. } => Some(self.taken(&ApplicationStatus::SignatureChecking)),
            Signing::Accepted { .. } => Some(SUCCESS.to_owned()),
            _ => None,
        }))
    }
}
