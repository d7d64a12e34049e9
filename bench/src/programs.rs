//! The product's programs, started on free ports with a state folder of their own and ended by their id.

use std::ffi::OsString;
use std::io::{Error, Result};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::atomic::{AtomicU16, Ordering};
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::process::{Child, Command};

/// How often it is looked whether a program has started.
const LOOK: Duration = Duration::from_millis(10);
/// A program that has not started after so many looks never will: a minute.
const LOOKS: u32 = 6_000;
/// Ports are taken from here …
const FIRST_PORT: u16 = 20_000;
/// … and so many.
const PORTS: u16 = 12_000;

/// Server and outside world, running.
pub struct Programs {
    /// Where the server listens.
    pub server: SocketAddr,
    /// The outside world.
    pub world: World,
    children: Vec<Child>,
}

impl Programs {
    /// Starts the simulators and then the server on the database `state/cabinet.db`.
    ///
    /// # Errors
    /// A program cannot be started or does not listen within a minute.
    pub async fn start(binaries: &Path, dist: &Path, state: &Path) -> Result<Self> {
        let world = World::on_free_ports(state.join("outside"), state.join("outside"))?;
        let mut children = vec![world.start(&binaries.join("simulators")).await?];
        let server = Server::new(binaries.join("backend"), &world, state, dist)?;
        children.push(server.start(|command| command.env("RUST_LOG", "error")).await?);
        Ok(Self { server: server.address, world, children })
    }

    /// Ends both.
    ///
    /// # Errors
    /// A program cannot be ended.
    pub async fn stop(mut self) -> Result<()> {
        for child in self.children.iter_mut().rev() {
            child.kill().await?;
        }
        Ok(())
    }
}

/// Where the outside world stands, and where it keeps its state.
#[derive(Clone, Debug)]
pub struct World {
    /// Registers, gateways, OCSP, desk.
    pub registers: SocketAddr,
    /// Mail.
    pub smtp: SocketAddr,
    /// NCALayer.
    pub ncalayer: SocketAddr,
    state: PathBuf,
    authority: PathBuf,
}

impl World {
    /// A world on ports that are free now, with the Fund's books in `state` and the authority's keys in `authority`.
    ///
    /// # Errors
    /// There is no free port.
    pub fn on_free_ports(state: PathBuf, authority: PathBuf) -> Result<Self> {
        Ok(Self { registers: free()?, smtp: free()?, ncalayer: free()?, state, authority })
    }

    /// Starts the program and waits until it listens: its authority's certificates are written by then.
    ///
    /// # Errors
    /// It cannot be started, ends, or does not listen within a minute.
    pub async fn start(&self, program: &Path) -> Result<Child> {
        let port = |address: SocketAddr| address.port().to_string();
        let mut child = Command::new(program)
            .args(["--http-port", &port(self.registers), "--smtp-port", &port(self.smtp)])
            .args(["--ncalayer-port", &port(self.ncalayer), "--state-dir"])
            .arg(&self.state)
            .arg("--authority-dir")
            .arg(&self.authority)
            .stdout(Stdio::null())
            .kill_on_drop(true)
            .spawn()?;
        // It listens for NCALayer last.
        listening(&mut child, self.ncalayer).await?;
        Ok(child)
    }
}

/// A server that can be started, as often as wished, at one address.
#[derive(Clone, Debug)]
pub struct Server {
    /// Where it listens.
    pub address: SocketAddr,
    program: PathBuf,
    environment: Vec<(String, OsString)>,
}

impl Server {
    /// The program on a free port, before this world, with its database in the folder `state` and the client in `dist`.
    ///
    /// # Errors
    /// There is no free port.
    pub fn new(program: PathBuf, world: &World, state: &Path, dist: &Path) -> Result<Self> {
        let address = free()?;
        Ok(Self { address, program, environment: environment(world, address, state, dist) })
    }

    /// Where browsers reach it.
    #[must_use]
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Starts it, after `more` was added to the command, and waits until it listens.
    ///
    /// # Errors
    /// It cannot be started, ends, or does not listen within a minute.
    pub async fn start(&self, more: impl FnOnce(&mut Command) -> &mut Command) -> Result<Child> {
        let mut command = Command::new(&self.program);
        command.envs(self.environment.iter().cloned()).kill_on_drop(true);
        let spawned = more(&mut command).spawn();
        let mut child = spawned.map_err(|error| Error::other(format!("{}: {error}", self.program.display())))?;
        listening(&mut child, self.address).await?;
        Ok(child)
    }
}

/// Everything that the server asks of its environment.
fn environment(world: &World, address: SocketAddr, state: &Path, dist: &Path) -> Vec<(String, OsString)> {
    let registers = format!("http://{}", world.registers);
    let urls = ["FUND", "PERSON_REGISTER", "DISABILITY_REGISTER", "BANK_DIRECTORY", "SMS"]
        .map(|register| (format!("{register}_URL"), OsString::from(&registers)));
    let others = [
        ("LISTEN", address.to_string().into()),
        ("PUBLIC_ORIGIN", format!("http://{address}").into()),
        ("DATABASE", state.join("cabinet.db").into()),
        ("DIST", dist.into()),
        ("NCALAYER", format!("ws://{}", world.ncalayer).into()),
        ("SMTP_URL", format!("smtp://{}", world.smtp).into()),
        ("OCSP_URL", format!("{registers}/authority/ocsp").into()),
        ("TRUST_ANCHORS", world.authority.join("anchors").into()),
    ];
    urls.into_iter().chain(others.map(|(name, value)| (name.to_owned(), value))).collect()
}

/// An address that nobody listens on now. Not one that the system gives to outgoing connections: while a program that was
/// killed is away, nobody else may get it, and a look for it may not meet itself.
fn free() -> Result<SocketAddr> {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    let first = u16::try_from(std::process::id() % u32::from(PORTS)).unwrap_or_default();
    for _ in 0..PORTS {
        let port = FIRST_PORT + (first.wrapping_add(NEXT.fetch_add(1, Ordering::Relaxed)) % PORTS);
        if let Ok(listener) = TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
            return listener.local_addr();
        }
    }
    Err(Error::other("there is no free port"))
}

async fn listening(child: &mut Child, address: SocketAddr) -> Result<()> {
    for _ in 0..LOOKS {
        if let Some(status) = child.try_wait()? {
            return Err(Error::other(format!("the program for {address} did not start: {status}")));
        }
        if TcpStream::connect(address).await.is_ok() {
            return Ok(());
        }
        tokio::time::sleep(LOOK).await;
    }
    Err(Error::other(format!("nothing listens on {address}")))
}
