//! Compiles the Fluent files of `locales/` into one table per language (docs/decisions/compiled-texts.md).
//!
//! A table is rows `id \x1f pattern` parted by `\x1e` and sorted by id; attributes are `id.attribute`, terms `-id`. In a
//! pattern `\x01 name \x02` is an argument, `\x07 id \x02` a reference and `\x03 name (\x04 key \x05 pattern)… \x06` a
//! selection whose default comes last. The build fails on junk, on syntax the resolver does not know, and when the
//! languages differ in keys or parameters.

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, Variant, VariantKey};
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::{env, fs};

const LANGUAGES: [&str; 3] = ["kk", "ru", "en"];

type Rows = BTreeMap<String, String>;

fn main() {
    println!("cargo::rerun-if-changed=locales");
    let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    let tables: Vec<Rows> = LANGUAGES.iter().map(|language| read(language)).collect();
    compare(&tables);
    let mut code =
        String::from("/// Hash of each language's table, in the order kk, ru, en.\npub const HASHES: [&str; 3] = [");
    for (language, rows) in LANGUAGES.iter().zip(&tables) {
        let table: Vec<String> = rows.iter().map(|(id, pattern)| format!("{id}\x1f{pattern}")).collect();
        let table = table.join("\x1e");
        let mut hasher = DefaultHasher::new();
        table.hash(&mut hasher);
        code.push_str(&format!("\"{:016x}\", ", hasher.finish()));
        fs::write(Path::new(&out).join(format!("{language}.table")), table).expect("the build folder can be written");
    }
    code.push_str("];\n");
    fs::write(Path::new(&out).join("hashes.rs"), code).expect("the build folder can be written");
}

fn read(language: &str) -> Rows {
    let mut rows = Rows::new();
    let folder = Path::new("locales").join(language);
    let mut files: Vec<_> = fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.expect("a folder can be listed").path())
        .filter(|path| path.extension().is_some_and(|it| it == "ftl"))
        .collect();
    files.sort();
    for file in files {
        let source = fs::read_to_string(&file).expect("a listed file can be read");
        let resource = fluent_syntax::parser::parse(source.as_str())
            .unwrap_or_else(|(_, errors)| panic!("{}: {errors:?}", file.display()));
        for entry in resource.body {
            let (id, value, attributes) = match entry {
                Entry::Message(message) => (message.id.name.to_owned(), message.value, message.attributes),
                Entry::Term(term) => (format!("-{}", term.id.name), Some(term.value), term.attributes),
                Entry::Junk { content } => panic!("{}: not Fluent: {content}", file.display()),
                _ => continue,
            };
            let attributes = attributes.into_iter().map(|it| (format!("{id}.{}", it.id.name), it.value));
            for (id, pattern) in value.map(|value| (id.clone(), value)).into_iter().chain(attributes) {
                let mut text = String::new();
                pattern_into(&pattern, &mut text);
                assert!(rows.insert(id.clone(), text).is_none(), "{}: {id} stands twice", file.display());
            }
        }
    }
    rows
}

fn pattern_into(pattern: &Pattern<&str>, out: &mut String) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => out.push_str(value),
            PatternElement::Placeable { expression } => expression_into(expression, out),
        }
    }
}

fn expression_into(expression: &Expression<&str>, out: &mut String) {
    match expression {
        Expression::Inline(inline) => inline_into(inline, out),
        Expression::Select { selector: InlineExpression::VariableReference { id }, variants } => {
            out.push('\x03');
            out.push_str(id.name);
            let (default, others): (Vec<&Variant<&str>>, Vec<_>) = variants.iter().partition(|it| it.default);
            for variant in others.into_iter().chain(default) {
                out.push('\x04');
                out.push_str(match &variant.key {
                    VariantKey::Identifier { name } => name,
                    VariantKey::NumberLiteral { value } => value,
                });
                out.push('\x05');
                pattern_into(&variant.value, out);
            }
            out.push('\x06');
        }
        Expression::Select { .. } => panic!("a selection by something else than an argument"),
    }
}

fn inline_into(inline: &InlineExpression<&str>, out: &mut String) {
    match inline {
        InlineExpression::StringLiteral { value } => {
            out.push_str(&fluent_syntax::unicode::unescape_unicode_to_string(value))
        }
        InlineExpression::NumberLiteral { value } => out.push_str(value),
        InlineExpression::VariableReference { id } => out.push_str(&format!("\x01{}\x02", id.name)),
        InlineExpression::MessageReference { id, attribute: None } => out.push_str(&format!("\x07{}\x02", id.name)),
        InlineExpression::MessageReference { id, attribute: Some(attribute) } => {
            out.push_str(&format!("\x07{}.{}\x02", id.name, attribute.name));
        }
        InlineExpression::TermReference { id, attribute: None, arguments: None } => {
            out.push_str(&format!("\x07-{}\x02", id.name));
        }
        InlineExpression::Placeable { expression } => expression_into(expression, out),
        other => panic!("the resolver does not know {other:?}"),
    }
}

/// Fails unless every language has the same ids with the same arguments.
fn compare(tables: &[Rows]) {
    for (language, rows) in LANGUAGES.iter().zip(tables).skip(1) {
        for (id, pattern) in &tables[0] {
            let Some(other) = rows.get(id) else { panic!("locales/{language}: {id} is missing") };
            assert_eq!(arguments(pattern), arguments(other), "locales/{language}: {id} has other arguments than in kk");
        }
        if let Some(id) = rows.keys().find(|id| !tables[0].contains_key(*id)) {
            panic!("locales/{language}: {id} is missing in kk");
        }
    }
    for (language, rows) in LANGUAGES.iter().zip(tables) {
        for (id, pattern) in rows {
            for reference in pattern.split('\x07').skip(1).filter_map(|rest| rest.split('\x02').next()) {
                assert!(
                    rows.contains_key(reference),
                    "locales/{language}: {id} refers to {reference}, which is missing"
                );
            }
        }
    }
}

fn arguments(pattern: &str) -> BTreeSet<&str> {
    let plain = pattern.split('\x01').skip(1).filter_map(|rest| rest.split('\x02').next());
    let selected = pattern.split('\x03').skip(1).filter_map(|rest| rest.split('\x04').next());
    plain.chain(selected).collect()
}
