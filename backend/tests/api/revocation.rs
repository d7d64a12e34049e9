//! Revocation by lists where the responder is silent, and what is never believed: each list one change away from a good one.

use crate::road::Walker;
use crate::signature_login::Door;
use crate::support::TestApp;
use backend::gateways::lists::{ListFault, Lists};
use backend::judge::lists::Sources;
use backend::judge::{Asked, judge};
use backend::store::evidence::{self, Proof};
use base64ct::{Base64, Encoding};
use cms::content_info::ContentInfo;
use cms::signed_data::SignedData;
use der::Decode;
use sha2::{Digest, Sha256};
use shared::values::iin::Iin;
use signing::receipt::{Finding, KeptEvidence, Receipt};
use signing::{Purpose, RevocationList};
use simulators::authority::{KeyHolder, KeyKind, KeyState, ListShape, Profile, Standing};
use simulators::modes::{Mode, Register};
use time::Duration;

/// A server whose lists are fresh and whose responder is silent.
async fn without_responder() -> TestApp {
    let app = TestApp::new().await;
    assert_eq!(Sources::of(&app.app).refresh_due(&app.app).await, 4, "whole and changes, of RSA and of ГОСТ");
    app.outside.set_register(Register::Authority, Mode::OFF);
    app
}

/// The evidence that was kept with a person's application.
async fn kept(app: &TestApp, persona: &str, number: &str) -> KeptEvidence {
    let (iin, number): (Iin, String) = (app.persona(persona).iin.parse().unwrap(), number.to_owned());
    app.app.store.read(move |db| evidence::of(db, &iin, &number)).await.unwrap().unwrap()
}

/// OCSP first, then the lists. The lists that decided are kept, and are a receipt that holds offline; of two
/// applications they are kept once.
#[tokio::test]
async fn lists_tell_where_the_responder_is_silent() {
    let app = without_responder().await;
    for (persona, number) in [("aliya", "2026-000001"), ("gulnar", "2026-000002")] {
        let (walker, review) = Walker::reviewing(&app, persona).await;
        let made = walker.sign(&review, &walker.signature(&review).await).await;
        assert_eq!(made.verdict(), "201", "{}", made.text());
        assert_eq!(review["number"], number);
        let document = walker.document(&review).await;
        let evidence = kept(&app, persona, number).await;
        assert!(matches!(&evidence, KeptEvidence::Lists { delta: Some(_), .. }), "{evidence:?}");
        let cms = walker.browser.get(&format!("/api/applications/{number}/signature")).await.body;
        let authority = app.outside.authority();
        let chain = [&authority.issuing().certificate, authority.root()];
        let chain = chain.map(|it| der::Encode::to_der(it).unwrap()).to_vec();
        let judged = Receipt { document, cms, chain, evidence }.judge(&app.app.trust);
        assert_eq!(judged.finding, Finding::Valid, "{judged:?}");
    }
    let count = "select count(*) from revocation_list";
    let (count,) = app.app.store.read(move |db| db.one::<(i64,)>(count, &[])).await.unwrap().unwrap();
    assert_eq!(count, 2);
}

/// with the responder's answer the answer is what is kept, with the number it was asked with: the signature's own.
#[tokio::test]
async fn the_responders_answer_is_kept_with_its_number() {
    let app = TestApp::new().await;
    let (walker, review) = Walker::reviewing(&app, "aliya").await;
    assert_eq!(walker.sign(&review, &walker.signature(&review).await).await.verdict(), "201");
    let number = review["number"].as_str().unwrap();
    let evidence = kept(&app, "aliya", number).await;
    let KeptEvidence::Ocsp { answer, nonce } = evidence else { panic!("{evidence:?}") };
    assert_eq!(signing::nonce_of(&answer), Some(nonce));
    let cms = walker.browser.get(&format!("/api/applications/{number}/signature")).await.body;
    let data: SignedData = ContentInfo::from_der(&cms).unwrap().content.decode_as().unwrap();
    let signature = data.signer_infos.0.get(0).unwrap().signature.as_bytes();
    assert_eq!(nonce, *Sha256::digest(signature), "an answer to anybody else's question would prove nothing");
}

