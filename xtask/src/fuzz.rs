//! `cargo xtask fuzz`: random files for the reader of calendars, for a bounded time. It needs a
//! nightly compiler, for its sanitizers and its coverage.

use std::time::Duration;

use anyhow::{Context as _, Result, bail};

use crate::command::{find, must, output, path_with, program, step};
use crate::place::{cache, root};
use crate::tools::cargo_tool;

/// The version of `cargo fuzz`.
const VERSION: &str = "0.13.2";

/// The longest file that is tried, and the longest that one may take.
const MOST_BYTES: u32 = 8 * 1024;
const MOST_SECONDS: u32 = 2;

/// Runs the fuzzer so long. What it finds is kept in `fuzz/artifacts`, what it learned in the
/// cache; the corpus beside the workspace is where it begins, when there is one.
pub(crate) fn run(time: Duration) -> Result<()> {
    let rustup = find("rustup").context("rustup chooses the nightly compiler: install it")?;
    let nightly = |what: &str| {
        let mut nightly = program(&rustup);
        nightly.args(["run", "nightly", what]);
        // The cargo that started this program is not the nightly one.
        nightly.env_remove("CARGO").env_remove("RUSTC");
        nightly
    };
    if output(nightly("rustc").arg("--version")).is_err() {
        bail!("there is no nightly compiler: rustup toolchain install nightly --profile minimal");
    }
    let tools = cargo_tool("cargo-fuzz", VERSION, &["--locked"])?;
    let learned = cache()?.join("fuzz-reader");
    std::fs::create_dir_all(&learned)?;
    let mut fuzz = nightly("cargo");
    fuzz.env("PATH", path_with(&[tools])?);
    fuzz.args(["fuzz", "run", "reader", "--fuzz-dir", "fuzz"])
        .arg(learned);
    for folder in ["synthetic", "khal", "collective-icalendar/calendars"] {
        let folder = root().join("../shared/data/ics").join(folder);
        if folder.is_dir() {
            fuzz.arg(folder);
        }
    }
    fuzz.args(["--", "-dict=fuzz/ics.dict", "-rss_limit_mb=2048"]);
    fuzz.arg(format!("-max_total_time={}", time.as_secs()));
    fuzz.arg(format!("-max_len={MOST_BYTES}"));
    fuzz.arg(format!("-timeout={MOST_SECONDS}"));
    step("fuzzing the reader of calendars", || must(&mut fuzz))
}
