//! Compares what the API's tests saw with the description of the API: every operation with every status and problem that
//! it names must have been seen. Run by `make test` after the tests.

use serde_json::Value;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let (described, seen) = match (described(), seen()) {
        (Some(described), Ok(seen)) if !seen.is_empty() => (described, seen),
        (_, Err(error)) => return fail(&error.to_string()),
        _ => return fail("nothing was seen: run the tests first"),
    };
    let missing: Vec<&String> = described.difference(&seen).collect();
    for line in &missing {
        eprintln!("described and never seen: {line}");
    }
    println!("{} of {} described answers of the API were seen", described.len() - missing.len(), described.len());
    if missing.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn fail(said: &str) -> ExitCode {
    eprintln!("api-coverage: {said}");
    ExitCode::FAILURE
}

/// `operation status code` for each problem, `operation status` for what is none.
fn described() -> Option<BTreeSet<String>> {
    let description: Value = serde_json::from_str(&backend::app::description()).ok()?;
    let mut lines = BTreeSet::new();
    for (path, operations) in description["paths"].as_object()? {
        for (method, operation) in operations.as_object()? {
            for (status, response) in operation["responses"].as_object()? {
                let codes = response["x-problem-codes"].as_array().cloned();
                match codes {
                    None => drop(lines.insert(format!("{method} {path} {status}"))),
                    Some(codes) if status == "default" => {
                        lines.extend(codes.iter().filter_map(Value::as_str).map(|code| format!("default {code}")));
                    }
                    Some(codes) => {
                        let line = |code: &str| format!("{method} {path} {status} {code}");
                        lines.extend(codes.iter().filter_map(Value::as_str).map(line));
                    }
                }
            }
        }
    }
    Some(lines)
}

/// What the tests wrote down, `operation status code` or `operation status`; of `default` the status is left out.
fn seen() -> std::io::Result<BTreeSet<String>> {
    let mut lines = BTreeSet::new();
    for file in std::fs::read_dir(folder()?)? {
        for line in std::fs::read_to_string(file?.path())?.lines() {
            let words: Vec<&str> = line.split(' ').collect();
            lines.insert(match words[..] {
                ["default", _, code] => format!("default {code}"),
                _ => line.to_owned(),
            });
        }
    }
    Ok(lines)
}

/// Beside this program's own folder: `target/tmp/api-coverage`.
fn folder() -> std::io::Result<PathBuf> {
    let program = std::env::current_exe()?;
    let target = program.ancestors().nth(3).unwrap_or(&program);
    Ok(target.join("tmp/api-coverage"))
}
