//! One VEVENT, understood: an event, the master of a series, or an exception of one.

use std::sync::Arc;

use super::components::Draft;
use super::reading::{Details, Refusal};
use super::span::Span;
use super::times::{Length, Times, Written};
use super::zones::Zones;

/// A VEVENT whose times are read.
#[derive(Debug)]
pub(super) struct Component<'a> {
    /// As it is written.
    pub(super) draft: &'a Draft,
    /// Its UID.
    pub(super) uid: Option<String>,
    /// Its SEQUENCE, 0 without one.
    pub(super) sequence: u32,
    /// What it says beside its times.
    pub(super) details: Arc<Details>,
    /// When it starts, and how long it is; nothing for an exception that only calls off.
    pub(super) times: Option<(Written, Length)>,
    /// What these come to.
    pub(super) own: Option<Times>,
    /// The time of the series that it is an exception to.
    pub(super) exception: Option<Exception>,
}

/// Which times of a series an exception is for.
#[derive(Debug)]
pub(super) struct Exception {
    /// The start that the series gives it.
    pub(super) of: Written,
    /// Which times are meant.
    pub(super) range: Range,
}

/// How far an exception reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Range {
    /// This time alone.
    This,
    /// This one and all after it (RFC 5545 section 3.2.13).
    Onwards,
}

/// The UID of a component, as far as anybody compares it.
pub(super) fn uid(draft: &Draft) -> Option<String> {
    let uid = draft.find("UID")?.text();
    let uid: String = uid.trim().chars().take(255).collect();
    (!uid.is_empty()).then_some(uid)
}

impl<'a> Component<'a> {
    /// The component of a draft, in a calendar that may call off all of its events.
    pub(super) fn of(draft: &'a Draft, zones: &Zones, cancels: bool) -> Result<Self, Refusal> {
        if draft.too_long {
            return Err(Refusal::LineTooLong);
        }
        // A file that breaks off inside an event may have kept the end to itself.
        if !draft.complete {
            return Err(Refusal::Incomplete);
        }
        let exception = exception(draft, zones)?;
        let (times, own) = match (draft.find("DTSTART"), &exception) {
            (Some(start), _) => {
                let start = Written::of(start, zones).ok_or(Refusal::InvalidTime)?;
                let length = length(draft, &start, zones).ok_or(Refusal::InvalidTime)?;
                // Neither is known to be a time that anything can hold before it is resolved.
                let own = length.times(&start).ok_or(Refusal::InvalidTime)?;
                (Some((start, length)), Some(own))
            }
            (None, Some(_)) => (None, None),
            (None, None) => return Err(Refusal::InvalidTime),
        };
        let sequence = draft.find("SEQUENCE");
        Ok(Self {
            draft,
            uid: uid(draft),
            sequence: sequence.map_or(0, |value| value.plain().parse().unwrap_or(0)),
            details: Arc::new(details(draft, cancels)),
            times,
            own,
            exception,
        })
    }

    /// Whether it says itself that it happens at several times.
    pub(super) fn recurs(&self) -> bool {
        let lists = ["RRULE", "RDATE"].into_iter();
        lists.flat_map(|name| self.draft.all(name)).next().is_some()
    }
}

fn exception(draft: &Draft, zones: &Zones) -> Result<Option<Exception>, Refusal> {
    let Some(property) = draft.find("RECURRENCE-ID") else {
        return Ok(None);
    };
    let range = match property.parameter("RANGE") {
        Some(range) if range.trim().eq_ignore_ascii_case("THISANDFUTURE") => Range::Onwards,
        _ => Range::This,
    };
    let of = Written::of(property, zones).ok_or(Refusal::InvalidTime)?;
    Ok(Some(Exception { of, range }))
}

fn length(draft: &Draft, start: &Written, zones: &Zones) -> Option<Length> {
    match (draft.find("DTEND"), draft.find("DURATION")) {
        (Some(end), _) => Length::between(start, &Written::of(end, zones)?),
        (None, Some(duration)) => Some(Length::Span(Span::parse(&duration.value)?)),
        (None, None) => Some(Length::without_end(start)),
    }
}

fn details(draft: &Draft, cancels: bool) -> Details {
    let text = |name: &str| {
        let text = draft.find(name)?.text();
        (!text.trim().is_empty()).then_some(text)
    };
    let status = text("STATUS").map(|status| status.trim().to_ascii_uppercase());
    Details {
        summary: text("SUMMARY").unwrap_or_default(),
        location: text("LOCATION"),
        description: text("DESCRIPTION"),
        cancelled: cancels || status.as_deref() == Some("CANCELLED"),
        status,
    }
}
