//! frontend/pow
fn main() {}
