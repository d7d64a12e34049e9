//! Names and relocations are for the splitter alone.

use wasm_encoder::{Module, RawSection};
use wasmparser::{Parser, Payload, Result};

/// A module without its custom sections.
///
/// # Errors
/// It is no module.
pub fn without_custom_sections(module: &[u8]) -> Result<Vec<u8>> {
    let mut kept = Module::new();
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload?;
        if matches!(payload, Payload::CustomSection(_)) {
            continue;
        }
        if let Some((id, range)) = payload.as_section() {
            // No section lies outside the bytes it was found in.
            let data = &module[range.start as usize..range.end as usize];
            kept.section(&RawSection { id, data });
        }
    }
    Ok(kept.finish())
}

#[cfg(test)]
mod tests {
    use super::without_custom_sections;
    use wasm_encoder::{CustomSection, Module, TypeSection};

    #[test]
    fn custom_sections_go_and_the_others_stay_as_they_are() {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let bare = {
            let mut module = Module::new();
            module.section(&types);
            module.finish()
        };
        let named = {
            let mut module = Module::new();
            module.section(&CustomSection { name: "before".into(), data: (&[1, 2, 3]).into() });
            module.section(&types);
            module.section(&CustomSection { name: "name".into(), data: (&[0; 300]).into() });
            module.finish()
        };
        assert_ne!(named, bare);
        assert_eq!(without_custom_sections(&named).ok(), Some(bare));
        assert!(without_custom_sections(b"no module").is_err());
    }
}
