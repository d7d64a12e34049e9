//! The API as a browser meets it: the real router and store, simulators in the same process, a clock that tests move.

#![expect(clippy::unwrap_used, reason = "in a test an unwrap is a failed test")]

#[path = "../support/mod.rs"]
mod support;

mod applications;
mod attacks;
mod audit;
mod checking;
mod clock_set_back;
mod drafts;
mod gost;
mod headers;
mod login;
mod login_challenge;
mod notices;
mod on_record;
mod outbox;
mod own_applications;
mod pages;
mod password_forms;
mod passwords;
mod pdf;
mod phone;
mod problems;
mod qr;
mod qr_refusals;
mod reach;
mod receipt_command;
mod receipts;
mod registration;
mod registration_older;
mod registration_refusals;
mod review;
mod revocation;
mod road;
mod services;
mod sessions;
mod signature;
mod signature_login;
mod signing_machine;
mod start;
mod tampering;
mod throttle;
mod time_stamps;
mod told;
mod two_processes;
