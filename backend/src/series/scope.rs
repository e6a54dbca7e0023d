//! The occurrences that an act on a series is about.

use std::collections::BTreeSet;

use shared::id::{ShiftId, Version};
use shared::problem::ProblemCode;
use shared::series::{SeriesOut, SeriesScope};
use shared::shifts::{Occurrence, ShiftOut};
use shared::time::Day;

use super::rules;
use super::store::{self, Series};
use crate::activity::ensure_current;
use crate::platform::problem::Failure;
use crate::platform::scope::{OrgDb, OrgTx};
use crate::shifts::{self, Shift};

/// Some occurrences of a series, and the one that an act starts from.
pub(super) struct Scope {
    pub(super) series: Series,
    pub(super) out: SeriesOut,
    /// The one it starts from.
    pub(super) from: ShiftOut,
    /// The day that the series gives it.
    pub(super) day: Day,
    /// The occurrences of the scope, by day.
    pub(super) shifts: Vec<Shift>,
}

/// Of which series a shift is; a shift of none has no such thing.
async fn occurrence(org: &OrgDb, id: ShiftId) -> Result<Occurrence, Failure> {
    let shift = shifts::get(org, id).await?;
    let series = ShiftOut::from(shift).series;
    series.ok_or_else(|| ProblemCode::NotFound.into())
}

/// Refuses a shift that is not there or of no series, before what is asked is looked at.
pub(super) async fn ensure_there(org: &OrgDb, id: ShiftId) -> Result<(), Failure> {
    occurrence(org, id).await.map(|_| ())
}

/// A series with its shifts, found by one of them.
pub(super) async fn of_shift(org: &OrgDb, id: ShiftId) -> Result<(SeriesOut, Vec<Shift>), Failure> {
    let series = occurrence(org, id).await?.id;
    let shifts = shifts::of_series(org, series).await?;
    Ok((rules::out(store::get(org, series).await?)?, shifts))
}

/// What is in the scope that starts from a shift, as it is.
pub(super) async fn read(
    org: &OrgDb,
    id: ShiftId,
    version: Option<Version>,
    scope: SeriesScope,
) -> Result<Scope, Failure> {
    let series = occurrence(org, id).await?.id;
    let shifts = shifts::of_series(org, series).await?;
    scoped(org, shifts, id, version, scope).await
}

/// The same, held until the transaction ends.
pub(super) async fn hold(
    tx: &OrgTx,
    id: ShiftId,
    version: Option<Version>,
    scope: SeriesScope,
) -> Result<Scope, Failure> {
    let series = occurrence(tx, id).await?.id;
    let seen = shifts::of_series(tx, series).await?;
    let ids: BTreeSet<_> = seen.iter().map(|shift| shift.id).collect();
    let mut held = shifts::lock_all(tx, &ids).await?;
    // While it waited for them, somebody may have made some a series of their own.
    held.retain(|shift| shift.series_id == Some(series));
    held.sort_by_key(|shift| (shift.series_day, shift.id));
    scoped(tx, held, id, version, scope).await
}

async fn scoped(
    org: &OrgDb,
    mut shifts: Vec<Shift>,
    id: ShiftId,
    version: Option<Version>,
    scope: SeriesScope,
) -> Result<Scope, Failure> {
    let from = shifts.iter().find(|shift| shift.id == id);
    let from = match from {
        Some(shift) => shift.clone(),
        // It has left the series, or is gone.
        None => shifts::get(org, id).await?,
    };
    let from = ShiftOut::from(from);
    ensure_current(org, version, from.version, id.uuid(), &from).await?;
    let Occurrence { id: series, day } = from.series.ok_or(ProblemCode::NotFound)?;
    shifts.retain(|shift| shift.series_day.is_some_and(|own| scope.holds(day, own)));
    let series = store::get(org, series).await?;
    Ok(Scope {
        out: rules::out(series.clone())?,
        series,
        from,
        day,
        shifts,
    })
}

impl Scope {
    /// The occurrences, each with its day.
    pub(super) fn occurrences(&self) -> Vec<(Day, ShiftOut)> {
        let shifts = self.shifts.iter().cloned();
        shifts
            .filter_map(|shift| Some((shift.series_day?, ShiftOut::from(shift))))
            .collect()
    }
}
