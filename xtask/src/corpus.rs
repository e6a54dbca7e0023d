//! The corpus: files of other programs, and what an independent reading found in them.

use std::path::Path;
use std::process::Command;

use anyhow::Result;

use crate::command::{cargo, must};
use crate::count::Count;
use crate::place::root;

/// Reads the files of a folder and compares them: optimised, so that the time that a bomb takes
/// means something.
pub(crate) fn run(folder: &Path) -> Result<()> {
    let folder = std::path::absolute(folder)?;
    must(reader().args(["--release", "--"]).arg(folder))
}

fn reader() -> Command {
    let mut reader = cargo();
    reader.args([
        "run",
        "--quiet",
        "--package",
        "backend",
        "--example",
        "corpus",
    ]);
    reader
}

/// The corpus beside the workspace. Where there is none, it is said.
pub(crate) fn check() -> Result<Count> {
    let folder = root().join("../shared/data/ics");
    if !folder.join("truth.json").is_file() {
        println!("skipped: {} is not there", folder.display());
        return Ok(Count::default());
    }
    Ok(Count::one("corpus", must(reader().arg("--").arg(folder))))
}
