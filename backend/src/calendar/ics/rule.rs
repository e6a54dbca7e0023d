//! Recurrence rules (RFC 5545 section 3.3.10).
//!
//! `calcard` reads a rule and walks through it; it is asked for wall times without a zone, so
//! that the rules for clock changes are ours. It takes any number, wraps it to the size of its
//! own, and looks on for a date that never comes; so what it is given is checked and bounded
//! here, and what it took is counted.

use calcard::common::PartialDateTime;
use calcard::common::timezone::Tz;
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarEntry, ICalendarFrequency,
    ICalendarProperty, ICalendarRecurrenceRule, ICalendarValue,
};
use chrono::{Datelike as _, Duration, NaiveDate, NaiveTime, Timelike as _};
use shared::time::Wall;

use super::limits::{MOST_IN_DAYS, MOST_WALKED, Work};
use super::reading::{Refusal, Repeats};

/// The most values of all lists of a rule.
const MOST_LISTED: usize = 128;

/// The most times of one day.
const MOST_IN_A_DAY: usize = 48;

/// The most periods that `calcard` looks at for one date.
const MOST_LOOKED_AT: u32 = 100_000;

/// What looking on for a date beyond the end may take, where the rule's parts seldom meet.
const SELDOM: u32 = 10_000;

/// Where a rule ends by its own words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Until {
    /// At the end of a day.
    Day(NaiveDate),
    /// At a wall time.
    Wall(Wall),
    /// At a time of UTC.
    Utc(Wall),
}

/// A rule that may be walked through.
#[derive(Debug, Clone)]
pub(super) struct Rule {
    rule: ICalendarRecurrenceRule,
    /// Where it ends; nothing when it counts, or goes on.
    pub(super) until: Option<Until>,
}

/// What walking through a rule found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Walked {
    /// The wall times, in their order.
    pub(super) walls: Vec<Wall>,
    /// Whether the walk ended before the rule did.
    pub(super) cut: bool,
}

impl Rule {
    /// The rule that a value states.
    pub(super) fn parse(value: &str) -> Result<Self, Refusal> {
        ensure_plain(value)?;
        let text = format!("BEGIN:VEVENT\r\nRRULE:{value}\r\nEND:VEVENT\r\n");
        let read = ICalendar::parse(text).map_err(|_| Refusal::InvalidRecurrence)?;
        let entries = read.components.iter().flat_map(|part| &part.entries);
        let mut values = entries.flat_map(|entry| &entry.values);
        let Some(ICalendarValue::RecurrenceRule(rule)) = values.next() else {
            return Err(Refusal::InvalidRecurrence);
        };
        let mut rule = Self {
            until: rule.until.as_ref().map(until).transpose()?,
            rule: (**rule).clone(),
        };
        // Where nobody set a number, some programs write this one; calcard drops the sign.
        let parts = value.split(';').filter_map(|part| part.split_once('='));
        let mut counts = parts.filter(|(name, _)| name.trim().eq_ignore_ascii_case("COUNT"));
        if counts.any(|(_, count)| count.trim() == "-1") {
            rule.rule.count = None;
        }
        rule.ensure_bounded()?;
        Ok(rule)
    }

    fn ensure_bounded(&self) -> Result<(), Refusal> {
        let rule = &self.rule;
        let endless = rule.count.is_none() && self.until.is_none();
        let a_day = [&rule.byhour, &rule.byminute, &rule.bysecond].map(Vec::len);
        let lists = [
            rule.byday.len(),
            rule.bymonthday.len(),
            rule.byyearday.len(),
        ];
        let more = [rule.byweekno.len(), rule.bymonth.len(), rule.bysetpos.len()];
        let listed: usize = a_day.iter().chain(&lists).chain(&more).sum();
        let in_a_day: usize = a_day.iter().map(|length| (*length).max(1)).product();
        match rule.freq {
            ICalendarFrequency::Secondly => Err(Refusal::TooFrequent),
            ICalendarFrequency::Minutely | ICalendarFrequency::Hourly if endless => {
                Err(Refusal::TooFrequent)
            }
            _ if in_a_day > MOST_IN_A_DAY || listed > MOST_LISTED => Err(Refusal::TooDense),
            _ => Ok(()),
        }
    }

