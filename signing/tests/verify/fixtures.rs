//! The corpus of the fuzzer, which other tests use too, is what its program makes; there is no private key in it.

use std::{collections::BTreeMap, fs, path::Path};

use crate::corpus;

/// Differences are put beside each other: what would be written is in the folder for temporary files.
#[test]
fn the_corpus_is_what_its_program_makes() {
    let made = Path::new(env!("CARGO_TARGET_TMPDIR")).join("corpus");
    let _ = fs::remove_dir_all(&made);
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
    let files: BTreeMap<_, _> =
        corpus::make(&corpus::authority(&made.with_file_name("corpus-authority"))).into_iter().collect();
    for (name, bytes) in &files {
        let path = made.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    for (name, bytes) in &files {
        let same = fs::read(kept.join(name)).is_ok_and(|kept| kept == *bytes);
        assert!(same, "{name}: run the example `fuzz corpus`");
        assert!(!bytes.windows(11).any(|window| window == b"PRIVATE KEY"), "{name}");
    }
}
