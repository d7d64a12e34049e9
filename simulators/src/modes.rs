//! Registers that can be switched: on, off, silent or slow, by the desk or by a test.

use std::{collections::BTreeMap, sync::Mutex, time::Duration};

use axum::{
    extract::{Request, State},
    http::StatusCode,
    middleware::Next,
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};

use crate::{answer::failure, world::World};

/// How long a silent register keeps the connection before it gives up itself: longer than any client waits.
pub const SILENCE: Duration = Duration::from_secs(120);

/// An outside system that can be switched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Register {
    /// БЖЗҚ АЖ.
    Fund,
    /// ЖТ МДБ.
    PersonRegister,
    /// The register of persons with disability.
    DisabilityRegister,
    /// Banks and their branches.
    BankDirectory,
    /// The SMS gateway.
    Sms,
    /// The mail server.
    Mail,
    /// Revocation answers (OCSP).
    Authority,
    /// Lists of revoked certificates (CRL).
    RevocationLists,
    /// Time stamps (RFC 3161).
    TimeStamps,
    /// The signing program.
    Ncalayer,
}

impl Register {
    /// All of them, in the order of the desk.
    pub const ALL: [Self; 10] = [
        Self::Fund,
        Self::PersonRegister,
        Self::DisabilityRegister,
        Self::BankDirectory,
        Self::Sms,
        Self::Mail,
        Self::Authority,
        Self::RevocationLists,
        Self::TimeStamps,
        Self::Ncalayer,
    ];
}

/// What a switched register does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Behaviour {
    /// Answers.
    #[default]
    On,
    /// Answers 503 at once; mail greets with 421.
    Off,
    /// Takes the request and never answers.
    Silent,
    /// Answers after a while.
    Slow,
}

/// A register's switch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mode {
    /// What it does.
    #[serde(rename = "mode")]
    pub behaviour: Behaviour,
    /// Milliseconds before the answer of a slow register.
    #[serde(default)]
    pub delay_ms: u64,
}

impl Mode {
    /// Works.
    pub const ON: Self = Self { behaviour: Behaviour::On, delay_ms: 0 };
    /// Refuses at once.
    pub const OFF: Self = Self { behaviour: Behaviour::Off, delay_ms: 0 };
    /// Never answers.
    pub const SILENT: Self = Self { behaviour: Behaviour::Silent, delay_ms: 0 };

    /// Answers after so many milliseconds.
    #[must_use]
    pub fn slow(delay_ms: u64) -> Self {
        Self { behaviour: Behaviour::Slow, delay_ms }
    }
}

/// All switches.
#[derive(Debug, Default)]
pub struct Switches(Mutex<BTreeMap<Register, Mode>>);

impl Switches {
    /// How a register stands.
    #[must_use]
    pub fn of(&self, register: Register) -> Mode {
        crate::world::locked(&self.0).get(&register).copied().unwrap_or_default()
    }

    /// Switches a register.
    pub fn set(&self, register: Register, mode: Mode) {
        crate::world::locked(&self.0).insert(register, mode);
    }

    /// Every register works again.
    pub fn reset(&self) {
        crate::world::locked(&self.0).clear();
    }
}

/// Stands before every HTTP register and plays its switch.
pub async fn gate(
    State((world, register)): State<(std::sync::Arc<World>, Register)>,
    request: Request,
    next: Next,
) -> Response {
    let mode = world.switches.of(register);
    match mode.behaviour {
        Behaviour::On => next.run(request).await,
        Behaviour::Off => failure(StatusCode::SERVICE_UNAVAILABLE, "switched-off").into_response(),
        Behaviour::Silent => {
            world.silence().await;
            failure(StatusCode::GATEWAY_TIMEOUT, "silent").into_response()
        }
        Behaviour::Slow => {
            world.pause(Duration::from_millis(mode.delay_ms)).await;
            next.run(request).await
        }
    }
}
