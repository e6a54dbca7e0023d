use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};
use shared::id::{TeamId, UserId};
use shared::planning::{PersonRow, PlanningOut, TeamRow};
use shared::shifts::ShiftOut;
use shared::time::{Window, Zone};

use super::rules::{View, mission_row};
use crate::entity::{team, user, user_org_role, user_team};
use crate::missions::PlanningRows;
use crate::platform::problem::Failure;
use crate::platform::scope::OrgDb;
use crate::shifts::{self, Shift, Visibility};

/// All that the grid shows of a window.
pub(super) async fn read(
    org: &OrgDb,
    zone: Zone,
    view: View,
    window: Window,
) -> Result<PlanningOut, Failure> {
    let shifts = shifts::in_slot(org, view.shifts, window.slot()).await?;
    let availability = crate::availability::in_window(org, view.availability, window).await?;
    let named = shifts::mission_ids(&shifts);
    let missions = crate::missions::rows_of(
        org,
        match view.shifts {
            Visibility::Everything => PlanningRows::NamedOrActive(named),
            Visibility::Published => PlanningRows::Named(named),
        },
    );
    let labour = match view.shifts {
        Visibility::Everything => {
            let everybody = crate::labour::People::All;
            Some(crate::labour::around(org, zone, everybody, window.slot()).await?)
        }
        Visibility::Published => None,
    };
    Ok(PlanningOut {
        zone,
        people: people(org, &shifts).await?,
        teams: teams(org).await?,
        missions: missions.await?.into_iter().map(mission_row).collect(),
        shifts: shifts.into_iter().map(ShiftOut::from).collect(),
        availability,
        labour,
    })
}

async fn teams(org: &OrgDb) -> Result<Vec<TeamRow>, Failure> {
    let rows = org
        .find::<team::Entity>()
        .ascending(team::Column::Name)
        .all()
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| TeamRow {
            id: row.id,
            name: row.name,
        })
        .collect())
}

/// The members, and those who left but have shifts in the window; by name.
async fn people(org: &OrgDb, shifts: &[Shift]) -> Result<Vec<PersonRow>, Failure> {
    let working: BTreeSet<UserId> = shifts.iter().filter_map(|shift| shift.person_id).collect();
    let members = org.find::<user_org_role::Entity>().all().await?;
    let shown = members
        .into_iter()
        .filter(|row| row.left_at.is_none() || working.contains(&row.user_id));
    let mut teams: BTreeMap<UserId, Vec<TeamId>> = BTreeMap::new();
    for row in org.find::<user_team::Entity>().all().await? {
        teams.entry(row.user_id).or_default().push(row.team_id);
    }
    let accounts = user::Entity::find()
        .filter(user::Column::Id.is_in(shown.map(|row| row.user_id)))
        .order_by_asc(user::Column::Name)
        .order_by_asc(user::Column::Id)
        .all(&org.accounts("names of members"))
        .await?;
    let row = |account: user::Model| PersonRow {
        team_ids: teams.remove(&account.id).unwrap_or_default(),
        id: account.id,
        name: account.name,
    };
    Ok(accounts.into_iter().map(row).collect())
}
