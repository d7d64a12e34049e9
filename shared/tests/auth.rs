//! Forms of registration and login.

mod common;

use common::{broken, day, violations};
use proptest::prelude::*;
use shared::api::{Channel, MaskedContact};
use shared::auth::{
    ContactChoiceForm, Guesses, LoginForm, MAX_PASSWORD, MIN_PASSWORD, NewPasswordForm, OneTimeCode, RegistrationForm,
};
use shared::kernel::form::Form;
use shared::kernel::problem::Code;

const IIN: &str = "780417403079";

/// login asks for a right IIN and any password; a birth date to come is nobody's.
#[test]
fn login() {
    let rows: [(&str, &str, &[&str]); 7] = [
        (IIN, "x", &[]),
        (" 7804 1740 3079 ", " ", &[]),
        ("", "", &["/iin required", "/password required"]),
        ("78041740307", "x", &["/iin wrong-length"]),
        ("780417403078", "x", &["/iin bad-checksum"]),
        ("781317403079", "x", &["/iin bad-date"]),
        (IIN, "", &["/password required"]),
    ];
    for (iin, password, expected) in rows {
        let form = LoginForm { iin: iin.into(), password: password.into(), ..LoginForm::default() };
        assert_eq!(broken(&form, &None), expected, "{iin}");
    }
    let valid =
        LoginForm { iin: IIN.into(), password: " as typed ".into(), ..LoginForm::default() }.check(&None).ok().unwrap();
    assert_eq!((valid.iin.as_str(), valid.password.as_str()), (IIN, " as typed "));
}

/// born today is in order, born tomorrow is not; the browser does not know the day.
#[test]
fn not_born_yet() {
    let child = "120630503215";
    for (today, expected) in [(Some("2012-06-30"), 0), (Some("2012-06-29"), 1), (None, 0)] {
        let today = today.map(day);
        let login = LoginForm { iin: child.into(), password: "x".into(), ..LoginForm::default() };
        assert_eq!(violations(&login, &today).len(), expected);
        let registration = RegistrationForm { iin: child.into(), proof: "x".into(), ..RegistrationForm::default() };
        assert_eq!(violations(&registration, &today).len(), expected);
    }
}

/// IIN and the anti-robot check.
#[test]
fn registration() {
    let form = RegistrationForm::default();
    assert_eq!(broken(&form, &None), ["/iin required", "/proof required"]);
    let form = RegistrationForm { iin: IIN.into(), proof: "e30=".into(), ..RegistrationForm::default() };
    let valid = form.check(&None).ok().unwrap();
    assert_eq!((valid.iin.as_str(), valid.proof.as_str()), (IIN, "e30="));
}

/// one of the contacts on offer.
#[test]
fn contact_choice() {
    let contact = |id: &str| MaskedContact { id: id.into(), channel: Channel::Sms, masked: "+7 777 *** ** 77".into() };
    let offered = vec![contact("c1"), contact("c2")];
    let choose =
        |contact: Option<&str>| ContactChoiceForm { contact: contact.map(str::to_owned), ..Default::default() };
    assert_eq!(broken(&choose(None), &offered), ["/contact required"]);
    assert_eq!(broken(&choose(Some("c3")), &offered), ["/contact not-offered"]);
    assert_eq!(choose(Some("c2")).check(&offered).ok().unwrap().id, "c2");
}

fn new_password(code: &str, password: &str, repeated: &str) -> NewPasswordForm {
    NewPasswordForm { code: code.into(), password: password.into(), repeated: repeated.into() }
}

const GOOD: &str = "Көкжиек-19 тау";

/// the code of six digits and the password twice.
#[test]
fn new_password_rules() {
    let long = "аб1-х".repeat(25);
    let rows: [(NewPasswordForm, &[&str]); 12] = [
        (new_password("123456", GOOD, GOOD), &[]),
        (new_password(" 123-456 ", GOOD, GOOD), &[]),
        (new_password("", "", ""), &["/code required", "/password required", "/repeated required"]),
        (new_password("12345", GOOD, GOOD), &["/code wrong-length"]),
        (new_password("1234567", GOOD, GOOD), &["/code wrong-length"]),
        (new_password("12345о", GOOD, GOOD), &["/code wrong-letter"]),
        (new_password("123456", GOOD, "Көкжиек-19 Тау"), &["/repeated mismatch"]),
        (new_password("123456", GOOD, ""), &["/repeated required"]),
        (new_password("123456", "Көкжиек-19т", "Көкжиек-19т"), &["/password too-short"]),
        (new_password("123456", "Көкжиек-19тау", "Көкжиек-19тау"), &[]),
        (new_password("123456", &format!("{long}xyz"), &format!("{long}xyz")), &[]),
        (new_password("123456", &format!("{long}wxyz"), &format!("{long}wxyz")), &["/password too-long"]),
    ];
    for (form, expected) in rows {
        assert_eq!(broken(&form, &Guesses::default()), expected, "{} {}", form.code, form.password.chars().count());
    }
    assert_eq!((MIN_PASSWORD, MAX_PASSWORD, OneTimeCode::LENGTH), (12, 128, 6));
    let valid = new_password("12 34 56", GOOD, GOOD).check(&Guesses::default()).ok().unwrap();
    assert_eq!((valid.code.as_str(), valid.password.as_str()), ("123456", GOOD));
    let limits = violations(&new_password("123456", "short", "short"), &Guesses::default());
    assert_eq!(limits[0].code, Code::TooShort { min: 12 });
}

/// passwords that a stranger would try first.
#[test]
fn guessable_passwords() {
    let own = ["780417403079", "СЕЙІТҚАЛИ ӘЛИЯ НҰРЛАНҚЫЗЫ", "+77015550117", "aliya.s@posta.example"]
        .map(str::to_owned)
        .to_vec();
    let guesses = Guesses { own, is_common: |password| password == "correct horse battery" };
    for guessable in [
        "Correct Horse Battery",
        "aaaaaaaaaaaa",
        "abcdabcdabcd",
        "ENPF-2026-құпия",
        "менің бжзқ құпиям",
        "мой ЕНПФ пароль",
        "my uapf password",
        "iin 780417403079 !",
        "Сейітқали менмін",
        "8 7015550117 xyz",
        "Aliya.S-2026-tau",
        "қызым нұрланқызы",
    ] {
        let found = broken(&new_password("123456", guessable, guessable), &guesses);
        assert_eq!(found, ["/password guessable"], "{guessable}");
    }
    for good in [GOOD, "abcdeabcdeab", "posta.example-19", "correct horse battery staple"] {
        assert_eq!(broken(&new_password("123456", good, good), &guesses), [""; 0], "{good}");
    }
    // Three letters may be chance.
    let short = Guesses { own: vec!["ЛИ ДАН".into()], ..Guesses::default() };
    assert_eq!(broken(&new_password("123456", "асыл дана сөз", "асыл дана сөз"), &short), [""; 0]);
}

proptest! {
    /// exactly six digits make a code.
    #[test]
    fn codes(text in "[0-9 -]{0,9}") {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let code = text.parse::<OneTimeCode>();
        prop_assert_eq!(code.is_ok(), digits.len() == 6);
        if let Ok(code) = code {
            prop_assert_eq!(code.as_str(), digits);
        }
    }
}
