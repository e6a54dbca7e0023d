//! What a file says, once it is understood.

use std::sync::Arc;

use shared::time::{Instant, Zone};

use super::times::Times;

/// How a file is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scope {
    /// The zone of times that name none, in a calendar that names none.
    pub zone: Zone,
    /// The occurrences of a series that are wanted; all of them without a window.
    pub window: Option<Window>,
    /// The most occurrences of one series that are kept.
    pub most: usize,
}

/// A stretch of time: what ends before it or starts after it is outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// Its first instant.
    pub from: Instant,
    /// Its end.
    pub until: Instant,
}

/// What a file holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// The events that could be read, in the order of the file; a series is one event.
    pub events: Vec<Event>,
    /// The events that could not be read, or not all of it, with the reason.
    pub refused: Vec<Refused>,
    /// What was understood in a way that somebody may want to know.
    pub notes: Vec<Note>,
    /// The steps that its recurrence rules took.
    pub steps: u32,
}

/// An event, or a series of them with its exceptions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// The line of the file where it begins, from 1.
    pub line: u32,
    /// Its UID.
    pub uid: Option<String>,
    /// Whether it is one event, or a series.
    pub repeats: Repeats,
    /// When it happens, by start, cancelled times included.
    pub occurrences: Vec<Occurrence>,
}

/// How often an event happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repeats {
    /// Once.
    Once,
    /// At several times, at most once in a day or at several times of a day.
    Daily,
    /// Every so many hours or minutes.
    InDays,
}

/// One time that an event happens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occurrence {
    /// The line of the file that its component begins at.
    pub line: u32,
    /// The start that the series gives it, by which exceptions name it; nothing for an event
    /// that happens once.
    pub recurrence_id: Option<Instant>,
    /// When it is.
    pub times: Times,
    /// What it says.
    pub details: Arc<Details>,
}

/// What a component says beside its times.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Details {
    /// Its SUMMARY; empty without one.
    pub summary: String,
    /// Its LOCATION.
    pub location: Option<String>,
    /// Its DESCRIPTION.
    pub description: Option<String>,
    /// Its STATUS, in capitals.
    pub status: Option<String>,
    /// Whether it was called off, by its status or by the method of its calendar.
    pub cancelled: bool,
}

/// An event that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// The line of the file where it begins, from 1.
    pub line: u32,
    /// Its UID, if it has one.
    pub uid: Option<String>,
    /// Why.
    pub reason: Refusal,
}

/// Why an event could not be read. Its display form is the word of the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum Refusal {
    /// The file breaks off inside it.
    #[error("incomplete")]
    Incomplete,
    /// A line of it is longer than any text.
    #[error("line_too_long")]
    LineTooLong,
    /// It has no start, one that is no time, an end before its start, or a year far away.
    #[error("invalid_time")]
    InvalidTime,
    /// Its rule cannot be read, or is one of another calendar.
    #[error("invalid_recurrence")]
    InvalidRecurrence,
    /// It recurs every second, or every hour or minute without an end.
    #[error("recurrence_too_frequent")]
    TooFrequent,
    /// Its rule lists more times than any plan has.
    #[error("recurrence_too_dense")]
    TooDense,
    /// Its rule counts further than a rule is walked.
    #[error("recurrence_too_long")]
    TooLong,
    /// It lists more single dates than any plan has.
    #[error("too_many_dates")]
    TooManyDates,
    /// Its rule never comes true.
    #[error("no_occurrence")]
    NoOccurrence,
    /// The events before it have used up the work that one file may cost.
    #[error("too_much_work")]
    TooMuchWork,
}

/// Something that somebody may want to know of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Note {
    /// The line of the file that it is about.
    pub line: u32,
    /// What it is.
    pub kind: NoteKind,
}

/// What there is to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoteKind {
    /// A long line that nobody needs, such as an attachment, was passed over.
    LinePassedOver,
    /// The definition of a zone could not be read.
    BadDefinition,
    /// A date that a series adds or leaves out could not be read.
    BadDate,
    /// A later component of the same UID, of a higher SEQUENCE, holds instead.
    Superseded,
    /// An exception of a series is for a time that the series does not have.
    StrayException,
    /// The series goes on after the last occurrence that is kept.
    Cut,
}

/// Why nothing of a file was read. Its display form is the field code of the problem answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// There is no calendar and no event in it.
    #[error("invalid_format")]
    NoCalendar,
    /// Components lie in each other deeper than any calendar needs.
    #[error("nested_too_deep")]
    TooDeep,
    /// It has more bytes, lines, components or events than one import may have.
    #[error("too_many_items")]
    TooMuch,
}
