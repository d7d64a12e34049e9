//! Starting and stopping the outside world, and the handle that tests hold.

use std::{
    fmt,
    io::{Error, ErrorKind},
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::Arc,
};

use axum::{Router, middleware::from_fn_with_state};
use rust_decimal::Decimal;
use serde_json::Value;
use tokio::{net::TcpListener, runtime::Handle, task::JoinHandle};

use crate::{
    answer::not_found,
    authority::{self, Authority, AuthorityError, KeyHolder},
    bank_directory,
    clock::Clock,
    desk, disability_register,
    fund::{
        self,
        ledger::{Application, Event, Ledger, StepError},
        outcome::{NextOutcome, Outcome},
        status::Status,
    },
    inbox::Message,
    mail,
    modes::{Mode, Register, gate},
    ncalayer::{self, NcaLayer},
    person_register,
    personas::{self, Persona, PersonasError},
    phone::{self, Phone, PhoneError},
    settings::Settings,
    sms,
    time_stamps::TimeStamps,
    world::{World, locked},
};

/// Why the outside world did not start: one clear line each.
#[derive(Debug)]
pub enum StartError {
    /// Only loopback is allowed: these programs believe everybody.
    NotLoopback(std::net::IpAddr),
    /// An address cannot be listened on.
    Address {
        /// Which protocol wanted it.
        what: &'static str,
        /// The address.
        address: SocketAddr,
        /// The flag that changes it.
        flag: &'static str,
        /// What the system said.
        error: Error,
    },
    /// The folder for the state, or a file in it, cannot be used.
    State {
        /// The folder or file.
        path: PathBuf,
        /// What the system said.
        error: Error,
    },
    /// The test authority cannot make or read its keys.
    Authority {
        /// Its folder.
        path: PathBuf,
        /// Why.
        error: AuthorityError,
    },
    /// The carried demo citizens cannot be read.
    Personas(PersonasError),
    /// The phone has no HTTP client.
    Phone(PhoneError),
}

impl fmt::Display for StartError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotLoopback(address) => {
                write!(out, "{address} is not a loopback address: the simulators listen on loopback only")
            }
            Self::Address { what, address, flag, error } if error.kind() == ErrorKind::AddrInUse => {
                write!(
                    out,
                    "{address} ({what}) is occupied by another program: stop it or choose another port by {flag}"
                )
            }
            Self::Address { what, address, flag, error } => {
                write!(out, "cannot listen on {address} ({what}), see {flag}: {error}")
            }
            Self::State { path, error } => {
                write!(out, "the state in {} cannot be used, see --state-dir: {error}", path.display())
            }
            Self::Authority { path, error } => {
                write!(out, "the authority in {} cannot be used, see --authority-dir: {error}", path.display())
            }
            Self::Personas(error) => error.fmt(out),
            Self::Phone(error) => error.fmt(out),
        }
    }
}

impl std::error::Error for StartError {}

/// The running outside world. Dropped, it stops.
pub struct Outside {
    world: Arc<World>,
    authority: Arc<Authority>,
    ncalayer: NcaLayer,
    http: SocketAddr,
    smtp: SocketAddr,
    websocket: SocketAddr,
    tasks: Vec<JoinHandle<()>>,
}

impl Outside {
    /// Starts everything on the current runtime and returns when all ports listen.
    ///
    /// # Errors
    /// See [`StartError`].
    pub async fn start(settings: Settings, clock: Clock) -> Result<Self, StartError> {
        if !settings.address.is_loopback() {
            return Err(StartError::NotLoopback(settings.address));
        }
        let people = personas::carried().map_err(StartError::Personas)?;
        let ledger = open_ledger(&settings.state_dir)?;
        let (http, http_address) = listen(&settings, settings.http_port, "HTTP", "--http-port").await?;
        let (smtp, smtp_address) = listen(&settings, settings.smtp_port, "mail", "--smtp-port").await?;
        let authority = open_authority(&settings, Arc::clone(&clock)).await?;
        let ncalayer = NcaLayer::new(Arc::clone(&authority), holders(&people), Arc::clone(&clock));
        let (what, flag, wanted) = ("NCALayer", "--ncalayer-port", settings.socket(settings.ncalayer_port));
        let listened = ncalayer.listen(wanted).await;
        let websocket = listened.map_err(|error| StartError::Address { what, address: wanted, flag, error })?;
        let world = Arc::new(World::new(people, ledger, clock));
        let stamps = TimeStamps::at(format!("http://{http_address}/authority/tsp"));
        let stamps = stamps.map_err(|error| StartError::Phone(error.into()))?;
        ncalayer.set_time_stamps(stamps.clone());
        let phone = Phone::new(Arc::clone(&authority), world.clock()).map_err(StartError::Phone)?;
        let phone = phone.with_time_stamps(stamps);
        let routes = router(&world, &authority, &ncalayer).merge(phone::desk_router(phone, ncalayer.clone()));
        let tasks = vec![
            tokio::spawn(serve_http(http, routes, Arc::clone(&world))),
            tokio::spawn(mail::serve(smtp, Arc::clone(&world))),
        ];
        Ok(Self { world, authority, ncalayer, http: http_address, smtp: smtp_address, websocket, tasks })
    }

