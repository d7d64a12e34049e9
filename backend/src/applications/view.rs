//! Rows of the store as the API shows them.

use crate::clock::rfc3339;
use crate::store::applications::{Listed, Step};
use crate::store::consents::Consent;
use crate::store::drafts;
use crate::store::reviews::Review;
use shared::api::{ApplicationSummary, ConsentView, DraftSummary, ReviewView, SignedView, StatusView};
use shared::values::iin::Iin;

pub(super) fn summary(listed: Listed) -> ApplicationSummary {
    ApplicationSummary {
        number: listed.number,
        kind: listed.kind,
        signed_at: rfc3339(listed.signed_at),
        status: listed.status,
        status_at: rfc3339(listed.status_at),
        reason: listed.reason,
        account: listed.subject.account,
        contribution: listed.subject.contribution,
        amount: listed.amount.or(listed.subject.amount),
    }
}

pub(super) fn signed(listed: Listed) -> SignedView {
    SignedView { number: listed.number, signed_at: rfc3339(listed.signed_at), status: listed.status }
}

pub(super) fn status(step: Step) -> StatusView {
    StatusView { status: step.status, at: rfc3339(step.at), reason: step.reason, amount: step.amount }
}

pub(super) fn draft(listed: drafts::Listed) -> DraftSummary {
    DraftSummary { kind: listed.kind, saved_at: rfc3339(listed.saved_at) }
}

pub(super) fn consent(consent: Consent) -> ConsentView {
    ConsentView {
        version: consent.version,
        given_at: rfc3339(consent.given_at),
        language: consent.language,
        channel: consent.channel,
    }
}

pub(super) fn review(review: Review, iin: Iin, application: Option<String>) -> ReviewView {
    ReviewView {
        id: review.id,
        kind: review.kind,
        number: review.number,
        document: review.document,
        language: review.language,
        made_at: rfc3339(review.made_at),
        application,
        iin,
    }
}
