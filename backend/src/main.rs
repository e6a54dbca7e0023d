//! The `callboard` command.

use std::io::Write as _;

use anyhow::{Context as _, bail};
use backend::app::{Application, openapi_document};
use backend::config::{Config, Environment};
use backend::platform::db::{Db, Schema};
use backend::platform::telemetry;
use clap::{Parser, Subcommand};
use shared::text::{Email, Name};

/// The planning of performing-arts companies.
#[derive(Parser)]
#[command(version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serves the API and the web app.
    Serve,
    /// Fills an empty database with a demo company, and prints its accounts.
    Demo,
    /// Looks after the database schema.
    Migrate {
        #[command(subcommand)]
        step: Step,
    },
    /// Prints the API document.
    Openapi,
    /// Looks after accounts.
    User {
        #[command(subcommand)]
        act: UserAct,
    },
}

#[derive(Subcommand)]
enum Step {
    /// Brings the schema up to this binary's.
    Up,
    /// Takes the last step back.
    Down,
    /// Lists the steps, and which were taken.
    Status,
    /// Succeeds when the schema is this binary's.
    Check,
}

#[derive(Subcommand)]
enum UserAct {
    /// Makes the first account: the ADMIN of a new organisation. The password is read from
    /// the variable `CALLBOARD_PASSWORD`.
    CreateAdmin {
        /// The account's address.
        #[arg(long)]
        email: Email,
        /// The person's name.
        #[arg(long)]
        name: Name,
        /// The organisation's name.
        #[arg(long)]
        organisation: Name,
    },
}

#[actix_web::main]
async fn main() -> anyhow::Result<()> {
    let command = Cli::parse().command;
    if matches!(command, Command::Openapi) {
        return say(&serde_json::to_string_pretty(&openapi_document())?);
    }
    let config = Config::from_env()?;
    telemetry::start(config.environment);
    std::fs::create_dir_all(&config.data)
        .with_context(|| format!("cannot make {}", config.data.display()))?;
    let db = Db::connect(config.database_url.reveal()).await?;
    match command {
        Command::Serve => serve(config, db).await,
        Command::Demo => demo(config, db).await,
        Command::Migrate { step } => migrate(step, &db).await,
        Command::User { act } => create_admin(act, config, db).await,
        Command::Openapi => Ok(()),
    }
}

/// Prints a line for whoever started the command.
fn say(line: &str) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}")?;
    Ok(out.flush()?)
}

async fn serve(config: Config, db: Db) -> anyhow::Result<()> {
    match (config.environment, db.schema().await?) {
        (_, Schema::Current) => {}
        (Environment::Development, Schema::Behind(_)) => db.migrate_up().await?,
        (Environment::Production, Schema::Behind(steps)) => {
            bail!("the schema is {steps} steps behind: run `callboard migrate up` first")
        }
        (_, Schema::Ahead) => bail!("the schema is newer than this binary: run the newer one"),
    }
    let application = Application::bind(config, db)?;
    say(&format!(
        "Callboard listens on http://{}",
        application.address
    ))?;
    application.run().await
}

async fn demo(config: Config, db: Db) -> anyhow::Result<()> {
    if config.environment == Environment::Production {
        bail!("the demo company is for development: CALLBOARD_ENV is production");
    }
    db.migrate_up().await?;
    let state = backend::state::AppState::new(config, db)?;
    for account in backend::demo::fill(&state, &mut |line| say(line)).await? {
        say(&format!("{account}"))?;
    }
    Ok(())
}

async fn migrate(step: Step, db: &Db) -> anyhow::Result<()> {
    match step {
        Step::Up => db.migrate_up().await?,
        Step::Down => db.migrate_down().await?,
        Step::Status => {
            for line in db.migrations().await? {
                say(&line)?;
            }
        }
        Step::Check => match db.schema().await? {
            Schema::Current => {}
            Schema::Behind(steps) => bail!("the schema is {steps} steps behind"),
            Schema::Ahead => bail!("the schema is newer than this binary"),
        },
    }
    say("done")
}

async fn create_admin(act: UserAct, config: Config, db: Db) -> anyhow::Result<()> {
    let UserAct::CreateAdmin {
        email,
        name,
        organisation,
    } = act;
    let password = std::env::var("CALLBOARD_PASSWORD").context("CALLBOARD_PASSWORD is missing")?;
    db.migrate_up().await?;
    let state = backend::state::AppState::new(config, db)?;
    let org = backend::orgs::found(&state, email, name, &password, organisation).await?;
    say(&format!("organisation {} ({})", org.name, org.id))
}
