//! Who can apply.

use super::*;

pub(super) fn eligibility(_facts: &PensionPaymentFacts) -> Eligibility {
    Eligibility::default()
}
