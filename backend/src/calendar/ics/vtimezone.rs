use chrono::{Duration, NaiveDateTime, Offset as _, TimeZone as _};
use chrono_tz::OffsetName as _;
use shared::time::{Instant, Zone};

/// A change of a zone's clocks.
struct Change {
    at: Instant,
    before: i32,
    after: i32,
    summer: bool,
    name: String,
}

/// The VTIMEZONE of a zone, good from `first` to `last`. Every change of the clocks in that
/// time is written out: rules differ from country to country and from year to year, dates
/// are dates to every reader.
pub(super) fn lines(zone: Zone, first: Instant, last: Instant) -> Vec<String> {
    const YEAR: i64 = 366 * 24 * 60;
    let (from, to) = (first.plus_minutes(-YEAR), last.plus_minutes(YEAR));
    let mut lines = vec!["BEGIN:VTIMEZONE".to_owned(), format!("TZID:{zone}")];
    // What held before the first change: some readers use no time before a component's own.
    lines.extend(component(zone, &state(zone, from)));
    for change in changes(zone, from, to) {
        lines.extend(component(zone, &change));
    }
    lines.push("END:VTIMEZONE".to_owned());
    lines
}

/// The clocks at an instant, as a change from themselves.
fn state(zone: Zone, at: Instant) -> Change {
    let offset = zone.tz().offset_from_utc_datetime(&at.utc().naive_utc());
    let seconds = offset.fix().local_minus_utc();
    let summer = chrono_tz::OffsetComponents::dst_offset(&offset) != Duration::zero();
    let name = offset.abbreviation().unwrap_or("UTC").to_owned();
    Change {
        at,
        before: seconds,
        after: seconds,
        summer,
        name,
    }
}

fn changes(zone: Zone, from: Instant, to: Instant) -> Vec<Change> {
    const DAY: i64 = 24 * 60;
    let mut changes = Vec::new();
    let mut day = from;
    while day < to {
        let next = day.plus_minutes(DAY);
        let (before, after) = (state(zone, day), state(zone, next));
        if (before.after, before.summer) != (after.after, after.summer) {
            let at = moment(zone, day, next);
            changes.push(Change {
                before: before.after,
                at,
                ..after
            });
        }
        day = next;
    }
    changes
}

/// The first instant, to the second, at which the clocks are as at `after`.
fn moment(zone: Zone, before: Instant, after: Instant) -> Instant {
    let goal = state(zone, after);
    let (mut low, mut high) = (before, after);
    while high.seconds_since(low) > 1 {
        let middle = low.plus_seconds(high.seconds_since(low) / 2);
        let there = state(zone, middle);
        if (there.after, there.summer) == (goal.after, goal.summer) {
            high = middle
        } else {
            low = middle
        }
    }
    high
}

fn component(zone: Zone, change: &Change) -> [String; 6] {
    let kind = if change.summer {
        "DAYLIGHT"
    } else {
        "STANDARD"
    };
    let onset: NaiveDateTime =
        change.at.utc().naive_utc() + Duration::seconds(i64::from(change.before));
    let name = if change.name.is_empty() {
        zone.name()
    } else {
        &change.name
    };
    [
        format!("BEGIN:{kind}"),
        format!("DTSTART:{}", onset.format("%Y%m%dT%H%M%S")),
        format!("TZOFFSETFROM:{}", offset(change.before)),
        format!("TZOFFSETTO:{}", offset(change.after)),
        format!("TZNAME:{name}"),
        format!("END:{kind}"),
    ]
}

fn offset(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let minutes = seconds.abs() / 60;
    format!("{sign}{:02}{:02}", minutes / 60, minutes % 60)
}
