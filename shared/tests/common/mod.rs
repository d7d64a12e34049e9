//! What the tests share: demo citizens' facts and forms, and violations as short text.
#![allow(dead_code, clippy::unwrap_used, reason = "each test program uses a part; a surprise stops the test")]

use serde_json::Value;
use shared::kernel::form::Form;
use shared::kernel::problem::Violation;
use shared::services::pension_payment::{PensionPaymentFacts, PensionPaymentForm};
use shared::values::day::Day;
use std::fs;
use std::path::PathBuf;

/// The folder of the pension payment's cases.
pub fn cases() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/cases/pension-payment")
}

/// Reads a JSON file.
pub fn json(path: PathBuf) -> Value {
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A file of vectors.
pub fn vectors(name: &str) -> Value {
    json(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("tests/vectors/{name}.json")))
}

/// The rows of a vector file.
pub fn rows<'v>(vectors: &'v Value, name: &str) -> &'v [Value] {
    vectors[name].as_array().filter(|rows| !rows.is_empty()).unwrap_or_else(|| panic!("no rows {name}"))
}

/// The text of a row.
pub fn text<'v>(row: &'v Value, name: &str) -> &'v str {
    row[name].as_str().unwrap_or_else(|| panic!("no text {name} in {row}"))
}

/// A JSON merge patch (RFC 7396).
pub fn patch(target: &mut Value, patch: &Value) {
    let Value::Object(changes) = patch else {
        *target = patch.clone();
        return;
    };
    if !target.is_object() {
        *target = Value::Object(serde_json::Map::new());
    }
    let object = target.as_object_mut().unwrap();
    for (key, change) in changes {
        if change.is_null() {
            object.remove(key);
        } else {
            self::patch(object.entry(key).or_insert(Value::Null), change);
        }
    }
}

/// What the outside world says about a demo citizen.
pub fn facts(persona: &str) -> PensionPaymentFacts {
    let mut facts = json(cases().join("facts/common.json"));
    patch(&mut facts, &json(cases().join(format!("facts/{persona}.json"))));
    serde_json::from_value(facts).unwrap()
}

/// The valid form of a demo citizen.
pub fn form(persona: &str) -> PensionPaymentForm {
    serde_json::from_value(json(cases().join(format!("forms/{persona}.json")))).unwrap()
}

/// The violations of a form.
pub fn violations<F: Form>(form: &F, facts: &F::Facts) -> Vec<Violation> {
    form.check(facts).err().map(|errors| errors.0).unwrap_or_default()
}

/// The violations of a form as `/pointer code`.
pub fn broken<F: Form>(form: &F, facts: &F::Facts) -> Vec<String> {
    violations(form, facts).iter().map(|it| format!("{} {}", it.pointer, it.code.id())).collect()
}

/// A day.
pub fn day(text: &str) -> Day {
    text.parse().unwrap()
}
