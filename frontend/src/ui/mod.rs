//! Parts that pages are made of. They know forms and own accessibility; they know no service.

mod buttons;
mod check_box;
mod choice;
mod dialog;
mod enter_form;
mod error_summary;
mod facts;
mod field;
mod fieldset;
mod loading;
pub mod markup;
mod notice;
mod page;
mod password_field;
mod select;
mod steps;
mod tag;
mod text_field;

pub use buttons::{SubmitButton, missing};
pub use check_box::CheckBox;
pub use choice::{Choice, YesNo};
pub use dialog::Dialog;
pub use enter_form::{Send, enter_form, password, summary, username};
pub use error_summary::{ErrorSummary, field_link};
pub use facts::{Fact, Facts};
pub use field::Offer;
pub use fieldset::Fieldset;
pub use loading::Loading;
pub use notice::{FailureNotice, Notice, Tone};
pub use page::Page;
pub use password_field::PasswordField;
pub use select::Select;
pub use steps::Steps;
pub use tag::Tag;
pub use text_field::TextField;

#[cfg(test)]
mod tests;
