//! The description of the API as a judge: no path, status, code or body that it does not name.

use super::browser::Answer;
use axum::http::Method;
use jsonschema::Validator;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::io::Write;
use std::path::Path;
use std::sync::{Arc, LazyLock, Mutex};

static DESCRIPTION: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(&backend::app::description()).expect("the description is JSON"));

static VALIDATORS: LazyLock<Mutex<HashMap<String, Arc<Validator>>>> = LazyLock::new(Mutex::default);

/// Checks an answer of the API and notes that it was seen.
///
/// # Panics
/// The answer is not described.
pub fn check(method: &Method, path: &str, answer: &Answer) {
    let path = path.split('?').next().unwrap();
    if !(path == "/api" || path.starts_with("/api/")) || path == "/api/openapi.json" {
        return;
    }
    let Some((template, operations)) = find(path) else {
        let expected = if is_foreign(answer) { "403 foreign-origin" } else { "404 not-found" };
        assert_eq!(answer.verdict(), expected, "{method} {path} is not described");
        return;
    };
    let method = if *method == Method::HEAD { Method::GET } else { method.clone() };
    let Some(operation) = operations.get(method.as_str().to_lowercase()) else {
        let expected = if is_foreign(answer) { "403 foreign-origin" } else { "405 method-not-allowed" };
        assert_eq!(answer.verdict(), expected, "{method} {template} is not described");
        return;
    };
    let name = format!("{} {template}", method.as_str().to_lowercase());
    judge(&name, operation, answer);
}

fn is_foreign(answer: &Answer) -> bool {
    answer.status == 403
}

fn find(path: &str) -> Option<(&'static str, &'static Value)> {
    let segments: Vec<&str> = path.split('/').collect();
    let fits = |template: &str| {
        let parts: Vec<&str> = template.split('/').collect();
        parts.len() == segments.len()
            && parts.iter().zip(&segments).all(|(part, it)| part == it || part.starts_with('{'))
    };
    let paths = DESCRIPTION["paths"].as_object().expect("the description has paths");
    let mut found: Vec<_> = paths.iter().filter(|(template, _)| fits(template)).collect();
    found.sort_by_key(|(template, _)| template.matches('{').count());
    found.first().map(|(template, operations)| (template.as_str(), *operations))
}

fn judge(name: &str, operation: &'static Value, answer: &Answer) {
    let status = answer.status.to_string();
    let responses = &operation["responses"];
    let own = responses.get(&status).filter(|own| names_code(own, answer));
    let response = own.or_else(|| responses.get("default").filter(|default| names_code(default, answer)));
    let Some(response) = response else {
        panic!("{name}: {} is not described: {}", answer.verdict(), answer.text());
    };
    let pointer = if own.is_some() { status } else { "default".to_owned() };
    judge_body(&format!("{name} {pointer}"), response, answer);
    note(name, own.is_some(), answer);
}

/// Does the response name the code of the answer? One without codes describes what is no problem.
fn names_code(response: &Value, answer: &Answer) -> bool {
    match response["x-problem-codes"].as_array() {
        Some(codes) => is_problem(answer) && codes.contains(&answer.json()["code"]),
        None => !is_problem(answer),
    }
}

fn is_problem(answer: &Answer) -> bool {
    answer.header("content-type") == "application/problem+json"
}

fn judge_body(name: &str, response: &Value, answer: &Answer) {
    let Some(content) = response["content"].as_object() else {
        assert!(answer.body.is_empty(), "{name}: no body is described: {}", answer.text());
        return;
    };
    let kind = answer.header("content-type");
    let Some(described) = content.get(kind) else {
        panic!("{name}: the content type {kind} is not described");
    };
    if !kind.ends_with("json") {
        return;
    }
    let validator = validator(name, &described["schema"]);
    let body = answer.json();
    let faults: Vec<String> = validator.iter_errors(&body).map(|it| format!("{}: {it}", it.instance_path())).collect();
    assert!(faults.is_empty(), "{name}: {faults:?} in {body}");
}

fn validator(name: &str, schema: &Value) -> Arc<Validator> {
    let mut validators = VALIDATORS.lock().unwrap();
    let made = validators.entry(name.to_owned()).or_insert_with(|| {
        let whole = json!({ "allOf": [schema], "components": DESCRIPTION["components"] });
        Arc::new(jsonschema::validator_for(&whole).unwrap_or_else(|error| panic!("{name}: {error}")))
    });
    Arc::clone(made)
}

/// Writes down what was seen, for the example `api-coverage`.
fn note(name: &str, own: bool, answer: &Answer) {
    static SEEN: LazyLock<Mutex<std::collections::HashSet<String>>> = LazyLock::new(Mutex::default);
    let name = if own { name } else { "default" };
    let line = format!("{name} {}", answer.verdict());
    // Held until the line is in the file: the tests are threads of one program, and two lines must not run into each other.
    let mut seen = SEEN.lock().unwrap();
    if !seen.insert(line.clone()) {
        return;
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("api-coverage");
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join(format!("{}.txt", std::process::id()));
    let mut file = std::fs::OpenOptions::new().create(true).append(true).open(path).unwrap();
    writeln!(file, "{line}").unwrap();
}
