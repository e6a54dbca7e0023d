//! What one person has to do: the shifts around a week, and the hours of more weeks.

use super::{Calendar, Work};
use crate::id::ShiftId;
use crate::time::IsoWeek;

/// The most weeks that are kept: those of the longest series, 52 times every twelve weeks, and
/// eleven either side.
pub const MOST_WEEKS: usize = 52 * 12 + 2 * 11;

/// The worked minutes of successive weeks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeekTotals {
    first: IsoWeek,
    minutes: Vec<i64>,
}

impl WeekTotals {
    /// The minutes of as many weeks, from the first on. Weeks after them have none yet.
    #[must_use]
    pub const fn new(first: IsoWeek, minutes: Vec<i64>) -> Self {
        Self { first, minutes }
    }

    /// The minutes, from the first week on.
    #[must_use]
    pub fn into_minutes(self) -> Vec<i64> {
        self.minutes
    }

    fn place(&self, week: IsoWeek) -> Option<usize> {
        usize::try_from(week.monday().days_since(self.first.monday()) / 7).ok()
    }

    /// The minutes of a week.
    #[must_use]
    pub fn get(&self, week: IsoWeek) -> i64 {
        let kept = self.place(week).and_then(|n| self.minutes.get(n));
        kept.copied().unwrap_or_default()
    }

    /// Adds minutes to a week, if it is not before the first.
    pub fn add(&mut self, week: IsoWeek, minutes: i64) {
        let Some(place) = self.place(week).filter(|n| *n < MOST_WEEKS) else {
            return;
        };
        if self.minutes.len() <= place {
            self.minutes.resize(place + 1, 0);
        }
        if let Some(kept) = self.minutes.get_mut(place) {
            *kept += minutes;
        }
    }

    fn add_work(&mut self, work: &Work, calendar: &Calendar, sign: i64) {
        for (day, minutes) in work.parts(calendar).days() {
            self.add(IsoWeek::of(day), sign * minutes);
        }
    }

    /// Adds what a shift has in each of its weeks.
    pub fn put(&mut self, work: &Work, calendar: &Calendar) {
        self.add_work(work, calendar, 1);
    }
}

/// What one person has to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Workload {
    works: Vec<Work>,
    weeks: WeekTotals,
}

impl Workload {
    /// The shifts of a person around the week that is judged, and the hours of the weeks:
    /// those shifts are in them already.
    #[must_use]
    pub fn new(mut works: Vec<Work>, weeks: WeekTotals) -> Self {
        works.sort_by_key(order);
        Self { works, weeks }
    }

    /// The shifts, by start.
    #[must_use]
    pub fn works(&self) -> &[Work] {
        &self.works
    }

    /// The hours of the weeks.
    #[must_use]
    pub const fn weeks(&self) -> &WeekTotals {
        &self.weeks
    }

    /// Adds a shift.
    pub fn put(&mut self, work: Work, calendar: &Calendar) {
        let place = self
            .works
            .partition_point(|other| order(other) <= order(&work));
        self.works.insert(place, work);
        self.weeks.add_work(&work, calendar, 1);
    }

    /// Takes a shift away, also one that is further away than the shifts that are kept, whose
    /// hours are counted all the same.
    pub fn take(&mut self, work: &Work, calendar: &Calendar) {
        self.works.retain(|other| other.shift_id != work.shift_id);
        self.weeks.add_work(work, calendar, -1);
    }

    /// The same with a shift in place of one that was.
    #[must_use]
    pub fn with(&self, before: Option<&Work>, after: Option<Work>, calendar: &Calendar) -> Self {
        let mut changed = self.clone();
        if let Some(before) = before {
            changed.take(before, calendar);
        }
        if let Some(after) = after {
            changed.put(after, calendar);
        }
        changed
    }
}

fn order(work: &Work) -> (crate::time::Instant, crate::time::Instant, ShiftId) {
    (work.start, work.end, work.shift_id)
}
