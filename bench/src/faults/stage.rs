//! Programs of one run, and the blow. Runs side by side have a stage each.

use super::client::{Client, http};
use super::ground::{Ground, messages, quiet};
use super::plan::{Moment, Plan, Target};
use super::verdict::Fault;
use crate::programs::{Server, World};
use serde_json::Value;
use simulators::inbox::Message;
use std::future::{Future, pending};
use std::io::Result as Done;
use std::path::PathBuf;
use std::pin::pin;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};

/// A pause between two looks at something that must come.
const LOOK: Duration = Duration::from_millis(20);

/// An outside world, and the server of the run that is being played.
pub struct Stage {
    /// What all runs share.
    pub ground: Arc<Ground>,
    folder: PathBuf,
    world: World,
    outside: Child,
    playing: Option<Playing>,
    /// What was in the inboxes when an outside world was killed.
    kept: Vec<Message>,
}

struct Playing {
    plan: Plan,
    state: PathBuf,
    server: Server,
    child: Child,
    /// What the server reports. Kept to the end: a server that cannot report any more would fall over it.
    reports: Option<Lines<BufReader<ChildStdout>>>,
    struck_at: Option<Instant>,
    /// The person has not looked yet since the blow.
    is_news: bool,
}

impl Stage {
    /// Starts an outside world of its own.
    ///
    /// # Errors
    /// It does not start.
    pub async fn open(ground: Arc<Ground>, number: usize) -> Done<Self> {
        let folder = ground.folder.join(format!("stage-{number}"));
        let world = ground.world(folder.join("outside"))?;
        let outside = world.start(&ground.simulators).await?;
        Ok(Self { ground, folder, world, outside, playing: None, kept: Vec::new() })
    }

    /// Everything as at the start, and a server for this run.
    ///
    /// # Errors
    /// A program does not answer or start, a file cannot be copied.
    pub async fn begin(&mut self, plan: Plan) -> Result<Client, Fault> {
        self.end().await?;
        http()?.post(format!("http://{}/desk/api/reset", self.world.registers)).send().await?.error_for_status()?;
        self.kept.clear();
        let state = self.folder.join(format!("run-{}", plan.run));
        self.ground.copy_to(&state)?;
        let server = Server::new(self.ground.backend.clone(), &self.world, &state, &self.ground.dist()?)?;
        let point = match plan.moment {
            Moment::At => "CRASH_AT",
            Moment::After(_) => "CRASH_AFTER",
        };
        let mut child = server.start(|command| quiet(command).env(point, plan.step.point)).await?;
        let reports = child.stdout.take().map(|out| BufReader::new(out).lines());
        let mut client = Client::new(server.address)?;
        client.cookie = Some(self.ground.cookie.clone());
        self.playing = Some(Playing { plan, state, server, child, reports, struck_at: None, is_news: false });
        Ok(client)
    }

    /// Lets the authority tell of keys, or not; the lists are not asked in these runs.
    ///
    /// # Errors
    /// The desk does not answer.
    pub async fn set_authority(&self, is_on: bool) -> Result<(), Fault> {
        let mode = serde_json::json!({ "mode": if is_on { "on" } else { "off" } });
        let address = format!("http://{}/desk/api/registers/authority", self.world.registers);
        http()?.put(address).json(&mode).send().await?.error_for_status()?;
        Ok(())
    }

    /// Ends the run's server and throws its files away.
    ///
    /// # Errors
    /// It cannot be ended.
    pub async fn end(&mut self) -> Done<()> {
        if let Some(mut playing) = self.playing.take() {
            playing.child.kill().await?;
            std::fs::remove_dir_all(&playing.state)?;
        }
        Ok(())
    }

    /// Does `doing`; if the server reports its point meanwhile, the blow is struck before it is waited for further.
    ///
    /// # Errors
    /// A program cannot be killed or started.
    pub async fn through<T>(&mut self, doing: impl Future<Output = T>) -> Result<T, Fault> {
        let mut doing = pin!(doing);
        tokio::select! {
            biased;
            done = &mut doing => return Ok(done),
            () = self.reported() => {}
        }
        self.strike().await?;
        Ok(doing.await)
    }

    /// A pause, with an ear for the server.
    ///
    /// # Errors
    /// As [`Stage::through`].
    pub async fn pause(&mut self) -> Result<(), Fault> {
        self.through(tokio::time::sleep(LOOK)).await
    }

