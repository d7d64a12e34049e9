//! Pieces of forms that several services use. They know no service and not where they stand.

pub mod bank_details;
pub mod contacts;
pub mod identity_document;
