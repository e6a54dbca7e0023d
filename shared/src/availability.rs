//! When people can work, as they say themselves.

mod draft;

use serde::{Deserialize, Serialize};

use crate::call::Call;
use crate::id::{AvailabilityId, UserId, Version};
use crate::page::Page;
use crate::patch::Patch;
use crate::problem::FieldError;
use crate::text::Reason;
use crate::time::{Day, EmptySlot, Instant, Slot, Zone};
use crate::word::word;

pub use draft::AvailabilityDraft;

word! {
    /// What a person says of a stretch of time.
    AvailabilityKind {
        /// Cannot work.
        Unavailable = "UNAVAILABLE",
        /// Can work.
        Available = "AVAILABLE",
        /// Would like to work.
        Preferred = "PREFERRED",
    }
}

word! {
    /// How a stretch was declared.
    SpanUnit {
        /// From one instant to another.
        Times = "times",
        /// In whole days.
        Days = "days",
    }
}

/// The longest stretch, in days: a year and a day.
pub const MOST_DAYS: i64 = 367;

/// When it holds: between two instants, or for whole days of the organisation's zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "unit", rename_all = "lowercase", deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub enum Span {
    /// From one instant to another.
    Times {
        /// The first instant.
        start: Instant,
        /// The first instant after it.
        end: Instant,
    },
    /// Whole days.
    Days {
        /// The first day.
        first: Day,
        /// The last day, which belongs to it.
        last: Day,
    },
}

impl Span {
    /// The instants it covers in a zone; a day of the clock change has its 23 or 25 hours.
    pub fn slot(self, zone: Zone) -> Result<Slot, FieldError> {
        let (start, end, pointer) = match self {
            Self::Times { start, end } => (start, end, "/span/end"),
            Self::Days { first, last } => (
                zone.midnight(first),
                zone.midnight(last.plus_days(1)),
                "/span/last",
            ),
        };
        let slot =
            Slot::new(start, end).map_err(|error @ EmptySlot| FieldError::new(pointer, error))?;
        if slot.minutes() > MOST_DAYS * 24 * 60 {
            return Err(FieldError::new(pointer, "too_long"));
        }
        Ok(slot)
    }
}

/// Availability to declare.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct AvailabilityIn {
    /// Whose; the caller's when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person_id: Option<UserId>,
    /// What is said.
    pub kind: AvailabilityKind,
    /// When it holds.
    pub span: Span,
    /// A note for the planners.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Reason>,
}

/// A change of availability.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct AvailabilityPatch {
    /// What is said.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[cfg_attr(feature = "server", schema(value_type = AvailabilityKind, required = false))]
    pub kind: Patch<AvailabilityKind>,
    /// When it holds.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[cfg_attr(feature = "server", schema(value_type = Span, required = false))]
    pub span: Patch<Span>,
    /// A note for the planners.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[cfg_attr(feature = "server", schema(value_type = Option<Reason>, required = false))]
    pub note: Patch<Option<Reason>>,
}

/// A stretch of availability.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct AvailabilityOut {
    /// The stretch.
    pub id: AvailabilityId,
    /// Whose.
    pub person_id: UserId,
    /// What is said.
    pub kind: AvailabilityKind,
    /// When it holds, as it was declared.
    pub span: Span,
    /// The first instant of it.
    pub start: Instant,
    /// The first instant after it.
    pub end: Instant,
    /// A note for the planners.
    pub note: Option<Reason>,
    /// The version of the stretch.
    pub version: Version,
}

/// A shift planned onto an unavailability.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Clash {
    /// The unavailability.
    pub availability_id: AvailabilityId,
    /// The first instant of it.
    pub start: Instant,
    /// The first instant after it.
    pub end: Instant,
    /// The person's note.
    pub note: Option<Reason>,
}

/// The unavailability that a shift of this person at this time would be planned onto.
#[must_use]
pub fn clashes(person: Option<UserId>, slot: Slot, declared: &[AvailabilityOut]) -> Vec<Clash> {
    let in_the_way = |said: &&AvailabilityOut| {
        Some(said.person_id) == person
            && said.kind == AvailabilityKind::Unavailable
            && Slot::new(said.start, said.end).is_ok_and(|said| said.overlaps(slot))
    };
    let clash = |said: &AvailabilityOut| Clash {
        availability_id: said.id,
        start: said.start,
        end: said.end,
        note: said.note.clone(),
    };
    declared.iter().filter(in_the_way).map(clash).collect()
}

/// Which availability to list: what has a part inside the window.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "server", into_params(parameter_in = Query))]
pub struct AvailabilityQuery {
    /// Where the window begins.
    #[cfg_attr(feature = "server", param(example = "2026-11-23T00:00:00+01:00"))]
    pub from: Instant,
    /// Where it ends, at most 62 days later.
    #[cfg_attr(feature = "server", param(example = "2026-11-30T00:00:00+01:00"))]
    pub to: Instant,
    /// Only this person's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person_id: Option<UserId>,
    /// The most rows to answer: 1 to 200, 50 unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "server", param(inline))]
    pub limit: Option<crate::page::Limit>,
    /// The `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

/// The availability of a window, by start. A TECH sees the own.
pub fn list(query: &AvailabilityQuery) -> Call<Page<AvailabilityOut>> {
    Call::get("/availability").query(query)
}

/// One stretch. A TECH sees the own.
pub fn get(id: AvailabilityId) -> Call<AvailabilityOut> {
    Call::get(format!("/availability/{id}"))
}

/// Declares availability. A TECH for oneself, a MANAGER for anybody.
pub fn create(input: &AvailabilityIn) -> Call<AvailabilityOut> {
    Call::post("/availability").body(input)
}

/// Changes a stretch. A TECH the own, a MANAGER anybody's.
pub fn edit(
    id: AvailabilityId,
    version: Version,
    patch: &AvailabilityPatch,
) -> Call<AvailabilityOut> {
    Call::patch(format!("/availability/{id}"))
        .at(version)
        .body(patch)
}

/// Takes a stretch back. A TECH the own, a MANAGER anybody's.
pub fn delete(id: AvailabilityId, version: Version) -> Call<()> {
    Call::delete(format!("/availability/{id}")).at(version)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_day_of_the_clock_change_is_23_hours() {
        let day: Day = "2026-03-29".parse().unwrap();
        let slot = Span::Days {
            first: day,
            last: day,
        }
        .slot(Zone::PARIS)
        .unwrap();
        assert_eq!(slot.minutes(), 23 * 60);
        let reversed = Span::Days {
            first: day,
            last: day.plus_days(-1),
        }
        .slot(Zone::PARIS);
        assert_eq!(
            reversed,
            Err(FieldError::new("/span/last", "end_not_after_start"))
        );
    }

    #[test]
    fn only_the_persons_own_unavailability_is_in_the_way() {
        let ana = UserId::new();
        let day: Day = "2026-11-24".parse().unwrap();
        let span = Span::Days {
            first: day,
            last: day,
        };
        let slot = span.slot(Zone::PARIS).unwrap();
        let said = |kind| AvailabilityOut {
            id: AvailabilityId::new(),
            person_id: ana,
            kind,
            span,
            start: slot.start(),
            end: slot.end(),
            note: None,
            version: Version::FIRST,
        };
        let declared = [
            said(AvailabilityKind::Unavailable),
            said(AvailabilityKind::Preferred),
        ];
        assert_eq!(clashes(Some(ana), slot, &declared).len(), 1);
        assert_eq!(clashes(Some(UserId::new()), slot, &declared).len(), 0);
        assert_eq!(clashes(None, slot, &declared).len(), 0);
    }
}
