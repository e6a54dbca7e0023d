//! The reader on files of real programs, where they are at hand, and on what the writer wrote.

use std::path::{Path, PathBuf};

use shared::calendar::{TimeForm, TimeNote};
use shared::id::{ShiftId, Version};
use shared::publications::CopyState;
use shared::time::Zone;

use super::{
    Entry, Event, Feed, Note, NoteKind, ReadError, Reading, Refusal, Scope, Times, ZoneFound, read,
    write,
};

mod bombs;
mod rfc;
mod round_trip;
mod series;
mod zones;

/// The folder of test files beside the workspace. Where there is none, it is said, and the
/// tests of these files have nothing to test.
fn data() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .nth(2)?
        .join("shared/data");
    if !folder.is_dir() {
        eprintln!("skipped: {} is not there", folder.display());
        return None;
    }
    Some(folder)
}

/// Everything of a file, for an organisation in Paris.
const ALL: Scope = Scope {
    zone: Zone::PARIS,
    window: None,
    most: 400,
};

/// What is in a calendar of these lines.
fn calendar(lines: &str) -> Reading {
    let file = format!("BEGIN:VCALENDAR\r\n{lines}\r\nEND:VCALENDAR\r\n");
    read(file.as_bytes(), &ALL).unwrap()
}

/// What is in a calendar with an event of these lines.
fn reading(lines: &str) -> Reading {
    calendar(&format!("BEGIN:VEVENT\r\n{lines}\r\nEND:VEVENT"))
}

/// The one time of an event.
fn times(event: &Event) -> &Times {
    assert_eq!(event.occurrences.len(), 1, "{event:?}");
    &event.occurrences[0].times
}

/// The time of an event of these lines.
fn event(lines: &str) -> Times {
    times(&reading(lines).events[0]).clone()
}

/// The starts of all events, as UTC, the cancelled ones marked.
fn starts(reading: &Reading) -> Vec<String> {
    let occurrences = reading.events.iter().flat_map(|event| &event.occurrences);
    let mut starts: Vec<String> = occurrences
        .map(|one| {
            let mark = if one.details.cancelled { " off" } else { "" };
            format!("{}{mark}", one.times.start)
        })
        .collect();
    starts.sort();
    starts
}

/// Why the first refused event is.
fn refusal(reading: &Reading) -> Option<Refusal> {
    reading.refused.first().map(|refused| refused.reason)
}

fn when(lines: &str) -> Option<(String, String)> {
    let reading = reading(lines);
    assert_eq!(reading.events.len() + reading.refused.len(), 1, "{lines}");
    let event = reading.events.first()?;
    let times = times(event);
    Some((times.start.to_string(), times.end.to_string()))
}

fn span(start: &str, end: &str) -> Option<(String, String)> {
    Some((start.to_owned(), end.to_owned()))
}

/// The programme's times as another reader finds them: every one is of Berlin in summer, two
/// hours ahead of UTC.
fn in_berlin_in_summer(file: &str, name: &str) -> Vec<String> {
    let start = format!("{name};TZID=Europe/Berlin:");
    file.lines()
        .filter_map(|line| line.trim().strip_prefix(&start))
        .map(|wall| {
            let wall = chrono::NaiveDateTime::parse_from_str(wall, "%Y%m%dT%H%M%S").unwrap();
            let utc = wall - chrono::Duration::hours(2);
            utc.format("%Y-%m-%dT%H:%M:%SZ").to_string()
        })
        .collect()
}

#[test]
fn the_festival_programme_has_its_79_sessions() {
    let Some(data) = data() else { return };
    let file = std::fs::read(data.join("festival-2019.ics")).unwrap();
    let events = read(&file, &ALL).unwrap().events;
    assert_eq!(events.len(), 79);
    let file = String::from_utf8(file).unwrap();
    let (starts, ends): (Vec<_>, Vec<_>) = events
        .iter()
        .map(times)
        .map(|times| (times.start.to_string(), times.end.to_string()))
        .unzip();
    assert_eq!(starts, in_berlin_in_summer(&file, "DTSTART"));
    assert_eq!(ends, in_berlin_in_summer(&file, "DTEND"));
    assert!(
        events
            .iter()
            .all(|event| times(event).form == TimeForm::Zoned)
    );
}

