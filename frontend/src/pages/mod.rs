//! Pages that need no session.

pub mod information;
mod register;
mod robot_check;
mod start;

pub use register::RegisterPage;
pub use start::StartPage;
