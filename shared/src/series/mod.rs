//! Series: a shift that recurs, planned as so many shifts that stay together.
//!
//! Each shift of a series is a shift like any other: it is moved, given to somebody else, called
//! off or deleted by itself. What changes in some or all of them at once goes by the series'
//! pattern: an occurrence that has a value of its own keeps it, as an overridden one of RFC 5545
//! does, and a cancelled one stays as it is.

mod rule;
mod scope;

use serde::{Deserialize, Serialize};

use crate::call::Call;
use crate::id::{OperationId, SeriesId, ShiftId, Version};
use crate::planning::judge::{Candidate, JudgedRow};
use crate::planning::planned::{ChosenPlace, PlannedRow};
use crate::planning::relocate::{Relocated, copy};
use crate::planning::{Cell, paste::Chosen};
use crate::shifts::{Occurrence, OverrideRules, ShiftIn, ShiftOut, ShiftPatch, ShiftStatus};
use crate::time::{Day, Instant, Zone};
use crate::word::word;

pub use rule::{BadRule, Count, Interval, Rule};
pub use scope::{Revised, Revision, cancelled, revise};

word! {
    /// Which occurrences a change reaches, besides the one it starts from.
    SeriesScope {
        /// Those after it too: they become a series of their own.
        Following = "FOLLOWING",
        /// All of the series.
        Series = "SERIES",
    }
}

/// A shift that recurs from the start.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct SeriesIn {
    /// The first shift. Overlaps are judged for each: it allows none itself.
    pub shift: ShiftIn,
    /// How it recurs.
    pub rule: Rule,
    /// What to do otherwise than the verdicts say. At most 52.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "server", schema(max_items = 52))]
    pub choices: Vec<ChosenPlace>,
    /// That labour rules are meant to be broken, by those that `choices` plans anyway.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub override_rules: Option<OverrideRules>,
    /// Whether only to tell what would happen.
    pub dry_run: bool,
}

/// How a shift that is there recurs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct RepeatIn {
    /// How it recurs: the shift is its first time.
    pub rule: Rule,
    /// What to do otherwise than the verdicts say. At most 52.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "server", schema(max_items = 52))]
    pub choices: Vec<ChosenPlace>,
    /// That labour rules are meant to be broken, by those that `choices` plans anyway.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub override_rules: Option<OverrideRules>,
    /// Whether only to tell what would happen.
    pub dry_run: bool,
}

/// What became, or would become, of each time that a shift recurs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct SeriesMade {
    /// The operation, by which it can be undone; absent where nothing was created.
    pub operation_id: Option<OperationId>,
    /// The series; absent where nothing was created.
    pub series_id: Option<SeriesId>,
    /// How many shifts are created.
    pub created: u32,
    /// One row for each time that the rule counts, of a shift that is there for those after it.
    pub rows: Vec<PlannedRow>,
}

/// A change of several occurrences.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct SeriesEditIn {
    /// Which occurrences it reaches.
    pub scope: SeriesScope,
    /// What changes in the occurrence it starts from; in the others the same changes, by wall
    /// time. Their status is each one's own, and so is an overlap that is meant.
    pub patch: ShiftPatch,
    /// What to do otherwise than the verdicts say. At most 52.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "server", schema(max_items = 52))]
    pub choices: Vec<Chosen>,
    /// That labour rules are meant to be broken, by those that `choices` plans anyway.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub override_rules: Option<OverrideRules>,
    /// Whether only to tell what would happen.
    pub dry_run: bool,
}

word! {
    /// Why an occurrence is left as it is.
    SeriesKeptReason {
        /// It is cancelled, and stays so.
        Cancelled = "CANCELLED",
        /// It has values of its own in all that changes.
        Own = "OWN",
    }
}

/// An occurrence that is left as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct SeriesKept {
    /// The shift.
    pub shift_id: ShiftId,
    /// When it starts.
    pub start: Instant,
    /// Why.
    pub reason: SeriesKeptReason,
}

/// An occurrence that changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct SeriesRow {
    /// The shift.
    pub shift_id: ShiftId,
    /// The shift as it would stand, as it was judged.
    #[serde(flatten)]
    pub judged: JudgedRow,
}

