//! Shifts created in bulk, as one operation.

use shared::id::{OperationId, Version};
use shared::planning::judge::{Candidate, JudgedRow};
use shared::shifts::ShiftOut;

use super::store::{self, Shift};
use crate::activity::{Change, record_all};
use crate::platform::problem::Failure;
use crate::platform::scope::OrgTx;

/// What is to be created, once its operation is written down.
#[derive(Debug)]
pub struct Creation {
    operation: OperationId,
    shifts: Vec<Shift>,
}

impl Creation {
    /// Those of the candidates that their rows say are created. Each such row names its shift.
    #[must_use]
    pub fn of<'a>(
        tx: &OrgTx,
        operation: OperationId,
        judged: impl IntoIterator<Item = (ShiftOut, &'a mut JudgedRow)>,
    ) -> Self {
        let mut shifts = Vec::new();
        for (shift, row) in judged {
            let Some(person_id) = row.planned_for() else {
                continue;
            };
            row.created_id = Some(shift.id);
            let shift = ShiftOut {
                person_id,
                rules_reason: row.rules_reason.clone(),
                ..shift
            };
            shifts.push(Shift {
                operation_id: Some(operation),
                version: Version::FIRST,
                ..from_out(shift, tx)
            });
        }
        Self { operation, shifts }
    }

    /// All of these, which are part of the operation.
    #[must_use]
    pub const fn new(operation: OperationId, shifts: Vec<Shift>) -> Self {
        Self { operation, shifts }
    }

    /// How many shifts it creates.
    #[must_use]
    pub fn count(&self) -> usize {
        self.shifts.len()
    }

    /// Creates them.
    pub async fn save(self, tx: &OrgTx) -> Result<(), Failure> {
        let mut changes = Vec::with_capacity(self.shifts.len());
        for shift in &self.shifts {
            let out = ShiftOut::from(shift.clone());
            let change = Change::created("shift.created", out.id.uuid(), out.version, &out)?;
            changes.push(change.part_of(self.operation));
        }
        store::insert_all(tx, self.shifts).await?;
        record_all(tx, changes).await
    }
}

/// The shifts of these candidates, to be created by what was judged of them.
pub fn shifts(candidates: Vec<Candidate>) -> impl Iterator<Item = ShiftOut> {
    candidates.into_iter().map(|candidate| candidate.shift)
}

/// A row of this shift, written now and by hand.
pub(super) fn from_out(shift: ShiftOut, tx: &OrgTx) -> Shift {
    let ShiftOut {
        id,
        mission_id,
        team_id,
        person_id,
        role,
        kind,
        start,
        end,
        break_minutes,
        notes,
        status,
        overlap_reason,
        rules_reason,
        series,
        version,
    } = shift;
    Shift {
        id,
        org_id: tx.org_id(),
        mission_id,
        team_id,
        person_id,
        role,
        kind,
        start_at: start,
        end_at: end,
        break_minutes,
        notes,
        status,
        overlap_reason,
        rules_reason,
        operation_id: None,
        series_id: series.map(|series| series.id),
        series_day: series.map(|series| series.day),
        version,
        created_at: tx.now(),
        updated_at: tx.now(),
    }
}
