//! The judging of a receipt at the moment of signing: what that moment is, and what is judged by which.
//!
//! A time stamp that holds is the moment: certificate and authorities must have been in date then, and the evidence is asked
//! for what it says of its own time. Without one the moment lies somewhere before the evidence. Then dates that were over when
//! the authority answered prove nothing against the signature: it may have waited for that answer («signed, being checked»).
//! The responder's answer is evidence of that moment only when it repeats the digest of this very signature.

use time::{Duration, OffsetDateTime};

use super::{
    CERTIFICATE_TRUSTED, CHAIN_DIFFERS, Clock, DOCUMENT_SIGNED, EXPIRED_SINCE, Finding, Judgement, KeptEvidence,
    NOT_REVOKED_THEN, REVOKED_SINCE, Receipt, TIME_STAMPED,
};
use crate::{
    Anchors, Checked, Evidence, Expected, Fault, Pending, Placement, Policy, Purpose, RevocationList, TimeStamp,
    Verdict, chain, conclude, dates, inspect, message::Message, pending, revocation, verify,
};

/// So far a signer's clock may be ahead before its word counts against him: programs write their local time as if it were UTC.
const CLOCK_ERROR: Duration = Duration::DAY;

/// An answer that anybody with the key may have asked for before there was this signature.
const ANOTHERS: Fault = Fault::RevocationUnknown("the answer was not asked for with this signature");

/// The whole list, and what has changed since.
type Lists = (RevocationList, Option<RevocationList>);

/// The evidence, when it may have been asked, and whose clock tells the moment of signing where there is no stamp.
struct Known<'a> {
    evidence: Evidence<'a>,
    from: OffsetDateTime,
    until: OffsetDateTime,
    clock: Clock,
    /// What the responder was asked with.
    nonce: Option<&'a [u8; 32]>,
}

impl Receipt {
    /// Judges the receipt at the moment of signing, by the pinned authorities alone: no clock, no network.
    #[must_use]
    pub fn judge(&self, anchors: &Anchors) -> Judgement {
        match self.judged(anchors) {
            Ok(judgement) => judgement,
            Err(fault) => Judgement::of_fault(&fault),
        }
    }

    fn judged(&self, anchors: &Anchors) -> Result<Judgement, Fault> {
        let lists = self.lists(anchors)?;
        let known = self.known(lists.as_ref())?;
        let message = Message::read(&self.cms)?;
        let policy = Policy { content: Placement::Either, ..Policy::default() };
        let expected = Expected { purpose: Purpose::Sign, content: &self.document, iin: None, policy };
        // One that does not hold is told in its place: after everything else.
        let stamp = match verify::time_stamp(&message, policy, anchors, known.until) {
            Ok(TimeStamp::Holds { at }) => Some(at),
            Ok(TimeStamp::Absent) | Err(_) => None,
        };
        let at = stamp.unwrap_or_else(|| known.moment_of(&message));
        let inspect_at = |at| inspect(&self.cms, &expected, anchors, at);
        let (checked, in_date) = match inspect_at(at) {
            Err(fault) if stamp.is_none() && dates_are_over(&fault) => {
                (inspect_at(known.earlier(&message)).map_err(|_| fault)?, false)
            }
            inspected => (inspected?, true),
        };
        let concluded = conclude(&checked, &known.evidence, known.nearest(at));
        let doubt = match &concluded {
            Err(Fault::Revoked { at }) if stamp.is_some_and(|stamp| stamp < *at) => Some(REVOKED_SINCE),
            Err(fault) => return Err(fault.clone()),
            Ok(_) if !in_date => Some(EXPIRED_SINCE),
            Ok(_) if stamp.is_none() && !known.proves(&message) => Some(ANOTHERS.code()),
            Ok(_) => None,
        };
        self.found(&checked, concluded.ok(), doubt, (at, known.clock))
    }

