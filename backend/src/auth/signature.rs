//! Entering with ЭЦҚ / ЭЦП: a text for one browser, signed once with the key for login, and a person whom
//! the Fund knows and the state's record calls alive and capable.

use super::cookie::{self, LOGIN, WithCookie};
use super::entrance::{self, Caller, Entering};
use super::pace::pace;
use super::place;
use crate::app::App;
use crate::clock::{hex, rfc3339, seconds};
use crate::gateways::GatewayError;
use crate::http::citizen::{cookie as cookie_of, hash};
use crate::http::{Address, ApiError, Json};
use crate::judge::{self, Asked, Judged, Refused, Signer};
use crate::store::audit::{self, Event};
use crate::store::challenges::{self, LIFE};
use crate::store::entrances::Entrance;
use crate::store::throttle::{CHALLENGES, CHALLENGES_TO_BROWSER};
use crate::store::{self, Db, entrances};
use axum::extract::State;
use axum::http::HeaderMap;
use base64ct::{Base64, Base64UrlUnpadded, Encoding};
use sha2::{Digest, Sha256};
use shared::auth::LoginSignature;
use shared::auth::views::{EntranceEvent, EntranceWay, LoginChallengeView, SessionView};
use shared::kernel::eligibility::Refusal;
use shared::kernel::problem::Problem;
use shared::values::full_name::FullName;
use shared::values::iin::Iin;
use signing::Purpose;

/// `POST /api/session/challenge`: the text to be signed. It can never be taken for a document.
pub(super) async fn challenge(
    State(app): State<App>,
    address: Address,
    headers: HeaderMap,
) -> Result<WithCookie<Json<LoginChallengeView>>, ApiError> {
    pace(&app, CHALLENGES, address).await?;
    // A second page of the same browser must not make the text of the first worthless.
    let kept = cookie_of(&headers, &app, LOGIN.name).filter(|kept| cookie::is_token(kept)).map(str::to_owned);
    let browser = kept.unwrap_or_else(|| cookie::token(&app).0);
    let known_by = hash(&browser);
    pace(&app, CHALLENGES_TO_BROWSER, hex(&known_by)).await?;
    let (now, id) = (app.clock.millis(), app.random.id());
    let text = text(&app.settings.public_origin, &id, &app.random.bytes::<32>(), now);
    let view =
        LoginChallengeView { id: id.clone(), data: Base64::encode_string(text.as_bytes()), expires_in: seconds(LIFE) };
    let digest = Sha256::digest(&text).into();
    let put = app.store.write(move |db| challenges::put(db, &id, &known_by, &digest, now));
    put.await.map_err(ApiError::from)?;
    Ok(WithCookie(vec![LOGIN.set(&app, &browser)], Json(view)))
}

/// The text: for whom, which, a number used once, and for how long.
fn text(origin: &str, id: &str, nonce: &[u8; 32], now: i64) -> String {
    let second = |millis: i64| rfc3339(millis - millis.rem_euclid(1000));
    format!(
        "{prefix}aud={origin}\nsid={id}\nnonce={nonce}\niat={iat}\nexp={exp}",
        prefix = String::from_utf8_lossy(signing::LOGIN_PREFIX),
        nonce = Base64UrlUnpadded::encode_string(nonce),
        iat = second(now),
        exp = second(now + LIFE),
    )
}

/// `POST /api/session/signature`: the challenge is used up before anything is looked at, so that each is tried once.
pub(super) async fn enter(
    State(app): State<App>,
    caller: Caller,
    headers: HeaderMap,
    Json(given): Json<LoginSignature>,
) -> Result<WithCookie<Json<SessionView>>, ApiError> {
    let text = consume(&app, &headers, given.id.clone()).await?;
    let of = format!("challenge={} {}", given.id, place::from(&caller.place));
    let mut attempt = Attempt { of, signer: None, iin: None };
    let judged = match judge::read(&app, given.cms).await? {
        Ok(message) => {
            attempt.signer = message.claim.signer;
            // Another text than the one given out is compared with nothing, and so differs.
            let is_given = Sha256::digest(&message.claim.content).as_slice() == text;
            let content = if is_given { message.claim.content } else { Vec::new() };
            judge::judge(&app, Asked { purpose: Purpose::Login, content, iin: None }, message.cms).await?.now()
        }
        Err(refused) => Err(refused),
    };
    let judged = match judged {
        Ok(judged) => judged,
        Err(refused) => return Err(attempt.refuse(&app, &caller, Stop::Key(refused)).await),
    };
    let (iin, name) = match person(&app, &judged).await {
        Ok(person) => person,
        Err(stop) => {
            attempt.iin = judged.verdict.iin.parse().ok();
            return Err(attempt.refuse(&app, &caller, stop).await);
        }
    };
    let now = app.clock.millis();
    let who = Entering { iin, name, way: EntranceWay::Signature, language: given.language };
    let entered =
        entrance::enter(&app, &caller, who, move |db| Ok(attempt.keep(db, Some(&iin), "accepted", "", now)?));
    let WithCookie(mut cookies, view) = entered.await?;
    cookies.push(LOGIN.clear(&app));
    Ok(WithCookie(cookies, view))
}

