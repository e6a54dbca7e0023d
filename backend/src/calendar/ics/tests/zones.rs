//! Zones that a file defines itself, and the names that Windows gives to zones.

use super::super::windows::WINDOWS;
use super::{NoteKind, TimeForm, ZoneFound, calendar, event, times};

/// An event in the zone `Stage`, after or before its definition.
fn on_stage(definition: &str, time: &str) -> String {
    format!(
        "BEGIN:VEVENT\nDTSTART;TZID=Stage:{time}\nDURATION:PT1H\nEND:VEVENT\n\
         BEGIN:VTIMEZONE\nTZID:Stage\n{definition}\nEND:VTIMEZONE"
    )
}

fn start(definition: &str, time: &str) -> String {
    times(&calendar(&on_stage(definition, time)).events[0])
        .start
        .to_string()
}

/// A part of a definition.
fn part(kind: &str, since: &str, offsets: (&str, &str), lines: &str) -> String {
    format!(
        "BEGIN:{kind}\nDTSTART:{since}\nTZOFFSETFROM:{}\nTZOFFSETTO:{}\n{lines}\nEND:{kind}\n",
        offsets.0, offsets.1
    )
}

/// The rule of the European Union, as Outlook writes it: since 1601.
fn of_old() -> String {
    let winter = "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10";
    let summer = "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3";
    part("STANDARD", "16010101T030000", ("+0200", "+0100"), winter)
        + &part("DAYLIGHT", "16010101T020000", ("+0100", "+0200"), summer)
}

#[test]
fn a_definition_is_worked_out_year_for_year() {
    for (time, expected) in [
        ("20260328T120000", "2026-03-28T11:00:00Z"),
        ("20260330T120000", "2026-03-30T10:00:00Z"),
        ("20260329T023000", "2026-03-29T01:30:00Z"),
        ("20261025T023000", "2026-10-25T00:30:00Z"),
        ("20261025T033000", "2026-10-25T02:30:00Z"),
        ("19750701T120000", "1975-07-01T10:00:00Z"),
        ("21500701T120000", "2150-07-01T10:00:00Z"),
    ] {
        assert_eq!(start(&of_old(), time), expected, "{time}");
    }
}

#[test]
fn a_definition_may_have_dates_seconds_an_end_and_one_part() {
    let dates = part(
        "STANDARD",
        "20260101T000000",
        ("+0100", "+053020"),
        "RDATE:20270101T000000",
    );
    assert_eq!(start(&dates, "20260601T120000"), "2026-06-01T06:29:40Z");
    assert_eq!(start(&dates, "20250601T120000"), "2025-06-01T11:00:00Z");
    let ended = part(
        "DAYLIGHT",
        "20200329T020000",
        ("+0100", "+0200"),
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3;UNTIL=20220327T010000Z",
    ) + &part(
        "STANDARD",
        "20201025T030000",
        ("+0200", "+0100"),
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
    );
    assert_eq!(start(&ended, "20220701T120000"), "2022-07-01T10:00:00Z");
    assert_eq!(start(&ended, "20230701T120000"), "2023-07-01T11:00:00Z");
}

#[test]
fn a_definition_that_says_nothing_is_told() {
    for definition in [
        String::new(),
        part("STANDARD", "20260101T000000", ("+5328", "+0100"), ""),
        part("STANDARD", "tomorrow", ("+0100", "+0100"), ""),
    ] {
        let read = calendar(&on_stage(&definition, "20260601T120000"));
        assert_eq!(times(&read.events[0]).form, TimeForm::Assumed);
        let kinds: Vec<_> = read.notes.iter().map(|note| note.kind).collect();
        assert_eq!(kinds, [NoteKind::BadDefinition]);
    }
}

#[test]
fn a_definition_is_used_only_where_the_name_says_nothing() {
    let found = |id: &str, definition: &str| {
        let file = format!(
            "BEGIN:VTIMEZONE\nTZID:{id}\n{definition}\nEND:VTIMEZONE\n\
             BEGIN:VEVENT\nDTSTART;TZID=\"{id}\":20260601T120000\nEND:VEVENT"
        );
        let read = calendar(&file);
        let times = times(&read.events[0]);
        (times.zone.name().to_owned(), times.found)
    };
    let far = part("STANDARD", "20000101T000000", ("+1000", "+1000"), "");
    let named = |name: &str| (name.to_owned(), ZoneFound::Named);
    assert_eq!(found("Europe/Paris", &far), named("Europe/Paris"));
    assert_eq!(found("Romance Standard Time", &far), named("Europe/Paris"));
    assert_eq!(
        found("(UTC+01:00) Brussels, Copenhagen, Madrid, Paris", &far),
        named("Europe/Brussels")
    );
    let defined = |name: &str| (name.to_owned(), ZoneFound::Defined);
    assert_eq!(
        found("tzone://Microsoft/Custom", &far),
        defined("tzone://Microsoft/Custom")
    );
    let located = format!("X-LIC-LOCATION:Asia/Tokyo\n{far}");
    assert_eq!(found("1", &located), defined("Asia/Tokyo"));
}

/// Every name of CLDR's `windowsZones` is read as its zone: noon there is noon here.
#[test]
fn every_windows_name_is_read() {
    for (windows, iana) in WINDOWS {
        let noon = |zone: &str| {
            let times = event(&format!(
                "DTSTART;TZID={zone}:20260701T120000\nDURATION:PT1H"
            ));
            assert_eq!(
                (times.form, times.found),
                (TimeForm::Zoned, ZoneFound::Named),
                "{zone}"
            );
            times.start
        };
        assert_eq!(noon(windows), noon(iana), "{windows}");
    }
}
