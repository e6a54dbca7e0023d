//! Times as files write them, and what they are.

use std::sync::Arc;

use chrono::{Datelike as _, Duration, NaiveDate, NaiveTime};
use shared::calendar::{TimeForm, TimeNote};
use shared::time::{Instant, Pass, Resolved, Wall, Zone};

use super::defined::DefinedZone;
use super::property::Property;
use super::span::Span;
use super::zones::Zones;

/// The zone that a time of a file is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileZone {
    /// One that the world knows.
    Known(Zone),
    /// One that the file defines.
    Defined(Arc<DefinedZone>),
}

impl FileZone {
    /// Its name: of the IANA database, or the one that the file gives it.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Known(zone) => zone.name(),
            Self::Defined(zone) => zone.name(),
        }
    }

    /// What the wall shows at an instant.
    pub(super) fn wall(&self, instant: Instant) -> Wall {
        match self {
            Self::Known(zone) => zone.wall(instant),
            Self::Defined(zone) => zone.wall(instant),
        }
    }

    fn resolve(&self, wall: Wall) -> Resolved {
        match self {
            Self::Known(zone) => zone.resolve(wall, Pass::First),
            Self::Defined(zone) => zone.resolve(wall),
        }
    }
}

/// How the zone of a time was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ZoneFound {
    /// The time is in UTC.
    Utc,
    /// By its name.
    Named,
    /// By the definition in the file.
    Defined,
    /// The calendar says in which zone its times are (`X-WR-TIMEZONE`).
    Calendar,
    /// Nothing says it: the organisation's.
    Ours,
}

/// When an event is, and how its start was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Times {
    /// Its start.
    pub start: Instant,
    /// Its end; the start for a point in time. An occurrence of a series ends when the wall
    /// shows the time that the first one ends at.
    pub end: Instant,
    /// Where the length of the series, in exact seconds, would have it end (RFC 5545 section
    /// 3.8.5.3), when that is another instant.
    pub end_exact: Option<Instant>,
    /// How the start was written.
    pub form: TimeForm,
    /// The zone the start was read in.
    pub zone: FileZone,
    /// How that zone was found.
    pub found: ZoneFound,
    /// What was done to a start that the wall never showed, or showed twice.
    pub note: Option<TimeNote>,
}

/// A time as a file writes it.
#[derive(Debug, Clone)]
pub(super) struct Written {
    pub(super) wall: Wall,
    pub(super) form: TimeForm,
    pub(super) zone: FileZone,
    pub(super) found: ZoneFound,
}

impl Written {
    /// The time of a property.
    pub(super) fn of(property: &Property, zones: &Zones) -> Option<Self> {
        Self::parse(&property.value, property.parameter("TZID"), zones, None)
    }

    /// A time, in the zone of this name; without one, and not in UTC, it is like `beside`, or
    /// else floating.
    pub(super) fn parse(
        value: &str,
        zone_id: Option<&str>,
        zones: &Zones,
        beside: Option<&Self>,
    ) -> Option<Self> {
        let value = value.trim().to_ascii_uppercase();
        let like = beside.map(|beside| (beside.zone.clone(), beside.found));
        let Some((date, time)) = value.split_once('T') else {
            let (zone, found) = like.unwrap_or_else(|| zones.days());
            return Some(Self {
                wall: date_of(&value)?.and_time(NaiveTime::MIN),
                form: TimeForm::Date,
                zone,
                found,
            });
        };
        let (time, utc) = time
            .strip_suffix('Z')
            .map_or((time, false), |time| (time, true));
        let wall = date_of(date)?.and_time(time_of(time)?);
        let zone_id = zone_id.filter(|id| !id.trim().is_empty());
        // Some programs name a zone and write a Z after its wall time: the name is meant.
        let (form, zone, found) = match (zone_id, utc) {
            (Some(id), _) => match zones.named(id) {
                Some((zone, found)) => (TimeForm::Zoned, zone, found),
                None => {
                    let (zone, found) = zones.floating();
                    (TimeForm::Assumed, zone, found)
                }
            },
            (None, true) => (TimeForm::Utc, FileZone::Known(Zone::UTC), ZoneFound::Utc),
            (None, false) => {
                let (zone, found) = like.unwrap_or_else(|| zones.floating());
                (TimeForm::Floating, zone, found)
            }
        };
        Some(Self {
            wall,
            form,
            zone,
            found,
        })
    }

    /// Whether it is a day.
    pub(super) fn is_day(&self) -> bool {
        self.form == TimeForm::Date
    }

    /// The same, at another wall time.
    pub(super) fn at(&self, wall: Wall) -> Self {
        Self {
            wall,
            ..self.clone()
        }
    }