    /// Address of the HTTP registers and the desk.
    #[must_use]
    pub fn http(&self) -> SocketAddr {
        self.http
    }

    /// `http://<address>/<prefix>`: the base that a client of a register is configured with.
    #[must_use]
    pub fn url(&self, prefix: &str) -> String {
        format!("http://{}/{prefix}", self.http)
    }

    /// Addresses of the authority's lists of revoked certificates.
    #[must_use]
    pub fn revocation_lists(&self) -> Vec<String> {
        authority::LISTS.iter().map(|name| self.url(&format!("authority/crl/{name}"))).collect()
    }

    /// Address of the mail server.
    #[must_use]
    pub fn smtp(&self) -> SocketAddr {
        self.smtp
    }

    /// Address of NCALayer's WebSocket.
    #[must_use]
    pub fn websocket(&self) -> SocketAddr {
        self.websocket
    }

    /// NCALayer: its window, scripts and port.
    #[must_use]
    pub fn ncalayer(&self) -> &NcaLayer {
        &self.ncalayer
    }

    /// The test authority: its anchors, and keys of any kind for tests.
    #[must_use]
    pub fn authority(&self) -> &Arc<Authority> {
        &self.authority
    }

    /// All text messages and letters, newest last.
    #[must_use]
    pub fn messages(&self) -> Vec<Message> {
        self.world.inbox.all()
    }

    /// The newest message to this number or address.
    #[must_use]
    pub fn last_message_to(&self, to: &str) -> Option<Message> {
        self.world.inbox.all().into_iter().rfind(|it| it.to == to)
    }

    /// Switches a register. NCALayer has switches of its own: [`NcaLayer::set_listening`] and [`NcaLayer::set_mode`].
    pub fn set_register(&self, register: Register, mode: Mode) {
        self.world.switches.set(register, mode);
    }

    /// A demo citizen by its short name, as the file has it.
    #[must_use]
    pub fn persona(&self, id: &str) -> Option<Persona> {
        self.world.carried().iter().find(|it| it.id == id).cloned()
    }

    /// A person as the registers know them now.
    #[must_use]
    pub fn person(&self, iin: &str) -> Option<Persona> {
        self.world.person(iin)
    }

    /// Adds a person or replaces what the registers know of them.
    pub fn set_person(&self, persona: Persona) {
        self.world.set_person(persona);
        self.ncalayer.set_holders(holders(&self.world.people()));
    }

    /// Another directory of banks.
    pub fn set_banks(&self, directory: Value) {
        self.world.set_banks(directory);
    }

    /// What the Fund does with the next so many applications.
    pub fn set_fund_outcome(&self, outcome: Outcome, times: u32) {
        self.world.outcomes.set(NextOutcome { outcome, times });
    }

    /// Applications that the Fund registered, oldest first.
    #[must_use]
    pub fn applications(&self) -> Vec<Application> {
        locked(&self.world.ledger).applications().to_vec()
    }

    /// Events of all applications, oldest first.
    #[must_use]
    pub fn events(&self) -> Vec<Event> {
        locked(&self.world.ledger).events().to_vec()
    }

    /// Moves an application on, as the Fund's staff would.
    ///
    /// # Errors
    /// See [`StepError`].
    pub fn step(
        &self,
        number: &str,
        status: Status,
        reason: Option<&str>,
        amount: Option<Decimal>,
    ) -> Result<Event, StepError> {
        let now = self.world.now();
        locked(&self.world.ledger).step(number, status, reason.map(str::to_owned), amount, now)
    }