    /// How often it happens.
    pub(super) const fn repeats(&self) -> Repeats {
        match self.rule.freq {
            ICalendarFrequency::Secondly
            | ICalendarFrequency::Minutely
            | ICalendarFrequency::Hourly => Repeats::InDays,
            _ => Repeats::Daily,
        }
    }

    /// Whether it happens in each year, at a time that the first year says nothing of.
    pub(super) fn each_year(&self) -> bool {
        let rule = &self.rule;
        rule.freq == ICalendarFrequency::Yearly && rule.interval.unwrap_or(1) == 1
    }

    /// The most occurrences that the rule counts.
    pub(super) fn count(&self) -> Option<usize> {
        self.rule
            .count
            .and_then(|count| usize::try_from(count).ok())
    }

    /// The wall times from `start` to `end`, `most` of them. A rule whose parts never meet is
    /// refused: that it has no end of its own tells it from one that ended.
    pub(super) fn walk(
        &self,
        start: Wall,
        end: Wall,
        most: usize,
        work: &mut Work,
    ) -> Result<Walked, Refusal> {
        work.ensure_left()?;
        let in_days = self.repeats() == Repeats::InDays;
        let most = most.min(if in_days { MOST_IN_DAYS } else { MOST_WALKED });
        let mut rule = self.rule.clone();
        rule.until = Some(partial(end).ok_or(Refusal::InvalidTime)?);
        // One more tells whether there would be more.
        let mut walls = expand(rule, start, most + 1)?;
        let cut = walls.len() > most;
        walls.truncate(most);
        work.count(self.steps(start, end, &walls, cut));
        match (walls.is_empty(), self.until) {
            (true, None) => Err(Refusal::NoOccurrence),
            _ if in_days && cut => Err(Refusal::TooFrequent),
            _ => Ok(Walked { walls, cut }),
        }
    }

    /// The periods that were looked at, as far as they can be told from outside.
    fn steps(&self, start: Wall, end: Wall, walls: &[Wall], cut: bool) -> u32 {
        let Some(last) = walls.last() else {
            return MOST_LOOKED_AT;
        };
        let counted = self.count().is_some_and(|count| count <= walls.len());
        let period = match self.rule.freq {
            ICalendarFrequency::Yearly => Duration::days(365),
            ICalendarFrequency::Monthly => Duration::days(28),
            ICalendarFrequency::Weekly => Duration::days(7),
            ICalendarFrequency::Daily => Duration::days(1),
            ICalendarFrequency::Hourly => Duration::hours(1),
            _ => Duration::minutes(1),
        };
        let interval = i64::from(self.rule.interval.unwrap_or(1)).max(1);
        let reached = if cut || counted { *last } else { end };
        let periods = (reached - start).num_seconds() / period.num_seconds() / interval;
        let beyond = if cut || counted || self.meets_each_year(start) {
            0
        } else {
            SELDOM
        };
        u32::try_from(periods)
            .unwrap_or(MOST_LOOKED_AT)
            .min(MOST_LOOKED_AT)
            .saturating_add(u32::try_from(walls.len()).unwrap_or(MOST_LOOKED_AT))
            .saturating_add(beyond)
    }

    /// Whether its parts surely meet in each year, so that no long search follows its end.
    fn meets_each_year(&self, start: Wall) -> bool {
        let rule = &self.rule;
        let ordinals = rule.byday.iter().any(|day| day.ordwk.is_some());
        let days = !rule.byday.is_empty();
        let early = |day: &i8| (1..=28).contains(day) || (-28..=-1).contains(day);
        let of_month = rule.bymonthday.iter().any(early);
        let placed = of_month || (rule.bymonthday.is_empty() && (days || start.day() <= 28));
        let both = days && (!rule.bymonthday.is_empty() || (ordinals && !rule.bymonth.is_empty()));
        let apart = rule.byweekno.len() + rule.byyearday.len() + rule.bysetpos.len() > 0;
        placed && !both && !apart && (rule.interval.unwrap_or(1) == 1 || rule.bymonth.is_empty())
    }
}

