//! What the reader found, beside what the other one did.

use backend::calendar::ics::{Event, Occurrence, ReadError, Reading, Repeats};
use shared::calendar::TimeForm;

use crate::truth::{self, File, Series, Single};

/// The differences between the two, in words.
pub(crate) fn differences(
    reading: &Result<Reading, ReadError>,
    file: &File,
    most: usize,
) -> Vec<String> {
    let reading = match reading {
        Ok(reading) => reading,
        // Nobody finds an event in it.
        Err(_) if file.single.is_empty() && file.series.is_empty() => return Vec::new(),
        Err(error) => return vec![format!("refused as a whole: {error}")],
    };
    let mut found = singles(&reading.events, &file.single);
    for series in &file.series {
        found.extend(times(&reading.events, series, most));
    }
    let known = |event: &&Event| {
        event.repeats != Repeats::Once && !file.series.iter().any(|one| one.uid == event.uid)
    };
    let more = reading.events.iter().filter(known);
    found.extend(more.map(|event| format!("a series that nobody else finds: {:?}", event.uid)));
    let refused = reading.refused.iter();
    let mut refused: Vec<String> = refused
        .map(|refused| format!("line {}: {}", refused.line, refused.reason))
        .collect();
    if !found.is_empty() {
        found.append(&mut refused);
    }
    found
}

fn form(kind: &str, form: TimeForm) -> bool {
    match kind {
        "date" => form == TimeForm::Date,
        "utc" => form == TimeForm::Utc,
        "zoned" => form == TimeForm::Zoned,
        _ => matches!(form, TimeForm::Floating | TimeForm::Assumed),
    }
}

fn shown(occurrence: &Occurrence) -> String {
    let times = &occurrence.times;
    let status = occurrence.details.status.as_deref().unwrap_or("-");
    format!("{} to {} {:?} {status}", times.start, times.end, times.form)
}

/// The events that happen once: each of the one is one of the other.
fn singles(events: &[Event], expected: &[Single]) -> Vec<String> {
    let once = events.iter().filter(|event| event.repeats == Repeats::Once);
    let mut left: Vec<(&Event, &Occurrence)> = once
        .flat_map(|event| event.occurrences.iter().map(move |one| (event, one)))
        .collect();
    let mut found = Vec::new();
    for single in expected {
        let same = |(event, one): &(&Event, &Occurrence)| {
            event.uid == single.uid
                && one.times.start.to_string() == single.start
                && one.times.end.to_string() == single.end
                && form(&single.kind, one.times.form)
                && status(one) == single.status.as_deref().map(str::to_ascii_uppercase)
        };
        match left.iter().position(same) {
            Some(place) => {
                left.remove(place);
            }
            None => found.push(format!("not found: {single:?}")),
        }
    }
    let more = left.iter();
    found.extend(more.map(|(event, one)| format!("found instead: {:?} {}", event.uid, shown(one))));
    found
}

/// The first times of a series.
fn times(events: &[Event], expected: &Series, most: usize) -> Vec<String> {
    let mine = events
        .iter()
        .filter(|event| event.repeats != Repeats::Once && event.uid == expected.uid);
    let mut mine: Vec<&Occurrence> = mine.flat_map(|event| &event.occurrences).collect();
    mine.sort_by_key(|one| (one.times.start, one.times.end));
    mine.truncate(most);
    let mut found = Vec::new();
    if mine.len() != expected.occurrences.len() {
        let counts = (expected.occurrences.len(), mine.len());
        found.push(format!(
            "{:?}: {} times, not {}",
            expected.uid, counts.1, counts.0
        ));
    }
    let pairs = mine.iter().zip(&expected.occurrences).enumerate();
    let differ = pairs
        .filter(|(_, (mine, theirs))| !same(mine, theirs))
        .take(3);
    found.extend(differ.map(|(place, (mine, theirs))| {
        format!(
            "{:?} time {place}: {} and not {theirs:?}",
            expected.uid,
            shown(mine)
        )
    }));
    found
}

fn same(mine: &Occurrence, theirs: &truth::Occurrence) -> bool {
    let none = truth::More::default();
    let (start, end, more) = match theirs {
        truth::Occurrence::Plain(start, end) => (start, end, &none),
        truth::Occurrence::More(start, end, more) => (start, end, more),
    };
    let my_end = mine.times.end.to_string();
    mine.times.start.to_string() == *start
        && (my_end == *end || more.end_exact.as_ref() == Some(&my_end))
        && status(mine) == more.status.as_deref().map(str::to_ascii_uppercase)
}

fn status(occurrence: &Occurrence) -> Option<String> {
    occurrence.details.status.clone()
}
