//! The product's programs, started on free ports with a state folder of their own and ended by their id.

use std::ffi::OsString;
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::process::{Child, Command};

/// Server and outside world, running.
pub struct Programs {
    /// Where the server listens.
    pub server: SocketAddr,
    children: Vec<Child>,
}

impl Programs {
    /// Starts the simulators and then the server on the database `state/cabinet.db`.
    ///
    /// # Errors
    /// A program cannot be started or does not listen within a minute.
    pub async fn start(binaries: &Path, dist: &Path, state: &Path) -> std::io::Result<Self> {
        let (http, smtp, ncalayer, server) = (free()?, free()?, free()?, free()?);
        let outside = Command::new(binaries.join("simulators"))
            .args(["--http-port", &http.port().to_string(), "--smtp-port", &smtp.port().to_string()])
            .args(["--ncalayer-port", &ncalayer.port().to_string(), "--state-dir"])
            .arg(state.join("outside"))
            .stdout(std::process::Stdio::null())
            .kill_on_drop(true)
            .spawn()?;
        let mut children = vec![outside];
        listening(http).await?;
        written(&state.join("outside/anchors/issuing.pem")).await?;
        let world = World { registers: http, smtp, ncalayer, anchors: &state.join("outside/anchors") };
        children.push(
            Command::new(binaries.join("backend"))
                .envs(environment(&world, &format!("http://{server}"), state, dist))
                .env("RUST_LOG", "warn")
                .kill_on_drop(true)
                .spawn()?,
        );
        listening(server).await?;
        Ok(Self { server, children })
    }

    /// Ends both.
    ///
    /// # Errors
    /// A program cannot be ended.
    pub async fn stop(mut self) -> std::io::Result<()> {
        for child in self.children.iter_mut().rev() {
            child.kill().await?;
        }
        Ok(())
    }
}

/// Where the outside world stands.
pub struct World<'a> {
    /// Registers, gateways, OCSP.
    pub registers: SocketAddr,
    /// Mail.
    pub smtp: SocketAddr,
    /// NCALayer.
    pub ncalayer: SocketAddr,
    /// Folder of the trusted certificates.
    pub anchors: &'a Path,
}

/// The environment of a server that listens at `origin` (`http://address`), with its database in the folder `state`.
#[must_use]
pub fn environment(world: &World<'_>, origin: &str, state: &Path, dist: &Path) -> Vec<(String, OsString)> {
    let registers = format!("http://{}", world.registers);
    let urls = ["FUND", "PERSON_REGISTER", "DISABILITY_REGISTER", "BANK_DIRECTORY", "SMS"]
        .map(|register| (format!("{register}_URL"), OsString::from(&registers)));
    let others = [
        ("LISTEN", origin.trim_start_matches("http://").into()),
        ("PUBLIC_ORIGIN", origin.into()),
        ("DATABASE", state.join("cabinet.db").into()),
        ("DIST", dist.into()),
        ("NCALAYER", format!("ws://{}", world.ncalayer).into()),
        ("SMTP_URL", format!("smtp://{}", world.smtp).into()),
        ("OCSP_URL", format!("{registers}/authority/ocsp").into()),
        ("TRUST_ANCHORS", world.anchors.into()),
    ];
    urls.into_iter().chain(others.map(|(name, value)| (name.to_owned(), value))).collect()
}

/// An address that nobody listens on now.
fn free() -> std::io::Result<SocketAddr> {
    TcpListener::bind("127.0.0.1:0")?.local_addr()
}

async fn listening(address: SocketAddr) -> std::io::Result<()> {
    for _ in 0..600 {
        if TcpStream::connect(address).await.is_ok() {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    Err(std::io::Error::other(format!("nothing listens on {address}")))
}

/// Waits for a file of the outside world: the keys of its authority take seconds to make.
async fn written(file: &Path) -> std::io::Result<()> {
    for _ in 0..600 {
        if file.exists() {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    Err(std::io::Error::other(format!("{} was not written", file.display())))
}