#[test]
fn times_are_understood_in_every_form() {
    let utc = event("DTSTART:20261124T080000Z\nDTEND:20261124T100000Z");
    assert_eq!((utc.form, utc.zone.name()), (TimeForm::Utc, "UTC"));
    let zoned =
        "DTSTART;TZID=America/New_York:20261124T080000\nDTEND;TZID=Europe/Paris:20261124T180000";
    assert_eq!(
        when(zoned),
        span("2026-11-24T13:00:00Z", "2026-11-24T17:00:00Z")
    );
    let floating = "DTSTART:20261124T080000\nDURATION:PT1H30M";
    assert_eq!(
        when(floating),
        span("2026-11-24T07:00:00Z", "2026-11-24T08:30:00Z")
    );
    let days = "DTSTART;VALUE=DATE:20261124\nDTEND;VALUE=DATE:20261126";
    assert_eq!(
        when(days),
        span("2026-11-23T23:00:00Z", "2026-11-25T23:00:00Z")
    );
    assert_eq!(
        when("DTSTART:20261124"),
        span("2026-11-23T23:00:00Z", "2026-11-24T23:00:00Z")
    );
    assert_eq!(
        when("DTSTART:20261124T080000Z"),
        span("2026-11-24T08:00:00Z", "2026-11-24T08:00:00Z")
    );
}

#[test]
fn a_zone_that_nobody_knows_is_told() {
    let known = event("DTSTART;TZID=Romance Standard Time:20261124T080000\nDURATION:PT1H");
    assert_eq!(
        (known.form, known.found),
        (TimeForm::Zoned, ZoneFound::Named)
    );
    let unknown = event("DTSTART;TZID=Our Stage:20261124T080000\nDURATION:PT1H");
    assert_eq!(
        (unknown.form, unknown.found),
        (TimeForm::Assumed, ZoneFound::Ours)
    );
    assert_eq!(unknown.zone.name(), "Europe/Paris");
    assert_eq!(unknown.start.to_string(), "2026-11-24T07:00:00Z");
}

#[test]
fn the_clock_changes_are_noted_and_days_are_of_the_calendar() {
    let gap = event("DTSTART:20260329T023000\nDURATION:PT1H");
    assert_eq!(
        (gap.start.to_string().as_str(), gap.note),
        ("2026-03-29T01:30:00Z", Some(TimeNote::Gap))
    );
    let fold = event("DTSTART:20261025T023000\nDURATION:PT1H");
    assert_eq!(
        (fold.start.to_string().as_str(), fold.note),
        ("2026-10-25T00:30:00Z", Some(TimeNote::Fold))
    );
    let nominal = "DTSTART;TZID=Europe/Paris:20261024T120000\nDURATION:P1D";
    assert_eq!(
        when(nominal),
        span("2026-10-24T10:00:00Z", "2026-10-25T11:00:00Z")
    );
    let exact = "DTSTART;TZID=Europe/Paris:20261024T120000\nDURATION:PT24H";
    assert_eq!(
        when(exact),
        span("2026-10-24T10:00:00Z", "2026-10-25T10:00:00Z")
    );
}

#[test]
fn what_is_no_time_is_none() {
    for bad in [
        "SUMMARY:x",
        "DTSTART:tomorrow",
        "DTSTART:20260230T080000Z",
        "DTSTART:20261124T080000Z\nDTEND:20261124T070000Z",
        "DTSTART:20261124T080000Z\nDURATION:-PT1H",
        "DTSTART:20261124T080000Z\nDURATION:P999999999999999999W",
        "DTSTART:99991231T235959Z",
        "DTSTART:00010101T000000",
        "DTSTART:\u{e9}\u{e9}\u{e9}\u{e9}\u{e9}T080000",
    ] {
        assert_eq!(when(bad), None, "{bad}");
    }
}

#[test]
fn what_is_no_calendar_or_too_much_is_refused_as_a_whole() {
    assert_eq!(read(b"hello", &ALL), Err(ReadError::NoCalendar));
    let deep = "BEGIN:X\n".repeat(100_000);
    assert_eq!(read(deep.as_bytes(), &ALL), Err(ReadError::TooDeep));
    let many = format!(
        "BEGIN:VCALENDAR\n{}",
        "BEGIN:VEVENT\nEND:VEVENT\n".repeat(20_001)
    );
    assert_eq!(read(many.as_bytes(), &ALL), Err(ReadError::TooMuch));
    let large = "X".repeat(5 * 1024 * 1024 + 1);
    assert_eq!(read(large.as_bytes(), &ALL), Err(ReadError::TooMuch));
}

