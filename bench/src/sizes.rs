//! What the client weighs: as it travels, and which part of it is whose.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;
use wasmparser::{KnownCustom, Name, NameSectionReader, Parser, Payload};

/// Prints each file of the client as it travels. KB are 1000 bytes, brotli where the server has it.
///
/// # Errors
/// A file cannot be read.
pub fn files(dist: &Path) -> std::io::Result<()> {
    println!("Client as it travels (KB = 1000 bytes, brotli where the server has it)");
    let mut files: Vec<_> = std::fs::read_dir(dist)?.filter_map(Result::ok).map(|entry| entry.path()).collect();
    files.sort();
    let mut total = 0;
    for file in files {
        let ending = file.extension().and_then(|it| it.to_str()).unwrap_or_default();
        if !file.is_file() || matches!(ending, "br" | "gz") {
            continue;
        }
        let packed = file.with_extension(format!("{ending}.br"));
        let length = std::fs::metadata(if packed.is_file() { &packed } else { &file })?.len();
        total += length;
        let raw = std::fs::metadata(&file)?.len();
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        println!("  {:>8.1}  (raw {:>8.1})  {name}", kb(length), kb(raw));
    }
    println!("  {:>8.1}  in all", kb(total));
    Ok(())
}

/// Prints how much of the client's modules a page needs, by the list that `frontend/split` has left: a line for each part.
///
/// # Errors
/// A file cannot be read.
pub fn pages(dist: &Path, list: &Path) -> std::io::Result<()> {
    let weigh = |file: &str| std::fs::metadata(dist.join(format!("{file}.br"))).map(|it| it.len());
    let first = std::fs::read_dir(dist)?
        .filter_map(Result::ok)
        .filter_map(|entry| entry.file_name().into_string().ok())
        .find_map(|name| name.strip_suffix("_bg.wasm").filter(|it| it.starts_with("frontend-")).map(str::to_owned));
    let first = weigh(&format!("{}_bg.wasm", first.ok_or(std::io::ErrorKind::NotFound)?))?;
    println!("\nModules that a page needs, brotli");
    println!("  {:>8.1}  start page", kb(first));
    for part in std::fs::read_to_string(list)?.lines() {
        let (name, files) = part.split_once(' ').unwrap_or((part, ""));
        let own = files.split(' ').map(weigh).sum::<std::io::Result<u64>>()?;
        println!("  {:>8.1}  a page of the part {name}, {:.1} of it not the start page's", kb(first + own), kb(own));
    }
    Ok(())
}

/// Prints what each part of a module with names weighs, uncompressed: its data, its functions by crate and, of our own, by
/// module, and what belongs to the service `service` wherever it stands: that much more does one service weigh.
///
/// # Errors
/// The file cannot be read or is no module.
pub fn parts(module: &Path, service: &str) -> Result<(), Box<dyn std::error::Error>> {
    let module = std::fs::read(module)?;
    let Named { functions, data } = Named::read(&module)?;
    let (mut parts, mut of_service, mut code) = (BTreeMap::<String, u64>::new(), 0, 0);
    for (name, length) in &functions {
        code += length;
        *parts.entry(part(name)).or_default() += length;
        if name.contains(service) {
            of_service += length;
        }
    }
    let mut parts: Vec<_> = parts.into_iter().collect();
    parts.sort_by_key(|(_, length)| std::cmp::Reverse(*length));
    println!("\nThe client's module by parts, uncompressed: code {:.0} KB, data {:.0} KB", kb(code), kb(data));
    for (part, length) in parts.iter().filter(|(_, length)| *length >= 5_000) {
        println!("  {:>8.1}  {part}", kb(*length));
    }
    println!("  {:>8.1}  of all this belongs to the service {service}", kb(of_service));
    Ok(())
}

/// Whose a function is: the crate and, of our own, two modules. What is generic is of the first of ours that it is made for.
fn part(name: &str) -> String {
    let own = ["frontend::", "shared::"].into_iter().filter_map(|own| name.find(own)).min();
    let from = own.map_or(name, |at| &name[at..]).trim_start_matches(['<', '&']);
    let path: Vec<_> = from.split("::").take(if own.is_some() { 3 } else { 1 }).collect();
    let is_word = |it: &&str| it.chars().all(|it| it.is_alphanumeric() || it == '_');
    path.into_iter().take_while(is_word).collect::<Vec<_>>().join("::")
}

/// Functions of a module by name, with the length of their code, and the length of its data.
struct Named {
    functions: Vec<(String, u64)>,
    data: u64,
}

impl Named {
    fn read(module: &[u8]) -> wasmparser::Result<Self> {
        let (mut lengths, mut names, mut imported, mut data) = (Vec::new(), BTreeMap::new(), 0_u32, 0);
        for payload in Parser::new(0).parse_all(module) {
            match payload? {
                Payload::ImportSection(imports) => imported = imports.count(),
                Payload::CodeSectionEntry(body) => lengths.push(length(&body.range())),
                Payload::DataSection(section) => data = length(&section.range()),
                Payload::CustomSection(section) => {
                    if let KnownCustom::Name(section) = section.as_known() {
                        names = function_names(section)?;
                    }
                }
                _ => {}
            }
        }
        // All that this client imports are functions; they are counted first.
        let functions = lengths.into_iter().zip(imported..);
        let named = functions.map(|(length, index)| (names.remove(&index).unwrap_or_default(), length));
        Ok(Self { functions: named.collect(), data })
    }
}

fn length(range: &Range<u64>) -> u64 {
    range.end - range.start
}

/// Names of the functions, without hashes, by their place.
fn function_names(section: NameSectionReader<'_>) -> wasmparser::Result<BTreeMap<u32, String>> {
    let mut names = BTreeMap::new();
    for part in section {
        let Name::Function(functions) = part? else { continue };
        for naming in functions {
            let naming = naming?;
            names.insert(naming.index, format!("{:#}", rustc_demangle::demangle(naming.name)));
        }
    }
    Ok(names)
}

fn kb(bytes: u64) -> f64 {
    bytes as f64 / 1000.0
}