/// Refuses what `calcard` would read as something else: numbers that do not fit, parts that it
/// passes over, rules of other calendars (RFC 7529).
fn ensure_plain(value: &str) -> Result<(), Refusal> {
    let wrong = Refusal::InvalidRecurrence;
    let numbers = |values: &str, most: i32| {
        let mut values = values.split(',');
        let fits = |value: &str| {
            value
                .trim()
                .parse::<i32>()
                .is_ok_and(|value| value.abs() <= most)
        };
        values.all(fits)
    };
    for part in value.split(';').filter(|part| !part.trim().is_empty()) {
        let (name, values) = part.split_once('=').ok_or(wrong)?;
        let right = match name.trim().to_ascii_uppercase().as_str() {
            "FREQ" | "UNTIL" | "WKST" | "BYDAY" => !values.trim().is_empty(),
            "COUNT" if values.trim() == "-1" => true,
            "COUNT" => {
                let count = values.trim().parse::<u64>().map_err(|_| wrong)?;
                if usize::try_from(count).map_or(true, |count| count > MOST_WALKED) {
                    return Err(Refusal::TooLong);
                }
                count > 0
            }
            "INTERVAL" => values.trim().parse::<u16>().is_ok_and(|value| value > 0),
            "BYSECOND" | "BYMINUTE" => numbers(values, 60),
            "BYHOUR" => numbers(values, 23),
            "BYMONTHDAY" => numbers(values, 31),
            "BYYEARDAY" | "BYSETPOS" => numbers(values, 366),
            "BYWEEKNO" => numbers(values, 53),
            "BYMONTH" => numbers(values, 12),
            name => name.starts_with("X-"),
        };
        if !right {
            return Err(wrong);
        }
    }
    Ok(())
}

/// Where a rule says to end.
fn until(read: &PartialDateTime) -> Result<Until, Refusal> {
    let number = |part: Option<u8>| part.map(u32::from);
    let date = || {
        let year = read.year.map(i32::from)?;
        NaiveDate::from_ymd_opt(year, number(read.month)?, number(read.day)?)
    };
    let date = date().ok_or(Refusal::InvalidRecurrence)?;
    let Some(hour) = number(read.hour) else {
        return Ok(Until::Day(date));
    };
    let (minute, second) = (number(read.minute), number(read.second));
    let time = NaiveTime::from_hms_opt(hour, minute.unwrap_or(0), second.unwrap_or(0).min(59));
    let wall = date.and_time(time.ok_or(Refusal::InvalidRecurrence)?);
    Ok(if read.tz_hour.is_some() {
        Until::Utc(wall)
    } else {
        Until::Wall(wall)
    })
}

/// A wall time as `calcard` writes it.
fn partial(wall: Wall) -> Option<PartialDateTime> {
    let part = |number: u32| u8::try_from(number).ok();
    Some(PartialDateTime {
        year: Some(u16::try_from(wall.year()).ok()?),
        month: Some(part(wall.month())?),
        day: Some(part(wall.day())?),
        hour: Some(part(wall.hour())?),
        minute: Some(part(wall.minute())?),
        second: Some(part(wall.second())?),
        ..PartialDateTime::default()
    })
}

/// The wall times of a rule, `most` of them.
fn expand(rule: ICalendarRecurrenceRule, start: Wall, most: usize) -> Result<Vec<Wall>, Refusal> {
    let start = partial(start).ok_or(Refusal::InvalidTime)?;
    let mut event = ICalendarComponent::new(ICalendarComponentType::VEvent);
    event.entries = vec![
        ICalendarEntry::new(ICalendarProperty::Dtstart).with_value(start),
        ICalendarEntry::new(ICalendarProperty::Rrule)
            .with_value(ICalendarValue::RecurrenceRule(Box::new(rule))),
    ];
    let calendar = ICalendar {
        components: vec![event],
    };
    let expanded = calendar.expand_dates(Tz::Floating, most);
    if !expanded.errors.is_empty() {
        return Err(Refusal::InvalidRecurrence);
    }
    let starts = expanded.events.into_iter();
    Ok(starts.map(|event| event.start.naive_local()).collect())
}
