//! The road of every service, written once: open, consent, draft, review, sign, hand over to the Fund, follow.
//!
//! Nothing a client builds is ever signed or registered: a review is made here of proven values and never changes, and an
//! application is a review plus a verdict.

mod by;
mod checks;
mod consent;
pub(crate) mod crash;
mod describe;
mod draft;
mod follow;
mod home;
mod mirror;
mod open;
mod outbox;
mod qr;
mod review;
mod sign;
mod tagged;
mod told;
mod view;

pub use checks::check_due;
pub use mirror::mirror_once;
pub use outbox::deliver_due;

use crate::app::App;
use crate::http::ApiError;
use crate::pdf::Press;
use crate::turns::Turns;
use qr::Signings;
use shared::kernel::eligibility::Eligibility;
use shared::kernel::problem::Problem;
use std::sync::Arc;
use tokio::sync::Notify;
use tokio::task::JoinHandle;

pub use describe::routes;

/// What only the road needs of the server.
pub struct Road {
    press: Arc<Press>,
    outbox: Notify,
    signings: Signings,
}

impl Road {
    /// Reads fonts.
    ///
    /// # Errors
    /// One line that says what is wrong.
    pub fn open() -> Result<Self, String> {
        Ok(Self {
            press: Arc::new(Press::new(Turns::on_spare_cores()).map_err(|error| error.to_string())?),
            outbox: Notify::new(),
            signings: Signings::default(),
        })
    }

    /// Ends the streams that follow a signing, so that the server can end; pages open them again.
    pub fn end_streams(&self) {
        self.signings.end();
    }
}

/// Starts what runs beside the requests: handing applications over, reading what the Fund does with them, and judging
/// signatures again that could not be judged to the end.
pub fn start_workers(app: &App) -> Vec<JoinHandle<()>> {
    vec![
        tokio::spawn(outbox::run(app.clone())),
        tokio::spawn(mirror::run(app.clone())),
        tokio::spawn(checks::run(app.clone())),
    ]
}

/// Refuses when nothing can be applied for now. A register that is silent is a problem that passes.
fn refuse(eligibility: &Eligibility) -> Result<(), ApiError> {
    if eligibility.can_apply() {
        return Ok(());
    }
    let refusals = eligibility.reasons();
    let silent = refusals.iter().find_map(|refusal| match refusal {
        shared::kernel::eligibility::Refusal::RegisterSilent(register) => Some(*register),
        _ => None,
    });
    match silent {
        Some(register) if refusals.iter().all(|refusal| refusal.is_passing()) => {
            Err(Problem::RegisterSilent { register }.into())
        }
        _ => Err(Problem::Refused { refusals }.into()),
    }
}
