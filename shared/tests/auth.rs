//! Forms of registration and login.

mod common;

use common::{broken, day, violations};
use proptest::prelude::*;
use serde_json::json;
use shared::api::{Channel, MaskedContact};
use shared::auth::{
    ChangePasswordForm, CodeEntranceFacts, CodeEntranceForm, CodeLoginForm, CodePurpose, ContactChoiceForm, Guesses,
    LoginForm, MAX_PASSWORD, MIN_PASSWORD, NewPasswordForm, OlderRegistrationForm, OneTimeCode, RegistrationForm,
    TypedContact,
};
use shared::kernel::form::Form;
use shared::kernel::problem::Code;
use shared::texts::Language;

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
    // A mark is no character of its own: the browser counts what the server counts, in whichever form it was typed.
    for (apart, whole) in [("аи\u{306}дын таи\u{306} 7", "айдын тай 7"), ("аи\u{306}дын таи\u{306} 47", "айдын тай 47")]
    {
        let of = |password| broken(&new_password("123456", password, password), &Guesses::default());
        assert_eq!(of(apart), of(whole), "{whole}");
        assert_eq!(of(whole).is_empty(), whole.chars().count() == 12);
    }
    let valid = new_password("12 34 56", GOOD, GOOD).check(&Guesses::default()).ok().unwrap();
    assert_eq!((valid.code.as_str(), valid.password.as_str()), ("123456", GOOD));
    assert_eq!("12 3x".parse::<OneTimeCode>().err(), Some(Code::WrongLetter { letter: "x".into(), position: 4 }));
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

/// what nobody types goes along unchanged; an old client that sends none of it is understood.
#[test]
fn language_and_purpose_go_along() {
    let login = LoginForm { iin: IIN.into(), password: "x".into(), language: Language::Ru };
    assert_eq!(login.check(&None).ok().unwrap().language, Language::Ru);
    let registration = RegistrationForm { iin: IIN.into(), proof: "x".into(), purpose: CodePurpose::Entrance };
    assert_eq!(registration.check(&None).ok().unwrap().purpose, CodePurpose::Entrance);
    let plain: RegistrationForm = serde_json::from_value(json!({ "iin": IIN, "proof": "x" })).unwrap();
    assert_eq!(plain.purpose, CodePurpose::Password);
    assert_eq!(serde_json::from_value::<LoginForm>(json!({ "iin": IIN })).unwrap().language, Language::Kk);
}

/// after too many wrong passwords, the code and any password; never judged by the rules of a new one.
#[test]
fn code_login() {
    let rows: [(&str, &str, &[&str]); 6] = [
        ("123456", "x", &[]),
        (" 123-456", " ", &[]),
        ("", "", &["/code required", "/password required"]),
        ("12345", "x", &["/code wrong-length"]),
        ("1234567", "x", &["/code wrong-length"]),
        ("123456", "", &["/password required"]),
    ];
    for (code, password, expected) in rows {
        let form = CodeLoginForm { code: code.into(), password: password.into(), language: Language::En };
        assert_eq!(broken(&form, &()), expected, "{code}");
    }
    let form = CodeLoginForm { code: "12-34-56".into(), password: " p ".into(), language: Language::En };
    let valid = form.check(&()).ok().unwrap();
    assert_eq!((valid.code.as_str(), valid.password.as_str(), valid.language), ("123456", " p ", Language::En));
}

fn code_entrance(iin: &str, code: &str, password: &str, repeated: &str, proof: &str) -> CodeEntranceForm {
    let own = str::to_owned;
    CodeEntranceForm {
        iin: own(iin),
        code: own(code),
        password: own(password),
        repeated: own(repeated),
        proof: own(proof),
    }
}

/// IIN, code, a new password twice and the anti-robot check; the same rules as at the end of registration.
#[test]
fn code_entrance_rules() {
    let facts = CodeEntranceFacts {
        today: Some(day("2026-11-24")),
        guesses: Guesses { own: vec![IIN.into()], ..Guesses::default() },
    };
    let rows: [(CodeEntranceForm, &[&str]); 8] = [
        (code_entrance(IIN, "123456", GOOD, GOOD, "x"), &[]),
        (
            code_entrance("", "", "", "", ""),
            &["/iin required", "/code required", "/password required", "/repeated required", "/proof required"],
        ),
        (code_entrance("780417403078", "123456", GOOD, GOOD, "x"), &["/iin bad-checksum"]),
        (code_entrance(IIN, "12345", GOOD, GOOD, "x"), &["/code wrong-length"]),
        (code_entrance(IIN, "123456", "Көкжиек-19т", "Көкжиек-19т", "x"), &["/password too-short"]),
        (code_entrance(IIN, "123456", GOOD, "Көкжиек-19 Тау", "x"), &["/repeated mismatch"]),
        (code_entrance(IIN, "123456", GOOD, GOOD, ""), &["/proof required"]),
        (code_entrance(IIN, "123456", "iin 780417403079 !", "iin 780417403079 !", "x"), &["/password guessable"]),
    ];
    for (form, expected) in rows {
        assert_eq!(broken(&form, &facts), expected, "{} {}", form.iin, form.code);
    }
    let unborn = CodeEntranceFacts { today: Some(day("2012-06-29")), ..CodeEntranceFacts::default() };
    assert_eq!(broken(&code_entrance("120630503215", "123456", GOOD, GOOD, "x"), &unborn), ["/iin bad-date"]);
    let valid = code_entrance(IIN, "123456", GOOD, GOOD, "e30=").check(&facts).ok().unwrap();
    let new = (valid.new.code.as_str(), valid.new.password.as_str());
    assert_eq!((valid.iin.as_str(), new, valid.proof.as_str()), (IIN, ("123456", GOOD), "e30="));
}