/// What a change did, or would do, to the occurrences of its scope.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct SeriesEdited {
    /// The operation, by which it can be undone; absent where nothing was changed.
    pub operation_id: Option<OperationId>,
    /// How many shifts are changed.
    pub changed: u32,
    /// One row for each occurrence that changes, by day.
    pub rows: Vec<SeriesRow>,
    /// The occurrences that are left as they are.
    pub kept: Vec<SeriesKept>,
}

/// Which occurrences to delete.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "server", into_params(parameter_in = Query))]
pub struct SeriesDeleteQuery {
    /// Which occurrences, besides the one it starts from.
    pub scope: SeriesScope,
}

/// What a deletion did to the occurrences of its scope.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct SeriesDeleted {
    /// The operation, by which it can be undone; absent where nothing was deleted.
    pub operation_id: Option<OperationId>,
    /// How many shifts are gone.
    pub deleted: u32,
    /// The cancelled ones, which stay.
    pub kept: Vec<SeriesKept>,
}

/// A series.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct SeriesOut {
    /// The series.
    pub id: SeriesId,
    /// How it recurs.
    pub rule: Rule,
    /// Its first day.
    pub first_day: Day,
    /// What its occurrences are like.
    pub pattern: Pattern,
    /// The version of the series.
    pub version: Version,
}

/// What the occurrences of a series are like, but for what they have of their own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Pattern {
    /// The day that the pattern is written for.
    pub day: Day,
    /// The shift of that day.
    pub shift: ShiftIn,
}

/// A series with its shifts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct SeriesDetail {
    /// The series.
    #[serde(flatten)]
    pub series: SeriesOut,
    /// Its shifts, by day.
    pub occurrences: Vec<SeriesOccurrence>,
}

/// A shift of a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct SeriesOccurrence {
    /// The shift.
    pub shift_id: ShiftId,
    /// The day the series gives it.
    pub day: Day,
    /// When it starts.
    pub start: Instant,
    /// How final it is.
    pub status: ShiftStatus,
}

/// The shifts that recur like this one on these days, each on its own: drafts at the same wall
/// times.
#[must_use]
pub fn occurrences(
    shift: &ShiftOut,
    first: Day,
    days: &[Day],
    zone: Zone,
) -> Vec<(Day, Candidate)> {
    let occurrence = |day: &Day| {
        let cell = Cell {
            person: shift.person_id,
            day: *day,
        };
        let Relocated { shift, note } = copy(shift, first, cell, zone);
        let candidate = Candidate::new(shift, note);
        (*day, candidate)
    };
    days.iter().map(occurrence).collect()
}

/// A shift with its place in a series.
#[must_use]
pub fn placed(shift: ShiftOut, id: SeriesId, day: Day) -> ShiftOut {
    let series = Some(Occurrence { id, day });
    ShiftOut { series, ..shift }
}

/// Plans a shift that recurs, or tells what that would do. MANAGER.
pub fn create(input: &SeriesIn) -> Call<SeriesMade> {
    Call::post("/series").body(input)
}

/// Repeats a shift that is there, or tells what that would do. MANAGER.
pub fn repeat(shift: ShiftId, version: Version, input: &RepeatIn) -> Call<SeriesMade> {
    Call::post(format!("/shifts/{shift}/series"))
        .at(version)
        .body(input)
}

/// The series of a shift. MANAGER.
pub fn of_shift(shift: ShiftId) -> Call<SeriesDetail> {
    Call::get(format!("/shifts/{shift}/series"))
}

/// Changes occurrences from one on, or tells what that would do. MANAGER.
pub fn edit(shift: ShiftId, version: Version, input: &SeriesEditIn) -> Call<SeriesEdited> {
    Call::patch(format!("/shifts/{shift}/series"))
        .at(version)
        .body(input)
}

/// Deletes occurrences from one on. MANAGER.
pub fn delete(shift: ShiftId, version: Version, scope: SeriesScope) -> Call<SeriesDeleted> {
    Call::delete(format!("/shifts/{shift}/series"))
        .at(version)
        .query(&SeriesDeleteQuery { scope })
}
