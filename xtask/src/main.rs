//! `cargo xtask run | test | corpus | fuzz | bench`: sets up what is missing, then does it.
//!
//! One place for CI and for people, on Windows, Linux and macOS. Read [`run`] for how the
//! demo starts and [`check`] for what is checked; the rest is named for what it looks after.

mod bench;
mod browser;
mod bundle;
mod calendars;
mod check;
mod client;
mod command;
mod corpus;
mod count;
mod debian;
mod ending;
mod fuzz;
mod load;
mod node;
mod place;
mod postgres;
mod python;
mod rules;
mod run;
mod rust;
mod schemathesis;
mod scripts;
mod server;
mod split;
mod stamp;
mod streams;
mod tools;
mod web;

use std::process::ExitCode;
use std::time::Duration;

use clap::{Parser, Subcommand};

/// Runs, tests and measures Callboard.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Builds the web app and the server, and starts it with a demo company.
    Run {
        /// Further arguments, for `callboard serve`.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Runs every check, or those named, and ends with `N passed, N failed`.
    Test {
        /// The checks to run; all when none is named.
        #[arg(value_enum)]
        checks: Vec<check::Check>,
    },
    /// Builds the release bundle of the web app.
    Web,
    /// Reads every .ics file of a folder, and compares with the `truth.json` beside them.
    Corpus {
        /// The folder.
        folder: std::path::PathBuf,
    },
    /// Gives random files to the reader of calendars.
    Fuzz {
        /// For how long, in seconds.
        #[arg(default_value_t = 60)]
        seconds: u64,
    },
    /// Measures the week's planning on both databases, the reading of calendars, and the size of
    /// the web app.
    Bench,
}

fn main() -> ExitCode {
    let outcome = match split::stands_in() {
        Some((real, parts)) => split::stand_in(&real, &parts).map(|()| ExitCode::SUCCESS),
        None => own_task(),
    };
    outcome.unwrap_or_else(|error| {
        // Where in this program it failed is nothing to whoever waits for the build.
        eprintln!("error: {error:#}");
        ExitCode::FAILURE
    })
}

fn own_task() -> anyhow::Result<ExitCode> {
    match Cli::parse().task {
        Task::Run { arguments } => run::run(&arguments),
        Task::Test { checks } => check::check(&checks),
        Task::Web => web::build().map(|()| ExitCode::SUCCESS),
        Task::Corpus { folder } => corpus::run(&folder).map(|()| ExitCode::SUCCESS),
        Task::Fuzz { seconds } => {
            fuzz::run(Duration::from_secs(seconds)).map(|()| ExitCode::SUCCESS)
        }
        Task::Bench => bench::bench(),
    }
}