/// A signature of the person, judged by the lists: what is kept of it.
async fn proof(app: &TestApp, purpose: Purpose, content: &[u8], kind: KeyKind) -> Proof {
    let holder = KeyHolder::from(&app.persona("aliya"));
    let key = app.outside.authority().key(&holder, kind, KeyState::Good).unwrap();
    let cms = key.sign_attached(content, app.clock.now()).unwrap();
    let asked = Asked { purpose, content: content.to_vec(), iin: None };
    let Ok(judged) = judge(&app.app, asked, cms).await.unwrap().now() else { panic!("it holds") };
    judged.evidence
}

/// Lists take megabytes: of all signatures that they tell of they are one in memory, and of a login, which has no receipt,
/// none is held.
#[tokio::test]
async fn lists_are_held_once() {
    let app = without_responder().await;
    let mut held = Vec::new();
    for document in [b"one", b"two"] {
        let proof = proof(&app, Purpose::Sign, document, KeyKind::Sign).await;
        let Proof::Lists { base, delta: Some(delta) } = proof else { panic!("{proof:?}") };
        held.push([base, delta].map(|list| list.bytes().as_ptr()));
    }
    assert_eq!(held[0], held[1]);
    let text = [signing::LOGIN_PREFIX, b"nonce=1\n"].concat();
    assert_eq!(proof(&app, Purpose::Login, &text, KeyKind::Auth).await, Proof::None);
}

/// a key revoked long ago is refused by the whole list, one revoked today by the list of changes.
#[tokio::test]
async fn lists_name_the_revoked() {
    let app = TestApp::new().await;
    let (walker, review) = Walker::reviewing(&app, "aliya").await;
    let bytes = walker.document(&review).await;
    let long_ago = walker.signed(&bytes, KeyKind::Sign, KeyState::Revoked);
    let (authority, now) = (app.outside.authority(), app.clock.now());
    let holder = KeyHolder::from(&app.persona("aliya"));
    let profile = Profile::individual(&holder, KeyKind::Sign, now);
    let key = authority.issue("revoked-today", &profile, authority.issuing()).unwrap();
    let serial = &key.certificate.tbs_certificate.serial_number;
    authority.set_standing(serial, Standing::Revoked(now - Duration::MINUTE)).unwrap();
    let today = Base64::encode_string(&key.sign_attached(&bytes, now).unwrap());

    assert_eq!(Sources::of(&app.app).refresh_due(&app.app).await, 4);
    app.outside.set_register(Register::Authority, Mode::OFF);
    for cms in [long_ago, today] {
        let refused = walker.sign(&review, &cms).await;
        assert_eq!(refused.json()["reason"], "revoked", "{}", refused.text());
    }
    assert_eq!(walker.sign(&review, &walker.signature(&review).await).await.verdict(), "201");
}

