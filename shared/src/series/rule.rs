//! How a shift recurs: every so many weeks, on some weekdays, so many times.

use crate::bounded::bounded;
use crate::problem::FieldError;
use crate::time::{Day, IsoWeek, Weekday, Weekdays};

use serde::{Deserialize, Serialize};

bounded! {
    /// How many weeks from one week of a series to the next: 1 to 12 (INTERVAL of RFC 5545).
    Interval = 1..=12,
    /// How many times a shift recurs, its first time counted: 1 to 52 (COUNT of RFC 5545).
    Count = 1..=52,
}

/// How a shift recurs: the weekly rule of RFC 5545 section 3.3.10, weeks beginning on Monday.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema, sea_orm::DeriveValueType))]
#[cfg_attr(feature = "server", sea_orm(value_type = "String"))]
pub struct Rule {
    /// Every so many weeks.
    pub interval: Interval,
    /// On these days of such a week; the first shift's own is one of them.
    pub weekdays: Weekdays,
    /// So many times in all.
    pub count: Count,
}

/// A text that is no rule as [`Rule`] writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("invalid_rule")]
pub struct BadRule;

impl Rule {
    /// The days of the shifts, the first one's first. There are as many as the rule counts.
    #[must_use]
    pub fn days(&self, first: Day) -> Vec<Day> {
        let weeks = (0..).map(|n| IsoWeek::of(first).plus_weeks(n * self.interval.number()));
        let days = weeks.flat_map(|week| self.weekdays.days(week).collect::<Vec<_>>());
        let count = usize::try_from(self.count.number()).unwrap_or_default();
        days.filter(|day| *day >= first).take(count).collect()
    }

    /// Refuses a first day that is none of the rule's, and a last one past the calendar.
    pub fn check(&self, first: Day) -> Result<Vec<Day>, FieldError> {
        if !self.weekdays.has(Weekday::of(first)) {
            return Err(FieldError::new("/rule/weekdays", "without_first_day"));
        }
        let days = self.days(first);
        match days.last() {
            Some(last) if last.is_written() => Ok(days),
            _ => Err(FieldError::new("/rule/count", "out_of_range")),
        }
    }

    /// The rule of the shifts before a day and that of those from it on, when it recurs on that
    /// day and did before.
    #[must_use]
    pub fn split(&self, first: Day, at: Day) -> Option<(Self, Self)> {
        let before = self.days(first).iter().position(|day| *day == at)?;
        let before = i64::try_from(before).ok()?;
        let of = |count: i64| {
            Some(Self {
                count: count.try_into().ok()?,
                ..self.clone()
            })
        };
        Some((of(before)?, of(self.count.number() - before)?))
    }
}

impl std::fmt::Display for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let days: Vec<_> = self.weekdays.iter().map(Weekday::as_str).collect();
        let (interval, count) = (self.interval.number(), self.count.number());
        let days = days.join(",");
        write!(
            f,
            "FREQ=WEEKLY;INTERVAL={interval};BYDAY={days};COUNT={count}"
        )
    }
}

