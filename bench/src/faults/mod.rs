//! `make faults`: the programs are killed at every step between the stored document and the notice, started again, and the
//! person goes on. Nothing may be lost and nothing may be there twice.

mod client;
mod ground;
mod journey;
mod plan;
mod stage;
mod verdict;

pub use ground::Ground;
pub use plan::{Plan, STEPS};
pub use stage::Stage;
pub use verdict::{Fault, Outcome, Tally};

/// One run from the stored draft to the notice, with a kill on the way; tells how many messages came more than once.
///
/// # Errors
/// [`Fault`].
pub async fn run(stage: &mut Stage, plan: &Plan) -> Result<usize, Fault> {
    journey::Journey::begin(stage, plan).await?.finish().await
}
