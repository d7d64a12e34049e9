//! The machinery that forms and services are declared with. It knows no service.

pub mod document;
pub mod eligibility;
pub mod form;
pub mod life;
pub mod merge;
pub mod problem;
pub mod signing;
pub mod words;
