//! What all runs begin with: the programs, the authority's keys, and a citizen who is signed in with a complete draft.

use super::client::{Client, http, solved};
use super::verdict::Fault;
use crate::programs::{Server, World};
use reqwest::Method;
use serde_json::{Value, json};
use simulators::authority::{Authority, KeyHolder, KeyKind, KeyState};
use simulators::inbox::Message;
use simulators::{clock, personas};
use std::io::Result as Done;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::process::Child;

/// The demo citizen of every run: the Fund has a number and an address of theirs.
const PERSONA: &str = "aliya";
/// What they typed: a valid form.
const FORM: &str = include_str!("../../../shared/tests/cases/pension-payment/forms/aliya.json");
const PASSWORD: &str = "tulpar kokshe 47 dala";
/// The service they apply for.
pub const SERVICE: &str = "/api/services/pension-payment";
/// What is told after registration and entrance is sent within this time.
const SETTLING: Duration = Duration::from_secs(3);

/// Where the programs are and where the runs may write.
pub struct Ground {
    /// The simulators.
    pub simulators: PathBuf,
    /// The server with its crash points.
    pub backend: PathBuf,
    /// The authority's keys: made once, kept from one start of the runs to the next.
    pub authority: Arc<Authority>,
    /// Folder of the runs.
    pub folder: PathBuf,
    /// Whose keys sign.
    pub holder: KeyHolder,
    /// The cookie of the citizen's session.
    pub cookie: String,
    /// The draft as the server shows it.
    pub form: Value,
    authority_folder: PathBuf,
}

impl Ground {
    /// Registers the citizen, enters, gives the consent and saves the draft, as the pages do it; every run begins with a copy.
    ///
    /// # Errors
    /// A program does not start, or something on the way is refused.
    pub async fn prepare(
        simulators: PathBuf,
        backend: PathBuf,
        authority: &Path,
        folder: &Path,
    ) -> Result<Self, Fault> {
        let world = World::on_free_ports(folder.join("first-world"), authority.to_owned())?;
        let _outside = world.start(&simulators).await?;
        let made = Authority::open(authority, clock::system(), [7; 32])?;
        let people = personas::carried()?;
        let persona = people.into_iter().find(|it| it.id == PERSONA);
        let persona = persona.ok_or_else(|| Fault::Broken("no such demo citizen".to_owned()))?;
        let mut ground = Self {
            simulators,
            backend,
            authority: Arc::new(made),
            folder: folder.to_owned(),
            holder: KeyHolder::from(&persona),
            cookie: String::new(),
            form: Value::Null,
            authority_folder: authority.to_owned(),
        };
        for kind in [KeyKind::Sign, KeyKind::Gost] {
            ground.authority.key(&ground.holder, kind, KeyState::Good)?;
        }
        let (server, mut running) = ground.server(&world, &ground.template()).await?;
        let mut citizen = Citizen { client: Client::new(server.address)?, world: &world };
        citizen.enter(&persona).await?;
        ground.form = citizen.fill().await?;
        ground.cookie = citizen.client.cookie.clone().unwrap_or_default();
        tokio::time::sleep(SETTLING).await;
        running.kill().await?;
        Ok(ground)
    }

    /// Folder of the database that runs begin with.
    fn template(&self) -> PathBuf {
        self.folder.join("template")
    }

    /// A world with the common authority and books of its own.
    ///
    /// # Errors
    /// There is no free port.
    pub fn world(&self, state: PathBuf) -> Done<World> {
        World::on_free_ports(state, self.authority_folder.clone())
    }

    async fn server(&self, world: &World, state: &Path) -> Done<(Server, Child)> {
        let dist = self.dist()?;
        std::fs::create_dir_all(state)?;
        let server = Server::new(self.backend.clone(), world, state, &dist)?;
        let running = server.start(|command| quiet(command).env("PROOF_OF_WORK_MAX", "50")).await?;
        Ok((server, running))
    }

