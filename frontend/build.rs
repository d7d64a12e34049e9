//! Releases of the client come in parts (docs/decisions/parts.md): the linker keeps what the splitting needs, and the code
//! knows of it by `in_parts`. Tests and the daily build are one piece.

fn main() {
    println!("cargo::rustc-check-cfg=cfg(in_parts)");
    println!("cargo::rerun-if-changed=build.rs");
    let is = |name: &str, value: &str| std::env::var(name).is_ok_and(|it| it == value);
    if is("PROFILE", "release") && is("CARGO_CFG_TARGET_FAMILY", "wasm") {
        println!("cargo::rustc-cfg=in_parts");
        println!("cargo::rustc-link-arg-bins=--emit-relocs");
    }
}