/// the present password as it is, the new one by the rules of a new one.
#[test]
fn change_password() {
    let guesses = Guesses { own: vec!["СЕЙІТҚАЛИ ӘЛИЯ".into()], ..Guesses::default() };
    let change = |current: &str, password: &str, repeated: &str| ChangePasswordForm {
        current: current.into(),
        password: password.into(),
        repeated: repeated.into(),
    };
    let longest = "абвг-жзи".repeat(16);
    let rows: [(ChangePasswordForm, &[&str]); 8] = [
        (change("x", GOOD, GOOD), &[]),
        (change(" ", GOOD, GOOD), &[]),
        (change("", "", ""), &["/current required", "/password required", "/repeated required"]),
        (change("", GOOD, GOOD), &["/current required"]),
        (change("x", "Көкжиек-19т", "Көкжиек-19т"), &["/password too-short"]),
        (change("x", &longest, &longest), &[]),
        (change("x", &format!("{longest}я"), &format!("{longest}я")), &["/password too-long"]),
        (change("x", "Сейітқали менмін", "Сейітқали менмін"), &["/password guessable"]),
    ];
    for (form, expected) in rows {
        assert_eq!(broken(&form, &guesses), expected, "{}", form.password);
    }
    assert_eq!(broken(&change("x", GOOD, "Көкжиек"), &guesses), ["/repeated mismatch"]);
    let valid = change(" as typed ", GOOD, GOOD).check(&guesses).ok().unwrap();
    assert_eq!((valid.current.as_str(), valid.password.as_str()), (" as typed ", GOOD));
}

fn older(change: impl FnOnce(&mut OlderRegistrationForm)) -> OlderRegistrationForm {
    let own = str::to_owned;
    let mut form = OlderRegistrationForm {
        surname: own("ИВАНОВ"),
        given: own("ИВАН"),
        patronymic: own("ИВАНОВИЧ"),
        iin: own(IIN),
        contact: own("8 (777) 777 77 77"),
        proof: own("x"),
    };
    change(&mut form);
    form
}

/// R-062…R-068: every field of the older form but the patronymic must be there; the contact is a number or an address.
#[test]
fn older_registration() {
    type Form = OlderRegistrationForm;
    type Change = fn(&mut Form);
    let rows: [(Change, &[&str]); 13] = [
        (|_| {}, &[]),
        (|form| form.patronymic.clear(), &[]),
        (|form| form.surname = "  ".into(), &["/surname required"]),
        (|form| form.given.clear(), &["/given required"]),
        (|form| form.iin.clear(), &["/iin required"]),
        (|form| form.iin = "780417403078".into(), &["/iin bad-checksum"]),
        (|form| form.contact.clear(), &["/contact required"]),
        (|form| form.contact = "8 (777) 777 77 7".into(), &["/contact malformed"]),
        (|form| form.contact = "+1 202 555 01 42".into(), &["/contact not-kazakhstan"]),
        (|form| form.contact = "aty@posta.kz".into(), &[]),
        (|form| form.contact = "aty@posta".into(), &["/contact malformed"]),
        (|form| form.proof.clear(), &["/proof required"]),
        (
            |form| *form = Form::default(),
            &["/surname required", "/given required", "/iin required", "/contact required", "/proof required"],
        ),
    ];
    for (at, (change, expected)) in rows.into_iter().enumerate() {
        assert_eq!(broken(&older(change), &None), expected, "row {at}");
    }
}

/// names without the spaces around them, no patronymic for an empty one, the contact by its kind.
#[test]
fn older_registration_as_it_is_compared() {
    let form = older(|form| {
        form.surname = "  Иванов ".into();
        form.patronymic = " ".into();
    });
    let valid = form.check(&None).ok().unwrap();
    assert_eq!((valid.name.surname.as_str(), valid.name.patronymic.as_deref()), ("Иванов", None));
    assert_eq!(valid.contact, TypedContact::Phone("+77777777777".parse().unwrap()));
    assert_eq!((valid.iin.as_str(), valid.proof.as_str()), (IIN, "x"));
    let valid = older(|form| form.contact = "aty@posta.kz".into()).check(&None).ok().unwrap();
    assert_eq!(valid.contact, TypedContact::Email("aty@posta.kz".parse().unwrap()));
    assert_eq!(valid.name.patronymic.as_deref(), Some("ИВАНОВИЧ"));
    let unborn = older(|form| form.iin = "120630503215".into());
    assert_eq!(broken(&unborn, &Some(day("2012-06-29"))), ["/iin bad-date"]);
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
