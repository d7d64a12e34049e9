//! `split BUILT.wasm DIST`; `tools/parts` calls it.

use split::divide;
use std::env;
use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    let [built, dist] = &arguments[..] else {
        eprintln!("usage: split BUILT.wasm DIST");
        return ExitCode::FAILURE;
    };
    match divide(built, dist) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("the client was not divided: {error}");
            ExitCode::FAILURE
        }
    }
}
