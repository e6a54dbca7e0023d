//! The days of a grid, each with the instants it holds.

use crate::planning::PlanningQuery;
use crate::time::{Day, Instant, IsoWeek, Slot, Zone};

/// The days that a grid shows, in order, in one zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    zone: Zone,
    days: Vec<(Day, Slot)>,
}

impl Columns {
    /// The seven days of a week. A day of the clock change has its 23 or 25 hours.
    #[must_use]
    pub fn of_week(week: IsoWeek, zone: Zone) -> Self {
        let days = week
            .days()
            .into_iter()
            .filter_map(|day| Some((day, day_slot(day, zone)?)))
            .collect();
        Self { zone, days }
    }

    /// Where the days begin and end.
    #[must_use]
    pub const fn zone(&self) -> Zone {
        self.zone
    }

    /// The days and the instants of each.
    #[must_use]
    pub fn days(&self) -> &[(Day, Slot)] {
        &self.days
    }

    /// The instants of one of the days.
    #[must_use]
    pub fn slot(&self, day: Day) -> Option<Slot> {
        self.days
            .iter()
            .find(|(shown, _)| *shown == day)
            .map(|(_, slot)| *slot)
    }

    /// Whether a slot has a part on one of the days.
    #[must_use]
    pub fn show(&self, slot: Slot) -> bool {
        self.days.iter().any(|(_, day)| day.overlaps(slot))
    }
}

/// The instants of a day; none for the few days that a zone has skipped whole.
#[must_use]
pub fn day_slot(day: Day, zone: Zone) -> Option<Slot> {
    Slot::new(zone.midnight(day), zone.midnight(day.plus_days(1))).ok()
}

/// What to read for a week.
#[must_use]
pub fn week_query(week: IsoWeek, zone: Zone) -> PlanningQuery {
    let from: Instant = zone.midnight(week.monday());
    PlanningQuery {
        from,
        to: zone.midnight(week.plus_weeks(1).monday()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lengths(week: &str) -> Vec<i64> {
        let columns = Columns::of_week(week.parse().unwrap(), Zone::PARIS);
        columns
            .days()
            .iter()
            .map(|(_, day)| day.minutes() / 60)
            .collect()
    }

    #[test]
    fn the_sunday_of_the_clock_change_is_an_hour_shorter_or_longer() {
        assert_eq!(lengths("2026-W13"), [24, 24, 24, 24, 24, 24, 23]);
        assert_eq!(lengths("2026-W43"), [24, 24, 24, 24, 24, 24, 25]);
    }

    #[test]
    fn a_week_is_read_from_midnight_to_midnight_of_its_zone() {
        let query = week_query("2026-W43".parse().unwrap(), Zone::PARIS);
        assert_eq!(query.from.to_string(), "2026-10-18T22:00:00Z");
        assert_eq!(query.to.to_string(), "2026-10-25T23:00:00Z");
    }
}
