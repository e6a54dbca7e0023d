use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};
use shared::id::{TeamId, UserId};
use shared::planning::{MissionRow, PersonRow, PlanningOut, TeamRow};
use shared::publications::AnnouncedShift;
use shared::shifts::{ShiftOut, ShiftStatus};
use shared::time::{Slot, Window, Zone};

use super::rules::{Side, View};
use crate::entity::{team, user, user_org_role, user_team};
use crate::missions::PlanningRows;
use crate::platform::problem::Failure;
use crate::platform::scope::OrgDb;
use crate::shifts;

/// All that the grid shows of a window.
pub(super) async fn read(
    org: &OrgDb,
    zone: Zone,
    view: View,
    window: Window,
) -> Result<PlanningOut, Failure> {
    let (shifts, announced) = match view.shifts {
        Side::Planned => planned(org, window.slot()).await?,
        Side::Announced => {
            let copies = shifts::announced_in(org, window.slot(), &BTreeSet::new()).await?;
            (copies.into_iter().map(ShiftOut::from).collect(), Vec::new())
        }
    };
    let availability = crate::availability::in_window(org, view.availability, window).await?;
    let outdated = announced.iter().map(|it| it.announced.mission_id);
    let named = outdated.chain(shifts.iter().map(|shift| shift.mission_id));
    let named = named.collect();
    let missions = match view.shifts {
        Side::Planned => PlanningRows::NamedOrActive(named),
        Side::Announced => PlanningRows::Named(named),
    };
    let missions = crate::missions::rows_of(org, missions).await?;
    let labour = match view.shifts {
        Side::Planned => {
            let everybody = crate::labour::People::All;
            Some(crate::labour::around(org, zone, everybody, window.slot()).await?)
        }
        Side::Announced => None,
    };
    let last_day = zone.day(window.slot().end().plus_minutes(-1));
    let first_day = zone.day(window.slot().start());
    Ok(PlanningOut {
        zone,
        people: people(org, &shifts).await?,
        teams: teams(org).await?,
        missions: missions.into_iter().map(MissionRow::from).collect(),
        shifts,
        availability,
        labour,
        announced,
        publication: crate::publications::latest(org, first_day, last_day).await?,
    })
}

/// The shifts as they are planned, and what is announced of them or of the slot otherwise.
async fn planned(org: &OrgDb, slot: Slot) -> Result<(Vec<ShiftOut>, Vec<AnnouncedShift>), Failure> {
    let rows = shifts::in_slot(org, slot).await?;
    let rows: Vec<_> = rows.into_iter().map(ShiftOut::from).collect();
    // Of a draft nothing is announced.
    let announced = rows
        .iter()
        .filter(|shift| shift.status != ShiftStatus::Draft);
    let ids = announced.map(|shift| shift.id).collect();
    let copies = shifts::announced_in(org, slot, &ids).await?;
    let outdated = super::rules::outdated(&rows, copies);
    Ok((rows, outdated))
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
async fn people(org: &OrgDb, shifts: &[ShiftOut]) -> Result<Vec<PersonRow>, Failure> {
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
