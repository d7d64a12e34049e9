//! The signature over a review: verdict, and application with outbox row in one transaction. However often it is sent, one
//! review makes one application.

use super::by::By;
use super::checks::PAUSES;
use super::crash::crash_point;
use super::qr;
use super::review::ReviewPath;
use super::{draft, refuse, told, view};
use crate::app::App;
use crate::clock::hex;
use crate::http::{ApiError, Json, Path, Session};
use crate::judge::{self, Asked, Judgement, Refused};
use crate::services::{Adapter, for_kind};
use crate::settings::SignMethod;
use crate::store::applications::{self, Listed, Signed, Signer};
use crate::store::audit::{self, Event};
use crate::store::drafts::{self, Draft};
use crate::store::evidence::Proof;
use crate::store::reviews::{self, Review};
use crate::store::{self, Db, checks, outbox};
use axum::http::StatusCode;
use sha2::{Digest, Sha256};
use shared::api::{SignatureGiven, SignedView};
use shared::kernel::document::{WrittenBlock, WrittenDocument};
use shared::kernel::eligibility::Refusal;
use shared::kernel::form::Form;
use shared::kernel::life::ApplicationStatus;
use shared::kernel::problem::Problem;
use shared::kernel::signing::{Event as SigningEvent, Signing, Way};
use shared::values::full_name::FullName;
use shared::values::iin::Iin;
use signing::Purpose;

/// `POST /api/reviews/{id}/signature`: 201 when this request made the application, 200 when it was there, 202 while its
/// signature is kept until the authority can be asked.
pub(super) async fn submit(
    session: Session,
    Path(path): Path<ReviewPath>,
    Json(given): Json<SignatureGiven>,
) -> Result<(StatusCode, Json<SignedView>), ApiError> {
    let (made, listed) = sign(&By::Session(session), path.id, given.cms).await?;
    let status = match (&listed.status, made) {
        (ApplicationStatus::SignatureChecking, _) => StatusCode::ACCEPTED,
        (_, true) => StatusCode::CREATED,
        (_, false) => StatusCode::OK,
    };
    Ok((status, Json(view::signed(listed))))
}

/// Judges a signature over a review and makes the application, the same whoever hands it over. True when this call made it.
pub(super) async fn sign(by: &By, id: String, armoured: String) -> Result<(bool, Listed), ApiError> {
    crash_point("cms-received");
    let (iin, standing) = by.read(move |db, iin| Ok((*iin, standing(db, iin, &id)?))).await?;
    let Signable { review, draft, unanswered, pdf } = match standing {
        Standing::Application(listed) => return not_refused(listed).map(|listed| (false, listed)),
        Standing::Review(signable) => signable,
    };
    let app = by.app();
    let holder = for_kind!(review.kind, recheck(app, iin, &unanswered, &draft, &review))?;
    let mut attempt = Attempt::new(by, &review, &armoured);
    let judgement = match message(by, armoured, &pdf).await? {
        Ok(message) => {
            attempt.signer = message.claim.signer;
            let asked = Asked { purpose: Purpose::Sign, content: pdf, iin: Some(iin) };
            judge::judge(app, asked, message.cms).await?
        }
        Err(refused) => Judgement::Refused(refused),
    };
    let judged = match signed(judgement, &holder, app.clock.millis()) {
        Ok(signed) => signed,
        Err(why) => return Err(refused(by, attempt, why).await),
    };
    crash_point("verdict");
    let of = review.id.clone();
    let (made, listed) = record(by, review, judged, attempt).await?;
    app.road.outbox.notify_one();
    app.road.signings.moved(of);
    crash_point("outbox-row");
    Ok((made, listed))
}

/// The message out of its armour, with the document inside.
async fn message(by: &By, armoured: String, pdf: &[u8]) -> Result<Result<judge::Message, Refused>, ApiError> {
    let read = judge::read(by.app(), armoured).await?;
    let is_beside = by.phone().is_some() && by.app().settings.qr_sign_method == SignMethod::CmsSignOnly;
    Ok(match read {
        Ok(message) if is_beside => judge::attached(message.cms, pdf).map(judge::Message::new),
        read => read,
    })
}

/// What a review is now.
enum Standing {
    /// It has become an application.
    Application(Listed),
    /// It can be signed: its draft stands as it was.
    Review(Signable),
}

/// A review that can be signed.
struct Signable {
    review: Box<Review>,
    draft: Draft,
    /// See [`Adapter::known`].
    unanswered: Vec<String>,
    pdf: Vec<u8>,
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
    let unanswered = applications::unanswered(db, iin, review.kind)?;
    Ok(Standing::Review(Signable { review: Box::new(review), draft, unanswered, pdf }))
}

