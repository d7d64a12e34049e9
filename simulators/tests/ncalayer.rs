//! The signing program over its own protocol: what a page sees on the socket, what a person does in the window.

#![expect(clippy::unwrap_used, reason = "a failed step fails the test")]

use std::{
    net::{Ipv4Addr, SocketAddr},
    path::Path,
    sync::{Arc, LazyLock},
};

use base64ct::{Base64, Encoding};
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use signing::{Anchors, Evidence, Expected, Fault, Kind, Policy, Purpose, Verdict};
use simulators::{
    authority::{Authority, KeyHolder},
    flaw::Flaw,
    ncalayer::{Mode, NcaLayer, Outcome, PASSWORD, Pending, Refusal, STORAGE},
};
use time::OffsetDateTime;
use tokio::net::TcpStream;
use tokio_tungstenite::{WebSocketStream, client_async, tungstenite::Message};

const IIN: &str = "850101300014";
const OTHER_IIN: &str = "900202400025";
const DOCUMENT: &[u8] = b"%PDF-1.7 application";
const LOGIN: [&str; 2] = ["1.3.6.1.5.5.7.3.2", "1.2.398.3.3.4.1.1"];
const SIGN: [&str; 2] = ["1.3.6.1.5.5.7.3.4", "1.2.398.3.3.4.1.1"];

fn now() -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp(1_795_514_400).unwrap()
}

static AUTHORITY: LazyLock<Arc<Authority>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("ncalayer");
    Arc::new(Authority::open(&folder, Arc::new(now), [2; 32]).unwrap())
});

struct Page {
    program: NcaLayer,
    socket: WebSocketStream<TcpStream>,
}

impl Page {
    /// The program runs, the page has opened its socket and read the greeting.
    async fn open() -> Self {
        let holders =
            vec![KeyHolder::new(IIN, "ӘЛІҰЛЫ", "АСҚАР", None), KeyHolder::new(OTHER_IIN, "СЕРІКҚЫЗЫ", "АЙША", None)];
        let program = NcaLayer::new(Arc::clone(&AUTHORITY), holders, Arc::new(now));
        let address = program.listen(SocketAddr::from((Ipv4Addr::LOCALHOST, 0))).await.unwrap();
        let mut page = Self { socket: connect(address).await, program };
        assert_eq!(page.hear().await, json!({ "result": { "version": "1.4" } }));
        page
    }

    async fn scripted(outcome: Outcome, key: Option<&str>) -> Self {
        let page = Self::open().await;
        page.program.set_mode(Mode::Scripted { outcome, key: key.map(str::to_owned) });
        page
    }

    async fn say(&mut self, text: String) {
        self.socket.send(Message::text(text)).await.unwrap();
    }

    async fn hear_text(&mut self) -> Option<String> {
        match self.socket.next().await {
            Some(Ok(message)) => message.into_text().ok().map(|text| text.as_str().to_owned()),
            _ => None,
        }
    }

    async fn hear(&mut self) -> Value {
        serde_json::from_str(&self.hear_text().await.unwrap()).unwrap()
    }

    async fn ask_to_sign(&mut self, purposes: impl AsRef<[&str]>, iin: Option<&str>) {
        let purposes = purposes.as_ref();
        let request = json!({ "module": "kz.gov.pki.knca.basics", "method": "sign", "args": {
            "allowedStorages": ["PKCS12"], "format": "cms", "data": Base64::encode_string(DOCUMENT),
            "signingParams": { "decode": true, "encapsulate": true, "digested": false },
            "signerParams": { "extKeyUsageOids": purposes, "iin": iin }, "locale": "kk" } });
        self.say(request.to_string()).await;
    }

    /// The window, as soon as the request has reached it.
    async fn window(&self) -> Pending {
        loop {
            if let Some(pending) = self.program.pending() {
                return pending;
            }
            tokio::task::yield_now().await;
        }
    }
}

async fn connect(address: SocketAddr) -> WebSocketStream<TcpStream> {
    let stream = TcpStream::connect(address).await.unwrap();
    client_async(format!("ws://{address}/"), stream).await.unwrap().0
}

