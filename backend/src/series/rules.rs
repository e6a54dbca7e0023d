use shared::id::{SeriesId, Version};
use shared::problem::FieldError;
use shared::series::{Pattern, Rule, SeriesOut};
use shared::shifts::{ShiftIn, ShiftStatus, check_times};
use shared::time::Day;

use super::store::Series;
use crate::activity::Change;
use crate::platform::problem::Failure;
use crate::platform::scope::OrgTx;

/// The most choices of one act: one for each time that a shift can recur.
const MOST_CHOICES: usize = 52;

/// Refuses more choices than there can be shifts.
pub(super) fn check_choices(count: usize) -> Result<(), FieldError> {
    if count > MOST_CHOICES {
        return Err(FieldError::new("/choices", "too_many_items"));
    }
    Ok(())
}

/// Refuses a first shift whose times make none, and what is not said for a whole series.
pub(super) fn check_shift(shift: &ShiftIn) -> Result<(), FieldError> {
    if shift.allow_overlap.is_some() {
        return Err(FieldError::new("/shift/allow_overlap", "not_for_series"));
    }
    if shift.override_rules.is_some() {
        return Err(FieldError::new("/shift/override_rules", "not_for_series"));
    }
    if shift
        .status
        .is_some_and(|status| status != ShiftStatus::Draft)
    {
        return Err(FieldError::new("/shift/status", "not_for_series"));
    }
    let within =
        |error: FieldError| FieldError::new(format!("/shift{}", error.pointer), error.code);
    let times = check_times(shift.start, shift.end, shift.break_minutes);
    times.map(|_| ()).map_err(within)
}

/// A series as it begins.
pub(super) fn new(
    tx: &OrgTx,
    rule: Rule,
    first_day: Day,
    pattern: &Pattern,
) -> Result<Series, Failure> {
    Ok(Series {
        id: SeriesId::new(),
        org_id: tx.org_id(),
        rule,
        first_day,
        pattern: json(pattern)?,
        version: Version::FIRST,
        created_at: tx.now(),
        updated_at: tx.now(),
    })
}

/// A pattern as a column holds it.
pub(super) fn json(pattern: &Pattern) -> Result<serde_json::Value, Failure> {
    Ok(serde_json::to_value(pattern).map_err(anyhow::Error::from)?)
}

/// A series as it is told.
pub(super) fn out(row: Series) -> Result<SeriesOut, Failure> {
    Ok(SeriesOut {
        id: row.id,
        rule: row.rule,
        first_day: row.first_day,
        pattern: serde_json::from_value(row.pattern).map_err(anyhow::Error::from)?,
        version: row.version,
    })
}

/// That a series is there, for the record.
pub(super) fn created(series: &Series) -> Result<Change, Failure> {
    let out = out(series.clone())?;
    Change::created("series.created", out.id.uuid(), out.version, &out)
}

/// A series' change, for the record, from a row before to the same row with its next values.
pub(super) fn changed(before: &Series, after: &Series) -> Result<Change, Failure> {
    let (before, mut after) = (out(before.clone())?, out(after.clone())?);
    after.version = before.version.next();
    let (id, version) = (after.id.uuid(), after.version);
    Change::updated("series.updated", id, version, &before, &after)
}
