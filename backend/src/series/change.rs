//! Occurrences changed together: what is read for it, and what is written.

use std::collections::BTreeSet;

use shared::id::{OperationId, SeriesId};
use shared::operations::{OperationKind, OperationReport};
use shared::planning::change::patched;
use shared::planning::judge::{self, Candidate, JudgedRow, Standing};
use shared::series::{Revised, Revision};
use shared::series::{Rule, SeriesEditIn, SeriesEdited, SeriesRow, SeriesScope, placed, revise};
use shared::shifts::{OverrideRules, ShiftOut};
use shared::time::Zone;

use super::scope::Scope;
use super::store::Series;
use super::{rules, store};
use crate::activity::record_all;
use crate::platform::problem::Failure;
use crate::platform::scope::{OrgDb, OrgTx};
use crate::shifts;

/// A change as it was judged.
pub(super) struct Judged {
    scope: Scope,
    revision: Revision,
    rows: Vec<JudgedRow>,
}

/// What a change means to the occurrences of its scope.
pub(super) async fn revised(
    org: &OrgDb,
    zone: Zone,
    scope: &Scope,
    edit: &SeriesEditIn,
) -> Result<Revision, Failure> {
    let occurrences = scope.occurrences();
    let from = (&scope.from, scope.day);
    let revision = revise(from, edit, &occurrences, &scope.out.pattern, zone)?;
    let target = patched(&scope.from, edit.patch.clone());
    shifts::ensure_known_at(org, "/patch", &target, Some(&scope.from)).await?;
    Ok(revision)
}

/// Waits for the turn of whoever is to work these occurrences.
pub(super) async fn hold_people(tx: &OrgTx, revision: &Revision) -> Result<(), Failure> {
    shifts::lock_people(tx, &judge::people(&candidates(revision))).await
}

fn candidates(revision: &Revision) -> Vec<Candidate> {
    let revised = revision.revised.iter();
    revised.map(|one| one.candidate.clone()).collect()
}

/// What would become of each occurrence that changes.
pub(super) async fn judged(
    org: &OrgDb,
    zone: Zone,
    (scope, revision): (Scope, Revision),
    meant: Option<&OverrideRules>,
) -> Result<Judged, Failure> {
    let before = revision.revised.iter().map(|one| one.before.clone());
    let changes = (before.collect(), candidates(&revision));
    let rows = crate::planning::judged_changes(org, zone, changes, meant).await?;
    Ok(Judged {
        scope,
        revision,
        rows,
    })
}

impl Judged {
    /// What a dry run answers.
    pub(super) fn told(&self) -> SeriesEdited {
        let revised = self.revision.revised.iter().zip(&self.rows);
        let row = |(revised, judged): (&Revised, &JudgedRow)| SeriesRow {
            shift_id: revised.before.id,
            judged: judged.clone(),
        };
        SeriesEdited {
            operation_id: None,
            changed: judge::created(&self.rows),
            rows: revised.map(row).collect(),
            kept: self.revision.kept.clone(),
        }
    }

    /// The occurrences as they are to be, those of a scope that becomes a series of its own with
    /// that series.
    fn wanted(&self, split: Option<SeriesId>) -> Vec<ShiftOut> {
        let mut wanted = Vec::new();
        let revised = self.revision.revised.iter().zip(&self.rows);
        for (revised, row) in revised {
            let shift = match row.planned_for() {
                Some(person_id) => ShiftOut {
                    person_id,
                    ..excused(&revised.candidate, row)
                },
                None => revised.before.clone(),
            };
            wanted.push((row.planned_for().is_some(), shift));
        }
        let changed: BTreeSet<_> = wanted.iter().map(|(_, shift)| shift.id).collect();
        let others = self.scope.occurrences().into_iter();
        let others = others.filter(|(_, shift)| !changed.contains(&shift.id));
        wanted.extend(others.map(|(_, shift)| (false, shift)));
        let moved = |(changes, shift): (bool, ShiftOut)| match (split, shift.series) {
            (Some(series), Some(at)) => Some(placed(shift, series, at.day)),
            _ => changes.then_some(shift),
        };
        wanted.into_iter().filter_map(moved).collect()
    }
}

/// An occurrence as it is to be, with the reason why a rule is broken, if one newly is.
fn excused(candidate: &Candidate, row: &JudgedRow) -> ShiftOut {
    let mut shift = candidate.shift.clone();
    if candidate.standing == Standing::Moved {
        shift.rules_reason.clone_from(&row.rules_reason);
    }
    shift
}

/// Writes the change, as one operation. An act that did nothing is none.
pub(super) async fn save(
    tx: &OrgTx,
    judged: Judged,
    scope: SeriesScope,
) -> Result<SeriesEdited, Failure> {
    let told = judged.told();
    if told.changed == 0 {
        return Ok(told);
    }
    let operation = OperationId::new();
    let (series, pattern) = (&judged.scope.series, &judged.revision.pattern);
    let split = split(series, &judged.scope, scope);
    let (changed, made) = match split {
        Some((before, after)) => {
            let made = rules::new(tx, after, judged.scope.day, pattern)?;
            (
                Series {
                    rule: before,
                    ..series.clone()
                },
                Some(made),
            )
        }
        None => {
            let pattern = rules::json(pattern)?;
            (
                Series {
                    pattern,
                    ..series.clone()
                },
                None,
            )
        }
    };
    let wanted = judged.wanted(made.as_ref().map(|series| series.id));
    let report = OperationReport {
        changed: told.rows.clone(),
        ..OperationReport::default()
    };
    let kind = OperationKind::SeriesEdit;
    crate::operations::begin(tx, operation, kind, wanted.len(), &report).await?;
    let mut changes = vec![rules::changed(series, &changed)?];
    store::save_all(tx, vec![changed]).await?;
    if let Some(made) = made {
        changes.push(rules::created(&made)?);
        store::insert(tx, made).await?;
    }
    let changes = changes.into_iter().map(|change| change.part_of(operation));
    record_all(tx, changes.collect()).await?;
    shifts::revise_all(tx, &judged.scope.shifts, wanted, operation).await?;
    Ok(SeriesEdited {
        operation_id: Some(operation),
        ..told
    })
}

/// The rules of the occurrences before the scope and of those in it, where they part.
pub(super) fn split(series: &Series, of: &Scope, scope: SeriesScope) -> Option<(Rule, Rule)> {
    match scope {
        SeriesScope::Following => series.rule.split(series.first_day, of.day),
        SeriesScope::Series => None,
    }
}
