//! How much work the grid shows: worked minutes, whole ones, real elapsed time.

use std::collections::BTreeMap;

use crate::id::UserId;
use crate::shifts::{ShiftOut, ShiftStatus};
use crate::time::{Day, Slot, Zone};

use super::part::by_day;

/// The worked minutes of a shift: elapsed time less the break; none when it is called off.
#[must_use]
pub fn minutes(shift: &ShiftOut) -> i64 {
    if shift.status == ShiftStatus::Cancelled {
        return 0;
    }
    Slot::new(shift.start, shift.end).map_or(0, |slot| {
        (slot.minutes() - shift.break_minutes.minutes()).max(0)
    })
}

/// The worked minutes of a shift on each of its days; their sum is [`minutes`].
///
/// Nobody wrote down when the break of a night was: it is taken out of the longest part,
/// and out of the next longest where it is longer than that.
#[must_use]
pub fn by_days(shift: &ShiftOut, zone: Zone) -> Vec<(Day, i64)> {
    let Ok(slot) = Slot::new(shift.start, shift.end) else {
        return Vec::new();
    };
    if shift.status == ShiftStatus::Cancelled {
        return Vec::new();
    }
    let parts = by_day(slot, zone).into_iter();
    let (days, mut minutes): (Vec<_>, Vec<_>) =
        parts.map(|(day, part)| (day, part.minutes())).unzip();
    take_break(&mut minutes, shift.break_minutes.minutes());
    days.into_iter().zip(minutes).collect()
}

/// Takes a break out of the longest of the parts of a shift, and out of the next longest where
/// it is longer than that; of two alike, out of the first.
pub(crate) fn take_break(parts: &mut [i64], mut rest: i64) {
    while rest > 0 {
        let longest = parts.iter_mut().rev().max_by_key(|minutes| **minutes);
        let Some(minutes) = longest.filter(|minutes| **minutes > 0) else {
            break;
        };
        let taken = rest.min(*minutes);
        *minutes -= taken;
        rest -= taken;
    }
}

/// What a day's column adds up to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DayTotal {
    /// The worked minutes of the people.
    pub minutes: i64,
    /// Shifts that begin this day with somebody on them.
    pub staffed: u32,
    /// Shifts that begin this day and wait for somebody.
    pub open: u32,
}

/// What the rows and the columns add up to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Totals {
    people: BTreeMap<Option<UserId>, i64>,
    days: BTreeMap<Day, DayTotal>,
}

impl Totals {
    /// The totals of these shifts on these days.
    pub fn of<'a>(
        shifts: impl IntoIterator<Item = &'a ShiftOut>,
        days: &[(Day, Slot)],
        zone: Zone,
    ) -> Self {
        let mut totals = Self::default();
        for shift in shifts {
            totals.count(shift, zone);
            for (day, minutes) in by_days(shift, zone) {
                if days.iter().any(|(shown, _)| *shown == day) {
                    totals.add(shift.person_id, day, minutes);
                }
            }
        }
        totals
    }

    fn count(&mut self, shift: &ShiftOut, zone: Zone) {
        if shift.status == ShiftStatus::Cancelled {
            return;
        }
        let total = self.days.entry(zone.day(shift.start)).or_default();
        let count = match shift.person_id {
            Some(_) => &mut total.staffed,
            None => &mut total.open,
        };
        *count = count.saturating_add(1);
    }

    fn add(&mut self, person: Option<UserId>, day: Day, minutes: i64) {
        *self.people.entry(person).or_default() += minutes;
        if person.is_some() {
            self.days.entry(day).or_default().minutes += minutes;
        }
    }

    /// The worked minutes of a person, or of the needs to fill.
    #[must_use]
    pub fn person(&self, person: Option<UserId>) -> i64 {
        self.people.get(&person).copied().unwrap_or_default()
    }

    /// The total of a day.
    #[must_use]
    pub fn day(&self, day: Day) -> DayTotal {
        self.days.get(&day).copied().unwrap_or_default()
    }

    /// The worked minutes of all people.
    #[must_use]
    pub fn all(&self) -> i64 {
        self.people
            .iter()
            .filter(|(person, _)| person.is_some())
            .map(|(_, minutes)| *minutes)
            .sum()
    }
}

