//! Makes the corpus, judges it natively and writes both for the browser to compare: `corpus SEED FOLDER`.
//!
//! Prints how often each field met each code. Fails when a pair met too seldom, when one came up that nobody thought of,
//! when too few forms are valid or raw, or when IIN and IBAN are judged otherwise than by the second implementation.

mod independent;
mod making;

use corpus::Kind;
use making::{Judged, PAIRS};
use serde_json::Value;
use shared::values::{iban::Iban, iin::Iin};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

/// How often each pair must come up.
const LEAST: usize = 20;

type Table = BTreeMap<(Kind, String, String), usize>;

fn main() -> ExitCode {
    let mut args = env::args().skip(1);
    let (Some(Ok(seed)), Some(folder)) = (args.next().map(|seed| seed.parse()), args.next()) else {
        eprintln!("usage: corpus SEED FOLDER");
        return ExitCode::from(2);
    };
    let corpus = making::corpus(seed);
    let table = count(&corpus);
    print!("{}", printed(&table));
    let faults: Vec<String> = shares(&corpus).into_iter().chain(pairs(&table)).chain(second_opinion(&corpus)).collect();
    for fault in &faults {
        eprintln!("corpus: {fault}");
    }
    if let Err(error) = write(&corpus, Path::new(&folder)) {
        eprintln!("corpus: cannot write to {folder}: {error}");
        return ExitCode::FAILURE;
    }
    if faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn count(corpus: &[Judged]) -> Table {
    let mut table = Table::new();
    for judged in corpus {
        for error in judged.verdict["errors"].as_array().into_iter().flatten() {
            let text = |name: &str| error[name].as_str().unwrap_or_default().to_owned();
            *table.entry((judged.line.form, text("pointer"), text("code"))).or_default() += 1;
        }
    }
    table
}

fn printed(table: &Table) -> String {
    let mut out = String::new();
    for ((kind, pointer, code), times) in table {
        let _ = writeln!(out, "{:16} {pointer:40} {code:16} {times:6}", kind.id());
    }
    out
}

/// At least 10 000 lines, three valid in ten; the raw ones are a fifth by construction, so unreadable ones are looked at.
fn shares(corpus: &[Judged]) -> Vec<String> {
    let having = |key: &str| corpus.iter().filter(|judged| judged.verdict.get(key).is_some()).count();
    let (all, valid, errors, unreadable) = (corpus.len(), having("valid"), having("errors"), having("unreadable"));
    let raw = corpus.iter().filter(|judged| judged.raw).count();
    println!("{all} forms: {valid} valid, {errors} with violations, {unreadable} unreadable; {raw} raw");
    let rules = [
        (all >= 10_000, "fewer than 10 000 forms"),
        (valid * 10 >= all * 3, "fewer than 30 % valid"),
        (raw * 10 >= all * 2, "fewer than 20 % raw"),
        (unreadable * 20 >= all, "fewer than 5 % unreadable"),
        (valid + errors + unreadable == all, "a verdict is of no known kind"),
    ];
    rules.iter().filter(|rule| !rule.0).map(|rule| rule.1.to_owned()).collect()
}

fn pairs(table: &Table) -> Vec<String> {
    let key = |pair: &making::Pair| (pair.kind, pair.pointer.to_owned(), pair.code.to_owned());
    let seldom = PAIRS.iter().filter(|pair| table.get(&key(pair)).copied().unwrap_or_default() < LEAST);
    let unthought = table.keys().filter(|found| !PAIRS.iter().any(|pair| key(pair) == **found));
    let seldom = seldom.map(|pair| format!("{} {} came up fewer than {LEAST} times", pair.pointer, pair.code));
    seldom.chain(unthought.map(|(_, pointer, code)| format!("{pointer} {code} is not among the known pairs"))).collect()
}

/// IIN and IBAN of every line that can be read, and a hundred thousand more, by both implementations.
fn second_opinion(corpus: &[Judged]) -> Vec<String> {
    let mut random = corpus::random::Random::new(corpus.len() as u64);
    let mut texts: Vec<String> = corpus.iter().flat_map(|judged| numbers(&judged.line.raw)).collect();
    texts.extend((0..50_000).map(|_| random.text("0123456789", 12, 12)));
    texts.extend(
        (0..50_000)
            .map(|_| format!("KZ{}{}", random.text("0123456789", 5, 5), random.text("0123456789ABCXYZ", 13, 13))),
    );
    let iban = |text: &&String| independent::iban(text) != text.parse::<Iban>().ok().map(|iban| iban.to_string());
    let iin = |text: &&String| independent::iin(text) != text.parse::<Iin>().ok().map(|iin| iin.to_string());
    let (compared, right) = (texts.len(), texts.iter().filter(|text| independent::iin(text).is_some()).count());
    let accounts = texts.iter().filter(|text| independent::iban(text).is_some()).count();
    println!("{compared} numbers judged twice: {right} right IINs, {accounts} right IBANs");
    let mut faults: Vec<String> = texts
        .iter()
        .filter(|text| iban(text) || iin(text))
        .take(5)
        .map(|text| format!("judged differently: {text:?}"))
        .collect();
    if right < 1_000 || accounts < 1_000 {
        faults.push("too few right numbers to compare".to_owned());
    }
    faults
}

fn numbers(raw: &str) -> Vec<String> {
    let form: Value = serde_json::from_str(raw).unwrap_or_default();
    let fields = ["/bank_details/iban", "/iin"].into_iter().filter_map(|pointer| form.pointer(pointer)?.as_str());
    fields.map(|text| text.trim().to_owned()).collect()
}

fn write(corpus: &[Judged], folder: &Path) -> std::io::Result<()> {
    fs::create_dir_all(folder)?;
    let mut lines = String::new();
    let mut verdicts = String::new();
    for judged in corpus {
        lines.push_str(&serde_json::to_string(&judged.line)?);
        lines.push('\n');
        verdicts.push_str(&judged.verdict.to_string());
        verdicts.push('\n');
    }
    fs::write(folder.join("corpus.jsonl"), lines)?;
    fs::write(folder.join("expected.jsonl"), verdicts)
}
