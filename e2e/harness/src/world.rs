//! Server, outside world and the clock they share.

use backend::clock::{Clock, Random};
use backend::settings::Settings;
use simulators::{Outside, settings::Settings as OutsideSettings};
use std::collections::BTreeMap;
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use tempfile::TempDir;
use time::{Duration, OffsetDateTime};

/// A clock that runs with the system's, ahead of it by as much as tests asked for, or stands still.
#[derive(Clone, Default)]
struct Ahead {
    seconds: Arc<AtomicI64>,
    stopped_at: Arc<Mutex<Option<OffsetDateTime>>>,
}

impl Ahead {
    fn clock(&self) -> Clock {
        let (system, ahead) = (Clock::system(), self.clone());
        Clock::new(move || {
            let base = ahead.stopped().unwrap_or_else(|| system.now());
            base + Duration::seconds(ahead.seconds.load(Ordering::SeqCst))
        })
    }

    fn stopped(&self) -> Option<OffsetDateTime> {
        *self.stopped_at.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn stop(&self, at: Option<OffsetDateTime>) {
        *self.stopped_at.lock().unwrap_or_else(PoisonError::into_inner) = at;
    }
}

/// Everything that runs.
pub struct World {
    dist: PathBuf,
    authority: PathBuf,
    state: TempDir,
    ahead: Ahead,
    address: SocketAddr,
    outside: Outside,
    server: Option<backend::Running>,
    days: u32,
    /// What a test set besides, by the names of the command line.
    extra: BTreeMap<String, String>,
}

impl World {
    /// Starts the outside world, then the server on a free port that it keeps over resets.
    pub async fn start(dist: PathBuf, authority: PathBuf) -> Result<Self, String> {
        let state = tempfile::tempdir().map_err(|error| error.to_string())?;
        let ahead = Ahead::default();
        let mut settings = OutsideSettings::on_free_ports(state.path().join("outside"));
        settings.authority_dir = Some(authority.clone());
        let outside = Outside::start(settings, ahead.clock().teller()).await.map_err(|error| error.to_string())?;
        let address = free_address().map_err(|error| error.to_string())?;
        let extra = BTreeMap::new();
        let mut world = Self { dist, authority, state, ahead, address, outside, server: None, days: 0, extra };
        world.start_server().await?;
        Ok(world)
    }

    /// Where browsers reach the cabinet.
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Where the desk is.
    pub fn outside(&self) -> String {
        format!("http://{}", self.outside.http())
    }

    /// Where NCALayer listens.
    pub fn ncalayer(&self) -> String {
        format!("ws://{}", self.outside.websocket())
    }

    /// Settings of the server from its next start until the next reset.
    pub fn set(&mut self, settings: BTreeMap<String, String>) {
        self.extra = settings;
    }

    /// Moves the clock forward.
    pub fn advance(&self, seconds: i64) {
        self.ahead.seconds.fetch_add(seconds, Ordering::SeqCst);
    }

    /// Stops the clock: from here on it goes only where [`World::advance`] moves it, until the next reset.
    pub fn freeze(&self) {
        self.ahead.stop(Some(Clock::system().now()));
    }

    /// Ends the server as at a deployment and starts it over the same database.
    pub async fn restart(&mut self) -> Result<(), String> {
        self.stop_server().await;
        self.start_server().await
    }

    /// A new database, the demo citizens as they are written down, the present time.
    pub async fn reset(&mut self) -> Result<(), String> {
        self.stop_server().await;
        self.ahead.seconds.store(0, Ordering::SeqCst);
        self.ahead.stop(None);
        self.days += 1;
        self.extra.clear();
        self.outside.reset().await.map_err(|error| error.to_string())?;
        self.start_server().await
    }

    /// Ends everything.
    pub async fn stop(&mut self) {
        self.stop_server().await;
    }

    async fn start_server(&mut self) -> Result<(), String> {
        let database = self.state.path().join(format!("cabinet-{}.db", self.days));
        let anchors = self.authority.join("anchors");
        let mut arguments = vec!["backend".to_owned()];
        let mut set = |name: &str, value: String| arguments.extend([format!("--{name}"), value]);
        set("listen", self.address.to_string());
        set("public-origin", self.origin());
        set("database", database.display().to_string());
        set("dist", self.dist.display().to_string());
        set("demonstration", "true".to_owned());
        set("trust-anchors", anchors.display().to_string());
        set("ncalayer", self.ncalayer());
        set("smtp-url", format!("smtp://{}", self.outside.smtp()));
        for register in ["fund", "person-register", "disability-register", "bank-directory", "sms"] {
            set(&format!("{register}-url"), self.outside());
        }
        set("ocsp-url", self.outside.url("authority/ocsp"));
        set("revocation-lists", self.outside.revocation_lists().join(","));
        for (name, value) in &self.extra {
            set(name, value.clone());
        }
        let settings = Settings::read(arguments).map_err(|(line, _)| line)?;
        self.server = Some(backend::start(settings, self.ahead.clock(), Random::system()).await?);
        Ok(())
    }

    async fn stop_server(&mut self) {
        if let Some(server) = self.server.take() {
            server.stop().await;
        }
    }
}

/// An address that nobody listens on now.
fn free_address() -> std::io::Result<SocketAddr> {
    TcpListener::bind("127.0.0.1:0")?.local_addr()
}
