//! Kills the server at each crash point of the road, starts it again and repeats the client's last step: there must be one
//! application, one registration at the Fund, and the number that was given.
//!
//! `crash [times]` (five without an argument) needs `backend` built with the feature `crash-points` as
//! `target/crash-backend` (`make crashes`), or the path of it in `CRASH_BACKEND`.

use base64ct::{Base64, Encoding};
use bench::programs::{World, environment};
use reqwest::Method;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use simulators::authority::{KeyHolder, KeyKind, KeyState};
use simulators::{Outside, clock};
use std::error::Error;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};
use std::time::Duration;

/// Where the server is killed, in the order of the road.
const POINTS: [&str; 6] = ["document-stored", "cms-received", "verdict", "record", "outbox-row", "fund-answer"];
/// The signal of a process that aborted.
const SIGABRT: i32 = 6;
/// The demo citizen who walks.
const PERSONA: &str = "aliya";
/// What the person typed: a valid form of this citizen.
const FORM: &str = include_str!("../../../shared/tests/cases/pension-payment/forms/aliya.json");
const PASSWORD: &str = "tulpar kokshe 47 dala";
const PAUSE: Duration = Duration::from_millis(50);
/// How often something is looked for that must come.
const LOOKS: u32 = 600;

type Result<T, E = Box<dyn Error>> = std::result::Result<T, E>;

#[tokio::main]
async fn main() -> ExitCode {
    let times = std::env::args().nth(1).map_or(Ok(5), |text| text.parse::<u32>());
    let Ok(times) = times else {
        eprintln!("crash: the argument is a number: how often at each point");
        return ExitCode::FAILURE;
    };
    match all(times).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("crash: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn all(times: u32) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let settings = simulators::Settings::on_free_ports(folder.path().join("outside"));
    let outside = Outside::start(settings, clock::system()).await?;
    // Nothing here is encrypted, but the client asks for a provider all the same; a second one is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let http = reqwest::Client::builder().no_proxy().timeout(Duration::from_secs(30)).build()?;
    for point in POINTS {
        for turn in 1..=times {
            outside.reset().await?;
            let state = folder.path().join(format!("{point}-{turn}"));
            std::fs::create_dir_all(&state)?;
            let walk = Walk::begin(&outside, http.clone(), state, point)?;
            walk.finish().await.map_err(|error| format!("{point}, turn {turn}: {error}"))?;
        }
        println!("{point}: {times} times killed, started again, one application, one registration, the same number");
    }
    Ok(())
}

/// One person's road over a server that is killed on the way.
struct Walk<'a> {
    outside: &'a Outside,
    http: reqwest::Client,
    state: PathBuf,
    origin: String,
    server: Child,
    cookie: Option<String>,
    crashed: bool,
}

