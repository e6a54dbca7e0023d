//! The components of a file (RFC 5545 section 3.4): calendars, and in them events and
//! definitions of zones. What is in them is only understood later: a zone may be defined after
//! the event that is in it.

use super::limits::{MOST_COMPONENTS, MOST_DATES, MOST_DEPTH, MOST_EVENTS};
use super::lines::Line;
use super::property::{self, Heads, Property};
use super::reading::{Note, NoteKind, ReadError};

/// What is kept of an event.
const OF_EVENTS: [&str; 16] = [
    "UID",
    "SUMMARY",
    "LOCATION",
    "DESCRIPTION",
    "DTSTART",
    "DTEND",
    "DURATION",
    "STATUS",
    "SEQUENCE",
    "LAST-MODIFIED",
    "RRULE",
    "RDATE",
    "EXRULE",
    "EXDATE",
    "RECURRENCE-ID",
    "DTSTAMP",
];

/// What an event may have several of.
const MANY: [&str; 4] = ["RRULE", "RDATE", "EXRULE", "EXDATE"];

/// What is kept of a part of a zone's definition.
const OF_OBSERVANCES: [&str; 5] = ["DTSTART", "RRULE", "RDATE", "TZOFFSETFROM", "TZOFFSETTO"];

/// The most properties that are kept of one component.
const MOST_KEPT: usize = MOST_DATES + 100;

/// One calendar of a file.
#[derive(Debug, Default)]
pub(super) struct Calendar {
    /// Its `X-WR-TIMEZONE`.
    pub(super) zone: Option<String>,
    /// Whether its method says that its events are called off.
    pub(super) cancels: bool,
    /// The zones that it defines.
    pub(super) definitions: Vec<Definition>,
    /// Its events.
    pub(super) events: Vec<Draft>,
}

/// A VTIMEZONE as it is written.
#[derive(Debug, Default)]
pub(super) struct Definition {
    /// The line where it begins.
    pub(super) line: u32,
    /// Its TZID.
    pub(super) id: Option<String>,
    /// Where it says to be (`X-LIC-LOCATION`).
    pub(super) location: Option<String>,
    /// Its STANDARD and DAYLIGHT parts.
    pub(super) observances: Vec<Draft>,
}

/// A component as it is written.
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// The line where it begins.
    pub(super) line: u32,
    /// Whether the file says where it ends.
    pub(super) complete: bool,
    /// Whether a line of it is longer than any text.
    pub(super) too_long: bool,
    properties: Vec<Property>,
}

impl Draft {
    fn at(line: u32) -> Self {
        Self {
            line,
            ..Self::default()
        }
    }

    /// Keeps a property; of one that may be there once, the first.
    fn keep(&mut self, property: Property) {
        let room = self.properties.len() < MOST_KEPT;
        let another = MANY.contains(&property.name()) || self.find(property.name()).is_none();
        if room && another {
            self.properties.push(property);
        }
    }

    /// The first property of a name.
    pub(super) fn find(&self, name: &str) -> Option<&Property> {
        let mut properties = self.properties.iter();
        properties.find(|property| property.name() == name)
    }

    /// The properties of a name that have a value.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Property> + 'a {
        let properties = self.properties.iter();
        properties.filter(move |property| property.name() == name && !property.plain().is_empty())
    }
}

/// A component that is open, as far as it matters which it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Calendar,
    Event,
    Zone,
    Observance,
    Other,
}

/// Walks through the lines. It keeps the open components on a stack of its own, so that a
/// file cannot exhaust the program's.
#[derive(Debug, Default)]
pub(super) struct Walk {
    /// The calendars found.
    pub(super) calendars: Vec<Calendar>,
    /// What is to be known of lines.
    pub(super) notes: Vec<Note>,
    found: bool,
    heads: Heads,
    open: Vec<(Kind, String)>,
    components: usize,
    events: usize,
}

impl Walk {
    /// Walks through all lines of a file.
    pub(super) fn through(lines: &[Line]) -> Result<Self, ReadError> {
        let mut walk = Self::default();
        for line in lines {
            walk.take(line)?;
        }
        if walk.found {
            Ok(walk)
        } else {
            Err(ReadError::NoCalendar)
        }
    }

    fn take(&mut self, line: &Line) -> Result<(), ReadError> {
        let name = property::name(&line.text).to_ascii_uppercase();
        let structural = name == "BEGIN" || name == "END";
        let kept = structural || self.keeps(&name);
        if line.cut {
            self.cut(line.number, kept || !line.text.contains(':'));
            return Ok(());
        }
        if !kept {
            return Ok(());
        }
        // What is not a property, such as the rest of an unfolded text, is passed over.
        let Some(property) = self.heads.property(&line.text) else {
            return Ok(());
        };
        match property.name() {
            "BEGIN" => self.begin(&property, line.number)?,
            "END" => self.end(&property),
            _ => self.keep(property),
        }
        Ok(())
    }

