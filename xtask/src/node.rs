//! Node and its packages: the browser tests and the wasm optimiser, as the lock file fixes them.

use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};

use crate::command::{find, must, output, program, step};
use crate::debian::{self, Provided};
use crate::place::root;

const NODE: Provided = Provided {
    name: "Node (20 or newer) with npm",
    packages: &["nodejs", "npm"],
};

/// The first version that the browser's driver runs on.
const OLDEST: u32 = 20;

/// Installs Node where it is missing and may be installed; fails where it is too old.
pub(crate) fn required() -> Result<()> {
    if !is_here() {
        debian::install(&NODE)?;
    }
    let version =
        output(program(find("node").context("node is not on the PATH")?).arg("--version"))?;
    match major(&version) {
        Some(major) if major >= OLDEST => Ok(()),
        _ => bail!(
            "Node is {}: install version {OLDEST} or newer",
            version.trim()
        ),
    }
}

/// The first number of a version, as in `v20.1.2`.
fn major(version: &str) -> Option<u32> {
    version
        .trim()
        .strip_prefix('v')?
        .split('.')
        .next()?
        .parse()
        .ok()
}

/// Whether Node and npm can be run.
pub(crate) fn is_here() -> bool {
    find("node").is_some() && find("npm").is_some()
}

/// Installs the packages of `e2e` unless they are the locked ones already; answers the folder
/// of their programs.
pub(crate) fn packages() -> Result<PathBuf> {
    let folder = root().join("e2e");
    let wanted =
        std::fs::read(folder.join("package-lock.json")).context("e2e/package-lock.json")?;
    // A copy of the lock file says what was installed: npm's own record leaves things out.
    let mark = folder.join("node_modules").join(".installed.json");
    if std::fs::read(&mark).ok().as_ref() != Some(&wanted) {
        let npm = find("npm").context("npm is not on the PATH")?;
        step("installing the npm packages of e2e", || {
            let mut install = program(npm);
            install.args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
            must(install.current_dir(&folder))
        })?;
        std::fs::write(&mark, &wanted)?;
    }
    Ok(folder.join("node_modules").join(".bin"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_major_version_is_read() {
        assert_eq!(major("v20.20.2\n"), Some(20));
        assert_eq!(major("20"), None);
    }
}
