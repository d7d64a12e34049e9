//! The outside world on loopback: the Fund, the state's registers, banks, messages, the certification authority and the
//! signing program, each over its real protocol. `contracts/` describes them, `personas.json` peoples them, and the desk
//! (`/desk/`) lets a person play them by hand.
//!
//! Tests start it in their own process: [`Outside::start`] with ports 0 gives back the addresses and a handle.

pub mod answer;
pub mod authority;
pub mod bank_directory;
pub mod clock;
pub mod desk;
pub mod disability_register;
pub mod flaw;
pub mod fund;
pub mod inbox;
pub mod mail;
pub mod modes;
pub mod ncalayer;
pub mod outside;
pub mod person_register;
pub mod personas;
pub mod phone;
pub mod records;
pub mod settings;
pub mod sms;
pub mod time_stamps;
pub mod world;

pub use outside::Outside;
pub use settings::Settings;

// At the root, so that every module sees it: the macro's module is private.
time::serde::format_description!(iso_date, Date, "[year]-[month]-[day]");
