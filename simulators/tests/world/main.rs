//! The outside world as its clients see it: over real sockets, each test with its own.

mod contracts;
mod desk;
mod fund;
mod mail;
mod personas;
mod registers;
mod start;
mod support;