impl Drop for Walk<'_> {
    fn drop(&mut self) {
        // It may be over already; a server that is left would outlive its database.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

impl<'a> Walk<'a> {
    fn begin(outside: &'a Outside, http: reqwest::Client, state: PathBuf, point: &str) -> Result<Self> {
        let listen = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let origin = format!("http://{listen}");
        let server = start(outside, &state, &origin, Some(point))?;
        Ok(Self { outside, http, state, origin, server, cookie: None, crashed: false })
    }

    async fn finish(mut self) -> Result<()> {
        self.register().await?;
        let service = "/api/services/pension-payment";
        let version = self.ask(Method::GET, "/api/config", None).await?["consent_version"].clone();
        let consent = json!({ "version": version, "language": "kk" });
        self.ask(Method::POST, &format!("{service}/consent"), Some(&consent)).await?;
        let form: Value = serde_json::from_str(FORM)?;
        let save = json!({ "form": form, "base": 0, "tab": "crash", "sequence": 1 });
        self.ask(Method::PUT, &format!("{service}/draft"), Some(&save)).await?;
        let asked = json!({ "revision": 1, "language": "kk" });
        let review = self.ask(Method::POST, &format!("{service}/review"), Some(&asked)).await?;
        let (id, number) = (text(&review["id"])?, text(&review["number"])?);
        let pdf = self.bytes(&format!("/api/reviews/{id}/document")).await?;
        let cms = json!({ "cms": self.sign(&pdf)? });
        let signed = self.ask(Method::POST, &format!("/api/reviews/{id}/signature"), Some(&cms)).await?;
        same("the number after signing", &signed["number"], &number)?;
        self.received(&number).await?;
        let again = self.ask(Method::POST, &format!("/api/reviews/{id}/signature"), Some(&cms)).await?;
        same("the number of a repetition", &again["number"], &number)?;
        self.judge(&number).await
    }

    /// The whole registration and the entrance, as the pages do it.
    async fn register(&mut self) -> Result<()> {
        self.listening().await?;
        let persona = self.outside.persona(PERSONA).ok_or("no such persona")?;
        let challenge = self.ask(Method::GET, "/api/anti-robot", None).await?;
        let begun = json!({ "iin": persona.iin, "proof": solved(&challenge)? });
        let registration = self.ask(Method::POST, "/api/registration", Some(&begun)).await?;
        let id = text(&registration["id"])?;
        let contact = persona.fund.as_ref().and_then(|fund| fund.contacts.first()).ok_or("no contact")?;
        let chosen = json!({ "contact": contact.id, "language": "kk" });
        self.ask(Method::POST, &format!("/api/registration/{id}/code"), Some(&chosen)).await?;
        let message = self.outside.last_message_to(&contact.value).ok_or("no message")?;
        let code = message.text.rsplit('#').next().unwrap_or_default().trim().to_owned();
        let password = json!({ "code": code, "password": PASSWORD, "repeated": PASSWORD });
        self.ask(Method::POST, &format!("/api/registration/{id}/password"), Some(&password)).await?;
        let login = json!({ "iin": persona.iin, "password": PASSWORD, "language": "kk" });
        self.ask(Method::POST, "/api/session", Some(&login)).await.map(drop)
    }

    fn sign(&self, pdf: &[u8]) -> Result<String> {
        let persona = self.outside.persona(PERSONA).ok_or("no such persona")?;
        let key = self.outside.authority().key(&KeyHolder::from(&persona), KeyKind::Sign, KeyState::Good)?;
        Ok(Base64::encode_string(&key.sign_attached(pdf, (clock::system())())?))
    }

    /// Waits until the page would show that the Fund has it.
    async fn received(&mut self, number: &str) -> Result<()> {
        for _ in 0..LOOKS {
            let view = self.ask(Method::GET, &format!("/api/applications/{number}"), None).await?;
            if view["summary"]["status"] == "received" {
                return Ok(());
            }
            tokio::time::sleep(PAUSE).await;
        }
        Err("the Fund never got it".into())
    }

    async fn judge(&mut self, number: &str) -> Result<()> {
        if !self.crashed {
            return Err("the server was never killed".into());
        }
        let listed = self.ask(Method::GET, "/api/applications", None).await?;
        let listed = listed.as_array().ok_or("no list")?;
        let [only] = listed.as_slice() else {
            return Err(format!("{} applications", listed.len()).into());
        };
        same("the number in the list", &only["number"], number)?;
        let registered = self.outside.applications();
        let [only] = registered.as_slice() else {
            return Err(format!("{} registrations at the Fund", registered.len()).into());
        };
        same("the number at the Fund", &json!(only.registration.number), number)
    }

    /// One request; a server that was killed meanwhile is started again and asked the same again.
    async fn ask(&mut self, method: Method, path: &str, body: Option<&Value>) -> Result<Value> {
        for _ in 0..2 {
            match self.once(method.clone(), path, body).await {
                Ok((204, _)) => return Ok(Value::Null),
                Ok((status, bytes)) if status < 300 => return Ok(serde_json::from_slice(&bytes)?),
                Ok((status, bytes)) => {
                    return Err(format!("{path}: {status} {}", String::from_utf8_lossy(&bytes)).into());
                }
                Err(_) => self.start_again().await?,
            }
        }
        Err(format!("{path}: no answer after a new start either").into())
    }

    async fn bytes(&mut self, path: &str) -> Result<Vec<u8>> {
        let (status, bytes) = self.once(Method::GET, path, None).await?;
        if status == 200 { Ok(bytes) } else { Err(format!("{path}: {status}").into()) }
    }

    async fn once(&mut self, method: Method, path: &str, body: Option<&Value>) -> reqwest::Result<(u16, Vec<u8>)> {
        let mut request = self.http.request(method, format!("{}{path}", self.origin)).header("origin", &self.origin);
        if let Some(cookie) = &self.cookie {
            request = request.header("cookie", cookie);
        }
        if let Some(body) = body {
            request = request.json(body);
        }
        let answer = request.send().await?;
        let set = answer.headers().get("set-cookie").and_then(|set| set.to_str().ok()?.split(';').next());
        self.cookie = set.map(str::to_owned).or(self.cookie.take());
        Ok((answer.status().as_u16(), answer.bytes().await?.to_vec()))
    }

    /// The connection broke: the server must have aborted, once; the next one has no crash point.
    async fn start_again(&mut self) -> Result<()> {
        let mut over = None;
        for _ in 0..LOOKS {
            over = self.server.try_wait()?;
            if over.is_some() {
                break;
            }
            tokio::time::sleep(PAUSE).await;
        }
        let status = over.ok_or("the connection broke, but the server runs")?;
        if self.crashed || status.signal() != Some(SIGABRT) {
            return Err(format!("the server ended by itself: {status}").into());
        }
        self.crashed = true;
        self.server = start(self.outside, &self.state, &self.origin, None)?;
        self.listening().await
    }

    async fn listening(&mut self) -> Result<()> {
        for _ in 0..LOOKS {
            if self.http.get(format!("{}/api/config", self.origin)).send().await.is_ok() {
                return Ok(());
            }
            if let Some(status) = self.server.try_wait()? {
                return Err(format!("the server did not start: {status}").into());
            }
            tokio::time::sleep(PAUSE).await;
        }
        Err("the server does not listen".into())
    }
}

fn start(outside: &Outside, state: &Path, origin: &str, point: Option<&str>) -> Result<Child> {
    let program =
        std::env::var_os("CRASH_BACKEND").map_or_else(|| PathBuf::from("target/crash-backend"), PathBuf::from);
    let dist = state.join("dist");
    std::fs::create_dir_all(&dist)?;
    std::fs::write(dist.join("index.html"), "<!doctype html><title>client</title>")?;
    let world = World {
        registers: outside.http(),
        smtp: outside.smtp(),
        ncalayer: outside.websocket(),
        anchors: &state.parent().unwrap_or(state).join("outside/anchors"),
    };
    let mut command = Command::new(&program);
    if let Some(point) = point {
        command.env("CRASH_AT", point);
    }
    command
        .envs(environment(&world, origin, state, &dist))
        .env("PROOF_OF_WORK_MAX", "50")
        .env("RUST_LOG", "error")
        .stdout(Stdio::null())
        .spawn()
        .map_err(|error| format!("{}: {error}", program.display()).into())
}

/// The proof of work as ALTCHA writes it.
fn solved(challenge: &Value) -> Result<String> {
    let salt = text(&challenge["salt"])?;
    let most = challenge["maxnumber"].as_u64().ok_or("no maxnumber")?;
    let digest = |number: u64| backend::clock::hex(&Sha256::digest(format!("{salt}{number}")));
    let number = (0..=most).find(|number| challenge["challenge"] == digest(*number)).ok_or("no solution")?;
    let payload = json!({
        "algorithm": challenge["algorithm"],
        "challenge": challenge["challenge"],
        "number": number,
        "salt": salt,
        "signature": challenge["signature"],
    });
    Ok(Base64::encode_string(payload.to_string().as_bytes()))
}

fn text(value: &Value) -> Result<String> {
    value.as_str().map(str::to_owned).ok_or_else(|| format!("no text: {value}").into())
}

fn same(what: &str, found: &Value, expected: &str) -> Result<()> {
    if found == expected { Ok(()) } else { Err(format!("{what} is {found}, not {expected}").into()) }
}
