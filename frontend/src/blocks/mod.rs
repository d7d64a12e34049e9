//! Pieces of forms that several services use. They know no service and not where they stand.

mod bank_details;
mod contacts;
mod identity_document;

pub use bank_details::{Payee, bank_details};
pub use contacts::contacts;
pub use identity_document::{KnownDocuments, identity_document};

use crate::ui::Fact;
use crate::words::Words;

/// A row whose label is the text of `id`.
fn fact(words: &Words, id: &str, value: impl Into<yew::AttrValue>) -> Fact {
    Fact::new(words.get(id), value)
}
