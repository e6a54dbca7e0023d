//! Runs the importer's reader over a folder of .ics files with a `truth.json` beside them, and
//! says where the two differ. `cargo xtask corpus DIR` and `cargo xtask test` run it.
//!
//! Files of class `high` must be read exactly; those of class `policy`, where the standard leaves
//! room, must be read, and what was chosen is shown; of `broken` ones what can be read is read
//! and the rest is told; bombs are refused, quickly.

mod compare;
mod truth;

use std::collections::BTreeMap;
use std::fmt::{self, Display};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use backend::calendar::ics::{ReadError, Reading, Scope, read};
use shared::time::Zone;

use truth::{File, Truth};

/// The longest that a bomb may take.
const BOMB: Duration = Duration::from_millis(200);

/// What the confidence of a file asks of the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Class {
    High,
    Policy,
    Broken,
    Bomb,
}

impl Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::High => "high",
            Self::Policy => "policy",
            Self::Broken => "broken",
            Self::Bomb => "bomb",
        })
    }
}

/// What came of one file.
struct Outcome {
    class: Class,
    /// What is wrong.
    faults: Vec<String>,
    /// Where the reader chose otherwise than the other one, and may.
    choices: Vec<String>,
}

fn main() -> Result<ExitCode> {
    let folder: PathBuf = std::env::args_os()
        .nth(1)
        .context("name the folder of the corpus")?
        .into();
    let mut out = std::io::stdout().lock();
    let told = std::fs::read(folder.join("truth.json")).context("truth.json")?;
    let truth: Truth = serde_json::from_slice(&told).context("truth.json")?;
    let zone: Zone = truth.meta.default_zone.parse().context("default_zone")?;
    let mut counts: BTreeMap<Class, (usize, usize, usize)> = BTreeMap::new();
    for (path, file) in &truth.files {
        let outcome = judge(&folder.join(path), file, zone, truth.meta.max_occurrences)?;
        let (right, same, all) = counts.entry(outcome.class).or_default();
        *all += 1;
        *right += usize::from(outcome.faults.is_empty());
        *same += usize::from(outcome.faults.is_empty() && outcome.choices.is_empty());
        for fault in &outcome.faults {
            writeln!(out, "WRONG  {path}: {fault}")?;
        }
        for choice in &outcome.choices {
            writeln!(out, "chosen {path}: {choice}")?;
        }
    }
    let mut failed = false;
    for (class, (right, same, all)) in &counts {
        writeln!(
            out,
            "{class:>7}: {right} of {all} right, {same} without a difference"
        )?;
        failed |= right < all;
    }
    Ok(if failed {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

fn judge(path: &Path, file: &File, zone: Zone, most: usize) -> Result<Outcome> {
    let bytes = std::fs::read(path).with_context(|| path.display().to_string())?;
    let scope = Scope {
        zone,
        window: None,
        // An exception may move a later time before the last that is compared.
        most: most.saturating_mul(4),
    };
    let begun = Instant::now();
    let reading = std::panic::catch_unwind(|| read(&bytes, &scope));
    let took = begun.elapsed();
    let class = class(file);
    let Ok(reading) = reading else {
        return Ok(Outcome {
            class,
            faults: vec!["the reader panicked".to_owned()],
            choices: Vec::new(),
        });
    };
    let (faults, choices) = match class {
        Class::High => (compare::differences(&reading, file, most), Vec::new()),
        Class::Policy => (Vec::new(), compare::differences(&reading, file, most)),
        Class::Broken => (unsaid(&reading, &bytes), Vec::new()),
        Class::Bomb => (unrefused(&reading, took), Vec::new()),
    };
    Ok(Outcome {
        class,
        faults,
        choices,
    })
}

fn class(file: &File) -> Class {
    match file.confidence.as_deref() {
        _ if file.bomb => Class::Bomb,
        _ if file.broken => Class::Broken,
        Some("high") => Class::High,
        _ => Class::Policy,
    }
}

/// A broken file with events says something of each: it was read, or why not.
fn unsaid(reading: &Result<Reading, ReadError>, bytes: &[u8]) -> Vec<String> {
    let Ok(reading) = reading else {
        return Vec::new();
    };
    let begins = b"BEGIN:VEVENT";
    let has_events = bytes.windows(begins.len()).any(|some| some == begins);
    if has_events && reading.events.is_empty() && reading.refused.is_empty() {
        return vec!["an event is neither read nor told".to_owned()];
    }
    Vec::new()
}

fn unrefused(reading: &Result<Reading, ReadError>, took: Duration) -> Vec<String> {
    let mut faults = Vec::new();
    if let Ok(reading) = reading
        && !reading.events.is_empty()
    {
        faults.push("an event of it was read".to_owned());
    }
    // Without optimisation the time says nothing; the tests count steps.
    if took > BOMB && !cfg!(debug_assertions) {
        faults.push(format!("it took {} ms", took.as_millis()));
    }
    faults
}
