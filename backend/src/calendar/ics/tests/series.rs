//! Series with dates of their own and with exceptions.

use super::{NoteKind, Refusal, calendar, reading, refusal, starts, times};

/// A series of Mondays at 20:00 in Paris, from 2 March 2026, with these lines.
fn mondays(lines: &str) -> String {
    format!(
        "BEGIN:VEVENT\nUID:s\nSUMMARY:Series\nDTSTART;TZID=Europe/Paris:20260302T200000\n\
         DTEND;TZID=Europe/Paris:20260302T230000\n{lines}\nEND:VEVENT\n"
    )
}

fn exception(lines: &str) -> String {
    format!("BEGIN:VEVENT\nUID:s\nSUMMARY:Exception\n{lines}\nEND:VEVENT\n")
}

const FOUR: &str = "RRULE:FREQ=WEEKLY;COUNT=4";

#[test]
fn wall_times_stay_when_the_clocks_change() {
    let read = calendar(&mondays("RRULE:FREQ=WEEKLY;COUNT=5"));
    let expected = [
        "2026-03-02T19:00:00Z",
        "2026-03-09T19:00:00Z",
        "2026-03-16T19:00:00Z",
        "2026-03-23T19:00:00Z",
        "2026-03-30T18:00:00Z",
    ];
    assert_eq!(starts(&read), expected);
}

#[test]
fn a_night_ends_when_the_wall_says_and_the_exact_end_is_told() {
    let lines = "DTSTART;TZID=Europe/Paris:20260327T220000\n\
        DTEND;TZID=Europe/Paris:20260328T060000\nRRULE:FREQ=DAILY;COUNT=3";
    let read = reading(lines);
    let ends = read.events[0].occurrences.iter().map(|one| {
        let exact = one.times.end_exact.map(|end| end.to_string());
        (one.times.end.to_string(), exact)
    });
    let summer = "2026-03-29T04:00:00Z".to_owned();
    assert_eq!(
        ends.collect::<Vec<_>>(),
        [
            ("2026-03-28T05:00:00Z".to_owned(), None),
            (summer, Some("2026-03-29T05:00:00Z".to_owned())),
            ("2026-03-30T04:00:00Z".to_owned(), None),
        ]
    );
}

#[test]
fn dates_are_left_out_in_whatever_form_they_are_written() {
    for left_out in [
        "EXDATE;TZID=Europe/Paris:20260309T200000,20260316T200000",
        "EXDATE:20260309T190000Z\nEXDATE:20260316T190000Z",
        "EXDATE:20260309T200000,20260316T200000",
        "EXDATE;VALUE=DATE:20260309,20260316",
        "EXDATE;TZID=America/New_York:20260309T150000\nEXDATE;VALUE=DATE:20260316",
        "EXRULE:FREQ=WEEKLY;COUNT=3\nRDATE;TZID=Europe/Paris:20260302T200000",
    ] {
        let read = calendar(&mondays(&format!("{FOUR}\n{left_out}")));
        let mut expected = vec!["2026-03-02T19:00:00Z", "2026-03-23T19:00:00Z"];
        if left_out.starts_with("EXRULE") {
            expected.remove(0);
        }
        assert_eq!(starts(&read), expected, "{left_out}");
    }
    let days =
        reading("DTSTART;VALUE=DATE:20260302\nRRULE:FREQ=DAILY;COUNT=3\nEXDATE:20260303T000000");
    assert_eq!(
        starts(&days),
        ["2026-03-01T23:00:00Z", "2026-03-03T23:00:00Z"]
    );
}

#[test]
fn dates_and_periods_are_added() {
    let read = calendar(&mondays(
        "RDATE;TZID=Europe/Paris:20260303T200000\n\
         RDATE;VALUE=PERIOD:20260304T100000Z/PT2H,20260305T100000Z/20260305T113000Z\n\
         RDATE;VALUE=DATE:20260306",
    ));
    let ends = read.events[0].occurrences.iter();
    let ends: Vec<_> = ends
        .map(|one| format!("{} {}", one.times.start, one.times.end))
        .collect();
    assert_eq!(
        ends,
        [
            "2026-03-02T19:00:00Z 2026-03-02T22:00:00Z",
            "2026-03-03T19:00:00Z 2026-03-03T22:00:00Z",
            "2026-03-04T10:00:00Z 2026-03-04T12:00:00Z",
            "2026-03-05T10:00:00Z 2026-03-05T11:30:00Z",
            "2026-03-05T23:00:00Z 2026-03-06T23:00:00Z",
        ]
    );
}

