//! Writes down when the clocks of every time zone change, from 1970 to the end of the tables
//! of `chrono-tz`: the web app carries this in place of those, which are five times as large.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::{env, fs};

use chrono::{DateTime, Offset as _, TimeZone as _};
use chrono_tz::{TZ_VARIANTS, Tz};

/// 2100-01-01T00:00:00Z. The tables go no further: their last offset holds from then on.
const END: u32 = 4_102_444_800;

/// No zone has two changes closer to each other than this, in seconds: ten days.
const STEP: u32 = 10 * 24 * 3600;

/// The changes of a zone: seconds since the one before, and the offset from there on.
type History = Vec<(u32, i32)>;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    let mut histories: BTreeMap<History, usize> = BTreeMap::new();
    let mut in_order = Vec::new();
    let mut names = String::new();
    let mut named = String::new();
    for (number, zone) in TZ_VARIANTS.into_iter().enumerate() {
        match zone {
            Tz::Europe__Paris => writeln!(named, "const PARIS: u16 = {number};")?,
            Tz::UTC => writeln!(named, "const UTC: u16 = {number};")?,
            _ => {}
        }
        let history = history(zone);
        let place = *histories.entry(history.clone()).or_insert_with(|| {
            in_order.push(history);
            in_order.len() - 1
        });
        writeln!(names, "    ({:?}, {place}),", zone.name())?;
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("no OUT_DIR")?).join("zones.rs");
    fs::write(out, named + &source(&names, TZ_VARIANTS.len(), &in_order)?)?;
    Ok(())
}

/// The tables as Rust source.
fn source(names: &str, count: usize, histories: &[History]) -> Result<String, std::fmt::Error> {
    let mut text = format!("static NAMES: [(&str, u16); {count}] = [\n{names}];\n");
    let total: usize = histories.iter().map(Vec::len).sum();
    let mut starts = format!("static STARTS: [u16; {}] = [0", histories.len() + 1);
    let (mut gaps, mut offsets, mut start) = (String::new(), String::new(), 0);
    for history in histories {
        start += history.len();
        write!(starts, ", {start}")?;
        for (gap, offset) in history {
            write!(gaps, "{gap}, ")?;
            write!(offsets, "{offset}, ")?;
        }
    }
    writeln!(text, "{starts}];")?;
    writeln!(text, "static GAPS: [u32; {total}] = [{gaps}];")?;
    writeln!(text, "static OFFSETS: [i32; {total}] = [{offsets}];")?;
    Ok(text)
}

/// When the clocks of a zone change.
fn history(zone: Tz) -> History {
    let mut changes = vec![(0, offset(zone, 0))];
    let (mut from, mut last) = (0, 0);
    while from < END {
        let to = (from + STEP).min(END);
        if offset(zone, to) != offset(zone, from) {
            let change = change(zone, from, to);
            changes.push((change - last, offset(zone, change)));
            last = change;
        }
        from = to;
    }
    changes
}

/// The second at which the offset between two moments becomes that of the later.
fn change(zone: Tz, mut before: u32, mut after: u32) -> u32 {
    let then = offset(zone, after);
    while after - before > 1 {
        let middle = before + (after - before) / 2;
        if offset(zone, middle) == then {
            after = middle;
        } else {
            before = middle;
        }
    }
    after
}

/// The distance from UTC at a moment, in seconds.
fn offset(zone: Tz, seconds: u32) -> i32 {
    let utc = DateTime::from_timestamp(i64::from(seconds), 0).unwrap_or_default();
    zone.offset_from_utc_datetime(&utc.naive_utc())
        .fix()
        .local_minus_utc()
}
