//! A Callboard server of our own, with the demo company in it, on a port of its own.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Mutex, PoisonError};

use anyhow::{Context as _, Result, bail};

use crate::command::{cargo, must, output, program, step};
use crate::ending::Ending;
use crate::place::built;

/// What a server is started with.
pub(crate) struct Setting<'a> {
    /// The `callboard` program.
    pub(crate) program: &'a Path,
    /// The database: `sqlite://...` or `postgres://...`.
    pub(crate) database: &'a str,
    /// The data folder.
    pub(crate) data: &'a Path,
    /// Further variables of its environment.
    pub(crate) variables: &'a [(&'a str, &'a str)],
}

/// A running server. Dropping it ends the process.
pub(crate) struct Server {
    /// Where it answers: `http://127.0.0.1:...`.
    pub(crate) base: String,
    /// Its process.
    pub(crate) process: u32,
    _end: Ending,
}

impl Server {
    /// Starts a program that prints where it listens, and waits until it does.
    pub(crate) fn start(serve: &mut Command) -> Result<Self> {
        let mut process = serve
            .stdout(Stdio::piped())
            .spawn()
            .context("cannot start the server")?;
        let printed = process.stdout.take();
        let id = process.id();
        let process = Mutex::new(process);
        let end = Ending::new(move || {
            let mut process = process.lock().unwrap_or_else(PoisonError::into_inner);
            if let Err(error) = process.kill().and_then(|()| process.wait()) {
                println!("the server was not stopped: {error}");
            }
        });
        let mut lines = BufReader::new(printed.context("the server prints nowhere")?).lines();
        let base = lines.find_map(|line| address(&line.ok()?));
        let Some(base) = base else {
            bail!("the server ended before it listened");
        };
        // It may print more, which must not fill the pipe.
        std::thread::spawn(move || lines.for_each(drop));
        Ok(Self {
            base,
            process: id,
            _end: end,
        })
    }
}

/// A server with the demo company in it.
pub(crate) struct Demo {
    /// The server.
    pub(crate) server: Server,
    /// The accounts that the demo printed.
    accounts: String,
}

impl Demo {
    /// Fills the demo company and starts a server on it.
    pub(crate) fn start(setting: &Setting<'_>) -> Result<Self> {
        let accounts = output(&mut setting.command("demo"))?;
        let server = Server::start(&mut setting.command("serve"))?;
        Ok(Self { server, accounts })
    }

    /// The first of the company's people who has a role: `ADMIN`, `MANAGER` or `TECH`.
    pub(crate) fn account(&self, role: &str) -> Result<Account> {
        account(&self.accounts, role)
            .with_context(|| format!("the demo printed no {role}:\n{}", self.accounts))
    }
}

/// Somebody who can sign in.
pub(crate) struct Account {
    /// The address.
    pub(crate) email: String,
    /// The password.
    pub(crate) password: String,
}

/// The first with a role in a list of accounts, one a line: role, address, password, name.
fn account(accounts: &str, role: &str) -> Option<Account> {
    let mut lines = accounts.lines().map(str::split_whitespace);
    let mut words = lines.find_map(|mut words| (words.next()? == role).then_some(words))?;
    let (email, password) = (words.next()?.to_owned(), words.next()?.to_owned());
    Some(Account { email, password })
}

impl Setting<'_> {
    fn command(&self, what: &str) -> Command {
        let mut command = program(self.program);
        command
            .arg(what)
            .env("DATABASE_URL", self.database)
            .env("CALLBOARD_DATA", self.data);
        command
            .env("CALLBOARD_LISTEN", "127.0.0.1:0")
            .env("CALLBOARD_ENV", "development");
        // Whatever this machine's own server is told does not concern this one.
        for name in [
            "CALLBOARD_BASE_URL",
            "CALLBOARD_CLOCK",
            "CALLBOARD_TRUSTED_PROXY",
            "JWT_SECRET",
        ] {
            command.env_remove(name);
        }
        command.envs(self.variables.iter().copied());
        command
    }
}

/// A SQLite database in a folder.
pub(crate) fn sqlite_in(folder: &Path) -> String {
    let file = folder
        .join("callboard.db")
        .display()
        .to_string()
        .replace('\\', "/");
    format!("sqlite://{file}?mode=rwc")
}

/// Builds the server for release, with the bare handler that it is measured against.
pub(crate) fn build_release() -> Result<()> {
    step("building the server for release", || {
        let mut build = cargo();
        build.args([
            "build",
            "--release",
            "--package",
            "backend",
            "--bin",
            "callboard",
        ]);
        must(build.args(["--example", "bare", "--example", "read"]))
    })
}

/// Builds the server as the tests build it, so that what they compiled is used again.
pub(crate) fn build() -> Result<PathBuf> {
    step("building the server", || {
        must(cargo().args(["build", "--bin", "callboard", "--test", "tidy"]))
    })?;
    Ok(built("debug", "callboard"))
}

/// The address in the line that a server prints once it listens.
fn address(line: &str) -> Option<String> {
    line.trim()
        .strip_prefix("Callboard listens on ")
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_from_what_the_server_prints() {
        let line = "Callboard listens on http://127.0.0.1:40001\n";
        assert_eq!(address(line).as_deref(), Some("http://127.0.0.1:40001"));
        assert_eq!(address("migrating"), None);
    }

    #[test]
    fn an_account_is_read_from_what_the_demo_prints() {
        let printed = "Founding ...\n  TECH     t@example.org  secret   (T)\n  \
            ADMIN    a@example.org  secret-2   (Ada Admin)\n  API key of the demo ADMIN: k\n";
        let admin = account(printed, "ADMIN").unwrap();
        assert_eq!(
            (admin.email.as_str(), admin.password.as_str()),
            ("a@example.org", "secret-2")
        );
        assert!(account(printed, "MANAGER").is_none());
    }
}
