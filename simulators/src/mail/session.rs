//! One conversation of the mail protocol (RFC 5321): greeting, commands in their order, data, end.

use std::{
    io::{Error, ErrorKind, Result},
    sync::Arc,
    time::Duration,
};

use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::TcpStream,
    time::timeout,
};

use super::{
    command::{Command, LARGEST, Wrong, parse},
    deliver,
};
use crate::world::World;

/// A silent client is let go after this long (section 4.5.3.2.7).
const PATIENCE: Duration = Duration::from_secs(300);
/// The longest command line that is read; the protocol allows 512 bytes and extensions add to it.
const LONGEST_COMMAND: usize = 2048;
/// Lines of a letter may be longer than the 1000 bytes of the protocol: nothing is gained by refusing them.
const LONGEST_LINE: usize = 64 * 1024;
/// Recipients of one letter (section 4.5.3.1.8).
const MOST_RECIPIENTS: usize = 100;

#[derive(Default)]
struct Envelope {
    greeted: bool,
    sender: bool,
    recipients: Vec<String>,
}

impl Envelope {
    fn clear(&mut self) {
        self.sender = false;
        self.recipients.clear();
    }
}

struct Session {
    stream: BufReader<TcpStream>,
    world: Arc<World>,
    delay: Duration,
    envelope: Envelope,
}

/// A line: read whole, too long, or the other side is gone.
enum Line {
    Whole(Vec<u8>),
    TooLong,
    End,
}

/// Talks until `QUIT` or the end of the connection.
///
/// # Errors
/// The connection broke or was silent for five minutes.
pub async fn run(stream: TcpStream, world: Arc<World>, delay: Duration) -> Result<()> {
    let mut session = Session { stream: BufReader::new(stream), world, delay, envelope: Envelope::default() };
    session.reply("220 simulators.invalid ESMTP").await?;
    loop {
        let line = match session.line(LONGEST_COMMAND).await? {
            Line::Whole(line) => line,
            Line::TooLong => {
                session.reply("500 5.5.2 Line too long").await?;
                continue;
            }
            Line::End => return Ok(()),
        };
        let parsed = std::str::from_utf8(&line).map_err(|_| Wrong::Arguments).and_then(parse);
        match parsed {
            Ok(Command::Quit) => return session.reply("221 2.0.0 Bye").await,
            Ok(command) => session.obey(command).await?,
            Err(Wrong::Unknown) => session.reply("500 5.5.1 Command not recognized").await?,
            Err(Wrong::Arguments) => session.reply("501 5.5.4 Syntax error in arguments").await?,
            Err(Wrong::Parameter) => session.reply("555 5.5.4 Parameter not implemented").await?,
        }
    }
}

impl Session {
    async fn obey(&mut self, command: Command) -> Result<()> {
        match command {
            Command::Helo => {
                self.greet();
                self.reply("250 simulators.invalid").await
            }
            Command::Ehlo => {
                self.greet();
                let reply = format!(
                    "250-simulators.invalid\r\n250-PIPELINING\r\n250-SIZE {LARGEST}\r\n250-8BITMIME\r\n\
                     250-ENHANCEDSTATUSCODES\r\n250 SMTPUTF8"
                );
                self.reply(&reply).await
            }
            Command::Mail { .. } if !self.envelope.greeted || self.envelope.sender => {
                self.reply("503 5.5.1 Bad sequence of commands").await
            }
            Command::Mail { size } if size > LARGEST => self.reply("552 5.3.4 Message too large").await,
            Command::Mail { .. } => {
                self.envelope.sender = true;
                self.reply("250 2.1.0 OK").await
            }
            Command::Rcpt(_) if !self.envelope.sender => self.reply("503 5.5.1 Bad sequence of commands").await,
            Command::Rcpt(_) if self.envelope.recipients.len() == MOST_RECIPIENTS => {
                self.reply("452 4.5.3 Too many recipients").await
            }
            Command::Rcpt(address) => {
                self.envelope.recipients.push(address);
                self.reply("250 2.1.5 OK").await
            }
            Command::Data if self.envelope.recipients.is_empty() => self.reply("503 5.5.1 No valid recipients").await,
            Command::Data => self.data().await,
            Command::Rset => {
                self.envelope.clear();
                self.reply("250 2.0.0 OK").await
            }
            Command::Vrfy => self.reply("252 2.5.2 Cannot verify, will accept").await,
            Command::Noop | Command::Quit => self.reply("250 2.0.0 OK").await,
        }
    }

    fn greet(&mut self) {
        self.envelope.clear();
        self.envelope.greeted = true;
    }

    /// Reads the letter up to the single dot; what is too large is read to its end and refused.
    async fn data(&mut self) -> Result<()> {
        self.reply("354 End data with <CR><LF>.<CR><LF>").await?;
        let mut letter = Vec::new();
        let mut too_large = false;
        loop {
            match self.line(LONGEST_LINE).await? {
                Line::End => return Err(ErrorKind::UnexpectedEof.into()),
                Line::TooLong => too_large = true,
                Line::Whole(line) if line == b"." => break,
                Line::Whole(line) => {
                    let line = line.strip_prefix(b".").unwrap_or(&line); // dot-unstuffing, section 4.5.2
                    too_large |= letter.len() + line.len() + 2 > LARGEST;
                    if !too_large {
                        letter.extend_from_slice(line);
                        letter.extend_from_slice(b"\r\n");
                    }
                }
            }
        }
        let delivered = !too_large && deliver(&self.world, &self.envelope.recipients, &letter);
        self.envelope.clear();
        match (too_large, delivered) {
            (true, _) => self.reply("552 5.3.4 Message too large").await,
            (false, true) => self.reply("250 2.0.0 OK").await,
            (false, false) => self.reply("554 5.6.0 Not a message").await,
        }
    }

    async fn reply(&mut self, text: &str) -> Result<()> {
        if !self.delay.is_zero() {
            self.world.pause(self.delay).await;
        }
        self.stream.get_mut().write_all(format!("{text}\r\n").as_bytes()).await
    }

    /// The next line without its end. A longer one is read over, so that the conversation stays in step.
    async fn line(&mut self, longest: usize) -> Result<Line> {
        let read = timeout(PATIENCE, read_line(&mut self.stream, longest)).await;
        read.unwrap_or_else(|_| Err(Error::new(ErrorKind::TimedOut, "the client said nothing for five minutes")))
    }
}

async fn read_line(stream: &mut BufReader<TcpStream>, longest: usize) -> Result<Line> {
    let mut too_long = false;
    loop {
        let mut line = Vec::new();
        // One byte more than allowed tells a line that is too long from one that just fits.
        let mut limited = (&mut *stream).take(longest as u64 + 2);
        limited.read_until(b'\n', &mut line).await?;
        match line.strip_suffix(b"\n") {
            Some(_) if too_long => return Ok(Line::TooLong),
            Some(line) => return Ok(Line::Whole(line.strip_suffix(b"\r").unwrap_or(line).to_vec())),
            None if line.len() == longest + 2 => too_long = true,
            None => return Ok(Line::End),
        }
    }
}