    /// What has been found, unless the certificates beside it are other ones.
    fn found(
        &self,
        checked: &Checked,
        verdict: Option<Verdict>,
        doubt: Option<&'static str>,
        (at, clock): (OffsetDateTime, Clock),
    ) -> Result<Judgement, Fault> {
        let Pending { chain, time_stamp, .. } = pending(checked)?;
        if chain != self.chain {
            return Ok(Judgement::refused(Finding::Invalid, CHAIN_DIFFERS));
        }
        if let Some(reason) = doubt {
            return Ok(Judgement::refused(Finding::CannotTell, reason));
        }
        let mut reasons = vec![DOCUMENT_SIGNED, CERTIFICATE_TRUSTED, NOT_REVOKED_THEN];
        let clock = match time_stamp {
            TimeStamp::Holds { .. } => {
                reasons.push(TIME_STAMPED);
                Clock::TimeStamp
            }
            TimeStamp::Absent => clock,
        };
        Ok(Judgement { finding: Finding::Valid, reasons, verdict, signed_at: Some((at, clock)) })
    }

    fn lists(&self, anchors: &Anchors) -> Result<Option<Lists>, Fault> {
        let KeptEvidence::Lists { base, delta } = &self.evidence else {
            return Ok(None);
        };
        let delta = delta.as_ref().map(|delta| RevocationList::read(delta, anchors)).transpose()?;
        Ok(Some((RevocationList::read(base, anchors)?, delta)))
    }

    fn known<'a>(&'a self, lists: Option<&'a Lists>) -> Result<Known<'a>, Fault> {
        match (&self.evidence, lists) {
            (KeptEvidence::Ocsp { answer, nonce }, _) => {
                let (from, until) = revocation::in_date(answer)?;
                let evidence = Evidence::Ocsp { answer, nonce };
                Ok(Known { evidence, from, until, clock: Clock::Responder, nonce: Some(nonce) })
            }
            (KeptEvidence::Lists { .. }, Some((base, delta))) => {
                let delta = delta.as_ref();
                let (from, until) = (base.this_update(), base.next_update());
                let from = delta.map_or(from, |delta| from.max(delta.this_update()));
                let until = delta.map_or(until, |delta| until.min(delta.next_update()));
                let evidence = Evidence::Lists { base, delta };
                Ok(Known { evidence, from, until, clock: Clock::Signer, nonce: None })
            }
            _ => Err(Fault::RevocationUnknown("no evidence was kept")),
        }
    }
}

impl Known<'_> {
    /// May its moment be taken for the message's, without a stamp? That of an answer may when the number it repeats is the
    /// signature's: whoever has a key can have it called good today, and sign whatever and whenever he likes.
    fn proves(&self, message: &Message) -> bool {
        self.nonce.is_none_or(|nonce| *nonce == message.signature_digest())
    }

    /// The moment nearest to this one at which the evidence may have been asked.
    fn nearest(&self, at: OffsetDateTime) -> OffsetDateTime {
        at.min(self.until).max(self.from)
    }

    /// The moment of a message without a stamp: of the responder's answer, or the signer's clock as far as the lists go. When
    /// it was accepted its certificate was there already, however old the answer and whatever that clock says.
    fn moment_of(&self, message: &Message) -> OffsetDateTime {
        let claimed = match self.clock {
            Clock::Signer => message.signing_time(),
            Clock::Responder | Clock::TimeStamp => None,
        };
        self.nearest(claimed.unwrap_or(self.from).max(begin(message)))
    }

    /// A moment at which it may have been signed before the authority answered. The signer's own clock is no proof; but where it
    /// says as well, and clearly, that the dates were over, nothing speaks for an earlier one.
    fn earlier(&self, message: &Message) -> OffsetDateTime {
        let begin = begin(message);
        let claimed = message.signing_time().map_or(begin, |claimed| claimed.saturating_sub(CLOCK_ERROR));
        claimed.min(self.from).max(begin)
    }
}

/// The first moment of the certificate's dates.
fn begin(message: &Message) -> OffsetDateTime {
    dates::instant(message.leaf.tbs_certificate.validity.not_before)
}

fn dates_are_over(fault: &Fault) -> bool {
    matches!(fault, Fault::Expired { .. } | Fault::Untrusted(chain::OUTSIDE_DATES))
}
