//! The state machine of signing: every pair of state and event, and walks that always end honestly.

use proptest::prelude::*;
use shared::kernel::problem::SignatureFault;
use shared::kernel::signing::{Event, NotSent, Outcome, Signing, Way};
use shared::texts::{Language, Texts};

const NUMBER: &str = "2026-000123";
const OTHER: &str = "2026-000124";

fn accepted() -> Signing {
    Signing::Accepted { number: NUMBER.into() }
}

fn checking() -> Signing {
    Signing::Checking { number: NUMBER.into() }
}

const WRONG_KEY: NotSent = NotSent::Refused { reason: SignatureFault::WrongKey };

fn states() -> Vec<Signing> {
    use Signing::{Asked, Opened, Ready, Sent};
    let asked = [Way::Key, Way::Qr].map(|way| Asked { way });
    let sent = [Way::Key, Way::Qr].map(|way| Sent { way });
    let ended = [NotSent::Cancelled, NotSent::Expired, WRONG_KEY, NotSent::Outdated, NotSent::Failed];
    let mut all = vec![Ready, Opened, accepted(), checking()];
    all.extend(asked.into_iter().chain(sent).chain(ended.map(Signing::NotSent)));
    all
}

fn events() -> Vec<Event> {
    use Event::*;
    vec![
        Ask(Way::Key),
        Ask(Way::Qr),
        Open,
        Send(Way::Key),
        Send(Way::Qr),
        Accept(NUMBER.into()),
        Accept(OTHER.into()),
        Check(NUMBER.into()),
        Refuse(SignatureFault::WrongKey),
        Cancel,
        Expire,
        Outdate,
        Fail,
        Return,
    ]
}

/// R-199…R-201: what may follow what, written down a second time: each line is a state, each letter an event of [`events`].
/// `k` asked by key, `q` asked by QR, `o` opened, `K` and `Q` sent, `a` accepted, `b` accepted with the other number, `c` being
/// checked, `r` refused, `x` cancelled, `t` expired, `d` outdated, `f` failed, `0` ready, `.` cannot happen.
#[test]
fn every_state_knows_what_may_follow() {
    let table = [
        ("Ready", Signing::Ready, "kq...abc......"),
        ("Asked Key", Signing::Asked { way: Way::Key }, "kq.K.abc.xtdf."),
        ("Asked Qr", Signing::Asked { way: Way::Qr }, "kqo..abc.xtdf."),
        ("Opened", Signing::Opened, "kqo.Qabc.xtdf."),
        ("Sent Key", Signing::Sent { way: Way::Key }, "...K.abcr.tdf."),
        ("Sent Qr", Signing::Sent { way: Way::Qr }, "kq..Qabcrxtdf."),
        ("Accepted", accepted(), ".....a........"),
        ("Checking", checking(), ".....a..r....."),
        ("Cancelled", Signing::NotSent(NotSent::Cancelled), "kq...abc.....0"),
        ("Expired", Signing::NotSent(NotSent::Expired), "kq...abc.....0"),
        ("Refused", Signing::NotSent(WRONG_KEY), "kq...abc.....0"),
        ("Outdated", Signing::NotSent(NotSent::Outdated), "kq...abc.....0"),
        ("Failed", Signing::NotSent(NotSent::Failed), "kq...abc.....0"),
    ];
    assert_eq!(table.len(), states().len());
    for (name, state, expected) in table {
        let found: String = events().into_iter().map(|event| letter(state.clone().after(event))).collect();
        assert_eq!(found, expected, "{name}");
    }
}

fn letter(state: Option<Signing>) -> char {
    let Some(state) = state else { return '.' };
    match state {
        Signing::Ready => '0',
        Signing::Asked { way: Way::Key } => 'k',
        Signing::Asked { way: Way::Qr } => 'q',
        Signing::Opened => 'o',
        Signing::Sent { way: Way::Key } => 'K',
        Signing::Sent { way: Way::Qr } => 'Q',
        Signing::Accepted { number } if number == NUMBER => 'a',
        Signing::Accepted { .. } => 'b',
        Signing::Checking { .. } => 'c',
        Signing::NotSent(NotSent::Refused { .. }) => 'r',
        Signing::NotSent(NotSent::Cancelled) => 'x',
        Signing::NotSent(NotSent::Expired) => 't',
        Signing::NotSent(NotSent::Outdated) => 'd',
        Signing::NotSent(NotSent::Failed) => 'f',
    }
}

/// The states travel between server and page, and rest in the store.
#[test]
fn states_are_written_as_described() {
    let written = |state: &Signing| serde_json::to_string(state).unwrap();
    assert_eq!(written(&Signing::Asked { way: Way::Qr }), r#"{"is":"asked","way":"qr"}"#);
    assert_eq!(written(&Signing::NotSent(WRONG_KEY)), r#"{"is":"not-sent","why":"refused","reason":"wrong-key"}"#);
    assert_eq!(written(&accepted()), r#"{"is":"accepted","number":"2026-000123"}"#);
    for state in states() {
        assert_eq!(serde_json::from_str::<Signing>(&written(&state)).unwrap(), state);
    }
}

proptest! {
    /// R-213 and the promise of signing: whatever happens in whatever order, there is one of the three outcomes or a way to
    /// «not sent, nothing lost»; an accepted application stays what it is.
    #[test]
    fn every_walk_can_end_honestly(steps in proptest::collection::vec(0..14usize, 0..60)) {
        let mut state = Signing::default();
        for step in steps {
            let Some(next) = state.clone().after(events()[step].clone()) else { continue };
            if state.outcome() == Some(Outcome::Accepted) {
                prop_assert_eq!(&next, &state);
            }
            if state.outcome() == Some(Outcome::Checking) {
                prop_assert!(next.outcome().is_some(), "a kept signature is answered, never forgotten: {next:?}");
            }
            state = next;
        }
        let can_leave = state == Signing::Ready
            || state.outcome().is_some()
            || state.clone().after(Event::Expire).is_some_and(|it| it.outcome() == Some(Outcome::NotSent));
        prop_assert!(can_leave, "{state:?}");
        if let Signing::NotSent(_) = state {
            prop_assert_eq!(state.after(Event::Return), Some(Signing::Ready));
        }
    }
}

/// R-200, R-201, R-205…R-210, R-213: the words that are prescribed, to the letter.
#[test]
fn prescribed_words_stand_to_the_letter() {
    let texts = Texts::of(Language::Kk);
    for (requirement, id, words) in [
        ("R-200", "sign-way-key", "ЭЦҚ-мен қол қою"),
        ("R-201", "sign-way-qr", "QR-мен қол қою"),
        ("R-205", "qr-app", "QR-код арқылы қол қою үшін eGov Mobile қосымшасын ашу қажет"),
        ("R-206", "qr-install", "Егер eGov Mobile қосымшаңыз жоқ болса, оны ресми сілтеме бойынша орнатыңыз:"),
        ("R-207", "qr-step-open", "Құрылғыңызда орнатылған eGov Mobile ашыңыз"),
        ("R-208", "qr-step-scanner", "Басты беттің жоғарғы оң бұрышындағы QR сканерін ашыңыз"),
        ("R-209", "qr-step-scan", "Кодты оқу үшін телефонның камерасын осы QR-ға беттеңіз"),
        ("R-210", "qr-finish", "Қол қоюды аяқтау"),
        ("R-213", "qr-state-accepted", "Қол қою сәтті аяқталды"),
    ] {
        assert_eq!(texts.get(id), words, "{requirement}");
    }
}
