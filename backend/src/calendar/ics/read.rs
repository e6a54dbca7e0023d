//! A file as the events in it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::component::{Component, uid};
use super::components::{Calendar, Walk};
use super::limits::{MOST_BYTES, Work};
use super::lines::lines;
use super::reading::{
    Event, Note, NoteKind, Occurrence, ReadError, Reading, Refusal, Refused, Repeats, Scope,
};
use super::series::Series;
use super::zones::Zones;

/// Reads a file: each event by itself, so that a bad one keeps no other from being read.
///
/// # Errors
///
/// When there is no calendar in it, or more of anything than a calendar has.
pub fn read(bytes: &[u8], scope: &Scope) -> Result<Reading, ReadError> {
    if bytes.len() > MOST_BYTES {
        return Err(ReadError::TooMuch);
    }
    let walk = Walk::through(&lines(bytes)?)?;
    let mut work = Work::default();
    let mut reading = Reading {
        notes: walk.notes,
        ..Reading::default()
    };
    for calendar in &walk.calendars {
        let zones = Zones::new(calendar, scope.zone, &mut work);
        reading.notes.extend_from_slice(&zones.notes);
        let mut reader = Reader {
            zones: &zones,
            scope,
            work: &mut work,
            reading: &mut reading,
        };
        for family in reader.families(calendar) {
            reader.read(&family);
        }
    }
    reading.refused.sort_by_key(|refused| refused.line);
    reading.steps = work.steps();
    Ok(reading)
}

/// The components of one UID.
#[derive(Debug, Default)]
struct Family<'a> {
    masters: Vec<Component<'a>>,
    exceptions: Vec<Component<'a>>,
}

/// Reads the events of one calendar.
struct Reader<'a> {
    zones: &'a Zones,
    scope: &'a Scope,
    work: &'a mut Work,
    reading: &'a mut Reading,
}

impl Reader<'_> {
    /// The components that can be read, by UID; without one, each is by itself.
    fn families<'b>(&mut self, calendar: &'b Calendar) -> Vec<Family<'b>> {
        let mut families: Vec<Family<'b>> = Vec::new();
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        for draft in &calendar.events {
            let component = match Component::of(draft, self.zones, calendar.cancels) {
                Ok(component) => component,
                Err(reason) => {
                    self.refuse(draft.line, uid(draft), reason);
                    continue;
                }
            };
            let next = families.len();
            let place = match &component.uid {
                Some(uid) => *places.entry(uid.clone()).or_insert(next),
                None => next,
            };
            if place == next {
                families.push(Family::default());
            }
            if let Some(family) = families.get_mut(place) {
                let exceptional = component.exception.is_some();
                if exceptional {
                    family.exceptions.push(component);
                } else {
                    family.masters.push(component);
                }
            }
        }
        families
    }

    fn refuse(&mut self, line: u32, uid: Option<String>, reason: Refusal) {
        self.reading.refused.push(Refused { line, uid, reason });
    }

    /// The events of a family: of several masters those of the highest SEQUENCE, as the others are
    /// what they once were. The exceptions belong to the last that recurs; without a master they
    /// are what is known of a series.
    fn read(&mut self, family: &Family<'_>) {
        let newest = family.masters.iter().map(|master| master.sequence).max();
        let holds = |master: &Component<'_>| Some(master.sequence) == newest;
        let masters = || family.masters.iter();
        let recurring = masters().rposition(|master| holds(master) && master.recurs());
        let of = recurring.or_else(|| masters().rposition(holds));
        for (place, master) in family.masters.iter().enumerate() {
            if !holds(master) {
                self.reading.notes.push(Note {
                    line: master.draft.line,
                    kind: NoteKind::Superseded,
                });
                continue;
            }
            let exceptions = match of {
                Some(of) if of == place => family.exceptions.as_slice(),
                _ => &[],
            };
            if master.recurs() || !exceptions.is_empty() {
                self.series(master, exceptions);
            } else {
                self.single(master);
            }
        }
        if family.masters.is_empty() {
            self.orphans(&family.exceptions);
        }
    }

    fn series(&mut self, master: &Component<'_>, exceptions: &[Component<'_>]) {
        let series = Series {
            master,
            exceptions,
            zones: self.zones,
            scope: self.scope,
        };
        let line = master.draft.line;
        match series.expand(self.work) {
            Ok(expanded) if expanded.occurrences.is_empty() && self.scope.window.is_none() => {
                self.refuse(line, master.uid.clone(), Refusal::NoOccurrence);
            }
            Ok(expanded) => {
                let notes = expanded.notes.into_iter();
                self.reading
                    .notes
                    .extend(notes.map(|kind| Note { line, kind }));
                self.reading.events.push(Event {
                    line,
                    uid: master.uid.clone(),
                    repeats: expanded.repeats,
                    occurrences: expanded.occurrences,
                });
            }
            Err(reason) => self.refuse(line, master.uid.clone(), reason),
        }
    }

    fn single(&mut self, component: &Component<'_>) {
        let line = component.draft.line;
        match occurrence(component) {
            Some(occurrence) => self.reading.events.push(Event {
                line,
                uid: component.uid.clone(),
                repeats: Repeats::Once,
                occurrences: vec![occurrence],
            }),
            None => self.refuse(line, component.uid.clone(), Refusal::InvalidTime),
        }
    }

    fn orphans(&mut self, exceptions: &[Component<'_>]) {
        let Some(first) = exceptions.first() else {
            return;
        };
        let line = first.draft.line;
        let mut occurrences: Vec<Occurrence> = exceptions.iter().filter_map(occurrence).collect();
        if occurrences.is_empty() {
            self.refuse(line, first.uid.clone(), Refusal::InvalidTime);
            return;
        }
        occurrences.sort_by_key(|one| one.times.start);
        self.reading.notes.push(Note {
            line,
            kind: NoteKind::StrayException,
        });
        self.reading.events.push(Event {
            line,
            uid: first.uid.clone(),
            repeats: Repeats::Daily,
            occurrences,
        });
    }
}

/// The one time of a component.
fn occurrence(component: &Component<'_>) -> Option<Occurrence> {
    let exception = component.exception.as_ref();
    Some(Occurrence {
        line: component.draft.line,
        recurrence_id: exception.and_then(|exception| exception.of.instant()),
        times: component.own.clone()?,
        details: Arc::clone(&component.details),
    })
}
