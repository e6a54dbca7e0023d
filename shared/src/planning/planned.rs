//! What becomes of shifts that a template or a rule plans: a row each, told apart by place.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::judge::{Candidate, JudgedRow, RowChoice};
use crate::time::Day;

/// A choice for one of the shifts that an act plans.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct ChosenPlace {
    /// Its place among the rows of the dry run, from 0.
    pub place: u32,
    /// What to do with it.
    pub choice: RowChoice,
}

/// One of the shifts that an act plans.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct PlannedRow {
    /// Its place among the rows, from 0: by it a choice names the shift.
    pub place: u32,
    /// The day it is planned for. A time that spring skips is moved on, to the next day even.
    pub day: Day,
    /// The shift, as it was judged.
    #[serde(flatten)]
    pub judged: JudgedRow,
}

/// Puts each choice to the candidate at its place. A choice for no place is none.
pub fn choose(candidates: &mut [(Day, Candidate)], choices: &[ChosenPlace]) {
    let by_place: BTreeMap<_, _> = choices
        .iter()
        .filter_map(|chosen| Some((usize::try_from(chosen.place).ok()?, chosen.choice)))
        .collect();
    for (place, (_, candidate)) in candidates.iter_mut().enumerate() {
        candidate.choice = by_place.get(&place).copied();
    }
}

/// What was judged of shifts planned for these days, in their order.
#[must_use]
pub fn rows(days: &[Day], judged: Vec<JudgedRow>) -> Vec<PlannedRow> {
    let row = |((place, day), judged): ((u32, &Day), JudgedRow)| PlannedRow {
        place,
        day: *day,
        judged,
    };
    (0..).zip(days).zip(judged).map(row).collect()
}
