//! e2e/harness
fn main() {}
