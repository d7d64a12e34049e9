//! Words: everything that can be said has them in each language.

#[path = "common/spoken.rs"]
mod spoken;

use serde::de::DeserializeOwned;
use serde_json::json;
use shared::kernel::eligibility::{Refusal, Register};
use shared::kernel::form::Form;
use shared::kernel::life::ApplicationStatus;
use shared::kernel::problem::{Code, Problem, Violation};
use shared::kernel::words;
use shared::services::pension_payment::{PensionPayment, PensionPaymentForm};
use shared::services::{Service, ServiceKind};
use shared::texts::{Language, Texts};
use shared::verify;
use spoken::{codes, dictionary_ids, labels, problems, refusals, statuses};
use std::collections::BTreeSet;

fn each_language(test: impl Fn(&Texts)) {
    for language in Language::ALL {
        test(&Texts::of(language));
    }
}

fn full(text: &str, id: &str, language: Language) {
    assert!(!text.is_empty() && text != id, "{id} has no words in {language:?}");
    assert!(!text.contains(['{', '}', '\u{1}', '\u{3}']), "{id} in {language:?}: {text}");
}

/// every code says what is wrong, with its parameters filled in.
#[test]
fn codes_have_words() {
    each_language(|texts| {
        let mut seen = BTreeSet::new();
        for code in codes() {
            let violation = Violation { pointer: "/no_such_form/field".into(), code };
            let said = words::violation(texts, "none", &violation);
            full(&said, &format!("error-{}", violation.code.id()), texts.language());
            let arguments = words::arguments(&violation.code);
            for (name, value) in &arguments {
                assert!(said.contains(value), "{} does not say {name}: {said}", violation.code.id());
            }
            let told: BTreeSet<&str> = arguments.iter().map(|(name, _)| *name).collect();
            let wire = serde_json::to_value(&violation.code).unwrap();
            let sent = wire.as_object().unwrap().keys().map(String::as_str).filter(|name| *name != "code");
            assert_eq!(told, sent.collect(), "what {} sends and what it says", violation.code.id());
            assert!(seen.insert(said), "two codes say the same");
        }
    });
}

/// The names that a tagged type knows on the wire, as its reader tells them.
fn known<T: DeserializeOwned + std::fmt::Debug>(tag: &str) -> BTreeSet<String> {
    let error = serde_json::from_value::<T>(json!({ tag: "?" })).expect_err("no such name").to_string();
    error.split('`').skip(3).step_by(2).map(str::to_owned).collect()
}

/// The lists above leave nothing out.
#[test]
fn the_lists_are_complete() {
    let all: BTreeSet<String> = codes().iter().map(|code| code.id().to_owned()).collect();
    assert_eq!(all, known::<Code>("code"));
    let all: BTreeSet<String> = problems().iter().map(|problem| problem.id().to_owned()).collect();
    assert_eq!(all, known::<Problem>("code"));
    let all: BTreeSet<String> = refusals().iter().map(|refusal| refusal.id().to_owned()).collect();
    assert_eq!(all, known::<Refusal>("reason"));
}

/// A code's id is its name on the wire.
#[test]
fn ids_are_the_names_on_the_wire() {
    for code in codes() {
        assert_eq!(serde_json::to_value(&code).unwrap()["code"], code.id());
    }
    for problem in problems() {
        let wire = serde_json::to_value(&problem).unwrap();
        assert_eq!(wire["code"], problem.id());
        let fault = wire["reason"].as_str().map(|reason| format!("problem-{}-{reason}", problem.id()));
        assert_eq!(words::problem_id(&problem), fault.unwrap_or(format!("problem-{}", problem.id())));
    }
    for refusal in refusals() {
        assert_eq!(serde_json::to_value(refusal).unwrap()["reason"], refusal.id());
    }
    for register in Register::ALL {
        assert_eq!(serde_json::to_value(register).unwrap(), register.id());
    }
    for status in statuses() {
        assert_eq!(serde_json::to_value(&status).unwrap(), status.code());
        assert_eq!(serde_json::from_value::<ApplicationStatus>(status.code().into()).unwrap(), status);
    }
    assert_eq!(ApplicationStatus::from_code("new-one"), ApplicationStatus::Other("new-one".into()));
}

