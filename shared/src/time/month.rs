use chrono::{Datelike, Months};

use super::{BadTime, Day, Instant, Zone};

/// A month of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    first: Day,
}

impl Month {
    /// The month a day is in.
    #[must_use]
    pub fn of(day: Day) -> Self {
        Self {
            first: Day::new(day.date().with_day(1).unwrap_or(day.date())),
        }
    }

    /// Its first day.
    #[must_use]
    pub const fn first(self) -> Day {
        self.first
    }

    /// Its last day.
    #[must_use]
    pub fn last(self) -> Day {
        self.plus_months(1).first.plus_days(-1)
    }

    /// The month, 1 to 12.
    #[must_use]
    pub fn number(self) -> u32 {
        self.first.date().month()
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> i32 {
        self.first.date().year()
    }

    /// So many months later (earlier when negative), at most to the end of the calendar.
    #[must_use]
    pub fn plus_months(self, months: i32) -> Self {
        let (date, by) = (self.first.date(), Months::new(months.unsigned_abs()));
        let moved = if months < 0 {
            date.checked_sub_months(by)
        } else {
            date.checked_add_months(by)
        };
        Self {
            first: Day::new(moved.unwrap_or(date)),
        }
    }

    /// The instants it begins and ends at in a zone.
    #[must_use]
    pub fn bounds(self, zone: Zone) -> (Instant, Instant) {
        (
            zone.midnight(self.first),
            zone.midnight(self.plus_months(1).first),
        )
    }
}

impl std::fmt::Display for Month {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.number())
    }
}

impl std::str::FromStr for Month {
    type Err = BadTime;
    fn from_str(text: &str) -> Result<Self, BadTime> {
        // A month is written as its first day is, without the day.
        let first = format!("{text}-01").parse()?;
        Ok(Self { first })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Window;

    #[test]
    fn a_month_has_a_first_and_a_last_day_and_neighbours() {
        let month = Month::of("2026-11-24".parse().unwrap());
        assert_eq!(
            (month.to_string(), month.last().to_string()),
            ("2026-11".to_owned(), "2026-11-30".to_owned())
        );
        assert_eq!(month.plus_months(2).to_string(), "2027-01");
        assert_eq!(month.plus_months(-11).to_string(), "2025-12");
        assert_eq!("2026-11".parse(), Ok(month));
        for bad in ["2026-13", "2026-1", "1969-12", "2026", "2026-11-01"] {
            assert_eq!(bad.parse::<Month>(), Err(BadTime), "{bad}");
        }
    }

    #[test]
    fn a_month_is_a_window_also_over_a_clock_change() {
        let october: Month = "2026-10".parse().unwrap();
        let (from, to) = october.bounds(Zone::PARIS);
        assert_eq!(to.minutes_since(from), (31 * 24 + 1) * 60);
        assert!(Window::new(from, to).is_ok());
    }
}
