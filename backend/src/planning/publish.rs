//! Weeks published: which shifts, and what is written.

use std::collections::{BTreeMap, BTreeSet};

use shared::id::OperationId;
use shared::operations::{OperationKind, OperationReport};
use shared::planning::publish::{MOST_WEEKS, PublishIn, PublishOut, announced};
use shared::problem::{FieldError, Problem, ProblemCode};
use shared::shifts::{ShiftOut, ShiftStatus};
use shared::time::{IsoWeek, Zone};

use super::narrow::{self, Narrowed};
use crate::activity::record_all;
use crate::platform::problem::Failure;
use crate::platform::scope::{OrgDb, OrgTx};
use crate::shifts;

/// Refuses weeks in the wrong order, too many of them, and too many people.
pub(super) fn ensure_bounded(input: &PublishIn) -> Result<(), Failure> {
    let (first, last) = weeks(input);
    let days = last.monday().days_since(first.monday());
    let mut problem = Problem::new(ProblemCode::Invalid);
    if !(0..MOST_WEEKS * 7).contains(&days) {
        problem.errors.push(FieldError::new("/to", "out_of_range"));
    }
    if input.person_ids.len() > narrow::MOST_PEOPLE {
        let error = FieldError::new("/person_ids", "too_many_items");
        problem.errors.push(error);
    }
    if problem.errors.is_empty() {
        Ok(())
    } else {
        Err(problem.into())
    }
}

fn weeks(input: &PublishIn) -> (IsoWeek, IsoWeek) {
    (IsoWeek::of(input.from), IsoWeek::of(input.to))
}

/// The shifts that begin in the weeks and are asked for, whatever their status.
pub(super) async fn shifts(
    org: &OrgDb,
    zone: Zone,
    input: &PublishIn,
) -> Result<Vec<ShiftOut>, Failure> {
    let narrowed = Narrowed::read(org, input.team_id, &input.person_ids).await?;
    let found = narrow::beginning(org, zone, weeks(input)).await?;
    let wanted = found.into_iter().filter(|shift| narrowed.has(shift));
    Ok(wanted.map(ShiftOut::from).collect())
}

/// What a dry run answers.
pub(super) fn told(shifts: &[ShiftOut]) -> PublishOut {
    let people = announced(shifts);
    let published = people.iter().map(|one| one.shifts.len()).sum::<usize>();
    PublishOut {
        operation_id: None,
        published: u32::try_from(published).unwrap_or(u32::MAX),
        people,
    }
}

/// Publishes the drafts among these shifts, as one operation.
pub(super) async fn save(tx: &OrgTx, mut shifts: Vec<ShiftOut>) -> Result<PublishOut, Failure> {
    let drafts = shifts.iter().filter(|one| one.status == ShiftStatus::Draft);
    let drafts: BTreeSet<_> = drafts.map(|shift| shift.id).collect();
    let published = shifts::publish(tx, &drafts).await?;
    // Somebody may have published or changed one between the reading and the locking.
    let still: BTreeMap<_, _> = published.into_iter().map(|row| (row.id, row)).collect();
    shifts.retain(|shift| shift.status != ShiftStatus::Draft || still.contains_key(&shift.id));
    let out = told(&shifts);
    if still.is_empty() {
        return Ok(out);
    }
    let operation = OperationId::new();
    let (kind, report) = (OperationKind::PlanningPublish, OperationReport::default());
    crate::operations::begin(tx, operation, kind, still.len(), &report).await?;
    let mut changes = Vec::new();
    for row in still.into_values() {
        let before = ShiftOut::from(row);
        let after = ShiftOut {
            status: ShiftStatus::Published,
            version: before.version.next(),
            ..before.clone()
        };
        let change = shifts::changed("shift.published", &before, &after)?;
        changes.push(change.part_of(operation));
    }
    record_all(tx, changes).await?;
    Ok(PublishOut {
        operation_id: Some(operation),
        ..out
    })
}
