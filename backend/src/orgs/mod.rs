//! Organisations: their settings, and who belongs to them.

mod http;
mod rules;
mod store;

use std::collections::{BTreeMap, BTreeSet};

use shared::access::Role;
use shared::auth::MembershipOut;
use shared::id::{OrgId, UserId};
use shared::orgs::{OrgIn, OrgOut};
use shared::text::{Email, Name, NewPassword};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::auth::profile;
use crate::platform::problem::Failure;
use crate::platform::scope::{SystemDb, SystemTx};
use crate::platform::session::Membership;
use crate::state::AppState;

/// The operations of this feature.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(http::current)
        .service(http::create)
        .service(http::edit);
}

/// What a person is in an organisation; nothing when they are not in it, not yet, or no longer.
pub async fn membership(
    system: &SystemDb,
    org: OrgId,
    person: UserId,
) -> Result<Option<Membership>, Failure> {
    store::membership(system, org, person).await
}

/// The roles of those of these people who belong to an organisation.
pub async fn roles(
    system: &SystemDb,
    org: OrgId,
    people: BTreeSet<UserId>,
) -> Result<BTreeMap<UserId, Role>, Failure> {
    store::roles(system, org, people).await
}

/// The organisations a person belongs to, by name.
pub async fn memberships(system: &SystemDb, person: UserId) -> Result<Vec<MembershipOut>, Failure> {
    store::memberships(system, person).await
}

/// Founds an organisation whose first ADMIN is new to the server: for operators, who need
/// somebody to begin with.
pub async fn found(
    state: &AppState,
    email: Email,
    name: Name,
    password: &str,
    organisation: Name,
) -> anyhow::Result<OrgOut> {
    let password = NewPassword::parse(password)?;
    let hash = state.hasher.hash(password.reveal()).await?;
    let system = state.system("founding an organisation");
    let founded = system.write(async |tx| found_in(tx, email, name, hash, organisation).await);
    Ok(founded.await?.0)
}

/// The same in a transaction, with a password that was hashed before. Answers the ADMIN, too.
pub async fn found_in(
    tx: &SystemTx,
    email: Email,
    name: Name,
    hash: String,
    organisation: Name,
) -> Result<(OrgOut, UserId), Failure> {
    let admin = profile::create(tx, email, name).await?;
    profile::set_password(tx, admin.id, hash).await?;
    let input = OrgIn {
        name: organisation,
        zone: None,
    };
    let org = establish(tx, input, admin.id).await?;
    profile::set_default_org(tx, admin.id, Some(org.id)).await?;
    Ok((org, admin.id))
}

/// Makes an organisation, and a person its ADMIN.
async fn establish(tx: &SystemTx, input: OrgIn, founder: UserId) -> Result<OrgOut, Failure> {
    let slug = store::free_slug(tx, rules::slug(&input.name)).await?;
    let org = rules::new(input, slug, tx.now());
    store::insert(tx, org.clone()).await?;
    let out = OrgOut::from(org);
    tx.within(
        out.id,
        crate::platform::scope::Actor::Person(founder),
        async |org| {
            crate::users::enrol(org, founder, Role::Admin).await?;
            let change =
                crate::activity::Change::created("org.created", out.id.uuid(), out.version, &out)?;
            crate::activity::record(org, change).await
        },
    )
    .await?;
    Ok(out)
}
