use std::collections::BTreeSet;

use sea_orm::{ColumnTrait, Condition};
use shared::id::{SeriesId, ShiftId, TeamId, UserId};
use shared::shifts::{Booked, MOST_MINUTES, ShiftQuery, ShiftStatus};
use shared::time::{Instant, Slot, Window};

use crate::entity::shift::{Column, Entity};
use crate::entity::user_org_role;
use crate::platform::page::Listing;
use crate::platform::problem::Failure;
use crate::platform::scope::{OrgDb, OrgTx};

pub use crate::entity::shift::Model as Shift;

/// Where a list of shifts goes on: by start, then by id.
pub(super) type Position = (Instant, ShiftId);

/// What comes after a position.
pub(super) fn later<C: ColumnTrait>(start: C, id: C, (at, last): Position) -> Condition {
    let same_start = Condition::all().add(start.eq(at)).add(id.gt(last));
    Condition::any().add(start.gt(at)).add(same_start)
}

/// A shift with a part inside the slot. No shift is longer than seven days, so the index on
/// the start bounds the search on both sides.
pub(super) fn touching<C: ColumnTrait>(start: C, end: C, slot: Slot) -> Condition {
    Condition::all()
        .add(start.lt(slot.end()))
        .add(start.gt(slot.start().plus_minutes(-MOST_MINUTES)))
        .add(end.gt(slot.start()))
}

fn within(slot: Slot) -> Condition {
    touching(Column::StartAt, Column::EndAt, slot)
}

pub(super) async fn list(
    org: &OrgDb,
    window: Window,
    query: &ShiftQuery,
    listing: &Listing<Position>,
) -> Result<Vec<Shift>, Failure> {
    let after = listing.after;
    org.find::<Entity>()
        .filter(within(window.slot()))
        .filter_if(query.team_id.map(|id| Column::TeamId.eq(id)))
        .filter_if(query.person_id.map(|id| Column::PersonId.eq(id)))
        .filter_if(query.mission_id.map(|id| Column::MissionId.eq(id)))
        .filter_if(query.status.map(|status| Column::Status.eq(status)))
        .filter_if(after.map(|last| later(Column::StartAt, Column::Id, last)))
        .ascending(Column::StartAt)
        .ascending(Column::Id)
        .limit(listing.fetch())
        .all()
        .await
}

/// Every shift with a part inside the slot, by start.
pub async fn in_slot(org: &OrgDb, slot: Slot) -> Result<Vec<Shift>, Failure> {
    org.find::<Entity>()
        .filter(within(slot))
        .ascending(Column::StartAt)
        .ascending(Column::Id)
        .all()
        .await
}

/// The shifts of these people with a part inside the slot.
pub async fn of_people(org: &OrgDb, people: &[UserId], slot: Slot) -> Result<Vec<Shift>, Failure> {
    org.find::<Entity>()
        .filter(within(slot))
        .filter(Column::PersonId.is_in(people.iter().copied()))
        .all()
        .await
}

/// The shifts of these people, and those of nobody, with a part inside the slot; by start.
pub async fn beside(org: &OrgDb, people: &[UserId], slot: Slot) -> Result<Vec<Shift>, Failure> {
    let theirs = Condition::any()
        .add(Column::PersonId.is_in(people.iter().copied()))
        .add(Column::PersonId.is_null());
    org.find::<Entity>()
        .filter(within(slot))
        .filter(theirs)
        .ascending(Column::StartAt)
        .ascending(Column::Id)
        .all()
        .await
}

/// One shift.
pub async fn get(org: &OrgDb, id: ShiftId) -> Result<Shift, Failure> {
    org.find::<Entity>().filter(Column::Id.eq(id)).found().await
}

/// The shift, which nobody else changes until the transaction ends.
pub async fn lock(tx: &OrgTx, id: ShiftId) -> Result<Shift, Failure> {
    tx.find::<Entity>()
        .filter(Column::Id.eq(id))
        .locked()
        .found()
        .await
}

/// Those of these shifts that are there.
pub async fn of_ids(
    org: &OrgDb,
    ids: impl IntoIterator<Item = ShiftId>,
) -> Result<Vec<Shift>, Failure> {
    org.find::<Entity>()
        .filter(Column::Id.is_in(ids))
        .all()
        .await
}

/// The shifts of a series, by the day it gives them.
pub async fn of_series(org: &OrgDb, series: SeriesId) -> Result<Vec<Shift>, Failure> {
    org.find::<Entity>()
        .filter(Column::SeriesId.eq(series))
        .ascending(Column::SeriesDay)
        .ascending(Column::Id)
        .all()
        .await
}

