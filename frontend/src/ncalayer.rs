//! NCALayer on the person's own machine, asked over its local socket to sign a document, or the challenge with which the
//! person enters (R-024, R-200, R-203; docs/decisions/signing.md).
//!
//! [`Conversation`] is the protocol, without a socket: frames in, steps out. [`Signing`] carries it over a real one. The
//! socket opens only after a click, because recent browsers ask the person's permission for the local network.

use gloo_timers::callback::Timeout;
use serde::Serialize;
use serde_json::Value;
use shared::texts::Language;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, MessageEvent, WebSocket};
use yew::Callback;

/// Milliseconds within which a running NCALayer greets once the socket is open.
const GREETING_LIMIT: u32 = 5_000;
/// Milliseconds for choosing the key and typing its password.
const ANSWER_LIMIT: u32 = 10 * 60 * 1_000;
/// Usages of the key with which an individual signs: e-mail protection and «individual». The single key of ГОСТ has them
/// too (R-202).
pub const SIGNING_KEY: &[&str] = &["1.3.6.1.5.5.7.3.4", "1.2.398.3.3.4.1.1"];
/// Usages of the key with which an individual enters: client authentication and «individual» (R-038).
pub const LOGIN_KEY: &[&str] = &["1.3.6.1.5.5.7.3.2", "1.2.398.3.3.4.1.1"];
/// Any key of an individual: the single key of ГОСТ is not said to be for entering, so where it lets in the server decides.
pub const PERSONAL_KEY: &[&str] = &["1.2.398.3.3.4.1.1"];
/// Where NCALayer is had, with its manual (R-036, X-08).
pub const INSTALL: &str = "https://pki.gov.kz/ncalayer/";

/// How asking NCALayer ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// CMS, PEM-armoured or bare base64.
    Signed(String),
    /// The person changed their mind: not an error.
    Cancelled,
    /// Nothing listens, or the browser was not allowed to ask.
    NotRunning,
    /// The socket opened, but nobody greeted.
    Silent,
    /// It went away while the person was choosing a key.
    Closed,
    /// No answer for ten minutes.
    TimedOut,
    /// It could not sign.
    Failed,
}

impl Outcome {
    /// The last part of the text ids that say it: `signing-closed`, `key-closed`.
    #[must_use]
    pub const fn id(&self) -> &'static str {
        match self {
            Self::Cancelled => "cancelled",
            Self::NotRunning => "not-running",
            Self::Silent => "silent",
            Self::Closed => "closed",
            Self::TimedOut => "timed-out",
            Self::Signed(_) | Self::Failed => "failed",
        }
    }
}

/// What is asked: one text to be signed, attached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request<'a> {
    /// Its exact bytes, base64.
    pub data: &'a str,
    /// Usages that a key must have, all of them, to be choosable.
    pub usages: &'a [&'a str],
    /// IIN of the signed-in person, whose keys alone can be chosen; `None` for anybody's key to enter with.
    pub iin: Option<&'a str>,
    /// `kk` or `ru`: NCALayer speaks no other language.
    pub locale: &'a str,
    /// A time stamp is asked for, of the authority that NCALayer itself knows.
    pub stamped: bool,
}

/// The language of NCALayer's windows: it speaks Kazakh and Russian.
#[must_use]
pub fn locale(language: Language) -> &'static str {
    if language == Language::Ru { "ru" } else { "kk" }
}

#[derive(Serialize)]
struct Call<'a> {
    module: &'a str,
    method: &'a str,
    args: Args<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Args<'a> {
    allowed_storages: Option<&'a [&'a str]>,
    format: &'a str,
    data: &'a str,
    signing_params: SigningParams,
    signer_params: SignerParams<'a>,
    locale: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SigningParams {
    decode: bool,
    encapsulate: bool,
    digested: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    tsa_profile: Option<Own>,
}

/// `{}`: what NCALayer takes by itself.
#[derive(Serialize)]
struct Own {}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SignerParams<'a> {
    ext_key_usage_oids: &'a [&'a str],
    #[serde(skip_serializing_if = "Option::is_none")]
    iin: Option<&'a str>,
}

