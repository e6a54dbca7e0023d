//! Files made to do harm. Steps are counted where rules are walked through; the time is bounded
//! so widely that only a fault of kind reaches it.

use std::time::{Duration, Instant as Clock};

use super::super::limits::{MOST_OCCURRENCES, MOST_STEPS};
use super::{ALL, Refusal, read, reading, refusal};

fn every_minute() -> String {
    let numbers = |most: u8| {
        let numbers: Vec<String> = (0..most).map(|number| number.to_string()).collect();
        numbers.join(",")
    };
    let (hours, sixty) = (numbers(24), numbers(60));
    format!("FREQ=YEARLY;COUNT=1;BYHOUR={hours};BYMINUTE={sixty};BYSECOND={sixty}")
}

#[test]
fn a_rule_made_to_do_harm_is_refused_in_few_steps() {
    let rules = [
        ("FREQ=DAILY;COUNT=1000000000", Refusal::TooLong, 0),
        (
            "FREQ=DAILY;COUNT=99999999999999999999",
            Refusal::InvalidRecurrence,
            0,
        ),
        ("FREQ=SECONDLY", Refusal::TooFrequent, 0),
        ("FREQ=MINUTELY", Refusal::TooFrequent, 0),
        (&every_minute(), Refusal::TooDense, 0),
        (
            "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
            Refusal::NoOccurrence,
            100_000,
        ),
        (
            "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
            Refusal::NoOccurrence,
            100_000,
        ),
        (
            "FREQ=WEEKLY;BYDAY=MO;BYSETPOS=2",
            Refusal::NoOccurrence,
            100_000,
        ),
        (
            "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6",
            Refusal::NoOccurrence,
            100_000,
        ),
        (
            "FREQ=MINUTELY;COUNT=2;BYMONTH=2;BYMONTHDAY=30",
            Refusal::NoOccurrence,
            100_000,
        ),
    ];
    for (rule, reason, most) in rules {
        let read = reading(&format!(
            "DTSTART:20260101T080000Z\nDURATION:PT1H\nRRULE:{rule}"
        ));
        assert_eq!(refusal(&read), Some(reason), "{rule}");
        assert!(
            read.events.is_empty() && read.steps <= most,
            "{rule}: {}",
            read.steps
        );
    }
}

#[test]
fn dates_by_the_thousand_are_refused() {
    let one_list = format!("RDATE:{}", vec!["20260101T000000Z"; 20_000].join(","));
    let lines = "RDATE:20260101T000000Z\n".repeat(20_000);
    let left_out = "EXDATE:20260101T000000Z\n".repeat(20_000);
    for dates in [one_list, lines, left_out] {
        let read = reading(&format!(
            "DTSTART:20260101T080000Z\nRRULE:FREQ=DAILY\n{dates}\nX:x"
        ));
        let reason = refusal(&read);
        let too_much = matches!(reason, Some(Refusal::TooManyDates | Refusal::LineTooLong));
        assert!(too_much && read.events.is_empty(), "{reason:?}");
    }
}

/// The work of a file has an end, whatever number of series shares it.
#[test]
fn many_series_share_one_budget() {
    for rule in [
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29;BYDAY=SA",
        "FREQ=DAILY",
        "FREQ=DAILY;INTERVAL=11;UNTIL=20270101T000000Z;BYMONTH=2;BYMONTHDAY=29",
    ] {
        let event = format!(
            "BEGIN:VEVENT\nDTSTART:20200229T080000Z\nDURATION:PT1H\nRRULE:{rule}\nEND:VEVENT\n"
        );
        let read = read(event.repeat(15_000).as_bytes(), &ALL).unwrap();
        let occurrences = read.events.iter().map(|event| event.occurrences.len());
        assert!(
            occurrences.sum::<usize>() < MOST_OCCURRENCES + ALL.most,
            "{rule}"
        );
        assert!(read.steps < MOST_STEPS + 250_000, "{rule}: {}", read.steps);
        let last = read.refused.last().map(|refused| refused.reason);
        assert_eq!(last, Some(Refusal::TooMuchWork), "{rule}");
    }
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
    let zone = "BEGIN:VTIMEZONE\nTZID:a\nBEGIN:STANDARD\nDTSTART:00010101T000000\n\
        TZOFFSETFROM:+0100\nTZOFFSETTO:+0100\nRRULE:FREQ=DAILY\nEND:STANDARD\nEND:VTIMEZONE\n";
    let family = "BEGIN:VEVENT\nUID:a\nDTSTART:20261124T080000Z\n";
    let files = [
        events(&|number| format!("{number}{}", "x".repeat(400))),
        events(&|_| "a/".repeat(200)),
        events(&|_| format!("\"(UTC){}\"", "a,".repeat(200))),
        "X-A;B=C;D=E:fgh\n".repeat(190_000),
        format!("X-A{}:fgh\n", ";B=C".repeat(250)).repeat(4_900),
        "X".repeat(5_000_000),
        format!("X:\n {}", "a\n ".repeat(1_600_000)),
        format!("BEGIN:VEVENT\n{}", "SUMMARY:aaaaaaaa\n".repeat(190_000)),
        zone.repeat(10_000),
        format!("{family}RRULE:FREQ=DAILY\nEND:VEVENT\n{family}RECURRENCE-ID:20261125T080000Z\nEND:VEVENT\n")
            .repeat(9_000),
    ];
    for file in files {
        let begun = Clock::now();
        let _ = read(format!("BEGIN:VCALENDAR\n{file}").as_bytes(), &ALL);
        let shown: String = file.chars().take(60).collect();
        assert!(begun.elapsed() < Duration::from_secs(10), "{shown:?}");
    }
}
