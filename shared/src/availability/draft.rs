//! The form of a stretch of availability: what is typed, and the stretch it makes.

use super::{AvailabilityIn, AvailabilityKind, AvailabilityOut, AvailabilityPatch, Span, SpanUnit};
use crate::form::Reading;
use crate::id::UserId;
use crate::patch::Patch;
use crate::planning::draft::Moment;
use crate::problem::FieldError;
use crate::text::Reason;
use crate::time::{BadTime, Day, Instant, Pass, Resolved, Zone};

/// The form of a stretch. Days are written `2026-11-24`, times `09:00`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AvailabilityDraft {
    /// What is said.
    pub kind: AvailabilityKind,
    /// How it is declared.
    pub unit: SpanUnit,
    /// The first day of whole days.
    pub first: String,
    /// The last day of whole days, which belongs to them.
    pub last: String,
    /// Where a stretch with times begins.
    pub start: Moment,
    /// Where it ends.
    pub end: Moment,
    /// A note for the planners.
    pub note: String,
}

impl AvailabilityDraft {
    /// The form of a new stretch: a whole day.
    #[must_use]
    pub fn blank(day: Day) -> Self {
        let moment = |time: &str| Moment {
            day: day.to_string(),
            time: time.to_owned(),
            pass: Pass::First,
        };
        Self {
            kind: AvailabilityKind::Unavailable,
            unit: SpanUnit::Days,
            first: day.to_string(),
            last: day.to_string(),
            start: moment("09:00"),
            end: moment("13:00"),
            note: String::new(),
        }
    }

    /// The form of a stretch that is there. Its other way of being declared is filled in
    /// too, so that switching to it starts from the same time.
    #[must_use]
    pub fn of(said: &AvailabilityOut, zone: Zone) -> Self {
        let (unit, first, last) = match said.span {
            Span::Days { first, last } => (SpanUnit::Days, first, last),
            Span::Times { start, end } => {
                let last = zone.day(end.plus_seconds(-1));
                (SpanUnit::Times, zone.day(start), last)
            }
        };
        Self {
            kind: said.kind,
            unit,
            first: first.to_string(),
            last: last.to_string(),
            start: Moment::of(said.start, zone),
            end: Moment::of(said.end, zone),
            note: said
                .note
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
        }
    }

    /// Another first day: a last day that would be earlier follows.
    pub fn set_first(&mut self, day: String) {
        follow(&mut self.last, &day);
        self.first = day;
    }

    /// Another day to begin on: a day to end on that would be earlier follows.
    pub fn set_start_day(&mut self, day: String) {
        follow(&mut self.end.day, &day);
        self.start.day = day;
    }

    /// The stretch it makes for somebody, or the fields that are not right.
    pub fn input(
        &self,
        person_id: Option<UserId>,
        zone: Zone,
    ) -> Result<AvailabilityIn, Vec<FieldError>> {
        let mut reading = Reading::default();
        let span = self.span(&mut reading, None, zone);
        let note = reading.optional("/note", &self.note, Reason::parse);
        reading.done(span.map(|span| AvailabilityIn {
            person_id,
            kind: self.kind,
            span,
            note,
        }))
    }

    /// What it changes of a stretch that is there, or the fields that are not right.
    pub fn patch(
        &self,
        present: &AvailabilityOut,
        zone: Zone,
    ) -> Result<AvailabilityPatch, Vec<FieldError>> {
        let mut reading = Reading::default();
        let span = self.span(&mut reading, Some(present), zone);
        let note = reading.optional("/note", &self.note, Reason::parse);
        reading.done(span.map(|span| AvailabilityPatch {
            kind: Patch::between(&present.kind, self.kind),
            span: Patch::between(&present.span, span),
            note: Patch::between(&present.note, note),
        }))
    }

