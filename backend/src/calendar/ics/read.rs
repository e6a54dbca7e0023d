use std::collections::BTreeMap;

use ical::property::PropertyParser;
use shared::time::Zone;

use super::lines::{Line, TooManyLines, lines};
use super::times::{Times, times};
use super::zones::Zones;

/// The deepest that components may lie in each other; the standard has three levels.
const MOST_DEPTH: usize = 16;

/// The most events of a file.
const MOST_EVENTS: usize = 5_000;

/// The most bytes of a line before its value: the name and the parameters.
const MOST_HEAD: usize = 1024;

/// Why nothing of a file was read. Its display form is the field code of the problem answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(in crate::calendar) enum ReadError {
    /// There is no calendar and no event in it.
    #[error("invalid_format")]
    NoCalendar,
    /// Components lie in each other deeper than any calendar needs.
    #[error("nested_too_deep")]
    TooDeep,
    /// It has more lines or events than one import may have.
    #[error("too_many_items")]
    TooMuch,
}

impl From<TooManyLines> for ReadError {
    fn from(_: TooManyLines) -> Self {
        Self::TooMuch
    }
}

/// A property of a component: the first value of each parameter, and the value as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Property {
    name: String,
    parameters: BTreeMap<String, String>,
    pub(super) value: String,
}

impl Property {
    /// The first value of a parameter, by its name in capitals.
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.get(name).map(String::as_str)
    }

    /// The property that a line states. The `ical` crate reads what comes before the value,
    /// whose length is bounded: it looks from each parameter to the end of what it is given.
    fn of(text: &str) -> Option<Self> {
        let (head, value) = split(text)?;
        let head = format!("{head}:-");
        let read = PropertyParser::from_reader(head.as_bytes()).next()?.ok()?;
        let first =
            |(name, values): (String, Vec<String>)| Some((name, values.into_iter().next()?));
        Some(Self {
            name: read.name.trim().to_ascii_uppercase(),
            parameters: read
                .params
                .into_iter()
                .flatten()
                .filter_map(first)
                .collect(),
            value: value.to_owned(),
        })
    }

    /// The value as a text, its escapes undone.
    fn text(&self) -> String {
        let mut text = String::with_capacity(self.value.len());
        let mut characters = self.value.chars();
        while let Some(character) = characters.next() {
            match (character, character == '\\') {
                (_, true) => match characters.next() {
                    Some('n' | 'N') => text.push('\n'),
                    other => text.extend(other),
                },
                (plain, false) => text.push(plain),
            }
        }
        text
    }
}

/// The line up to the colon that begins its value, and the value. A colon in quotes begins
/// none.
fn split(text: &str) -> Option<(&str, &str)> {
    let mut quoted = false;
    let colon = text.bytes().take(MOST_HEAD).position(|byte| {
        quoted ^= byte == b'"';
        byte == b':' && !quoted
    })?;
    let (head, rest) = text.split_at_checked(colon)?;
    Some((head, rest.strip_prefix(':')?))
}

/// An event, as far as an import looks at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::calendar) struct Event {
    /// The line of the file where it begins, from 1.
    pub(in crate::calendar) line: u32,
    /// Its UID.
    pub(in crate::calendar) uid: Option<String>,
    /// Its SUMMARY; empty without one.
    pub(in crate::calendar) summary: String,
    /// Its LOCATION.
    pub(in crate::calendar) location: Option<String>,
    /// Its DESCRIPTION.
    pub(in crate::calendar) description: Option<String>,
    /// Whether it is a series, or one of a series.
    pub(in crate::calendar) recurring: bool,
    /// Whether it was called off.
    pub(in crate::calendar) cancelled: bool,
    /// When it is; nothing when that cannot be read.
    pub(in crate::calendar) times: Option<Times>,
}

/// What a file's components say before the events can be understood: a zone may be named
/// after the event that is in it.
#[derive(Debug, Default)]
struct Calendar {
    zone: Option<String>,
    locations: BTreeMap<String, String>,
    cancels: bool,
    events: Vec<Draft>,
}

#[derive(Debug)]
struct Draft {
    line: u32,
    properties: Vec<Property>,
    complete: bool,
}

/// The events of a file, in its order. Times without a zone are those of the calendar's
/// `X-WR-TIMEZONE`, or else of `zone`.
pub(in crate::calendar) fn read(bytes: &[u8], zone: Zone) -> Result<Vec<Event>, ReadError> {
    let mut reader = Reader::default();
    for line in lines(bytes)? {
        reader.take(&line)?;
    }
    if !reader.calendar_seen {
        return Err(ReadError::NoCalendar);
    }
    let events = |calendar: Calendar| {
        let zones = Zones::new(calendar.zone.as_deref(), calendar.locations, zone);
        let cancels = calendar.cancels;
        calendar
            .events
            .into_iter()
            .map(move |draft| event(draft, &zones, cancels))
    };
    Ok(reader.calendars.into_iter().flat_map(events).collect())
}

