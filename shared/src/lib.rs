//! Forms, rules, words and views of the personal cabinet: the same code in the browser and on the server.
//!
//! Pure: no input or output, no clock, no randomness.

pub mod api;
pub mod auth;
pub mod blocks;
#[cfg(feature = "tables")]
pub mod dictionaries;
pub mod kernel;
pub mod services;
pub mod signing_views;
pub mod texts;
pub mod values;
pub mod verify;
