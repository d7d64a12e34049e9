//! Registers answer by their contracts and can be switched.

use std::time::Duration;

use serde_json::{Value, json};
use simulators::modes::{Mode, Register};

use crate::support::{client, start};

/// R-003…: a person is known to each register in its own words; a stranger to none.
#[tokio::test]
async fn persons_and_disability() {
    let running = start().await;
    let iin = running.iin("aliya");
    let (status, person) = running.get(&format!("person-register/v1/persons/{iin}")).await;
    assert_eq!((status, &person["life"], &person["capacity"]), (200, &json!("alive"), &json!("full")));
    assert_eq!(person["documents"][0]["valid_until"], "2034-05-19");
    let (_, disability) = running.get(&format!("disability-register/v1/persons/{iin}/disability")).await;
    assert_eq!(disability, json!({ "group": 1, "indefinite": true, "valid_until": null }));

    for path in ["fund/v1/persons/", "person-register/v1/persons/"] {
        assert_eq!(running.get(&format!("{path}900101300017")).await, (404, json!({ "error": "not-found" })));
        assert_eq!(running.get(&format!("{path}9001013000")).await.0, 400);
    }
    let none = format!("disability-register/v1/persons/{}/disability", running.iin("gulnar"));
    assert_eq!(running.get(&none).await.0, 404);
}

/// R-132…R-135: the big banks have branches that differ in BIC, BIN and the bank's own account; every number is valid.
#[tokio::test]
async fn banks_with_branches() {
    let running = start().await;
    let (status, directory) = running.get("bank-directory/v1/banks").await;
    assert_eq!(status, 200);
    let banks = directory["banks"].as_array().unwrap();
    assert!(banks.len() >= 15, "{}", banks.len());
    let mut seen = std::collections::BTreeSet::new();
    for bank in banks {
        let branches = bank["branches"].as_array().unwrap();
        if ["601", "722", "856", "972"].contains(&bank["iban_code"].as_str().unwrap()) {
            assert!(branches.len() >= 3, "{bank}");
        }
        for branch in branches {
            let iban = branch["bank_iban"].as_str().unwrap();
            assert_eq!(iban[4..7], *bank["iban_code"].as_str().unwrap());
            assert_eq!(remainder_97(iban), 1, "{iban}");
            assert!(crate::personas::has_right_check_digit(branch["bin"].as_str().unwrap()), "{branch}");
            assert!(branch["bic"].as_str().unwrap().starts_with(bank["bic"].as_str().unwrap()));
            for value in [iban, branch["bin"].as_str().unwrap()] {
                assert!(seen.insert(value.to_owned()), "{value} stands there twice");
            }
        }
    }
}

fn remainder_97(iban: &str) -> u32 {
    let (head, tail) = iban.split_at(4);
    let digits = tail.chars().chain(head.chars()).map(|c| c.to_digit(36).unwrap());
    digits.fold(0, |rest, digit| if digit < 10 { (rest * 10 + digit) % 97 } else { (rest * 100 + digit) % 97 })
}

/// a text message reaches the inbox once, however often the gateway is asked.
#[tokio::test]
async fn text_messages() {
    let running = start().await;
    let message = json!({ "id": "m-1", "to": "+77015550117", "text": "Код: 123456" });
    for _ in 0..2 {
        assert_eq!(running.send("POST", "sms/v1/messages", &message).await.0, 202);
    }
    let inbox = running.outside.messages();
    assert_eq!(inbox.len(), 1);
    assert_eq!((inbox[0].to.as_str(), inbox[0].text.as_str()), ("+77015550117", "Код: 123456"));

    let other = json!({ "id": "m-1", "to": "+77015550117", "text": "Код: 654321" });
    assert_eq!(running.send("POST", "sms/v1/messages", &other).await.0, 409);
    for (member, value) in [("to", "87015550117"), ("to", "+7701555011"), ("text", ""), ("id", "")] {
        let mut spoilt = json!({ "id": "m-2", "to": "+77015550117", "text": "x" });
        spoilt[member] = value.into();
        assert_eq!(running.send("POST", "sms/v1/messages", &spoilt).await.0, 400, "{member}");
    }
    let plain = running.http.post(running.outside.url("sms/v1/messages")).body("x").send().await.unwrap();
    assert_eq!(plain.status(), 415);
}

/// a register that is off, silent or slow, so that the cabinet can be seen to say so.
#[tokio::test]
async fn switches() {
    let running = start().await;
    let path = format!("person-register/v1/persons/{}", running.iin("aliya"));
    running.outside.set_register(Register::PersonRegister, Mode::OFF);
    assert_eq!(running.get(&path).await, (503, json!({ "error": "switched-off" })));
    assert_eq!(running.get("fund/v1/application-events").await.0, 200, "only the switched one is off");

    running.outside.set_register(Register::PersonRegister, Mode::SILENT);
    let impatient = client().timeout(Duration::from_millis(150)).build().unwrap();
    assert!(impatient.get(running.outside.url(&path)).send().await.unwrap_err().is_timeout());

    let (status, mode) =
        running.send("PUT", "desk/api/registers/person-register", &json!({ "mode": "slow", "delay_ms": 400 })).await;
    assert_eq!((status, mode), (200, json!({ "mode": "slow", "delay_ms": 400 })));
    assert!(impatient.get(running.outside.url(&path)).send().await.unwrap_err().is_timeout());
    assert_eq!(running.get(&path).await.0, 200);

    assert_eq!(running.get("desk/api/registers/none").await.0, 404);
    let wrong = running.send("PUT", "desk/api/registers/fund", &json!({ "mode": "broken" })).await;
    assert_eq!(wrong.0, 400);
    assert_eq!(running.send("POST", "desk/api/reset", &Value::Null).await.0, 204);
    assert_eq!(running.get("desk/api/registers/person-register").await.1["mode"], "on");
}
