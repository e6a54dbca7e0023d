//! Sweeps a week that was read, from a file, and tells how many milliseconds that took and what
//! was found: for `cargo xtask bench`, which has wasm do the same.

#![expect(
    clippy::print_stdout,
    reason = "a program of a few lines tells what it did"
)]

mod sweep;

use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let file = std::env::args_os().nth(1).ok_or("the file of a week")?;
    let board = sweep::board(&std::fs::read_to_string(file)?)?;
    let begun = Instant::now();
    let mut found = Vec::new();
    for _ in 0..sweep::ROUNDS {
        found = sweep::sweep(std::hint::black_box(&board));
    }
    let took = begun.elapsed().as_secs_f64() * 1000.0 / f64::from(sweep::ROUNDS);
    let told = serde_json::json!({ "milliseconds": took, "found": found });
    println!("{told}");
    Ok(())
}
