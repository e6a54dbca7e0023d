//! Programs of Python, each in an environment of its own in the cache.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::command::{find, must, program, step};
use crate::debian::{self, Provided};
use crate::place::{executable, tool};

const PYTHON: Provided = Provided {
    name: "Python 3.10 or newer, with its module venv",
    packages: &["python3", "python3-venv"],
};

/// The folder of programs of an environment with a package at one version.
pub(crate) fn with(package: &str, version: &str) -> Result<PathBuf> {
    let folder = tool(package, version)?;
    let programs = folder.join(if cfg!(windows) { "Scripts" } else { "bin" });
    // Written last, so its presence says that the installation was finished.
    let done = folder.join("installed");
    if !done.is_file() {
        step(&format!("installing {package} {version}"), || {
            environment(&folder)?;
            let mut pip = program(programs.join(executable("python")));
            let wanted = format!("{package}=={version}");
            pip.args(["-m", "pip", "install", "--quiet", &wanted]);
            must(&mut pip)
        })?;
        std::fs::write(&done, "").context("cannot write into the cache")?;
    }
    Ok(programs)
}

fn environment(folder: &Path) -> Result<()> {
    let python = ["python3", "python"].iter().find_map(|name| find(name));
    let python = python.map_or_else(
        || debian::install(&PYTHON).map(|()| PathBuf::from("python3")),
        Ok,
    )?;
    let make = || {
        let mut make = program(&python);
        must(make.args(["-m", "venv", "--clear"]).arg(folder))
    };
    if make().is_err() {
        // Debian's Python comes without this module.
        debian::install(&PYTHON)?;
        make()?;
    }
    Ok(())
}
