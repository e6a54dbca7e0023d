//! The reader on files of real programs, where they are at hand, and on what the writer wrote.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant as Clock};

use shared::calendar::{TimeForm, TimeNote};
use shared::id::{ShiftId, Version};
use shared::time::Zone;

use super::read::ReadError;
use super::zones::known;
use super::{Entry, Event, Feed, read, write};

mod round_trip;

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

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "ics") {
            found.push(path);
        }
    }
}

fn event(lines: &str) -> Event {
    let file =
        format!("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n{lines}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
    read(file.as_bytes(), Zone::PARIS).unwrap().remove(0)
}

fn when(lines: &str) -> Option<(String, String)> {
    event(lines)
        .times
        .map(|times| (times.start.to_string(), times.end.to_string()))
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
    let events = read(&file, Zone::PARIS).unwrap();
    assert_eq!(events.len(), 79);
    let file = String::from_utf8(file).unwrap();
    let times = events.iter().map(|event| event.times.unwrap());
    let (starts, ends): (Vec<_>, Vec<_>) = times
        .map(|times| (times.start.to_string(), times.end.to_string()))
        .unzip();
    assert_eq!(starts, in_berlin_in_summer(&file, "DTSTART"));
    assert_eq!(ends, in_berlin_in_summer(&file, "DTEND"));
    assert!(
        events
            .iter()
            .all(|event| event.times.unwrap().form == TimeForm::Zoned && !event.recurring)
    );
}

/// What is hard on the reader: each is as large as an import may be, and none takes long.
#[test]
fn a_file_made_to_be_slow_is_not() {
    let events = |zone: &dyn Fn(usize) -> String| -> String {
        (0..5_000)
            .map(|number| {
                let (zone, event) = (zone(number), "BEGIN:VEVENT\nDTSTART;TZID=");
                format!(
                    "{event}{zone}:20261124T080000\nDTEND;TZID={zone}:20261124T090000\nEND:VEVENT\n"
                )
            })
            .collect()
    };
    let files = [
        events(&|number| format!("{number}{}", "x".repeat(400))),
        events(&|_| "a/".repeat(200)),
        events(&|_| format!("\"(UTC){}\"", "a,".repeat(200))),
        "X-A;B=C;D=E:fgh\n".repeat(190_000),
        format!("X-A{}:fgh\n", ";B=C".repeat(250)).repeat(4_900),
        "X".repeat(5_000_000),
        format!("X:\n {}", "a\n ".repeat(1_600_000)),
        format!("BEGIN:VEVENT\n{}", "SUMMARY:aaaaaaaa\n".repeat(190_000)),
    ];
    for file in files {
        let begun = Clock::now();
        let _ = read(format!("BEGIN:VCALENDAR\n{file}").as_bytes(), Zone::PARIS);
        let shown: String = file.chars().take(60).collect();
        assert!(begun.elapsed() < Duration::from_secs(10), "{shown:?}");
    }
}

#[test]
fn every_file_is_read_or_refused_and_none_takes_long() {
    let Some(data) = data() else { return };
    let mut paths = Vec::new();
    files(&data.join("ics"), &mut paths);
    for path in paths {
        let bytes = std::fs::read(&path).unwrap();
        let begun = Clock::now();
        let events = read(&bytes, Zone::PARIS).unwrap_or_default();
        assert!(
            begun.elapsed() < Duration::from_millis(200),
            "{}",
            path.display()
        );
        let bomb = path
            .file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with("bomb_"));
        let harmless = |event: &Event| event.recurring || event.times.is_none();
        assert!(!bomb || events.iter().all(harmless), "{}", path.display());
    }
}

/// Whether the file's times are in zones that the world knows, and not in ones of its own.
fn every_zone_has_a_name(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let mut names = text
        .split(";TZID=")
        .skip(1)
        .filter_map(|rest| rest.split([':', ';']).next());
    names.all(|name| known(name).is_some())
}

