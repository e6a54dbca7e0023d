//! The web app in a real browser: the tests of `e2e`, on the release bundle.

use std::path::PathBuf;

use anyhow::{Context as _, Result};

use crate::command::{find, must, program};
use crate::count::Count;
use crate::debian::{self, Provided};
use crate::place::root;
use crate::postgres::Cluster;
use crate::rust::DATABASE;
use crate::{node, server, web};

const CHROMIUM: Provided = Provided {
    name: "Chromium or Google Chrome (or CALLBOARD_CHROMIUM, naming one)",
    packages: &["chromium", "fonts-dejavu-core"],
};

/// Where a browser is that is not on the `PATH`.
const ELSEWHERE: [&str; 4] = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

/// Runs the tests.
pub(crate) fn check() -> Result<Count> {
    node::required()?;
    node::packages()?;
    web::build()?;
    let chromium = chromium()?;
    let callboard = server::build()?;
    let cluster = Cluster::start()?;
    let report = tempfile::NamedTempFile::new()?;
    let mut tests = program(find("node").context("node is not on the PATH")?);
    tests.args(["--test", "--test-concurrency=1"]);
    // One report to be read while they run, one to be counted.
    tests.args(["--test-reporter=spec", "--test-reporter-destination=stdout"]);
    tests
        .args(["--test-reporter=tap", "--test-reporter-destination"])
        .arg(report.path());
    tests.current_dir(root().join("e2e"));
    tests
        .env("CALLBOARD_BIN", callboard)
        .env("CALLBOARD_CHROMIUM", chromium)
        .env(DATABASE, &cluster.url);
    let outcome = must(&mut tests);
    let mut count = Count::default();
    for line in std::fs::read_to_string(report.path())?.lines() {
        count.read(line);
    }
    Ok(count.of_run(&outcome))
}

/// The browser: `CALLBOARD_CHROMIUM`, or one that is installed.
fn chromium() -> Result<PathBuf> {
    if let Some(named) = std::env::var_os("CALLBOARD_CHROMIUM") {
        return Ok(named.into());
    }
    if let Some(found) = installed() {
        return Ok(found);
    }
    debian::install(&CHROMIUM)?;
    installed().context("Chromium was installed, but is not found")
}

fn installed() -> Option<PathBuf> {
    let names = ["chromium", "chromium-browser", "google-chrome", "chrome"];
    let on_path = names.iter().find_map(|name| find(name));
    on_path.or_else(|| {
        ELSEWHERE
            .iter()
            .map(PathBuf::from)
            .find(|file| file.is_file())
    })
}