#[test]
fn a_bad_event_keeps_no_other_from_being_read() {
    let file = "BEGIN:VEVENT\nUID:a\nDTSTART:20261124T080000Z\nEND:VEVENT\n\
        BEGIN:VEVENT\nUID:b\nDTSTART:tomorrow\nEND:VEVENT\n\
        BEGIN:VEVENT\nUID:c\nDTSTART:20261124T080000Z\nRRULE:FREQ=OFTEN\nEND:VEVENT\n\
        BEGIN:VEVENT\nUID:d\nDTSTART:20261125T080000Z";
    let read = read(file.as_bytes(), &ALL).unwrap();
    assert_eq!(starts(&read), ["2026-11-24T08:00:00Z"]);
    let refused = read.refused.iter();
    let refused: Vec<_> = refused
        .map(|refused| (refused.line, refused.uid.as_deref(), refused.reason))
        .collect();
    assert_eq!(
        refused,
        [
            (5, Some("b"), Refusal::InvalidTime),
            (9, Some("c"), Refusal::InvalidRecurrence),
            (14, Some("d"), Refusal::Incomplete),
        ]
    );
}

#[test]
fn a_long_attachment_is_passed_over_and_a_long_text_is_not_read() {
    let long = "x".repeat(70_000);
    let kept = reading(&format!("DTSTART:20261124T080000Z\nATTACH:{long}"));
    assert_eq!(kept.events.len(), 1);
    let note = Note {
        line: 4,
        kind: NoteKind::LinePassedOver,
    };
    assert_eq!(kept.notes, [note]);
    for line in [format!("SUMMARY:{long}"), long.clone()] {
        let refused = reading(&format!("DTSTART:20261124T080000Z\n{line}"));
        assert_eq!(refusal(&refused), Some(Refusal::LineTooLong));
    }
}

fn entry(start: &str, end: &str, summary: &str) -> Entry {
    Entry {
        id: ShiftId::new(),
        summary: summary.to_owned(),
        location: Some("1, rue du Lac; Lyon".to_owned()),
        description: Some("Two\nlines \\ and\ta tab".to_owned()),
        start: start.parse().unwrap(),
        end: end.parse().unwrap(),
        state: CopyState::Announced,
        version: Version::FIRST.next(),
        updated_at: "2026-11-01T00:00:00Z".parse().unwrap(),
    }
}

/// Apps that know a shift are told that it is called off: it does not just go.
#[test]
fn what_is_called_off_is_cancelled() {
    let called_off = Entry {
        state: CopyState::CalledOff,
        ..entry("2026-11-24T08:00:00Z", "2026-11-24T10:00:00Z", "Regie")
    };
    let text = write(&Feed {
        name: "Lac",
        zone: Zone::PARIS,
        entries: vec![called_off],
    });
    assert!(
        text.contains("STATUS:CANCELLED\r\nTRANSP:TRANSPARENT\r\n"),
        "{text}"
    );
}

#[test]
fn what_is_written_is_read_back() {
    let long = "\u{e9}\u{1f3ad}".repeat(60);
    let entries = || {
        vec![
            entry("2026-11-24T08:00:00Z", "2026-11-24T12:00:00Z", "Regie, son"),
            entry("2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", &long),
        ]
    };
    for zone in [
        "Europe/Paris",
        "America/New_York",
        "Asia/Kolkata",
        "UTC",
        "Africa/Casablanca",
    ] {
        let zone: Zone = zone.parse().unwrap();
        let text = write(&Feed {
            name: "Compagnie; du Lac",
            zone,
            entries: entries(),
        });
        assert!(
            text.split("\r\n")
                .all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])),
            "{text}"
        );
        let events = read(text.as_bytes(), &ALL).unwrap().events;
        for (event, entry) in events.iter().zip(entries()) {
            let times = times(event);
            let details = event.occurrences[0].details.as_ref();
            assert_eq!((times.start, times.end), (entry.start, entry.end), "{zone}");
            assert_eq!(
                (&details.summary, &details.description),
                (&entry.summary, &entry.description)
            );
        }
        assert_eq!(events.len(), 2);
    }
}

#[test]
fn a_feed_says_when_the_clocks_change() {
    let entries = vec![entry(
        "2026-10-25T00:30:00Z",
        "2026-10-25T01:30:00Z",
        "Night",
    )];
    let text = write(&Feed {
        name: "x",
        zone: Zone::PARIS,
        entries,
    });
    for line in [
        "DTSTART:20261025T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nTZNAME:CET\r\nEND:STANDARD",
        "DTSTART:20260329T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nTZNAME:CEST\r\nEND:DAYLIGHT",
        "DTSTART;TZID=Europe/Paris:20261025T023000\r\nDTEND:20261025T013000Z",
        "SEQUENCE:1\r\n",
        "DTSTAMP:20261101T000000Z\r\nLAST-MODIFIED:20261101T000000Z\r\n",
    ] {
        assert!(text.contains(line), "{line} not in {text}");
    }
}
