//! Every text message and letter that was sent, newest last.

use std::sync::Mutex;

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::{records::Channel, world::locked};

/// So many are kept: the oldest fall out first.
const KEPT: usize = 2000;

/// A message that reached its addressee.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// The sender's identifier of a text message; the Message-ID of a letter, or a counted one where it has none.
    pub id: String,
    /// Text message or letter.
    pub channel: Channel,
    /// E.164 number or address.
    pub to: String,
    /// Subject of a letter.
    pub subject: Option<String>,
    /// The words.
    pub text: String,
    /// When it arrived.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// What became of a text message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// It is in the inbox (now, or since an earlier try with the same identifier).
    Taken,
    /// The identifier was used for another message.
    Conflict,
}

/// The inbox of all phones and mailboxes.
#[derive(Debug, Default)]
pub struct Inbox(Mutex<Letters>);

#[derive(Debug, Default)]
struct Letters {
    messages: Vec<Message>,
    mails: u64,
}

impl Letters {
    fn push(&mut self, message: Message) {
        if self.messages.len() == KEPT {
            self.messages.remove(0);
        }
        self.messages.push(message);
    }
}

impl Inbox {
    /// Everything, newest last.
    #[must_use]
    pub fn all(&self) -> Vec<Message> {
        locked(&self.0).messages.clone()
    }

    /// A text message. The same identifier again delivers nothing a second time.
    pub fn sms(&self, message: Message) -> Delivery {
        let mut letters = locked(&self.0);
        let earlier = letters.messages.iter().find(|it| it.channel == Channel::Sms && it.id == message.id);
        match earlier {
            Some(earlier) if earlier.to == message.to && earlier.text == message.text => Delivery::Taken,
            Some(_) => Delivery::Conflict,
            None => {
                letters.push(message);
                Delivery::Taken
            }
        }
    }

    /// A letter for one recipient. One with a Message-ID that the recipient has is put away: what mail stores call the
    /// suppression of duplicates.
    pub fn mail(&self, id: Option<String>, to: String, subject: Option<String>, text: String, at: OffsetDateTime) {
        let mut letters = locked(&self.0);
        letters.mails += 1;
        let id = id.unwrap_or_else(|| format!("mail-{}", letters.mails));
        if letters.messages.iter().any(|it| it.channel == Channel::Email && it.id == id && it.to == to) {
            return;
        }
        letters.push(Message { id, channel: Channel::Email, to, subject, text, at });
    }

    /// Throws everything away.
    pub fn clear(&self) {
        locked(&self.0).messages.clear();
    }
}