impl Request<'_> {
    /// The frame, its members in the order NCALayer's own client sends them.
    fn frame(&self) -> String {
        let call = Call {
            module: "kz.gov.pki.knca.basics",
            method: "sign",
            args: Args {
                allowed_storages: None,
                format: "cms",
                data: self.data,
                signing_params: SigningParams {
                    decode: true,
                    encapsulate: true,
                    digested: false,
                    tsa_profile: self.stamped.then_some(Own {}),
                },
                signer_params: SignerParams { ext_key_usage_oids: self.usages, iin: self.iin },
                locale: self.locale,
            },
        };
        serde_json::to_string(&call).unwrap_or_default()
    }
}

/// What to do after a frame.
#[derive(Debug, PartialEq, Eq)]
enum Step {
    Wait,
    Ask(String),
    End(Outcome),
}

/// The protocol: a greeting, then one request and its answer. There are no request ids, so one request is under way at
/// most, and greetings or heartbeats in between are skipped.
struct Conversation {
    request: Option<String>,
}

impl Conversation {
    fn new(request: &Request<'_>) -> Self {
        Self { request: Some(request.frame()) }
    }

    fn hear(&mut self, frame: &str) -> Step {
        let frame: Value = serde_json::from_str(frame).unwrap_or_default();
        if is_greeting(&frame) {
            return self.request.take().map_or(Step::Wait, Step::Ask);
        }
        if self.request.is_some() || !frame.is_object() {
            return Step::Wait;
        }
        Step::End(answer(&frame))
    }
}

fn is_greeting(frame: &Value) -> bool {
    let only =
        |value: &Value, member: &str| value.as_object().is_some_and(|it| it.len() == 1 && it.contains_key(member));
    only(frame, "result") && only(&frame["result"], "version")
}

/// The result is a string or, in newer versions, an array with one; a body without it means «cancelled».
fn answer(frame: &Value) -> Outcome {
    if frame["status"] != true || !frame["body"].is_object() {
        return Outcome::Failed;
    }
    let result = &frame["body"]["result"];
    match result.as_str().or_else(|| result[0].as_str()) {
        Some(cms) if !cms.is_empty() => Outcome::Signed(cms.to_owned()),
        _ if result.is_null() => Outcome::Cancelled,
        _ => Outcome::Failed,
    }
}

/// A request under way. Dropping it closes the socket, and nothing more is heard.
pub struct Signing {
    socket: WebSocket,
    _handlers: Handlers,
    _limit: Rc<RefCell<Option<Timeout>>>,
}

struct Handlers {
    _open: Closure<dyn FnMut(Event)>,
    _message: Closure<dyn FnMut(MessageEvent)>,
    _close: Closure<dyn FnMut(Event)>,
}

impl Signing {
    /// Opens the socket and asks; `done` is called once. `None` when the address is no socket address.
    #[must_use]
    pub fn start(address: &str, request: &Request<'_>, done: Callback<Outcome>) -> Option<Self> {
        let socket = WebSocket::new(address).ok()?;
        let end = Once::new(done);
        let limit = Rc::new(RefCell::new(None));
        let conversation = Rc::new(RefCell::new(Conversation::new(request)));

        let wait = {
            let (end, limit) = (end.clone(), limit.clone());
            move |milliseconds, outcome| {
                let end = end.clone();
                *limit.borrow_mut() = Some(Timeout::new(milliseconds, move || end.call(outcome)));
            }
        };
        let open = {
            let wait = wait.clone();
            Closure::<dyn FnMut(Event)>::new(move |_| wait(GREETING_LIMIT, Outcome::Silent))
        };
        let message = {
            let (socket, end, conversation) = (socket.clone(), end.clone(), conversation.clone());
            Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
                let frame = event.data().as_string().unwrap_or_default();
                match conversation.borrow_mut().hear(&frame) {
                    Step::Wait => {}
                    Step::Ask(request) => {
                        wait(ANSWER_LIMIT, Outcome::TimedOut);
                        if socket.send_with_str(&request).is_err() {
                            end.call(Outcome::Closed);
                        }
                    }
                    Step::End(outcome) => end.call(outcome),
                }
            })
        };
        let close = Closure::<dyn FnMut(Event)>::new(move |_| {
            let asked = conversation.borrow().request.is_none();
            end.call(if asked { Outcome::Closed } else { Outcome::NotRunning });
        });
        socket.set_onopen(Some(open.as_ref().unchecked_ref()));
        socket.set_onmessage(Some(message.as_ref().unchecked_ref()));
        socket.set_onclose(Some(close.as_ref().unchecked_ref()));
        Some(Self { socket, _handlers: Handlers { _open: open, _message: message, _close: close }, _limit: limit })
    }
}

