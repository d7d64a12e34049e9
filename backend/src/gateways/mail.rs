//! Mail over SMTP.

use super::register::{GatewayError, GatewayFault};
use lettre::message::{Mailbox, header::ContentType};
use lettre::transport::smtp;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use shared::kernel::eligibility::Register;
use std::error::Error;
use std::io::ErrorKind;
use std::time::Duration;
use time::OffsetDateTime;

/// How long a command of the mail server is waited for.
const TIME_LIMIT: Duration = Duration::from_secs(4);

/// The mail server's client.
pub struct Mail {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

/// A letter.
pub struct Letter<'a> {
    /// Identifier; the same letter sent twice has the same.
    pub id: &'a str,
    /// Address.
    pub to: &'a str,
    /// Subject.
    pub subject: &'a str,
    /// Plain text.
    pub text: &'a str,
    /// Its date.
    pub at: OffsetDateTime,
}

impl Mail {
    /// A client of the server at `address` (`smtp://` or `smtps://`).
    ///
    /// # Errors
    /// One line: the address or the sender is unusable.
    pub fn new(address: &str, from: &str) -> Result<Self, String> {
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(address)
            .map_err(|error| format!("SMTP_URL: {error}"))?
            .timeout(Some(TIME_LIMIT))
            .build();
        let from = from.parse().map_err(|error| format!("MAIL_FROM: {error}"))?;
        Ok(Self { transport, from })
    }

    /// Hands a letter over.
    ///
    /// # Errors
    /// The server did not take it, or the address is none; no detail names the address.
    pub async fn send(&self, letter: Letter<'_>) -> Result<(), GatewayError> {
        let fault = |fault| GatewayError { register: Register::Mail, fault };
        let to: Mailbox =
            letter.to.parse().map_err(|_| fault(GatewayFault::Refused("the address is none".to_owned())))?;
        let host = self.from.email.domain();
        let message = Message::builder()
            .from(self.from.clone())
            .to(to)
            .subject(letter.subject)
            .date(letter.at.into())
            .message_id(Some(format!("<{}@{host}>", letter.id)))
            .header(ContentType::TEXT_PLAIN)
            .body(letter.text.to_owned())
            .map_err(|error| fault(GatewayFault::Refused(error.to_string())))?;
        let sending = tokio::time::timeout(TIME_LIMIT * 2, self.transport.send(message)).await;
        match sending {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(fault(failure(&error))),
            Err(_) => Err(fault(GatewayFault::Silent("no answer in time".to_owned()))),
        }
    }
}

/// What went wrong. The text of the server's answer may repeat the address, so its number alone is told.
fn failure(error: &smtp::Error) -> GatewayFault {
    match error.status() {
        Some(status) => GatewayFault::Failed(format!("status {status}")),
        None if is_unreachable(error) => GatewayFault::Failed("no connection".to_owned()),
        None => GatewayFault::Silent("the connection broke".to_owned()),
    }
}

/// Was there never a line to the server? On one that broke later the letter may have got through.
fn is_unreachable(error: &smtp::Error) -> bool {
    let mut causes = std::iter::successors(error.source(), |&cause| cause.source());
    let kind = causes.find_map(|cause| cause.downcast_ref::<std::io::Error>()).map(std::io::Error::kind);
    matches!(kind, Some(ErrorKind::ConnectionRefused | ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable))
}