/// Minutes as people of the trade write them: `7 h`, `7 h 30`, `45 min`, with narrow
/// no-break spaces.
#[must_use]
pub fn hours(minutes: i64) -> String {
    match (minutes.div_euclid(60), minutes.rem_euclid(60)) {
        (0, 0) => "0\u{202f}h".to_owned(),
        (0, rest) => format!("{rest}\u{202f}min"),
        (whole, 0) => format!("{whole}\u{202f}h"),
        (whole, rest) => format!("{whole}\u{202f}h\u{202f}{rest:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::planning::board::sample::{Stage, shift};
    use crate::shifts::BreakMinutes;

    fn rest(shift: ShiftOut, minutes: i64) -> ShiftOut {
        let break_minutes = BreakMinutes::try_from(minutes).unwrap();
        ShiftOut {
            break_minutes,
            ..shift
        }
    }

    #[test]
    fn a_break_of_a_night_is_taken_where_most_of_the_night_is() {
        let night = rest(shift("2026-11-24T22:00", "2026-11-25T06:00"), 30);
        let parts: Vec<_> = by_days(&night, Zone::PARIS)
            .iter()
            .map(|(_, n)| *n)
            .collect();
        assert_eq!(parts, [120, 330]);
        assert_eq!(minutes(&night), 450);
        let long = rest(shift("2026-11-24T22:00", "2026-11-25T02:30"), 200);
        let parts: Vec<_> = by_days(&long, Zone::PARIS)
            .iter()
            .map(|(_, n)| *n)
            .collect();
        assert_eq!(parts, [70, 0], "what is over comes out of the next longest");
    }

    #[test]
    fn rows_and_columns_add_up_to_the_same() {
        let stage = Stage::new();
        let ana = Some(stage.ana);
        let shifts = [
            ShiftOut {
                person_id: ana,
                ..shift("2026-11-24T09:00", "2026-11-24T13:00")
            },
            ShiftOut {
                person_id: ana,
                ..shift("2026-11-24T22:00", "2026-11-25T06:00")
            },
            ShiftOut {
                person_id: ana,
                ..shift("2026-11-29T20:00", "2026-11-30T02:00")
            },
            shift("2026-11-24T09:00", "2026-11-24T10:00"),
        ];
        let columns = stage.columns();
        let totals = Totals::of(&shifts, columns.days(), Zone::PARIS);
        assert_eq!(
            totals.person(ana),
            4 * 60 + 8 * 60 + 4 * 60,
            "Monday's part is not shown"
        );
        assert_eq!(totals.person(None), 60);
        let days: i64 = columns
            .days()
            .iter()
            .map(|(day, _)| totals.day(*day).minutes)
            .sum();
        assert_eq!(days, totals.all());
        let tuesday = totals.day("2026-11-24".parse().unwrap());
        assert_eq!(
            (tuesday.minutes, tuesday.staffed, tuesday.open),
            (360, 2, 1)
        );
    }

    #[test]
    fn a_cancelled_shift_is_no_work() {
        let off = ShiftOut {
            status: ShiftStatus::Cancelled,
            ..shift("2026-11-24T09:00", "2026-11-24T13:00")
        };
        assert_eq!((minutes(&off), by_days(&off, Zone::PARIS)), (0, vec![]));
    }

    #[test]
    fn minutes_are_written_as_hours() {
        let written = [0, 45, 60, 450, 1925].map(hours);
        let plain = written.map(|text| text.replace('\u{202f}', " "));
        assert_eq!(plain, ["0 h", "45 min", "1 h", "7 h 30", "32 h 05"]);
    }
}