/// Walks through the lines. It keeps the open components on a stack of its own, so that a
/// file cannot exhaust the program's.
#[derive(Debug, Default)]
struct Reader {
    calendar_seen: bool,
    calendars: Vec<Calendar>,
    open: Vec<String>,
    zone_id: Option<String>,
    zone_location: Option<String>,
    events: usize,
}

impl Reader {
    fn take(&mut self, line: &Line) -> Result<(), ReadError> {
        // What is not a property, such as the rest of an unfolded text, is passed over.
        let Some(property) = Property::of(&line.text) else {
            return Ok(());
        };
        match property.name.as_str() {
            "BEGIN" => self.begin(&property, line.number),
            "END" => {
                self.end(&property);
                Ok(())
            }
            _ => {
                self.keep(property);
                Ok(())
            }
        }
    }

    fn begin(&mut self, property: &Property, line: u32) -> Result<(), ReadError> {
        let kind = property.value.trim().to_ascii_uppercase();
        if self.open.len() == MOST_DEPTH {
            return Err(ReadError::TooDeep);
        }
        if kind == "VCALENDAR" || self.calendars.is_empty() {
            self.calendars.push(Calendar::default());
        }
        self.calendar_seen |= kind == "VCALENDAR" || kind == "VEVENT";
        if kind == "VEVENT" {
            self.events += 1;
            if self.events > MOST_EVENTS {
                return Err(ReadError::TooMuch);
            }
            if let Some(calendar) = self.calendars.last_mut() {
                calendar.events.push(Draft {
                    line,
                    properties: Vec::new(),
                    complete: false,
                });
            }
        }
        if kind == "VTIMEZONE" {
            (self.zone_id, self.zone_location) = (None, None);
        }
        self.open.push(kind);
        Ok(())
    }

    /// Closes the component, and those in it that nobody closed.
    fn end(&mut self, property: &Property) {
        let kind = property.value.trim().to_ascii_uppercase();
        let Some(place) = self.open.iter().rposition(|open| *open == kind) else {
            return;
        };
        self.open.truncate(place);
        let Some(calendar) = self.calendars.last_mut() else {
            return;
        };
        match kind.as_str() {
            "VEVENT" => calendar
                .events
                .last_mut()
                .into_iter()
                .for_each(|event| event.complete = true),
            "VTIMEZONE" => {
                if let (Some(id), Some(location)) = (self.zone_id.take(), self.zone_location.take())
                {
                    calendar.locations.insert(id, location);
                }
            }
            _ => {}
        }
    }

    fn keep(&mut self, property: Property) {
        let Some(calendar) = self.calendars.last_mut() else {
            return;
        };
        let value = || property.value.trim().to_owned();
        match (self.open.last().map(String::as_str), property.name.as_str()) {
            (Some("VEVENT"), _) => {
                if let Some(event) = calendar.events.last_mut() {
                    event.keep(property);
                }
            }
            (Some("VTIMEZONE"), "TZID") => self.zone_id = Some(value()),
            (Some("VTIMEZONE"), "X-LIC-LOCATION") => self.zone_location = Some(value()),
            (Some("VCALENDAR"), "X-WR-TIMEZONE") => calendar.zone = Some(value()),
            (Some("VCALENDAR"), "METHOD") => {
                calendar.cancels = property.value.trim().eq_ignore_ascii_case("CANCEL")
            }
            _ => {}
        }
    }
}

impl Draft {
    /// Keeps what an import looks at; of a property that is there twice, the first.
    fn keep(&mut self, property: Property) {
        const KEPT: [&str; 12] = [
            "UID",
            "SUMMARY",
            "LOCATION",
            "DESCRIPTION",
            "DTSTART",
            "DTEND",
            "DURATION",
            "STATUS",
            "RRULE",
            "RDATE",
            "EXRULE",
            "RECURRENCE-ID",
        ];
        if KEPT.contains(&property.name.as_str()) && self.find(&property.name).is_none() {
            self.properties.push(property);
        }
    }

    fn find(&self, name: &str) -> Option<&Property> {
        self.properties
            .iter()
            .find(|property| property.name == name)
    }
}

fn event(draft: Draft, zones: &Zones, cancels: bool) -> Event {
    let text = |name| {
        draft
            .find(name)
            .map(Property::text)
            .filter(|text| !text.trim().is_empty())
    };
    let called_off = |status: &Property| status.value.trim().eq_ignore_ascii_case("CANCELLED");
    // A file that breaks off inside an event may have kept the end to itself.
    let when = draft.complete.then(|| {
        times(
            draft.find("DTSTART"),
            draft.find("DTEND"),
            draft.find("DURATION"),
            zones,
        )
    });
    Event {
        line: draft.line,
        uid: text("UID").map(|uid| uid.trim().chars().take(255).collect()),
        summary: text("SUMMARY").unwrap_or_default(),
        location: text("LOCATION"),
        description: text("DESCRIPTION"),
        recurring: ["RRULE", "RDATE", "EXRULE", "RECURRENCE-ID"]
            .iter()
            .any(|name| draft.find(name).is_some()),
        cancelled: cancels || draft.find("STATUS").is_some_and(called_off),
        times: when.flatten(),
    }
}
