//! The signature over a review: verdict, and application with outbox row in one transaction. However often it is sent, one
//! review makes one application.

use super::crash::crash_point;
use super::review::ReviewPath;
use super::{draft, refuse, view};
use crate::app::App;
use crate::clock::hex;
use crate::http::{ApiError, Json, Path, Session};
use crate::services::{Adapter, for_kind};
use crate::store::applications::{self, Attempt, Listed, Signed, Signer};
use crate::store::drafts::{self, Draft};
use crate::store::reviews::{self, Review};
use crate::store::{Db, outbox};
use axum::http::StatusCode;
use base64ct::{Base64, Encoding};
use sha2::{Digest, Sha256};
use shared::api::{SignatureGiven, SignedView};
use shared::kernel::document::{WrittenBlock, WrittenDocument};
use shared::kernel::form::Form;
use shared::kernel::problem::{Problem, SignatureFault};
use shared::values::full_name::FullName;
use shared::values::iin::Iin;
use signing::{Checked, Evidence, Expected, Fault, Kind, Purpose, Verdict};

/// `POST /api/reviews/{id}/signature`: 201 when this request made the application, 200 when it was there.
pub(super) async fn submit(
    session: Session,
    Path(path): Path<ReviewPath>,
    Json(given): Json<SignatureGiven>,
) -> Result<(StatusCode, Json<SignedView>), ApiError> {
    crash_point("cms-received");
    let (iin, standing) =
        session.read(move |db, citizen| Ok((citizen.iin, standing(db, &citizen.iin, &path.id)?))).await?;
    let (review, draft, pdf) = match standing {
        Standing::Application(listed) => return Ok((StatusCode::OK, Json(view::signed(listed)))),
        Standing::Review(review, draft, pdf) => (review, draft, pdf),
    };
    let app = session.app();
    let holder = for_kind!(review.kind, recheck(app, iin, &draft, &review))?;
    let attempt = Attempt {
        id: app.random.id(),
        review: review.id.clone(),
        at: app.clock.millis(),
        code: "accepted".to_owned(),
        detail: String::new(),
        cms_sha256: hex(&Sha256::digest(&given.cms)),
    };
    let judged = match judge(app, iin, given.cms, pdf, &holder).await? {
        Ok(signed) => signed,
        Err(refused) => return Err(audited(&session, attempt, refused).await),
    };
    crash_point("verdict");
    let (made, listed) = record(&session, review, judged, attempt).await?;
    app.road.outbox.notify_one();
    crash_point("outbox-row");
    Ok((if made { StatusCode::CREATED } else { StatusCode::OK }, Json(view::signed(listed))))
}

/// What a review is now.
enum Standing {
    /// It has become an application.
    Application(Listed),
    /// It can be signed: its draft stands as it was, and these are its bytes.
    Review(Box<Review>, Draft, Vec<u8>),
}

fn standing(db: &mut Db, iin: &Iin, id: &str) -> Result<Standing, ApiError> {
    let review = reviews::find(db, iin, id)?.ok_or(Problem::NotFound)?;
    if let Some(listed) = applications::of_review(db, iin, id)? {
        return Ok(Standing::Application(listed));
    }
    let draft = drafts::find(db, iin, review.kind)?;
    let draft = draft.filter(|draft| draft.id == review.draft && draft.revision == review.revision);
    let draft = draft.ok_or(Problem::ReviewOutdated)?;
    let (_, pdf) = reviews::pdf(db, iin, id)?.ok_or(Problem::NotFound)?;
    Ok(Standing::Review(Box::new(review), draft, pdf))
}

/// Asks the registers again: can the person still apply, and would the same document come out? Gives back the person's
/// names by ЖТ МДБ.
async fn recheck<S: Adapter>(app: &App, iin: Iin, draft: &Draft, review: &Review) -> Result<FullName, ApiError> {
    let facts = S::known(app, iin).await.facts;
    refuse(&S::eligibility(&facts))?;
    if let Some(register) = S::silent(&facts).first() {
        return Err(Problem::RegisterSilent { register: *register }.into());
    }
    let valid = draft::read::<S>(draft)?.check(&facts).map_err(|_| Problem::ReviewOutdated)?;
    let words = S::document(&valid, &facts).write(app.texts.of(review.language));
    let same = says(&review.document, &words)
        && S::payload(&valid, &facts) == review.payload
        && S::identity_document(&valid, &facts) == review.identity_document;
    if !same {
        return Err(Problem::ReviewOutdated.into());
    }
    S::holder(&facts).cloned().ok_or_else(|| ApiError::internal("a person who may apply has no name"))
}

/// Does the kept document say what would be written now? It has further rows at the end of a block: number, day, consent.
fn says(kept: &WrittenDocument, now: &WrittenDocument) -> bool {
    let block =
        |(kept, now): (&WrittenBlock, &WrittenBlock)| kept.heading == now.heading && kept.rows.starts_with(&now.rows);
    kept.title == now.title && kept.blocks.len() == now.blocks.len() && kept.blocks.iter().zip(&now.blocks).all(block)
}

/// Why a signature is refused: for the audit and for the person.
struct Refused {
    code: &'static str,
    detail: &'static str,
    told: SignatureFault,
}

