//! Pages that need no session, and those about entering and sessions.

mod checked;
mod code;
mod entrances;
pub mod information;
mod key;
mod not_me;
mod password;
mod register;
mod robot_check;
mod start;
mod verify;

pub use code::CodePage;
pub use entrances::EntrancesPage;
pub use key::KeyPage;
pub use not_me::NotMePage;
pub use password::PasswordPage;
pub use register::RegisterPage;
pub use start::StartPage;
pub use verify::VerifyPage;
