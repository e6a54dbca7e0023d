//! A shift that recurs: what is read for it, and what is written.

use shared::id::OperationId;
use shared::operations::{OperationKind, OperationReport};
use shared::planning::judge::{self, Candidate};
use shared::planning::planned::{self, ChosenPlace, PlannedRow};
use shared::problem::ProblemCode;
use shared::series::{Pattern, Rule, SeriesMade, occurrences, placed};
use shared::shifts::{OverrideRules, ShiftOut};
use shared::time::{Day, Zone};

use super::{rules, store};
use crate::activity::record_all;
use crate::platform::problem::Failure;
use crate::platform::scope::{OrgDb, OrgTx};
use crate::shifts::{self, Creation, Shift};

/// A shift, and how it recurs.
pub(super) struct Recurring {
    rule: Rule,
    pattern: Pattern,
    days: Vec<Day>,
    candidates: Vec<Candidate>,
    pub(super) rows: Vec<PlannedRow>,
}

/// Whether the first time is a shift that is there.
pub(super) enum First {
    /// It is planned with the others.
    Planned,
    /// It is this one.
    There(Box<Shift>),
}

/// What would become of each time that the shift recurs.
pub(super) async fn judged(
    org: &OrgDb,
    zone: Zone,
    (shift, first): (&ShiftOut, &First),
    rule: &Rule,
    (choices, meant): (&[ChosenPlace], Option<&OverrideRules>),
) -> Result<Recurring, Failure> {
    if shift.series.is_some() {
        return Err(ProblemCode::InSeries.into());
    }
    let first_day = zone.day(shift.start);
    let mut days = rule.check(first_day)?;
    if let First::There(_) = first {
        days.retain(|day| *day != first_day);
    }
    let mut planned = occurrences(shift, first_day, &days, zone);
    planned::choose(&mut planned, choices);
    let candidates: Vec<_> = planned
        .into_iter()
        .map(|(_, candidate)| candidate)
        .collect();
    let rows = crate::planning::judged(org, zone, candidates.clone(), meant).await?;
    Ok(Recurring {
        rule: rule.clone(),
        pattern: Pattern::of(shift, first_day),
        rows: planned::rows(&days, rows),
        days,
        candidates,
    })
}

/// What a dry run answers.
pub(super) fn told(rows: Vec<PlannedRow>) -> SeriesMade {
    SeriesMade {
        operation_id: None,
        series_id: None,
        created: judge::created(rows.iter().map(|row| &row.judged)),
        rows,
    }
}

/// Writes the series and its shifts, as one operation. An act that did nothing is none.
pub(super) async fn save(
    tx: &OrgTx,
    recurring: Recurring,
    first: First,
) -> Result<SeriesMade, Failure> {
    let operation = OperationId::new();
    let Recurring {
        rule,
        pattern,
        days,
        candidates,
        mut rows,
    } = recurring;
    let series = rules::new(tx, rule, pattern.day, &pattern)?;
    let planned = shifts::shifts(candidates).zip(days);
    let planned = planned.map(|(shift, day)| placed(shift, series.id, day));
    let judged = rows.iter_mut().map(|row| &mut row.judged);
    let creation = Creation::of(tx, operation, planned.zip(judged));
    if creation.count() == 0 {
        return Ok(told(rows));
    }
    let report = OperationReport {
        planned: rows.clone(),
        ..OperationReport::default()
    };
    let (kind, count) = (OperationKind::SeriesCreate, creation.count());
    crate::operations::begin(tx, operation, kind, count, &report).await?;
    let made = rules::created(&series)?.part_of(operation);
    let (id, day) = (series.id, series.first_day);
    store::insert(tx, series).await?;
    record_all(tx, vec![made]).await?;
    if let First::There(shift) = first {
        let present = [*shift];
        let now = present.iter().cloned().map(ShiftOut::from);
        let now = now.map(|shift| placed(shift, id, day)).collect();
        shifts::revise_all(tx, &present, now, operation).await?;
    }
    creation.save(tx).await?;
    Ok(SeriesMade {
        operation_id: Some(operation),
        series_id: Some(id),
        ..told(rows)
    })
}
