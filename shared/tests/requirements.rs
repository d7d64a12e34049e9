//! Holds `docs/requirements.md` against the tests of the whole repository: what is asked is named by a test that proves it, and
//! what is not built yet is listed with the reason.
#![allow(clippy::unwrap_used, reason = "a surprise stops the test")]

use std::collections::BTreeSet;
use std::fs;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

/// The number of a requirement: 26 of `R-026`.
type Id = u16;

/// What nothing proves yet, and why. A requirement that gets its test leaves the list.
const LATER: &[(RangeInclusive<Id>, &str)] = &[
    (76..=76, "the extract of the account is no service yet"),
    (79..=81, "extract, certificate and changes of details are no services yet"),
    (84..=94, "forecast, managers, accounts, contracts, tracking of transfers and guidance are no services yet"),
    (149..=167, "the change of bank details is no service yet"),
    (168..=198, "the change of additional requisites is no service yet"),
    (215..=215, "statuses are shown in the list; notices of them are not sent yet"),
    (216..=227, "the guidance on the burial payment is not written yet"),
    (228..=251, "the guidance on inheritance is not written yet"),
];

/// Where tests stand.
const FOLDERS: [&str; 9] = [
    "shared/src",
    "shared/tests",
    "signing/src",
    "signing/tests",
    "backend/src",
    "backend/tests",
    "frontend",
    "simulators",
    "e2e",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}

/// The number that a text begins with, `R-026…`.
fn id(text: &str) -> Option<Id> {
    text.strip_prefix("R-")?.get(..3)?.parse().ok()
}

/// The requirements that a name tells. Of a range the inner ones count only where `file` has a row for each: a row that is
/// taken away would not be missed otherwise.
fn told(name: &str, file: &str) -> BTreeSet<Id> {
    let mut all = BTreeSet::new();
    let mut last = None;
    for (at, _) in name.match_indices("R-") {
        let Some(next) = id(&name[at..]) else { continue };
        if let Some(first) = last.filter(|_| name[..at].ends_with('…')) {
            all.extend((first..next).filter(|inner| file.contains(&format!("\"R-{inner:03}"))));
        }
        all.insert(next);
        last = Some(next);
    }
    all
}

/// Names of a Rust file: what stands in the doc comment of a test.
fn doc_comments(file: &str) -> Vec<String> {
    let (mut names, mut doc) = (Vec::new(), String::new());
    for line in file.lines().map(str::trim) {
        if let Some(said) = line.strip_prefix("///") {
            doc.push_str(said);
        } else if line.starts_with("#[") {
            if line.ends_with("test]") || line.contains("test(") {
                names.push(doc.clone());
            }
        } else {
            doc.clear();
        }
    }
    names
}

/// Names of a browser test: titles, rows and comments that begin with a requirement.
fn titles(file: &str) -> Vec<String> {
    let quoted = ['"', '`'].into_iter().flat_map(|quote| {
        let opening = format!("{quote}R-");
        let begins: Vec<usize> = file.match_indices(&opening).map(|(at, _)| at + 1).collect();
        begins.into_iter().map(move |at| file[at..].split(quote).next().unwrap_or_default())
    });
    let comments =
        file.lines().filter_map(|line| line.trim().strip_prefix("// ")).filter(|said| said.starts_with("R-"));
    quoted.chain(comments).map(str::to_owned).collect()
}

/// Names of cases that run as tables.
fn cases(file: &str) -> Vec<String> {
    file.split("\"proves\":").skip(1).filter_map(|rest| rest.split(']').next()).map(str::to_owned).collect()
}

fn names(path: &Path, file: &str) -> Vec<String> {
    let path = path.to_string_lossy();
    match &*path {
        path if path.ends_with(".rs") => doc_comments(file),
        path if path.ends_with(".spec.ts") => titles(file),
        path if path.contains("/cases/") && path.ends_with(".json") => cases(file),
        _ => Vec::new(),
    }
}

fn read_into(folder: &Path, proven: &mut BTreeSet<Id>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            if !["node_modules", "test-results", "out"].iter().any(|made| path.ends_with(made)) {
                read_into(&path, proven);
            }
        } else if path.extension().is_some_and(|kind| ["rs", "ts", "json"].iter().any(|it| kind == *it)) {
            let file = fs::read_to_string(&path).unwrap();
            proven.extend(names(&path, &file).iter().flat_map(|name| told(name, &file)));
        }
    }
}

/// What the tests of the repository name.
fn proven() -> BTreeSet<Id> {
    let mut proven = BTreeSet::new();
    for folder in FOLDERS {
        read_into(&root().join(folder), &mut proven);
    }
    proven
}

/// What `docs/requirements.md` has a row for.
fn asked() -> BTreeSet<Id> {
    let file = fs::read_to_string(root().join("docs/requirements.md")).unwrap();
    file.lines().filter_map(|line| id(line.strip_prefix("| ")?)).collect()
}

fn is_later(id: Id) -> bool {
    LATER.iter().any(|(ids, _)| ids.contains(&id))
}

/// What is asked now and named by no test.
fn unproven(asked: &BTreeSet<Id>, proven: &BTreeSet<Id>) -> Vec<Id> {
    asked.difference(proven).copied().filter(|id| !is_later(*id)).collect()
}

/// The list of requirements and the tests agree: nothing that is built goes without a test that names it, no test names what
/// nobody asks, and what is listed as not built yet has no test.
#[test]
fn every_requirement_is_named_by_a_test() {
    let (asked, proven) = (asked(), proven());
    assert_eq!(asked, (1..=251).collect(), "the rows of docs/requirements.md");
    assert_eq!(unproven(&asked, &proven), [], "no test names these");
    assert_eq!(proven.difference(&asked).collect::<Vec<_>>(), Vec::<&Id>::new(), "nobody asks for these");
    let built: Vec<_> = proven.iter().filter(|id| is_later(**id)).collect();
    assert!(built.is_empty(), "tests name these, the list says that they are not built: {built:?}");
}

/// A name that is taken away is missed.
#[test]
fn a_missing_name_is_told() {
    let (asked, proven) = (asked(), proven());
    for id in asked.iter().copied().filter(|id| !is_later(*id)) {
        let mut less = proven.clone();
        less.remove(&id);
        assert_eq!(unproven(&asked, &less), [id]);
    }
}

/// What counts as a name, and what does not.
#[test]
fn names_are_read() {
    let all = |names: Vec<String>, file: &str| -> Vec<Id> {
        names.iter().flat_map(|name| told(name, file)).collect::<BTreeSet<_>>().into_iter().collect()
    };
    let rust = "/// R-001,\n/// R-002: two lines.\n#[tokio::test]\nasync fn a() {}\n/// R-003: no test.\nfn b() {}\n//! R-004\n";
    assert_eq!(all(doc_comments(rust), rust), [1, 2]);
    let browser =
        "test(\"R-005, R-006: x\", …\ntest(`R-007: ${y}`, …\n// R-008: z\nsay(\"it is R-009\");\n/** R-010 */";
    assert_eq!(all(titles(browser), browser), [5, 6, 7, 8]);
    let table = "[{\"title\": \"R-011\", \"proves\": [\"R-012\", \"R-013\"]}, {\"title\": \"R-014\"}]";
    assert_eq!(all(cases(table), table), [12, 13]);
    assert_eq!(all(vec!["R-014…R-017".into()], "(\"R-015\", 1)"), [14, 15, 17]);
}
