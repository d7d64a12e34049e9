//! One open socket: greets, answers, asks the window.

use std::collections::VecDeque;

use futures_util::{SinkExt, StreamExt};
use tokio::{net::TcpStream, sync::watch};
use tokio_tungstenite::{
    WebSocketStream, accept_async,
    tungstenite::{Error, Message},
};

use super::{
    Mode, NcaLayer, Outcome,
    protocol::{self, Ask, GREETING, HEARTBEAT, Incoming},
    window::{Choice, first_match},
};
use crate::{
    authority::{AuthorityError, KeyId},
    flaw::{self, Flaw},
};

/// The socket is over: closed by the page, by the program, or broken.
pub(super) struct Over;

impl From<Error> for Over {
    fn from(_: Error) -> Self {
        Self
    }
}

pub(super) struct Session {
    program: NcaLayer,
    socket: WebSocketStream<TcpStream>,
    closing: watch::Receiver<u64>,
    /// Frames that came while a request was waiting.
    later: VecDeque<String>,
}

impl Session {
    /// Opens the socket and serves it to its end.
    pub async fn serve(program: NcaLayer, stream: TcpStream, closing: watch::Receiver<u64>) {
        let Ok(socket) = accept_async(stream).await else {
            return;
        };
        let mut session = Self { program, socket, closing, later: VecDeque::new() };
        // However it ends, the socket is dropped: the page sees an abnormal closing, as when the program is shut.
        let _ = session.run().await;
    }

    async fn run(&mut self) -> Result<(), Over> {
        if matches!(self.program.mode(), Mode::Scripted { outcome: Outcome::NoGreeting, .. }) {
            return self.stay_silent().await;
        }
        self.say(GREETING.to_owned()).await?;
        loop {
            let text = match self.later.pop_front() {
                Some(text) => text,
                None => self.hear().await?,
            };
            match protocol::read(&text) {
                Incoming::Answer(answer) => self.say(answer).await?,
                Incoming::Ask(ask) => self.ask(*ask).await?,
            }
        }
    }

    async fn say(&mut self, text: String) -> Result<(), Over> {
        Ok(self.socket.send(Message::text(text)).await?)
    }

    /// The next text frame.
    async fn hear(&mut self) -> Result<String, Over> {
        loop {
            let message = tokio::select! {
                _ = self.closing.changed() => return Err(Over),
                message = self.socket.next() => message.ok_or(Over)??,
            };
            match message {
                Message::Text(text) => return Ok(text.as_str().to_owned()),
                Message::Close(_) => return Err(Over),
                // Pings are answered by the library; binary frames are not part of the protocol.
                _ => {}
            }
        }
    }

    async fn ask(&mut self, ask: Ask) -> Result<(), Over> {
        match self.program.mode() {
            Mode::Window => {
                let ticket = Ticket::new(&self.program, ask.clone());
                let choice = self.wait(ticket).await?;
                self.answer(&ask, choice, None).await
            }
            Mode::Scripted { outcome, key } => self.play(&ask, outcome, key).await,
        }
    }

    async fn play(&mut self, ask: &Ask, outcome: Outcome, key: Option<String>) -> Result<(), Over> {
        let named = key.and_then(|key| key.parse().ok());
        let chosen = named.or_else(|| first_match(ask, &self.program.holders()));
        // With no key to choose from, a person can only cancel.
        let choice = chosen.map_or(Choice::Cancel, Choice::Key);
        match outcome {
            Outcome::Ok => self.answer(ask, choice, None).await,
            Outcome::Flawed(flaw) => self.answer(ask, choice, Some(flaw)).await,
            Outcome::ExtraGreeting => {
                self.say(GREETING.to_owned()).await?;
                self.answer(ask, choice, None).await
            }
            Outcome::Cancel => self.answer(ask, Choice::Cancel, None).await,
            Outcome::InvocationError => {
                let details = "org.json.JSONException: JSONObject[\"data\"] not found.";
                self.say(ask.dialect.broken(details)).await
            }
            Outcome::Close => Err(Over),
            Outcome::Silence => loop {
                self.hear_while_waiting().await?;
            },
            Outcome::NoGreeting => self.stay_silent().await,
        }
    }

    /// Hears everything and says nothing.
    async fn stay_silent(&mut self) -> Result<(), Over> {
        loop {
            self.hear().await?;
        }
    }

    /// Waits for the window; the page may go away meanwhile.
    async fn wait(&mut self, mut ticket: Ticket) -> Result<Choice, Over> {
        loop {
            tokio::select! {
                choice = &mut ticket.choice => return choice.map_err(|_| Over),
                heard = self.hear_while_waiting() => heard?,
            }
        }
    }

    /// Heartbeats are answered at once, requests after the one that waits.
    async fn hear_while_waiting(&mut self) -> Result<(), Over> {
        let text = self.hear().await?;
        if text == HEARTBEAT {
            return self.say(text).await;
        }
        self.later.push_back(text);
        Ok(())
    }

    async fn answer(&mut self, ask: &Ask, choice: Choice, flaw: Option<Flaw>) -> Result<(), Over> {
        let Choice::Key(key) = choice else {
            return self.say(ask.dialect.cancelled()).await;
        };
        let (program, asked) = (self.program.clone(), ask.clone());
        // Making a key on first use takes long.
        let signed = tokio::task::spawn_blocking(move || sign(&program, &asked, &key, flaw)).await;
        let mut messages = signed.unwrap_or_else(|panic| Err(AuthorityError::Key(panic.to_string())));
        if ask.stamped && flaw.is_none() {
            messages = stamped(&self.program, messages).await;
        }
        let text = match messages {
            Ok(messages) => {
                ask.dialect.signed(&messages).unwrap_or_else(|error| ask.dialect.broken(&error.to_string()))
            }
            Err(error) => ask.dialect.broken(&error.to_string()),
        };
        self.say(text).await
    }
}

async fn stamped(
    program: &NcaLayer,
    messages: Result<Vec<Vec<u8>>, AuthorityError>,
) -> Result<Vec<Vec<u8>>, AuthorityError> {
    let mut all = Vec::new();
    for message in messages? {
        all.push(program.stamped(&message).await.map_err(AuthorityError::Key)?);
    }
    Ok(all)
}

fn sign(program: &NcaLayer, ask: &Ask, key: &KeyId, flaw: Option<Flaw>) -> Result<Vec<Vec<u8>>, AuthorityError> {
    let holders = program.holders();
    let holder = holders.iter().find(|holder| holder.iin == key.iin);
    let holder = holder.ok_or_else(|| AuthorityError::Key(format!("no holder of {key}")))?;
    let (authority, now) = (program.authority(), program.now());
    let key = authority.key(holder, key.kind, key.state)?;
    let sign = |content: &Vec<u8>| flaw::sign(authority, &key, (content, ask.attached), now, flaw);
    ask.contents.iter().map(sign).collect()
}

/// A place in the window's queue; given up when dropped.
struct Ticket {
    program: NcaLayer,
    id: String,
    choice: tokio::sync::oneshot::Receiver<Choice>,
}

impl Ticket {
    fn new(program: &NcaLayer, ask: Ask) -> Self {
        let (id, choice) = program.queue().add(ask);
        Self { program: program.clone(), id, choice }
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        self.program.queue().remove(&self.id);
    }
}
