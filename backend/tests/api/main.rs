//! The API as a browser meets it: the real router and store, simulators in the same process, a clock that tests move.

#[path = "../support/mod.rs"]
mod support;

mod login;
mod pages;
mod problems;
mod registration;
mod registration_refusals;
mod start;