/// every problem says what happened and what to do.
#[test]
fn problems_have_words() {
    each_language(|texts| {
        for problem in problems() {
            let (id, told) = (words::problem_id(&problem), words::problem(texts, &problem));
            full(&told.what, &id, texts.language());
            full(&told.advice, &format!("{id}.advice"), texts.language());
        }
        let says = |problem: Problem, parameter: &str| {
            let told = words::problem(texts, &problem);
            assert!(format!("{} {}", told.what, told.advice).contains(parameter), "{problem:?}: {told:?}");
        };
        says(Problem::TooManyTries { retry_after: 8 }, "8");
        says(Problem::ResendTooSoon { retry_after: 42 }, "42");
        says(Problem::WrongCode { tries_left: 3 }, "3");
        says(Problem::Internal { reference: "r-17".into() }, "r-17");
        says(Problem::RegisterSilent { register: Register::Fund }, &texts.get("register-fund"));
        let errors = vec![Violation { pointer: "/iin".into(), code: Code::Required }; 2];
        says(Problem::InvalidForm { errors }, "2");
        let refused = Problem::Refused { refusals: vec![Refusal::NoSavings] };
        assert_eq!(words::problem(texts, &refused), words::refusal(texts, Refusal::NoSavings));
    });
}

/// ux 11: how many tries are left is told from three on; before, only what to do.
#[test]
fn tries_left_are_told_from_three_on() {
    each_language(|texts| {
        let said = |tries_left| words::problem(texts, &Problem::WrongCode { tries_left }).advice;
        let again = said(4);
        full(&again, "problem-wrong-code.again", texts.language());
        assert!(!again.contains(|it: char| it.is_ascii_digit()), "{again}");
        for left in 0..=3 {
            assert!(said(left).starts_with(&again) && said(left).contains(&left.to_string()), "{}", said(left));
        }
    });
}

/// a wait is told in the unit that people count it in, rounded up, with the word's own form.
#[test]
fn waits_are_told_in_seconds_minutes_or_hours() {
    let rows = [
        (1, "1 секундтан кейін", "через 1 секунду", "in 1 second"),
        (119, "119 секундтан кейін", "через 119 секунд", "in 119 seconds"),
        (120, "2 минуттан кейін", "через 2 минуты", "in 2 minutes"),
        (121, "3 минуттан кейін", "через 3 минуты", "in 3 minutes"),
        (3_600, "60 минуттан кейін", "через 60 минут", "in 60 minutes"),
        (7_199, "120 минуттан кейін", "через 120 минут", "in 120 minutes"),
        (7_200, "2 сағаттан кейін", "через 2 часа", "in 2 hours"),
        (72_001, "21 сағаттан кейін", "через 21 час", "in 21 hours"),
        (86_400, "24 сағаттан кейін", "через 24 часа", "in 24 hours"),
    ];
    for (retry_after, kk, ru, en) in rows {
        for (language, expected) in [(Language::Kk, kk), (Language::Ru, ru), (Language::En, en)] {
            for problem in [Problem::TooManyTries { retry_after }, Problem::ResendTooSoon { retry_after }] {
                let told = words::problem(&Texts::of(language), &problem).advice;
                let follows = told.split_once(expected).map(|(_, rest)| rest.starts_with(char::is_alphabetic));
                assert_eq!(follows, Some(false), "«{told}» should say «{expected}»");
            }
        }
    }
}

/// R-003… …R-103: every refusal says why and what to do.
#[test]
fn refusals_have_words() {
    each_language(|texts| {
        for refusal in refusals() {
            let (id, told) = (format!("refusal-{}", refusal.id()), words::refusal(texts, refusal));
            full(&told.what, &id, texts.language());
            full(&told.advice, &format!("{id}.advice"), texts.language());
        }
        let silent = words::refusal(texts, Refusal::RegisterSilent(Register::Sms));
        assert!(silent.what.contains(&texts.get("register-sms")));
    });
}

/// statuses, registers and the words of the dictionaries.
#[test]
fn dictionaries_have_words() {
    each_language(|texts| {
        for id in dictionary_ids() {
            let said = texts.find(&id, &[("amount", "1")]).unwrap_or_default();
            full(&format!("{said}."), &id, texts.language());
        }
    });
}

/// Every field has a label, which is the same in the document; a service has its title.
#[test]
fn fields_have_labels() {
    each_language(|texts| {
        for id in labels() {
            full(&texts.get(&id), &id, texts.language());
        }
        for kind in ServiceKind::ALL {
            full(&texts.get(kind.slug()), kind.slug(), texts.language());
        }
    });
    assert_eq!(PensionPaymentForm::ID, PensionPayment::KIND.slug());
}

