//! The days around a week, found once: a drag asks for them hundreds of times a frame.

use crate::time::{Day, Instant, IsoWeek, Zone};

/// The weeks either side whose days are kept.
const WEEKS: i64 = 2;

/// When the days around a week begin, in a zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    zone: Zone,
    first: Day,
    midnights: Vec<Instant>,
}

impl Calendar {
    /// The days around a week.
    #[must_use]
    pub fn around(week: IsoWeek, zone: Zone) -> Self {
        Self::of((week, week), zone)
    }

    /// The days from the first to the last of some weeks, and around them.
    #[must_use]
    pub fn of((first, last): (IsoWeek, IsoWeek), zone: Zone) -> Self {
        let first = first.plus_weeks(-WEEKS).monday();
        let days = 0..last.plus_weeks(WEEKS + 1).monday().days_since(first);
        let midnights = days.map(|n| zone.midnight(first.plus_days(n))).collect();
        Self {
            zone,
            first,
            midnights,
        }
    }

    /// The day of an instant. One that is far away is looked up in the zone.
    #[must_use]
    pub fn day(&self, at: Instant) -> Day {
        let begun = self.midnights.partition_point(|midnight| *midnight <= at);
        match i64::try_from(begun) {
            Ok(n) if 0 < n && begun < self.midnights.len() => self.first.plus_days(n - 1),
            _ => self.zone.day(at),
        }
    }

    /// When a day begins.
    #[must_use]
    pub fn midnight(&self, day: Day) -> Instant {
        let kept = usize::try_from(day.days_since(self.first)).ok();
        kept.and_then(|n| self.midnights.get(n).copied())
            .unwrap_or_else(|| self.zone.midnight(day))
    }

    /// The week of an instant.
    #[must_use]
    pub fn week(&self, at: Instant) -> IsoWeek {
        IsoWeek::of(self.day(at))
    }
}
