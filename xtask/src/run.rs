//! `cargo xtask run`: from a checkout to a running server with a company in it.

use std::process::{Command, ExitCode};

use anyhow::Result;

use crate::command::{cargo, must, program, step};
use crate::place::built;
use crate::web;

/// Builds what has changed, fills the demo company, and serves until it is stopped.
pub(crate) fn run(arguments: &[String]) -> Result<ExitCode> {
    web::build()?;
    step("building the server", || {
        must(cargo().args(["build", "--package", "backend"]))
    })?;
    let callboard = built("debug", "callboard");
    step("filling the demo company", || {
        must(program(&callboard).arg("demo"))
    })?;
    serve(program(&callboard).arg("serve").args(arguments))
}

/// Becomes the server, so that it receives itself what stops it.
#[cfg(unix)]
fn serve(server: &mut Command) -> Result<ExitCode> {
    use std::os::unix::process::CommandExt as _;
    Err(server.exec().into())
}

/// Waits for the server, which an interruption reaches as well as this command.
#[cfg(not(unix))]
fn serve(server: &mut Command) -> Result<ExitCode> {
    must(server).map(|()| ExitCode::SUCCESS)
}