impl std::str::FromStr for Rule {
    type Err = BadRule;
    fn from_str(text: &str) -> Result<Self, BadRule> {
        let mut parts = text.split(';');
        let mut part = |name: &str| {
            let (found, value) = parts.next()?.split_once('=')?;
            (found == name).then_some(value)
        };
        if part("FREQ") != Some("WEEKLY") {
            return Err(BadRule);
        }
        let number = |text: Option<&str>| text.and_then(|text| text.parse::<i64>().ok());
        let interval = number(part("INTERVAL")).and_then(|n| n.try_into().ok());
        let days = part("BYDAY").ok_or(BadRule)?.split(',');
        let weekdays: Result<Vec<Weekday>, _> = days.map(str::parse).collect();
        let count = number(part("COUNT")).and_then(|n| n.try_into().ok());
        Ok(Self {
            interval: interval.ok_or(BadRule)?,
            weekdays: weekdays
                .map_err(|_| BadRule)?
                .try_into()
                .map_err(|_| BadRule)?,
            count: count.ok_or(BadRule)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rule(text: &str) -> Rule {
        text.parse().unwrap()
    }

    fn days(rule: &Rule, first: &str) -> Vec<String> {
        let days = rule.days(first.parse().unwrap());
        days.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn every_other_monday_and_thursday() {
        let rule = rule("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;COUNT=5");
        // It begins on a Thursday: that week's Monday is past.
        assert_eq!(
            days(&rule, "2026-11-26"),
            [
                "2026-11-26",
                "2026-12-07",
                "2026-12-10",
                "2026-12-21",
                "2026-12-24"
            ]
        );
        let friday = rule.check("2026-11-27".parse().unwrap()).unwrap_err();
        assert_eq!(
            (friday.pointer.as_str(), friday.code.as_str()),
            ("/rule/weekdays", "without_first_day")
        );
    }

    /// 2026 has 53 weeks: the week after its last is the first of 2027.
    #[test]
    fn a_year_of_53_weeks_has_no_gap() {
        let rule = rule("FREQ=WEEKLY;INTERVAL=1;BYDAY=TH;COUNT=3");
        assert_eq!(
            days(&rule, "2026-12-24"),
            ["2026-12-24", "2026-12-31", "2027-01-07"]
        );
        let year = self::rule("FREQ=WEEKLY;INTERVAL=1;BYDAY=TH;COUNT=52");
        assert_eq!(days(&year, "2026-01-01").last().unwrap(), "2026-12-24");
    }

    #[test]
    fn a_series_does_not_outlast_the_calendar() {
        let rule = rule("FREQ=WEEKLY;INTERVAL=12;BYDAY=MO;COUNT=52");
        let last = rule.check("2199-12-30".parse().unwrap()).unwrap_err();
        assert_eq!(last.pointer, "/rule/count");
    }

    fn rules() -> impl Strategy<Value = Rule> {
        let weekdays = prop::collection::vec(prop::sample::select(Weekday::ALL), 1..8);
        (1..=12i64, weekdays, 1..=52i64).prop_map(|(interval, weekdays, count)| Rule {
            interval: interval.try_into().unwrap(),
            weekdays: weekdays.try_into().unwrap(),
            count: count.try_into().unwrap(),
        })
    }

    fn first_days() -> impl Strategy<Value = Day> {
        (0..20_000i64).prop_map(|n| "2000-01-01".parse::<Day>().unwrap().plus_days(n))
    }

    proptest! {
        /// As many days as it counts, in their order, each on a chosen weekday and in a week of
        /// its own, and no chosen day between two of them left out.
        #[test]
        fn a_rule_gives_what_it_says(rule in rules(), first in first_days()) {
            let days = rule.days(first);
            prop_assert_eq!(days.len(), usize::try_from(rule.count.number()).unwrap());
            let mut expected = Vec::new();
            let mut day = first;
            while expected.len() < days.len() {
                let weeks = IsoWeek::of(day).monday().days_since(IsoWeek::of(first).monday()) / 7;
                if rule.weekdays.has(Weekday::of(day)) && weeks % rule.interval.number() == 0 {
                    expected.push(day);
                }
                day = day.plus_days(1);
            }
            prop_assert_eq!(days, expected);
        }

        /// A rule is read as it was written.
        #[test]
        fn a_rule_is_written_as_rfc_5545_does(rule in rules()) {
            prop_assert_eq!(rule.to_string().parse(), Ok(rule));
        }

        /// Split at any of its days, the two parts recur on the days of the whole.
        #[test]
        fn a_rule_splits_at_each_of_its_days(rule in rules(), first in first_days(), place in 1..52usize) {
            let days = rule.days(first);
            let at = days.get(place).copied();
            let split = at.and_then(|at| rule.split(first, at).map(|split| (at, split)));
            prop_assert_eq!(split.is_some(), place < days.len());
            if let Some((at, (before, after))) = split {
                let start = days.first().copied().unwrap();
                let both: Vec<_> = before.days(start).into_iter().chain(after.days(at)).collect();
                prop_assert_eq!(both, days);
            }
        }
    }
}