/// Those of these shifts that are there, which nobody else changes until the transaction ends.
pub async fn lock_all(tx: &OrgTx, ids: &BTreeSet<ShiftId>) -> Result<Vec<Shift>, Failure> {
    tx.find::<Entity>()
        .filter(Column::Id.is_in(ids.iter().copied()))
        .ascending(Column::Id)
        .locked()
        .all()
        .await
}

/// Waits for the turn of each of these people, in one order for all who wait: whoever plans the
/// same people meanwhile comes after.
pub async fn lock_people(tx: &OrgTx, people: &[UserId]) -> Result<(), Failure> {
    tx.find::<user_org_role::Entity>()
        .filter(user_org_role::Column::UserId.is_in(people.iter().copied()))
        .ascending(user_org_role::Column::UserId)
        .locked()
        .all()
        .await
        .map(|_| ())
}

/// The stored shifts that these cannot be worked beside.
pub(super) async fn overlapping(org: &OrgDb, wanted: &[Booked]) -> Result<Vec<Shift>, Failure> {
    let mut any = Condition::any();
    for booked in wanted
        .iter()
        .filter(|booked| booked.status != ShiftStatus::Cancelled)
    {
        let Some(person) = booked.person else {
            continue;
        };
        let mut one = within(booked.slot).add(Column::PersonId.eq(person));
        if let Some(id) = booked.id {
            one = one.add(Column::Id.ne(id));
        }
        any = any.add(one);
    }
    if any.is_empty() {
        return Ok(Vec::new());
    }
    org.find::<Entity>()
        .filter(any)
        .filter(Column::Status.ne(ShiftStatus::Cancelled))
        .ascending(Column::StartAt)
        .all()
        .await
}

/// The shifts that a person has not begun yet, called-off ones aside.
pub(super) async fn to_come(tx: &OrgTx, person: UserId) -> Result<Vec<Shift>, Failure> {
    tx.find::<Entity>()
        .filter(Column::PersonId.eq(person))
        .filter(Column::StartAt.gte(tx.now()))
        .locked()
        .all()
        .await
}

/// Adds shifts.
pub async fn insert_all(tx: &OrgTx, rows: Vec<Shift>) -> Result<(), Failure> {
    tx.insert_many::<Entity>(rows).await
}

/// Sets the status of these shifts, which are locked.
pub async fn restate(tx: &OrgTx, ids: &[ShiftId], status: ShiftStatus) -> Result<(), Failure> {
    if ids.is_empty() {
        return Ok(());
    }
    let those = Column::Id.is_in(ids.iter().copied());
    tx.update_all::<Entity>(Column::Status, status, those)
        .await
        .map(|_| ())
}

/// Takes the team from its shifts, and answers them as they were. They stay locked until the
/// transaction ends.
pub(super) async fn leave_team(tx: &OrgTx, team: TeamId) -> Result<Vec<Shift>, Failure> {
    let own = Column::TeamId.eq(team);
    let shifts = tx
        .find::<Entity>()
        .filter(own.clone())
        .ascending(Column::Id)
        .locked()
        .all()
        .await?;
    tx.update_all::<Entity>(Column::TeamId, None::<TeamId>, own)
        .await?;
    Ok(shifts)
}

pub(super) async fn save(tx: &OrgTx, row: Shift) -> Result<Shift, Failure> {
    tx.update::<Entity>(row).await
}

/// Saves rows that were changed; they are locked.
pub(super) async fn save_all(tx: &OrgTx, rows: Vec<Shift>) -> Result<Vec<Shift>, Failure> {
    tx.update_rows::<Entity>(rows).await
}

pub(super) async fn delete(tx: &OrgTx, id: ShiftId) -> Result<(), Failure> {
    tx.delete::<Entity>(Column::Id.eq(id)).await.map(|_| ())
}

/// Removes shifts.
pub(super) async fn delete_all(tx: &OrgTx, ids: &[ShiftId]) -> Result<(), Failure> {
    tx.delete::<Entity>(Column::Id.is_in(ids.iter().copied()))
        .await
        .map(|_| ())
}

/// Those of these shifts that the organisation does not have.
pub(super) async fn unknown_shifts(
    org: &OrgDb,
    shifts: &[ShiftId],
) -> Result<BTreeSet<ShiftId>, Failure> {
    let known = of_ids(org, shifts.iter().copied()).await?;
    let known: BTreeSet<_> = known.into_iter().map(|row| row.id).collect();
    Ok(shifts
        .iter()
        .copied()
        .filter(|id| !known.contains(id))
        .collect())
}
