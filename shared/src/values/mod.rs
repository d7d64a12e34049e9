//! Values that cannot be wrong: each is read from text with `FromStr<Err = Code>` and keeps its one written form.
//!
//! They check shape only; limits that may change (prefix lists, amounts, dates) are rules over facts.

pub mod day;
pub mod full_name;
pub mod iin;
pub mod money;