fn judge(answer: &Value) -> Result<Verdict, Fault> {
    let armoured = answer["body"]["result"][0].as_str().unwrap();
    assert!(armoured.starts_with("-----BEGIN CMS-----\n"), "{armoured}");
    let message = signing::decode_armoured(armoured)?;
    let anchors = Anchors::from_pem(AUTHORITY.anchors_pem().unwrap().as_bytes()).unwrap();
    let expected = Expected { purpose: Purpose::Sign, content: DOCUMENT, iin: Some(IIN), policy: Policy::default() };
    let checked = signing::inspect(&message, &expected, &anchors, now())?;
    let answer = AUTHORITY.ocsp(&checked.ocsp_request(&[3; 32])?, now()).unwrap();
    signing::conclude(&checked, &Evidence::Ocsp { answer: &answer, nonce: &[3; 32] }, now())
}

/// the person chooses among keys; those that do not match are there, but cannot be chosen.
#[tokio::test]
async fn a_person_signs_in_the_window() {
    let mut page = Page::open().await;
    page.ask_to_sign(SIGN, Some(IIN)).await;
    let pending = page.window().await;
    assert_eq!(pending.iin.as_deref(), Some(IIN));
    assert_eq!(pending.ext_key_usage_oids, SIGN);
    let enabled: Vec<_> = pending.keys.iter().filter(|key| key.enabled).map(|key| key.id.as_str()).collect();
    let of_person = [
        ["sign", "gost"],
        ["sign-expired", "sign-revoked"],
        ["sign-lookalike", "sign-othername"],
        ["gost-expired", "gost-revoked"],
        ["gost-lookalike", "gost-othername"],
    ];
    assert_eq!(enabled, of_person.as_flattened().iter().map(|key| format!("{IIN}-{key}")).collect::<Vec<_>>());
    assert_eq!(pending.keys.len(), 42);

    let good = format!("{IIN}-sign");
    for (storage, key, password, refusal) in [
        ("AKKaztokenStore", good.as_str(), PASSWORD, Refusal::Storage),
        (STORAGE, "850101300014-seal", PASSWORD, Refusal::UnknownKey),
        (STORAGE, "111111111111-sign", PASSWORD, Refusal::UnknownKey),
        (STORAGE, "850101300014-auth", PASSWORD, Refusal::KeyNotOffered),
        (STORAGE, "850101300014-sign-org", PASSWORD, Refusal::KeyNotOffered),
        (STORAGE, "850101300014-gost-org", PASSWORD, Refusal::KeyNotOffered),
        (STORAGE, "850101300014-sign-noiin", PASSWORD, Refusal::KeyNotOffered),
        (STORAGE, "900202400025-sign", PASSWORD, Refusal::KeyNotOffered),
        (STORAGE, good.as_str(), "wrong", Refusal::Password),
    ] {
        assert_eq!(page.program.sign(&pending.id, storage, key, password), Err(refusal), "{key}");
    }
    assert_eq!(page.program.sign("r0", STORAGE, &good, PASSWORD), Err(Refusal::NotWaiting));
    page.program.sign(&pending.id, STORAGE, &good, PASSWORD).unwrap();
    let answer = page.hear().await;
    assert_eq!(judge(&answer).map(|verdict| verdict.iin), Ok(IIN.to_owned()));
    assert_eq!(page.program.pending(), None);
}

/// whoever asks for an individual's key alone can be given any of the three; the key for login asked for, the single
/// key of ГОСТ cannot be chosen, as it is not said to be for login.
#[tokio::test]
async fn the_purposes_asked_for_decide_which_keys_can_be_chosen() {
    for (purposes, fit) in
        [(&LOGIN[1..], vec!["auth", "sign", "gost"]), (&LOGIN[..], vec!["auth"]), (&SIGN[..], vec!["sign", "gost"])]
    {
        let mut page = Page::open().await;
        page.ask_to_sign(purposes, None).await;
        let pending = page.window().await;
        let good = pending.keys.iter().filter(|key| key.enabled && key.iin == IIN && !key.id.ends_with("-noiin"));
        let kinds: Vec<_> = good.filter(|key| key.id.matches('-').count() == 1).map(|key| &key.id[13..]).collect();
        assert_eq!(kinds, fit);
        let file = |id: &str| pending.keys.iter().find(|key| key.id == id).unwrap().label.clone();
        assert_eq!(file("850101300014-gost"), "GOST512 ӘЛІҰЛЫ АСҚАР");
    }
}

