//! The PowerShell scripts: read by PowerShell itself, and those that only pass on are called.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use crate::command::{find, must, output, program};
use crate::count::Count;
use crate::place::root;
use crate::stamp::files;

/// The scripts that pass their arguments on to the command of their name.
const PASSING_ON: [&str; 2] = ["run", "test"];

/// Checks every script, with the PowerShell that `CALLBOARD_PWSH` names or the one on the
/// `PATH`.
pub(crate) fn check() -> Result<Count> {
    let named = std::env::var_os("CALLBOARD_PWSH").map(PathBuf::from);
    let Some(pwsh) = named.or_else(|| find("pwsh")) else {
        println!("no PowerShell 7 here, so the scripts are not checked: set CALLBOARD_PWSH to one");
        return Ok(Count::default());
    };
    let mut count = Count::default();
    let checks = checks_conventions(&pwsh);
    for script in files(&root().join("PS1"))? {
        let name = script
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let read = if checks {
            conventions(&pwsh, &script)
        } else {
            parses(&pwsh, &script)
        };
        count += Count::one(&name, read);
    }
    for task in PASSING_ON {
        count += Count::one(task, passes_on(&pwsh, task));
    }
    count += Count::one("exit code", hands_back(&pwsh));
    Ok(count)
}

/// Whether this PowerShell is the one that also checks the conventions of scripts.
fn checks_conventions(pwsh: &Path) -> bool {
    output(program(pwsh).arg("-Help")).is_ok_and(|help| help.contains("-Check"))
}

fn conventions(pwsh: &Path, script: &Path) -> Result<()> {
    must(program(pwsh).arg("-Check").arg(script))
}

fn parses(pwsh: &Path, script: &Path) -> Result<()> {
    let parse = "$errors = $null; \
        $null = [System.Management.Automation.Language.Parser]::ParseFile($env:SCRIPT, [ref]$null, [ref]$errors); \
        $errors; exit $errors.Count";
    must(
        program(pwsh)
            .args(["-NoProfile", "-Command", parse])
            .env("SCRIPT", script),
    )
}

/// A call of a script with one argument.
fn call(pwsh: &Path, task: &str, argument: &str) -> Command {
    let mut call = program(pwsh);
    let script = root().join("PS1").join(format!("{task}.ps1"));
    call.args(["-NoProfile", "-File"]).arg(script).arg(argument);
    call
}

/// A script hands its arguments over.
fn passes_on(pwsh: &Path, task: &str) -> Result<()> {
    let help = output(&mut call(pwsh, task, "--help"))?;
    if !help.contains(&format!("Usage: cargo xtask {task}")) {
        bail!("--help did not reach the command, which printed: {help}");
    }
    Ok(())
}

/// A script hands the exit code back: 2 is what an unknown check is answered with.
fn hands_back(pwsh: &Path) -> Result<()> {
    let outcome = call(pwsh, "test", "no-such-check").output()?;
    match outcome.status.code() {
        Some(2) => Ok(()),
        code => bail!("an unknown check came back as {code:?}, not 2"),
    }
}
