//! Other programs: started, told about, and listened to.

use std::ffi::{OsStr, OsString};
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::time::Instant;

use anyhow::{Context as _, Result, bail};

/// A program to run in the workspace's root.
pub(crate) fn program(name: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(crate::place::root());
    // What cargo tells this program of itself would be told on to the cargo that it starts, and
    // packages that look at it would be built again each time.
    let told = std::env::vars_os().map(|(name, _)| name).filter(|name| {
        let name = name.to_string_lossy();
        name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_")
    });
    for name in told {
        command.env_remove(name);
    }
    command
}

/// Cargo, as this very command was started by it.
pub(crate) fn cargo() -> Command {
    program(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs a command whose output goes to the terminal; fails when it fails.
pub(crate) fn must(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| unstarted(command))?;
    succeeded(command, status)
}

/// What a command printed, when it succeeds.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let output = command.output().with_context(|| unstarted(command))?;
    let printed = String::from_utf8_lossy(&output.stdout);
    if output.status.success() {
        Ok(printed.into_owned())
    } else {
        let complaint = String::from_utf8_lossy(&output.stderr);
        bail!("{} failed: {printed}{complaint}", name(command))
    }
}

/// Runs a command, passing on each line that it prints and showing it to `each`; fails when the
/// command fails.
pub(crate) fn listened(command: &mut Command, mut each: impl FnMut(&str)) -> Result<()> {
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| unstarted(command))?;
    if let Some(printed) = child.stdout.take() {
        let mut lines = BufReader::new(printed);
        let mut line = Vec::new();
        // Whatever a test prints, UTF-8 or not, is passed on.
        while lines.read_until(b'\n', &mut line)? > 0 {
            let text = String::from_utf8_lossy(&line);
            print!("{text}");
            each(text.trim_end());
            line.clear();
        }
    }
    succeeded(command, child.wait()?)
}

/// Says what begins, does it, and says how long it took.
pub(crate) fn step<T>(what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    println!("--- {what}");
    let begun = Instant::now();
    let outcome = work();
    let word = if outcome.is_ok() { "done" } else { "failed" };
    println!(
        "--- {what}: {word} in {:.1} s",
        begun.elapsed().as_secs_f32()
    );
    outcome
}

/// Where a program is on the `PATH`.
pub(crate) fn find(name: &str) -> Option<PathBuf> {
    which::which(name).ok()
}

/// The `PATH` with folders before it.
pub(crate) fn path_with(folders: &[PathBuf]) -> Result<OsString> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let all = folders.iter().cloned().chain(std::env::split_paths(&path));
    Ok(std::env::join_paths(all)?)
}

fn succeeded(command: &Command, status: ExitStatus) -> Result<()> {
    if status.success() {
        Ok(())
    } else {
        bail!("{} failed: {status}", name(command))
    }
}

fn name(command: &Command) -> String {
    let path = Path::new(command.get_program());
    path.file_stem()
        .unwrap_or(path.as_os_str())
        .to_string_lossy()
        .into_owned()
}

fn unstarted(command: &Command) -> String {
    format!("cannot start {}", command.get_program().to_string_lossy())
}
