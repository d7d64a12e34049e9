//! The cases of `tests/cases`, through `check`.

mod common;

use common::{cases, facts, form, json, patch, text, violations};
use serde_json::{Value, json};
use shared::services::pension_payment::PensionPaymentForm;
use std::collections::BTreeSet;

const FILES: [&str; 6] = ["identity-document", "account", "payment", "bank-details", "contacts", "whole"];

fn all() -> Vec<(String, Value)> {
    let rows = FILES.iter().flat_map(|file| {
        let cases = json(cases().join(format!("{file}.json")));
        cases
            .as_array()
            .expect("a list of cases")
            .iter()
            .map(move |case| (format!("{file}: {}", case["title"]), case.clone()))
            .collect::<Vec<_>>()
    });
    rows.collect()
}

#[test]
fn every_case_gives_exactly_its_violations() {
    for (title, case) in all() {
        let persona = text(&case, "persona");
        let mut typed = serde_json::to_value(form(persona)).unwrap();
        patch(&mut typed, &case["form"]);
        let typed: PensionPaymentForm = serde_json::from_value(typed).unwrap();
        let found = json!(violations(&typed, &facts(persona)));
        assert_eq!(found, case["expected"], "{title} ({})", case["proves"]);
    }
}

#[test]
fn the_forms_of_the_demo_citizens_are_valid() {
    for persona in ["aliya", "bauyrzhan", "gulnar", "daniyar", "erlan", "zhanna", "fatima", "mehmet", "yelena"] {
        assert_eq!(violations(&form(persona), &facts(persona)), [], "{persona}");
    }
}

#[test]
fn the_cases_are_many_and_each_names_a_requirement() {
    let all = all();
    assert!(all.len() >= 40, "{} cases", all.len());
    let titles: BTreeSet<&str> = all.iter().map(|(title, _)| title.as_str()).collect();
    assert_eq!(titles.len(), all.len(), "two cases have one title");
    for (title, case) in &all {
        let proves = case["proves"].as_array().unwrap();
        assert!(proves.iter().all(|id| id.as_str().is_some_and(|id| id.starts_with("R-"))), "{title}");
        assert!(!proves.is_empty(), "{title}");
    }
}
