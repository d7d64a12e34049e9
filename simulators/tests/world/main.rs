//! The outside world as its clients see it: over real sockets, each test with its own.

#![expect(clippy::unwrap_used, reason = "in the helpers of a test too, what fails is the test")]

mod contracts;
mod desk;
mod fund;
mod mail;
mod personas;
mod phone;
mod program;
mod registers;
mod start;
mod support;
