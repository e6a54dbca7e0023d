//! A week copied onto another: what is read for it, and what is written.

use std::collections::BTreeSet;

use shared::id::{OperationId, UserId};
use shared::operations::{OperationKind, OperationReport};
use shared::planning::judge::{self, Candidate};
use shared::planning::paste::{self, MOST_SHIFTS, PasteIn, PasteOut, PasteRow, PasteUnit};
use shared::problem::{FieldError, Problem, ProblemCode};
use shared::shifts::{ShiftOut, ShiftStatus};
use shared::time::{IsoWeek, Zone};

use super::{judgement, narrow};
use crate::platform::problem::{Failure, ensure_none};
use crate::platform::scope::{OrgDb, OrgTx};
use crate::shifts::{self, Creation, Shift};

/// Refuses lists that are too long, and a week copied onto itself.
pub(super) fn ensure_bounded(input: &PasteIn) -> Result<(), Failure> {
    let lists = [
        ("/person_ids", input.person_ids.len(), narrow::MOST_PEOPLE),
        ("/shift_ids", input.shift_ids.len(), MOST_SHIFTS),
        ("/choices", input.choices.len(), MOST_SHIFTS),
    ];
    let mut problem = Problem::new(ProblemCode::Invalid);
    for (pointer, count, most) in lists {
        if count > most {
            problem
                .errors
                .push(FieldError::new(pointer, "too_many_items"));
        }
    }
    match input.unit {
        PasteUnit::Weeks if IsoWeek::of(input.from) == IsoWeek::of(input.to) => {
            problem.errors.push(FieldError::new("/to", "same_week"));
        }
        PasteUnit::Days if input.shift_ids.is_empty() => {
            problem
                .errors
                .push(FieldError::new("/shift_ids", "required"));
        }
        PasteUnit::Weeks | PasteUnit::Days => {}
    }
    ensure_none(problem)
}

/// A paste as it was judged.
pub(super) struct Judged {
    copies: Vec<Candidate>,
    pub(super) rows: Vec<PasteRow>,
}

/// The shifts that a paste copies, held until the transaction ends with those who work them: of
/// two pastes of one week, also of its needs to fill, the second sees what the first made.
pub(super) async fn held(tx: &OrgTx, zone: Zone, input: &PasteIn) -> Result<Vec<Shift>, Failure> {
    let wanted = wanted(tx, zone, input).await?;
    let ids = wanted.into_iter().map(|shift| shift.id).collect();
    let mut shifts = shifts::lock_all(tx, &ids).await?;
    shifts.sort_by_key(|shift| (shift.start_at, shift.id));
    let target = input.person_id.clone().set().flatten();
    shifts::lock_people(tx, &people(&shifts, target)).await?;
    Ok(shifts)
}

/// Those who work these shifts, and who is to work their copies, each once.
pub(super) fn people(shifts: &[Shift], target: Option<UserId>) -> Vec<UserId> {
    let working = shifts.iter().filter_map(|shift| shift.person_id);
    let people: BTreeSet<_> = working.chain(target).collect();
    people.into_iter().collect()
}

/// What would become of each of these shifts.
pub(super) async fn judged(
    org: &OrgDb,
    zone: Zone,
    input: &PasteIn,
    shifts: Vec<Shift>,
) -> Result<Judged, Failure> {
    let shifts: Vec<_> = shifts.into_iter().map(ShiftOut::from).collect();
    let copies = paste::copies(&shifts, input, zone);
    let meant = input.override_rules.as_ref();
    let judged = judgement::judged(org, zone, copies.clone(), meant).await?;
    let rows = paste::rows(&shifts, judged);
    Ok(Judged { copies, rows })
}

/// The shifts that are asked for: of those that begin in the week, or those that are named.
pub(super) async fn wanted(
    org: &OrgDb,
    zone: Zone,
    input: &PasteIn,
) -> Result<Vec<Shift>, Failure> {
    let week = IsoWeek::of(input.from);
    let mut shifts = match input.unit {
        PasteUnit::Weeks => narrow::beginning(org, zone, (week, week)).await?,
        PasteUnit::Days => shifts::of_ids(org, input.shift_ids.iter().copied()).await?,
    };
    shifts.sort_by_key(|shift| (shift.start_at, shift.id));
    let narrowed = narrow::Narrowed::read(org, input.team_id, &input.person_ids).await?;
    let chosen: BTreeSet<_> = input.shift_ids.iter().collect();
    shifts.retain(|shift| {
        shift.status != ShiftStatus::Cancelled
            && narrowed.has(shift)
            && (chosen.is_empty() || chosen.contains(&shift.id))
    });
    if shifts.len() > MOST_SHIFTS {
        return Err(Problem::field("/from", "too_many_items").into());
    }
    Ok(shifts)
}

/// What a dry run answers.
pub(super) fn told(rows: Vec<PasteRow>) -> PasteOut {
    PasteOut {
        operation_id: None,
        created: judge::created(rows.iter().map(|row| &row.judged)),
        rows,
    }
}

/// Writes the copies, as one operation. An act that did nothing is none: there would be nothing
/// to undo.
pub(super) async fn save(tx: &OrgTx, judged: Judged) -> Result<PasteOut, Failure> {
    let operation = OperationId::new();
    let Judged { copies, mut rows } = judged;
    let copies = shifts::shifts(copies).zip(rows.iter_mut().map(|row| &mut row.judged));
    let creation = Creation::of(tx, operation, copies);
    if creation.count() == 0 {
        return Ok(told(rows));
    }
    let report = OperationReport {
        pasted: rows.clone(),
        ..OperationReport::default()
    };
    let (kind, count) = (OperationKind::PlanningPaste, creation.count());
    crate::operations::begin(tx, operation, kind, count, &report).await?;
    creation.save(tx).await?;
    Ok(PasteOut {
        operation_id: Some(operation),
        ..told(rows)
    })
}
