//! The minutes of a day and of a week, held to cases that were computed independently.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::*;
use crate::time::IsoWeek;

#[derive(Deserialize)]
struct Truth {
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    id: String,
    start_utc: Instant,
    end_utc: Instant,
    paid_minutes: i64,
    day_split: BTreeMap<Day, i64>,
    iso_week_split: BTreeMap<IsoWeek, i64>,
}

/// `../shared/data/time-truth.json` beside the checkout, or in one of the folders above it.
fn truth() -> Option<Truth> {
    let manifest = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR")?);
    let found = manifest
        .ancestors()
        .map(|folder| folder.join("shared/data/time-truth.json"))
        .find_map(|file| std::fs::read(file).ok())?;
    Some(serde_json::from_slice(&found).unwrap())
}

#[test]
fn minutes_are_cut_as_independent_cases_say() {
    let Some(truth) = truth() else {
        eprintln!("SKIPPED: ../shared/data/time-truth.json is not there");
        return;
    };
    assert!(truth.cases.len() > 10);
    for case in truth.cases {
        let work = Work {
            shift_id: ShiftId::new(),
            start: case.start_utc,
            end: case.end_utc,
            break_minutes: BreakMinutes::default(),
            terms: Terms::Ordinary,
        };
        let week = Zone::PARIS.week(work.start);
        // The days of another week are looked up in the zone, and are the same.
        for around in [week, week.plus_weeks(9)] {
            let calendar = Calendar::around(around, Zone::PARIS);
            let days: BTreeMap<_, _> = work.parts(&calendar).days().collect();
            assert_eq!(days, case.day_split, "{}", case.id);
            let mut weeks = WeekTotals::new(week, Vec::new());
            weeks.put(&work, &calendar);
            for (week, minutes) in &case.iso_week_split {
                assert_eq!(weeks.get(*week), *minutes, "{} {week}", case.id);
            }
        }
        assert_eq!(work.minutes(), case.paid_minutes, "{}", case.id);
    }
}
