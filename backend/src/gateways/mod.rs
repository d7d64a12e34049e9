//! Clients of the outside systems, each over its real protocol. No pretend data, no second implementation.

pub mod bank_directory;
pub mod disability_register;
pub mod fund;
pub mod lists;
pub mod mail;
pub mod ocsp;
pub mod person_register;
mod register;
pub mod sms;

pub use register::{GatewayError, GatewayFault};

use crate::clock::Clock;
use crate::settings::Settings;
use shared::api::Channel;
use std::time::Duration;

/// All of them.
pub struct Gateways {
    /// БЖЗҚ АЖ.
    pub fund: fund::Fund,
    /// ЖТ МДБ.
    pub person_register: person_register::PersonRegister,
    /// The register of persons with disability.
    pub disability_register: disability_register::DisabilityRegister,
    /// Banks and their branches.
    pub bank_directory: bank_directory::BankDirectory,
    /// Revocation answers.
    pub ocsp: ocsp::Ocsp,
    /// SMS.
    pub sms: sms::Sms,
    /// Mail.
    pub mail: mail::Mail,
}

impl Gateways {
    /// Clients of the systems that the settings name; nobody is asked yet.
    ///
    /// # Errors
    /// One line: an address or the TLS set-up is unusable.
    pub fn new(settings: &Settings, clock: &Clock) -> Result<Self, String> {
        let http = client().map_err(|error| format!("no HTTP client: {error}"))?;
        let tell = || clock.teller();
        Ok(Self {
            fund: fund::Fund::new(http.clone(), &settings.fund_url, tell()),
            person_register: person_register::PersonRegister::new(http.clone(), &settings.person_register_url, tell()),
            disability_register: disability_register::DisabilityRegister::new(
                http.clone(),
                &settings.disability_register_url,
                tell(),
            ),
            bank_directory: bank_directory::BankDirectory::new(http.clone(), &settings.bank_directory_url, tell()),
            ocsp: ocsp::Ocsp::new(http.clone(), &settings.ocsp_url, tell()),
            sms: sms::Sms::new(http, &settings.sms_url, tell()),
            mail: mail::Mail::new(&settings.smtp_url, &settings.mail_from)?,
        })
    }

    /// Hands a message over by one channel or the other; an SMS has no subject and no date.
    ///
    /// # Errors
    /// The gateway did not take it.
    pub async fn tell(&self, channel: Channel, letter: mail::Letter<'_>) -> Result<(), GatewayError> {
        match channel {
            Channel::Sms => self.sms.send(letter.id, letter.to, letter.text).await,
            Channel::Email => self.mail.send(letter).await,
        }
    }
}

impl GatewayError {
    /// May what was handed over have been taken all the same?
    #[must_use]
    pub const fn may_have_been_taken(&self) -> bool {
        matches!(self.fault, GatewayFault::Silent(_))
    }
}

/// The one HTTP client: redirects are not followed, since a register does not move by itself.
pub(crate) fn client() -> Result<reqwest::Client, reqwest::Error> {
    // A second call in the same process (tests) finds the provider installed, which is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder()
        .connect_timeout(Duration::from_secs(2))
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
        .build()
}
