//! Rules of the form.

use super::*;
use crate::kernel::form::{Checker, Form};

/// A new draft from what is known.
pub(super) fn start(_facts: &PensionPaymentFacts) -> PensionPaymentForm {
    PensionPaymentForm::default()
}

impl Form for PensionPaymentForm {
    const ID: &'static str = "pension-payment";
    type Facts = PensionPaymentFacts;
    type Valid = Payment;

    fn rules(&self, _facts: &PensionPaymentFacts, _on: &mut Checker<'_, Self>) -> Option<Payment> {
        None
    }
}
