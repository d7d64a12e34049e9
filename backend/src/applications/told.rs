//! What a person is told of an application of theirs: that it was accepted, and whether it sends money or messages elsewhere
//! than was known. It is one notice, put in the transaction that accepts the application.

use crate::http::ApiError;
use crate::services::Destinations;
use crate::store::notices::{self, About, Application, Notice, NoticeKind};
use crate::store::reviews::{self, Asked, Review};
use crate::store::{self, Db};
use shared::values::iin::Iin;

/// Puts the notice of an application on its way. Its identifier is made of the number: however often an acceptance is
/// begun, by whichever server, one is told.
pub(super) fn tell(db: &mut Db, iin: &Iin, review: &Review, now: i64) -> Result<(), ApiError> {
    let notice = Notice {
        id: format!("application-{}", review.number),
        kind: kind(db, iin, review)?,
        language: review.language,
        at: now,
        about: About::Application(Application { number: review.number.clone(), kind: review.kind }),
    };
    Ok(notices::put(db, iin, &notice)?)
}

fn kind(db: &mut Db, iin: &Iin, review: &Review) -> store::Result<NoticeKind> {
    let asked = Destinations::of(review.kind, &review.payload);
    let known = Destinations::known(review.kind, &reviews::facts(db, &review.id)?);
    let before = reviews::asked_before(db, iin, &review.number)?;
    let before = before.map(|Asked { kind, payload }| Destinations::of(kind, &payload));
    Ok(match (is_bank_new(&asked, before.as_ref()), are_contacts_new(&asked, &known, before.as_ref())) {
        (false, false) => NoticeKind::ApplicationAccepted,
        (true, false) => NoticeKind::BankChange,
        (false, true) => NoticeKind::ContactChange,
        (true, true) => NoticeKind::BankAndContactChange,
    })
}

/// Does the money go elsewhere than in the application before? Of a first one there is nothing to compare with.
fn is_bank_new(asked: &Destinations, before: Option<&Destinations>) -> bool {
    before.is_some_and(|before| asked.account.is_some() && asked.account != before.account)
}

/// Is there a mobile number or e-mail that neither the Fund nor the application before had? One that is left out changes
/// nothing: messages still go where they went.
fn are_contacts_new(asked: &Destinations, known: &Destinations, before: Option<&Destinations>) -> bool {
    let is_new = |of: fn(&Destinations) -> &Option<String>| {
        let asked = of(asked);
        asked.is_some() && asked != of(known) && before.is_none_or(|before| asked != of(before))
    };
    is_new(|it| &it.mobile) || is_new(|it| &it.email)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn to(account: &str, mobile: &str, email: &str) -> Destinations {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Destinations { account: some(account), mobile: some(mobile), email: some(email) }
    }

    #[test]
    fn money_that_goes_elsewhere_than_before_is_a_change() {
        for (asked, before, is_new) in [
            (to("A", "", ""), None, false),
            (to("A", "", ""), Some(to("A", "", "")), false),
            (to("B", "", ""), Some(to("A", "", "")), true),
            (to("B", "", ""), Some(to("", "", "")), true),
            (to("", "", ""), Some(to("A", "", "")), false),
        ] {
            assert_eq!(is_bank_new(&asked, before.as_ref()), is_new, "{asked:?} after {before:?}");
        }
    }

    #[test]
    fn a_contact_that_nobody_knew_is_a_change() {
        for (asked, known, before, is_new) in [
            (to("", "1", "a"), to("", "1", "a"), None, false),
            (to("", "1", ""), to("", "1", "a"), None, false),
            (to("", "2", "a"), to("", "1", "a"), None, true),
            (to("", "1", "b"), to("", "1", "a"), None, true),
            (to("", "1", "b"), to("", "1", ""), None, true),
            (to("", "2", "a"), to("", "1", "a"), Some(to("", "2", "a")), false),
            (to("", "1", "a"), to("", "1", "a"), Some(to("", "2", "b")), false),
            (to("", "3", "a"), to("", "1", "a"), Some(to("", "2", "a")), true),
        ] {
            assert_eq!(are_contacts_new(&asked, &known, before.as_ref()), is_new, "{asked:?}: {known:?}, {before:?}");
        }
    }
}
