//! The real server over simulators on free ports, with a clock that tests move and repeatable randomness.
//!
//! Every answer is checked against the description of the API, and noted for the example `api-coverage`; every answer has the
//! headers of [`guarded`].

pub mod browser;
pub mod description;
pub mod guarded;
pub mod robot;

pub use browser::{Answer, Browser};

use backend::settings::SignMethod;
use backend::{App, Clock, Random, Settings};
use sha2::{Digest, Sha256};
use simulators::Outside;
use simulators::personas::Persona;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use tempfile::TempDir;
use time::macros::datetime;
use time::{Duration, OffsetDateTime};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// Where every test begins: a working Tuesday, 15:30 in Kazakhstan.
pub const BEGINNING: OffsetDateTime = datetime!(2026-11-24 10:30:00 UTC);
/// A password that nobody guesses.
pub const PASSWORD: &str = "tulpar kokshe 47 dala";

/// A clock that stands until it is moved. Who waits by it goes on at once, and how long it would have been is added up.
#[derive(Clone)]
pub struct MovableClock {
    now: Arc<AtomicI64>,
    waited: Arc<AtomicU64>,
}

impl MovableClock {
    fn at(moment: OffsetDateTime) -> Self {
        Self { now: Arc::new(AtomicI64::new(backend::clock::millis(moment))), waited: Arc::default() }
    }

    /// The time on it.
    pub fn now(&self) -> OffsetDateTime {
        backend::clock::moment(self.now.load(Ordering::SeqCst))
    }

    /// Moves it on (or back).
    pub fn advance(&self, by: Duration) {
        self.now.fetch_add(i64::try_from(by.whole_milliseconds()).unwrap(), Ordering::SeqCst);
    }

    /// Sets it.
    pub fn set(&self, moment: OffsetDateTime) {
        self.now.store(backend::clock::millis(moment), Ordering::SeqCst);
    }

    /// As the server takes it.
    pub fn clock(&self) -> Clock {
        let (clock, waited) = (self.clone(), Arc::clone(&self.waited));
        Clock::new(move || clock.now()).with_waiting(move |length| {
            waited.fetch_add(u64::try_from(length.as_millis()).unwrap(), Ordering::SeqCst);
            std::future::ready(())
        })
    }

    /// Milliseconds that were waited since this was asked last.
    pub fn waited(&self) -> u64 {
        self.waited.swap(0, Ordering::SeqCst)
    }
}

/// Randomness that is the same at every run.
pub fn repeatable_random() -> Random {
    repeatable_random_from(0)
}

/// The same for a second server, which must not draw what the first has drawn.
pub fn repeatable_random_from(first: u64) -> Random {
    let drawn = AtomicU64::new(first);
    Random::new(move |bytes| {
        for part in bytes.chunks_mut(32) {
            let block = Sha256::digest(drawn.fetch_add(1, Ordering::SeqCst).to_be_bytes());
            part.copy_from_slice(&block[..part.len()]);
        }
    })
}

/// The server, the world around it and its clock.
pub struct TestApp {
    /// The outside world.
    pub outside: Outside,
    /// The clock of both.
    pub clock: MovableClock,
    /// The server's parts.
    pub app: App,
    /// What it was started with.
    pub settings: Settings,
    router: axum::Router,
    folder: TempDir,
}

impl TestApp {
    /// A server with the settings of tests.
    pub async fn new() -> Self {
        Self::with(|_| {}).await
    }

    /// A server with other settings.
    pub async fn with(change: impl FnOnce(&mut Settings)) -> Self {
        let folder = TempDir::new().unwrap();
        let clock = MovableClock::at(BEGINNING);
        let mut world = simulators::Settings::on_free_ports(folder.path().join("outside"));
        world.authority_dir = Some(shared_authority());
        let outside = Outside::start(world, clock.clock().teller()).await.unwrap();
        let mut settings = settings(folder.path(), &outside);
        change(&mut settings);
        let app = App::open(settings.clone(), clock.clock(), repeatable_random()).unwrap();
        let router = app.router();
        Self { outside, clock, app, settings, router, folder }
    }

    /// The same server after a restart, with other settings.
    pub fn restart(&mut self, change: impl FnOnce(&mut Settings)) {
        change(&mut self.settings);
        self.app = App::open(self.settings.clone(), self.clock.clock(), Random::system()).unwrap();
        self.router = self.app.router();
    }

