//! The iCalendar format (RFC 5545), as real programs write it and as they like to read it.
//!
//! Nothing here knows of requests, of the database or of the clock. A file goes through, from
//! its bytes to what it says:
//!
//! 1. `lines`: bytes are unfolded, then decoded.
//! 2. `property`, `components`: what each line states, and which component it is in. The crate
//!    `ical` reads the parameters of a line; components are walked through without recursion.
//! 3. `times`, `span`, `dates`: dates, times and durations, read strictly and here, since the
//!    crates wrap or drop what does not fit. `zones` knows the names of zones, `defined` works
//!    out what a file defines itself; `chrono-tz` knows when clocks change, and the oldest names
//!    of Outlook are those of `calcard`.
//! 4. `rule`: `calcard` reads recurrence rules and walks through them, in wall time.
//! 5. `component`, `series`, `read`: masters, dates and exceptions become occurrences.
//!
//! `limits` bounds each step before it is taken. An event that cannot be read is refused with
//! its line and the reason, and keeps no other from being read. Where the standard leaves room,
//! this is chosen:
//!
//! - A name of a zone that the world knows goes before the definition in the file; that one goes
//!   before `X-WR-TIMEZONE`, and that before the organisation's zone. `X-WR-TIMEZONE` is for
//!   floating times; times in UTC stay what they are.
//! - An occurrence ends when the wall shows the time that the first one ends at: a night shift
//!   from 22:00 to 06:00 does so in every night. What exact seconds give is in `end_exact`.
//! - Whole days are the organisation's days, whatever `X-WR-TIMEZONE` says.
//! - A day that ends when it starts is a whole day. The first start of a series counts, also when
//!   its rule does not hold for it. A series that ends before it starts has no occurrence.
//! - Rules for seconds are refused, and those for hours or minutes that have no end.
//! - A rule of another calendar (RSCALE) is refused.
//! - Of several masters with one UID, those of the highest SEQUENCE are events; exceptions belong to
//!   the last that recurs.
//! - An exception for a time that the series does not have is an occurrence of its own, unless the
//!   series leaves that time out (EXDATE) or is of a higher SEQUENCE.

mod component;
mod components;
mod dates;
mod defined;
mod limits;
mod lines;
mod property;
mod read;
mod reading;
mod rule;
mod series;
mod span;
mod times;
mod vtimezone;
mod windows;
mod write;
mod zones;

pub use defined::DefinedZone;
pub use read::read;
pub use reading::{
    Details, Event, Note, NoteKind, Occurrence, ReadError, Reading, Refusal, Refused, Repeats,
    Scope, Window,
};
pub use times::{FileZone, Times, ZoneFound};
pub(super) use write::{Entry, Feed, write};

#[cfg(test)]
mod tests;