    fn span(
        &self,
        reading: &mut Reading,
        present: Option<&AvailabilityOut>,
        zone: Zone,
    ) -> Option<Span> {
        let span = match self.unit {
            SpanUnit::Days => {
                let first = reading.take("/span/first", self.first.parse::<Day>());
                let last = reading.take("/span/last", self.last.parse::<Day>());
                Span::Days {
                    first: first?,
                    last: last?,
                }
            }
            SpanUnit::Times => {
                let start = instant(&self.start, present.map(|said| said.start), zone);
                let end = instant(&self.end, present.map(|said| said.end), zone);
                let (start, end) = (
                    reading.take("/span/start", start),
                    reading.take("/span/end", end),
                );
                Span::Times {
                    start: start?,
                    end: end?,
                }
            }
        };
        if let Err(error) = span.slot(zone) {
            reading.refuse(&error.pointer, error.code);
        }
        Some(span)
    }
}

fn follow(last: &mut String, day: &str) {
    if let (Ok(first), Ok(present)) = (day.parse::<Day>(), last.parse::<Day>())
        && present < first
    {
        *last = first.to_string();
    }
}

/// The instant of a moment. One that was not touched keeps its seconds.
fn instant(moment: &Moment, present: Option<Instant>, zone: Zone) -> Result<Instant, BadTime> {
    match present {
        Some(at) if Moment::of(at, zone) == *moment => Ok(at),
        _ => moment.resolve(zone).map(Resolved::instant).ok_or(BadTime),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{AvailabilityId, Version};

    fn day() -> Day {
        "2026-11-24".parse().unwrap()
    }

    fn said(span: Span) -> AvailabilityOut {
        let slot = span.slot(Zone::PARIS).unwrap();
        AvailabilityOut {
            id: AvailabilityId::new(),
            person_id: UserId::new(),
            kind: AvailabilityKind::Preferred,
            span,
            start: slot.start(),
            end: slot.end(),
            note: None,
            version: Version::FIRST,
        }
    }

    #[test]
    fn an_untouched_form_changes_nothing_not_even_seconds() {
        let start: Instant = "2026-10-25T00:30:17Z".parse().unwrap();
        for span in [
            Span::Days {
                first: day(),
                last: day(),
            },
            Span::Times {
                start,
                end: start.plus_minutes(90),
            },
        ] {
            let present = said(span);
            let patch = AvailabilityDraft::of(&present, Zone::PARIS).patch(&present, Zone::PARIS);
            assert_eq!(patch, Ok(AvailabilityPatch::default()));
        }
    }

    #[test]
    fn the_other_way_of_declaring_starts_from_the_same_time() {
        let mut draft = AvailabilityDraft::of(
            &said(Span::Days {
                first: day(),
                last: day(),
            }),
            Zone::PARIS,
        );
        assert_eq!(
            (draft.start.time.as_str(), draft.end.day.as_str()),
            ("00:00", "2026-11-25")
        );
        draft.unit = SpanUnit::Times;
        let present = said(draft.input(None, Zone::PARIS).unwrap().span);
        assert_eq!(
            AvailabilityDraft::of(&present, Zone::PARIS).last,
            "2026-11-24"
        );
    }

    #[test]
    fn the_last_day_never_stays_behind_the_first() {
        let mut draft = AvailabilityDraft::blank(day());
        draft.set_first("2026-12-01".to_owned());
        draft.set_start_day("2026-12-02".to_owned());
        assert_eq!(
            (draft.last.as_str(), draft.end.day.as_str()),
            ("2026-12-01", "2026-12-02")
        );
        draft.set_first("2026-11-30".to_owned());
        assert_eq!(draft.last, "2026-12-01");
    }

    #[test]
    fn the_fields_that_are_not_right_are_named() {
        let mut draft = AvailabilityDraft::blank(day());
        draft.last = "2026-11-01".to_owned();
        draft.note = "x".to_owned();
        let expected = [
            FieldError::new("/span/last", "end_not_after_start"),
            FieldError::new("/note", "too_short"),
        ];
        assert_eq!(draft.input(None, Zone::PARIS), Err(expected.to_vec()));
        draft.unit = SpanUnit::Times;
        draft.end.time = String::new();
        let errors = draft.input(None, Zone::PARIS).unwrap_err();
        assert_eq!(
            errors.first(),
            Some(&FieldError::new("/span/end", "invalid_time"))
        );
    }
}