/// Asks the registers again: can the person still apply, and would the same document come out? Gives back the person's
/// names by ЖТ МДБ.
async fn recheck<S: Adapter>(
    app: &App,
    iin: Iin,
    unanswered: &[String],
    draft: &Draft,
    review: &Review,
) -> Result<FullName, ApiError> {
    let facts = S::known(app, iin, unanswered).await.facts;
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

/// An application as it is answered to a repetition, unless its signature was refused after it had been kept.
fn not_refused(listed: Listed) -> Result<Listed, ApiError> {
    match listed.refused() {
        Some(reason) => Err(Problem::SignatureRefused { reason }.into()),
        None => Ok(listed),
    }
}

/// What is kept of a signature that holds, or of which nothing is missing but the authority's word.
fn signed(judgement: Judgement, holder: &FullName, at: i64) -> Result<Signed, Refused> {
    match judgement {
        Judgement::Holds(judged) => {
            judged.check_holder(holder)?;
            let signer = signer(&judged.names(), &judged.verdict.serial, &judged.verdict.issuer);
            Ok(Signed { at, signer, certificates: judged.certificates(), cms: judged.cms, evidence: judged.evidence })
        }
        Judgement::Unknown(pending) => {
            pending.check_holder(holder)?;
            let signer = signer(&pending.names(), &pending.found.serial, &pending.found.issuer);
            let evidence = Proof::None;
            Ok(Signed { at, signer, certificates: pending.certificates(), cms: pending.cms, evidence })
        }
        Judgement::Refused(refused) => Err(refused),
    }
}

fn signer(name: &FullName, serial: &str, issuer: &str) -> Signer {
    Signer { name: name.in_full(), serial: serial.to_owned(), issuer: issuer.to_owned() }
}

/// What the audit says of a try.
struct Attempt {
    at: i64,
    /// The review and the digest of the message as received.
    of: String,
    signer: Option<judge::Signer>,
}

impl Attempt {
    fn new(by: &By, review: &Review, armoured: &str) -> Self {
        let way = if by.way() == Way::Qr { " way=qr" } else { "" };
        let of = format!("review={} cms={}{way}", review.id, hex(&Sha256::digest(armoured)));
        Self { at: by.app().clock.millis(), of, signer: None }
    }

    fn keep(&self, db: &mut Db, iin: &Iin, code: &str, words: &str) -> store::Result<()> {
        let detail = judge::detail(&self.of, self.signer.as_ref(), words);
        audit::put(db, &Event { at: self.at, kind: "signature", iin: Some(iin), code, detail: &detail })
    }
}

/// Writes down why, and says it to the person.
async fn refused(by: &By, attempt: Attempt, refused: Refused) -> ApiError {
    let (way, phone, at) = (by.way(), by.phone(), attempt.at);
    let kept = by.write(move |db, iin| {
        let state = after(way, SigningEvent::Refuse(refused.told))?;
        if let Some((operation, _)) = phone {
            qr::keep(db, &operation, None, &state, at)?;
        }
        Ok(attempt.keep(db, iin, refused.code, refused.detail)?)
    });
    match kept.await {
        Ok(()) => {
            ApiError { problem: Problem::SignatureRefused { reason: refused.told }, cause: Some(refused.cause()) }
        }
        Err(error) => error,
    }
}

/// Where a signature that was handed over this way stands once it is judged (`shared`'s machine, the same for both ways): what
/// the machine forbids is not recorded.
fn after(way: Way, verdict: SigningEvent) -> Result<Signing, ApiError> {
    Signing::Sent { way }.after(verdict).ok_or_else(|| ApiError::internal("a verdict that cannot follow a signature"))
}

/// Application, outbox row, audit, and the draft removed with every other document made of it: all or nothing. Of parallel
/// requests one makes it, the others find it. While the authority is silent the application waits instead, and the draft with
/// it.
async fn record(by: &By, review: Box<Review>, signed: Signed, attempt: Attempt) -> Result<(bool, Listed), ApiError> {
    let (way, phone, now) = (by.way(), by.phone(), by.app().clock.millis());
    let recorded = by.write(move |db, iin| {
        if let Some(before) = applications::of_review(db, iin, &review.id)? {
            return not_refused(before).map(|before| (false, before));
        }
        if !drafts::stands(db, iin, review.kind, &review.draft, review.revision)? {
            return Err(Problem::ReviewOutdated.into());
        }
        if applications::unanswered(db, iin, review.kind)?.contains(&review.subject.account) {
            return Err(Problem::Refused { refusals: vec![Refusal::OpenApplication] }.into());
        }
        applications::record(db, iin, &review, &signed)?;
        crash_point("record");
        let number = review.number.clone();
        let is_proven = signed.evidence != Proof::None;
        let state = after(way, if is_proven { SigningEvent::Accept(number) } else { SigningEvent::Check(number) })?;
        if let Signing::Accepted { number } = &state {
            outbox::put(db, number, now)?;
            told::tell(db, iin, &review, now)?;
            attempt.keep(db, iin, "accepted", "")?;
        } else {
            checks::put(db, iin, review.kind, &review.number, now + PAUSES.after(0))?;
            attempt.keep(db, iin, "revocation_unknown", "kept until the authority answers")?;
        }
        // What was corrected before signing, another bank account perhaps, is nobody's any more.
        reviews::forget_unsigned(db, iin, review.kind)?;
        drafts::remove(db, iin, review.kind)?;
        if let Some((operation, message)) = phone {
            qr::keep(db, &operation, Some(&message), &state, now)?;
        }
        let made = applications::of_review(db, iin, &review.id)?;
        made.map(|made| (true, made)).ok_or_else(|| ApiError::internal("the application just recorded is not there"))
    });
    recorded.await
}
