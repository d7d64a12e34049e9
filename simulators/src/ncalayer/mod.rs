//! NCALayer, the signing program on a citizen's computer, played on loopback over its own WebSocket protocol. A person (or a
//! test) works its window on the desk, or a script answers every request.

mod desk;
mod protocol;
mod session;
mod window;

use std::{
    io,
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard},
    time::Duration,
};

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use tokio::{
    net::TcpListener,
    sync::{Mutex as AsyncMutex, watch},
    task::{JoinHandle, JoinSet},
};

use self::{session::Session, window::Queue};
use crate::{
    authority::{Authority, KeyHolder},
    clock::Clock,
    flaw::Flaw,
    time_stamps::TimeStamps,
    world::locked,
};

pub use self::{
    desk::desk_router,
    window::{Choice, OfferedKey, PASSWORD, Pending, Refusal, STORAGE},
};

/// Who answers requests.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "mode", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Mode {
    /// A person, in the window on the desk.
    #[default]
    Window,
    /// A script: the same outcome for every following request.
    Scripted {
        /// What happens.
        outcome: Outcome,
        /// With which key, whatever the page's filters say; none takes the first good key that they let be chosen.
        #[serde(default)]
        key: Option<String>,
    },
}

/// What a script plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Signs.
    Ok,
    /// The person cancels.
    Cancel,
    /// The program breaks.
    InvocationError,
    /// No answer ever.
    Silence,
    /// The socket closes without an answer.
    Close,
    /// The greeting comes again before the answer.
    ExtraGreeting,
    /// Sockets open and nothing is ever said, not even the greeting: something else holds the port.
    NoGreeting,
    /// Signs, and something is wrong with what it hands over.
    #[serde(untagged)]
    Flawed(Flaw),
}

/// The program: a handle that may be cloned.
#[derive(Clone)]
pub struct NcaLayer(Arc<Inner>);

struct Inner {
    authority: Arc<Authority>,
    clock: Clock,
    holders: Mutex<Vec<KeyHolder>>,
    mode: Mutex<Mode>,
    queue: Mutex<Queue>,
    time_stamps: Mutex<Option<TimeStamps>>,
    port: AsyncMutex<Port>,
    /// Grows when all sockets must close.
    closing: watch::Sender<u64>,
}

#[derive(Default)]
struct Port {
    address: Option<SocketAddr>,
    listening: Option<JoinHandle<()>>,
}

impl NcaLayer {
    /// The program with the keys of these people; it does not listen yet.
    #[must_use]
    pub fn new(authority: Arc<Authority>, holders: Vec<KeyHolder>, clock: Clock) -> Self {
        Self(Arc::new(Inner {
            authority,
            clock,
            holders: Mutex::new(holders),
            mode: Mutex::default(),
            queue: Mutex::default(),
            time_stamps: Mutex::default(),
            port: AsyncMutex::default(),
            closing: watch::Sender::new(0),
        }))
    }

    /// Where the program has time stamps from.
    pub fn set_time_stamps(&self, time_stamps: TimeStamps) {
        *locked(&self.0.time_stamps) = Some(time_stamps);
    }

    /// The message with a time stamp.
    async fn stamped(&self, message: &[u8]) -> Result<Vec<u8>, String> {
        let time_stamps = locked(&self.0.time_stamps).clone();
        time_stamps.ok_or("no time-stamping authority is known")?.stamped(message).await
    }

    /// Listens on an address (port 0 takes a free one, kept for later) and returns it.
    ///
    /// # Errors
    /// The address cannot be listened on.
    pub async fn listen(&self, address: SocketAddr) -> io::Result<SocketAddr> {
        let mut port = self.0.port.lock().await;
        self.stop(&mut port).await;
        let listener = TcpListener::bind(address).await?;
        let address = listener.local_addr()?;
        port.address = Some(address);
        port.listening = Some(tokio::spawn(accept(self.clone(), listener)));
        Ok(address)
    }

    /// Starts or shuts the program: shut, its port is closed and so is every socket.
    ///
    /// # Errors
    /// The port is occupied, or [`Self::listen`] was never called.
    pub async fn set_listening(&self, listening: bool) -> io::Result<()> {
        let mut port = self.0.port.lock().await;
        if !listening {
            self.stop(&mut port).await;
            return Ok(());
        }
        if port.listening.is_none() {
            let address = port.address.ok_or_else(|| io::Error::other("no address was given"))?;
            let listener = TcpListener::bind(address).await?;
            port.listening = Some(tokio::spawn(accept(self.clone(), listener)));
        }
        Ok(())
    }

    /// Whether the program runs.
    pub async fn is_listening(&self) -> bool {
        self.0.port.lock().await.listening.is_some()
    }

    /// Where the program listens, or would.
    pub async fn address(&self) -> Option<SocketAddr> {
        self.0.port.lock().await.address
    }

    async fn stop(&self, port: &mut Port) {
        self.close_sockets();
        if let Some(task) = port.listening.take() {
            task.abort();
            // Waited for, so that the port is free when this returns.
            let _ = task.await;
        }
    }

    /// Closes every open socket; the port stays as it is.
    pub fn close_sockets(&self) {
        self.queue().clear();
        self.0.closing.send_modify(|generation| *generation += 1);
    }

    /// Who answers requests from now on.
    pub fn set_mode(&self, mode: Mode) {
        *locked(&self.0.mode) = mode;
    }

    /// Who answers requests.
    #[must_use]
    pub fn mode(&self) -> Mode {
        locked(&self.0.mode).clone()
    }

    /// The people whose keys there are.
    #[must_use]
    pub fn holders(&self) -> Vec<KeyHolder> {
        locked(&self.0.holders).clone()
    }

    /// Other people.
    pub fn set_holders(&self, holders: Vec<KeyHolder>) {
        *locked(&self.0.holders) = holders;
    }

    /// The request in the window.
    #[must_use]
    pub fn pending(&self) -> Option<Pending> {
        self.queue().shown(&self.holders())
    }

    /// The person chose storage and key, typed the password and pressed «Қол қою».
    ///
    /// # Errors
    /// [`Refusal`]; the window stays open.
    pub fn sign(&self, id: &str, storage: &str, key: &str, password: &str) -> Result<(), Refusal> {
        self.queue().sign(id, storage, key, password, &self.holders())
    }

    /// The person pressed «cancel».
    ///
    /// # Errors
    /// [`Refusal::NotWaiting`].
    pub fn cancel(&self, id: &str) -> Result<(), Refusal> {
        self.queue().cancel(id)
    }

    /// As at the first start: the window, nothing waiting, running when it has an address.
    ///
    /// # Errors
    /// The port is occupied.
    pub async fn reset(&self) -> io::Result<()> {
        self.set_mode(Mode::Window);
        self.close_sockets();
        if self.address().await.is_some() { self.set_listening(true).await } else { Ok(()) }
    }

    fn queue(&self) -> MutexGuard<'_, Queue> {
        locked(&self.0.queue)
    }

    fn authority(&self) -> &Authority {
        &self.0.authority
    }

    fn now(&self) -> OffsetDateTime {
        (self.0.clock)()
    }
}

async fn accept(program: NcaLayer, listener: TcpListener) {
    // Dropped with this task, and the sockets with it.
    let mut sessions = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    let closing = program.0.closing.subscribe();
                    sessions.spawn(Session::serve(program.clone(), stream, closing));
                }
                // Out of file descriptors: the next moment may be better.
                Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
            },
            Some(_) = sessions.join_next() => {}
        }
    }
}