async fn consume(app: &App, headers: &HeaderMap, id: String) -> Result<[u8; 32], ApiError> {
    let (browser, now) = (cookie_of(headers, app, LOGIN.name).map(hash), app.clock.millis());
    let browser = browser.ok_or(Problem::ChallengeExpired)?;
    let consumed = app.store.write(move |db| challenges::consume(db, &id, &browser, now)).await;
    consumed.map_err(ApiError::from)?.ok_or_else(|| Problem::ChallengeExpired.into())
}

/// Why somebody with a text signed does not get in.
enum Stop {
    /// The key is refused.
    Key(Refused),
    /// The key holds; its holder may not enter, or cannot be known now.
    Person(&'static str, ApiError),
}

impl Stop {
    fn unknown() -> Self {
        Self::Person("person_not_found", Problem::PersonNotFound.into())
    }

    fn silent(error: GatewayError) -> Self {
        Self::Person("register_silent", error.into())
    }

    fn refused(code: &'static str, refusal: Refusal) -> Self {
        Self::Person(code, Problem::Refused { refusals: vec![refusal] }.into())
    }
}

/// Who it is: known to the Fund, alive and capable by ЖТ МДБ, in the names of the certificate
///
async fn person(app: &App, judged: &Judged) -> Result<(Iin, FullName), Stop> {
    // The authority does not ask for check digits, and nobody has an IIN without them.
    let iin: Iin = judged.verdict.iin.parse().map_err(|_| Stop::unknown())?;
    let gateways = &app.gateways;
    let (known, record) = tokio::join!(gateways.fund.person(&iin), gateways.person_register.person(&iin));
    let (known, record) = (known.map_err(Stop::silent)?, record.map_err(Stop::silent)?);
    let (Some(_), Some(record)) = (known, record) else {
        return Err(Stop::unknown());
    };
    if !record.alive {
        return Err(Stop::refused("life_status", Refusal::LifeStatus));
    }
    if !record.capable {
        return Err(Stop::refused("capacity", Refusal::Capacity));
    }
    judged.check_holder(&record.name).map_err(Stop::Key)?;
    Ok((iin, record.name))
}

/// A try to enter, for the audit and the history.
struct Attempt {
    /// Which challenge, from where.
    of: String,
    signer: Option<Signer>,
    /// Whose key it is, once that is proven.
    iin: Option<Iin>,
}

impl Attempt {
    fn keep(&self, db: &mut Db, iin: Option<&Iin>, code: &str, words: &str, now: i64) -> store::Result<()> {
        let detail = judge::detail(&self.of, self.signer.as_ref(), words);
        audit::put(db, &Event { at: now, kind: "login", iin, code, detail: &detail })
    }

    /// Writes down why; the owner of a key that was refused sees the try in the history.
    async fn refuse(self, app: &App, caller: &Caller, stop: Stop) -> ApiError {
        let now = app.clock.millis();
        let (code, words, answer) = match &stop {
            Stop::Key(refused) => (refused.code, refused.detail, key_refused(refused)),
            Stop::Person(code, error) => (*code, "", error.clone()),
        };
        let proven = matches!(&stop, Stop::Key(refused) if refused.is_of_its_signer());
        let iin = self.iin.or_else(|| self.signer.as_ref().filter(|_| proven)?.iin);
        let place = caller.place.clone();
        let tried = Entrance { at: now, event: EntranceEvent::KeyRefused, way: EntranceWay::Signature, place };
        let kept = app.store.write(move |db| {
            if let Some(iin) = iin.filter(|_| proven) {
                entrances::note(db, &iin, &tried)?;
            }
            self.keep(db, iin.as_ref(), code, words, now)
        });
        match kept.await {
            Ok(()) => answer,
            Err(error) => error.into(),
        }
    }
}

fn key_refused(refused: &Refused) -> ApiError {
    ApiError { problem: Problem::KeyRefused { reason: refused.told }, cause: Some(refused.cause()) }
}
