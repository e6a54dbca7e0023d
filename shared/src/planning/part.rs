//! A shift as the days show it: a night is drawn on both of its days.

use crate::time::{Day, Slot, Zone};

use super::columns::day_slot;

/// Which part of a shift a day shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// All of it.
    Whole,
    /// Its beginning; it goes on the next day.
    First,
    /// A day in its middle.
    Middle,
    /// Its end; it began the day before or earlier.
    Last,
}

impl Place {
    /// Which part of `slot` the day shows.
    #[must_use]
    pub fn of(slot: Slot, day: Slot) -> Self {
        match (slot.start() < day.start(), day.end() < slot.end()) {
            (false, false) => Self::Whole,
            (false, true) => Self::First,
            (true, true) => Self::Middle,
            (true, false) => Self::Last,
        }
    }

    /// Whether the shift began on an earlier day.
    #[must_use]
    pub const fn is_continuation(self) -> bool {
        matches!(self, Self::Middle | Self::Last)
    }
}

/// The days that a slot has a part on, and that part.
#[must_use]
pub fn by_day(slot: Slot, zone: Zone) -> Vec<(Day, Slot)> {
    let mut parts = Vec::new();
    let mut day = zone.day(slot.start());
    while zone.midnight(day) < slot.end() {
        if let Some(part) = day_slot(day, zone).and_then(|whole| slot.within(whole)) {
            parts.push((day, part));
        }
        day = day.plus_days(1);
    }
    parts
}

/// The last day that a slot has a part on: one that ends at midnight has none on the day
/// that begins there.
#[must_use]
pub fn last_day(slot: Slot, zone: Zone) -> Day {
    let day = zone.day(slot.end());
    if zone.midnight(day) == slot.end() && zone.day(slot.start()) < day {
        day.plus_days(-1)
    } else {
        day
    }
}

/// The times of a slot as the grid writes them: `09:00-13:00`, `22:00-06:00 (+1)`,
/// `18:00-24:00`, with an en dash.
#[must_use]
pub fn times(slot: Slot, zone: Zone) -> String {
    let last = last_day(slot, zone);
    let end = if last < zone.day(slot.end()) {
        "24:00".to_owned()
    } else {
        zone.clock(slot.end())
    };
    let start = zone.clock(slot.start());
    match last.days_since(zone.day(slot.start())) {
        0 => format!("{start}\u{2013}{end}"),
        days => format!("{start}\u{2013}{end} (+{days})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slot(start: &str, end: &str) -> Slot {
        Slot::new(start.parse().unwrap(), end.parse().unwrap()).unwrap()
    }

    fn parts(slot: Slot) -> Vec<(String, i64)> {
        let parts = by_day(slot, Zone::PARIS);
        parts
            .iter()
            .map(|(day, part)| (day.to_string(), part.minutes()))
            .collect()
    }

    #[test]
    fn a_night_has_a_part_on_each_of_its_days() {
        let night = slot("2026-11-24T22:00:00+01:00", "2026-11-25T06:00:00+01:00");
        assert_eq!(
            parts(night),
            [
                ("2026-11-24".to_owned(), 120),
                ("2026-11-25".to_owned(), 360)
            ]
        );
        assert_eq!(times(night, Zone::PARIS), "22:00\u{2013}06:00 (+1)");
    }

    #[test]
    fn a_night_of_the_clock_change_keeps_its_real_minutes() {
        let spring = slot("2026-03-28T22:00:00+01:00", "2026-03-29T06:00:00+02:00");
        let autumn = slot("2026-10-24T22:00:00+02:00", "2026-10-25T06:00:00+01:00");
        let minutes = |night| {
            parts(night)
                .iter()
                .map(|(_, part)| *part)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            (minutes(spring), minutes(autumn)),
            (vec![120, 300], vec![120, 420])
        );
        assert_eq!(times(spring, Zone::PARIS), times(autumn, Zone::PARIS));
    }

    #[test]
    fn an_evening_until_midnight_belongs_to_one_day() {
        let evening = slot("2026-11-24T18:00:00+01:00", "2026-11-25T00:00:00+01:00");
        assert_eq!(parts(evening), [("2026-11-24".to_owned(), 360)]);
        assert_eq!(times(evening, Zone::PARIS), "18:00\u{2013}24:00");
        let tour = slot("2026-11-24T18:00:00+01:00", "2026-11-27T00:00:00+01:00");
        assert_eq!(times(tour, Zone::PARIS), "18:00\u{2013}24:00 (+2)");
        assert_eq!(parts(tour).len(), 3);
    }

    #[test]
    fn a_day_knows_which_part_it_shows() {
        let days = by_day(
            slot("2026-11-24T18:00:00+01:00", "2026-11-26T06:00:00+01:00"),
            Zone::PARIS,
        );
        let tour = slot("2026-11-24T18:00:00+01:00", "2026-11-26T06:00:00+01:00");
        let places: Vec<_> = days
            .iter()
            .map(|(day, _)| Place::of(tour, day_slot(*day, Zone::PARIS).unwrap()))
            .collect();
        assert_eq!(places, [Place::First, Place::Middle, Place::Last]);
        let noon = slot("2026-11-24T12:00:00+01:00", "2026-11-24T13:00:00+01:00");
        let day = day_slot("2026-11-24".parse().unwrap(), Zone::PARIS).unwrap();
        assert_eq!(Place::of(noon, day), Place::Whole);
    }
}
