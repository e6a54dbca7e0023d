//! Carrying a shift to another cell: the wall time is kept, the instants follow.

use chrono::Duration;

use crate::calendar::TimeNote;
use crate::id::{ShiftId, Version};
use crate::shifts::{ShiftOut, ShiftStatus};
use crate::time::{Day, Instant, Pass, Resolved, Slot, Wall, Zone};

use super::Cell;

/// A shift in another place, and what had to be done to its times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relocated {
    /// The shift as it would be.
    pub shift: ShiftOut,
    /// That the wall skips its start or end on the new day, or shows it twice.
    pub note: Option<TimeNote>,
}

/// The shift in the cell `to`, when it was taken by the part that the day `from` shows.
///
/// It starts and ends when the wall shows the same times as before, so many days later: a
/// night over the clock change gains or loses its hour. Where spring leaves nothing
/// between the two, it keeps its length.
#[must_use]
pub fn relocate(shift: &ShiftOut, from: Day, to: Cell, zone: Zone) -> Relocated {
    let mut moved = ShiftOut {
        person_id: to.person,
        ..shift.clone()
    };
    let days = to.day.days_since(from);
    if days == 0 {
        return Relocated {
            shift: moved,
            note: None,
        };
    }
    let start = same_wall(shift.start, days, zone);
    let end = same_wall(shift.end, days, zone);
    let times = between(start, end, shift.end.utc() - shift.start.utc());
    moved.start = times.start;
    moved.end = times.end;
    Relocated {
        shift: moved,
        note: times.note,
    }
}

/// A copy of the shift in the cell `to`: a draft of its own, which excuses no overlap.
#[must_use]
pub fn copy(shift: &ShiftOut, from: Day, to: Cell, zone: Zone) -> Relocated {
    let Relocated { shift, note } = relocate(shift, from, to, zone);
    let shift = ShiftOut {
        id: ShiftId::new(),
        status: ShiftStatus::Draft,
        overlap_reason: None,
        rules_reason: None,
        series: None,
        version: Version::FIRST,
        ..shift
    };
    Relocated { shift, note }
}

/// When something starts and ends, and what had to be done to the two wall times.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Times {
    /// When it starts.
    pub start: Instant,
    /// When it ends.
    pub end: Instant,
    /// That the wall skips one of the two, or shows it twice.
    pub note: Option<TimeNote>,
}

/// From one wall time to another.
#[must_use]
pub fn civil_times(starts: Wall, ends: Wall, zone: Zone) -> Times {
    let resolve = |wall| zone.resolve(wall, Pass::First);
    between(resolve(starts), resolve(ends), ends - starts)
}

/// From one time to another, or of this length where spring leaves nothing between the two.
fn between(start: Resolved, end: Resolved, length: Duration) -> Times {
    let from = start.instant();
    Times {
        start: from,
        end: Slot::new(from, end.instant()).map_or_else(|_| from.plus(length), Slot::end),
        note: note(start).or_else(|| note(end)),
    }
}

/// The same wall time some days later, in the same pass where the wall shows it twice.
fn same_wall(at: Instant, days: i64, zone: Zone) -> Resolved {
    let wall = zone.wall(at);
    let pass = pass_of(at, zone);
    let day = Day::new(wall.date()).plus_days(days);
    zone.resolve(Zone::at(day.date(), wall.time()), pass)
}

/// Which pass an instant is in; the first where the wall shows it once.
#[must_use]
pub fn pass_of(at: Instant, zone: Zone) -> Pass {
    match zone.resolve(zone.wall(at), Pass::Second) {
        Resolved::Fold(second) if second == at => Pass::Second,
        _ => Pass::First,
    }
}

/// What a resolved time has to be said of.
#[must_use]
pub const fn note(resolved: Resolved) -> Option<TimeNote> {
    match resolved {
        Resolved::Exact(_) => None,
        Resolved::Gap(_) => Some(TimeNote::Gap),
        Resolved::Fold(_) => Some(TimeNote::Fold),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::planning::board::sample::{at, shift};
    use crate::planning::part::times;
    use crate::text::Reason;

    fn to(shift: &ShiftOut, from: &str, day: &str) -> (String, i64, Option<TimeNote>) {
        let cell = Cell {
            person: None,
            day: day.parse().unwrap(),
        };
        let moved = relocate(shift, from.parse().unwrap(), cell, Zone::PARIS);
        let slot = Slot::new(moved.shift.start, moved.shift.end).unwrap();
        (times(slot, Zone::PARIS), slot.minutes(), moved.note)
    }

    #[test]
    fn the_wall_time_is_kept_and_the_length_is_real() {
        let night = shift("2026-10-23T22:00", "2026-10-24T06:00");
        let written = "22:00\u{2013}06:00 (+1)".to_owned();
        assert_eq!(
            to(&night, "2026-10-23", "2026-10-24"),
            (written.clone(), 540, None)
        );
        let night = shift("2026-03-27T22:00", "2026-03-28T06:00");
        assert_eq!(
            to(&night, "2026-03-27", "2026-03-28"),
            (written.clone(), 420, None)
        );
        assert_eq!(
            to(&night, "2026-03-28", "2026-03-30"),
            (written, 480, None),
            "by its end"
        );
    }

    #[test]
    fn a_skipped_time_is_moved_on_and_said() {
        let early = shift("2026-03-28T02:30", "2026-03-28T06:00");
        let moved = to(&early, "2026-03-28", "2026-03-29");
        assert_eq!(
            moved,
            ("03:30\u{2013}06:00".to_owned(), 150, Some(TimeNote::Gap))
        );
        let short = shift("2026-03-28T02:30", "2026-03-28T03:00");
        let moved = to(&short, "2026-03-28", "2026-03-29");
        assert_eq!(
            moved,
            ("03:30\u{2013}04:00".to_owned(), 30, Some(TimeNote::Gap))
        );
    }

    #[test]
    fn a_repeated_time_takes_the_first_pass_and_is_said() {
        let early = shift("2026-10-24T02:30", "2026-10-24T06:00");
        let moved = to(&early, "2026-10-24", "2026-10-25");
        assert_eq!(
            moved,
            ("02:30\u{2013}06:00".to_owned(), 270, Some(TimeNote::Fold))
        );
    }

    #[test]
    fn another_person_on_the_same_day_leaves_the_instants_alone() {
        let second = at("2026-10-25T02:30").plus_minutes(60);
        let mut night = shift("2026-10-25T02:30", "2026-10-25T06:00");
        night.start = second;
        let day: Day = "2026-10-25".parse().unwrap();
        let moved = relocate(&night, day, Cell { person: None, day }, Zone::PARIS);
        assert_eq!(moved.shift.start, second);
        assert_eq!(pass_of(second, Zone::PARIS), Pass::Second);
    }

    #[test]
    fn a_copy_is_a_draft_of_its_own() {
        let published = ShiftOut {
            status: ShiftStatus::Published,
            overlap_reason: Reason::parse("Doublage").ok(),
            ..shift("2026-11-24T09:00", "2026-11-24T12:00")
        };
        let cell = Cell {
            person: None,
            day: "2026-11-26".parse().unwrap(),
        };
        let copy = copy(&published, "2026-11-24".parse().unwrap(), cell, Zone::PARIS).shift;
        assert_eq!(copy.start, at("2026-11-26T09:00"));
        assert_eq!(
            (copy.status, copy.overlap_reason),
            (ShiftStatus::Draft, None)
        );
        assert_ne!(copy.id, published.id);
    }
}