/// the exact Kazakh words that the Fund's own instructions fix.
#[test]
fn fixed_words() {
    let kk = Texts::of(Language::Kk);
    let rows = [
        (
            "R-095",
            "pension-payment-service",
            "БЖЗҚ интернет-ресурсы арқылы зейнетақы төлемдерін тағайындау туралы өтініш беру",
        ),
        ("R-013", "contacts.footnote", "* Қазақстандық провайдердің ұялы телефон нөмірі болуы тиіс"),
        (
            "R-120",
            "payment-frequency.note",
            "01.01.2018 ж. бастап кесте бойынша төлемдер тек ай сайынғы кезеңділікпен тағайындалады",
        ),
        ("R-136", "bank-details.note", "кезектілігін сақтау қажет"),
        ("R-137", "bank-details-patronymic-on-account.hint", "бар/жоқ екенін көрсету қажет"),
        (
            "R-146",
            "contacts.note",
            "өзіңізге тиесілі ұялы телефон нөмірін және/немесе электрондық мекенжайды көрсету қажет",
        ),
        ("R-114", "identity-document.note", "БЖЗҚ АЖ-ға тиісті өзгерістер енгізілетін болады"),
        ("R-104", "pension-payment-before-account", "теңгемен ашылған банк шотына"),
        ("R-106", "pension-payment-before-grounds", "Өтініш тек көрсетілген негіздер бойынша қабылданады"),
        ("R-106", "pension-payment-before-computer", "NCALayer"),
        ("R-009", "pension-payment-before-registers", "Деректер мемлекеттік жүйелерден алынады"),
        ("R-006", "consent", "Дербес деректерді жинауға және өңдеуге келісім"),
        ("R-139", "contacts-address", "Мына мекенжайда тұрамын"),
        ("R-147", "contacts-address.hint", "тек кириллица әріптерімен"),
        ("R-006", "problem-consent-missing", "Дербес деректерді өңдеуге келісім қажет"),
        ("R-024", "key-enter", "ЭЦҚ арқылы кіру"),
        ("R-025", "start-password", "Ену. ЖСН және пароль"),
        ("R-025", "key-heading", "ЭЦҚ арқылы ену"),
        ("R-026", "start-greeting", "Құрметті салымшы (алушы)!"),
        ("R-027", "start-forgot", "Парольді ұмытып қалдыңыз ба?"),
        ("R-028", "start-change", "Пароль ауыстыру?"),
        ("R-029", "start-code", "Бір реттік пароль енгізу"),
        ("R-033", "key-title", "ЭЦҚ кілтінің көмегі арқылы авторлану"),
        ("R-037", "key-step-3", "«Сіздің компьютеріңіз»"),
        ("R-038", "key-step-3", "AUTH_RSA-дан басталады"),
        ("R-039", "key-step-4", "«Кіру»"),
        ("R-040", "key-step-5", "паролін енгізіп"),
        ("R-041", "key-step-5", "«Ашу»"),
        ("R-042", "key-step-6", "«Қол қою»"),
        ("R-043", "key-step-3", "«Сертификатты таңдау»"),
        ("R-044", "key-issuer", "«Азаматтарға арналған Үкімет»"),
        ("R-045", "register-way", "ЖСН және пароль арқылы авторлану"),
        ("R-062", "older-title", "Тіркеу"),
        ("R-063", "older-registration-surname", "Тегі"),
        ("R-064", "older-registration-given", "Аты"),
        ("R-065", "older-registration-patronymic", "Әкесінің аты (бар болса)"),
        ("R-067", "older-registration-contact", "Ұялы телефон нөмірі/электрондық пошта мекенжайы"),
        ("R-068", "robot-check-title", "Робот емес"),
        ("R-069", "older-send", "Жіберу"),
        ("R-070", "older-cancel", "Күшін жою"),
        ("R-073", "problem-agreement-missing", "қосымша келісім"),
        ("R-074", "start-no-way", "кез келген қызмет көрсету кеңсесіне келіңіз"),
        ("R-052", "problem-person-not-found", "Енгізілген деректер бойынша салымшы (алушы) табылмады"),
        ("R-059", "problem-code-expired", "Бір реттік парольдің мерзімі (15 минут) өтті"),
        ("R-061", "problem-contact-shared", "Байланыс деректері басқа салымшымен сәйкес келеді"),
    ];
    for (requirement, id, words) in rows {
        let said = kk.say(id, &[("minutes", "15")]);
        assert!(said.contains(words), "{requirement} {id}: {said}");
    }
}

