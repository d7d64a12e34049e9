//! Pieces of forms that several services use. They know no service and not where they stand.

mod bank_details;
mod contacts;
mod identity_document;

pub use bank_details::BankDetailsBlock;
pub use contacts::ContactsBlock;
pub use identity_document::IdentityDocumentBlock;

use crate::ui::Fact;
use crate::words::Words;

/// A row whose label is the text of `id`.
fn fact(words: &Words, id: &str, value: impl Into<yew::AttrValue>) -> Fact {
    Fact::new(words.get(id), value)
}