    /// Whether a property of this name is looked at where the walk is.
    fn keeps(&self, name: &str) -> bool {
        match self.open.last().map(|(kind, _)| kind) {
            Some(Kind::Event) => OF_EVENTS.contains(&name),
            Some(Kind::Observance) => OF_OBSERVANCES.contains(&name),
            Some(Kind::Zone) => matches!(name, "TZID" | "X-LIC-LOCATION"),
            Some(Kind::Calendar) => matches!(name, "X-WR-TIMEZONE" | "METHOD"),
            Some(Kind::Other) | None => false,
        }
    }

    /// A line of which not all was kept: what needs it cannot be read.
    fn cut(&mut self, line: u32, needed: bool) {
        let inside = self.open.iter().any(|(kind, _)| *kind == Kind::Event);
        match self.last_event() {
            Some(event) if inside && needed => event.too_long = true,
            _ => self.notes.push(Note {
                line,
                kind: NoteKind::LinePassedOver,
            }),
        }
    }

    fn last_event(&mut self) -> Option<&mut Draft> {
        self.calendars.last_mut()?.events.last_mut()
    }

    fn begin(&mut self, property: &Property, line: u32) -> Result<(), ReadError> {
        let name = property.plain().to_ascii_uppercase();
        let kind = match (name.as_str(), self.open.last()) {
            ("VCALENDAR", _) => Kind::Calendar,
            ("VEVENT", _) => Kind::Event,
            ("VTIMEZONE", _) => Kind::Zone,
            ("STANDARD" | "DAYLIGHT", Some((Kind::Zone, _))) => Kind::Observance,
            _ => Kind::Other,
        };
        self.components += 1;
        self.events += usize::from(kind == Kind::Event);
        if self.open.len() == MOST_DEPTH {
            return Err(ReadError::TooDeep);
        }
        if self.components > MOST_COMPONENTS || self.events > MOST_EVENTS {
            return Err(ReadError::TooMuch);
        }
        if kind == Kind::Calendar || self.calendars.is_empty() {
            self.calendars.push(Calendar::default());
        }
        self.found |= matches!(kind, Kind::Calendar | Kind::Event);
        if let Some(calendar) = self.calendars.last_mut() {
            calendar.add(kind, line);
        }
        self.open.push((kind, name));
        Ok(())
    }

    /// Closes the component, and those in it that nobody closed.
    fn end(&mut self, property: &Property) {
        let name = property.plain().to_ascii_uppercase();
        let Some(place) = self.open.iter().rposition(|(_, open)| *open == name) else {
            return;
        };
        self.open.truncate(place);
        if name == "VEVENT"
            && let Some(event) = self.last_event()
        {
            event.complete = true;
        }
    }

    fn keep(&mut self, property: Property) {
        let kind = self.open.last().map(|(kind, _)| *kind);
        let (Some(kind), Some(calendar)) = (kind, self.calendars.last_mut()) else {
            return;
        };
        let plain = || property.plain().to_owned();
        let definition = calendar.definitions.last_mut();
        match (kind, property.name(), definition) {
            (Kind::Event, ..) => {
                if let Some(event) = calendar.events.last_mut() {
                    event.keep(property);
                }
            }
            (Kind::Observance, _, Some(definition)) => {
                if let Some(observance) = definition.observances.last_mut() {
                    observance.keep(property);
                }
            }
            (Kind::Zone, "TZID", Some(definition)) => definition.id = Some(plain()),
            (Kind::Zone, _, Some(definition)) => definition.location = Some(plain()),
            (Kind::Calendar, "METHOD", _) => {
                calendar.cancels = property.plain().eq_ignore_ascii_case("CANCEL");
            }
            (Kind::Calendar, ..) => calendar.zone = Some(plain()),
            _ => {}
        }
    }
}

impl Calendar {
    /// Makes room for a component that begins.
    fn add(&mut self, kind: Kind, line: u32) {
        match kind {
            Kind::Event => self.events.push(Draft::at(line)),
            Kind::Zone => self.definitions.push(Definition {
                line,
                ..Definition::default()
            }),
            Kind::Observance => {
                if let Some(definition) = self.definitions.last_mut() {
                    definition.observances.push(Draft::at(line));
                }
            }
            Kind::Calendar | Kind::Other => {}
        }
    }
}