    /// The instant that it stands for.
    pub(super) fn resolved(&self) -> Option<Resolved> {
        let resolved = self.zone.resolve(self.wall);
        in_years(resolved.instant()).then_some(resolved)
    }

    /// The instant that it stands for, however it is found.
    pub(super) fn instant(&self) -> Option<Instant> {
        Some(self.resolved()?.instant())
    }

    /// So much later: days by the calendar, the rest by the clock (RFC 5545 section 3.3.6).
    fn after(&self, span: Span) -> Option<Instant> {
        let later = self.wall.checked_add_signed(Duration::days(span.days))?;
        let end = self.at(later).instant()?.plus_seconds(span.seconds);
        in_years(end).then_some(end)
    }
}

/// How long an event is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Length {
    /// No time at all.
    None,
    /// As long as a DURATION says.
    Span(Span),
    /// From a start to an end, as they are written.
    To {
        /// What passes on the wall between them, in seconds.
        wall: i64,
        /// What passes between them.
        exact: i64,
    },
}

impl Length {
    /// From `start` to `end`; nothing when the end is before the start. A day that ends when
    /// it starts, as some programs write it, is a whole day.
    pub(super) fn between(start: &Written, end: &Written) -> Option<Self> {
        let (from, to) = (start.instant()?, end.instant()?);
        let exact = to.seconds_since(from);
        if exact == 0 && start.is_day() {
            return Some(Self::Span(Span::DAY));
        }
        let end_there = if end.zone == start.zone {
            end.wall
        } else {
            start.zone.wall(to)
        };
        let wall = (end_there - start.wall).num_seconds();
        (exact >= 0).then_some(Self::To { wall, exact })
    }

    /// What an event without an end is: a day, or a point in time.
    pub(super) fn without_end(start: &Written) -> Self {
        if start.is_day() {
            Self::Span(Span::DAY)
        } else {
            Self::None
        }
    }

    /// The end of what starts then, which is `from`, and where exact seconds would have it, if
    /// elsewhere.
    fn end(self, start: &Written, from: Instant) -> Option<(Instant, Option<Instant>)> {
        match self {
            Self::None => Some((from, None)),
            Self::Span(span) => Some((start.after(span)?, None)),
            Self::To { wall, exact } => {
                let exactly = from.plus_seconds(exact);
                let shown = start.wall.checked_add_signed(Duration::seconds(wall))?;
                let shown = start.at(shown).instant()?;
                let end = if wall > 0 && shown > from {
                    shown
                } else {
                    exactly
                };
                in_years(end).then_some((end, (end != exactly).then_some(exactly)))
            }
        }
    }

    /// The times of what starts then and is so long.
    pub(super) fn times(self, start: &Written) -> Option<Times> {
        let resolved = start.resolved()?;
        let from = resolved.instant();
        let note = match resolved {
            Resolved::Exact(_) => None,
            Resolved::Gap(_) => Some(TimeNote::Gap),
            Resolved::Fold(_) => Some(TimeNote::Fold),
        };
        let (end, end_exact) = self.end(start, from)?;
        Some(Times {
            start: from,
            end,
            end_exact,
            form: start.form,
            zone: start.zone.clone(),
            found: start.found,
            note,
        })
    }
}

/// Whether a plan, or a birthday in an address book, can be in the year.
fn in_years(instant: Instant) -> bool {
    (1600..=2299).contains(&instant.utc().year())
}

/// A date and a time of day, whatever zone a letter after them names.
pub(super) fn wall_of(text: &str) -> Option<Wall> {
    let text = text.trim().to_ascii_uppercase();
    let Some((date, time)) = text.split_once('T') else {
        return Some(date_of(&text)?.and_time(NaiveTime::MIN));
    };
    let time = time.strip_suffix('Z').unwrap_or(time);
    Some(date_of(date)?.and_time(time_of(time)?))
}

fn digits(text: &str, count: usize) -> Option<u32> {
    let right = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    if right { text.parse().ok() } else { None }
}

fn date_of(text: &str) -> Option<NaiveDate> {
    let year = i32::try_from(digits(text.get(..4)?, 4)?).ok()?;
    NaiveDate::from_ymd_opt(
        year,
        digits(text.get(4..6)?, 2)?,
        digits(text.get(6..)?, 2)?,
    )
}

fn time_of(text: &str) -> Option<NaiveTime> {
    // A leap second is read as the one before it (RFC 5545 section 3.3.12).
    let second = digits(text.get(4..)?, 2)?;
    let second = if second == 60 { 59 } else { second };
    NaiveTime::from_hms_opt(
        digits(text.get(..2)?, 2)?,
        digits(text.get(2..4)?, 2)?,
        second,
    )
}
