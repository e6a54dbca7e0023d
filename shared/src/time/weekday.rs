use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Day, IsoWeek};
use crate::word::word;

word! {
    /// A day of the week, as RFC 5545 section 3.3.10 writes it.
    Weekday {
        /// Monday.
        Monday = "MO",
        /// Tuesday.
        Tuesday = "TU",
        /// Wednesday.
        Wednesday = "WE",
        /// Thursday.
        Thursday = "TH",
        /// Friday.
        Friday = "FR",
        /// Saturday.
        Saturday = "SA",
        /// Sunday.
        Sunday = "SU",
    }
}

impl Weekday {
    /// The day of the week that a day is.
    #[must_use]
    pub fn of(day: Day) -> Self {
        let place = usize::from(day.weekday());
        Self::ALL.get(place).copied().unwrap_or(Self::Sunday)
    }
}

/// No day of the week where some are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("required")]
pub struct NoWeekday;

/// Some days of the week: at least one, each once, Monday first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<Weekday>", into = "Vec<Weekday>")]
pub struct Weekdays(BTreeSet<Weekday>);

impl Weekdays {
    /// Whether this is one of them.
    #[must_use]
    pub fn has(&self, weekday: Weekday) -> bool {
        self.0.contains(&weekday)
    }

    /// Each of them, Monday first.
    pub fn iter(&self) -> impl Iterator<Item = Weekday> + '_ {
        self.0.iter().copied()
    }

    /// Those days of a week, in their order.
    pub fn days(&self, week: IsoWeek) -> impl Iterator<Item = Day> + '_ {
        let days = week.days().into_iter();
        days.filter(|day| self.has(Weekday::of(*day)))
    }
}

impl From<Weekday> for Weekdays {
    fn from(weekday: Weekday) -> Self {
        Self(BTreeSet::from([weekday]))
    }
}

impl TryFrom<Vec<Weekday>> for Weekdays {
    type Error = NoWeekday;
    fn try_from(weekdays: Vec<Weekday>) -> Result<Self, NoWeekday> {
        if weekdays.is_empty() {
            return Err(NoWeekday);
        }
        Ok(Self(weekdays.into_iter().collect()))
    }
}

impl From<Weekdays> for Vec<Weekday> {
    fn from(weekdays: Weekdays) -> Self {
        weekdays.0.into_iter().collect()
    }
}

#[cfg(feature = "server")]
impl utoipa::PartialSchema for Weekdays {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::schema::ArrayBuilder::new()
            .items(Weekday::schema())
            .min_items(Some(1))
            .max_items(Some(7))
            .examples([serde_json::json!(["MO", "TH"])])
            .into()
    }
}

#[cfg(feature = "server")]
impl utoipa::ToSchema for Weekdays {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weekdays_are_a_set_in_the_order_of_the_week() {
        let day: Day = "2026-11-24".parse().unwrap();
        assert_eq!(Weekday::of(day), Weekday::Tuesday);
        let chosen = vec![Weekday::Friday, Weekday::Monday, Weekday::Friday];
        let chosen = Weekdays::try_from(chosen).unwrap();
        let days: Vec<_> = chosen
            .days(IsoWeek::of(day))
            .map(|day| day.to_string())
            .collect();
        assert_eq!(days, ["2026-11-23", "2026-11-27"]);
        assert_eq!(Weekdays::try_from(Vec::new()), Err(NoWeekday));
    }
}
