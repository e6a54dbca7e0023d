//! The checks that cargo makes: format, lints, tests.

use std::process::Command;

use anyhow::{Context as _, Result};
use serde_json::Value;

use crate::command::{cargo, listened, must, output};
use crate::count::Count;
use crate::postgres::Cluster;
use crate::tools::{WASM, wasm_target};

/// The tests of the API, which run once on each database.
const API: &str = "api";

/// The variable that names the database of the tests of the API and in the browser: a server on
/// which they make databases of their own. Without it those of the API use SQLite.
pub(crate) const DATABASE: &str = "CALLBOARD_TEST_DATABASE_URL";

/// Whether the sources are formatted.
pub(crate) fn format() -> Count {
    Count::one("format", must(cargo().args(["fmt", "--all", "--check"])))
}

/// Whether the lints find nothing, in what runs here and in what runs in the browser.
pub(crate) fn lints() -> Count {
    let mut native = cargo();
    native.args(["clippy", "--all-targets", "--", "-D", "warnings"]);
    let mut count = Count::one("lints", must(&mut native));
    let mut app = cargo();
    app.args([
        "clippy",
        "--package",
        "frontend",
        "--target",
        WASM,
        "--",
        "-D",
        "warnings",
    ]);
    count += Count::one(
        "lints of the web app",
        wasm_target().and_then(|()| must(&mut app)),
    );
    count
}

/// All tests but the API's, document tests included.
pub(crate) fn units() -> Result<Count> {
    let described = output(cargo().args(["metadata", "--no-deps", "--format-version", "1"]))?;
    let mut units = tests();
    units.args(["--lib", "--bins"]);
    for test in integration_tests(&described)?
        .iter()
        .filter(|name| *name != API)
    {
        units.args(["--test", test]);
    }
    let mut count = counted(&mut units);
    count += counted(tests().arg("--doc"));
    Ok(count)
}

/// The tests of the API, on SQLite.
pub(crate) fn api_on_sqlite() -> Result<Count> {
    Ok(counted(tests().args(["--test", API])))
}

/// The tests of the API, on a PostgreSQL of their own.
pub(crate) fn api_on_postgres() -> Result<Count> {
    let cluster = Cluster::start()?;
    Ok(counted(
        tests().args(["--test", API]).env(DATABASE, &cluster.url),
    ))
}

fn tests() -> Command {
    let mut tests = cargo();
    tests.args(["test", "--no-fail-fast"]).env_remove(DATABASE);
    tests
}

fn counted(tests: &mut Command) -> Count {
    let mut count = Count::default();
    let outcome = listened(tests, |line| count.read(line));
    count.of_run(&outcome)
}

/// The names of the workspace's test programs, from what cargo says of it.
fn integration_tests(described: &str) -> Result<Vec<String>> {
    let described: Value = serde_json::from_str(described).context("cargo metadata")?;
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let packages = list(described.get("packages").context("no packages")?);
    let targets = packages
        .iter()
        .filter_map(|package| package.get("targets"))
        .flat_map(list);
    let tests = targets.filter(|target| {
        target
            .get("kind")
            .is_some_and(|kind| list(kind).iter().any(|kind| kind == "test"))
    });
    let name = |target: Value| Some(target.get("name")?.as_str()?.to_owned());
    Ok(tests.filter_map(name).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn test_programs_are_found() {
        let described = r#"{"packages": [
            {"targets": [{"kind": ["lib"], "name": "a"}, {"kind": ["test"], "name": "b"}]},
            {"targets": [{"kind": ["bin"], "name": "c"}, {"kind": ["test"], "name": "api"}]}
        ]}"#;
        assert_eq!(integration_tests(described).unwrap(), ["b", "api"]);
        assert!(integration_tests("{}").is_err());
    }
}
