//! schemathesis: a machine that reads the API document and tries to find a request that the
//! server does not answer as the document says. It runs against both databases.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use serde_json::Value;

use crate::client::{Client, text};
use crate::command::{must, program, step};
use crate::count::Count;
use crate::place::executable;
use crate::postgres::Cluster;
use crate::python;
use crate::server::{self, Demo, Setting, sqlite_in};

/// The version that is run: another one looks for other things.
const VERSION: &str = "4.32.5";

/// What is done, and with what.
const CONFIG: &str = include_str!("../schemathesis.toml");

/// When the servers' clocks start, and the weeks around.
const CLOCK: &str = "2026-03-04T09:00:00Z";
const AROUND: &str = "/planning?from=2026-02-09T00:00:00Z&to=2026-04-06T00:00:00Z";

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
                ("CALLBOARD_CLOCK", CLOCK),
                ("CALLBOARD_RATE_PER_MINUTE", "1000000"),
                // Lets the configuration send some requests as if from elsewhere.
                ("CALLBOARD_TRUSTED_PROXY", "127.0.0.1"),
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
    let folder = tempfile::tempdir()?;
    let admin = demo.account("ADMIN")?;
    write_lists(folder.path(), &Client::sign_in(&demo.server.base, &admin)?)?;
    let config = folder.path().join("schemathesis.toml");
    fs::write(&config, CONFIG)?;
    let mut run = program(schemathesis);
    run.arg("--config-file").arg(config);
    run.arg("run")
        .arg(format!("{}/openapi.json", demo.server.base));
    run.env("CALLBOARD_EMAIL", &admin.email)
        .env("CALLBOARD_PASSWORD", &admin.password);
    for (role, variable) in [
        ("MANAGER", "CALLBOARD_MANAGER_TOKEN"),
        ("TECH", "CALLBOARD_TECH_TOKEN"),
    ] {
        let other = Client::sign_in(&demo.server.base, &demo.account(role)?)?;
        run.env(variable, other.token());
    }
    // It keeps what it learned beside where it runs, and the next run is to learn the same.
    run.current_dir(folder.path());
    // What it prints is Unicode, whatever this terminal is set to.
    run.env("PYTHONUTF8", "1");
    must(&mut run)
}

/// Writes what the demo company has into the files that the configuration names, so that most
/// requests are about something that is there.
fn write_lists(folder: &Path, admin: &Client) -> Result<()> {
    let me = admin.read("/auth/me")?;
    let org = text(&me, "/memberships/0/org/id")?;
    let planning = admin.read(AROUND)?;
    let mut lists = vec![("orgs", vec![org])];
    for name in ["people", "teams", "missions", "shifts", "availability"] {
        lists.push((name, ids(&planning, name)?));
    }
    for (name, ids) in lists {
        let quoted: String = ids.iter().map(|id| format!("\"{id}\"\n")).collect();
        fs::write(folder.join(format!("{name}.txt")), quoted)?;
    }
    Ok(())
}

/// The ids of the rows that an answer has under a name.
fn ids(answer: &Value, name: &str) -> Result<Vec<String>> {
    let rows = answer.get(name).and_then(Value::as_array);
    let rows = rows.with_context(|| format!("no {name} in the planning"))?;
    rows.iter().map(|row| text(row, "/id")).collect()
}

/// The command, in an environment of its own in the cache.
fn installed() -> Result<PathBuf> {
    Ok(python::with("schemathesis", VERSION)?.join(executable("schemathesis")))
}