    /// Waits for the report, without end when there is none to come.
    async fn reported(&mut self) {
        let Some(playing) = self.playing.as_mut().filter(|it| it.struck_at.is_none()) else { return pending().await };
        let Some(reports) = &mut playing.reports else { return pending().await };
        loop {
            match reports.next_line().await {
                Ok(Some(line)) if line == format!("crash point {}", playing.plan.step.point) => return,
                Ok(Some(_)) => {}
                Ok(None) | Err(_) => return pending().await,
            }
        }
    }

    async fn strike(&mut self) -> Result<(), Fault> {
        let Some(mut playing) = self.playing.take() else { return Ok(()) };
        if let Moment::After(pause) = playing.plan.moment {
            tokio::time::sleep(pause).await;
        }
        match playing.plan.target {
            Target::Server => {
                playing.kill().await?;
                playing.start().await?;
            }
            Target::Outside => {
                // Nothing more may be sent between the last look into the inboxes and the kill.
                playing.signal("STOP").await?;
                self.kill_outside().await?;
                self.start_outside().await?;
                playing.signal("CONT").await?;
            }
            Target::Both { server_first } => {
                playing.kill().await?;
                self.kill_outside().await?;
                if server_first {
                    playing.start().await?;
                    self.start_outside().await?;
                } else {
                    self.start_outside().await?;
                    playing.start().await?;
                }
            }
        }
        playing.struck_at = Some(crate::load::now());
        playing.is_news = true;
        self.playing = Some(playing);
        Ok(())
    }

    /// Inboxes do not outlive their program: what is in them is kept here, once nothing comes any more.
    async fn kill_outside(&mut self) -> Result<(), Fault> {
        let mut now = messages(&self.world).await?;
        loop {
            tokio::time::sleep(LOOK).await;
            let later = messages(&self.world).await?;
            if later.len() == now.len() {
                break;
            }
            now = later;
        }
        self.kept.extend(now);
        Ok(self.outside.kill().await?)
    }

    async fn start_outside(&mut self) -> Done<()> {
        self.outside = self.world.start(&self.ground.simulators).await?;
        Ok(())
    }

    /// Was there a blow since this was asked last?
    pub fn take_news(&mut self) -> bool {
        self.playing.as_mut().is_some_and(|playing| std::mem::take(&mut playing.is_news))
    }

    /// How long ago the blow was struck.
    #[must_use]
    pub fn since_blow(&self) -> Option<Duration> {
        self.playing.as_ref()?.struck_at.map(|at| at.elapsed())
    }

    /// The server may only end when it is killed.
    ///
    /// # Errors
    /// It has ended by itself.
    pub fn check_server(&mut self) -> Result<(), Fault> {
        let Some(playing) = &mut self.playing else { return Ok(()) };
        match playing.child.try_wait()? {
            Some(status) => Err(Fault::Broken(format!("the server ended by itself: {status}"))),
            None => Ok(()),
        }
    }

    /// All messages of the run.
    ///
    /// # Errors
    /// The desk does not answer.
    pub async fn messages(&self) -> Result<Vec<Message>, Fault> {
        let mut all = self.kept.clone();
        all.extend(messages(&self.world).await?);
        Ok(all)
    }

    /// What the Fund has registered.
    ///
    /// # Errors
    /// The desk does not answer.
    pub async fn registered(&self) -> Result<Vec<Value>, Fault> {
        let address = format!("http://{}/desk/api/applications", self.world.registers);
        Ok(http()?.get(address).send().await?.json().await?)
    }
}

impl Playing {
    /// SIGKILL, and waits until it is over.
    async fn kill(&mut self) -> Result<(), Fault> {
        if let Some(status) = self.child.try_wait()? {
            return Err(Fault::Broken(format!("the server ended by itself: {status}")));
        }
        Ok(self.child.kill().await?)
    }

    /// The same server again, without a crash point.
    async fn start(&mut self) -> Done<()> {
        self.child = self.server.start(quiet).await?;
        Ok(())
    }

    async fn signal(&self, signal: &str) -> Result<(), Fault> {
        let id = self.child.id().ok_or_else(|| Fault::Broken("the server has ended".to_owned()))?;
        let done = Command::new("kill").args([&format!("-{signal}"), &id.to_string()]).status().await?;
        if done.success() { Ok(()) } else { Err(Fault::Broken(format!("kill -{signal}: {done}"))) }
    }
}