impl Drop for Signing {
    fn drop(&mut self) {
        self.socket.set_onopen(None);
        self.socket.set_onmessage(None);
        self.socket.set_onclose(None);
        // A socket that is closing already has nothing left to close.
        let _ = self.socket.close();
    }
}

/// A callback that is heard once: the end of a conversation may be noticed in several ways.
#[derive(Clone)]
struct Once(Rc<RefCell<Option<Callback<Outcome>>>>);

impl Once {
    fn new(done: Callback<Outcome>) -> Self {
        Self(Rc::new(RefCell::new(Some(done))))
    }

    fn call(&self, outcome: Outcome) {
        let done = self.0.borrow_mut().take();
        if let Some(done) = done {
            done.emit(outcome);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    const GREETING: &str = r#"{"result":{"version":"1.4"}}"#;

    fn conversation() -> Conversation {
        Conversation::new(&Request {
            data: "JVBERg==",
            usages: SIGNING_KEY,
            iin: Some("900101300017"),
            locale: "kk",
            stamped: false,
        })
    }

    fn asked() -> Conversation {
        let mut conversation = conversation();
        conversation.hear(GREETING);
        conversation
    }

    /// R-202: the request names the usages of a signing key of an individual and the person's own IIN.
    #[wasm_bindgen_test]
    fn the_request_is_sent_after_the_greeting() {
        let mut conversation = conversation();
        assert_eq!(conversation.hear("--heartbeat--"), Step::Wait);
        assert_eq!(conversation.hear(r#"{"status":true,"body":{"result":"early"}}"#), Step::Wait);
        assert_eq!(
            conversation.hear(GREETING),
            Step::Ask(
                r#"{"module":"kz.gov.pki.knca.basics","method":"sign","args":{"allowedStorages":null,"format":"cms","data":"JVBERg==","#
                    .to_owned()
                    + r#""signingParams":{"decode":true,"encapsulate":true,"digested":false},"#
                    + r#""signerParams":{"extKeyUsageOids":["1.3.6.1.5.5.7.3.4","1.2.398.3.3.4.1.1"],"iin":"900101300017"},"locale":"kk"}}"#
            )
        );
    }

    /// R-038: for entering another key is asked for, of whoever it is.
    #[wasm_bindgen_test]
    fn entering_asks_for_another_key() {
        for (usages, listed) in
            [(LOGIN_KEY, r#""1.3.6.1.5.5.7.3.2","1.2.398.3.3.4.1.1""#), (PERSONAL_KEY, r#""1.2.398.3.3.4.1.1""#)]
        {
            let frame = Request { data: "JVBERg==", usages, iin: None, locale: "ru", stamped: false }.frame();
            let signer = format!(r#""signerParams":{{"extKeyUsageOids":[{listed}]}},"locale":"ru"}}}}"#);
            assert!(frame.ends_with(&signer), "{frame}");
        }
    }

    /// R-200: the answer is a string or an array; cancelling is not an error; greetings in between are skipped.
    #[wasm_bindgen_test]
    fn answers_are_told_apart() {
        for (frame, expected) in [
            (GREETING, Step::Wait),
            ("--heartbeat--", Step::Wait),
            (r#"{"status":true,"body":{"result":["cms"]}}"#, Step::End(Outcome::Signed("cms".into()))),
            (r#"{"status":true,"body":{"result":"cms"}}"#, Step::End(Outcome::Signed("cms".into()))),
            (r#"{"status":true,"body":{}}"#, Step::End(Outcome::Cancelled)),
            (r#"{"status":true,"body":{"result":[]}}"#, Step::End(Outcome::Failed)),
            (r#"{"status":true}"#, Step::End(Outcome::Failed)),
            (r#"{"status":false,"code":"INVOCATION_ERROR"}"#, Step::End(Outcome::Failed)),
            (r#"{"success":false,"errorCode":"MODULE_NOT_FOUND"}"#, Step::End(Outcome::Failed)),
        ] {
            assert_eq!(asked().hear(frame), expected, "{frame}");
        }
    }
}
