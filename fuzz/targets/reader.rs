//! Whatever a file holds, reading it ends, within its bounds, and what is read holds together.

#![no_main]

use libfuzzer_sys::fuzz_target;
use shared::time::Zone;

/// The reader as the server has it, without the server: it builds in seconds, not in minutes.
#[path = "."]
mod calendar {
    #[path = "../../backend/src/calendar/ics/mod.rs"]
    #[allow(dead_code, unused_imports, reason = "only the reading side is used")]
    pub mod ics;
}

use calendar::ics::{Repeats, Scope, Window, read};

/// A rule may be found to be past the limit only after its last walk.
const MOST_STEPS: u32 = 1_300_000;

fuzz_target!(|bytes: &[u8]| {
    let window = Window {
        from: "2026-01-01T00:00:00Z".parse().expect("a time"),
        until: "2027-01-01T00:00:00Z".parse().expect("a time"),
    };
    for window in [None, Some(window)] {
        let scope = Scope {
            zone: Zone::PARIS,
            window,
            most: 60,
        };
        let Ok(reading) = read(bytes, &scope) else {
            continue;
        };
        assert!(reading.steps < MOST_STEPS);
        for event in &reading.events {
            let once = event.repeats == Repeats::Once;
            assert!(if once {
                event.occurrences.len() == 1
            } else {
                event.occurrences.len() <= 60
            });
            let starts = event.occurrences.iter().map(|one| one.times.start);
            assert!(starts.is_sorted());
            for occurrence in &event.occurrences {
                assert!(occurrence.times.start <= occurrence.times.end);
            }
        }
    }
});