#[tokio::test]
async fn cancelling_is_not_an_error() {
    let mut page = Page::open().await;
    page.ask_to_sign(SIGN, None).await;
    let pending = page.window().await;
    page.program.cancel(&pending.id).unwrap();
    assert_eq!(page.hear().await, json!({ "status": true, "body": {} }));
}

#[tokio::test]
async fn requests_are_answered_in_order_and_heartbeats_at_once() {
    let mut page = Page::open().await;
    page.ask_to_sign(SIGN, Some(IIN)).await;
    let first = page.window().await;
    page.say(json!({ "module": "kz.digiflow.mobile.extensions", "method": "getVersion" }).to_string()).await;
    page.say("--heartbeat--".to_owned()).await;
    assert_eq!(page.hear_text().await.as_deref(), Some("--heartbeat--"));
    page.program.cancel(&first.id).unwrap();
    assert_eq!(page.hear().await, json!({ "status": true, "body": {} }));
    assert_eq!(page.hear().await, json!({ "success": false, "errorCode": "MODULE_NOT_FOUND" }));
}

#[tokio::test]
async fn a_page_that_goes_away_leaves_no_window() {
    let mut page = Page::open().await;
    page.ask_to_sign(SIGN, None).await;
    page.window().await;
    page.socket.close(None).await.unwrap();
    while page.program.pending().is_some() {
        tokio::task::yield_now().await;
    }
}

/// the key follows from the purposes asked for, unless the script names another one.
#[tokio::test]
async fn scripts_sign_with_the_matching_or_the_named_key() {
    for (purposes, iin, key, kind) in [
        (SIGN, Some(IIN), None, None),
        (SIGN, None, None, None),
        (LOGIN, Some(IIN), None, Some(Kind::WrongKey)),
        (SIGN, Some(OTHER_IIN), None, Some(Kind::ForeignKey)),
        (SIGN, Some(IIN), Some("850101300014-auth"), Some(Kind::WrongKey)),
        (SIGN, Some(IIN), Some("900202400025-sign"), Some(Kind::ForeignKey)),
        (SIGN, Some(IIN), Some("850101300014-sign-expired"), Some(Kind::Expired)),
        (SIGN, Some(IIN), Some("850101300014-sign-revoked"), Some(Kind::Revoked)),
        (SIGN, Some(IIN), Some("850101300014-sign-lookalike"), Some(Kind::NotAccepted)),
        (SIGN, Some(IIN), Some("850101300014-sign-org"), Some(Kind::WrongKey)),
        (SIGN, Some(IIN), Some("850101300014-auth-org"), Some(Kind::WrongKey)),
        (SIGN, Some(IIN), Some("850101300014-sign-othername"), None),
        (SIGN, Some(IIN), Some("850101300014-sign-noiin"), Some(Kind::NotAccepted)),
        (SIGN, Some(IIN), Some("850101300014-gost"), None),
        (SIGN, Some(IIN), Some("850101300014-gost-expired"), Some(Kind::Expired)),
        (SIGN, Some(IIN), Some("850101300014-gost-revoked"), Some(Kind::Revoked)),
        (SIGN, Some(IIN), Some("850101300014-gost-lookalike"), Some(Kind::NotAccepted)),
        (SIGN, Some(IIN), Some("850101300014-gost-org"), Some(Kind::WrongKey)),
        (SIGN, Some(IIN), Some("850101300014-gost-othername"), None),
    ] {
        let mut page = Page::scripted(Outcome::Ok, key).await;
        page.ask_to_sign(purposes, iin).await;
        let verdict = judge(&page.hear().await);
        assert_eq!(verdict.as_ref().err().map(Fault::kind), kind, "{purposes:?} {iin:?} {key:?}: {verdict:?}");
    }
}

