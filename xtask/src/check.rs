//! `cargo xtask test`: every check that the project has, in one run that ends with one line.

use std::process::ExitCode;
use std::time::Instant;

use anyhow::Result;
use clap::ValueEnum;

use crate::count::Count;
use crate::{browser, bundle, corpus, ending, node, rust, schemathesis, scripts, web};

/// A check, or several of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Check {
    /// The sources are formatted.
    Fmt,
    /// The lints of the workspace find nothing, in the server and in the web app.
    Clippy,
    /// Unit tests, document tests and the rules of the house.
    Unit,
    /// The .ics files beside the workspace are read as another reader reads them.
    Corpus,
    /// The API on SQLite.
    ApiSqlite,
    /// The API on PostgreSQL.
    ApiPostgres,
    /// The release bundle of the web app is built and within its budget.
    Web,
    /// The PowerShell scripts keep their conventions and run.
    Scripts,
    /// schemathesis finds nothing, on either database.
    Schemathesis,
    /// The web app in a real browser.
    Browser,
}

/// Runs the checks, all of them when none is named, and fails when any failed. A failure does
/// not keep the rest from running, and the last line counts them all.
pub(crate) fn check(checks: &[Check]) -> Result<ExitCode> {
    ending::on_interruption()?;
    let checks = if checks.is_empty() {
        Check::value_variants()
    } else {
        checks
    };
    let mut all = Count::default();
    for check in checks {
        let name = check
            .to_possible_value()
            .map(|value| value.get_name().to_owned());
        all += counted(&name.unwrap_or_default(), *check);
    }
    println!("{all}");
    Ok(if all.failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// One check. One that breaks before it can count is a failure.
fn counted(name: &str, check: Check) -> Count {
    println!("--- {name}");
    let begun = Instant::now();
    let count = run(check).unwrap_or_else(|error| Count::one(name, Err(error)));
    println!(
        "--- {name}: {count}, in {:.1} s",
        begun.elapsed().as_secs_f32()
    );
    count
}

fn run(check: Check) -> Result<Count> {
    match check {
        Check::Fmt => Ok(rust::format()),
        Check::Clippy => Ok(rust::lints()),
        Check::Unit => rust::units(),
        Check::Corpus => corpus::check(),
        Check::ApiSqlite => rust::api_on_sqlite(),
        Check::ApiPostgres => rust::api_on_postgres(),
        Check::Web => {
            // The bundle that is shipped is an optimised one.
            node::required()?;
            let mut count = Count::one("bundle", web::build());
            count += Count::one("budget", bundle::weigh());
            Ok(count)
        }
        Check::Scripts => scripts::check(),
        Check::Schemathesis => schemathesis::check(),
        Check::Browser => browser::check(),
    }
}
