//! The page that names the client's files.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

/// `index.html` as Trunk wrote it, and the client that it names.
pub struct Page {
    file: PathBuf,
    text: String,
    client: String,
}

impl Page {
    /// Reads the page.
    ///
    /// # Errors
    /// It cannot be read, or names no client.
    pub fn read(file: &Path) -> Result<Self, Box<dyn Error>> {
        let text = fs::read_to_string(file)?;
        let client = client(&text).ok_or("index.html names no client")?.to_owned();
        Ok(Self { file: file.to_owned(), text, client })
    }

    /// Names the client in parts in place of the one in one piece, whose files are removed.
    ///
    /// # Errors
    /// A file cannot be removed or written.
    pub fn name_parts(self, dist: &Path, client: &str, link: &str) -> Result<(), Box<dyn Error>> {
        for ending in [".js", "_bg.wasm"] {
            let before = dist.join(format!("{}{ending}", self.client));
            if self.client != client && before.exists() {
                fs::remove_file(before)?;
            }
        }
        let text = naming(&self.text, &self.client, client, link.trim_start_matches("./"));
        Ok(fs::write(self.file, text)?)
    }
}

/// The client's name without its ending: `frontend-HASH`.
fn client(page: &str) -> Option<&str> {
    let name = &page[page.find("/frontend-")? + 1..];
    name.split_once(".js\"").map(|(name, _)| name)
}

/// The page with another client, and the script that fetches its parts: that is fetched beside the client, not after it.
fn naming(page: &str, before: &str, now: &str, link: &str) -> String {
    let preload = format!("<link rel=\"modulepreload\" href=\"/{link}\" crossorigin=\"anonymous\"></head>");
    page.replace(before, now).replacen("</head>", &preload, 1)
}

#[cfg(test)]
mod tests {
    use super::{client, naming};

    const PAGE: &str = r#"<head><link rel="modulepreload" href="/frontend-12ab.js"><link rel="preload" href="/frontend-12ab_bg.wasm" as="fetch"></head>"#;

    #[test]
    fn the_page_names_the_new_files_and_no_old_one() {
        assert_eq!(client(PAGE), Some("frontend-12ab"));
        let page = naming(PAGE, "frontend-12ab", "frontend-34cd", "parts-34cd.js");
        assert_eq!(client(&page), Some("frontend-34cd"));
        assert!(!page.contains("12ab"), "{page}");
        assert!(page.contains(r#""/frontend-34cd_bg.wasm""#) && page.contains(r#""/parts-34cd.js""#), "{page}");
    }

    #[test]
    fn a_page_without_a_client_is_said_to_have_none() {
        assert_eq!(client("<head></head>"), None);
    }
}
