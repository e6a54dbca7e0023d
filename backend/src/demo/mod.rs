//! A company to look at: people, teams, missions, four weeks of shifts around today.
//!
//! It is made through the same functions and stores as any other, in one transaction: the demo
//! company is there whole, or not at all.

mod company;
mod weeks;

use shared::access::Capability;
use shared::auth::ApiKeyIn;
use shared::id::{OrgId, TeamId, UserId};
use shared::text::{Email, TextError};

use crate::platform::problem::Failure;
use crate::platform::scope::{Actor, OrgTx};
use crate::state::AppState;

/// The password of every demo account. Known to everybody, so `callboard demo` refuses to run
/// in production.
pub const PASSWORD: &str = "rideau-rouge-2026";

/// An account of the demo company, or the key of its integrator.
#[derive(Debug, Clone)]
pub struct Account {
    line: String,
}

impl std::fmt::Display for Account {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.line)
    }
}

/// Who is who.
struct Cast {
    org: OrgId,
    admin: UserId,
    people: Vec<Technician>,
    neighbour: OrgId,
    /// The MANAGER of both.
    manager: UserId,
}

/// A technician.
#[derive(Debug, Clone, Copy)]
struct Technician {
    id: UserId,
    team: TeamId,
}

/// Fills an empty database with the demo company, telling `progress` what it does, and answers
/// the accounts. A database that has the company already is left as it is.
pub async fn fill(
    state: &AppState,
    progress: &mut dyn FnMut(&str) -> anyhow::Result<()>,
) -> anyhow::Result<Vec<Account>> {
    let admin: Email = company::ADMIN.1.parse()?;
    let system = state.system("the demo company");
    if crate::auth::profile::credentials(&system, &admin)
        .await?
        .is_some()
    {
        progress("The demo company is there already.")?;
        return Ok(company::accounts());
    }
    // One hash does for all of them: there is one password, and everybody knows it.
    let hash = state.hasher.hash(PASSWORD).await?;
    let made = system.write(async |tx| -> Result<String, Failure> {
        progress("Founding the demo company and its neighbour ...")?;
        let cast = company::found(tx, &hash).await?;
        progress("Planning four weeks ...")?;
        let admin = Actor::Person(cast.admin);
        let key = tx.within(cast.org, admin, async |tx| {
            weeks::plan(tx, &cast.people).await?;
            key(tx, cast.admin).await
        });
        let key = key.await?;
        let next_door = tx.within(cast.neighbour, Actor::System, async |tx| {
            weeks::plan_next_door(tx, cast.manager).await
        });
        next_door.await.and(Ok(key))
    });
    let key = made.await?;
    let mut accounts = company::accounts();
    accounts.push(Account {
        line: format!("  API key of the demo ADMIN: {key}"),
    });
    Ok(accounts)
}

/// A key with every scope that keys can carry, for trying the API.
async fn key(tx: &OrgTx, admin: UserId) -> Result<String, Failure> {
    let scopes = Capability::ALL
        .iter()
        .copied()
        .filter(|capability| shared::access::allows_key(*capability))
        .collect();
    let input = ApiKeyIn {
        label: parse("Demo")?,
        scopes,
        expires_at: None,
    };
    let made = crate::auth::key::make(tx, admin, parse(company::ADMIN.0)?, input).await?;
    Ok(made.secret)
}

/// A text of this program as a text of the house; that it is one, the tests show.
fn parse<T: std::str::FromStr<Err = TextError>>(text: &str) -> Result<T, Failure> {
    Ok(text.parse().map_err(anyhow::Error::from)?)
}
