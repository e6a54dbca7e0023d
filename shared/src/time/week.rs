use chrono::{Datelike, NaiveDate, Weekday};

use super::{BadTime, Day};

/// A week of ISO 8601: Monday to Sunday, numbered so that week 1 holds 4 January.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(try_from = "String", into = "String")]
pub struct IsoWeek {
    monday: Day,
}

impl IsoWeek {
    /// The week a day is in.
    #[must_use]
    pub fn of(day: Day) -> Self {
        Self {
            monday: day.plus_days(-i64::from(day.weekday())),
        }
    }

    /// Its first day.
    #[must_use]
    pub const fn monday(self) -> Day {
        self.monday
    }

    /// Its seven days.
    #[must_use]
    pub fn days(self) -> [Day; 7] {
        [0, 1, 2, 3, 4, 5, 6].map(|n| self.monday.plus_days(n))
    }

    /// So many weeks later (earlier when negative).
    #[must_use]
    pub fn plus_weeks(self, weeks: i64) -> Self {
        Self {
            monday: self.monday.plus_days(weeks.saturating_mul(7)),
        }
    }

    /// The number of the week, 1 to 53.
    #[must_use]
    pub fn number(self) -> u32 {
        self.monday.date().iso_week().week()
    }

    /// The ISO year, which differs from the calendar's around New Year.
    #[must_use]
    pub fn year(self) -> i32 {
        self.monday.date().iso_week().year()
    }
}

impl std::fmt::Display for IsoWeek {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-W{:02}", self.year(), self.number())
    }
}

impl std::str::FromStr for IsoWeek {
    type Err = BadTime;
    fn from_str(text: &str) -> Result<Self, BadTime> {
        let (year, week) = text.split_once("-W").ok_or(BadTime)?;
        if year.len() != 4 || week.len() != 2 {
            return Err(BadTime);
        }
        let year: i32 = year.parse().map_err(|_| BadTime)?;
        let week: u32 = week.parse().map_err(|_| BadTime)?;
        let monday = NaiveDate::from_isoywd_opt(year, week, Weekday::Mon).ok_or(BadTime)?;
        if !(1970..=2199).contains(&year) {
            return Err(BadTime);
        }
        Ok(Self {
            monday: Day::new(monday),
        })
    }
}

impl TryFrom<String> for IsoWeek {
    type Error = BadTime;
    fn try_from(text: String) -> Result<Self, BadTime> {
        text.parse()
    }
}

impl From<IsoWeek> for String {
    fn from(week: IsoWeek) -> Self {
        week.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_year_belongs_to_the_week_it_is_in() {
        let week = IsoWeek::of("2027-01-01".parse().unwrap());
        assert_eq!(week.to_string(), "2026-W53");
        assert_eq!(week.plus_weeks(1).to_string(), "2027-W01");
        assert_eq!("2026-W53".parse(), Ok(week));
        assert_eq!("2027-W53".parse::<IsoWeek>(), Err(BadTime));
        assert_eq!(week.days()[6].to_string(), "2027-01-03");
    }
}