#[test]
fn an_exception_takes_the_place_of_its_time_wherever_it_stands() {
    let moved = exception(
        "RECURRENCE-ID:20260309T190000Z\nDTSTART;TZID=Europe/Paris:20260310T180000\nDURATION:PT1H",
    );
    let off = exception("RECURRENCE-ID;TZID=Europe/Paris:20260316T200000\nSTATUS:CANCELLED");
    let master = mondays(FOUR);
    let expected = [
        "2026-03-02T19:00:00Z",
        "2026-03-10T17:00:00Z",
        "2026-03-16T19:00:00Z off",
        "2026-03-23T19:00:00Z",
    ];
    for file in [
        format!("{master}{moved}{off}"),
        format!("{off}{moved}{master}"),
        format!("{moved}{master}{off}"),
    ] {
        let read = calendar(&file);
        assert_eq!(starts(&read), expected);
        assert_eq!(read.events.len(), 1);
        let second = &read.events[0].occurrences[1];
        assert_eq!(second.details.summary, "Exception");
        assert_eq!(
            second.recurrence_id.unwrap().to_string(),
            "2026-03-09T19:00:00Z"
        );
        let third = &read.events[0].occurrences[2];
        assert_eq!(
            (third.details.summary.as_str(), third.details.cancelled),
            ("Series", true)
        );
    }
}

#[test]
fn of_two_exceptions_for_one_time_the_newer_holds() {
    let at = |hour: &str, sequence: u8| {
        exception(&format!(
            "RECURRENCE-ID:20260309T190000Z\nDTSTART:20260309T{hour}0000Z\nSEQUENCE:{sequence}"
        ))
    };
    let read = calendar(&format!("{}{}{}", at("10", 2), at("11", 1), mondays(FOUR)));
    assert!(starts(&read).contains(&"2026-03-09T10:00:00Z".to_owned()));
}

#[test]
fn an_exception_from_a_time_onwards_moves_what_follows_by_the_wall() {
    let onwards = exception(
        "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Paris:20260323T200000\n\
         DTSTART;TZID=Europe/Paris:20260324T210000\nDURATION:PT1H",
    );
    let one = exception("RECURRENCE-ID:20260413T180000Z\nDTSTART:20260413T100000Z");
    let read = calendar(&format!(
        "{}{onwards}{one}",
        mondays("RRULE:FREQ=WEEKLY;COUNT=8")
    ));
    assert_eq!(
        starts(&read),
        [
            "2026-03-02T19:00:00Z",
            "2026-03-09T19:00:00Z",
            "2026-03-16T19:00:00Z",
            "2026-03-24T20:00:00Z",
            "2026-03-31T19:00:00Z",
            "2026-04-07T19:00:00Z",
            "2026-04-13T10:00:00Z",
            "2026-04-21T19:00:00Z",
        ]
    );
    let fourth = &read.events[0].occurrences[3];
    assert_eq!(fourth.times.end.to_string(), "2026-03-24T21:00:00Z");
    assert_eq!(fourth.details.summary, "Exception");
}

#[test]
fn a_series_can_be_called_off_from_a_time_onwards() {
    let off = exception("RECURRENCE-ID;RANGE=THISANDFUTURE:20260316T190000Z\nSTATUS:CANCELLED");
    let read = calendar(&format!("{}{off}", mondays(FOUR)));
    assert_eq!(
        starts(&read),
        [
            "2026-03-02T19:00:00Z",
            "2026-03-09T19:00:00Z",
            "2026-03-16T19:00:00Z off",
            "2026-03-23T19:00:00Z off",
        ]
    );
}

#[test]
fn exceptions_without_a_series_are_what_is_known_of_it() {
    let alone =
        exception("RECURRENCE-ID:20260309T190000Z\nDTSTART:20260309T100000Z\nDURATION:PT1H");
    let read = calendar(&alone);
    assert_eq!(starts(&read), ["2026-03-09T10:00:00Z"]);
    let stray = calendar(&format!("{}{alone}", mondays("RRULE:FREQ=WEEKLY;COUNT=1")));
    assert_eq!(
        starts(&stray),
        ["2026-03-02T19:00:00Z", "2026-03-09T10:00:00Z"]
    );
    let only_off = calendar(&exception(
        "RECURRENCE-ID:20260309T190000Z\nSTATUS:CANCELLED",
    ));
    assert_eq!(refusal(&only_off), Some(Refusal::InvalidTime));
}

