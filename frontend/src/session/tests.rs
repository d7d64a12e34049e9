//! What happens to a session, without a browser around it.

use super::guard::{Stage, granted, read_out};
use super::*;
use shared::auth::views::EntranceWay;
use shared::values::full_name::FullName;
use wasm_bindgen_test::wasm_bindgen_test;

/// A citizen who has just signed in.
pub(crate) fn citizen(iin: &str) -> SessionView {
    let name = FullName { surname: "ӘЛІ".into(), given: "АСҚАР".into(), patronymic: None };
    SessionView { iin: iin.parse().unwrap(), name, way: EntranceWay::Password, idle_left: 900, left: 43_200 }
}

const ONE: &str = "780417403079";
const OTHER: &str = "900101300017";

fn known(iin: &str) -> Event {
    Event::Known(Some(citizen(iin)), 5.0)
}

fn after(events: Vec<Event>) -> Session {
    events.into_iter().fold(Session::default(), |session, event| session.after(event))
}

#[wasm_bindgen_test]
fn the_server_says_who_is_there() {
    assert_eq!(after(vec![Event::Known(None, 5.0)]).who, Who::Nobody);
    let session = after(vec![known(ONE)]);
    assert_eq!((session.who, session.heard, session.heard_at), (Who::Citizen(citizen(ONE)), 1, 5.0));
    assert_eq!(after(vec![Event::Known(None, 4.0), known(ONE)]).who, Who::Citizen(citizen(ONE)));
}

/// ux 8: an end covers the page, and the same person goes on; signing out leaves nothing.
#[wasm_bindgen_test]
fn an_end_covers_and_the_same_person_goes_on() {
    let covered = Who::Ended(citizen(ONE));
    assert_eq!(after(vec![known(ONE), Event::Ended]).who, covered);
    assert_eq!(after(vec![known(ONE), Event::Known(None, 6.0)]).who, covered);
    let back = after(vec![known(ONE), Event::Ended, known(ONE)]);
    assert_eq!((back.who, back.renewals), (Who::Citizen(citizen(ONE)), 1));
    assert_eq!(after(vec![known(ONE), known(ONE)]).renewals, 0);
    assert_eq!(after(vec![known(ONE), Event::SignedOut]).who, Who::Nobody);
    assert_eq!(after(vec![known(ONE), Event::Ended, Event::SignedOut]).who, Who::Nobody);
    assert_eq!(after(vec![Event::Known(None, 5.0), Event::Ended]).who, Who::Nobody);
}

/// ux 8: another person finds nothing of the first.
#[wasm_bindgen_test]
fn another_person_is_told_from_the_same_one() {
    let ended = after(vec![known(ONE), Event::Ended]);
    for (event, left) in
        [(known(ONE), false), (known(OTHER), true), (Event::SignedOut, true), (Event::Known(None, 5.0), false)]
    {
        assert_eq!(ended.is_left_by_person(&ended.after(event)), left);
    }
    assert_eq!(ended.after(known(OTHER)).renewals, 0);
    assert!(!Session::default().is_left_by_person(&after(vec![known(ONE)])));
}

/// ux 8: a warning 150 seconds before the end; the time is read out at 150, 60 and 20.
#[wasm_bindgen_test]
fn the_time_left() {
    for (left, stage, said) in [
        (900, Stage::Quiet, 150),
        (151, Stage::Quiet, 150),
        (150, Stage::Warning, 150),
        (61, Stage::Warning, 150),
        (60, Stage::Warning, 60),
        (21, Stage::Warning, 60),
        (20, Stage::Warning, 20),
        (1, Stage::Warning, 20),
        (0, Stage::Over, 20),
    ] {
        assert_eq!((Stage::of(left), read_out(left)), (stage, said), "{left}");
    }
    let mut last_hour = citizen(ONE);
    assert_eq!(granted(&last_hour), 900);
    last_hour.left = 100;
    assert_eq!(granted(&last_hour), 100);
}
