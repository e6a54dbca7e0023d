//! Several shifts deleted in one act.

use std::collections::{BTreeMap, BTreeSet};

use shared::id::{OperationId, ShiftId, Version};
use shared::operations::{Kept, KeptReason, OperationKind, OperationReport};
use shared::planning::deletion::{DeleteIn, DeleteOut, MOST_PICKED, Picked};
use shared::problem::Problem;
use shared::shifts::ShiftOut;

use crate::platform::problem::Failure;
use crate::platform::scope::OrgTx;
use crate::shifts::{self, Shift};

/// The shifts that an act picks, each once, with the version they were seen in.
pub(super) fn picked(shifts: &[Picked]) -> Result<BTreeMap<ShiftId, Version>, Failure> {
    if shifts.is_empty() {
        return Err(Problem::field("/shifts", "required").into());
    }
    if shifts.len() > MOST_PICKED {
        return Err(Problem::field("/shifts", "too_many_items").into());
    }
    let pairs = shifts.iter().map(|one| (one.shift_id, one.version));
    Ok(pairs.collect())
}

/// What is there of what was picked.
pub(super) struct Sorted {
    /// As it was picked.
    pub(super) current: Vec<Shift>,
    /// Changed since.
    pub(super) kept: Vec<Kept>,
    /// How many are not there any more.
    pub(super) gone: usize,
}

/// Sorts what is there of what was picked: a shift that somebody changed since is left.
pub(super) fn sorted(picked: &BTreeMap<ShiftId, Version>, present: Vec<Shift>) -> Sorted {
    let gone = picked.len().saturating_sub(present.len());
    let (current, changed): (Vec<_>, Vec<_>) = present
        .into_iter()
        .partition(|shift| picked.get(&shift.id) == Some(&shift.version));
    let kept = |shift| Kept::new(ShiftOut::from(shift), KeptReason::Changed);
    Sorted {
        current,
        kept: changed.into_iter().map(kept).collect(),
        gone,
    }
}

/// What is deleted, as it is answered.
pub(super) fn told(sorted: &Sorted, operation: Option<OperationId>) -> DeleteOut {
    let count = |rows: usize| u32::try_from(rows).unwrap_or(u32::MAX);
    DeleteOut {
        operation_id: operation,
        deleted: count(sorted.current.len()),
        gone: count(sorted.gone),
        kept: sorted.kept.clone(),
    }
}

/// Deletes what was picked, as one operation.
pub(super) async fn save(tx: &OrgTx, input: &DeleteIn) -> Result<DeleteOut, Failure> {
    let picked = picked(&input.shifts)?;
    let ids: BTreeSet<_> = picked.keys().copied().collect();
    let sorted = sorted(&picked, shifts::lock_all(tx, &ids).await?);
    if sorted.current.is_empty() {
        return Ok(told(&sorted, None));
    }
    let operation = OperationId::new();
    let out = told(&sorted, Some(operation));
    let report = OperationReport {
        kept: sorted.kept,
        ..OperationReport::default()
    };
    let (kind, rows) = (OperationKind::PlanningDelete, sorted.current.len());
    crate::operations::begin(tx, operation, kind, rows, &report).await?;
    shifts::remove_all(tx, sorted.current, operation).await?;
    Ok(out)
}