    /// Everything as at the first start; the authority's keys stay.
    ///
    /// # Errors
    /// The journal cannot be written, or NCALayer's port is occupied.
    pub async fn reset(&self) -> std::io::Result<()> {
        reset(&self.world, &self.ncalayer).await
    }

    /// Stops and returns when every port is free again.
    pub async fn stop(mut self) {
        self.world.close();
        // Shutting never fails: only opening wants a free port.
        let _ = self.ncalayer.set_listening(false).await;
        for task in std::mem::take(&mut self.tasks) {
            // A task that panicked is over too.
            let _ = task.await;
        }
    }
}

impl Drop for Outside {
    fn drop(&mut self) {
        self.world.close();
        for task in &self.tasks {
            task.abort();
        }
        locked(&self.world.ledger).release();
        let ncalayer = self.ncalayer.clone();
        if let Ok(runtime) = Handle::try_current() {
            runtime.spawn(async move { ncalayer.set_listening(false).await });
        }
    }
}

/// Everything as at the first start.
///
/// # Errors
/// As [`Outside::reset`].
pub(crate) async fn reset(world: &World, ncalayer: &NcaLayer) -> std::io::Result<()> {
    world.reset()?;
    ncalayer.set_holders(holders(world.carried()));
    ncalayer.reset().await
}

/// Whose keys NCALayer has; a certificate may be in other names than the register's.
pub(crate) fn holders(people: &[Persona]) -> Vec<KeyHolder> {
    let holder = |person: &Persona| {
        let name = person.certificate_name();
        KeyHolder::new(&person.iin, &name.surname, &name.given, name.patronymic.as_deref())
    };
    people.iter().map(holder).collect()
}

fn open_ledger(state_dir: &Path) -> Result<Ledger, StartError> {
    std::fs::create_dir_all(state_dir).map_err(|error| StartError::State { path: state_dir.to_owned(), error })?;
    let path = state_dir.join("fund-journal.jsonl");
    Ledger::open(&path).map_err(|error| StartError::State { path, error })
}

/// Making the authority's keys at the first start is heavy work: it runs beside the connections.
async fn open_authority(settings: &Settings, clock: Clock) -> Result<Arc<Authority>, StartError> {
    let (path, seed) = (settings.authority_dir().to_owned(), settings.seed);
    let folder = path.clone();
    let opened = tokio::task::spawn_blocking(move || Authority::open(&folder, clock, seed)).await;
    let opened = opened.map_err(|panic| StartError::State { path: path.clone(), error: Error::other(panic) })?;
    opened.map(Arc::new).map_err(|error| StartError::Authority { path, error })
}

async fn listen(
    settings: &Settings,
    port: u16,
    what: &'static str,
    flag: &'static str,
) -> Result<(TcpListener, SocketAddr), StartError> {
    let address = settings.socket(port);
    let failed = |error| StartError::Address { what, address, flag, error };
    let listener = TcpListener::bind(address).await.map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    Ok((listener, address))
}

fn router(world: &Arc<World>, authority: &Arc<Authority>, ncalayer: &NcaLayer) -> Router {
    let gated = |register, routes: Router| routes.layer(from_fn_with_state((Arc::clone(world), register), gate));
    Router::new()
        .nest("/fund", gated(Register::Fund, fund::router(Arc::clone(world))))
        .nest("/person-register", gated(Register::PersonRegister, person_register::router(Arc::clone(world))))
        .nest(
            "/disability-register",
            gated(Register::DisabilityRegister, disability_register::router(Arc::clone(world))),
        )
        .nest("/bank-directory", gated(Register::BankDirectory, bank_directory::router(Arc::clone(world))))
        .nest("/sms", gated(Register::Sms, sms::router(Arc::clone(world))))
        .merge(gated(Register::Authority, authority::router(Arc::clone(authority))))
        .merge(gated(Register::RevocationLists, authority::lists_router(Arc::clone(authority))))
        .merge(gated(Register::TimeStamps, authority::stamps_router(Arc::clone(authority))))
        .merge(desk::router(Arc::clone(world), ncalayer.clone()))
        .merge(ncalayer::desk_router(ncalayer.clone()))
        .fallback(async || not_found())
}

async fn serve_http(listener: TcpListener, router: Router, world: Arc<World>) {
    let served = axum::serve(listener, router).with_graceful_shutdown(async move { world.closed().await });
    // `axum::serve` never returns an error: failed accepts are tried again inside.
    let _ = served.await;
}
