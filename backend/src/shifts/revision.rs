//! Shifts changed or removed in bulk, as one operation.

use std::collections::BTreeMap;

use shared::id::{OperationId, ShiftId};
use shared::shifts::ShiftOut;

use super::creation::from_out;
use super::store::{self, Shift};
use crate::activity::record_all;
use crate::platform::problem::Failure;
use crate::platform::scope::OrgTx;

/// Writes these locked shifts as they are to be, each with its event.
pub async fn revise_all(
    tx: &OrgTx,
    present: &[Shift],
    wanted: Vec<ShiftOut>,
    operation: OperationId,
) -> Result<(), Failure> {
    let present: BTreeMap<ShiftId, &Shift> = present.iter().map(|row| (row.id, row)).collect();
    let changed = |shift: ShiftOut| {
        let row = *present.get(&shift.id)?;
        let wanted = Shift {
            operation_id: row.operation_id,
            version: row.version,
            created_at: row.created_at,
            ..from_out(shift, tx)
        };
        Some((row.clone(), wanted))
    };
    let (before, after) = wanted.into_iter().filter_map(changed).unzip();
    let changes = super::save_all(tx, before, after).await?.into_iter();
    let changes = changes.map(|change| change.part_of(operation));
    record_all(tx, changes.collect()).await
}

/// Removes these locked shifts, each with its event.
pub async fn remove_all(
    tx: &OrgTx,
    shifts: Vec<Shift>,
    operation: OperationId,
) -> Result<(), Failure> {
    let ids: Vec<_> = shifts.iter().map(|shift| shift.id).collect();
    store::delete_all(tx, &ids).await?;
    let mut changes = Vec::with_capacity(shifts.len());
    for shift in shifts {
        changes.push(super::deleted(shift)?.part_of(operation));
    }
    record_all(tx, changes).await
}