impl From<Fault> for Refused {
    fn from(fault: Fault) -> Self {
        let told = match fault.kind() {
            Kind::WrongKey => SignatureFault::WrongKey,
            Kind::ForeignKey => SignatureFault::AnotherPerson,
            Kind::Expired => SignatureFault::Expired,
            Kind::Revoked => SignatureFault::Revoked,
            Kind::CannotCheckNow => SignatureFault::CannotCheck,
            Kind::DocumentDiffers => SignatureFault::DocumentDiffers,
            Kind::NotAccepted => SignatureFault::NotAccepted,
        };
        Self { code: fault.code(), detail: fault.detail(), told }
    }
}

/// Judges the message; the outer error is a failure of ours.
async fn judge(
    app: &App,
    iin: Iin,
    armoured: String,
    pdf: Vec<u8>,
    holder: &FullName,
) -> Result<Result<Signed, Refused>, ApiError> {
    let (worker, now) = (app.clone(), app.clock.now());
    let inspected = tokio::task::spawn_blocking(move || {
        let cms = signing::decode_armoured(&armoured)?;
        let expected = Expected { purpose: Purpose::Sign, content: &pdf, iin: Some(iin.as_str()) };
        let checked = signing::inspect(&cms, &expected, &worker.road.anchors, now)?;
        Ok::<_, Fault>((cms, checked))
    });
    let (cms, checked) = match inspected.await.map_err(ApiError::internal)? {
        Ok(inspected) => inspected,
        Err(fault) => return Ok(Err(fault.into())),
    };
    let nonce = app.random.bytes::<32>();
    let answer = revocation(app, &checked, &nonce).await;
    let evidence = match &answer {
        Some(answer) => Evidence::Ocsp { answer, nonce: &nonce },
        None => Evidence::Unavailable,
    };
    let verdict = match signing::conclude(&checked, &evidence, app.clock.now()) {
        Ok(verdict) => verdict,
        Err(fault) => return Ok(Err(fault.into())),
    };
    if !held_by(&verdict, holder) {
        let detail = "the names in the certificate are not those of the register";
        return Ok(Err(Refused { code: "name_mismatch", detail, told: SignatureFault::NameMismatch }));
    }
    Ok(Ok(signed(app, &verdict, cms, answer.unwrap_or_default())))
}

/// The authority's answer; nothing when it is silent.
async fn revocation(app: &App, checked: &Checked, nonce: &[u8; 32]) -> Option<Vec<u8>> {
    let request = checked.ocsp_request(nonce).ok()?;
    let asked = app.gateways.ocsp.ask(request).await;
    asked.inspect_err(|error| tracing::warn!(%error, "a register is silent")).ok()
}

/// Are the names in the certificate those of the person in ЖТ МДБ?
fn held_by(verdict: &Verdict, holder: &FullName) -> bool {
    names(verdict).matches(holder)
}

fn names(verdict: &Verdict) -> FullName {
    let names = verdict.names.clone();
    FullName { surname: names.surname, given: names.given, patronymic: names.patronymic }
}

fn signed(app: &App, verdict: &Verdict, cms: Vec<u8>, ocsp: Vec<u8>) -> Signed {
    let certificates = std::iter::once(&verdict.leaf).chain(&verdict.chain).map(|it| Base64::encode_string(it));
    Signed {
        at: app.clock.millis(),
        signer: Signer {
            name: names(verdict).in_full(),
            serial: verdict.serial.clone(),
            issuer: verdict.issuer.clone(),
        },
        cms,
        ocsp,
        certificates: serde_json::Value::from(certificates.collect::<Vec<_>>()).to_string(),
    }
}

/// Writes down why, and says it to the person.
async fn audited(session: &Session, attempt: Attempt, refused: Refused) -> ApiError {
    let attempt = Attempt { code: refused.code.to_owned(), detail: refused.detail.to_owned(), ..attempt };
    let kept = session.write(move |db, citizen| Ok(applications::audit(db, &citizen.iin, &attempt)?));
    match kept.await {
        Ok(()) => ApiError {
            problem: Problem::SignatureRefused { reason: refused.told },
            cause: Some(format!("{}: {}", refused.code, refused.detail)),
        },
        Err(error) => error,
    }
}

/// Application, outbox row, audit, and the draft removed: all or nothing. Of parallel requests one makes it, the others
/// find it.
async fn record(
    session: &Session,
    review: Box<Review>,
    signed: Signed,
    attempt: Attempt,
) -> Result<(bool, Listed), ApiError> {
    let now = session.app().clock.millis();
    let recorded = session.write(move |db, citizen| {
        let iin = &citizen.iin;
        if let Some(before) = applications::of_review(db, iin, &review.id)? {
            return Ok((false, before));
        }
        if !drafts::stands(db, iin, review.kind, &review.draft, review.revision)? {
            return Err(Problem::ReviewOutdated.into());
        }
        applications::record(db, iin, &review, &signed)?;
        crash_point("record");
        outbox::put(db, &review.number, now)?;
        applications::audit(db, iin, &attempt)?;
        drafts::remove(db, iin, review.kind)?;
        let made = applications::of_review(db, iin, &review.id)?;
        made.map(|made| (true, made)).ok_or_else(|| ApiError::internal("the application just recorded is not there"))
    });
    recorded.await
}