#[test]
fn two_calendars_in_a_file_know_nothing_of_each_other() {
    let one = format!("X-WR-TIMEZONE:America/New_York\n{}", mondays(FOUR));
    let other = "END:VCALENDAR\nBEGIN:VCALENDAR\nX-WR-TIMEZONE:Asia/Tokyo\nMETHOD:CANCEL\n";
    let single = "BEGIN:VEVENT\nUID:s\nDTSTART:20260302T090000\nDURATION:PT1H\nEND:VEVENT\n";
    let read = calendar(&format!("{one}{other}{single}"));
    assert_eq!(read.events.len(), 2);
    assert_eq!(
        times(&read.events[1]).start.to_string(),
        "2026-03-02T00:00:00Z"
    );
    assert!(read.events[1].occurrences[0].details.cancelled);
}

#[test]
fn what_is_empty_says_nothing_and_a_negative_count_neither() {
    let once = reading("DTSTART:20260302T100000Z\nRRULE:\nRDATE:\nEXDATE:");
    assert_eq!(
        times(&once.events[0]).start.to_string(),
        "2026-03-02T10:00:00Z"
    );
    let ended = "DTSTART:20260302T100000Z\nRRULE:FREQ=DAILY;COUNT=-1;UNTIL=20260303T100000Z";
    assert_eq!(
        starts(&reading(ended)),
        ["2026-03-02T10:00:00Z", "2026-03-03T10:00:00Z"]
    );
}

#[test]
fn a_newer_version_of_a_series_holds_instead_of_an_older_one() {
    let older = mondays("RRULE:FREQ=WEEKLY;COUNT=9\nSEQUENCE:1");
    let newer = mondays("RRULE:FREQ=WEEKLY;COUNT=3\nEXDATE:20260309T190000Z\nSEQUENCE:3");
    // One for a time that the newer version leaves out, one for a time that it no longer has.
    let left_out =
        exception("RECURRENCE-ID:20260309T190000Z\nDTSTART:20260310T100000Z\nSEQUENCE:4");
    let stray = exception("RECURRENCE-ID:20260330T180000Z\nDTSTART:20260331T100000Z\nSEQUENCE:2");
    for file in [
        format!("{older}{newer}{left_out}{stray}"),
        format!("{stray}{newer}{left_out}{older}"),
    ] {
        let read = calendar(&file);
        assert_eq!(
            starts(&read),
            ["2026-03-02T19:00:00Z", "2026-03-16T19:00:00Z"]
        );
        let kinds: Vec<_> = read.notes.iter().map(|note| note.kind).collect();
        assert_eq!(kinds, [NoteKind::Superseded]);
    }
}

#[test]
fn days_are_the_organisations_whatever_zone_the_calendar_is_in() {
    let day =
        "X-WR-TIMEZONE:America/New_York\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20260302\nEND:VEVENT";
    assert_eq!(starts(&calendar(day)), ["2026-03-01T23:00:00Z"]);
}

#[test]
fn each_of_several_rules_counts_for_itself() {
    let read = calendar(&mondays(
        "RRULE:FREQ=WEEKLY;COUNT=2\nRRULE:FREQ=MONTHLY;BYMONTHDAY=5;COUNT=2",
    ));
    assert_eq!(
        starts(&read),
        [
            "2026-03-02T19:00:00Z",
            "2026-03-05T19:00:00Z",
            "2026-03-09T19:00:00Z",
            "2026-04-05T18:00:00Z",
        ]
    );
}

#[test]
fn floating_times_leave_out_what_utc_says_as_the_wall() {
    let floating = "DTSTART:20260302T100000\nRRULE:FREQ=DAILY;COUNT=3\nEXDATE:20260303T100000Z";
    assert_eq!(
        starts(&reading(floating)),
        ["2026-03-02T09:00:00Z", "2026-03-04T09:00:00Z"]
    );
}
