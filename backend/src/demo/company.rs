use shared::access::Role;
use shared::orgs::OrgOut;
use shared::teams::TeamIn;

use super::{Account, Cast, PASSWORD, member};
use crate::platform::problem::Failure;
use crate::platform::scope::Actor;
use crate::state::AppState;

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
pub(super) async fn found(state: &AppState) -> anyhow::Result<Cast> {
    let org = organisation(state, ADMIN, "Compagnie du Lac").await?;
    let system = state.system("the demo company");
    let admin = crate::auth::profile::credentials(&system, &ADMIN.1.parse()?).await?;
    let admin = admin.map(|account| account.id).unwrap_or_default();
    let manager = member(state, org.id, MANAGER.0, MANAGER.1, Role::Manager).await?;
    let mut people = Vec::new();
    for (name, email, _) in TECHNICIANS {
        people.push(member(state, org.id, name, email, Role::Tech).await?);
    }
    for team in ["Lumi\u{e8}re", "Son", "Plateau", "Costumes"] {
        let members = TECHNICIANS
            .iter()
            .zip(&people)
            .filter(|((_, _, of), _)| *of == team);
        let input = TeamIn {
            name: team.parse()?,
            member_ids: members.map(|(_, id)| *id).collect(),
        };
        let made = system.write_in(
            org.id,
            Actor::Person(admin),
            async |tx| -> Result<(), Failure> {
                crate::teams::establish(tx, &input).await.map(|_| ())
            },
        );
        made.await?;
    }
    let neighbour = organisation(
        state,
        ("Victor Blanc", "admin@voisin.example.org"),
        "Th\u{e9}\u{e2}tre Voisin",
    )
    .await?;
    let shared = system.write_in(
        neighbour.id,
        Actor::System,
        async |tx| -> Result<(), Failure> { crate::users::enrol(tx, manager, Role::Manager).await },
    );
    shared.await?;
    Ok(Cast {
        org: org.id,
        admin,
        people,
    })
}

async fn organisation(state: &AppState, admin: (&str, &str), name: &str) -> anyhow::Result<OrgOut> {
    crate::orgs::found(
        state,
        admin.1.parse()?,
        admin.0.parse()?,
        PASSWORD,
        name.parse()?,
    )
    .await
}
