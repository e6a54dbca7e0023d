//! Whatever the writer writes, the reader reads; and whatever comes, the reader survives.

use proptest::prelude::*;
use shared::id::{ShiftId, Version};
use shared::publications::CopyState;
use shared::time::{Instant, Zone};

use super::super::{Entry, Feed, Scope, read, write};
use super::{ALL, times};

/// A zone whose clocks change on both hemispheres, by half an hour, or never.
fn zones() -> impl Strategy<Value = Zone> {
    const NAMES: [&str; 7] = [
        "Europe/Paris",
        "America/St_Johns",
        "Australia/Lord_Howe",
        "Pacific/Auckland",
        "Asia/Kolkata",
        "Africa/Casablanca",
        "UTC",
    ];
    prop::sample::select(&NAMES).prop_map(|name| name.parse().unwrap())
}

/// Texts with what needs escaping, folding and care; what shifts hold begins and ends with no
/// blank, and has no other control characters.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(
        &[
            "a",
            "\u{e9}",
            "\u{1f3ad}",
            "\\",
            ";",
            ",",
            ":",
            "\"",
            "\n",
            "\t",
            " ",
            "\\n",
            "BEGIN:VEVENT",
        ][..],
    );
    prop::collection::vec(piece, 1..80).prop_map(|pieces| format!("x{}y", pieces.concat()))
}

prop_compose! {
    fn entries()(
        start in 1_577_836_800_i64..1_893_456_000,
        minutes in 1_i64..(7 * 24 * 60),
        summary in texts(),
        location in prop::option::of(texts()),
        description in prop::option::of(texts()),
    ) -> Entry {
        let epoch: Instant = "1970-01-01T00:00:00Z".parse().unwrap();
        let start = epoch.plus_seconds(start);
        Entry {
            id: ShiftId::new(),
            summary,
            location,
            description,
            start,
            end: start.plus_minutes(minutes),
            state: CopyState::Announced,
            version: Version::FIRST,
            updated_at: start,
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_written_is_read_back(entries in prop::collection::vec(entries(), 1..4), zone in zones()) {
        let facts = |entry: &Entry| {
            let texts = (entry.summary.clone(), entry.location.clone(), entry.description.clone());
            (Some(entry.id.to_string()), entry.start, entry.end, texts)
        };
        let expected: Vec<_> = entries.iter().map(facts).collect();
        let text = write(&Feed { name: "x", zone, entries });
        prop_assert!(text.ends_with("\r\n"));
        for line in text.split("\r\n") {
            prop_assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{:?}", line);
        }
        let scope = Scope { zone: Zone::UTC, ..ALL };
        let found: Vec<_> = read(text.as_bytes(), &scope)
            .unwrap()
            .events
            .into_iter()
            .map(|event| {
                let times = times(&event).clone();
                let details = event.occurrences[0].details.as_ref().clone();
                let texts = (details.summary, details.location, details.description);
                (event.uid, times.start, times.end, texts)
            })
            .collect();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn whatever_bytes_come_are_read_or_refused(
        pieces in prop::collection::vec(
            prop_oneof![
                prop::sample::select(&[
                    "BEGIN:VCALENDAR\r\n", "BEGIN:VEVENT\n", "END:VEVENT\r", "DTSTART", "DTEND",
                    ";TZID=", "Europe/Paris", "\"", ":", ";", "=", ",", "20261124T080000", "Z", "\n ",
                    "DURATION:P", "1W", "T", "-", "RRULE:FREQ=", "DAILY", "YEARLY", ";COUNT=3", "\u{e9}",
                    "BYMONTHDAY=", "BYSETPOS=-", "INTERVAL=", "EXDATE", "RDATE", "RECURRENCE-ID",
                    "UID:a\n", "BEGIN:VTIMEZONE\n", "BEGIN:STANDARD\n", "TZOFFSETTO:+0100\n",
                ][..]).prop_map(|text| text.as_bytes().to_vec()),
                prop::collection::vec(any::<u8>(), 0..4),
            ],
            0..60,
        ),
    ) {
        let _ = read(&pieces.concat(), &ALL);
    }
}
