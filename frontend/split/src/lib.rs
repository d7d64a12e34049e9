//! Divides the built client into the module that every page begins with and parts that come when they are asked for
//! (docs/decisions/parts.md). Trunk calls it after a release build: `Trunk.toml`.

mod page;
mod strip;

use page::Page;
use sha2::{Digest, Sha256};
use std::collections::{BTreeSet, HashMap};
use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::Command;
use strip::without_custom_sections;
use wasm_split_cli_support::{Options, transform};

/// Divides the module `built` as the linker left it, with its relocations, and puts the parts into `dist` in place of the
/// one module that the page there names. Which files each part has is written beside `built`, for `make bench`.
///
/// # Errors
/// The page names no client, a file cannot be read or written, or the module cannot be divided.
pub fn divide(built: &Path, dist: &Path) -> Result<(), Box<dyn Error>> {
    let page = Page::read(&dist.join("index.html"))?;
    let module = fs::read(built)?;
    let names = Names::of(&module);
    let work = dist.join(".parts");
    fs::create_dir_all(&work)?;
    let (link, glue, main) = (names.link(), format!("./{}.js", names.client), work.join("main.wasm"));
    let mut options = Options::new(&module);
    options.output_dir = &work;
    options.main_out_path = &main;
    options.link_name = &link;
    options.main_module = &glue;
    let divided = transform(options)?;
    bind(&main, dist, &names.client)?;
    let mut script = fs::read_to_string(work.join(&link))?;
    for part in &divided.split_modules {
        let stem = stem(part)?;
        let name = names.part(stem);
        script = script.replace(&format!("./{stem}.wasm"), &format!("./{name}"));
        fs::write(dist.join(name), without_custom_sections(&fs::read(part)?)?)?;
    }
    fs::write(dist.join(&link), script)?;
    fs::remove_dir_all(&work)?;
    fs::write(built.with_extension("parts"), names.list(&divided.prefetch_map))?;
    page.name_parts(dist, &names.client, &link)
}

/// The versions of all that divides a module: other tools, other files.
const TOOLS: &[u8] = include_bytes!("../../../Cargo.lock");

/// File names of one build. All bear the same hash: parts of different builds do not fit together.
struct Names {
    hash: String,
    client: String,
}

impl Names {
    fn of(module: &[u8]) -> Self {
        let hash: String = Sha256::new()
            .chain_update(module)
            .chain_update(TOOLS)
            .finalize()
            .iter()
            .take(8)
            .map(|byte| format!("{byte:02x}"))
            .collect();
        Self { client: format!("frontend-{hash}"), hash }
    }

    fn link(&self) -> String {
        format!("./parts-{}.js", self.hash)
    }

    fn part(&self, stem: &str) -> String {
        format!("{stem}-{}.wasm", self.hash)
    }

    /// A line for each part: its name and the files that come with it.
    fn list(&self, parts: &HashMap<String, Vec<String>>) -> String {
        let line = |(part, stems): (&String, &Vec<String>)| {
            let files: Vec<String> = stems.iter().map(|stem| self.part(stem)).collect();
            format!("{part} {}\n", files.join(" "))
        };
        parts.iter().map(line).collect::<BTreeSet<String>>().into_iter().collect()
    }
}

fn stem(file: &Path) -> Result<&str, String> {
    file.file_stem().and_then(|it| it.to_str()).ok_or_else(|| format!("{} has no name", file.display()))
}

/// Makes the glue of the module that every page begins with. The linker's exports stay: parts share its table of functions.
fn bind(main: &Path, dist: &Path, name: &str) -> Result<(), Box<dyn Error>> {
    let status = Command::new("wasm-bindgen")
        .args([
            "--target=web",
            "--keep-lld-exports",
            "--no-typescript",
            "--remove-name-section",
            "--remove-producers-section",
        ])
        .arg(format!("--out-dir={}", dist.display()))
        .arg(format!("--out-name={name}"))
        .arg(main)
        .status()?;
    if status.success() { Ok(()) } else { Err(format!("wasm-bindgen: {status}").into()) }
}
