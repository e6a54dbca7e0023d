//! Several shifts moved in one act.

use std::collections::BTreeSet;

use shared::id::OperationId;
use shared::operations::{Kept, OperationKind, OperationReport};
use shared::planning::judge;
use shared::planning::moves::{MoveIn, MoveOut};
use shared::planning::paste::{self, PasteRow};
use shared::planning::{deletion::MOST_PICKED, moves};
use shared::problem::Problem;
use shared::shifts::ShiftOut;
use shared::time::Zone;

use super::{deletion, judgement};
use crate::platform::problem::Failure;
use crate::platform::scope::{OrgDb, OrgTx};
use crate::shifts::{self, Shift};

/// Refuses what moves nothing, and too many choices.
pub(super) fn ensure_bounded(input: &MoveIn) -> Result<(), Failure> {
    deletion::picked(&input.shifts)?;
    if input.choices.len() > MOST_PICKED {
        return Err(Problem::field("/choices", "too_many_items").into());
    }
    if input.from == input.to && input.person_id.is_keep() {
        return Err(Problem::field("/to", "same_day").into());
    }
    Ok(())
}

/// A move as it was judged.
pub(super) struct Judged {
    shifts: Vec<Shift>,
    rows: Vec<PasteRow>,
    kept: Vec<Kept>,
    gone: usize,
}

/// The shifts that a move picks, held until the transaction ends with those who work them and
/// those who are to.
pub(super) async fn held(tx: &OrgTx, input: &MoveIn) -> Result<Vec<Shift>, Failure> {
    let ids: BTreeSet<_> = input.shifts.iter().map(|one| one.shift_id).collect();
    let shifts = shifts::lock_all(tx, &ids).await?;
    let target = input.person_id.clone().set().flatten();
    shifts::lock_people(tx, &super::paste::people(&shifts, target)).await?;
    Ok(shifts)
}

/// What would become of each of these shifts.
pub(super) async fn judged(
    org: &OrgDb,
    zone: Zone,
    input: &MoveIn,
    present: Vec<Shift>,
) -> Result<Judged, Failure> {
    let picked = deletion::picked(&input.shifts)?;
    let deletion::Sorted {
        mut current,
        kept,
        gone,
    } = deletion::sorted(&picked, present);
    current.sort_by_key(|shift| (shift.start_at, shift.id));
    let outs: Vec<_> = current.iter().cloned().map(ShiftOut::from).collect();
    let moved = moves::moved(&outs, input, zone);
    let meant = input.override_rules.as_ref();
    let judged = judgement::judged_changes(org, zone, (outs.clone(), moved), meant).await?;
    Ok(Judged {
        rows: paste::rows(&outs, judged),
        shifts: current,
        kept,
        gone,
    })
}

/// What is moved, as it is answered.
pub(super) fn told(judged: Judged, operation: Option<OperationId>) -> MoveOut {
    MoveOut {
        operation_id: operation,
        moved: judge::created(judged.rows.iter().map(|row| &row.judged)),
        gone: u32::try_from(judged.gone).unwrap_or(u32::MAX),
        rows: judged.rows,
        kept: judged.kept,
    }
}

/// Moves what can be moved, as one operation.
pub(super) async fn save(tx: &OrgTx, judged: Judged) -> Result<MoveOut, Failure> {
    let pairs = judged.shifts.iter().zip(&judged.rows);
    let (before, after): (Vec<_>, Vec<_>) = pairs
        .filter_map(|(shift, row)| Some((shift.clone(), moved(shift, row)?)))
        .filter(|(before, after)| before != after)
        .unzip();
    if before.is_empty() {
        let nothing = told(judged, None);
        return Ok(MoveOut {
            moved: 0,
            ..nothing
        });
    }
    let operation = OperationId::new();
    let report = OperationReport {
        pasted: judged.rows.clone(),
        kept: judged.kept.clone(),
        ..OperationReport::default()
    };
    let kind = OperationKind::PlanningMove;
    crate::operations::begin(tx, operation, kind, before.len(), &report).await?;
    let wanted = after.into_iter().map(ShiftOut::from).collect();
    shifts::revise_all(tx, &before, wanted, operation).await?;
    Ok(told(judged, Some(operation)))
}

/// The shift where its row says, which excuses no overlap; nothing where it stays.
fn moved(shift: &Shift, row: &PasteRow) -> Option<Shift> {
    Some(Shift {
        person_id: row.judged.planned_for()?,
        start_at: row.judged.start,
        end_at: row.judged.end,
        overlap_reason: None,
        rules_reason: row.judged.rules_reason.clone(),
        ..shift.clone()
    })
}
