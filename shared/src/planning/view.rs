//! What the page shows, as its address says it: shareable, and the back button works.

use crate::time::{Day, IsoWeek};
use crate::word::word;

use super::Filter;
use super::filter::Only;

word! {
    /// How the planning is drawn.
    View {
        /// People by days.
        Week = "week",
        /// People by the hours of one day.
        Day = "day",
        /// One shift a line.
        List = "list",
    }
}

word! {
    /// Whose shifts somebody who only reads sees on a phone.
    Whose {
        /// The own ones.
        Mine = "mine",
        /// Everybody's.
        All = "all",
    }
}

/// The date of the page: a week, or a day of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    /// A week, `2026-W48`.
    Week(IsoWeek),
    /// A day, `2026-11-24`.
    Day(Day),
}

/// The address of the page, without its path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanningUrl {
    /// How it is drawn.
    pub view: View,
    /// When; now where the address does not say.
    pub at: Option<At>,
    /// What it is narrowed to.
    pub filter: Filter,
    /// Whose shifts a phone shows.
    pub whose: Whose,
}

impl Default for PlanningUrl {
    fn default() -> Self {
        Self {
            view: View::Week,
            at: None,
            filter: Filter::default(),
            whose: Whose::Mine,
        }
    }
}

impl PlanningUrl {
    /// The page of an address, given a way to find the value of a key. What cannot be read
    /// is as if it were not there: an old or mistyped address still opens a planning.
    pub fn read(value: impl Fn(&str) -> Option<String>) -> Self {
        fn parsed<T: std::str::FromStr>(text: Option<String>) -> Option<T> {
            text.and_then(|text| text.parse().ok())
        }
        let date = value("date");
        let week = parsed(date.clone()).map(At::Week);
        Self {
            view: parsed(value("view")).unwrap_or(View::Week),
            at: week.or_else(|| parsed(date).map(At::Day)),
            filter: Filter {
                team: parsed(value("team")),
                person: parsed(value("person")),
                mission: parsed(value("mission")),
                status: parsed(value("status")),
                text: value("q").unwrap_or_default(),
                only: match value("only").as_deref() {
                    Some("conflicts") => Only::Conflicts,
                    _ => Only::Everything,
                },
            },
            whose: parsed(value("whose")).unwrap_or(Whose::Mine),
        }
    }

    /// The address, from its `?`. What is as it always is, is not written.
    #[must_use]
    pub fn write(&self) -> String {
        let Self {
            view,
            at,
            filter,
            whose,
        } = self;
        let Filter {
            team,
            person,
            mission,
            status,
            text,
            only,
        } = filter;
        let at = at.map(|at| match at {
            At::Week(week) => week.to_string(),
            At::Day(day) => day.to_string(),
        });
        let pairs = [
            ("view", Some(view.to_string())),
            ("date", at),
            ("team", team.map(String::from)),
            ("person", person.map(String::from)),
            ("mission", mission.map(String::from)),
            ("status", status.map(|status| status.to_string())),
            ("q", Some(text.clone()).filter(|text| !text.is_empty())),
            (
                "only",
                (*only == Only::Conflicts).then(|| "conflicts".to_owned()),
            ),
            ("whose", (*whose == Whose::All).then(|| whose.to_string())),
        ];
        let written: Vec<_> = pairs
            .into_iter()
            .filter_map(|(key, value)| Some((key, value?)))
            .collect();
        format!(
            "?{}",
            serde_urlencoded::to_string(written).unwrap_or_default()
        )
    }

    /// The week shown.
    #[must_use]
    pub fn week(&self, today: Day) -> IsoWeek {
        match self.at {
            Some(At::Week(week)) => week,
            Some(At::Day(day)) => IsoWeek::of(day),
            None => IsoWeek::of(today),
        }
    }

    /// The day shown where one is: of a week, today if it is in it, else its Monday.
    #[must_use]
    pub fn day(&self, today: Day) -> Day {
        match self.at {
            Some(At::Day(day)) => day,
            Some(At::Week(week)) if week != IsoWeek::of(today) => week.monday(),
            _ => today,
        }
    }

    /// The same page at another date.
    #[must_use]
    pub fn at(&self, at: At) -> Self {
        Self {
            at: Some(at),
            ..self.clone()
        }
    }

    /// The same page drawn otherwise, at the same time.
    #[must_use]
    pub fn drawn(&self, view: View, today: Day) -> Self {
        let at = match view {
            View::Day => At::Day(self.day(today)),
            View::Week | View::List => At::Week(self.week(today)),
        };
        Self {
            view,
            at: Some(at),
            ..self.clone()
        }
    }

    /// The page so many days or weeks later, as its view goes.
    #[must_use]
    pub fn stepped(&self, by: i64, today: Day) -> Self {
        self.at(match self.view {
            View::Day => At::Day(self.day(today).plus_days(by)),
            View::Week | View::List => At::Week(self.week(today).plus_weeks(by)),
        })
    }

    /// The page narrowed otherwise.
    #[must_use]
    pub fn narrowed(&self, filter: Filter) -> Self {
        Self {
            filter,
            ..self.clone()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::TeamId;
    use crate::shifts::ShiftStatus;

    fn read(query: &str) -> PlanningUrl {
        let pairs: Vec<(String, String)> = serde_urlencoded::from_str(query).unwrap();
        PlanningUrl::read(|key| pairs.iter().find(|(k, _)| k == key).map(|(_, v)| v.clone()))
    }

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn an_address_is_read_and_written_back() {
        let team = TeamId::new();
        let query =
            format!("view=week&date=2026-W48&team={team}&status=DRAFT&q=r%C3%A9gie&only=conflicts");
        let url = read(&query);
        assert_eq!(url.filter.team, Some(team));
        assert_eq!(url.filter.status, Some(ShiftStatus::Draft));
        assert_eq!(url.filter.text, "r\u{e9}gie");
        assert_eq!(url.write(), format!("?{query}"));
    }

    #[test]
    fn what_cannot_be_read_is_as_if_it_were_not_there() {
        let url = read("view=month&date=2026-W99&team=x&only=all&status=GONE&other=1");
        assert_eq!(url, PlanningUrl::default());
        assert_eq!(url.write(), "?view=week");
    }

    #[test]
    fn a_week_knows_its_day_and_a_day_its_week() {
        let today = day("2026-11-25");
        let url = read("view=week");
        assert_eq!(url.week(today).to_string(), "2026-W48");
        assert_eq!(
            url.drawn(View::Day, today).write(),
            "?view=day&date=2026-11-25"
        );
        let later = url.stepped(1, today);
        assert_eq!(later.write(), "?view=week&date=2026-W49");
        assert_eq!(later.day(today), day("2026-11-30"));
        let sunday = read("view=day&date=2026-11-29").stepped(1, today);
        assert_eq!(
            sunday.drawn(View::List, today).write(),
            "?view=list&date=2026-W49"
        );
    }
}
