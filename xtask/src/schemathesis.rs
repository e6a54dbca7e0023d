//! schemathesis: a machine that reads the API document and tries to find a request that the
//! server does not answer as the document says. It runs against both databases.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::command::{find, must, program, step};
use crate::count::Count;
use crate::debian::{self, Provided};
use crate::place::{executable, root, tool};
use crate::postgres::Cluster;
use crate::server::{self, Demo, Setting, sqlite_in};

/// The version that is run: another one looks for other things.
const VERSION: &str = "4.32.5";

const PYTHON: Provided = Provided {
    name: "Python 3.10 or newer, with its module venv",
    packages: &["python3", "python3-venv"],
};

/// Runs it against a server on each database.
pub(crate) fn check() -> Result<Count> {
    let schemathesis = installed()?;
    let callboard = server::build()?;
    let data = tempfile::tempdir()?;
    let cluster = Cluster::start()?;
    let mut count = Count::default();
    for (name, database) in [
        ("SQLite", &sqlite_in(data.path())),
        ("PostgreSQL", &cluster.url),
    ] {
        let setting = Setting {
            program: &callboard,
            database,
            data: data.path(),
            variables: &[
                ("CALLBOARD_RATE_PER_MINUTE", "1000000"),
                ("RUST_LOG", "error"),
            ],
        };
        let what = format!("schemathesis on {name}");
        let outcome = step(&what, || attack(&schemathesis, &Demo::start(&setting)?));
        count += Count::one(&what, outcome);
    }
    Ok(count)
}

fn attack(schemathesis: &Path, demo: &Demo) -> Result<()> {
    let mut run = program(schemathesis);
    run.arg("--config-file")
        .arg(root().join("xtask").join("schemathesis.toml"));
    run.arg("run")
        .arg(format!("{}/openapi.json", demo.server.base));
    run.env("CALLBOARD_EMAIL", &demo.admin.email);
    run.env("CALLBOARD_PASSWORD", &demo.admin.password);
    // What it prints is Unicode, whatever this terminal is set to.
    run.env("PYTHONUTF8", "1");
    must(&mut run)
}

/// The command, in an environment of its own in the cache.
fn installed() -> Result<PathBuf> {
    let folder = tool("schemathesis", VERSION)?;
    let programs = folder.join(if cfg!(windows) { "Scripts" } else { "bin" });
    let command = programs.join(executable("schemathesis"));
    if !command.is_file() {
        let python = ["python3", "python"].iter().find_map(|name| find(name));
        let python = python.map_or_else(
            || debian::install(&PYTHON).map(|()| PathBuf::from("python3")),
            Ok,
        )?;
        step(&format!("installing schemathesis {VERSION}"), || {
            let environment = || {
                must(
                    program(&python)
                        .args(["-m", "venv", "--clear"])
                        .arg(&folder),
                )
            };
            if environment().is_err() {
                // Debian's Python comes without this module.
                debian::install(&PYTHON)?;
                environment()?;
            }
            let mut pip = program(programs.join(executable("python")));
            pip.args([
                "-m",
                "pip",
                "install",
                "--quiet",
                &format!("schemathesis=={VERSION}"),
            ]);
            must(&mut pip)
        })?;
    }
    command
        .is_file()
        .then_some(command)
        .context("schemathesis was not installed")
}