/// What an independent reading found, where it is sure of itself.
#[test]
fn events_are_when_another_reader_finds_them() {
    let Some(data) = data() else { return };
    let truth: serde_json::Value =
        serde_json::from_slice(&std::fs::read(data.join("ics/truth.json")).unwrap()).unwrap();
    let mut compared = 0;
    for (path, expected) in truth["files"].as_object().unwrap() {
        if expected["confidence"] != "high" {
            continue;
        }
        let bytes = std::fs::read(data.join("ics").join(path)).unwrap();
        if !every_zone_has_a_name(&bytes) {
            continue;
        }
        let events = read(&bytes, Zone::PARIS).unwrap();
        for single in expected["single"].as_array().unwrap() {
            let (start, end) = (single["start"].as_str(), single["end"].as_str());
            let found = events
                .iter()
                .filter(|event| event.uid.as_deref() == single["uid"].as_str())
                .any(|event| {
                    let times = event
                        .times
                        .map(|times| (times.start.to_string(), times.end.to_string()));
                    times
                        .as_ref()
                        .map(|(start, end)| (start.as_str(), end.as_str()))
                        == start.zip(end)
                });
            assert!(found, "{path}: {single} not in {events:#?}");
            compared += 1;
        }
    }
    assert!(compared > 10, "{compared}");
}

#[test]
fn times_are_understood_in_every_form() {
    let utc = event("DTSTART:20261124T080000Z\nDTEND:20261124T100000Z")
        .times
        .unwrap();
    assert_eq!((utc.form, utc.zone), (TimeForm::Utc, Zone::UTC));
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
    assert_eq!(known.times.unwrap().form, TimeForm::Zoned);
    let unknown = event("DTSTART;TZID=Our Stage:20261124T080000\nDURATION:PT1H")
        .times
        .unwrap();
    assert_eq!(
        (unknown.form, unknown.zone),
        (TimeForm::Assumed, Zone::PARIS)
    );
    assert_eq!(unknown.start.to_string(), "2026-11-24T07:00:00Z");
}

#[test]
fn the_clock_changes_are_noted_and_days_are_of_the_calendar() {
    let gap = event("DTSTART:20260329T023000\nDURATION:PT1H")
        .times
        .unwrap();
    assert_eq!(
        (gap.start.to_string().as_str(), gap.note),
        ("2026-03-29T01:30:00Z", Some(TimeNote::Gap))
    );
    let fold = event("DTSTART:20261025T023000\nDURATION:PT1H")
        .times
        .unwrap();
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
    assert_eq!(read(b"hello", Zone::PARIS), Err(ReadError::NoCalendar));
    let deep = "BEGIN:X\n".repeat(100_000);
    assert_eq!(read(deep.as_bytes(), Zone::PARIS), Err(ReadError::TooDeep));
    let many = format!(
        "BEGIN:VCALENDAR\n{}",
        "BEGIN:VEVENT\nEND:VEVENT\n".repeat(5_001)
    );
    assert_eq!(read(many.as_bytes(), Zone::PARIS), Err(ReadError::TooMuch));
    let broken_off = b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261124T080000Z";
    assert_eq!(read(broken_off, Zone::PARIS).unwrap()[0].times, None);
}

fn entry(start: &str, end: &str, summary: &str) -> Entry {
    Entry {
        id: ShiftId::new(),
        summary: summary.to_owned(),
        location: Some("1, rue du Lac; Lyon".to_owned()),
        description: Some("Two\nlines \\ and\ta tab".to_owned()),
        start: start.parse().unwrap(),
        end: end.parse().unwrap(),
        version: Version::FIRST.next(),
        updated_at: "2026-11-01T00:00:00Z".parse().unwrap(),
    }
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
        let events = read(text.as_bytes(), Zone::PARIS).unwrap();
        for (event, entry) in events.iter().zip(entries()) {
            let times = event.times.unwrap();
            assert_eq!((times.start, times.end), (entry.start, entry.end), "{zone}");
            assert_eq!(
                (&event.summary, &event.description),
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
