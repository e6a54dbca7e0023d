use std::fmt::Write as _;

use shared::id::{ShiftId, Version};
use shared::publications::CopyState;
use shared::time::{Instant, Zone};

use super::vtimezone;

/// The most octets of a line, its CR LF aside (RFC 5545 section 3.1).
const MOST_OCTETS: usize = 75;

/// A calendar to subscribe to.
#[derive(Debug)]
pub(in crate::calendar) struct Feed<'a> {
    /// What calendar apps call it.
    pub(in crate::calendar) name: &'a str,
    /// The zone its times are shown in.
    pub(in crate::calendar) zone: Zone,
    /// What is in it.
    pub(in crate::calendar) entries: Vec<Entry>,
}

/// A shift in a calendar.
#[derive(Debug)]
pub(in crate::calendar) struct Entry {
    /// The shift, whose id names the event for ever.
    pub(in crate::calendar) id: ShiftId,
    /// What calendar apps show first.
    pub(in crate::calendar) summary: String,
    /// Where it is.
    pub(in crate::calendar) location: Option<String>,
    /// What else there is to say.
    pub(in crate::calendar) description: Option<String>,
    /// When it starts.
    pub(in crate::calendar) start: Instant,
    /// When it ends.
    pub(in crate::calendar) end: Instant,
    /// Whether it is to be worked, or was called off.
    pub(in crate::calendar) state: CopyState,
    /// The version that was published, by which apps tell a newer event from an older one.
    pub(in crate::calendar) version: Version,
    /// When that was published. It stamps the event: the time of the request would
    /// make every event look changed at every reading.
    pub(in crate::calendar) updated_at: Instant,
}

/// The text of a feed: a function of what is in it, and of nothing else.
#[must_use]
pub(in crate::calendar) fn write(feed: &Feed<'_>) -> String {
    let mut calendar = Lines::default();
    let name = escaped(feed.name);
    calendar.line("BEGIN:VCALENDAR");
    calendar.line("VERSION:2.0");
    calendar.line("PRODID:-//Callboard//Callboard//EN");
    calendar.line("CALSCALE:GREGORIAN");
    calendar.line("METHOD:PUBLISH");
    calendar.line(&format!("NAME:{name}"));
    calendar.line(&format!("X-WR-CALNAME:{name}"));
    calendar.line(&format!("X-WR-TIMEZONE:{}", feed.zone));
    calendar.line("REFRESH-INTERVAL;VALUE=DURATION:PT1H");
    calendar.line("X-PUBLISHED-TTL:PT1H");
    let span = feed
        .entries
        .iter()
        .map(|entry| entry.start)
        .min()
        .zip(feed.entries.iter().map(|entry| entry.end).max());
    if let Some((first, last)) = span {
        vtimezone::lines(feed.zone, first, last)
            .iter()
            .for_each(|line| calendar.line(line));
    }
    feed.entries
        .iter()
        .for_each(|entry| calendar.event(entry, feed.zone));
    calendar.line("END:VCALENDAR");
    calendar.0
}

/// The lines written so far, folded and ended.
#[derive(Debug, Default)]
struct Lines(String);

impl Lines {
    /// Adds a line, folded between characters.
    fn line(&mut self, line: &str) {
        let mut octets = 0;
        for character in line.chars() {
            if octets + character.len_utf8() > MOST_OCTETS {
                self.0.push_str("\r\n ");
                octets = 1;
            }
            self.0.push(character);
            octets += character.len_utf8();
        }
        self.0.push_str("\r\n");
    }

    fn event(&mut self, entry: &Entry, zone: Zone) {
        let stamp = entry.updated_at.utc().format("%Y%m%dT%H%M%SZ");
        self.line("BEGIN:VEVENT");
        self.line(&format!("UID:{}", entry.id));
        self.line(&format!("DTSTAMP:{stamp}"));
        self.line(&format!("LAST-MODIFIED:{stamp}"));
        self.line(&format!(
            "SEQUENCE:{}",
            entry.version.number().saturating_sub(1)
        ));
        self.line(&time("DTSTART", entry.start, zone));
        self.line(&time("DTEND", entry.end, zone));
        self.line(&format!("SUMMARY:{}", escaped(&entry.summary)));
        for (name, text) in [
            ("LOCATION", &entry.location),
            ("DESCRIPTION", &entry.description),
        ] {
            if let Some(text) = text {
                self.line(&format!("{name}:{}", escaped(text)));
            }
        }
        let (status, transparency) = match entry.state {
            CopyState::Announced => ("CONFIRMED", "OPAQUE"),
            CopyState::CalledOff => ("CANCELLED", "TRANSPARENT"),
        };
        self.line(&format!("STATUS:{status}"));
        self.line(&format!("TRANSP:{transparency}"));
        self.line("END:VEVENT");
    }
}

/// A time of the feed's zone. One that the wall shows twice means its first pass to every
/// reader, so the second is written in UTC.
fn time(name: &str, at: Instant, zone: Zone) -> String {
    let wall = zone.wall(at);
    let means_it = zone.resolve(wall, shared::time::Pass::First).instant() == at;
    if means_it {
        format!("{name};TZID={zone}:{}", wall.format("%Y%m%dT%H%M%S"))
    } else {
        format!("{name}:{}", at.utc().format("%Y%m%dT%H%M%SZ"))
    }
}

/// A text as a value (RFC 5545 section 3.3.11).
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' | ';' | ',' => {
                let _ = write!(escaped, "\\{character}");
            }
            '\n' => escaped.push_str("\\n"),
            control if control.is_control() && control != '\t' => {}
            plain => escaped.push(plain),
        }
    }
    escaped
}
