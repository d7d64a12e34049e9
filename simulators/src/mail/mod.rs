//! A mail server that receives (RFC 5321) and puts every letter into the inbox.

mod command;
mod session;

use std::{sync::Arc, time::Duration};

use mail_parser::MessageParser;
use tokio::{
    io::AsyncWriteExt,
    net::{TcpListener, TcpStream},
};

use crate::{
    modes::{Behaviour, Register},
    world::World,
};

/// Pause after a failed accept (too many open files), so that the loop does not spin.
const BREATH: Duration = Duration::from_millis(100);

/// Takes connections until the end of the program.
pub async fn serve(listener: TcpListener, world: Arc<World>) {
    loop {
        tokio::select! {
            () = world.closed() => return,
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    tokio::spawn(converse(stream, Arc::clone(&world)));
                }
                Err(_) => tokio::time::sleep(BREATH).await,
            },
        }
    }
}

async fn converse(mut stream: TcpStream, world: Arc<World>) {
    let mode = world.switches.of(Register::Mail);
    let delay = match mode.behaviour {
        Behaviour::On => Duration::ZERO,
        Behaviour::Off => {
            // Whether the refused side still listens is its own business.
            let _ = stream.write_all(b"421 4.3.2 Service not available, closing transmission channel\r\n").await;
            return;
        }
        Behaviour::Silent => return world.silence().await,
        Behaviour::Slow => Duration::from_millis(mode.delay_ms),
    };
    tokio::select! {
        () = world.closed() => {}
        // A connection that breaks ends this conversation only.
        _ = session::run(stream, Arc::clone(&world), delay) => {}
    }
}

/// Reads a letter and puts it into the inbox of each recipient. `false`: not a letter.
fn deliver(world: &World, recipients: &[String], letter: &[u8]) -> bool {
    let Some(letter) = MessageParser::default().parse(letter) else { return false };
    let (id, subject) = (letter.message_id().map(str::to_owned), letter.subject().map(str::to_owned));
    let text = letter.body_text(0).unwrap_or_default().replace("\r\n", "\n");
    for recipient in recipients {
        world.inbox.mail(id.clone(), recipient.clone(), subject.clone(), text.trim_end().to_owned(), world.now());
    }
    true
}
