//! The single dates that a series adds (RDATE) and leaves out (EXDATE).

use std::collections::BTreeSet;

use chrono::NaiveDate;
use shared::calendar::TimeForm;
use shared::time::{Instant, Wall};

use super::components::Draft;
use super::limits::MOST_DATES;
use super::reading::Refusal;
use super::span::Span;
use super::times::{Length, Written};
use super::zones::Zones;

/// A date that a series adds, with a length of its own where it is a period.
pub(super) type Added = (Written, Option<Length>);

/// The dates of a component, each read or not.
#[derive(Debug, Default)]
pub(super) struct Dates {
    /// What it adds.
    pub(super) added: Vec<Added>,
    /// What it leaves out.
    pub(super) left_out: LeftOut,
    /// How many could not be read.
    pub(super) unread: usize,
}

/// The starts that a series leaves out: at an instant, or on a day.
#[derive(Debug, Default)]
pub(super) struct LeftOut {
    instants: BTreeSet<Instant>,
    walls: BTreeSet<Wall>,
    days: BTreeSet<NaiveDate>,
}

impl Dates {
    /// The dates of a series that starts then. Floating ones are in the zone of the start.
    pub(super) fn of(draft: &Draft, start: &Written, zones: &Zones) -> Result<Self, Refusal> {
        let lists = ["RDATE", "EXDATE"]
            .into_iter()
            .flat_map(|name| draft.all(name));
        if lists
            .flat_map(|list| list.list())
            .take(MOST_DATES + 1)
            .count()
            > MOST_DATES
        {
            return Err(Refusal::TooManyDates);
        }
        let mut dates = Self::default();
        for property in draft.all("RDATE") {
            let zone = property.parameter("TZID");
            for value in property.list() {
                match added(value, zone, zones, start) {
                    Some(date) => dates.added.push(date),
                    None => dates.unread += 1,
                }
            }
        }
        for property in draft.all("EXDATE") {
            let zone = property.parameter("TZID");
            for value in property.list() {
                let date = Written::parse(value, zone, zones, Some(start));
                match date.and_then(|date| dates.left_out.add(&date, start)) {
                    Some(()) => {}
                    None => dates.unread += 1,
                }
            }
        }
        Ok(dates)
    }
}

/// A date, or a period: from a start to an end, or for a duration.
fn added(value: &str, zone: Option<&str>, zones: &Zones, beside: &Written) -> Option<Added> {
    let parse = |value: &str| Written::parse(value, zone, zones, Some(beside));
    let Some((start, end)) = value.split_once('/') else {
        let start = parse(value)?;
        // A day among times has no length but its own.
        let length = (start.is_day() && !beside.is_day()).then_some(Length::Span(Span::DAY));
        return Some((start, length));
    };
    let start = parse(start)?;
    let length = if end.trim().starts_with(['P', 'p', '+']) {
        Length::Span(Span::parse(end)?)
    } else {
        Length::between(&start, &parse(end)?)?
    };
    Some((start, Some(length)))
}

impl LeftOut {
    /// Leaves out what starts then. A series of days, and a day that a series of times leaves
    /// out, are compared by the day.
    fn add(&mut self, date: &Written, start: &Written) -> Option<()> {
        if date.is_day() {
            self.days.insert(date.wall.date());
        } else if start.is_day() {
            self.days.insert(start.zone.wall(date.instant()?).date());
        } else {
            self.instants.insert(date.instant()?);
            // Times in no zone are no times of UTC: a date that is written so means the wall.
            if start.form == TimeForm::Floating && date.form == TimeForm::Utc {
                self.walls.insert(date.wall);
            }
        }
        Some(())
    }

    /// Whether it leaves out what starts then.
    pub(super) fn holds(&self, start: &Written, at: Instant) -> bool {
        self.instants.contains(&at)
            || self.walls.contains(&start.wall)
            || self.days.contains(&start.wall.date())
    }
}
