use std::collections::BTreeSet;

use sea_orm::{ColumnTrait as _, Condition};
use shared::id::{MissionId, ShiftId, TeamId};
use shared::publications::CopyState;
use shared::shifts::{ShiftQuery, ShiftStatus};
use shared::time::{Slot, Window};

use super::super::store::{Position, later, touching};
use crate::entity::published_shift::{Column, Entity};
use crate::platform::page::Listing;
use crate::platform::problem::Failure;
use crate::platform::scope::{OrgDb, OrgTx};

pub use crate::entity::published_shift::Model as Published;

fn live() -> Condition {
    Condition::all().add(Column::State.eq(CopyState::Announced))
}

fn within(slot: Slot) -> Condition {
    touching(Column::StartAt, Column::EndAt, slot)
}

fn those(ids: &BTreeSet<ShiftId>) -> Condition {
    Condition::all().add(Column::ShiftId.is_in(ids.iter().copied()))
}

/// What is announced of a window, by start. All of it is published: another status has none.
pub(in crate::shifts) async fn list(
    org: &OrgDb,
    window: Window,
    query: &ShiftQuery,
    listing: &Listing<Position>,
) -> Result<Vec<Published>, Failure> {
    if query
        .status
        .is_some_and(|status| status != ShiftStatus::Published)
    {
        return Ok(Vec::new());
    }
    let after = listing.after;
    org.find::<Entity>()
        .filter(live())
        .filter(within(window.slot()))
        .filter_if(query.team_id.map(|id| Column::TeamId.eq(id)))
        .filter_if(query.person_id.map(|id| Column::PersonId.eq(id)))
        .filter_if(query.mission_id.map(|id| Column::MissionId.eq(id)))
        .filter_if(after.map(|last| later(Column::StartAt, Column::ShiftId, last)))
        .ascending(Column::StartAt)
        .ascending(Column::ShiftId)
        .limit(listing.fetch())
        .all()
        .await
}

/// What is announced of a shift.
pub(in crate::shifts) async fn get(org: &OrgDb, id: ShiftId) -> Result<Published, Failure> {
    let find = org.find::<Entity>().filter(live());
    find.filter(Column::ShiftId.eq(id)).found().await
}

/// Everything announced with a part inside the slot, by start, and what is announced of these
/// shifts besides.
pub async fn announced_in(
    org: &OrgDb,
    slot: Slot,
    besides: &BTreeSet<ShiftId>,
) -> Result<Vec<Published>, Failure> {
    org.find::<Entity>()
        .filter(live())
        .filter(Condition::any().add(within(slot)).add(those(besides)))
        .ascending(Column::StartAt)
        .ascending(Column::ShiftId)
        .all()
        .await
}

/// Everything with a part inside the slot, also what was called off, by start.
pub async fn in_span(org: &OrgDb, slot: Slot) -> Result<Vec<Published>, Failure> {
    org.find::<Entity>()
        .filter(within(slot))
        .ascending(Column::StartAt)
        .ascending(Column::ShiftId)
        .all()
        .await
}

/// Everything announced that begins inside the slot.
pub async fn beginning(org: &OrgDb, slot: Slot) -> Result<Vec<Published>, Failure> {
    org.find::<Entity>()
        .filter(live())
        .filter(Column::StartAt.gte(slot.start()))
        .filter(Column::StartAt.lt(slot.end()))
        .all()
        .await
}

/// The copies of these shifts.
pub async fn copies_of(org: &OrgDb, ids: &BTreeSet<ShiftId>) -> Result<Vec<Published>, Failure> {
    org.find::<Entity>().filter(those(ids)).all().await
}

/// The copies of these shifts, which nobody else changes until the transaction ends. The shifts
/// are locked before: whoever publishes one that was never announced has its turn by that.
pub(super) async fn lock(tx: &OrgTx, ids: &BTreeSet<ShiftId>) -> Result<Vec<Published>, Failure> {
    tx.find::<Entity>()
        .filter(those(ids))
        .ascending(Column::ShiftId)
        .locked()
        .all()
        .await
}

/// Writes copies, in place of those that were there.
pub async fn write(tx: &OrgTx, copies: Vec<Published>) -> Result<(), Failure> {
    let ids = copies.iter().map(|copy| copy.shift_id).collect();
    tx.delete::<Entity>(those(&ids)).await?;
    tx.insert_many::<Entity>(copies).await
}

/// Takes the team from what is announced of its shifts: the team is gone for everybody.
pub(in crate::shifts) async fn leave_team(tx: &OrgTx, team: TeamId) -> Result<(), Failure> {
    tx.set::<Entity>(Column::TeamId, None::<TeamId>, Column::TeamId.eq(team))
        .await
        .map(|_| ())
}

/// Forgets the called-off shifts of a mission that is about to be deleted.
pub async fn forget_called_off(tx: &OrgTx, mission: MissionId) -> Result<(), Failure> {
    let called_off = Condition::all()
        .add(Column::MissionId.eq(mission))
        .add(Column::State.eq(CopyState::CalledOff));
    tx.delete::<Entity>(called_off).await.map(|_| ())
}
