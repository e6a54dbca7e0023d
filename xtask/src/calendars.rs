//! How fast calendar files are read, beside the `icalendar` package of Python.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};

use crate::command::{output, program, step};
use crate::place::{built, executable};
use crate::python;

/// The events of the file.
const EVENTS: u32 = 10_000;

/// The package, and the version that is compared with.
const PACKAGE: (&str, &str) = ("icalendar", "7.3.2");

/// How much faster the server is to be.
const GOAL: f64 = 50.0;

/// Measures, and prints what came of it. The example must have been built for release.
pub(crate) fn measure(folder: &Path) -> Result<()> {
    let file = folder.join("events.ics");
    std::fs::write(&file, calendar()?)?;
    let ours = step("reading events", || {
        timed(&output(
            program(built("release/examples", "read")).arg(&file),
        )?)
    })?;
    let programs = python::with(PACKAGE.0, PACKAGE.1)?;
    let theirs = step("reading events, icalendar", || {
        let mut python = program(programs.join(executable("python")));
        timed(&output(python.arg("xtask/icalendar_bench.py").arg(&file))?)
    })?;
    println!("a calendar of {EVENTS} events, read once, in ms");
    println!("{:>14} {ours:>9.1}", "Callboard");
    println!("{:>14} {theirs:>9.1}", PACKAGE.0);
    println!(
        "{:>14} {:>9.0} (wanted: {GOAL})",
        "times faster",
        theirs / ours
    );
    Ok(())
}

/// The milliseconds, when every event was read.
fn timed(printed: &str) -> Result<f64> {
    let (events, time) = printed.trim().split_once(' ').context("no time")?;
    ensure!(events == EVENTS.to_string(), "{events} events were read");
    time.parse().context("no time")
}

/// A season of events as programs write them: in a zone, with escaped and folded texts.
fn calendar() -> Result<String> {
    let mut text =
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Callboard//bench//FR\r\n".to_owned();
    for number in 0..EVENTS {
        let (day, month, hour) = (number % 28 + 1, number / 28 % 12 + 1, number % 12 + 8);
        write!(
            text,
            "BEGIN:VEVENT\r\nUID:{number}@bench.example\r\nDTSTAMP:20260101T000000Z\r\n\
             DTSTART;TZID=Europe/Paris:2026{month:02}{day:02}T{hour:02}0000\r\n\
             DTEND;TZID=Europe/Paris:2026{month:02}{day:02}T{hour:02}4500\r\n\
             SUMMARY:Repetition {number}\\, grande salle\r\nLOCATION:Theatre du Lac\\; Lyon\r\n\
             DESCRIPTION:Plateau libre a partir de midi\\, merci de prevenir la regi\r\n \
             e generale en cas de retard.\\nNumero {number}\r\nSEQUENCE:1\r\nEND:VEVENT\r\n"
        )?;
    }
    text.push_str("END:VCALENDAR\r\n");
    Ok(text)
}
