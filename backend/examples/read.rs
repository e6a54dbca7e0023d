//! Reads a calendar file some times and prints how many events it has and how long the fastest
//! reading took, in milliseconds: what the bench compares with another program.

use std::io::Write as _;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use backend::calendar::ics::{Scope, read};
use shared::time::Zone;

/// How often it is read.
const TIMES: usize = 10;

fn main() -> Result<()> {
    let file = std::env::args_os().nth(1).context("name the file")?;
    let bytes = std::fs::read(file)?;
    let scope = Scope {
        zone: Zone::PARIS,
        window: None,
        most: 400,
    };
    let (mut events, mut fastest) = (0, Duration::MAX);
    for _ in 0..TIMES {
        let begun = Instant::now();
        events = read(&bytes, &scope)?.events.len();
        fastest = fastest.min(begun.elapsed());
    }
    let milliseconds = fastest.as_secs_f64() * 1000.0;
    writeln!(std::io::stdout(), "{events} {milliseconds:.2}")?;
    Ok(())
}