    /// A second server on the same store.
    pub fn second(&self) -> App {
        App::open(self.settings.clone(), self.clock.clock(), repeatable_random_from(1 << 40)).unwrap()
    }

    /// A folder that goes with the test.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// A demo citizen.
    pub fn persona(&self, id: &str) -> Persona {
        self.outside.persona(id).unwrap_or_else(|| panic!("no persona {id}"))
    }

    /// An outside system of this test alone, on a free port; its origin.
    pub async fn own_system(router: axum::Router) -> String {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, router).await });
        origin
    }

    /// A browser without cookies.
    pub fn browser(&self) -> Browser {
        Browser::new(self.router.clone(), &self.settings)
    }

    /// A browser before another server of the same origin.
    pub fn browser_of(&self, app: &App) -> Browser {
        Browser::new(app.router(), &self.settings)
    }

    /// The server on a real line; it listens until the handle is aborted.
    pub fn listen(&self, listener: TcpListener) -> JoinHandle<std::io::Result<()>> {
        let service = self.app.router().into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(async move { axum::serve(listener, service).await })
    }

    /// A browser in which this demo citizen has registered.
    pub async fn signed_in(&self, persona: &str) -> Browser {
        let persona = self.persona(persona);
        let browser = self.browser();
        let answer = robot::register(self, &browser, &persona, PASSWORD).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        browser
    }

    /// The rows of a kind in the audit log, oldest first.
    pub async fn audited(&self, kind: &'static str) -> Vec<Audited> {
        let rows = "select iin, code, detail from audit where kind = $1 order by number";
        let read = self.app.store.read(move |db| db.all::<(String, String, String)>(rows, &[&kind])).await.unwrap();
        read.into_iter().map(|(iin, code, detail)| Audited { iin, code, detail }).collect()
    }

    /// The code in the newest message to this number or address.
    pub fn code_sent_to(&self, contact: &str) -> String {
        let message = self.outside.last_message_to(contact).expect("no message was sent");
        message.text.rsplit('#').next().unwrap().trim().to_owned()
    }
}

/// What the audit log says in a row.
#[derive(Debug)]
pub struct Audited {
    /// Whose; empty when nobody's is known.
    pub iin: String,
    /// How it ended.
    pub code: String,
    /// The rest.
    pub detail: String,
}

/// Settings over a folder and an outside world.
pub fn settings(folder: &Path, outside: &Outside) -> Settings {
    let http = format!("http://{}", outside.http());
    Settings {
        listen: (Ipv4Addr::LOCALHOST, 0).into(),
        database: folder.join("cabinet.db"),
        key_file: None,
        dist: dist(folder),
        public_origin: "http://127.0.0.1:8080".to_owned(),
        demonstration: false,
        ncalayer: format!("ws://{}", outside.websocket()),
        fund_url: http.clone(),
        person_register_url: http.clone(),
        disability_register_url: http.clone(),
        bank_directory_url: http.clone(),
        sms_url: http.clone(),
        smtp_url: format!("smtp://{}", outside.smtp()),
        mail_from: "noreply@cabinet.example".to_owned(),
        ocsp_url: format!("{http}/authority/ocsp"),
        revocation_lists: outside.revocation_lists(),
        revocation_list_folder: None,
        trust_anchors: shared_authority().join("anchors"),
        proof_of_work_max: 50,
        registrations_per_address: 60,
        trusted_proxies: Default::default(),
        code_minutes: 15,
        older_registration: false,
        time_stamp_required: false,
        login_accepts_gost_single_key: true,
        qr_sign_method: SignMethod::CmsWithData,
        qr_mime: "@file/pdf".to_owned(),
        organisation_bin: "971240002115".to_owned(),
    }
}

/// A built client of four files.
pub fn dist(folder: &Path) -> PathBuf {
    let dist = folder.join("dist");
    std::fs::create_dir_all(&dist).unwrap();
    for (name, content) in [
        ("index.html", "<!doctype html><title>client</title>"),
        ("start.js", "export {};"),
        ("main-0123456789abcdef.css", "body {}"),
        ("main-0123456789abcdef.css.br", "compressed"),
    ] {
        std::fs::write(dist.join(name), content).unwrap();
    }
    dist
}

/// The test authority's folder: its keys take seconds to make, so all tests share them.
pub fn shared_authority() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("authority")
}

/// An address of nobody else.
pub fn address(last: u8) -> IpAddr {
    IpAddr::V4(Ipv4Addr::new(127, 0, 1, last))
}
