//! Occurrences deleted together. Cancelled ones stay: that they are called off is still to be seen.

use shared::id::OperationId;
use shared::operations::{OperationKind, OperationReport};
use shared::series::{SeriesDeleted, SeriesScope, cancelled};
use shared::shifts::ShiftStatus;

use super::change::split;
use super::scope::Scope;
use super::store::Series;
use super::{rules, store};
use crate::activity::record_all;
use crate::platform::problem::Failure;
use crate::platform::scope::OrgTx;
use crate::shifts;

/// Deletes the occurrences of a scope, as one operation. An act that did nothing is none.
pub(super) async fn carry_out(
    tx: &OrgTx,
    of: Scope,
    scope: SeriesScope,
) -> Result<SeriesDeleted, Failure> {
    let occurrences = of.occurrences();
    let kept = occurrences.iter().filter_map(|(_, shift)| cancelled(shift));
    let told = SeriesDeleted {
        operation_id: None,
        deleted: 0,
        kept: kept.collect(),
    };
    let parts = split(&of.series, &of, scope);
    let mut gone = of.shifts;
    gone.retain(|shift| shift.status != ShiftStatus::Cancelled);
    if gone.is_empty() {
        return Ok(told);
    }
    let operation = OperationId::new();
    let (kind, report) = (OperationKind::SeriesDelete, OperationReport::default());
    let deleted = gone.len();
    crate::operations::begin(tx, operation, kind, deleted, &report).await?;
    if let Some((before, _)) = parts {
        let shorter = Series {
            rule: before,
            ..of.series.clone()
        };
        let change = rules::changed(&of.series, &shorter)?;
        store::save_all(tx, vec![shorter]).await?;
        record_all(tx, vec![change.part_of(operation)]).await?;
    }
    shifts::remove_all(tx, gone, operation).await?;
    Ok(SeriesDeleted {
        operation_id: Some(operation),
        deleted: u32::try_from(deleted).unwrap_or(u32::MAX),
        ..told
    })
}
