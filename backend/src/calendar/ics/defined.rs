//! Zones that a file defines itself (VTIMEZONE, RFC 5545 section 3.6.5).

use chrono::{Datelike as _, Duration, NaiveDate, NaiveTime};
use shared::time::{Instant, Pass, Resolved, Wall};

use super::components::{Definition, Draft};
use super::limits::{MOST_DATES, Work};
use super::rule::{Rule, Until};
use super::times::wall_of;

/// The last year whose changes of the clock are worked out.
const LAST_YEAR: i32 = 2200;

/// The first year whose yearly changes are worked out. Programs write that a rule holds since
/// 1601, or since the year 1.
const FIRST_YEAR: i32 = 1950;

/// A zone that a file defines, as the changes of its clocks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DefinedZone {
    name: String,
    before: i32,
    changes: Vec<Change>,
}

/// From when on clocks are so far from UTC, both in seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Change {
    at: i64,
    before: i32,
    after: i32,
}

impl DefinedZone {
    /// The zone of a definition; nothing when no part of it can be read.
    pub(super) fn of(definition: &Definition, work: &mut Work) -> Option<Self> {
        let parts = definition.observances.iter();
        let mut changes: Vec<Change> = parts
            .filter_map(|part| observed(part, work))
            .flatten()
            .collect();
        changes.sort_unstable();
        changes.dedup_by_key(|change| change.at);
        Some(Self {
            name: definition.id.clone()?,
            before: changes.first()?.before,
            changes,
        })
    }

    /// The name that the file gives it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    fn offset_seconds(&self, at: i64) -> i32 {
        let passed = self.changes.partition_point(|change| change.at <= at);
        let last = passed
            .checked_sub(1)
            .and_then(|last| self.changes.get(last));
        last.map_or(self.before, |change| change.after)
    }

    /// What the wall shows at an instant.
    pub(super) fn wall(&self, instant: Instant) -> Wall {
        let offset = self.offset_seconds(instant.unix_seconds());
        instant.utc().naive_utc() + Duration::seconds(i64::from(offset))
    }

    /// The instant of a wall time.
    pub(super) fn resolve(&self, wall: Wall) -> Resolved {
        Resolved::by(|at| self.offset_seconds(at), wall, Pass::First)
    }
}

/// The changes of one part of a definition; nothing when it cannot be read.
fn observed(part: &Draft, work: &mut Work) -> Option<Vec<Change>> {
    let before = offset(part.find("TZOFFSETFROM")?.plain())?;
    let after = offset(part.find("TZOFFSETTO")?.plain())?;
    let start = wall_of(&part.find("DTSTART")?.value)?;
    let dates = part.all("RDATE").flat_map(|property| property.list());
    let dates = dates.take(MOST_DATES).filter_map(wall_of);
    let mut walls: Vec<Wall> = std::iter::once(start).chain(dates).collect();
    for property in part.all("RRULE").take(4) {
        walls.extend(yearly(property.plain(), start, before, work)?);
    }
    let change = |wall: Wall| Change {
        at: wall.and_utc().timestamp() - i64::from(before),
        before,
        after,
    };
    Some(walls.into_iter().map(change).collect())
}

/// The wall times of a rule. What it says of long ago is left out where it counts nothing.
fn yearly(rule: &str, start: Wall, before: i32, work: &mut Work) -> Option<Vec<Wall>> {
    let rule = Rule::parse(rule).ok()?;
    let from = if rule.count().is_none() && rule.each_year() && start.year() < FIRST_YEAR {
        start.with_year(FIRST_YEAR)?
    } else {
        start
    };
    let last = NaiveDate::from_ymd_opt(LAST_YEAR, 1, 1)?.and_time(NaiveTime::MIN);
    let end = match rule.until {
        Some(Until::Day(day)) => day.and_time(start.time()),
        Some(Until::Wall(wall)) => wall,
        Some(Until::Utc(utc)) => utc + Duration::seconds(i64::from(before)),
        None => last,
    };
    if end < from {
        return Some(Vec::new());
    }
    let walked = rule.walk(from, end.min(last), MOST_DATES, work).ok()?;
    Some(walked.walls)
}

/// `+0100`, `-0330`, `+005320`: in seconds, and less than a day.
fn offset(text: &str) -> Option<i32> {
    let (sign, digits) = match text.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) => (-1, digits),
        _ => (1, text),
    };
    if !matches!(digits.len(), 4 | 6) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let part = |from: usize| digits.get(from..from + 2)?.parse::<i32>().ok();
    let (hours, minutes) = (part(0)?, part(2)?);
    let seconds = part(4).unwrap_or(0);
    let right = hours < 24 && minutes < 60 && seconds < 60;
    right.then_some(sign * (hours * 3600 + minutes * 60 + seconds))
}
