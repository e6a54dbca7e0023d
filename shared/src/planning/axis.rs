//! The time axis of a day: hours of the wall over real elapsed time.

use crate::time::{Instant, Slot, Zone};

/// A share of the axis in hundredths of a percent, 0 to 10000.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Share(i64);

impl Share {
    /// The share as a CSS percentage.
    #[must_use]
    pub fn percent(self) -> String {
        format!("{}.{:02}%", self.0 / 100, self.0 % 100)
    }
}

/// How far along the day an instant is; before it 0, after it the whole.
#[must_use]
pub fn along(at: Instant, day: Slot) -> Share {
    let gone = at.minutes_since(day.start()).clamp(0, day.minutes());
    Share(gone.saturating_mul(10_000) / day.minutes().max(1))
}

/// Where a slot begins on the axis, and how much of it the slot takes.
#[must_use]
pub fn stretch(slot: Slot, day: Slot) -> (Share, Share) {
    let (Share(from), Share(to)) = (along(slot.start(), day), along(slot.end(), day));
    (Share(from), Share(to - from))
}

/// The full hours of a day: how far along each is, and what the wall shows. The hour that
/// spring skips is not among them, the one that autumn repeats is there twice.
#[must_use]
pub fn ticks(day: Slot, zone: Zone) -> Vec<(Share, String)> {
    let mut ticks = Vec::new();
    let mut at = day.start();
    while at < day.end() {
        ticks.push((along(at, day), zone.clock(at)));
        at = at.plus_minutes(60);
    }
    ticks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::planning::columns::day_slot;

    fn labels(day: &str) -> Vec<String> {
        let day = day_slot(day.parse().unwrap(), Zone::PARIS).unwrap();
        ticks(day, Zone::PARIS)
            .into_iter()
            .map(|(_, label)| label)
            .collect()
    }

    #[test]
    fn the_axis_has_the_hours_that_the_wall_shows() {
        assert_eq!(labels("2026-11-24").len(), 24);
        assert_eq!(
            labels("2026-03-29")[..4],
            ["00:00", "01:00", "03:00", "04:00"]
        );
        assert_eq!(
            labels("2026-10-25")[..4],
            ["00:00", "01:00", "02:00", "02:00"]
        );
    }

    #[test]
    fn noon_of_the_long_day_is_past_its_middle() {
        let day = day_slot("2026-10-25".parse().unwrap(), Zone::PARIS).unwrap();
        let noon: Instant = "2026-10-25T12:00:00+01:00".parse().unwrap();
        assert_eq!(along(noon, day).percent(), "52.00%");
        let night = Slot::new(noon.plus_minutes(-3000), noon).unwrap();
        assert_eq!(stretch(night, day), (Share(0), Share(5200)));
    }
}
