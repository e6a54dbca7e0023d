//! A company to look at: people, teams, missions, four weeks of shifts around today.
//!
//! It is planned through the same rules and stores as any other, so it can hold nothing that
//! the API would refuse.

mod company;
mod weeks;

use shared::access::{Capability, Role};
use shared::auth::ApiKeyIn;
use shared::id::{OrgId, UserId};
use shared::text::{Email, Name};

use crate::platform::problem::Failure;
use crate::platform::scope::Actor;
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
pub(crate) struct Cast {
    org: OrgId,
    admin: UserId,
    people: Vec<UserId>,
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
    progress("Founding the demo company and its neighbour ...")?;
    let cast = company::found(state).await?;
    progress("Planning four weeks ...")?;
    weeks::plan(state, &cast).await?;
    let key = key(state, &cast).await?;
    let mut accounts = company::accounts();
    accounts.push(Account {
        line: format!("  API key of the demo ADMIN: {key}"),
    });
    Ok(accounts)
}

/// A key with every scope that keys can carry, for trying the API.
async fn key(state: &AppState, cast: &Cast) -> anyhow::Result<String> {
    let scopes = Capability::ALL
        .iter()
        .copied()
        .filter(|c| shared::access::allows_key(*c))
        .collect();
    let input = ApiKeyIn {
        label: "Demo".parse()?,
        scopes,
        expires_at: None,
    };
    let name: Name = company::ADMIN.0.parse()?;
    let system = state.system("the demo company");
    let actor = Actor::Person(cast.admin);
    let made = system.write_in(cast.org, actor, async |tx| -> Result<_, Failure> {
        crate::auth::key::make(tx, cast.admin, name, input).await
    });
    Ok(made.await?.secret)
}

/// Makes an account with the demo password, and a member of it.
pub(crate) async fn member(
    state: &AppState,
    org: OrgId,
    name: &str,
    email: &str,
    role: Role,
) -> anyhow::Result<UserId> {
    let (name, email): (Name, Email) = (name.parse()?, email.parse()?);
    let hash = state.hasher.hash(PASSWORD).await?;
    let system = state.system("the demo company");
    let made = system.write(async |tx| -> Result<UserId, Failure> {
        let account = crate::auth::profile::create(tx, email, name).await?;
        crate::auth::profile::set_password(tx, account.id, hash).await?;
        crate::auth::profile::set_default_org(tx, account.id, Some(org)).await?;
        tx.within(org, Actor::System, async |tx| {
            crate::users::enrol(tx, account.id, role).await
        })
        .await?;
        Ok(account.id)
    });
    Ok(made.await?)
}