#[tokio::test]
async fn scripts_play_what_goes_wrong() {
    let mut page = Page::scripted(Outcome::Cancel, None).await;
    page.ask_to_sign(SIGN, None).await;
    assert_eq!(page.hear().await, json!({ "status": true, "body": {} }));

    page.program.set_mode(Mode::Scripted { outcome: Outcome::InvocationError, key: None });
    page.ask_to_sign(SIGN, None).await;
    assert_eq!(page.hear().await["code"], "INVOCATION_ERROR");

    page.program.set_mode(Mode::Scripted { outcome: Outcome::ExtraGreeting, key: None });
    page.ask_to_sign(SIGN, Some(IIN)).await;
    assert_eq!(page.hear().await["result"]["version"], "1.4");
    assert!(judge(&page.hear().await).is_ok());

    page.program.set_mode(Mode::Scripted { outcome: Outcome::Silence, key: None });
    page.ask_to_sign(SIGN, Some(IIN)).await;
    page.say("--heartbeat--".to_owned()).await;
    assert_eq!(page.hear_text().await.as_deref(), Some("--heartbeat--"));

    let mut page = Page::scripted(Outcome::Close, None).await;
    page.ask_to_sign(SIGN, None).await;
    assert_eq!(page.hear_text().await, None);
}

/// every message that is not right is one thing away from a good one, by either family of keys.
#[tokio::test]
async fn scripts_hand_over_messages_that_are_not_right() {
    for key in ["850101300014-sign", "850101300014-gost"] {
        for (flaw, code) in [
            (Flaw::TamperedContent, "content_mismatch"),
            (Flaw::Truncated, "malformed"),
            (Flaw::NoCertificate, "shape"),
            (Flaw::WrongDigest, "digest"),
            (Flaw::WrongSignature, "signature"),
            (Flaw::OtherCertificate, "cert_binding"),
            (Flaw::WrongStamp, "timestamp"),
        ] {
            let mut page = Page::scripted(Outcome::Flawed(flaw), Some(key)).await;
            page.ask_to_sign(SIGN, Some(IIN)).await;
            let verdict = judge(&page.hear().await);
            assert_eq!(verdict.as_ref().err().map(Fault::code), Some(code), "{key} {flaw:?}: {verdict:?}");
        }
    }
}

/// something else may hold the port: the socket opens, and nothing is ever said.
#[tokio::test]
async fn scripts_play_a_program_that_does_not_greet() {
    let mut page = Page::scripted(Outcome::NoGreeting, None).await;
    page.socket = connect(page.program.address().await.unwrap()).await;
    page.ask_to_sign(SIGN, Some(IIN)).await;
    page.say("--heartbeat--".to_owned()).await;
    page.program.close_sockets();
    assert_eq!(page.hear_text().await, None);
    page.program.set_mode(Mode::Window);
    page.socket = connect(page.program.address().await.unwrap()).await;
    assert_eq!(page.hear().await["result"]["version"], "1.4");
}

#[tokio::test]
async fn shut_means_a_closed_port_and_closed_sockets() {
    let mut page = Page::open().await;
    let address = page.program.address().await.unwrap();
    page.program.set_listening(false).await.unwrap();
    assert_eq!(page.hear_text().await, None);
    let refused = TcpStream::connect(address).await.map_err(|error| error.kind());
    assert_eq!(refused.err(), Some(std::io::ErrorKind::ConnectionRefused));
    page.program.set_listening(true).await.unwrap();
    page.socket = connect(address).await;
    assert_eq!(page.hear().await["result"]["version"], "1.4");
}

#[tokio::test]
async fn closing_the_sockets_ends_a_waiting_request() {
    let mut page = Page::open().await;
    page.ask_to_sign(SIGN, None).await;
    page.window().await;
    page.program.close_sockets();
    assert_eq!(page.hear_text().await, None);
    assert_eq!(page.program.pending(), None);
}
