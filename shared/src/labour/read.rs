//! What the read of a planning carries for the rules: what is in force, the hours of the weeks
//! around, and the shifts just outside the window.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Policy, WeekTotals, Work, Workload};
use crate::id::UserId;
use crate::time::{Day, IsoWeek};

/// The worked minutes of a person in successive weeks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct PersonWeeks {
    /// The person.
    pub person_id: UserId,
    /// Worked minutes, the first week first.
    pub minutes: Vec<i64>,
}

/// A shift of a person outside the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct PersonWork {
    /// The person.
    pub person_id: UserId,
    /// The shift.
    #[serde(flatten)]
    pub work: Work,
}

/// What the labour rules need to be judged for the shifts of a window.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct LabourOut {
    /// The rules, by the day they begin. Before the first, the limits of the law are warnings.
    pub policies: Vec<Policy>,
    /// The Monday of the first week whose hours are told: eleven before the window.
    pub first_week: Day,
    /// The hours of those who work in the weeks of the window or eleven either side.
    pub weeks: Vec<PersonWeeks>,
    /// The shifts in the eight days before the window and the two after it.
    pub around: Vec<PersonWork>,
}

impl LabourOut {
    /// What each person has to do, with these shifts of the window.
    #[must_use]
    pub fn loads(&self, shifts: impl Iterator<Item = PersonWork>) -> BTreeMap<UserId, Workload> {
        let first = IsoWeek::of(self.first_week);
        let weeks = |told: &PersonWeeks| WeekTotals::new(first, told.minutes.clone());
        let mut weeks: BTreeMap<_, _> = self
            .weeks
            .iter()
            .map(|told| (told.person_id, weeks(told)))
            .collect();
        let mut works: BTreeMap<UserId, Vec<Work>> = BTreeMap::new();
        for PersonWork { person_id, work } in shifts.chain(self.around.iter().copied()) {
            works.entry(person_id).or_default().push(work);
        }
        for person in weeks.keys() {
            works.entry(*person).or_default();
        }
        let load = |(person, works)| {
            let weeks = weeks.remove(&person);
            let weeks = weeks.unwrap_or_else(|| WeekTotals::new(first, Vec::new()));
            (person, Workload::new(works, weeks))
        };
        works.into_iter().map(load).collect()
    }
}
