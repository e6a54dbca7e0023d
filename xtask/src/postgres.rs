//! A PostgreSQL of our own: made for one run, on a port of its own, and gone after it.

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::command::{find, must, output, program};
use crate::debian::{self, Provided, is_root};
use crate::ending::Ending;
use crate::place::executable;

const POSTGRES: Provided = Provided {
    name: "the PostgreSQL server (its folder with `initdb` and `pg_ctl`)",
    packages: &["postgresql"],
};

/// Nothing is kept after the run, so nothing is gained by waiting for the disk. The tests of
/// the API hold a small pool each, all at once.
const SETTINGS: [&str; 7] = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=500",
    "timezone=Asia/Kathmandu",
];

/// A running cluster. Dropping it stops the server and removes its files.
pub(crate) struct Cluster {
    /// Where it is, as a superuser of it: `postgres://...`.
    pub(crate) url: String,
    _end: Ending,
}

impl Cluster {
    /// Makes a cluster and starts it.
    pub(crate) fn start() -> Result<Self> {
        let programs = programs()?;
        let folder = tempfile::Builder::new()
            .prefix("callboard-postgres-")
            .tempdir()?;
        if is_root() {
            // PostgreSQL refuses to run as root.
            must(program("chown").arg("postgres").arg(folder.path()))?;
        }
        let (data, log) = (folder.path().join("data"), folder.path().join("log"));
        let mut init = server_program(&programs, "initdb");
        init.args([
            "--username=callboard",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C",
        ]);
        output(init.args(["--no-sync", "-D"]).arg(&data))?;
        let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
        let settings: String = SETTINGS
            .iter()
            .map(|setting| format!(" -c {setting}"))
            .collect();
        let mut start = server_program(&programs, "pg_ctl");
        start.args([
            "start",
            "--wait",
            "--silent",
            "-o",
            &format!("-p {port}{settings}"),
            "-l",
        ]);
        start.arg(&log).arg("-D").arg(&data);
        // Kept before the start, so that a start which is interrupted is undone as well.
        let end = Ending::new(move || {
            let mut stop = server_program(&programs, "pg_ctl");
            stop.args(["stop", "--mode=immediate", "--silent", "-D"])
                .arg(&data);
            if let Err(error) = output(&mut stop) {
                println!("the test database was not stopped: {error:#}");
            }
            if let Err(error) = folder.close() {
                println!("the test database was not removed: {error}");
            }
        });
        must(&mut start).with_context(|| fs::read_to_string(&log).unwrap_or_default())?;
        Ok(Self {
            url: format!("postgres://callboard@127.0.0.1:{port}/postgres"),
            _end: end,
        })
    }
}

/// A program of PostgreSQL's server, as somebody it agrees to run for.
fn server_program(programs: &Path, name: &str) -> Command {
    let path = programs.join(executable(name));
    let mut command = if is_root() {
        let mut command = program("runuser");
        command.args(["-u", "postgres", "--"]).arg(path);
        command
    } else {
        program(path)
    };
    // The workspace may be closed to whoever runs the server.
    command.current_dir(std::env::temp_dir());
    command
}

/// The folder of PostgreSQL's server programs.
fn programs() -> Result<PathBuf> {
    if let Some(found) = installed() {
        return Ok(found);
    }
    debian::install(&POSTGRES)?;
    installed().context("PostgreSQL was installed, but its server programs are not found")
}

fn installed() -> Option<PathBuf> {
    if let Some(initdb) = find("initdb") {
        return initdb.parent().map(Path::to_path_buf);
    }
    // Debian keeps them out of the PATH, one folder a version; so does the Windows installer.
    let homes = ["/usr/lib/postgresql", "C:\\Program Files\\PostgreSQL"];
    let versions = homes
        .iter()
        .filter_map(|home| fs::read_dir(home).ok())
        .flatten();
    let folders = versions.filter_map(|version| Some(version.ok()?.path().join("bin")));
    folders
        .filter(|folder| folder.join(executable("initdb")).is_file())
        .max()
}
