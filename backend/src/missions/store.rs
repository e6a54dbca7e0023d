use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{ColumnTrait as _, Condition};
use shared::id::MissionId;
use shared::missions::{MissionOut, MissionState, Setting};
use shared::problem::ProblemCode;
use shared::text::Name;

use crate::entity::mission::{Column, Entity};
use crate::platform::page::Listing;
use crate::platform::problem::{Failure, OnConstraint as _};
use crate::platform::scope::{OrgDb, OrgTx};

pub(super) use crate::entity::mission::Model as Mission;

/// Where a list of missions goes on: by title, then by id.
type Position = (Name, MissionId);

pub(super) async fn list(
    org: &OrgDb,
    state: Option<MissionState>,
    listing: &Listing<Position>,
) -> Result<Vec<Mission>, Failure> {
    let after = listing.after.clone().map(|(title, id)| {
        Condition::any().add(Column::Title.gt(title.clone())).add(
            Condition::all()
                .add(Column::Title.eq(title))
                .add(Column::Id.gt(id)),
        )
    });
    org.find::<Entity>()
        .filter_if(state.map(|state| Column::State.eq(state)))
        .filter_if(after)
        .ascending(Column::Title)
        .ascending(Column::Id)
        .limit(listing.fetch())
        .all()
        .await
}

pub(super) async fn get(org: &OrgDb, id: MissionId) -> Result<Mission, Failure> {
    org.find::<Entity>().filter(Column::Id.eq(id)).found().await
}

/// The mission, which nobody else changes until the transaction ends.
pub(super) async fn lock(tx: &OrgTx, id: MissionId) -> Result<Mission, Failure> {
    tx.find::<Entity>()
        .filter(Column::Id.eq(id))
        .locked()
        .found()
        .await
}

pub(super) async fn insert(tx: &OrgTx, row: Mission) -> Result<(), Failure> {
    tx.insert::<Entity>(row).await
}

pub(super) async fn save(tx: &OrgTx, row: Mission) -> Result<Mission, Failure> {
    tx.update::<Entity>(row).await
}

pub(super) async fn delete(tx: &OrgTx, id: MissionId) -> Result<(), Failure> {
    let deleted = tx.delete::<Entity>(Column::Id.eq(id)).await;
    deleted
        .on_constraint("", ProblemCode::MissionInUse)
        .map(|_| ())
}

/// Whether the organisation has this mission.
pub async fn known(org: &OrgDb, id: MissionId) -> Result<bool, Failure> {
    Ok(org
        .find::<Entity>()
        .filter(Column::Id.eq(id))
        .count()
        .await?
        == 1)
}

/// Where each of these missions is worked, as far as the organisation has them.
pub async fn settings(
    org: &OrgDb,
    ids: impl IntoIterator<Item = MissionId>,
) -> Result<BTreeMap<MissionId, Setting>, Failure> {
    let named = PlanningRows::Named(ids.into_iter().collect());
    let rows = rows_of(org, named).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.setting)).collect())
}

/// The missions that a planning shows, by title.
pub async fn rows_of(org: &OrgDb, condition: PlanningRows) -> Result<Vec<MissionOut>, Failure> {
    let of_ids = |ids: BTreeSet<MissionId>| Column::Id.is_in(ids);
    let condition = match condition {
        PlanningRows::Named(ids) => Condition::all().add(of_ids(ids)),
        PlanningRows::NamedOrActive(ids) => Condition::any()
            .add(of_ids(ids))
            .add(Column::State.eq(MissionState::Active)),
    };
    let rows = org
        .find::<Entity>()
        .filter(condition)
        .ascending(Column::Title)
        .all()
        .await?;
    Ok(rows.into_iter().map(MissionOut::from).collect())
}

/// Which missions a planning shows.
#[derive(Debug)]
pub enum PlanningRows {
    /// Those of its shifts.
    Named(BTreeSet<MissionId>),
    /// Those of its shifts, and every one that can be planned.
    NamedOrActive(BTreeSet<MissionId>),
}
