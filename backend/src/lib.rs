//! The server of the personal cabinet (ARCHITECTURE.md shows the way of a request).

pub mod app;
pub mod applications;
pub mod audit;
pub mod auth;
pub mod clock;
pub mod gateways;
pub mod http;
pub mod judge;
pub mod keys;
pub mod notices;
pub mod pdf;
pub mod receipt;
mod running;
pub mod services;
pub mod settings;
pub mod store;
pub mod turns;

pub use app::App;
pub use clock::{Clock, Random};
pub use running::{Running, start};
pub use settings::Settings;
