use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use shared::id::{OperationId, ShiftId};
use shared::operations::{OperationKind, OperationOut, OperationReport, UNDO_DAYS, UndoOut};
use shared::problem::ProblemCode;
use shared::time::Instant;

use super::store::{Event, Operation};
use crate::platform::problem::Failure;
use crate::platform::scope::OrgTx;
use crate::publications::TakenBack;
use crate::series;
use crate::shifts::{Step, Undoing};

/// An operation as it is written down.
pub(super) fn new(
    tx: &OrgTx,
    id: OperationId,
    kind: OperationKind,
    rows: usize,
    report: &OperationReport,
) -> Result<Operation, Failure> {
    Ok(Operation {
        id,
        org_id: tx.org_id(),
        kind,
        actor_id: tx.actor().user_id(),
        rows: i32::try_from(rows).unwrap_or(i32::MAX),
        created_at: tx.now(),
        undone_by: None,
        report: Some(serde_json::to_value(report).map_err(anyhow::Error::from)?),
    })
}

/// Until when an operation can be undone.
fn undoable_until(operation: &Operation) -> Instant {
    operation.created_at.plus_minutes(UNDO_DAYS * 24 * 60)
}

/// Refuses to undo twice, and what is too long ago.
pub(super) fn ensure_undoable(operation: &Operation, now: Instant) -> Result<(), ProblemCode> {
    if operation.undone_by.is_some() {
        return Err(ProblemCode::AlreadyUndone);
    }
    if now > undoable_until(operation) {
        return Err(ProblemCode::UndoExpired);
    }
    Ok(())
}

/// What an operation did to each shift, from its events in their order.
pub(super) fn steps(events: Vec<Event>) -> Result<Vec<Step>, Failure> {
    let mut steps: BTreeMap<ShiftId, Step> = BTreeMap::new();
    for event in events {
        if !event.kind.starts_with("shift.") {
            continue;
        }
        let id = ShiftId::from_uuid(event.object_id);
        // What was announced is taken back by a publication. The row only says that it is.
        if crate::publications::EVENTS.contains(&event.kind.as_str()) {
            let announced = event.kind == crate::publications::PUBLISHED;
            if let Some(after) = steps.get_mut(&id).and_then(|step| step.after.as_mut()) {
                after.status = crate::shifts::status(after.status, announced);
            }
            continue;
        }
        // What it was before is what the first event says, what it became what the last says.
        let after = read(event.after)?;
        if let Some(step) = steps.get_mut(&id) {
            step.after = after;
            continue;
        }
        let before = read(event.before)?;
        steps.insert(id, Step { id, before, after });
    }
    Ok(steps.into_values().collect())
}

/// What an event says that something was, or is.
fn read<T: DeserializeOwned>(said: Option<serde_json::Value>) -> Result<Option<T>, Failure> {
    let read = said.map(serde_json::from_value).transpose();
    Ok(read.map_err(anyhow::Error::from)?)
}

/// What an operation did to each series.
pub(super) fn series_steps(events: &[Event]) -> Result<Vec<series::Step>, Failure> {
    let mut steps = Vec::new();
    for event in events.iter().filter(|event| event.kind == "series.updated") {
        let (before, after) = (read(event.before.clone())?, read(event.after.clone())?);
        steps.extend(
            before
                .zip(after)
                .map(|(before, after)| series::Step { before, after }),
        );
    }
    Ok(steps)
}

/// What is kept of an undoing.
pub(super) fn report(undoing: &Undoing, taken_back: &TakenBack) -> OperationReport {
    OperationReport {
        kept: [undoing.kept.clone(), taken_back.kept.clone()].concat(),
        ..OperationReport::default()
    }
}

/// What an undoing is answered.
pub(super) fn undone(undo: OperationId, rows: usize, report: OperationReport) -> UndoOut {
    UndoOut {
        operation_id: undo,
        undone: u32::try_from(rows).unwrap_or(u32::MAX),
        kept: report.kept,
    }
}

/// An operation as it is told, with the name of who did it.
pub(super) fn out(row: &Operation, actor_name: Option<String>) -> OperationOut {
    OperationOut {
        id: row.id,
        kind: row.kind,
        at: row.created_at,
        actor_id: row.actor_id,
        actor_name,
        rows: u32::try_from(row.rows).unwrap_or_default(),
        undone_by: row.undone_by,
        undoable_until: undoable_until(row),
    }
}
