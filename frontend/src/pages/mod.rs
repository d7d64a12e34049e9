//! Pages that need no session.

mod information;
mod register;
mod robot_check;
mod start;

pub use information::{AccessibilityPage, NotFoundPage, OfficesPage};
pub use register::RegisterPage;
pub use start::StartPage;
