//! Values that cannot be wrong: each is read from text with `FromStr<Err = Code>` and keeps its one written form.
//!
//! They check shape only; limits that depend on the person or the day (amounts, balances, dates) are rules over facts.

pub mod address;
pub mod bin;
pub mod day;
pub mod email;
pub mod full_name;
pub mod iban;
pub mod iin;
pub mod letters;
pub mod money;
pub mod phone;
pub mod postal_index;