/// however long a code lives, it is said in the right form of the word.
#[test]
fn minutes_of_a_code_are_said_rightly() {
    let rows = [
        (Language::Kk, [("1", "1 минут "), ("2", "2 минут "), ("15", "15 минут ")]),
        (Language::Ru, [("1", "1 минуту."), ("2", "2 минуты."), ("15", "15 минут.")]),
        (Language::En, [("1", "1 minute."), ("2", "2 minutes."), ("15", "15 minutes.")]),
    ];
    for (language, forms) in rows {
        for (minutes, said) in forms {
            for id in ["message-code", "register-about-code", "code-page-lead"] {
                let text = Texts::of(language).say(id, &[("minutes", minutes)]);
                assert!(text.contains(said), "{id} {said}: {text}");
            }
        }
    }
}

/// A field's own words come before the shared ones, wherever the form stands.
#[test]
fn own_words_come_first() {
    let texts = Texts::of(Language::En);
    let say = |root: &str, pointer: &str, code: Code| {
        words::violation(&texts, root, &Violation { pointer: pointer.into(), code })
    };
    let own = say("pension-payment", "/bank_details/iban", Code::BadChecksum);
    assert_eq!(own, texts.get("bank-details-iban.bad-checksum"));
    assert_eq!(say("bank-details", "/iban", Code::BadChecksum), own);
    assert_eq!(say("pension-payment", "/bank_details/iban", Code::WrongBank), texts.get("error-wrong-bank"));
    let above = say("pension-payment", "/payment/amount", Code::AboveBalance { max: "1450000.00".into() });
    assert!(above.contains("1\u{a0}450\u{a0}000,00"), "{above}");
    let ids = [
        ("login", "/iin", "login-iin"),
        ("pension-payment", "/bank_details/account_kind", "bank-details-account-kind"),
        ("heirs-form", "/heirs/0/full_name", "heirs-full-name"),
    ];
    for (root, pointer, id) in ids {
        assert_eq!(words::label_id(root, pointer), id);
    }
}

/// R-030…R-032: each memo has a title, a line under it, and parts with a heading and sentences.
#[test]
fn memos_have_parts() {
    each_language(|texts| {
        for memo in ["cabinet", "payment", "statuses"] {
            for id in [format!("memo-{memo}"), format!("memo-{memo}.lead")] {
                full(&texts.get(&id), &id, texts.language());
            }
            for part in 1..=3 {
                let id = format!("memo-{memo}-{part}");
                full(&texts.get(&id), &id, texts.language());
                full(&texts.get(&format!("{id}.s1")), &id, texts.language());
            }
        }
    });
}

/// how asking NCALayer ended has its words and a way out, for entering as for signing.
#[test]
fn outcomes_have_words() {
    each_language(|texts| {
        for kind in ["key", "signing"] {
            for outcome in ["cancelled", "not-running", "silent", "closed", "timed-out", "failed"] {
                let id = format!("{kind}-{outcome}");
                full(&texts.get(&id), &id, texts.language());
                full(&texts.get(&format!("{id}.advice")), &id, texts.language());
            }
        }
    });
}

/// a code that is too old says how long one lives.
#[test]
fn a_code_that_is_too_old_says_how_long_one_lives() {
    each_language(|texts| {
        let told = words::problem(texts, &Problem::CodeExpired { minutes: 7 });
        assert!(format!("{} {}", told.what, told.advice).contains('7'), "{told:?}");
    });
}

/// What was found about a receipt, why, and by which clock, each in its own words.
#[test]
fn findings_about_a_receipt_have_words() {
    each_language(|texts| {
        for (said, id) in [
            (verify::finding(texts, "cannot_tell"), "verify-finding-cannot_tell"),
            (verify::reason(texts, "document_signed"), "verify-reason-document_signed"),
            (verify::clock(texts, "responder"), "verify-clock-responder"),
        ] {
            full(&said, id, texts.language());
            assert_eq!(said, texts.get(id));
        }
    });
}
