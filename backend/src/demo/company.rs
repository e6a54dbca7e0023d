use shared::access::Role;
use shared::id::{OrgId, UserId};
use shared::teams::TeamIn;

use super::{Account, Cast, PASSWORD, Technician, parse};
use crate::auth::profile;
use crate::platform::problem::Failure;
use crate::platform::scope::{Actor, OrgTx, SystemTx};

/// The ADMIN: name and address.
pub(super) const ADMIN: (&str, &str) = ("Alix Morel", "admin@lac.example.org");

const MANAGER: (&str, &str) = ("Manon Garnier", "manager@lac.example.org");

/// The technicians, each with a team. The first one's account is printed.
const TECHNICIANS: [(&str, &str, &str); 14] = [
    ("Th\u{e9}o Lambert", "tech@lac.example.org", "Lumi\u{e8}re"),
    ("In\u{e8}s Fontaine", "ines@lac.example.org", "Lumi\u{e8}re"),
    ("Karim Haddad", "karim@lac.example.org", "Lumi\u{e8}re"),
    ("Louise Perrin", "louise@lac.example.org", "Lumi\u{e8}re"),
    ("Samia Belkacem", "samia@lac.example.org", "Son"),
    ("Hugo Marchand", "hugo@lac.example.org", "Son"),
    ("L\u{e9}a Rousseau", "lea@lac.example.org", "Son"),
    ("Ga\u{eb}l Le Goff", "gael@lac.example.org", "Plateau"),
    ("Nora Diallo", "nora@lac.example.org", "Plateau"),
    ("Jules Chevalier", "jules@lac.example.org", "Plateau"),
    ("C\u{e9}lia Nguyen", "celia@lac.example.org", "Plateau"),
    ("Bastien Roux", "bastien@lac.example.org", "Costumes"),
    ("Ma\u{ef}wenn Colin", "maiwenn@lac.example.org", "Costumes"),
    ("Oph\u{e9}lie Caron", "ophelie@lac.example.org", "Costumes"),
];

/// The accounts to print.
pub(super) fn accounts() -> Vec<Account> {
    let technician = TECHNICIANS
        .first()
        .map_or(("", ""), |(name, email, _)| (name, email));
    let rows = [("ADMIN", ADMIN), ("MANAGER", MANAGER), ("TECH", technician)];
    let line = |(role, (name, email)): (&str, (&str, &str))| Account {
        line: format!("  {role:<8} {email:<26} {PASSWORD}   ({name})"),
    };
    rows.into_iter().map(line).collect()
}

/// Founds the company with its people and teams, and a neighbour that shares its manager.
pub(super) async fn found(tx: &SystemTx, hash: &str) -> Result<Cast, Failure> {
    let (org, admin) = organisation(tx, hash, ADMIN, "Compagnie du Lac").await?;
    let manager = account(tx, hash, org, MANAGER).await?;
    let mut ids = Vec::new();
    for (name, email, _) in TECHNICIANS {
        ids.push(account(tx, hash, org, (name, email)).await?);
    }
    let people = tx.within(org, Actor::Person(admin), async |tx| {
        crate::users::enrol(tx, manager, Role::Manager).await?;
        for id in &ids {
            crate::users::enrol(tx, *id, Role::Tech).await?;
        }
        teams(tx, &ids).await
    });
    let people = people.await?;
    let next_door = ("Victor Blanc", "admin@voisin.example.org");
    let (neighbour, _) = organisation(tx, hash, next_door, "Th\u{e9}\u{e2}tre Voisin").await?;
    let shared = tx.within(neighbour, Actor::System, async |tx| {
        crate::users::enrol(tx, manager, Role::Manager).await
    });
    shared.await?;
    Ok(Cast {
        org,
        admin,
        people,
        neighbour,
        manager,
    })
}

/// Makes the teams, and answers who is in which.
async fn teams(tx: &OrgTx, ids: &[UserId]) -> Result<Vec<Technician>, Failure> {
    let mut people = Vec::new();
    for name in ["Lumi\u{e8}re", "Son", "Plateau", "Costumes"] {
        let members: Vec<UserId> = TECHNICIANS
            .iter()
            .zip(ids)
            .filter(|((_, _, team), _)| *team == name)
            .map(|(_, id)| *id)
            .collect();
        let input = TeamIn {
            name: parse(name)?,
            member_ids: members.clone(),
        };
        let team = crate::teams::establish(tx, &input).await?.id;
        people.extend(members.into_iter().map(|id| Technician { id, team }));
    }
    Ok(people)
}

async fn organisation(
    tx: &SystemTx,
    hash: &str,
    (name, email): (&str, &str),
    organisation: &str,
) -> Result<(OrgId, UserId), Failure> {
    let (email, name, organisation) = (parse(email)?, parse(name)?, parse(organisation)?);
    let (org, admin) =
        crate::orgs::found_in(tx, email, name, hash.to_owned(), organisation).await?;
    Ok((org.id, admin))
}

/// Makes an account with the demo password.
async fn account(
    tx: &SystemTx,
    hash: &str,
    org: OrgId,
    (name, email): (&str, &str),
) -> Result<UserId, Failure> {
    let account = profile::create(tx, parse(email)?, parse(name)?).await?;
    profile::set_password(tx, account.id, hash.to_owned()).await?;
    profile::set_default_org(tx, account.id, Some(org)).await?;
    Ok(account.id)
}