    /// A client that no run looks at.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn dist(&self) -> Done<PathBuf> {
        let dist = self.folder.join("dist");
        std::fs::create_dir_all(&dist)?;
        std::fs::write(dist.join("index.html"), "<!doctype html><title>client</title>")?;
        Ok(dist)
    }

    /// Copies the database that runs begin with.
    ///
    /// # Errors
    /// A file cannot be copied.
    pub fn copy_to(&self, state: &Path) -> Done<()> {
        copy(&self.template(), state)
    }
}

fn copy(from: &Path, to: &Path) -> Done<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            std::fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

/// A command whose program says nothing but what the runs read.
pub fn quiet(command: &mut tokio::process::Command) -> &mut tokio::process::Command {
    command.env("RUST_LOG", "off").stdout(std::process::Stdio::piped())
}

/// All messages that reached people of this world since it began or was reset.
///
/// # Errors
/// The desk does not answer.
pub async fn messages(world: &World) -> reqwest::Result<Vec<Message>> {
    http()?.get(format!("http://{}/desk/api/messages", world.registers)).send().await?.json().await
}

struct Citizen<'a> {
    client: Client,
    world: &'a World,
}

impl Citizen<'_> {
    /// The whole registration and the entrance.
    async fn enter(&mut self, persona: &personas::Persona) -> Result<(), Fault> {
        let challenge = self.ask(Method::GET, "/api/anti-robot", None).await?;
        let begun = json!({ "iin": persona.iin, "proof": solved(&challenge) });
        let registration = self.ask(Method::POST, "/api/registration", Some(&begun)).await?;
        let way = format!("/api/registration/{}", registration["id"].as_str().unwrap_or_default());
        let contacts = persona.fund.iter().flat_map(|fund| &fund.contacts);
        let contact = contacts.into_iter().find(|it| it.value.starts_with('+'));
        let contact = contact.ok_or_else(|| Fault::Broken("no telephone on file".to_owned()))?;
        let chosen = json!({ "contact": contact.id, "language": "kk" });
        self.ask(Method::POST, &format!("{way}/code"), Some(&chosen)).await?;
        let code = self.code(&contact.value).await?;
        let password = json!({ "code": code, "password": PASSWORD, "repeated": PASSWORD });
        self.ask(Method::POST, &format!("{way}/password"), Some(&password)).await?;
        let login = json!({ "iin": persona.iin, "password": PASSWORD, "language": "kk" });
        self.ask(Method::POST, "/api/session", Some(&login)).await.map(drop)
    }

    async fn code(&self, to: &str) -> Result<String, Fault> {
        let message = messages(self.world).await?.into_iter().rfind(|it| it.to == to);
        let text = message.ok_or_else(|| Fault::Broken("no code was sent".to_owned()))?.text;
        Ok(text.rsplit('#').next().unwrap_or_default().trim().to_owned())
    }

    /// Consent and draft; gives the draft as it is shown.
    async fn fill(&mut self) -> Result<Value, Fault> {
        let version = self.ask(Method::GET, "/api/config", None).await?["consent_version"].clone();
        let consent = json!({ "version": version, "language": "kk" });
        self.ask(Method::POST, &format!("{SERVICE}/consent"), Some(&consent)).await?;
        let form: Value = serde_json::from_str(FORM)?;
        let save = json!({ "form": form, "base": 0, "tab": "faults", "sequence": 1 });
        self.ask(Method::PUT, &format!("{SERVICE}/draft"), Some(&save)).await?;
        Ok(self.ask(Method::GET, SERVICE, None).await?["draft"].clone())
    }

    async fn ask(&mut self, method: Method, path: &str, body: Option<&Value>) -> Result<Value, Fault> {
        let answer = self.client.ask(method, path, body).await?;
        if answer.status < 300 {
            return Ok(answer.json());
        }
        Err(Fault::Broken(format!("{path}: {}", answer.in_words())))
    }
}
