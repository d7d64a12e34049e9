//! No text is left over: what stands in the Fluent files of the forms is said somewhere.
#![expect(clippy::unwrap_used, reason = "a surprise stops the test")]

mod common;
#[path = "common/spoken.rs"]
mod spoken;

use shared::kernel::form::Form;
use shared::kernel::words;
use shared::services::pension_payment::PensionPayment;
use shared::services::{Service, ServiceKind};
use spoken::{codes, dictionary_ids, labels, problems, refusals};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Ids of a Fluent file, attributes with their message.
fn ids_of(file: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales/kk").join(file);
    let (mut message, mut ids) = (String::new(), Vec::new());
    for line in fs::read_to_string(path).unwrap().lines() {
        let Some((id, value)) = line.split_once(" =") else { continue };
        match id.strip_prefix("    .") {
            Some(attribute) => ids.push(format!("{message}.{attribute}")),
            None if id.starts_with(['#', ' ']) => {}
            None => {
                message = id.to_owned();
                if !value.trim().is_empty() {
                    ids.push(message.clone());
                }
            }
        }
    }
    ids
}

/// No text of the forms is left over: each is a label, a heading, a note, an own error of a field, or part of the
/// document; what the pages and the server name by themselves is looked for in their code.
#[test]
fn nothing_is_left_over() {
    let mut known: BTreeSet<String> = dictionary_ids().into_iter().collect();
    known.extend(codes().iter().map(|code| format!("error-{}", code.id())));
    let refused = refusals().into_iter().map(|it| format!("refusal-{}", it.id()));
    let advised = problems().into_iter().map(|it| words::problem_id(&it)).chain(refused);
    known.extend(advised.flat_map(|id| [format!("{id}.advice"), id]));
    let own = |id: &String| codes().iter().map(|code| format!("{id}.{}", code.id())).collect::<Vec<_>>();
    known.extend(labels().iter().flat_map(own));
    known.extend(labels());
    let facts = common::facts("aliya");
    let payment = common::form("aliya").check(&facts).unwrap();
    let document = PensionPayment::document(&payment, &facts);
    known.insert(document.title.to_owned());
    for block in &document.blocks {
        known.insert(block.heading.to_owned());
        known.extend(block.rows.iter().map(|row| row.label.to_owned()));
    }
    let code = sources();
    let used = |id: &str| {
        let (message, attribute) =
            id.split_once('.').map_or((id, None), |(message, attribute)| (message, Some(attribute)));
        let of_service = ServiceKind::ALL.iter().find_map(|kind| id.strip_prefix(kind.slug()));
        let named = code.contains(&format!("\"{id}\""))
            || of_service
                .is_some_and(|rest| ["{}", "{slug}"].iter().any(|slug| code.contains(&format!("\"{slug}{rest}\""))));
        // Hints and notes of a field or block are put there by the parts of the page, which make their ids.
        named || (matches!(attribute, Some("hint" | "note")) && known.contains(message))
    };
    let files = ["kernel.ftl", "pension-payment.ftl", "bank-details.ftl", "contacts.ftl"];
    let all: Vec<String> = files.iter().flat_map(|file| ids_of(file)).collect();
    let left: Vec<&String> = all.iter().filter(|id| !known.contains(*id) && !used(id)).collect();
    assert!(left.is_empty(), "texts that nobody uses: {left:?}");
}

/// The code of the pages, of the server and of the package itself, as one text.
fn sources() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut all = String::new();
    for folder in ["frontend/src", "backend/src", "shared/src"] {
        read_into(&root.join(folder), &mut all);
    }
    all
}

fn read_into(folder: &Path, all: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read_into(&path, all);
        } else if path.extension().is_some_and(|it| it == "rs") {
            all.push_str(&fs::read_to_string(path).unwrap());
        }
    }
}
