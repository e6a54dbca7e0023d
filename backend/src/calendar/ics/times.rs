use chrono::{Datelike as _, Duration, NaiveDate, NaiveTime};
use shared::calendar::{TimeForm, TimeNote};
use shared::time::{Instant, Pass, Resolved, Wall, Zone};

use super::read::Property;
use super::zones::Zones;

/// When an event is, and how its start was understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::calendar) struct Times {
    /// Its start.
    pub(in crate::calendar) start: Instant,
    /// Its end; the start for a point in time.
    pub(in crate::calendar) end: Instant,
    /// How the start was written.
    pub(in crate::calendar) form: TimeForm,
    /// The zone the start was read in.
    pub(in crate::calendar) zone: Zone,
    /// What was done to a start that the wall never showed, or showed twice.
    pub(in crate::calendar) note: Option<TimeNote>,
}

/// A time as a file writes it.
#[derive(Debug, Clone, Copy)]
struct Written {
    wall: Wall,
    form: TimeForm,
    zone: Zone,
}

impl Written {
    fn of(property: &Property, zones: &Zones) -> Option<Self> {
        let value = property.value.trim().to_ascii_uppercase();
        let Some((date, time)) = value.split_once('T') else {
            return Some(Self {
                wall: date_of(&value)?.and_time(NaiveTime::MIN),
                form: TimeForm::Date,
                zone: zones.floating,
            });
        };
        let (time, utc) = time
            .strip_suffix('Z')
            .map_or((time, false), |time| (time, true));
        let wall = date_of(date)?.and_time(time_of(time)?);
        let zone_id = property
            .parameter("TZID")
            .filter(|id| !id.trim().is_empty());
        // Some programs name a zone and write a Z after its wall time: the name is meant.
        let (form, zone) = match (zone_id, utc) {
            (Some(id), _) => match zones.named(id) {
                Some(zone) => (TimeForm::Zoned, zone),
                None => (TimeForm::Assumed, zones.floating),
            },
            (None, true) => (TimeForm::Utc, Zone::UTC),
            (None, false) => (TimeForm::Floating, zones.floating),
        };
        Some(Self { wall, form, zone })
    }

    fn resolved(self) -> Option<Resolved> {
        let resolved = self.zone.resolve(self.wall, Pass::First);
        in_years(resolved.instant()).then_some(resolved)
    }

    /// So much later: days by the calendar, the rest by the clock (RFC 5545 section 3.3.6).
    fn after(self, span: Span) -> Option<Instant> {
        let later = Self {
            wall: self.wall.checked_add_signed(Duration::days(span.days))?,
            ..self
        };
        let end = later.resolved()?.instant().plus_seconds(span.seconds);
        in_years(end).then_some(end)
    }
}

/// Whether both databases and every calendar app can hold the year.
fn in_years(instant: Instant) -> bool {
    (1970..=2199).contains(&instant.utc().year())
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

/// A duration: days of the calendar, and seconds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Span {
    days: i64,
    seconds: i64,
}

impl Span {
    /// The longest that is read, in days: two centuries are more than any event.
    const MOST_DAYS: i64 = 73_000;

    /// A duration that is not negative: `P1W`, `P1DT2H30M`, `PT90M`.
    fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_ascii_uppercase();
        let text = text.strip_prefix('+').unwrap_or(&text).strip_prefix('P')?;
        let (of_days, of_clock) = text.split_once('T').unwrap_or((text, ""));
        let mut span = Self::default();
        for (count, unit) in parts(of_days)? {
            let days = if unit == 'W' {
                7
            } else if unit == 'D' {
                1
            } else {
                return None;
            };
            span.days = span.days.checked_add(count.checked_mul(days)?)?;
        }
        for (count, unit) in parts(of_clock)? {
            let seconds = match unit {
                'H' => 3600,
                'M' => 60,
                'S' => 1,
                _ => return None,
            };
            span.seconds = span.seconds.checked_add(count.checked_mul(seconds)?)?;
        }
        let empty = of_days.is_empty() && of_clock.is_empty();
        let bounded = span.days <= Self::MOST_DAYS && span.seconds <= Self::MOST_DAYS * 86_400;
        (!empty && bounded).then_some(span)
    }
}

/// The numbers of a duration, each with its unit.
fn parts(text: &str) -> Option<Vec<(i64, char)>> {
    text.split_inclusive(|character: char| !character.is_ascii_digit())
        .map(|part| {
            let unit = part.chars().last()?;
            Some((part.strip_suffix(unit)?.parse().ok()?, unit))
        })
        .collect()
}

/// When an event is: nothing when it cannot be read, or ends before it starts.
///
/// Without an end or a duration it is a point in time, or a whole day; a day that ends when
/// it starts, as some programs write it, is a whole day too.
pub(super) fn times(
    start: Option<&Property>,
    end: Option<&Property>,
    duration: Option<&Property>,
    zones: &Zones,
) -> Option<Times> {
    let written = Written::of(start?, zones)?;
    let resolved = written.resolved()?;
    let start = resolved.instant();
    let whole_day = || {
        written.after(Span {
            days: 1,
            seconds: 0,
        })
    };
    let end = match (end, duration) {
        (Some(end), _) => match Written::of(end, zones)?.resolved()?.instant() {
            end if end == start && written.form == TimeForm::Date => whole_day()?,
            end => end,
        },
        (None, Some(duration)) => written.after(Span::parse(&duration.value)?)?,
        (None, None) if written.form == TimeForm::Date => whole_day()?,
        (None, None) => start,
    };
    let note = match resolved {
        Resolved::Exact(_) => None,
        Resolved::Gap(_) => Some(TimeNote::Gap),
        Resolved::Fold(_) => Some(TimeNote::Fold),
    };
    (start <= end).then_some(Times {
        start,
        end,
        form: written.form,
        zone: written.zone,
        note,
    })
}