/// broken, another's, out of date, older than what stands: not taken, and what stood stands.
#[tokio::test]
async fn only_a_better_list_takes_the_place_of_a_good_one() {
    let app = without_responder().await;
    let (authority, now) = (app.outside.authority(), app.clock.now());
    let base = |at| ListShape::base(&[], at);
    let stranger = authority.look_alike().unwrap();
    let good = authority.list_as(&base(now), authority.issuing()).unwrap();
    let mut broken = good.clone();
    *broken.last_mut().unwrap() ^= 1;
    let late = ListShape { next_update: Some(now - Duration::SECOND), ..base(now) };
    let early = ListShape { this_update: now + Duration::HOUR, ..base(now) };
    let older = ListShape { number: Some(1), ..base(now) };
    let by = |shape: &ListShape| authority.list_as(shape, authority.issuing()).unwrap();
    let take = |bytes: Vec<u8>| app.app.lists.take(bytes, &app.app.trust, now);
    assert!(matches!(take(broken), Err(ListFault::NotAccepted(_))));
    assert!(matches!(take(b"<html>".to_vec()), Err(ListFault::NotAccepted(_))));
    assert!(matches!(take(authority.list_as(&base(now), &stranger).unwrap()), Err(ListFault::NotAccepted(_))));
    assert!(matches!(take(by(&late)), Err(ListFault::NotInDate)));
    assert!(matches!(take(by(&early)), Err(ListFault::NotInDate)));
    assert!(matches!(take(by(&older)), Err(ListFault::Older)));
    let (walker, review) = Walker::reviewing(&app, "aliya").await;
    assert_eq!(walker.sign(&review, &walker.signature(&review).await).await.verdict(), "201");
    let newer = ListShape { number: Some(u64::MAX >> 1), ..base(now) };
    assert!(take(by(&newer)).is_ok(), "one change away a list is taken");
}

/// a list whose time is over says nothing any more: nobody is let in by it.
#[tokio::test]
async fn a_stale_list_is_never_good() {
    let app = without_responder().await;
    app.clock.advance(Duration::hours(48));
    let list = app.app.lists.of(&fingerprint(&app)).unwrap();
    assert!(list.base.read().next_update() < app.clock.now());
    let entered = Door::of(&app, "aliya").enter(KeyKind::Auth, KeyState::Good).await;
    assert_eq!(entered.json()["reason"], "cannot-check", "{}", entered.text());
}

fn fingerprint(app: &TestApp) -> [u8; 32] {
    let list = app.outside.authority().published_list("nca_rsa.crl").unwrap().unwrap();
    RevocationList::read(&list, &app.app.trust).unwrap().authority()
}

/// lists outlive a restart without the network; a file that somebody broke is passed over.
#[tokio::test]
async fn lists_outlive_a_restart() {
    let mut app = without_responder().await;
    app.outside.set_register(Register::RevocationLists, Mode::OFF);
    app.restart(|_| {});
    assert_eq!(Sources::of(&app.app).refresh_due(&app.app).await, 0, "nothing can be fetched");
    let (walker, review) = Walker::reviewing(&app, "aliya").await;
    assert_eq!(walker.sign(&review, &walker.signature(&review).await).await.verdict(), "201");

    let folder = app.settings.revocation_list_folder();
    for file in std::fs::read_dir(&folder).unwrap() {
        let path = file.unwrap().path();
        assert_eq!(path.extension().unwrap(), "crl", "nothing unfinished is left");
        let mut bytes = std::fs::read(&path).unwrap();
        *bytes.last_mut().unwrap() ^= 1;
        std::fs::write(&path, bytes).unwrap();
    }
    let lists = Lists::open(&app.settings, &app.app.trust).unwrap();
    assert!(lists.of(&fingerprint(&app)).is_none());
}

/// A source that fails is left in peace for longer and longer; one that has given a list is asked well before its end.
#[tokio::test]
async fn sources_are_asked_in_time_and_not_without_end() {
    let app = TestApp::new().await;
    let mut sources = Sources::of(&app.app);
    app.outside.set_register(Register::RevocationLists, Mode::OFF);
    assert_eq!(sources.refresh_due(&app.app).await, 0);
    app.outside.set_register(Register::RevocationLists, Mode::ON);
    assert_eq!(sources.refresh_due(&app.app).await, 0, "not yet again");
    app.clock.advance(Duration::seconds(5));
    assert_eq!(sources.refresh_due(&app.app).await, 4);
    app.clock.advance(Duration::minutes(14));
    assert_eq!(sources.refresh_due(&app.app).await, 0);
    app.clock.advance(Duration::minutes(2));
    assert_eq!(sources.refresh_due(&app.app).await, 2, "changes stand for an hour");
    app.clock.advance(Duration::minutes(50));
    assert_eq!(sources.refresh_due(&app.app).await, 4);
}
